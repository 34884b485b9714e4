# SPDX-License-Identifier: Apache-2.0
"""Help, colour, JSON wherever there is text, the day."""

import datetime
import os
import pty
import subprocess

import cli
import ward_tool

COMMANDS = ("check", "build", "eval", "clock", "explain", "test", "inspect", "crosswalk", "compare", "fmt", "lint", "init",
            "lock")


class Habits(cli.CliTest):
    def test_help(self):
        whole = self.ward("--help")
        self.assertEqual(whole.returncode, 0)
        for command in COMMANDS:
            self.assertIn(command, whole.stdout)
            done = self.ward(command, "--help")
            self.assertEqual(done.returncode, 0)
            for part in (f"  ward {command} ", "Examples:", "--format", "--color", "Exit codes:"):
                self.assertIn(part, done.stdout, command)
            self.assertLess(done.stdout.index("Examples:"), done.stdout.index("--format"), command)
            self.assertEqual(done.stderr, "")

    def test_help_of_import(self):
        self.assertIn("crosswalk", self.ward("import", "--help").stdout)
        done = self.ward("import", "crosswalk", "--help")
        self.assertEqual(done.returncode, 0)
        self.assertLess(done.stdout.index("Examples:"), done.stdout.index("--format"))
        self.assert_refused(self.ward("import"), "subcommand")

    def test_no_command_is_wrong_usage_and_shows_help(self):
        done = self.ward()
        self.assertEqual(done.returncode, 2)
        self.assertIn("Examples:", done.stdout + done.stderr)

    def test_version(self):
        said = self.ward("--version").stdout
        self.assertRegex(said, r"\Award \d+\.\d+\.\d+\n")
        self.assertRegex(said, r"\nrevision: (unknown|[0-9a-f]{40}(-modified)?)\n")
        self.assertRegex(said, r"\nbundle format: \d+\n")
        self.assertRegex(said, r"\nsolver: Z3 \d+\.\d+\.\d+\n")
        self.assertRegex(said, r"\ncompiler: (GCC|Clang) \d.*\n\Z")

    def test_no_colour_in_a_pipe(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD)
        for arguments in (["check"], ["eval", "demo.wardb", "facts.yaml"], ["inspect", "demo.wardb"], ["test"]):
            self.assertNotIn("\x1b", self.ward(*arguments).stdout)
            self.assertIn("\x1b", self.ward(*arguments, "--color", "always").stdout, arguments)

    def in_a_terminal(self, extra):
        """Standard output of `ward inspect` when it is a terminal."""
        environment = {key: value for key, value in ward_tool.environment().items() if key != "NO_COLOR"}
        environment.update({"TERM": "xterm", **extra})
        leader, follower = pty.openpty()
        with subprocess.Popen([self.tool, "inspect", "demo.wardb"], cwd=self.folder, env=environment, stdout=follower) as process:
            os.close(follower)
            said = b""
            while True:
                try:
                    part = os.read(leader, 65536)
                except OSError:
                    break
                if not part:
                    break
                said += part
            process.wait(60)
        os.close(leader)
        return said

    def test_no_color_is_respected(self):
        self.bundle()
        self.assertIn(b"\x1b[", self.in_a_terminal({}))
        self.assertNotIn(b"\x1b[", self.in_a_terminal({"NO_COLOR": "1"}))
        self.assertNotIn(b"\x1b[", self.in_a_terminal({"TERM": "dumb"}))

    def test_json_wherever_there_is_text(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD)
        for arguments in (["check"], ["build", "-o", "x.wardb"], ["eval", "demo.wardb", "facts.yaml"], ["explain", "act:1", "demo.wardb"],
                          ["explain", "act:1", "demo.wardb", "facts.yaml"], ["explain", "WARD1001"], ["test"], ["inspect", "demo.wardb"], ["fmt"], ["lint"]):
            with self.subTest(arguments):
                done = self.ward(*arguments, "--format", "json")
                self.assertIsInstance(cli.json.loads(done.stdout), dict)

    def test_the_day_is_today_and_printed(self):
        self.project()
        before = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        said = self.ward("check").stdout
        after = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        self.assertTrue(f"as of {before}" in said or f"as of {after}" in said, said)
        self.assertIn("as of 2027-01-01", self.ward("check", "--as-of", "2027-01-01").stdout)


if __name__ == "__main__":
    cli.main()
