# SPDX-License-Identifier: MIT
"""Hardware that does not exist, below the libraries: USB handsets under hidapi, sound cards under PortAudio."""
import json
import os
import socket
import subprocess

from . import Process, wait_for

BUILD = os.environ.get("SANGDAM_BUILD", "")


def _tool(*path):
    tool = os.path.join(BUILD, *path)
    if not os.path.exists(tool):
        raise RuntimeError(f"{tool} is not built; SANGDAM_BUILD must name the build folder")
    return tool


class Handset:
    """A USB handset of the kinds in tests/data/hid. Times are CLOCK_MONOTONIC nanoseconds."""

    def __init__(self, work, profile="jabra_like", env=None):
        path = os.path.join(work, "handset.sock")
        self.process = Process("handset", [_tool("tests", "rig", "hid", "sdc_virtual_handset"), path],
                               env or dict(os.environ), work)
        wait_for("the virtual handset", lambda: "ready" in self.process.output() or not self.process.alive())
        lines = self.process.output().splitlines()
        if "ready" not in lines:
            raise RuntimeError("the virtual handset did not start:\n" + self.process.output())
        self.environment = dict(line.split("=", 1) for line in lines[: lines.index("ready")] if "=" in line)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.answers = self.socket.makefile("r", encoding="utf-8")
        if profile:
            self.plug(profile)

    def env(self):
        """What a program needs to see this handset."""
        return self.environment

    def ask(self, command):
        self.socket.sendall((command + "\n").encode())
        answer = self.answers.readline().strip()
        if not answer.startswith("ok"):
            raise AssertionError(f"handset: {command}: {answer or 'no answer'}")
        return answer[2:].strip()

    def plug(self, profile, serial=""):
        return self.ask(f"plug {profile} {serial}".strip())

    def lift(self):
        return int(self.ask("lift"))

    def cradle(self):
        return int(self.ask("cradle"))

    def press(self, key):
        self.ask("press " + key)

    def lamps(self):
        return {name: value == "1" for name, value in (pair.split("=") for pair in self.ask("lamps").split())}

    def wait_lamp(self, name, lit, seconds=5):
        """When the report that made it so was written."""
        return int(self.ask(f"wait_lamp {name} {'on' if lit else 'off'} {int(seconds * 1000)}"))

    def clear(self):
        self.ask("clear")

    def unplug(self):
        self.ask("unplug")

    def close(self):
        self.socket.close()
        self.process.stop()


class Sound:
    """Virtual sound cards by name. A tone is put before a microphone, and heard at an ear."""

    TOOL = ("tests", "rig", "sound", "sdc_virtual_sound")

    def __init__(self, work, names, seconds=30, rate=48000):
        self.tool = _tool(*self.TOOL)
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else work
        self.cards = {name: os.path.join(memory, f"sdc-{os.getpid()}-{name}") for name in names}
        for path in self.cards.values():
            self._run("create", path, "--seconds", str(seconds), "--rate", str(rate))
        self.config = os.path.join(work, "asound.conf")
        self._run("config", self.config, *(f"{name}={path}" for name, path in self.cards.items()))

    def _run(self, *words, allow=(0,)):
        run = subprocess.run([self.tool, *words], capture_output=True, text=True)
        if run.returncode not in allow:
            raise AssertionError(f"sdc_virtual_sound {' '.join(words)}: {run.stderr or run.stdout}")
        return run.stdout

    def env(self):
        return {"ALSA_CONFIG_PATH": self.config, "JACK_NO_START_SERVER": "1"}

    def device(self, name):
        """The name by which ALSA and PortAudio know it."""
        assert name in self.cards
        return name

    def tone(self, name, hertz):
        self._run("tone", self.cards[name], "--hz", str(hertz))

    def hush(self, name):
        self._run("hush", self.cards[name])

    def level(self, name, hertz, last_ms=400):
        return json.loads(self._run("ear-level", self.cards[name], "--hz", str(hertz), "--last-ms", str(last_ms),
                                    allow=(0, 1)))

    def hears(self, name, hertz, share=0.5):
        """Most of what that ear hears is this tone."""
        level = self.level(name, hertz)
        return level["share"] >= share and level["dbfs"] > -50

    def loudness(self, name):
        return self.level(name, 440)["dbfs"]

    def dump(self, name, path, last_ms=2000):
        self._run("ear", self.cards[name], path, "--last-ms", str(last_ms))

    def unplug(self, name):
        self._run("unplug", self.cards[name])

    def plug(self, name):
        self._run("plug", self.cards[name])

    def stat(self, name):
        return json.loads(self._run("stat", self.cards[name]))

    def close(self):
        for path in self.cards.values():
            if os.path.exists(path):
                os.unlink(path)
