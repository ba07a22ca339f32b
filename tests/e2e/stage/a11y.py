# SPDX-License-Identifier: MIT
"""Windows as a screen reader sees them. Controls are found by their accessible id.

Runs the AT-SPI client in this process: the session bus must be in os.environ before the first call.
Needs the system's python3 (python3-gi).
"""
import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from . import wait_for  # noqa: E402


def _children(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def walk(node):
    yield node
    for child in _children(node):
        yield from walk(child)


def _id(node):
    try:
        return node.get_accessible_id()
    except Exception:
        return None


def showing(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


class App:
    def __init__(self, pid):
        self.pid = pid

    def root(self):
        for app in _children(Atspi.get_desktop(0)):
            if app.get_process_id() == self.pid:
                return app
        return None

    def find(self, accessible_id, visible=True):
        root = self.root()
        if root is None:
            return None
        for node in walk(root):
            if _id(node) == accessible_id and (not visible or showing(node)):
                return node
        return None

    def wait(self, accessible_id, seconds=10.0):
        return wait_for(f"control '{accessible_id}' on the screen", lambda: self.find(accessible_id), seconds)

    def wait_gone(self, accessible_id, seconds=10.0):
        wait_for(f"control '{accessible_id}' gone", lambda: self.find(accessible_id) is None, seconds)

    def text(self, accessible_id):
        node = self.find(accessible_id)
        if node is None:
            return None
        text = node.get_text_iface()
        shown = text.get_text(0, -1) if text else None
        return shown or node.get_name()

    def wait_text(self, accessible_id, wanted, seconds=10.0):
        return wait_for(f"'{wanted}' in control '{accessible_id}' (it shows '{self.text(accessible_id)}')",
                        lambda: wanted in (self.text(accessible_id) or ""), seconds)

    def press(self, accessible_id):
        node = self.wait(accessible_id)
        action = node.get_action_iface()
        if action is None or not action.do_action(0):
            raise AssertionError(f"control '{accessible_id}' cannot be pressed")

    def type_into(self, accessible_id, text):
        node = self.wait(accessible_id)
        editable = node.get_editable_text_iface()
        if editable is None or not editable.set_text_contents(text):
            raise AssertionError(f"control '{accessible_id}' takes no text")

    def choose(self, accessible_id, label):
        """Chooses `label` in a combo box or a group of choices."""
        node = self.wait(accessible_id)
        for child in walk(node):
            if child.get_name() == label and child.get_action_iface():
                child.get_action_iface().do_action(0)
                return
        raise AssertionError(f"'{label}' is not offered by '{accessible_id}'")

    def dump(self):
        lines = []
        root = self.root()
        if root is None:
            return "(the program shows nothing)"
        for node in walk(root):
            text = node.get_text_iface()
            lines.append(f"[{node.get_role_name()}] id={_id(node)!r} name={node.get_name()!r} "
                         f"text={(text.get_text(0, -1) if text else None)!r} showing={showing(node)}")
        return "\n".join(lines)

    def select_row(self, accessible_id, row):
        """Presses a row of a list as a click would."""
        table = self.wait(accessible_id)
        cells = [n for n in walk(table) if n.get_role_name() in ("table cell", "list item")]
        if row >= len(cells):
            raise AssertionError(f"'{accessible_id}' has only {len(cells)} rows")
        cells[row].get_action_iface().do_action(0)
