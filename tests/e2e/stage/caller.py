# SPDX-License-Identifier: MIT
"""The customer: baresip, a telephone that nobody here wrote, on a virtual sound device of its own."""
import json
import os
import random
import shutil
import socket

from . import Process, wait_for


def missing():
    return [] if shutil.which("baresip") else ["baresip"]


def free_port(kind=socket.SOCK_STREAM):
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def can_bind(kind, port):
    with socket.socket(socket.AF_INET, kind) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_sip_port():
    """A port for a program that listens by UDP and TCP there and, as baresip does, by TLS at the next one. It lies
    below the ephemeral range: no connection of anybody else takes it between this look and the program's bind."""
    for _ in range(200):
        port = random.randrange(10000, 19998, 2)
        if (can_bind(socket.SOCK_DGRAM, port) and can_bind(socket.SOCK_STREAM, port)
                and can_bind(socket.SOCK_STREAM, port + 1)):
            return port
    raise RuntimeError("no free pair of SIP ports between 10000 and 20000")


class Baresip:
    def __init__(self, work, env, alsa_device, user="01000001111", codecs="opus/48000/1", transport="udp",
                 name="caller", account_extra="", answer="auto", at=None):
        self.dir = os.path.join(work, name)
        os.makedirs(self.dir, exist_ok=True)
        self.sip_port = free_sip_port()
        self.control_port = free_sip_port()
        rtp = 20000 + (os.getpid() * 40 + self.sip_port) % 20000 // 2 * 2
        modules = "/usr/lib/baresip/modules"
        if not os.path.isdir(modules):
            modules = "/usr/lib/x86_64-linux-gnu/baresip/modules"
        with open(os.path.join(self.dir, "config"), "w", encoding="utf-8") as config:
            config.write(f"""
poll_method epoll
sip_listen 127.0.0.1:{self.sip_port}
call_local_timeout 120
call_max_calls 4
audio_player alsa,{alsa_device}
audio_source alsa,{alsa_device}
audio_alert alsa,{alsa_device}
ausrc_srate 48000
auplay_srate 48000
ausrc_channels 1
auplay_channels 1
audio_buffer 20-160
rtp_ports {rtp}-{rtp + 40}
jitter_buffer_delay 1-5
module_path {modules}
module alsa.so
module opus.so
module g711.so
module plc.so
module_tmp uuid.so
module_tmp account.so
module_app contact.so
module_app ctrl_tcp.so
module_app menu.so
ctrl_tcp_listen 127.0.0.1:{self.control_port}
opus_bitrate 28000
opus_stereo no
opus_sprop_stereo no
""")
        with open(os.path.join(self.dir, "accounts"), "w", encoding="utf-8") as accounts:
            # `at`: the PBX whose user it is; without, it is nobody's and calls from its own address.
            home = at or f"127.0.0.1:{self.sip_port}"
            accounts.write(f"<sip:{user}@{home};transport={transport}>;regint=0;answermode={answer};"
                           f"ptime=20;audio_codecs={codecs}{account_extra}\n")
        open(os.path.join(self.dir, "contacts"), "w").close()
        self.process = Process(name, ["baresip", "-f", self.dir], env, work)
        wait_for("baresip's control port", lambda: self.command("listcalls") is not None, 8)

    def command(self, command, params=""):
        """One command over ctrl_tcp: netstrings around JSON. Returns the answer's text."""
        with socket.create_connection(("127.0.0.1", self.control_port), 3) as s:
            s.settimeout(3)
            message = json.dumps({"command": command, "params": params, "token": "t"}).encode()
            s.sendall(str(len(message)).encode() + b":" + message + b",")
            data = b""
            while True:
                data += s.recv(65536)
                while b":" in data:
                    size, rest = data.split(b":", 1)
                    if len(rest) < int(size) + 1:
                        break
                    answer = json.loads(rest[: int(size)])
                    data = rest[int(size) + 1:]
                    if answer.get("response"):
                        return answer.get("data", "")

    def dial(self, uri):
        return self.command("dial", uri)

    def hang_up(self):
        return self.command("hangup")

    def press_key(self, key):
        # On the command line of baresip's menu a digit is sent as telephone-event (RFC 4733).
        return self.command("sndcode", key)

    def in_call(self):
        return "ESTABLISHED" in (self.command("listcalls") or "")

    def calls(self):
        return self.command("listcalls") or ""

    def stop(self):
        return self.process.stop()
