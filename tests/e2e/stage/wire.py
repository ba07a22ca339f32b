# SPDX-License-Identifier: MIT
"""What really went over the wire: SIP on the loopback interface, with the kernel's time stamps.

Needs CAP_NET_RAW (root). Without it `Wire.open` returns None and the caller says so.
Times are CLOCK_MONOTONIC nanoseconds, so that they can be compared with the virtual handset's.
"""
import socket
import struct
import threading
import time

from . import wait_for

SO_TIMESTAMPNS = 35  # asm-generic/socket.h; the value is also the control message's type.


class Seen:
    def __init__(self, at_ns, source, target, text):
        self.at_ns, self.source, self.target, self.text = at_ns, source, target, text
        self.start_line = text.split("\r\n", 1)[0]

    def header(self, name):
        for line in self.text.split("\r\n")[1:]:
            if not line:
                break
            key, _, value = line.partition(":")
            if key.strip().lower() == name.lower():
                return value.strip()
        return None

    def __repr__(self):
        return f"{self.source[1]}->{self.target[1]} {self.start_line}"


class Wire:
    @staticmethod
    def open():
        try:
            raw = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0800))
            raw.bind(("lo", 0x0800))
        except PermissionError:
            return None
        return Wire(raw)

    def __init__(self, raw):
        raw.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8 << 20)
        raw.settimeout(0.2)
        self.raw = raw
        self.seen = []
        self.lock = threading.Lock()
        self.closing = False
        self.thread = threading.Thread(target=self._listen, name="wire")
        self.thread.start()

    def _listen(self):
        while not self.closing:
            try:
                packet, control, _, address = self.raw.recvmsg(65535, 64)
            except socket.timeout:
                continue
            if address[2] == socket.PACKET_OUTGOING or len(packet) < 28:
                continue  # On loopback each packet is seen twice: leaving and arriving.
            wall_ns = None
            for level, kind, data in control:
                if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
                    seconds, nanos = struct.unpack("qq", data[:16])
                    wall_ns = seconds * 1_000_000_000 + nanos
            mono = time.monotonic_ns() - (time.time_ns() - wall_ns if wall_ns else 0)
            self._take(packet, mono)

    def _take(self, packet, at_ns):
        head = (packet[0] & 15) * 4
        protocol = packet[9]
        source = socket.inet_ntoa(packet[12:16])
        target = socket.inet_ntoa(packet[16:20])
        sport, dport = struct.unpack("!HH", packet[head:head + 4])
        if protocol == 17:
            payload = packet[head + 8:]
        elif protocol == 6:
            payload = packet[head + (packet[head + 12] >> 4) * 4:]
        else:
            return
        if b"SIP/2.0" not in payload[:200]:
            return
        with self.lock:
            self.seen.append(Seen(at_ns, (source, sport), (target, dport), payload.decode("utf-8", "replace")))

    def all(self, start=""):
        with self.lock:
            return [m for m in self.seen if m.start_line.startswith(start)]

    def wait(self, what, match, since_ns=0, seconds=10):
        def probe():
            with self.lock:
                return next((m for m in self.seen if m.at_ns >= since_ns and match(m)), None)
        return wait_for(what, probe, seconds, 0.005)

    def close(self):
        self.closing = True
        self.thread.join()
        self.raw.close()


def ok_to_invite(message):
    return message.start_line.startswith("SIP/2.0 200") and (message.header("CSeq") or "").endswith("INVITE")


def invite(message):
    return message.start_line.startswith("INVITE ")
