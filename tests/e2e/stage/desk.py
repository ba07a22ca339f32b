# SPDX-License-Identifier: MIT
"""The programs under test, as processes: the desk (with or without windows) and the hub."""
import json
import os
import re
import subprocess

from . import Process, wait_for

BUILD = os.environ.get("SANGDAM_BUILD", "")
DESK = os.path.join(BUILD, "bin", "sangdamcall")
HUB = os.path.join(BUILD, "bin", "sangdam-hub")


class Desk:
    def __init__(self, work, env, name="desk", headless=False, demo=False, toml="", extra=()):
        self.env = dict(env)
        self.data = os.path.join(work, name + "-data")
        os.makedirs(self.data, mode=0o700, exist_ok=True)
        argv = [DESK, "--data-dir", self.data, "--log-level", "debug", *extra]
        if toml:
            self.config = os.path.join(work, name + ".toml")
            with open(self.config, "w", encoding="utf-8") as config:
                config.write(toml)
            argv += ["--config", self.config]
        if headless:
            argv.append("--headless")
        if demo:
            argv.append("--demo")
        self.argv, self.work, self.name = argv, work, name
        self.process = Process(name, argv, self.env, work)

    @property
    def pid(self):
        return self.process.pid

    def ctl(self, *words):
        """One `sangdamcall ctl` command: (exit code, what it printed)."""
        env = dict(self.env)
        env.pop("LD_PRELOAD", None)  # The helper needs no virtual handset.
        run = subprocess.run([DESK, "ctl", *words, "--data-dir", self.data], env=env, capture_output=True, text=True,
                             timeout=20)
        return run.returncode, (run.stdout + run.stderr).strip()

    def status(self):
        code, text = self.ctl("status", "--json")
        return json.loads(text) if code == 0 else None

    def wait_status(self, what, match, seconds=10):
        def probe():
            if not self.process.alive():
                raise AssertionError(f"the desk ended with {self.process.popen.returncode}:\n{self.process.output()[-3000:]}")
            status = self.status()
            return status if status and match(status) else None
        return wait_for(f"{what}", probe, seconds, 0.03)

    def wait_registered(self, seconds=10):
        return self.wait_status("the phone registered", lambda s: s["registration"] == "registered", seconds)

    def wait_phase(self, phase, seconds=10):
        return self.wait_status(f"a call that is {phase}",
                                lambda s: any(c["phase"] == phase for c in s["calls"]), seconds)

    def wait_idle(self, seconds=10):
        return self.wait_status("no call any more", lambda s: not s["calls"], seconds)

    def stop(self):
        return self.process.stop()


class Hub:
    """sangdam-hub with its own database; agents and numbers made by its admin command, as a person would."""

    def __init__(self, work, env, toml, name="hub"):
        self.env, self.work, self.name = dict(env), work, name
        self.config = os.path.join(work, name + ".toml")
        with open(self.config, "w", encoding="utf-8") as config:
            config.write(toml)
        self.process = None

    def admin(self, *words, stdin=""):
        run = subprocess.run([HUB, "--config", self.config, "admin", *words], env=self.env, input=stdin,
                             capture_output=True, text=True, timeout=30)
        if run.returncode != 0:
            raise AssertionError(f"sangdam-hub admin {' '.join(words)}: {run.stderr or run.stdout}")
        return run.stdout

    def start(self):
        self.process = Process(self.name, [HUB, "--config", self.config], self.env, self.work)
        line = wait_for("the hub listening", self._address, 15)
        self.url = line
        return self

    def _address(self):
        if not self.process.alive():
            raise AssertionError(f"the hub ended:\n{self.process.output()[-3000:]}")
        found = re.search(r"listening on (http://[0-9.:]+)", self.process.output())
        return found.group(1) if found else None

    def stop(self):
        return self.process.stop() if self.process else None
