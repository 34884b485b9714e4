# SPDX-License-Identifier: Apache-2.0
"""Every exit code that the README documents."""

import os
import subprocess

import cli
import ward_tool


class ExitCodes(cli.CliTest):
    def test_check(self):
        self.project()
        self.assertEqual(self.ward("check").returncode, 0)
        self.write("demo.ward", cli.POLICY.replace("m.locked\n", "m.lokced\n"))
        done = self.ward("check")
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("demo.ward:", done.stdout)
        self.assertIn("locked", done.stdout)  # did you mean

    def test_build(self):
        self.project()
        done = self.ward("build")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue((self.folder / "demo.wardb").is_file())  # by the manifest's name

    def test_eval_met(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD)
        done = self.eval("facts.yaml")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_eval_law_not_met(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD.replace("locked: true\n  lock", "locked: false\n  lock"))
        for arguments, code in (([], 1), (["--fail-on", "not_met"], 1), (["--fail-on", "unknown"], 1), (["--fail-on", "never"], 0)):
            with self.subTest(arguments):
                self.assertEqual(self.eval("facts.yaml", *arguments).returncode, code)

    def test_eval_law_unknown(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD.replace("  checked: 2026-10-01\n", ""))
        for arguments, code in (([], 0), (["--fail-on", "unknown"], 1), (["--fail-on", "never"], 0)):
            with self.subTest(arguments):
                self.assertEqual(self.eval("facts.yaml", *arguments).returncode, code)

    def test_eval_framework_not_met_is_no_finding(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD.replace("97%", "50%"))
        report, done = self.report("facts.yaml", "--fail-on", "unknown")
        verdicts = {one["citation"]: one["verdict"] for one in report["provisions"]}
        self.assertEqual(verdicts["frame:1"], "not_met")
        self.assertEqual(done.returncode, 0)

    def test_test(self):
        self.project()
        self.assertEqual(self.ward("test").returncode, 0)
        self.write("demo.ward", cli.POLICY.replace("expect act:2 not_met", "expect act:2 met"))
        self.assertEqual(self.ward("test").returncode, 1)

    def test_test_coverage(self):
        self.project()
        self.assertEqual(self.ward("test", "--min-coverage", "0").returncode, 0)
        # doors.checks is never seen implemented.
        self.assertEqual(self.ward("test", "--min-coverage", "100").returncode, 1)

    def test_wrong_usage(self):
        self.bundle()
        for arguments in ([], ["eval"], ["eval", "demo.wardb"], ["evil"], ["check", "--fromat", "json"],
                          ["check", "--format", "xml"], ["check", "--as-of", "2026-02-30"], ["check", "--as-of", "today"],
                          ["eval", "demo.wardb", "f.yaml", "--fail-on", "sometimes"], ["explain"], ["inspect"],
                          ["test", "--min-coverage", "many"], ["check", "a", "b"]):
            with self.subTest(arguments):
                done = self.ward(*arguments)
                self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
                self.assertNotEqual(done.stdout + done.stderr, "")

    def test_unknown_profile_and_proposal(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD)
        self.assert_refused(self.eval("facts.yaml", "--profile", "x"), "no profile `x`")
        self.assert_refused(self.eval("facts.yaml", "--assume", "x"), "x")

    def test_closed_pipe_is_quiet(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD)
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run([self.tool, "eval", "demo.wardb", "facts.yaml"], cwd=self.folder, stdout=write,
                              stderr=subprocess.PIPE, env=ward_tool.environment(), timeout=60, check=False)
        os.close(write)
        self.assertGreaterEqual(done.returncode, 0)  # no signal
        self.assertEqual(done.stderr, b"")


if __name__ == "__main__":
    cli.main()
