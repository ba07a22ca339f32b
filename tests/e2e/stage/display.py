# SPDX-License-Identifier: MIT
"""A display of our own: Xvfb, a window manager, a tray, notifications, a session bus with AT-SPI."""
import os
import shutil
import subprocess

from . import Process, wait_for

# openbox: the window manager under which a window that must not take the focus does not get it, and
# whose title bars show Korean. tint2: a tray that shows the icon of a GTK program.
PROGRAMS = ("Xvfb", "openbox", "tint2", "dunst", "dbus-daemon")


def missing():
    return [p for p in PROGRAMS if shutil.which(p) is None]


class Display:
    def __init__(self, work, size="1280x800x24", extra_env=None):
        self.processes = []
        self.work = work
        runtime = os.path.join(work, "runtime")
        home = os.path.join(work, "home")
        os.makedirs(runtime, mode=0o700, exist_ok=True)
        os.makedirs(home, exist_ok=True)
        env = dict(os.environ)
        for name in ("DBUS_SESSION_BUS_ADDRESS", "GTK_MODULES", "WAYLAND_DISPLAY", "LD_PRELOAD"):
            env.pop(name, None)
        env.update(HOME=home, XDG_RUNTIME_DIR=runtime, LANG="C.UTF-8", GDK_BACKEND="x11", NO_AT_BRIDGE="0",
                   XDG_DATA_HOME=os.path.join(home, ".local/share"), XDG_CONFIG_HOME=os.path.join(home, ".config"),
                   XDG_CACHE_HOME=os.path.join(home, ".cache"), GTK_A11Y="atspi")
        env.update(extra_env or {})
        self.env = env
        self._start_x(size)
        self._start_bus()
        self.processes.append(Process("openbox", ["openbox"], env, work))
        wait_for("a window manager", self._has_window_manager)
        subprocess.run(["xsetroot", "-solid", "#31506b"], env=env, check=False)
        self.processes.append(Process("tint2", ["tint2"], env, work))
        self.processes.append(Process("dunst", ["dunst"], env, work))
        wait_for("a tray", self._has_tray)

    def _start_x(self, size):
        read, write = os.pipe()
        os.set_inheritable(write, True)
        log = open(os.path.join(self.work, "xvfb.log"), "ab")
        xvfb = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
                                env=self.env, pass_fds=(write,), stdout=log, stderr=log, start_new_session=True)
        os.close(write)
        with os.fdopen(read) as number:
            line = number.readline().strip()
        if not line:
            raise RuntimeError("Xvfb did not start; see xvfb.log")
        self.xvfb = xvfb
        self.env["DISPLAY"] = ":" + line

    def _start_bus(self):
        bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1"], env=self.env,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
        self.bus = bus
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        subprocess.run(["dbus-update-activation-environment", "DISPLAY", "XDG_RUNTIME_DIR", "HOME"],
                       env=self.env, check=False, capture_output=True)
        launcher = "/usr/libexec/at-spi-bus-launcher"
        self.processes.append(Process("at-spi", [launcher, "--launch-immediately"], self.env, self.work))
        wait_for("the accessibility bus", lambda: subprocess.run(
            ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus", "--method",
             "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>"],
            env=self.env, capture_output=True).returncode == 0)

    def _has_window_manager(self):
        out = subprocess.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"], env=self.env, capture_output=True, text=True)
        return "window id" in out.stdout

    def _has_tray(self):
        # The owner of the selection _NET_SYSTEM_TRAY_S0 is the tray (freedesktop.org system tray 0.3).
        return any("tint2" in line for line in self.run("xwininfo", "-root", "-tree").splitlines())

    def run(self, *argv):
        return subprocess.run(argv, env=self.env, capture_output=True, text=True).stdout

    def screenshot(self, path, window="root"):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        subprocess.run(["import", "-window", window, path], env=self.env, check=True, capture_output=True)
        return path

    def focused_window(self):
        return self.run("xdotool", "getwindowfocus").strip()

    def close(self):
        for process in reversed(self.processes):
            process.stop()
        for process in (self.bus, self.xvfb):
            process.terminate()
            process.wait()
