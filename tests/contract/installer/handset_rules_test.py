#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The udev rules, the hwdb and their helper, installed into a private root."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

TOP = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
BUILD = os.environ["SANGDAM_BUILD"]
RULES = "usr/lib/udev/rules.d/70-sangdamcall-handset.rules"
HWDB = "usr/lib/udev/hwdb.d/70-sangdamcall-handset.hwdb"


def bytes_of(name):
    with open(os.path.join(TOP, "tests", "data", "hid", name + ".hex"), encoding="utf-8") as file:
        digits = "".join(line.split("#")[0] for line in file)
    return bytes.fromhex("".join(digits.split()))


class HandsetRules(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="sdc-rules-")
        subprocess.run([os.path.join(TOP, "installer", "linux", "handset-rules"), BUILD], check=True,
                       env=dict(os.environ, DESTDIR=cls.root))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.root)

    def ask_helper(self, descriptor):
        path = os.path.join(self.root, "descriptor")
        with open(path, "wb") as file:
            file.write(descriptor)
        run = subprocess.run([os.path.join(self.root, "usr/lib/sangdamcall/sangdam-handset-id"), path],
                             capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout

    def test_the_helper_opens_telephones_and_nothing_else(self):
        for phone in ("jabra_like", "poly_like", "yealink_like", "cradle", "send_drop", "inside_vendor"):
            self.assertEqual(self.ask_helper(bytes_of(phone)), "ID_SANGDAM_HANDSET=1\n", phone)
        for other in ("not_keyboard", "not_microphone", "not_webcam", "not_consumer_headset"):
            self.assertEqual(self.ask_helper(bytes_of(other)), "", other)
        self.assertEqual(self.ask_helper(b"\xff" * 5000), "")
        self.assertEqual(self.ask_helper(b""), "")

    def test_the_rules_come_before_the_seat_and_each_line_is_one_that_udev_reads(self):
        self.assertLess(os.path.basename(RULES), "73-seat-late.rules")
        token = re.compile(r'^(\w+(\{[^}]+\})?)\s*(==|!=|\+=|:=|=)\s*"[^"]*"$')
        labels, jumps = set(), set()
        with open(os.path.join(self.root, RULES), encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                line = line.strip()
                if not line or line.startswith("#"):
                    continue
                for part in re.split(r',\s*(?=\w)', line):
                    self.assertRegex(part, token, f"line {number}")
                labels.update(re.findall(r'LABEL="(\w+)"', line))
                jumps.update(re.findall(r'GOTO="(\w+)"', line))
        self.assertEqual(labels, jumps)

    def test_udev_itself_finds_nothing_to_complain_about(self):
        help_text = subprocess.run(["udevadm", "--help"], capture_output=True, text=True).stdout
        if " verify" not in help_text:
            self.skipTest("this udevadm has no verify (it came with version 254)")
        subprocess.run(["udevadm", "verify", os.path.join(self.root, RULES)], check=True)

    def test_a_mute_press_is_the_telephones_own(self):
        os.symlink("usr/lib", os.path.join(self.root, "lib"))  # Where systemd looks, as on a real Debian.
        subprocess.run(["systemd-hwdb", "--root", self.root, "--usr", "--strict", "update"], check=True)

        def properties(device):
            run = subprocess.run(["systemd-hwdb", "--root", self.root, "query", device],
                                 capture_output=True, text=True)
            return dict(line.split("=", 1) for line in run.stdout.splitlines() if "=" in line)

        for vendor in ("0B0E", "047F", "1395", "6993", "095D"):
            found = properties(f"evdev:input:b0003v{vendor}p1234e0100-e0,1,4")
            self.assertEqual(found.get("KEYBOARD_KEY_b002f"), "reserved", vendor)
            self.assertEqual(found.get("KEYBOARD_KEY_b00bb"), "reserved", vendor)
        self.assertEqual(properties("evdev:input:b0003v046Dp1234e0100-e0,1,4"), {})


if __name__ == "__main__":
    lacking = [tool for tool in ("udevadm", "systemd-hwdb") if not shutil.which(tool)]
    if lacking:
        print("SKIP: not installed: " + ", ".join(lacking))
        sys.exit(77)
    unittest.main()
