#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The slice, end to end: a customer calls, the handset rings, the card is there, both talk, the record is kept.

The programs are the real ones; simulated is only what stands below the libraries: a USB handset under hidapi, sound
cards under PortAudio, a display. The customer is baresip.
"""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stage.scene import Scene, run_scenes  # noqa: E402
from stage import wait_for  # noqa: E402
from stage.wire import invite, ok_to_invite  # noqa: E402


def a_call_rings_the_handset_answers_it_the_card_is_there_the_record_is_kept(scene: Scene):
    scene.sign_in()
    desk, handset, caller, app = scene.desk, scene.handset, scene.caller, scene.app
    notepad = scene.open_notepad()
    focused = scene.display.focused_window()

    scene.dial_in()
    handset.wait_lamp("ring", True, 20)
    desk.wait_phase("ringing")
    app.wait_text("card.name", "김민수")
    app.wait_text("card.number", "010-****-1111")
    scene.shot("card")
    assert scene.display.focused_window() == focused, "the card took the focus away from another program"
    scene.display.run("xdotool", "type", "--delay", "5", "abc")
    wait_for("typing still goes to the other program", lambda: "abc" in notepad.text(), 5)

    lifted = handset.lift()
    ok = scene.wire.wait("200 OK of the desk on the wire",
                         lambda m: ok_to_invite(m) and m.source[1] == scene.sip_port(), lifted)
    print(f"  lifted -> 200 OK on the wire: {(ok.at_ns - lifted) / 1e6:.1f} ms")
    handset.wait_lamp("ring", False)
    handset.wait_lamp("off_hook", True)
    desk.wait_phase("talking")

    wait_for("the agent hears the customer (620 Hz)", lambda: scene.sound.hears("desk", 620), 10, 0.1)
    wait_for("the customer hears the agent (440 Hz)", lambda: scene.sound.hears("customer", 440), 10, 0.1)
    scene.shot("talking")

    handset.cradle()
    desk.wait_idle()
    wait_for("the customer's phone without a call", lambda: not caller.in_call())

    scene.fill_in_wrap_up("배송이 늦어 사과드림", emotion="부정", status="처리중", category="배송 > 배송지연")
    scene.shot("wrap-up")
    scene.app.press("console.wrap_up.save")

    record = wait_for("the call with its wrap-up in the centre's records", lambda: scene.stored_wrap_up(), 10)
    assert record["note"] == "배송이 늦어 사과드림", record
    assert record["emotion"] == "부정" and record["status"] == "처리중", record
    assert scene.rows("wrap_ups") == 1, "no row in the database"
    assert not scene.database_shows("배송이 늦어"), "the note lies open in the database file"
    scene.story_is_told_in_order()

    assert desk.stop() == 0, "the desk did not end properly"
    assert "no longer registered" in desk.process.output(), "the phone is still registered at the switch"


def the_window_thread_is_frozen_and_the_handset_still_answers_and_ends_the_call(scene: Scene):
    from stage.freeze import FrozenThread
    scene.sign_in()
    with FrozenThread(scene.desk.pid):
        frozen = time.monotonic()
        scene.dial_in()
        scene.handset.wait_lamp("ring", True, 20)
        lifted = scene.handset.lift()
        ok = scene.wire.wait("200 OK while the window thread is frozen",
                             lambda m: ok_to_invite(m) and m.source[1] == scene.sip_port(), lifted)
        print(f"  frozen: lifted -> 200 OK on the wire: {(ok.at_ns - lifted) / 1e6:.1f} ms")
        wait_for("the customer hears the agent", lambda: scene.sound.hears("customer", 440), 10, 0.1)
        wait_for("three seconds of freezing", lambda: time.monotonic() - frozen > 3.0, 10)
        down = scene.handset.cradle()
        scene.wire.wait("BYE while the window thread is frozen",
                        lambda m: m.start_line.startswith("BYE ") and m.source[1] == scene.sip_port(), down)
        wait_for("the customer's phone without a call", lambda: not scene.caller.in_call())
    # The windows catch up by themselves.
    scene.desk.wait_idle()
    scene.app.wait("console.wrap_up.note")


def what_was_typed_survives_kill_minus_9(scene: Scene):
    scene.sign_in()
    scene.dial_in()
    scene.handset.wait_lamp("ring", True, 20)
    scene.handset.lift()
    scene.desk.wait_phase("talking")
    # A person talks before hanging up; a hook that moves within the handset's own echo is taken for one.
    wait_for("the customer hears the agent", lambda: scene.sound.hears("customer", 440), 10, 0.1)
    scene.handset.cradle()
    scene.desk.wait_idle()
    note = "환불 요청, 계좌 확인 후 다시 전화드리기로 함"
    scene.app.wait("console.wrap_up.note")
    scene.app.type_into("console.wrap_up.note", note)
    time.sleep(0.25)  # The promise itself: safe within 250 ms of the keystroke.
    scene.desk.process.kill()
    scene.start_desk()
    scene.sign_in()
    scene.open_first_unfinished()
    scene.app.wait_text("console.wrap_up.note", note)


if __name__ == "__main__":
    run_scenes(sys.argv[1:], [
        a_call_rings_the_handset_answers_it_the_card_is_there_the_record_is_kept,
        the_window_thread_is_frozen_and_the_handset_still_answers_and_ends_the_call,
        what_was_typed_survives_kill_minus_9,
    ])
