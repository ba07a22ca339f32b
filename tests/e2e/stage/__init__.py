# SPDX-License-Identifier: MIT
"""The stage on which the real programs play: display, tray, accessibility, handset, sound, caller.

Everything is started by these classes, each owns its processes and ends exactly those. Nothing here
waits a fixed time: `wait_for` polls for what must become true and says what it waited for.
"""
import os
import signal
import subprocess
import time


class TooLate(AssertionError):
    """Something that must happen did not happen in time."""


def wait_for(what, probe, seconds=10.0, step=0.02):
    """Polls `probe` until it returns something true; the error names `what`."""
    end = time.monotonic() + seconds
    trouble = None
    while True:
        try:
            found = probe()
            trouble = None
            if found:
                return found
        except TooLate:
            raise
        except Exception as error:  # A window that is just being built answers with errors.
            trouble = error
        if time.monotonic() >= end:
            raise TooLate(f"{what}: not within {seconds} s" + (f" (last error: {trouble!r})" if trouble else ""))
        time.sleep(step)


class Process:
    """A child process with its output in a file; ended by its own pid, never by name."""

    def __init__(self, name, argv, env, log_dir, stdin=None):
        self.name = name
        self.log_path = os.path.join(log_dir, f"{name}.log")
        self.log = open(self.log_path, "ab")
        self.popen = subprocess.Popen(argv, env=env, stdin=stdin or subprocess.DEVNULL, stdout=self.log,
                                      stderr=subprocess.STDOUT, start_new_session=True)

    @property
    def pid(self):
        return self.popen.pid

    def alive(self):
        return self.popen.poll() is None

    def output(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as log:
            return log.read()

    def kill(self):
        """kill -9, as a power cut would."""
        self.popen.send_signal(signal.SIGKILL)
        self.popen.wait()

    def stop(self, seconds=8):
        if self.alive():
            self.popen.terminate()
            try:
                self.popen.wait(seconds)
            except subprocess.TimeoutExpired:
                self.popen.kill()
                self.popen.wait()
        self.log.close()
        return self.popen.returncode
