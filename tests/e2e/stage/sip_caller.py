# SPDX-License-Identifier: MIT
"""A bare SIP caller over UDP for measurements: INVITE, ACK, CANCEL, BYE, nothing else (RFC 3261).

Where the test needs a telephone that behaves, it takes baresip; this one is for exact times.
"""
import os
import re
import select
import socket
import time

from . import TooLate


class SipCaller:
    def __init__(self, target, user="01000001111"):
        """target: (ip, port) of the phone that is called."""
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.rtp.bind(("127.0.0.1", 0))
        self.target = target
        self.user = user
        self.port = self.socket.getsockname()[1]

    def close(self):
        self.socket.close()
        self.rtp.close()

    def _message(self, method, to_tag="", cseq_method=None, body="", extra=()):
        lines = [
            f"{method} {self.uri} SIP/2.0",
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};branch={self.branch if method in ('INVITE', 'CANCEL') else self.new_branch()};rport",
            "Max-Forwards: 70",
            f"From: <sip:{self.user}@127.0.0.1:{self.port}>;tag={self.tag}",
            f"To: <{self.uri}>" + (f";tag={to_tag}" if to_tag else ""),
            f"Call-ID: {self.call_id}",
            f"CSeq: {self.cseq} {cseq_method or method}",
            f"Contact: <sip:{self.user}@127.0.0.1:{self.port}>",
            *extra,
        ]
        if body:
            lines.append("Content-Type: application/sdp")
        lines.append(f"Content-Length: {len(body)}")
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()

    @staticmethod
    def new_branch():
        return "z9hG4bK" + os.urandom(8).hex()

    def invite(self, user, extra=()):
        """Sends the INVITE; returns the moment in CLOCK_MONOTONIC ns."""
        self.uri = f"sip:{user}@{self.target[0]}:{self.target[1]}"
        self.branch = self.new_branch()
        self.tag = os.urandom(6).hex()
        self.call_id = os.urandom(12).hex()
        self.cseq = 1
        self.to_tag = ""
        rtp = self.rtp.getsockname()[1]
        body = ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                f"m=audio {rtp} RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\n")
        message = self._message("INVITE", body=body, extra=extra)
        at = time.monotonic_ns()
        self.socket.sendto(message, self.target)
        return at

    def wait_status(self, least, seconds=5.0):
        """Waits for a response to the INVITE with a code >= least: (code, monotonic ns)."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not select.select([self.socket], [], [], 0.05)[0]:
                continue
            data = self.socket.recv(65535)
            at = time.monotonic_ns()
            text = data.decode("utf-8", "replace")
            match = re.match(r"SIP/2\.0 (\d+)", text)
            if not match:
                self._answer_request(text)
                continue
            if not re.search(r"^CSeq: *\d+ INVITE", text, re.M | re.I):
                continue
            tag = re.search(r"^To:.*;tag=([^;\r\n]+)", text, re.M | re.I)
            self.to_tag = tag.group(1) if tag else ""
            contact = re.search(r"^Contact: *<([^>]+)>", text, re.M | re.I)
            code = int(match.group(1))
            if code >= 200:
                uri = self.uri
                self.uri = contact.group(1) if code < 300 and contact else uri
                self.socket.sendto(self._message("ACK", self.to_tag), self.target)
            if code >= least:
                return code, at
        raise TooLate(f"no response >= {least} to the INVITE within {seconds} s")

    def _answer_request(self, text):
        lines = text.split("\r\n")
        keep = [line for line in lines[1:] if re.match(r"(Via|From|To|Call-ID|CSeq):", line, re.I)]
        self.socket.sendto(("SIP/2.0 200 OK\r\n" + "\r\n".join(keep) + "\r\nContent-Length: 0\r\n\r\n").encode(), self.target)

    def bye(self):
        self.cseq += 1
        self.socket.sendto(self._message("BYE", self.to_tag), self.target)

    def cancel(self):
        self.socket.sendto(self._message("CANCEL"), self.target)

    def wait_bye(self, seconds=5.0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.socket], [], [], 0.05)[0]:
                text = self.socket.recv(65535).decode("utf-8", "replace")
                if text.startswith("BYE "):
                    at = time.monotonic_ns()
                    self._answer_request(text)
                    return at
        raise TooLate(f"no BYE within {seconds} s")
