# SPDX-License-Identifier: MIT
"""When exactly windows come up, as the X server tells it (CLOCK_MONOTONIC ns)."""
import select
import threading
import time

from Xlib import X, display as xdisplay


class MapWatch:
    """Notes each window that is mapped: (monotonic ns, width, height)."""

    def __init__(self, name):
        self.display = xdisplay.Display(name)
        self.root = self.display.screen().root
        self.root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self.display.sync()
        self.maps = []
        self.closing = False
        self.thread = threading.Thread(target=self._watch, name="map-watch")
        self.thread.start()

    def _watch(self):
        while not self.closing:
            if not self.display.pending_events():
                select.select([self.display.fileno()], [], [], 0.1)
            while self.display.pending_events():
                event = self.display.next_event()
                if event.type == X.MapNotify:
                    at = time.monotonic_ns()
                    try:
                        shape = event.window.get_geometry()
                        self.maps.append((at, shape.width, shape.height))
                    except Exception:  # It has gone again.
                        pass

    def first_since(self, at_ns, least_width=200):
        """The first window of a card's size that came up after `at_ns`."""
        return next((m[0] for m in list(self.maps) if m[0] >= at_ns and m[1] >= least_width), None)

    def close(self):
        self.closing = True
        self.thread.join()
        self.display.close()
