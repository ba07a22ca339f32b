#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every window of the gallery, as a screen reader and a window manager see it.

The windows are the real ones with the real presenters; only the centre behind them is a sample.
"""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stage import Process, wait_for  # noqa: E402
from stage.display import Display, missing  # noqa: E402

SKIP = 77
BUILD = os.environ["SANGDAM_BUILD"]
OPERATED = ("push button", "toggle button", "text", "password text", "combo box", "check box", "table")


class Gallery:
    opened = 0

    def __init__(self, display, work, language, scene):
        from stage.a11y import App
        Gallery.opened += 1  # Each has a log of its own.
        self.process = Process(f"{scene}-{Gallery.opened}", [os.path.join(BUILD, "bin", "ui_gallery"), language, scene],
                               display.env, work)
        wait_for(f"scene {scene}", lambda: "ready" in self.process.output(), 20)
        self.app = App(self.process.pid)
        wait_for("its windows on the accessibility bus", self.app.root)

    def shown(self):
        from stage.a11y import showing, walk
        return [node for node in walk(self.app.root()) if showing(node)]

    def __enter__(self):
        return self

    def __exit__(self, trouble, *_):
        assert self.process.alive() or trouble, self.process.output()
        ended = self.process.stop()
        assert ended == 0 or trouble, f"ended with {ended}: {self.process.output()}"


def scenes(display):
    return subprocess.run([os.path.join(BUILD, "bin", "ui_gallery"), "--list"], env=display.env, check=True,
                          capture_output=True, text=True).stdout.split()


def every_control_has_an_id_of_its_own_and_a_name(display, work):
    wrong = []
    for scene in scenes(display):
        with Gallery(display, work, "ko", scene) as gallery:
            seen = {}
            for node in gallery.shown():
                role, name = node.get_role_name(), node.get_name()
                identity = node.get_accessible_id() if role in OPERATED else None
                if identity is None or node.get_parent().get_role_name() == "combo box":
                    continue  # The toolkit's own parts inside a control.
                if not identity:
                    wrong.append(f"{scene}: a {role} named '{name}' has no id")
                if not name:
                    wrong.append(f"{scene}: '{identity}' has no name")
                if scene not in ("card_stack", "alerts") and identity in seen:  # There, each window has the same.
                    wrong.append(f"{scene}: '{identity}' is there twice")
                seen[identity] = name
            if not seen:
                wrong.append(f"{scene}: nothing to operate")
    assert not wrong, "\n".join(wrong)


def no_english_is_left_in_a_korean_window(display, work):
    allowed = {"VIP", "F8", "F9", "F10", "F11", "Ctrl", "Enter", "Wi", "Fi", "USB"}
    wrong = []
    for scene in scenes(display):
        with Gallery(display, work, "ko", scene) as gallery:
            for node in gallery.shown():
                if node.get_role_name() not in ("push button", "toggle button", "label", "check box", "frame"):
                    continue
                words = "".join(c if c.isascii() and c.isalpha() else " " for c in node.get_name()).split()
                english = [w for w in words if len(w) > 2 and w not in allowed]
                if english and "@" not in node.get_name() and "://" not in node.get_name():
                    wrong.append(f"{scene}: '{node.get_name()}'")
    assert not wrong, "\n".join(wrong)


def a_card_is_there_on_top_and_the_caret_stays_where_it_was(display, work):
    notepad = Process("notepad", [sys.executable, "-m", "stage.notepad"],
                      dict(display.env, PYTHONPATH=os.path.dirname(os.path.abspath(__file__))), work)
    try:
        wait_for("the notepad", lambda: "ready" in notepad.output())
        focused = wait_for("its focus", display.focused_window)
        with Gallery(display, work, "ko", "card_known") as gallery:
            assert gallery.app.text("card.name") == "김민수"
            assert display.focused_window() == focused, "the card took the focus"
            subprocess.run(["xdotool", "type", "abc"], env=display.env, check=True)
            wait_for("the typing in the notepad", lambda: "text=abc" in notepad.output())
            stacking = display.run("xprop", "-root", "_NET_CLIENT_LIST_STACKING").split("#")[1].split(",")
            top = display.run("xprop", "-id", stacking[-1].strip(), "_NET_WM_PID")
            assert str(gallery.process.pid) in top, "another window lies over the card"
    finally:
        notepad.stop()


def main(wanted):
    lacking = missing()
    if lacking:
        print("SKIP: not installed: " + ", ".join(lacking))
        return SKIP
    with tempfile.TemporaryDirectory(prefix="sdc-windows-") as work:
        display = Display(work, "1366x820x24", {"TZ": "Asia/Seoul"})
        os.environ.update(display.env)
        try:
            for play in (every_control_has_an_id_of_its_own_and_a_name, no_english_is_left_in_a_korean_window,
                         a_card_is_there_on_top_and_the_caret_stays_where_it_was):
                if not wanted or any(word in play.__name__ for word in wanted):
                    print(play.__name__.replace("_", " "), flush=True)
                    play(display, work)
        finally:
            display.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
