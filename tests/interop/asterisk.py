#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Our phone, without a hub, at a real Asterisk: registers, makes a call, takes a call, hangs up both ways and hands a
caller on; over UDP, TCP, and TLS with the sound encrypted.

Skips (exit code 77, with a line that says why) where Asterisk cannot be had: it is unpacked into the cache by the
scripts in ../shared/tools/asterisk, without touching the machine's own packages.
"""
import fcntl
import os
import shutil
import socket
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "e2e"))
from stage import wait_for  # noqa: E402
from stage.caller import Baresip, missing  # noqa: E402
from stage.desk import Desk  # noqa: E402
from stage.rigs import Sound  # noqa: E402

SKIP = 77
TOOLS = os.path.join(HERE, "..", "..", "..", "shared", "tools", "asterisk")
CACHE = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "sangdamcall")


def skip(why):
    print(f"SKIP: {why}")
    sys.exit(SKIP)


def asterisk_root():
    """Unpacks Asterisk once into the cache."""
    if not os.path.exists(os.path.join(TOOLS, "setup.sh")):
        skip("no Asterisk: the tools that fetch it (../shared/tools/asterisk) are not there")
    os.makedirs(CACHE, exist_ok=True)
    root = os.path.join(CACHE, "asterisk-sid")
    with open(os.path.join(CACHE, "asterisk.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Its programs know the place where they were unpacked, so it is made there, and told when it was complete:
        # a set-up that broke off must not be taken for an Asterisk.
        complete = os.path.join(root, "complete")
        if not os.path.exists(complete):
            shutil.rmtree(root, ignore_errors=True)
            done = subprocess.run(["bash", os.path.join(TOOLS, "setup.sh"), "-m", "-d", root, "-k",
                                   os.path.join(CACHE, "asterisk-debs")], capture_output=True, text=True)
            if done.returncode != 0:
                skip("Asterisk could not be fetched: " + (done.stderr.strip().splitlines() or ["no reason given"])[-1])
            open(complete, "w").close()
    return root


def free_block():
    """A port with 300 free ones above it, as run.sh wants (SIP, TLS, manager, RTP)."""
    for base in range(21000, 30000, 400):
        try:
            for offset in (0, 1, 2, 3, 4, 5, 100, 299):
                for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                    with socket.socket(socket.AF_INET, kind) as probe:
                        probe.bind(("127.0.0.1", base + offset))
            return base
        except OSError:
            continue
    raise RuntimeError("no block of free ports")


class Asterisk:
    def __init__(self, work):
        self.env = dict(os.environ, RUNDIR=os.path.join(work, "asterisk"))
        self.base = free_block()
        os.makedirs(self.env["RUNDIR"])
        self.authority = os.path.join(self.env["RUNDIR"], "desk", "tls", "ca.pem")
        self._run("start", "desk", "-r", asterisk_root(), "-p", str(self.base))

    def _run(self, *words):
        # Asterisk inherits the output: a pipe would never end, a file does not mind.
        with tempfile.TemporaryFile("w+") as out:
            code = subprocess.run(["bash", os.path.join(TOOLS, "run.sh"), *words], env=self.env, stdout=out, stderr=out,
                                  stdin=subprocess.DEVNULL).returncode
            out.seek(0)
            text = out.read()
        if code != 0:
            raise AssertionError(f"run.sh {' '.join(words)}: {text}")
        return text

    def cli(self, command):
        return self._run("cli", "desk", command)

    def stop(self):
        self._run("stop", "desk")


def main():
    if missing():
        skip("no " + ", ".join(missing()))
    with tempfile.TemporaryDirectory(prefix="sdc-asterisk-") as work:
        asterisk = Asterisk(work)
        sound = Sound(work, ["desk", "colleague"])
        sound.tone("colleague", 620)
        colleague = Baresip(work, dict(os.environ, HOME=work, **sound.env()), sound.device("colleague"), user="202",
                            codecs="PCMA/8000/1", account_extra=";auth_pass=pw202", at=f"127.0.0.1:{asterisk.base}")
        desk = None
        try:
            for transport in ("udp", "tcp", "tls"):
                at = (f"localhost:{asterisk.base + 1}" if transport == "tls" else f"127.0.0.1:{asterisk.base}")
                env = dict(os.environ, SIP_PASSWORD="pw201", HOME=work, **sound.env())
                desk = Desk(work, env, name=f"desk-{transport}", headless=True, toml=f"""
