# SPDX-License-Identifier: Apache-2.0
"""What the tests of the command line share: a folder for each, a small project, and the tool."""

import json
import pathlib
import shutil
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import ward_tool  # noqa: E402

AS_OF = "2026-11-22"

# One law with four provisions, a framework, two controls, two tests. Small enough to judge by eye.
POLICY = '''module demo as of 2026-11-22

enum Lock { none, key, card }

record Machine key id {
  id      : text
  ephi    : bool "Does it hold ePHI?"
  locked  : bool "Does it lock itself?"
  patched : days? "How old is its oldest missing update? (none = none is missing)"
}

facts {
  machines : table of Machine "Every machine."
}

facts office {
  locked  : bool "Is the office locked at night?"
  lock    : Lock? "What kind of lock is it?"
  staff   : count "How many people work there?"
  trained : percent "Which share is trained?"
  checked : date "When was the lock last checked?" fresh for 90 days
}

authority act "The Door Act" {
  force law
  issued by "The house"
  binds all
  source "Door Act, edition of 2020"
  unjudged "The Window Act"
}

provision act:1 "Offices are locked" {
  in force from 2020-01-01
  element night "the office is locked at night"
    decided by office.locked
    from text
}

provision act:2 "Machines lock themselves" {
  in force from 2020-01-01
}

provision act:3 "Locks are checked" {
  in force from 2020-01-01
}

provision act:4 "Doors of the future" {
  in force from 2030-01-01
}

authority frame "The Frame" {
  force framework
  issued by "Framers"
  binds all
  source "Frame, version 1"
}

provision frame:1 "Everything is trained" {
  in force from 2020-01-01
}

control doors.machines "Machines with ePHI lock themselves" {
  effort 2 days
  implemented when every m in machines where m.ephi satisfies m.locked
  covers act:2
}

control doors.checks "Locks are checked twice a year" {
  implemented when age of office.checked <= 6 months
  covers act:3
}

control doors.training "People are trained" {
  implemented when office.trained >= 95% and office.staff > 0
  aligns frame:1 equal
}

test "a machine that stays open" {
  given { machines = [ { id = "a", ephi = true, locked = true } ] }
  case "all lock" { expect control doors.machines implemented  expect act:2 met }
  case "one does not" {
    with { machines["a"].locked = false }
    expect control doors.machines not_implemented because machines["a"].locked
    expect act:2 not_met
  }
}
'''

MANIFEST = '''[package]
name = "demo"
release = 3
version = "2026.1"
reviewed = 2026-11-20
root = "demo"
'''

# act:1 and act:2 met, act:3 met, frame:1 met.
GOOD = '''organization: Example Office
as_of: 2026-11-10
source: walk through
complete:
  - { table: machines, by: office manager, on: 2026-11-01 }
office:
  locked: true
  lock: card
  staff: 4
  trained: 97%
  checked: 2026-10-01
machines:
  - { id: a, ephi: true, locked: true, patched: none }
  - { id: b, ephi: false, locked: false, patched: 12 days }
'''


class CliTest(unittest.TestCase):
    tool = ""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ward_cli_"))
        self.addCleanup(shutil.rmtree, self.folder, True)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8")
        return path

    def project(self, policy=POLICY, manifest=MANIFEST):
        self.write("ward.toml", manifest)
        self.write("demo.ward", policy)

    def bundle(self):
        """The project compiled to demo.wardb."""
        self.project()
        done = self.ward("build", "-o", "demo.wardb", "--as-of", AS_OF)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return self.folder / "demo.wardb"

    def ward(self, *arguments):
        done = ward_tool.run(self.tool, [str(argument) for argument in arguments], self.folder)
        said = done.stdout + done.stderr
        self.assertIn(done.returncode, (0, 1, 2, 3), f"crashed: {arguments}\n{said}")
        for sign in ("Sanitizer", "runtime error:", "internal error:", "Please report it", "Assertion"):
            self.assertNotIn(sign, said, arguments)
        return done

    def eval(self, *arguments):
        return self.ward("eval", "demo.wardb", *arguments, "--as-of", AS_OF)

    def report(self, *arguments):
        done = self.eval(*arguments, "--format", "json")
        return json.loads(done.stdout), done

    def assert_refused(self, done, *parts, code=2):
        """One clear message with every part, the exit code, nothing on standard output."""
        said = done.stdout + done.stderr
        self.assertEqual(done.returncode, code, said)
        for part in parts:
            self.assertIn(part, said)


def main():
    arguments = sys.argv[1:]
    if len(arguments) < 2 or arguments[0] != "--tool":
        print("usage: X_test.py --tool WARD [TESTS]", file=sys.stderr)
        sys.exit(2)
    CliTest.tool = str(pathlib.Path(arguments[1]).resolve())
    unittest.main(module="__main__", argv=[sys.argv[0], *arguments[2:]])
