#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""kill -9 of the hub under write load: what was acknowledged is there, no event is lost or doubled.

    tests/e2e/hub_crash_test.py [--kills 10] [--writers 3] [--seed 5] [--url postgresql://…]

Writers save customers, as an outbox does: the same request with the same idempotency key until it is
acknowledged. A supervisor's event stream resumes by Last-Event-ID. The hub is killed at any moment, by chance
with a given seed. At the end everything is read back.
"""
import argparse
import http.client
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stage.caller import free_port  # noqa: E402
from stage.desk import HUB  # noqa: E402

PASSWORD = "correct horse"
GAVE_UP = 60  # Seconds without an answer: the hub does not come back.
PROCESSES = []


class Hub:
    def __init__(self, work, url):
        self.port = free_port()
        self.log = open(os.path.join(work, "hub.log"), "ab")
        self.config = os.path.join(work, "hub.toml")
        place = f'engine = "postgresql"\nurl = "{url}"' if url else 'database = "hub.db"'
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(f'[listen]\nport = {self.port}\n[store]\n{place}\nkey_file = "hub.key"\n[log]\nlevel = "warn"\n')
        self.process = None

    def admin(self, *words):
        done = subprocess.run([HUB, "--config", self.config, "admin", *words], capture_output=True, text=True,
                              env=dict(os.environ, PW=PASSWORD), timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self):
        self.process = subprocess.Popen([HUB, "--config", self.config], stdout=subprocess.PIPE, stderr=self.log)
        PROCESSES.append(self.process)
        line = self.process.stdout.readline()
        assert line.startswith(b"listening on"), line

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


class Writer(threading.Thread):
    """Saves customers, each until it is acknowledged; every third one is changed once more."""

    def __init__(self, number, hub, token, stop):
        super().__init__(daemon=True)
        self.number, self.hub, self.token, self.stop = number, hub, token, stop
        self.acknowledged = {}  # id -> (name, revision)
        self.retries = 0
        self.trouble = None

    def ask(self, method, path, body, revision=None):
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json",
                   "Idempotency-Key": str(uuid.uuid4())}
        if revision:
            headers["If-Match"] = f'"{revision}"'
        since = time.monotonic()
        while time.monotonic() - since < GAVE_UP:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.hub.port, timeout=5)
                connection.request(method, path, json.dumps(body), headers)
                reply = connection.getresponse()
                answer = reply.read()
                connection.close()
                if reply.status in (200, 201):
                    return json.loads(answer)
                assert reply.status == 503, (reply.status, answer)
            except (OSError, http.client.HTTPException):
                pass
            self.retries += 1
            self.stop.wait(0.02)
        raise AssertionError("the hub does not answer any more")

    def run(self):
        try:
            count = 0
            while not self.stop.is_set() or count == 0:
                count += 1
                customer = {"id": str(uuid.uuid4()), "name": f"손님{self.number}-{count}", "numbers": ["010-0000-0001"],
                            "email": "", "address": "", "grade": "", "memo": "", "do_not_call": False, "revision": 0}
                saved = self.ask("POST", "/v1/customers", customer)
                self.acknowledged[saved["id"]] = (saved["name"], saved["revision"])
                if count % 3 == 0:
                    saved["name"] += "'"
                    saved = self.ask("PUT", f"/v1/customers/{saved['id']}", saved, saved["revision"])
                    self.acknowledged[saved["id"]] = (saved["name"], saved["revision"])
        except Exception as error:  # noqa: BLE001 – told by the main thread
            self.trouble = repr(error)


class Listener(threading.Thread):
    """One event stream that resumes."""

    def __init__(self, hub, token):
        super().__init__(daemon=True)
        self.hub, self.token = hub, token
        self.heard = []  # (sequence, kind, data)
        self.last = None
        self.resumed = 0
        self.closing = False

    def run(self):
        while not self.closing:
            headers = {"Authorization": f"Bearer {self.token}", "Accept": "text/event-stream"}
            if self.last is not None:
                headers["Last-Event-ID"] = str(self.last)
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.hub.port, timeout=20)
                connection.request("GET", "/v1/events", headers=headers)
                reply = connection.getresponse()
                if reply.status == 200:
                    self.resumed += 1
                    self.read(reply)
            except (OSError, http.client.HTTPException, ValueError):
                pass
            time.sleep(0.02)

    def read(self, reply):
        event = {}
        while True:
            line = reply.readline()
            if not line:
                return
            line = line.decode().rstrip("\n")
            if not line:
                if "id" in event:  # Only whole ones count.
                    first = self.last is None
                    self.last = int(event["id"])
                    if not first:
                        self.heard.append((self.last, event.get("event"), event.get("data", "")))
                event = {}
            elif not line.startswith(":"):
                name, _, value = line.partition(":")
                event[name] = value.strip()


def check_events(listener, writers):
    sequences = [each[0] for each in listener.heard]
    assert all(kind != "reset" for _, kind, _ in listener.heard), "a reset"
    for before, after in zip(sequences, sequences[1:]):
        assert after == before + 1, f"after event {before} came {after}"
    told = {}
    for _, kind, data in listener.heard:
        if kind == "customer.changed":
            customer = json.loads(data)["customer"]
            told[customer] = told.get(customer, 0) + 1
    for writer in writers:
        for customer, (_, revision) in writer.acknowledged.items():
            assert told.get(customer) == revision, f"{customer}: {revision} changes, {told.get(customer)} events"


def check_records(hub, writers):
    connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=20)
    for writer in writers:
        for customer, (name, revision) in writer.acknowledged.items():
            connection.request("GET", f"/v1/customers/{customer}", headers={"Authorization": f"Bearer {writer.token}"})
            reply = connection.getresponse()
            body = reply.read()
            assert reply.status == 200, f"{customer} was acknowledged and is gone: {reply.status} {body}"
            found = json.loads(body)
            assert (found["name"], found["revision"]) == (name, revision), (found, name, revision)


def sign_in(hub, login):
    connection = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=20)
    connection.request("POST", "/v1/session", json.dumps({"login": login, "password": PASSWORD}),
                       {"Content-Type": "application/json"})
    reply = connection.getresponse()
    body = reply.read()
    assert reply.status == 201, body
    return json.loads(body)["token"]


def scene(work, options):
    random.seed(options.seed)
    hub = Hub(work, options.url)
    for index in range(options.writers):
        hub.admin("agent", "add", f"agent{index}", "--name", "상담원", "--password-env", "PW")
    hub.admin("agent", "add", "boss", "--name", "팀장", "--role", "supervisor", "--password-env", "PW")
    hub.start()
    stop = threading.Event()
    listener = Listener(hub, sign_in(hub, "boss"))
    listener.start()
    since = time.monotonic()
    while listener.last is None and time.monotonic() - since < GAVE_UP:
        time.sleep(0.01)
    writers = [Writer(i, hub, sign_in(hub, f"agent{i}"), stop) for i in range(options.writers)]
    for writer in writers:
        writer.start()
    for _ in range(options.kills):
        time.sleep(random.uniform(0.05, 0.6))
        hub.kill()
        hub.start()
    time.sleep(0.3)
    stop.set()
    for writer in writers:
        writer.join(GAVE_UP + 10)
        assert not writer.trouble and not writer.is_alive(), writer.trouble
    changes = sum(revision for w in writers for _, revision in w.acknowledged.values())
    since = time.monotonic()
    told = lambda: sum(1 for each in listener.heard if each[1] == "customer.changed")  # noqa: E731
    while told() < changes and time.monotonic() - since < 20:
        time.sleep(0.05)
    assert listener.resumed > 1, "the stream was never cut: nothing was tried"
    check_records(hub, writers)
    check_events(listener, writers)
    hub.admin("access-log", "verify")
    listener.closing = True
    hub.process.send_signal(signal.SIGTERM)
    assert hub.process.wait(20) == 0
    return {"kills": options.kills, "engine": "postgresql" if options.url else "sqlite", "acknowledged": changes,
            "missing": 0, "events": len(listener.heard), "lost_or_doubled": 0, "resumed": listener.resumed,
            "retries": sum(w.retries for w in writers)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--writers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--url", default="")
    options = parser.parse_args()
    work = tempfile.mkdtemp(prefix="sangdam-crash-")
    try:
        print(json.dumps(scene(work, options)))
    except BaseException:
        with open(os.path.join(work, "hub.log"), encoding="utf-8", errors="replace") as log:
            sys.stderr.write(log.read()[-2000:])
        raise
    finally:
        PROCESSES and [each.kill() for each in PROCESSES if each.poll() is None]
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
