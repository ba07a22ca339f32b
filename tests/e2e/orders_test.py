#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Orders, end to end: the practice centre's callers have orders in the stand-in shop; card and console show them.

The whole demo runs as a newcomer starts it: hub, switch, customers and shop inside the program.
"""
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stage import wait_for  # noqa: E402
from stage.desk import Desk  # noqa: E402
from stage.display import Display, missing  # noqa: E402

SKIP = 77


def a_caller_of_the_demo_has_orders_on_card_and_console(display, work):
    from stage.a11y import App
    desk = Desk(work, display.env, demo=True)
    try:
        app = App(desk.pid)
        desk.wait_registered(30)
        desk.wait_phase("ringing", 90)
        line = wait_for("orders on the card",
                        lambda: (lambda text: text if re.search(r"(주문|Orders) \d", text or "") else None)(
                            app.text("card.orders")), 30)
        print(f"  the card says: {line}")
        desk.ctl("answer")
        desk.wait_phase("talking")
        wait_for("the console's tab counts them", lambda: app.find("console.tabs.1"), 10)
        app.press("console.tabs.1")
        app.wait("console.orders.list")
        product = wait_for("the chosen order's product", lambda: app.text("console.order.product"), 10)
        print(f"  the console says: {product}")
        assert app.text("console.orders.freshness"), "nobody says how old the orders are"
        assert app.text("console.order.status"), "an order without a status"
        display.screenshot(os.path.join(os.environ.get("SANGDAM_SHOTS", work), "orders.png"))
        assert "#1234*" not in app.dump(), "a lobby password is on the screen"
        desk.ctl("hangup")
    finally:
        desk.stop()


def main():
    lacking = missing()
    if lacking:
        print("SKIP: not installed: " + ", ".join(lacking))
        return SKIP
    with tempfile.TemporaryDirectory(prefix="sdc-orders-") as work:
        display = Display(work, "1366x820x24", {"TZ": "Asia/Seoul"})
        os.environ.update(display.env)
        try:
            print("a caller of the demo has orders on card and console", flush=True)
            a_caller_of_the_demo_has_orders_on_card_and_console(display, work)
        finally:
            display.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
