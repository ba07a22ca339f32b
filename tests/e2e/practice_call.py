#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""`./installer/try` without a display: a practice call, told in one line a step, with screenshots.

It is `sangdamcall --demo` itself; the customer is one of the practice centre's. The USB handset and the sound card do
not exist, but hidapi and PortAudio do not know. Exit code 1 when a step fails.
"""
import os
import sys
import tempfile
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stage import wait_for  # noqa: E402
from stage.desk import Desk  # noqa: E402
from stage.display import Display  # noqa: E402
from stage.rigs import Handset, Sound  # noqa: E402
from stage.screen import MapWatch  # noqa: E402
from stage.wire import Wire, invite, ok_to_invite  # noqa: E402


def tell(what, start_ns=None, end_ns=None, more=""):
    took = f"{(end_ns - start_ns) / 1e6:8.0f} ms" if start_ns and end_ns else " " * 11
    print(f"  {what:<11}{took}   {more}", flush=True)


def to_port(port):
    return lambda m: invite(m) and m.target[1] == port


def practice(work, shots):
    stack = []
    try:
        display = Display(work, "1366x820x24")
        stack.append(display.close)
        os.environ.update({k: display.env[k] for k in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR")})
        handset = Handset(work, "jabra_like", display.env)
        stack.append(handset.close)
        sound = Sound(work, ["desk"], seconds=60)
        stack.append(sound.close)
        wire = Wire.open()
        if wire:
            stack.append(wire.close)
        watch = MapWatch(display.env["DISPLAY"])
        stack.append(watch.close)

        began = time.monotonic_ns()
        desk = Desk(work, dict(display.env, **sound.env(), **handset.env()), demo=True)
        stack.append(desk.stop)
        one_call(display, handset, sound, wire, watch, desk, began, shots)
    finally:
        for close in reversed(stack):
            close()


def one_call(display, handset, sound, wire, watch, desk, began, shots):
    from stage.a11y import App
    app = App(desk.pid)
    desk.wait_registered(30)
    tell("started", began, time.monotonic_ns(), "practice centre, agent signed in, phone registered")
    port = desk.status()["sip_port"]
    app.wait("console.state", 20)
    display.screenshot(os.path.join(shots, "waiting.png"))

    ring = handset.wait_lamp("ring", True, 60)
    call = wire.wait("the INVITE at the desk", to_port(port)).at_ns if wire else ring
    tell("ring", call, ring, "INVITE on the wire -> ring lamp of the handset")
    card = wait_for("the card", lambda: watch.first_since(call), 5)
    name = wait_for("the customer's name", lambda: app.text("card.name"), 5)
    tell("card", call, card, f"INVITE -> card on the screen: {name}")
    wait_for("what is known of the customer", lambda: app.text("card.briefing"), 5)
    display.screenshot(os.path.join(shots, "card.png"))

    lifted = handset.lift()
    if wire:
        ok = wire.wait("the 200 OK", lambda m: ok_to_invite(m) and m.source[1] == port, lifted).at_ns
        tell("answered", lifted, ok, "handset lifted -> 200 OK on the wire")
    desk.wait_phase("talking")
    wait_for("the customer's voice", lambda: sound.loudness("desk") > -45, 20, 0.1)
    tell("talking", more="the customer is heard in the handset")
    display.screenshot(os.path.join(shots, "talking.png"))

    down = handset.cradle()
    if wire:
        bye = wire.wait("the BYE", lambda m: m.start_line.startswith("BYE ") and m.source[1] == port, down).at_ns
        tell("ended", down, bye, "handset put down -> BYE on the wire")
    desk.wait_idle()
    app.wait("console.wrap_up.note")
    app.choose("console.wrap_up.category", "배송 > 배송지연")
    app.choose("console.wrap_up.emotion", "중립")
    app.choose("console.wrap_up.status", "완료")
    app.type_into("console.wrap_up.note", "배송 지연 사과, 내일 도착 예정 안내")
    display.screenshot(os.path.join(shots, "wrap-up.png"))
    app.press("console.wrap_up.save")
    saved = time.monotonic_ns()
    app.wait_text("console.wrap_up.kept", "서버에 저장됨")
    tell("kept", saved, time.monotonic_ns(), "wrap-up saved at the centre")
    display.screenshot(os.path.join(shots, "console.png"))


def main():
    shots = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/try")
    os.makedirs(shots, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sdc-try-") as work:
        try:
            practice(work, shots)
        except Exception:
            traceback.print_exc()
            for name in ("desk.log", "handset.log"):
                path = os.path.join(work, name)
                if os.path.exists(path):
                    with open(path, encoding="utf-8", errors="replace") as log:
                        print(f"--- {name}\n{log.read()[-3000:]}")
            sys.exit(1)
    for name in sorted(os.listdir(shots)):
        print(f"  screenshot  {os.path.join(shots, name)}")


if __name__ == "__main__":
    main()