[sip]
registrar = "sip:{at}"
user = "201"
password_env = "SIP_PASSWORD"
transport = "{transport}"
bind = "127.0.0.1"
ca_file = "{asterisk.authority}"
srtp = "{'mandatory' if transport == 'tls' else 'off'}"
[sound]
microphone = "{sound.device('desk')}"
speaker = "{sound.device('desk')}"
[handset]
enabled = false
""")
                calls(desk, asterisk, sound, colleague, transport)
                transfers(desk, asterisk, sound, colleague, transport)
                desk.stop()
                desk = None
        except BaseException:
            if desk:
                print(desk.process.output()[-6000:])
            raise
        finally:
            if desk:
                desk.stop()
            colleague.stop()
            sound.close()
            asterisk.stop()
    print("passed: registered, called, was called and handed callers on over UDP, TCP and TLS with SRTP")


def calls(desk, asterisk, sound, colleague, transport):
    desk.wait_registered()
    sound.tone("desk", 440)

    # We call: extension 600 says back what it hears.
    code, text = desk.ctl("dial", "600")
    assert code == 0, text
    call = desk.wait_phase("talking")["calls"][0]
    assert call["encrypted"] == (transport == "tls"), call
    wait_for(f"{transport}: our own 440 Hz back from the echo", lambda: sound.hears("desk", 440), 8, 0.1)
    desk.ctl("hangup")
    desk.wait_idle()
    wait_for("Asterisk without channels", lambda: "0 active channels" in asterisk.cli("core show channels count"), 8)

    # A colleague calls us; we answer, and the far end hangs up.
    colleague.dial("201")
    desk.wait_phase("ringing")
    desk.ctl("answer")
    desk.wait_phase("talking")
    wait_for(f"{transport}: the colleague's 620 Hz here", lambda: sound.hears("desk", 620), 8, 0.1)
    wait_for(f"{transport}: our 440 Hz at the colleague", lambda: sound.hears("colleague", 440), 8, 0.1)
    colleague.hang_up()
    status = desk.wait_idle()
    assert status["ended"][-1]["cause"] == "remote_hangup", status["ended"]

    # The caller gives up while it rings.
    colleague.dial("201")
    desk.wait_phase("ringing")
    colleague.hang_up()
    status = desk.wait_idle()
    assert status["ended"][-1]["cause"] == "cancelled", status["ended"]

    # We decline.
    colleague.dial("201")
    desk.wait_phase("ringing")
    desk.ctl("hangup")
    status = desk.wait_idle()
    assert status["ended"][-1]["cause"] == "rejected", status["ended"]
    wait_for("the colleague's phone without a call", lambda: not colleague.in_call(), 8)


def transfers(desk, asterisk, sound, colleague, transport):
    def taken():
        colleague.dial("201")
        desk.wait_phase("ringing")
        desk.ctl("answer")
        desk.wait_phase("talking")

    def handed_on(how):
        ended = desk.wait_idle(15)["ended"]
        assert ended[-1]["cause"] == "transferred" or ended[-2]["cause"] == "transferred", ended
        # Asterisk's own word, not the tone: after a re-INVITE baresip 1.0 now and then stops sending sound.
        wait_for(f"{transport}: {how}: the colleague, and nobody else, is with the echo", lambda: [
            line for line in asterisk.cli("core show channels concise").splitlines()
            if "PJSIP/202" in line and "!Echo!" in line] and "1 active channel" in asterisk.cli(
                "core show channels count"), 15)
        colleague.hang_up()
        wait_for("Asterisk without channels", lambda: "0 active channels" in asterisk.cli("core show channels count"), 8)

    # A number that the PBX does not know brings the caller back.
    taken()
    desk.ctl("transfer", "2999")
    desk.wait_status("the caller back", lambda s: s["calls"] and s["calls"][0]["phase"] == "talking" and
                     s["calls"][0].get("transfer_failed"), 15)
    wait_for(f"{transport}: the caller's 620 Hz again", lambda: sound.hears("desk", 620), 8, 0.1)

    # Blind, to the extension that says back what it hears.
    desk.ctl("transfer", "600")
    handed_on("blind")

    # Attended: we ask the echo first, then put the two through.
    taken()
    desk.ctl("dial", "600")
    desk.wait_status("the consultation", lambda s: sorted(c["phase"] for c in s["calls"]) == ["held", "talking"])
    desk.ctl("transfer")
    handed_on("attended")


if __name__ == "__main__":
    main()
