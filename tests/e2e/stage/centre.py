# SPDX-License-Identifier: MIT
"""A small centre for the tests: the real hub with the practice switch, one agent, one supervisor, customers."""
import json
import threading
import urllib.error
import urllib.request
import uuid

from . import wait_for
from .caller import free_sip_port
from .desk import Hub

DID = "15881234"
PASSWORD = "sangdam-practice-7"


class Api:
    """The hub's HTTP as a person with a token sees it."""

    def __init__(self, url, login=None, password=PASSWORD):
        self.url, self.token = url, None
        if login:
            answer = self.call("POST", "/v1/session", {"login": login, "password": password})
            self.token, self.session = answer["token"], answer

    def call(self, method, path, body=None, headers=None):
        request = urllib.request.Request(self.url + path, method=method,
                                         data=None if body is None else json.dumps(body).encode())
        request.add_header("Content-Type", "application/json")
        if method in ("POST", "PUT"):
            request.add_header("Idempotency-Key", str(uuid.uuid4()))
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                data = answer.read()
                return json.loads(data) if data else None
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read().decode(errors='replace')}") from None


class Story:
    """The hub's event stream, as it is told to a supervisor's desk."""

    def __init__(self, api):
        self.events = []
        request = urllib.request.Request(api.url + "/v1/events", headers={"Authorization": "Bearer " + api.token,
                                                                        "Accept": "text/event-stream"})
        self.stream = urllib.request.urlopen(request, timeout=60)
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        event = {}
        try:
            for raw in self.stream:
                line = raw.decode("utf-8").rstrip("\r\n")
                if not line:
                    if "data" in event:
                        self.events.append((int(event.get("id", 0)), event.get("event", ""), json.loads(event["data"])))
                    event = {}
                elif not line.startswith(":"):
                    name, _, value = line.partition(":")
                    event[name] = event.get(name, "") + value.lstrip(" ")
        except (OSError, ValueError, AttributeError):
            pass  # The hub ended, or we closed.

    def kinds(self):
        return [kind for _, kind, _ in self.events]

    def wait(self, what, match, seconds=10):
        return wait_for(what, lambda: next((e for e in list(self.events) if match(e)), None), seconds)

    def sequences(self):
        return [number for number, _, _ in self.events]


class TestCentre:
    def __init__(self, work, env, name="hub", port=0, customers=False):
        self.sip_port = free_sip_port()
        self.port = port
        self.hub = Hub(work, env, f"""
[listen]
address = "127.0.0.1"
port = {port}
[store]
database = "{name}.db"
key_file = "{name}.key"
[practice]
enabled = true
address = "127.0.0.1"
sip_port = {self.sip_port}
dids = ["{DID}"]
queue = "주문 상담"
customers = {'true' if customers else 'false'}
[log]
level = "debug"
""", name)
        self.work = work

    def furnish(self):
        admin = self.hub.admin
        admin("number", "add", "02-555-0100", "--label", "대표", "--proof", "통신서비스 이용증명원")
        admin("agent", "add", "gildong", "--name", "홍길동", "--extension", "1001", "--role", "agent",
              "--number", "02-555-0100", stdin=PASSWORD + "\n")
        admin("agent", "add", "sujin", "--name", "이수진", "--extension", "1002", "--role", "admin",
              stdin=PASSWORD + "\n")
        return self

    def start(self):
        self.hub.start()
        self.url = self.hub.url
        return self

    def add_customer(self, api, name, number, grade="VIP"):
        return api.call("POST", "/v1/customers", {"id": str(uuid.uuid4()), "name": name, "numbers": [number], "grade": grade,
                                                  "email": "", "address": "", "memo": "", "do_not_call": False})

    def desk_toml(self, sound=None, login="gildong", extra=""):
        devices = f'[sound]\nmicrophone = "{sound}"\nspeaker = "{sound}"\n' if sound else "[sound]\nenabled = false\n"
        return f"""
[hub]
url = "{self.url}"
login = "{login}"
password_env = "SANGDAM_PASSWORD"
{devices}
{extra}
"""

    def stop(self):
        self.hub.stop()
