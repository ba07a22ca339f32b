#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Bad days: each trouble is one sentence that says what to do, with an exit code where it cannot go on."""
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stage import wait_for  # noqa: E402
from stage.caller import free_port  # noqa: E402
from stage.centre import PASSWORD, TestCentre  # noqa: E402
from stage.desk import DESK, HUB, Desk  # noqa: E402
from stage.rigs import Handset, Sound  # noqa: E402


def run(*argv, env=None, seconds=20):
    done = subprocess.run(argv, env=env, capture_output=True, text=True, timeout=seconds, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout + done.stderr


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def nonsense_in_the_desks_settings_names_file_line_and_key(work, env):
    file = write(os.path.join(work, "desk.toml"), '[hub]\nurll = "http://127.0.0.1"\n[sound]\nenabled = "yes"\n')
    code, said = run(DESK, "--headless", "--config", file, "--data-dir", work, env=env)
    assert code == 2, (code, said)
    assert "desk.toml:2" in said and "urll" in said and "desk.toml:4" in said and "enabled" in said, said


def settings_that_are_not_there_are_named(work, env):
    code, said = run(DESK, "--headless", "--config", os.path.join(work, "none.toml"), env=env)
    assert code == 2 and "none.toml" in said, (code, said)
    code, said = run(HUB, "--config", os.path.join(work, "none.toml"), env=env)
    assert code != 0 and "none.toml" in said, (code, said)


def a_hub_address_that_cannot_be_one_is_refused(work, env):
    file = write(os.path.join(work, "desk.toml"), '[hub]\nurl = "ftp://nowhere"\n')
    code, said = run(DESK, "--headless", "--config", file, "--data-dir", work, env=env)
    assert code == 2 and "hub.url" in said and "expected an address" in said, (code, said)


def a_port_that_is_taken_ends_the_hub_with_a_sentence(work, env):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        file = write(os.path.join(work, "hub.toml"), f"[listen]\nport = {port}\n[store]\ndatabase = 'a.db'\nkey_file = 'a.key'\n")
        code, said = run(HUB, "--config", file, env=env)
        assert code != 0 and str(port) in said, (code, said)


def a_key_file_that_others_may_read_is_refused(work, env):
    file = write(os.path.join(work, "hub.toml"), "[listen]\nport = 0\n[store]\ndatabase = 'k.db'\nkey_file = 'k.key'\n")
    code, said = run(HUB, "--config", file, "admin", "agent", "list", env=env)
    assert code == 0, said
    key = os.path.join(work, "k.key")
    assert stat.S_IMODE(os.stat(key).st_mode) == 0o600
    os.chmod(key, 0o644)
    code, said = run(HUB, "--config", file, "admin", "agent", "list", env=env)
    assert code != 0 and "k.key" in said, (code, said)


def a_wrong_password_is_said_and_the_desk_goes_on(work, env):
    centre = TestCentre(work, env).furnish().start()
    desk = None
    try:
        desk = Desk(work, dict(env, SANGDAM_PASSWORD="wrong"), headless=True, toml=centre.desk_toml())
        status = desk.wait_status("the refusal", lambda s: s["agent"]["trouble"], 15)
        assert not status["agent"]["signed_in"] and status["registration"] == "off", status
    finally:
        if desk:
            assert desk.stop() == 0
        centre.stop()


def a_hub_that_is_not_there_is_said_and_waited_for(work, env):
    port = free_port()
    centre = TestCentre(work, env, port=port).furnish()
    centre.url = f"http://127.0.0.1:{port}"
    desk = Desk(work, dict(env, SANGDAM_PASSWORD=PASSWORD), headless=True, toml=centre.desk_toml())
    try:
        status = desk.wait_status("the trouble with the hub", lambda s: s["agent"]["trouble"], 15)
        assert not status["agent"]["signed_in"], status
        code, said = desk.ctl("dial", "01012345678")
        assert code != 0 and "sign in" in said, said
    finally:
        assert desk.stop() == 0


def a_wrong_sip_password_is_refused_by_the_pbx_and_shown(work, env):
    centre = TestCentre(work, env).furnish().start()
    desk = Desk(work, dict(env, SIP_PASSWORD="wrong"), headless=True, toml=f"""
[sip]
registrar = "sip:127.0.0.1:{centre.sip_port}"
user = "1001"
password_env = "SIP_PASSWORD"
bind = "127.0.0.1"
[sound]
enabled = false
""")
    try:
        status = desk.wait_status("the refusal", lambda s: s["registration"] == "refused", 15)
        assert status["registration_what"], status
    finally:
        desk.stop()
        centre.stop()


def without_a_sound_card_the_desk_runs_and_says_so(work, env):
    desk = Desk(work, env, headless=True, toml="")
    try:
        status = desk.wait_status("the missing sound card", lambda s: "opened" not in s["sound"]["trouble"], 15)
        assert status["sound"]["device"] == "" and status["sound"]["trouble"], status
    finally:
        assert desk.stop() == 0


def as_nobody(work, argv):
    """root may open every device; whoever runs a desk may not."""
    if os.getuid() != 0:
        return argv
    for folder, _, files in os.walk(work):
        os.chmod(folder, 0o755)
        os.chown(folder, 65534, 65534)
    return ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", *argv]


def a_handset_that_may_not_be_opened_is_listed_with_the_reason(work, env):
    handset = Handset(work, "jabra_like", env)
    try:
        bus = handset.env()["UMOCKDEV_DIR"]
        for folder, _, files in os.walk(bus):
            os.chmod(folder, 0o755)
        handset.ask("permission off")
        # Copies, because somebody who is not root may not see root's checkout and cache.
        desk = shutil.copy(DESK, work)
        preload = shutil.copy(handset.env()["LD_PRELOAD"], work)
        visible = dict(env, **handset.env())
        visible["LD_PRELOAD"] = preload
        code, said = run(*as_nobody(work, [desk, "handset", "list", "--json"]), env=visible)
        assert code == 0 and '"usable":false' in said, said
        assert '"trouble":""' not in said, said
    finally:
        handset.close()


def a_second_start_hands_its_arguments_over(work, env):
    desk = Desk(work, env, headless=True, toml="[sound]\nenabled = false\n")
    try:
        desk.wait_status("the first desk", lambda s: s, 10)
        code, said = run(DESK, "--headless", "--data-dir", desk.data, "tel:02-555-0100", env=env)
        assert code == 0, (code, said)
        assert desk.process.alive()
    finally:
        assert desk.stop() == 0


def rubbish_on_the_sip_ports_ends_nothing(work, env):
    centre = TestCentre(work, env).furnish().start()
    desk = Desk(work, dict(env, SANGDAM_PASSWORD=PASSWORD), headless=True, toml=centre.desk_toml())
    try:
        desk.wait_registered(15)
        desk_port = desk.status()["sip_port"]
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as rubbish:
            for message in (b"", b"\0" * 2000, b"INVITE", b"INVITE sip:a SIP/2.0\r\nContent-Length: -1\r\n\r\n",
                            b"SIP/2.0 200 OK\r\n\r\n", os.urandom(1400)):
                for port in (desk_port, centre.sip_port):
                    rubbish.sendto(message, ("127.0.0.1", port))
        with socket.create_connection(("127.0.0.1", centre.sip_port)) as stream:
            stream.sendall(b"OPTIONS sip:a@b SIP/2.0\r\nContent-Length: 0\r\n\r\nINVITE sip:a@b SIP/2.0\r\n"
                           b"Content-Length: 4294967290\r\n\r\n" + os.urandom(4000))
        # Both still do their work: the desk calls a customer through the switch.
        desk.ctl("dial", "01000001111")
        desk.wait_phase("talking", 15)
        desk.ctl("hangup")
        desk.wait_idle()
    finally:
        assert desk.stop() == 0
        centre.stop()


SCENES = [value for name, value in list(globals().items()) if callable(value) and getattr(value, "__module__", "") ==
          "__main__" and value.__code__.co_varnames[:2] == ("work", "env")]


def main():
    passed = failed = 0
    for scene in SCENES:
        with tempfile.TemporaryDirectory(prefix="sdc-bad-") as work:
            env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
            # One device that cannot be opened, as on a machine without a sound card.
            alsa = write(os.path.join(work, "asound.conf"), "pcm.nothing { type hw card 99 }\n")
            env.update(HOME=work, XDG_RUNTIME_DIR=work, ALSA_CONFIG_PATH=alsa, JACK_NO_START_SERVER="1")
            try:
                scene(work, env)
                passed += 1
                print("ok    ", scene.__name__.replace("_", " "), flush=True)
            except Exception:
                failed += 1
                print("FAILED", scene.__name__.replace("_", " "), flush=True)
                traceback.print_exc(file=sys.stdout)
                for name in sorted(os.listdir(work)):
                    if name.endswith(".log"):
                        with open(os.path.join(work, name), encoding="utf-8", errors="replace") as log:
                            print(f"--- {name}\n{log.read()[-2000:]}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
