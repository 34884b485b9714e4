# SPDX-License-Identifier: Apache-2.0
"""`ward lock` and what check and build make of ward.lock (R13.2 to R13.4)."""

import hashlib

import cli

POLICY = cli.POLICY.replace("module demo as of 2026-11-22\n", "module demo as of 2026-11-22\n\nuse extra\n")
EXTRA = "module extra\n"


class Lock(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.project(POLICY)
        self.write("extra.ward", EXTRA)

    def lock(self):
        done = self.ward("lock")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return (self.folder / "ward.lock").read_text()

    def check(self, *arguments):
        return self.ward("check", "--as-of", cli.AS_OF, *arguments)

    def test_says_each_file(self):
        lines = [line for line in self.lock().splitlines() if not line.startswith("#")]
        self.assertEqual(lines[0], "ward-lock 1")
        wanted = [f"{hashlib.sha256((self.folder / (name + '.ward')).read_bytes()).hexdigest()} {name} {name}.ward"
                  for name in ("demo", "extra")]
        self.assertEqual(lines[1:], wanted)

    def test_same_from_elsewhere(self):
        text = self.lock()
        (self.folder / "ward.lock").unlink()
        self.assertEqual(self.ward("lock", self.folder, "--as-of", "2030-01-01").returncode, 0)
        self.assertEqual((self.folder / "ward.lock").read_text(), text)

    def test_holds(self):
        self.lock()
        self.write("facts.yaml", cli.GOOD)
        for command in ("check", "build", "test"):
            done = self.ward(command, "--locked", "--as-of", cli.AS_OF)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(self.ward("eval", ".", "facts.yaml", "--as-of", cli.AS_OF).returncode, 0)
        self.assertEqual(self.ward("lock", "--check").returncode, 0)

    def test_a_byte_that_differs(self):
        self.lock()
        self.write("extra.ward", EXTRA + "\n")
        self.write("facts.yaml", cli.GOOD)
        for command in (["check"], ["build", "-o", "new.wardb"], ["lock", "--check"], ["test"], ["eval", ".", "facts.yaml"],
                        ["explain", "act:1", ".", "facts.yaml"], ["inspect", "."], ["facts", "template", "."]):
            done = self.ward(*command, "--as-of", cli.AS_OF)
            self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
            for part in ("ward.lock:5:", "`extra`", "extra.ward is not what was locked", "`ward lock`"):
                self.assertIn(part, done.stderr)
        self.assertFalse((self.folder / "new.wardb").exists())
        self.lock()
        self.assertEqual(self.check().returncode, 0)

    def test_modules_come_and_go(self):
        self.lock()
        self.write("demo.ward", cli.POLICY)
        done = self.check()
        self.assertEqual(done.returncode, 1)
        self.assertIn("ward.lock:5: module `extra` of extra.ward is no part of the policy any more", done.stderr)
        self.lock()
        self.write("demo.ward", POLICY)
        done = self.check()
        self.assertEqual(done.returncode, 1)
        self.assertIn("module `extra` of extra.ward is not locked", done.stderr)

    def test_another_place(self):
        self.lock()
        (self.folder / "extra").mkdir()
        (self.folder / "extra.ward").rename(self.folder / "extra" / "extra.ward")
        done = self.check()
        self.assertEqual(done.returncode, 1)
        self.assertIn("comes from extra/extra.ward now, and came from extra.ward", done.stderr)

    def test_absent(self):
        self.assertEqual(self.check().returncode, 0)
        for command in ("check", "build", "test"):
            done = self.ward(command, "--locked", "--as-of", cli.AS_OF)
            self.assertEqual(done.returncode, 1)
            self.assertIn("ward.lock: is not there, and --locked asks for it", done.stderr)
        self.assertFalse((self.folder / "demo.wardb").exists())

    def test_a_broken_lock_passes_nothing(self):
        good = self.lock()
        for text, place in (("", ":1:"), ("ward-lock 2\n", ":1:"), ("ward-lock 1\nabc demo demo.ward\n", ":2:"),
                            (good + good.splitlines()[-1] + "\n", ":6:"), ("\x00", ":1:")):
            self.write("ward.lock", text)
            done = self.check()
            self.assertEqual(done.returncode, 1, text)
            self.assertIn(f"ward.lock{place}", done.stderr)
        (self.folder / "ward.lock").unlink()
        (self.folder / "ward.lock").mkdir()
        self.assertIn("cannot be read", self.check().stderr)
        self.assertEqual(self.ward("lock").returncode, 2)

    def test_no_project(self):
        self.assert_refused(self.ward("lock", "extra.ward"), "is no project")

    def test_a_policy_with_errors_is_not_locked(self):
        self.write("extra.ward", "module extra\n\nuse nowhere\n")
        self.assertEqual(self.ward("lock").returncode, 1)
        self.assertFalse((self.folder / "ward.lock").exists())


if __name__ == "__main__":
    cli.main()
