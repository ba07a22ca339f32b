# SPDX-License-Identifier: MIT
"""One scene: a centre, a customer with a telephone, an agent with a handset in front of a display."""
import os
import sqlite3
import subprocess
import sys
import tempfile
import traceback

from . import Process, TooLate, wait_for
from . import caller as caller_module
from . import display as display_module
from .centre import DID, Api, PASSWORD, Story, TestCentre
from .desk import Desk
from .rigs import Handset, Sound
from .wire import Wire

SKIP = 77
SHOTS = os.environ.get("SANGDAM_SHOTS") or os.path.join(os.environ.get("SANGDAM_BUILD", "."), "e2e-shots")


class Notepad:
    def __init__(self, scene):
        self.process = Process("notepad", ["/usr/bin/python3", os.path.join(os.path.dirname(__file__), "notepad.py")],
                               scene.display.env, scene.work)
        wait_for("another program's window", lambda: "ready" in self.process.output())
        scene.closers.append(self.process.stop)
        window = wait_for("its window", lambda: scene.display.run(
            "xdotool", "search", "--name", "notepad of somebody else").split())
        scene.display.run("xdotool", "windowactivate", "--sync", window[-1])

    def text(self):
        return self.process.output().rsplit("text=", 1)[-1]


class Scene:
    def __init__(self, work, name, language="ko", profile="jabra_like"):
        self.work, self.name, self.language = work, name, language
        self.closers = []
        try:
            self._build(profile)
        except BaseException:
            self.close()
            raise

    def _build(self, profile):
        self.display = self._own(display_module.Display(self.work))
        os.environ.update({k: self.display.env[k] for k in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")})
        self.handset = self._own(Handset(self.work, profile, self.display.env))
        self.sound = self._own(Sound(self.work, ["desk", "customer"]))
        self.sound.tone("desk", 440)
        self.sound.tone("customer", 620)
        self.wire = Wire.open()
        if self.wire:
            self.closers.append(self.wire.close)
        self.centre = TestCentre(self.work, self.display.env).furnish().start()
        self.closers.append(self.centre.stop)
        self.supervisor = Api(self.centre.url, "sujin")
        self.centre.add_customer(self.supervisor, "김민수", "01000001111")
        self.story = Story(self.supervisor)
        self.caller = caller_module.Baresip(self.work, dict(self.display.env, **self.sound.env()),
                                            self.sound.device("customer"))
        self.closers.append(self.caller.stop)
        self.starts = 0
        self.start_desk()

    def _own(self, thing):
        self.closers.append(thing.close)
        return thing

    def start_desk(self):
        self.starts += 1
        env = dict(self.display.env, SANGDAM_PASSWORD=PASSWORD, **self.sound.env(), **self.handset.env())
        toml = self.centre.desk_toml(self.sound.device("desk"), extra=f'[ui]\nlanguage = "{self.language}"\n')
        self.desk = Desk(self.work, env, toml=toml)
        self.closers.append(self.desk.stop)
        from .a11y import App  # Only now: the accessibility client wants the bus in the environment.
        self.app = App(self.desk.pid)

    def sign_in(self):
        """The settings say who; what is waited for is that it worked."""
        self.desk.wait_registered(15)
        self.desk.ctl("state", "available")
        self.desk.wait_status("available", lambda s: s["agent"]["state"] == "available")
        self.app.wait("console.state")
        self._port = self.desk.status()["sip_port"]  # Asked now: a frozen desk does not answer.

    def sip_port(self):
        return self._port

    def open_notepad(self):
        return Notepad(self)

    def dial_in(self):
        self.caller.dial(f"sip:{DID}@127.0.0.1:{self.centre.sip_port}")
        wait_for("the announcement answers", self.caller.in_call, 10)
        self.caller.press_key("1")

    def shot(self, what):
        self.display.screenshot(os.path.join(SHOTS, self.language, f"{what}.png"))

    def fill_in_wrap_up(self, note, emotion, status, category):
        app = self.app
        app.wait("console.wrap_up.note")
        app.choose("console.wrap_up.category", category)
        app.choose("console.wrap_up.emotion", emotion)
        app.choose("console.wrap_up.status", status)
        app.type_into("console.wrap_up.note", note)
        app.wait_text("console.wrap_up.note", note)

    def open_first_unfinished(self):
        self.app.wait("console.unfinished.list")
        note = self.app.find("console.wrap_up.note")
        if note is None:
            self.app.select_row("console.unfinished.list", 0)

    def calls(self):
        return self.supervisor.call("GET", "/v1/calls?scope=visible")["items"]

    def stored_wrap_up(self):
        calls = self.calls()
        if not calls:
            return None
        try:
            return self.supervisor.call("GET", f"/v1/calls/{calls[0]['call']['ref']}/wrap-up")
        except AssertionError as answer:
            if " 404 " in str(answer):
                return None
            raise

    def _database(self):
        return os.path.join(self.work, "hub.db")

    def rows(self, table):
        with sqlite3.connect(f"file:{self._database()}?mode=ro", uri=True) as db:
            return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    def database_shows(self, text):
        found = False
        for suffix in ("", "-wal"):
            path = self._database() + suffix
            if os.path.exists(path):
                with open(path, "rb") as file:
                    found = found or text.encode() in file.read()
        return found

    def story_is_told_in_order(self):
        """arrived -> waits -> rings -> answered -> ended, each with a number of its own."""
        self.story.wait("the end of the call in the event stream", lambda e: e[1] == "call.changed" and
                        (e[2].get("call") or e[2]).get("ended_at"))
        numbers = self.story.sequences()
        assert numbers == sorted(set(numbers)), f"events out of order or twice: {numbers}"
        results = []
        for _, kind, data in self.story.events:
            if kind == "call.changed":
                call = data.get("call") or data
                stage = ("ended" if call.get("ended_at") else "answered" if call.get("answered_at") else
                         "queued" if call.get("queued_at") else "arrived")
                if not results or results[-1] != stage:
                    results.append(stage)
        assert results == ["arrived", "queued", "answered", "ended"], results
        assert "queue.changed" in self.story.kinds() and "agent.state" in self.story.kinds(), self.story.kinds()

    def close(self):
        for closer in reversed(self.closers):
            try:
                closer()
            except Exception as error:  # The rest must still be ended.
                print(f"  while closing: {error!r}")


def missing():
    return (display_module.missing() + caller_module.missing())


def run_scenes(wanted, scenes):
    """Runs the scenes whose names contain one of `wanted` (all without)."""
    lacking = missing()
    if lacking:
        print("SKIP: not installed: " + ", ".join(lacking))
        sys.exit(SKIP)
    passed = failed = 0
    chosen = [play for play in scenes if not wanted or any(word in play.__name__ for word in wanted)]
    if len(chosen) > 1:
        # The accessibility client binds to one bus for the life of its process: each scene gets its own.
        for play in chosen:
            run = subprocess.run([sys.executable, sys.argv[0], play.__name__])
            passed, failed = passed + (run.returncode == 0), failed + (run.returncode != 0)
        print(f"{passed} passed, {failed} failed")
        sys.exit(1 if failed else 0)
    probe = Wire.open()
    if probe is None:
        print("SKIP: reading the wire needs CAP_NET_RAW; run as root")
        sys.exit(SKIP)
    probe.close()
    for play in chosen:
        print(play.__name__.replace("_", " "), flush=True)
        with tempfile.TemporaryDirectory(prefix="sdc-e2e-") as work:
            scene = None
            try:
                scene = Scene(work, play.__name__, profile=getattr(play, "profile", "jabra_like"))
                play(scene)
                passed += 1
            except (Exception, TooLate):
                failed += 1
                traceback.print_exc()
                report(scene, work)
            finally:
                if scene:
                    scene.close()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


def report(scene, work):
    """What an engineer wants to see of a failed scene."""
    if scene:
        try:
            scene.shot("failed-" + scene.name)
            print("--- windows\n" + scene.app.dump())
        except Exception as error:
            print(f"(no screenshot: {error!r})")
    for name in sorted(os.listdir(work)):
        if name.endswith(".log"):
            with open(os.path.join(work, name), encoding="utf-8", errors="replace") as log:
                tail = log.readlines()[-60:]
            print(f"--- {name}\n{''.join(tail)}")
