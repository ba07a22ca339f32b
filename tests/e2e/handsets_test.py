#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""A whole call with each kind of handset, through hidapi and the real programs; and with none at all."""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stage.scene import Scene, run_scenes  # noqa: E402
from stage import wait_for  # noqa: E402
from stage.wire import invite, ok_to_invite  # noqa: E402


def muted(desk, is_so):
    desk.wait_status(f"muted: {is_so}", lambda s: s["calls"] and s["calls"][0]["muted"] == is_so)


def take_a_call(scene, ring, call_lamp):
    """Rings, is lifted, muted and unmuted on the handset, and put down."""
    desk, handset = scene.desk, scene.handset
    scene.dial_in()
    if ring:
        handset.wait_lamp(ring, True, 20)
    desk.wait_phase("ringing", 20)
    lifted = handset.lift()
    scene.wire.wait("200 OK of the desk on the wire",
                    lambda m: ok_to_invite(m) and m.source[1] == scene.sip_port(), lifted)
    desk.wait_phase("talking")
    if ring:
        handset.wait_lamp(ring, False)
    if call_lamp:
        handset.wait_lamp(call_lamp, True)
    wait_for("the customer hears the agent (440 Hz)", lambda: scene.sound.hears("customer", 440), 10, 0.1)
    handset.press("mute")
    pressed = time.monotonic()
    muted(desk, True)
    if call_lamp:
        handset.wait_lamp("mute", True)
        assert handset.lamps()[call_lamp], "the mute lamp put the call lamp out"
    wait_for("silence at the customer's", lambda: not scene.sound.hears("customer", 440), 10, 0.1)
    # Whoever toggles twice within a second is not understood, and stays muted: the machine's own rule.
    wait_for("more than a second between the presses", lambda: time.monotonic() - pressed > 1.1)
    handset.press("mute")
    muted(desk, False)
    down = handset.cradle()
    scene.wire.wait("BYE of the desk on the wire",
                    lambda m: m.start_line.startswith("BYE ") and m.source[1] == scene.sip_port(), down)
    desk.wait_idle()
    if call_lamp:
        handset.wait_lamp(call_lamp, False)


def a_headset_with_all_lamps_in_one_report(scene: Scene):
    scene.sign_in()
    take_a_call(scene, "ring", "off_hook")


def a_headset_with_a_report_for_each_lamp(scene: Scene):
    scene.sign_in()
    take_a_call(scene, "ring", "off_hook")


def a_headset_with_many_collections_and_long_reports(scene: Scene):
    scene.sign_in()
    take_a_call(scene, "ring", "off_hook")


def a_handset_on_a_cradle_takes_a_call_and_dials(scene: Scene):
    scene.sign_in()
    take_a_call(scene, "ringer", None)
    handset, desk = scene.handset, scene.desk
    lifted = handset.lift()
    for key in "0255501":
        handset.press(key)
    scene.app.wait_text("console.dial.number", "0255501")
    for key in "99#":
        handset.press(key)
    scene.wire.wait("INVITE with the number dialled on the handset",
                    lambda m: invite(m) and "025550199" in m.start_line.replace("-", ""), lifted)
    handset.cradle()
    desk.wait_idle()


def no_handset_at_all_the_keys_work_in_front_of_another_program(scene: Scene):
    scene.handset.unplug()
    scene.sign_in()
    notepad = scene.open_notepad()
    focused = scene.display.focused_window()

    def key(name):
        scene.display.run("xdotool", "key", name)

    key("F9")
    assert not scene.desk.status()["calls"], "a key without a call did something"
    scene.dial_in()
    scene.desk.wait_phase("ringing", 20)
    key("F9")
    scene.desk.wait_phase("talking")
    answered = time.monotonic()
    assert scene.display.focused_window() == focused, "the keys took the focus away"
    key("F10")
    muted(scene.desk, True)
    key("F10")
    muted(scene.desk, False)
    key("F11")
    scene.desk.wait_phase("held")
    key("F11")
    scene.desk.wait_phase("talking")
    wait_for("the customer hears the agent again", lambda: scene.sound.hears("customer", 440), 10, 0.1)
    # The second half of a double press never ends the call that the first half answered.
    wait_for("longer than a double press since the answer", lambda: time.monotonic() - answered > 1.0)
    key("F9")
    scene.desk.wait_idle()
    scene.display.run("xdotool", "type", "--delay", "5", "abc")
    wait_for("typing still goes to the other program", lambda: "abc" in notepad.text(), 5)


a_headset_with_a_report_for_each_lamp.profile = "poly_like"
a_headset_with_many_collections_and_long_reports.profile = "yealink_like"
a_handset_on_a_cradle_takes_a_call_and_dials.profile = "cradle"

if __name__ == "__main__":
    run_scenes(sys.argv[1:], [
        a_headset_with_all_lamps_in_one_report,
        a_headset_with_a_report_for_each_lamp,
        a_headset_with_many_collections_and_long_reports,
        a_handset_on_a_cradle_takes_a_call_and_dials,
        no_handset_at_all_the_keys_work_in_front_of_another_program,
    ])
