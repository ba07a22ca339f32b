#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Our phone, without a hub, against SIPp: every call case of the phone as a scenario in sipp/*.xml.

Each scenario is one far end that behaves in one way; the desk is told by `ctl` what the agent does, and both must agree
on how it went. Skips (exit code 77, with a line that says why) where there is no sipp.
usage: sipp.py [scenario …]
"""
import os
import shutil
import socket
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "e2e"))
from stage import Process, wait_for  # noqa: E402
from stage.desk import Desk  # noqa: E402

SKIP = 77
SCENARIOS = os.path.join(HERE, "sipp")


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Sipp:
    def __init__(self, work, scenario, target=None, seconds=20):
        self.port = free_port()
        argv = ["sipp", "-sf", os.path.join(SCENARIOS, scenario + ".xml"), "-i", "127.0.0.1", "-p", str(self.port), "-m", "1",
                "-nostdin", "-timeout", f"{seconds}s", "-timeout_error", "-trace_err", "-error_file",
                os.path.join(work, scenario + ".err"), "-s", "201"]
        argv += [target, "-r", "1"] if target else []
        self.scenario, self.work = scenario, work
        self.process = Process(scenario, argv, dict(os.environ, TERM="dumb"), work)
        if not target:
            # A port that nobody listens on answers at once; a scenario that waits does not.
            wait_for(f"sipp on {self.port}", lambda: f":{self.port:04X} " in open("/proc/net/udp").read(), 10)

    def finish(self, seconds=25):
        wait_for(f"the end of {self.scenario}", lambda: not self.process.alive(), seconds)
        code = self.process.popen.returncode
        if code != 0:
            errors = os.path.join(self.work, self.scenario + ".err")
            why = open(errors, errors="replace").read()[-2500:] if os.path.exists(errors) else self.process.output()[-800:]
            raise AssertionError(f"{self.scenario}: sipp ended with {code}\n{why}")

    def stop(self):
        self.process.stop()


class Agent:
    """The desk, and what an agent does with it."""

    def __init__(self, work):
        # Nobody registers it: calls come and go by address. SRTP when the far end wishes.
        self.desk = Desk(work, dict(os.environ, SIP_PASSWORD="x", HOME=work), headless=True, toml="""
