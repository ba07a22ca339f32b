#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""How fast the desk is, measured from outside: one JSON object.

    SANGDAM_BUILD=build/release tests/bench/slice.py [--runs 30]

hook_to_ok_ms      off-hook report written at the device node -> 200 OK on the wire
invite_to_card_ms  INVITE on the wire -> card mapped by the X server
invite_to_ring_ms  INVITE on the wire -> output report with the ring lamp at the device
start_to_registered_ms   exec -> 200 OK to REGISTER on the wire
resident_mb        of the desk, idle, after the calls

The desk is the real program under a real window manager; a USB handset and a sound card stand below its
libraries. Times are the kernel's and the X server's, not the program's own. Needs CAP_NET_RAW.
"""
import argparse
import json
import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "e2e"))
from stage import wait_for  # noqa: E402
from stage.centre import PASSWORD, Api, TestCentre  # noqa: E402
from stage.desk import Desk  # noqa: E402
from stage.display import Display  # noqa: E402
from stage.rigs import Handset, Sound  # noqa: E402
from stage.screen import MapWatch  # noqa: E402
from stage.sip_caller import SipCaller  # noqa: E402
from stage.wire import Wire, invite, ok_to_invite  # noqa: E402


def figures(values):
    ordered = sorted(values)
    at = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]  # noqa: E731
    return {"n": len(ordered), "p50": round(at(0.5), 2), "p95": round(at(0.95), 2), "max": round(ordered[-1], 2)}


def resident_mb(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def ok_to_register(message):
    return message.start_line.startswith("SIP/2.0 200") and (message.header("CSeq") or "").endswith("REGISTER")


class Bench:
    def __init__(self, work):
        self.closers = []
        self.display = self.own(Display(work, "1366x820x24"))
        self.handset = self.own(Handset(work, "jabra_like", self.display.env))
        self.sound = self.own(Sound(work, ["desk"]))
        self.wire = Wire.open()
        if self.wire is None:
            sys.exit("this bench reads the loopback interface and needs root")
        self.own(self.wire)
        self.watch = self.own(MapWatch(self.display.env["DISPLAY"]))
        centre = TestCentre(work, self.display.env).furnish().start()
        self.closers.append(centre.stop)
        centre.add_customer(Api(centre.url, "sujin"), "김민수", "01000001111")
        self.centre, self.work = centre, work

    def own(self, thing):
        self.closers.append(thing.close)
        return thing

    def start(self):
        env = dict(self.display.env, SANGDAM_PASSWORD=PASSWORD, **self.sound.env(), **self.handset.env())
        toml = self.centre.desk_toml(self.sound.device("desk"))
        began = time.monotonic_ns()
        self.desk = Desk(self.work, env, toml=toml)
        done = self.wire.wait("REGISTER answered", ok_to_register, began, 20).at_ns
        self.desk.wait_registered(20)
        return (done - began) / 1e6

    def call(self, port):
        caller = SipCaller(("127.0.0.1", port))
        try:
            self.handset.clear()
            sent = time.monotonic_ns()
            caller.invite("1001", extra=("X-Sangdam-Queue: %EC%A3%BC%EB%AC%B8",))
            seen = self.wire.wait("INVITE", lambda m: invite(m) and m.target[1] == port, sent).at_ns
            ring = self.handset.wait_lamp("ring", True)
            card = wait_for("the card", lambda: self.watch.first_since(seen), 5, 0.002)
            lifted = self.handset.lift()
            ok = self.wire.wait("200 OK", lambda m: ok_to_invite(m) and m.source[1] == port, lifted).at_ns
            caller.wait_status(200)
            self.handset.wait_lamp("off_hook", True)
            self.desk.wait_phase("talking")
            time.sleep(0.5)  # Nobody puts a handset down faster; closer crossings look like echoes.
            self.handset.cradle()
            caller.wait_bye()
            self.desk.wait_idle()
            self.desk.ctl("state", "available")
            return (ok - lifted) / 1e6, (card - seen) / 1e6, (ring - seen) / 1e6
        finally:
            caller.close()

    def close(self):
        for close in reversed(self.closers):
            close()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=30)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="sdc-bench-") as work:
        bench = Bench(work)
        try:
            starts = []
            for _ in range(3):
                starts.append(bench.start())
                if len(starts) < 3:
                    bench.desk.stop()
            bench.closers.append(bench.desk.stop)
            port = bench.desk.status()["sip_port"]
            calls = [bench.call(port) for _ in range(runs)]
            print(json.dumps({
                "hook_to_ok_ms": figures([c[0] for c in calls]),
                "invite_to_card_ms": figures([c[1] for c in calls]),
                "invite_to_ring_ms": figures([c[2] for c in calls]),
                "start_to_registered_ms": figures(starts),
                "resident_mb": round(resident_mb(bench.desk.pid), 1),
                "cpus": os.cpu_count(), "load": os.getloadavg()[0],
            }))
        finally:
            bench.close()


if __name__ == "__main__":
    main()
