# SPDX-License-Identifier: MIT
"""Some other program that the agent works in: a window with one text, which it writes to its output."""
import sys

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gtk  # noqa: E402


def main():
    window = Gtk.Window(title="notepad of somebody else")
    window.set_default_size(300, 120)
    window.move(20, 20)
    view = Gtk.TextView()
    buffer = view.get_buffer()
    buffer.connect("changed", lambda b: print("text=" + b.get_text(*b.get_bounds(), True), flush=True))
    window.add(view)
    window.connect("destroy", Gtk.main_quit)
    window.show_all()
    window.present()
    print("ready", flush=True)
    Gtk.main()


if __name__ == "__main__":
    sys.exit(main())