[sip]
registrar = "sip:127.0.0.1:9"
user = "201"
password_env = "SIP_PASSWORD"
bind = "127.0.0.1"
srtp = "preferred"
answer_token = "sesame"
[sound]
enabled = false
[handset]
enabled = false
""")
        self.port = self.desk.wait_status("a SIP port", lambda s: s["sip_port"])["sip_port"]
        self.last_ended = 0

    def ctl(self, *words):
        code, text = self.desk.ctl(*words)
        assert code == 0, f"ctl {' '.join(words)}: {text}"

    def call(self, sipp):
        self.ctl("dial", f"sip:echo@127.0.0.1:{sipp.port}")

    def phase(self, phase):
        return self.desk.wait_phase(phase)["calls"]

    def ended(self, cause, **more):
        def newer(status):
            return not status["calls"] and status["ended"] and status["ended"][-1]["id"] > self.last_ended
        last = self.desk.wait_status("the end of the call", newer, 15)["ended"][-1]
        self.last_ended = last["id"]
        assert last["cause"] == cause, last
        for key, value in more.items():
            assert last[key] == value, last


def answer_and_hang_up(agent, sipp):
    agent.call(sipp)
    agent.phase("talking")
    agent.ctl("hangup")
    agent.ended("local_hangup")


def early_media(agent, sipp):
    agent.call(sipp)
    agent.desk.wait_status("early sound", lambda s: s["calls"] and s["calls"][0]["codec"])
    agent.phase("talking")
    agent.ctl("hangup")
    agent.ended("local_hangup")


def busy(agent, sipp):
    agent.call(sipp)
    agent.ended("busy")


def hold_glare(agent, sipp):
    agent.call(sipp)
    agent.phase("talking")
    agent.ctl("hold", "on")
    agent.ended("remote_hangup")  # It hangs up when the second try (2.1 to 4 s later) has come.


def transfer(agent, sipp):
    agent.call(sipp)
    agent.phase("talking")
    agent.ctl("transfer", "1002")
    agent.ended("transferred")


def transfer_fails(cause):
    def play(agent, sipp):
        agent.call(sipp)
        agent.phase("talking")
        agent.ctl("transfer", "1002")
        agent.desk.wait_status("the customer back", lambda s: s["calls"] and s["calls"][0]["phase"] == "talking" and
                               s["calls"][0].get("transfer_failed") == cause)
        agent.ended("remote_hangup")  # Once it has seen our resume.
    return play


def cancel(agent, sipp):
    agent.call(sipp)
    agent.phase("alerting")
    agent.ctl("hangup")
    agent.ended("local_hangup")


def update(agent, sipp):
    agent.call(sipp)
    agent.ended("remote_hangup", held_by_remote=True)


def info(agent, sipp):
    agent.call(sipp)
    agent.phase("talking")
    agent.ctl("dtmf", "5")
    agent.ended("remote_hangup")


def session_timer(agent, sipp):
    agent.call(sipp)
    agent.phase("talking")
    wait_for("the refresh", lambda: not agent.desk.status()["calls"], 65, 1)
    agent.ended("remote_hangup")


def taken(agent, _):
    agent.phase("ringing")
    agent.ctl("answer")
    agent.ended("remote_hangup")


def encrypted(agent, _):
    agent.phase("ringing")
    agent.ctl("answer")
    agent.ended("remote_hangup", encrypted=True)


def ends_as(cause):
    return lambda agent, _: agent.ended(cause)


def by_itself(agent, _):
    agent.ended("remote_hangup")


def nothing(agent, sipp):
    sipp.finish()
    assert not agent.desk.status()["calls"]


# Which scenario, who calls, what the agent does.
PLAYS = [
    ("uas_180_without_sdp", answer_and_hang_up), ("uas_early_media", early_media), ("uas_reliable_183", answer_and_hang_up),
    ("uas_302", answer_and_hang_up), ("uas_busy", busy), ("uas_hold_glare", hold_glare), ("uas_refer", transfer),
    ("uas_refer_404", transfer_fails("not_found")), ("uas_refer_refused", transfer_fails("rejected")),
    ("uas_refer_without_end", transfer_fails("unreachable")), ("uas_cancel_crosses_200", cancel), ("uas_update", update),
    ("uas_info_dtmf", info),
    ("uac_answered", taken), ("uac_cancel", ends_as("cancelled")), ("uac_answered_elsewhere", ends_as("answered_elsewhere")),
    ("uac_late_offer", taken), ("uac_requires_100rel", taken), ("uac_replaces_nothing", nothing), ("uac_own_token", by_itself),
    ("uac_refer_out_of_the_blue", nothing), ("uac_savp", encrypted),
]
SLOW = [("uas_session_timer", session_timer)]


def main():
    if not shutil.which("sipp"):
        print("SKIP: no sipp (package sip-tester)")
        return SKIP
    wanted = sys.argv[1:]
    plays = [p for p in PLAYS + SLOW if p[0] in wanted] if wanted else PLAYS
    failed = []
    with tempfile.TemporaryDirectory(prefix="sdc-sipp-") as work:
        agent = Agent(work)
        try:
            for scenario, play in plays:
                calls_us = scenario.startswith("uac_")
                sipp = Sipp(work, scenario, f"127.0.0.1:{agent.port}" if calls_us else None,
                            70 if scenario == "uas_session_timer" else 20)
                try:
                    play(agent, sipp)
                    sipp.finish()
                    print(f"passed: {scenario}", flush=True)
                except AssertionError as error:
                    failed.append(scenario)
                    print(f"FAILED: {scenario}: {error}", flush=True)
                    agent.desk.ctl("hangup")
                    sipp.stop()
                    status = agent.desk.wait_idle(40)
                    agent.last_ended = status["ended"][-1]["id"] if status["ended"] else 0
        finally:
            if failed:
                print(agent.desk.process.output()[-6000:])
            agent.desk.stop()
    print(f"{len(plays) - len(failed)} of {len(plays)} scenarios passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
