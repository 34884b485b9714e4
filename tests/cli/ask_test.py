# SPDX-License-Identifier: Apache-2.0
"""ward facts ask: the questionnaire, with its answers on a pipe."""

import os
import stat
import subprocess

import cli
import ward_tool


class Ask(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.bundle()

    def ask(self, typed, *arguments):
        return subprocess.run([self.tool, "facts", "ask", "demo.wardb", *arguments, "--as-of", cli.AS_OF], input=typed, cwd=self.folder,
                              env=ward_tool.environment(), capture_output=True, text=True, timeout=60, check=False)

    def asked(self, done):
        return [line.split("] ")[1].split(" ·")[0] for line in done.stdout.splitlines() if line.startswith("[")]

    def answers(self):
        return (self.folder / "answers.yaml").read_text(encoding="utf-8")

    def verdicts(self, *files):
        report, _ = self.report(*files)
        return {one["citation"]: one["verdict"] for one in report["provisions"]}

    def script(self, answers):
        """Answers by question instead of by order: asks one at a time, as a person would."""
        seen = []
        for _ in range(20):
            done = self.ask("q\n", "--all")
            asked = self.asked(done)
            if not asked:
                break
            seen.append(asked[0])
            done = self.ask(answers[asked[0]], "-n", "1")
            self.assertEqual(done.returncode, 0, done.stderr)
        return seen

    ANSWERS = {"machines": "a, b\nowner\n", "machines[*].ephi": "yes\nno\n", "machines[*].locked": "all yes\n", "office.locked": "y\n",
               "office.checked": "2026-10-01\n", "office.staff": "4\n", "office.trained": "97%\n"}

    def test_resumes_until_nothing_is_open(self):
        seen = self.script(self.ANSWERS)
        self.assertEqual(len(seen), len(set(seen)), "what is answered is not asked again")
        self.assertEqual(set(self.verdicts("answers.yaml").values()), {"met"})
        self.assertEqual(self.asked(self.ask("", "--all")), [])
        self.assertIn(f'locked: {{ value: true, as_of: {cli.AS_OF}, source: "questionnaire" }}', self.answers())

    def test_what_no_longer_matters_is_not_asked(self):
        # A complete list of no machines: nothing is asked of any.
        answers = dict(self.ANSWERS, machines="\nowner\n")
        seen = self.script(answers)
        self.assertNotIn("machines[*].ephi", seen)
        self.assertEqual(self.verdicts("answers.yaml")["act:2"], "met")

    def test_back(self):
        self.write("facts.yaml", cli.GOOD.replace("  staff: 4\n", "").replace("  locked: true\n", "", 1))
        # The first answer is taken back, given anew, and the second question comes again; what was taken back is not in the file.
        done = self.ask("yes\nback\nno\n4\n", "facts.yaml")
        self.assertEqual(self.asked(done), ["office.locked", "office.staff", "office.locked", "office.staff"])
        self.assertIn("2 asked, 2 answered", done.stdout)
        self.assertEqual(self.verdicts("facts.yaml", "answers.yaml"), {"act:1": "not_met", "act:2": "met", "act:3": "met", "frame:1": "met"})

    def test_back_before_the_first_question(self):
        self.write("facts.yaml", cli.GOOD.replace("  staff: 4\n", ""))
        done = self.ask("back\n4\nq\n", "facts.yaml")
        self.assertIn("this is the first question", done.stdout)
        self.assertEqual(self.asked(done), ["office.staff", "office.staff"])

    def test_back_to_nothing_leaves_no_file(self):
        self.write("facts.yaml", cli.GOOD.replace("  staff: 4\n", "").replace("  locked: true\n", "", 1))
        done = self.ask("yes\nback\nq\n", "facts.yaml")
        self.assertIn("0 asked, 0 answered", done.stdout)
        self.assertFalse((self.folder / "answers.yaml").exists())

    def test_back_in_rows_begins_them_again(self):
        self.write("facts.yaml", cli.GOOD.replace("ephi: true, locked: true", "locked: false").replace("ephi: false, ", ""))
        done = self.ask("yes\nback\nno\nno\n", "facts.yaml")
        self.assertEqual(self.asked(done), ["machines[*].ephi", "machines[*].ephi"])
        self.assertNotIn("true", self.answers())

    def test_a_wrong_answer_is_asked_again_and_never_written(self):
        self.write("facts.yaml", cli.GOOD.replace("  trained: 97%\n", ""))
        done = self.ask("ninety\n97\n97%\n", "facts.yaml")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count("expected a percentage"), 2)
        self.assertEqual(set(self.verdicts("facts.yaml", "answers.yaml").values()), {"met"})
        self.assertNotIn("ninety", self.answers())
        self.assertEqual(sorted(path.name for path in self.folder.glob("*answers*")), ["answers.yaml"])

    def test_stale_is_shown_and_may_be_said_again(self):
        self.write("facts.yaml", cli.GOOD.replace("checked: 2026-10-01", "checked: { value: 2026-08-01, as_of: 2026-08-02 }"))
        done = self.ask("?\nsame\n", "facts.yaml")
        self.assertIn("stale, last said 2026-08-02", done.stdout)
        self.assertIn("may matter to 3", done.stdout)
        self.assertEqual(set(self.verdicts("facts.yaml", "answers.yaml").values()), {"met"})
        # Another value contradicts the file that said the old one: that is said, and nothing is kept.
        (self.folder / "answers.yaml").unlink()
        done = self.ask("2026-11-01\n", "facts.yaml")
        self.assertIn("with another value", done.stdout)
        self.assertFalse((self.folder / "answers.yaml").exists())

    def test_empty_skips_and_the_end_of_input_keeps_what_there_is(self):
        done = self.ask("", "--all")
        self.assertEqual(done.returncode, 0)
        self.assertIn("0 answered", done.stdout)
        self.assertFalse((self.folder / "answers.yaml").exists())
        done = self.ask("\n" * 40, "-n", "3")
        self.assertEqual(len(self.asked(done)), 3)
        self.assertIn("3 asked, 0 answered", done.stdout)

    def test_no_file_of_others_is_written_over(self):
        self.write("answers.yaml", cli.GOOD)
        self.assert_refused(self.ask("yes\n"), "answers.yaml", "was not written by `ward facts ask`")
        self.assertEqual(self.answers(), cli.GOOD)
        self.assert_refused(self.ask("", "-o", "answers.txt"), ".yaml")

    def test_a_folder_that_cannot_be_written(self):
        if os.geteuid() == 0:
            self.skipTest("root may write everywhere")
        self.folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
        self.addCleanup(self.folder.chmod, 0o700)
        self.assert_refused(self.ask("yes\n"), "answers.yaml")


if __name__ == "__main__":
    cli.main()
