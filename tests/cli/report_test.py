# SPDX-License-Identifier: Apache-2.0
"""What eval says: the JSON report by its schema, the text with its reasons and places, its open questions (R11.10)."""

import subprocess

import cli


class Report(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.bundle()

    def verdicts(self, facts, *arguments):
        self.write("facts.yaml", facts)
        report, _ = self.report("facts.yaml", *arguments)
        return {one["citation"]: one["verdict"] for one in report["provisions"]}, report

    def test_all_met(self):
        verdicts, report = self.verdicts(cli.GOOD)
        self.assertEqual(verdicts, {"act:1": "met", "act:2": "met", "act:3": "met", "frame:1": "met"})
        self.assertEqual(report["organization"], "Example Office")
        self.assertEqual(report["as_of"], cli.AS_OF)
        self.assertEqual(report["not_judged"]["bodies"], ["The Window Act"])
        self.assertEqual([(one["citation"], one["why"]) for one in report["not_judged"]["provisions"]], [("act:4", "not_in_force")])

    def test_reason_has_value_file_and_line(self):
        verdicts, report = self.verdicts(cli.GOOD.replace("{ id: a, ephi: true, locked: true", "{ id: a, ephi: true, locked: false"))
        self.assertEqual(verdicts["act:2"], "not_met")
        [provision] = [one for one in report["provisions"] if one["citation"] == "act:2"]
        reason = {fact["path"]: fact for fact in provision["reason"]}
        self.assertEqual(reason['machines["a"].locked']["value"], "false")
        self.assertEqual(reason['machines["a"].locked']["at"], "facts.yaml:13")
        self.assertEqual(reason['machines["a"].locked']["source"], "walk through")
        text = self.eval("facts.yaml").stdout
        self.assertIn('machines["a"].locked = false', text)
        self.assertIn("facts.yaml:13", text)
        self.assertRegex(text, "closes with +doors.machines · Machines with ePHI lock themselves · 2 days")

    def test_stale(self):
        # 90 days after 2026-08-20 is 2026-11-18.
        facts = cli.GOOD.replace("checked: 2026-10-01", "checked: { value: 2026-08-19, as_of: 2026-08-20 }")
        verdicts, _ = self.verdicts(facts)
        self.assertEqual(verdicts["act:3"], "unknown")
        text = self.eval("facts.yaml").stdout
        self.assertIn("UNKNOWN", text)
        self.assertIn("office.checked", text)
        self.assertIn("stale, last said 2026-08-20", text)
        self.assertIn("When was the lock last checked?", text)

    def test_open_questions_count_and_rank(self):
        # act:1 waits for office.locked alone, act:3 for office.checked, frame:1 for two facts together.
        _, report = self.verdicts(cli.GOOD.replace("  locked: true\n", "").replace("  trained: 97%\n", "").replace("  staff: 4\n", ""))
        text = self.eval("facts.yaml").stdout
        self.assertRegex(text, r"1 verdict +office.locked +1 by this alone")
        self.assertLess(text.index("1 verdict             office.locked"), text.index("1 verdict             office.staff"))

    def test_an_open_table_proves_nothing(self):
        verdicts, _ = self.verdicts(cli.GOOD.replace("  - { table: machines, by: office manager, on: 2026-11-01 }\n", "").replace("complete:\n", ""))
        self.assertEqual(verdicts["act:2"], "unknown")
        self.assertIn("machines is not declared complete", self.eval("facts.yaml").stdout)

    def test_markdown_says_the_same(self):
        self.write("facts.yaml", cli.GOOD.replace("{ id: a, ephi: true, locked: true", "{ id: a, ephi: true, locked: false").replace("  trained: 97%\n", ""))
        text, page = self.eval("facts.yaml").stdout, self.eval("facts.yaml", "--format", "markdown").stdout
        for part in ("Example Office", "demo 2026.1 (release 3)", "reviewed on 2026-11-20", "The Window Act", "not legal advice"):
            self.assertIn(part, text)
            self.assertEqual(page.count(part), 1, page)
        self.assertIn("| The Door Act | 3 | 2 | 1 | 0 | 0 | 1 |", page)
        self.assertIn('`machines["a"].locked = false` (`facts.yaml:12`)', page)
        # Every section of the text is one of the document.
        heads = [line.split("   ")[0] for line in text.splitlines() if line[:1].isupper() and line.split("   ")[0].isupper()]
        self.assertGreaterEqual(len(heads), 4)
        self.assertEqual(heads, [line[3:] for line in page.splitlines() if line.startswith("## ")])
        self.assertNotIn("\x1b", self.eval("facts.yaml", "--format", "markdown", "--color", "always").stdout)

    def test_markdown_of_names_that_are_marks(self):
        self.write("facts.yaml", cli.GOOD.replace("Example Office", '"*A* <b>|`Office`"'))
        self.assertIn("# \\*A\\* \\<b\\>\\|\\`Office\\`", self.eval("facts.yaml", "--format", "markdown").stdout)

    def test_verbose_lists_what_is_met(self):
        self.write("facts.yaml", cli.GOOD)
        self.assertNotIn("office.locked = true", self.eval("facts.yaml").stdout)
        text = self.eval("facts.yaml", "--verbose").stdout
        self.assertRegex(text, r"(?s)\nMET .*Offices are locked.*office.locked = true +facts.yaml:")

    def test_as_of(self):
        self.write("facts.yaml", cli.GOOD)
        # The lock was checked on 2026-10-01: six months are over after 2027-04-01, and the statement is stale after 90 days.
        for day, verdict in (("2026-11-22", "met"), ("2027-02-08", "met"), ("2027-02-09", "unknown"), ("2026-11-09", "unknown")):
            done = self.ward("eval", "demo.wardb", "facts.yaml", "--as-of", day, "--format", "json")
            report = cli.json.loads(done.stdout)
            [provision] = [one for one in report["provisions"] if one["citation"] == "act:3"]
            self.assertEqual((day, provision["verdict"]), (day, verdict))
            self.assertEqual(report["as_of"], day)
        done = self.ward("eval", "demo.wardb", "facts.yaml", "--as-of", "2031-01-01", "--format", "json")
        self.assertIn("act:4", [one["citation"] for one in cli.json.loads(done.stdout)["provisions"]])

    def test_blank(self):
        self.write("facts.yaml", "organization: Blank\n")
        report, done = self.report("facts.yaml")
        self.assertEqual({one["verdict"] for one in report["provisions"]}, {"unknown"})
        self.assertEqual(done.returncode, 0)

    def test_text_has_what_every_report_says(self):
        self.write("facts.yaml", cli.GOOD)
        text = self.eval("facts.yaml").stdout
        for part in ("Example Office", "as of 2026-11-22", "The Door Act", "3 judged", "3 met", "0 not met", "1 not judged", "Not judged: The Window Act",
                     "demo 2026.1 (release 3)", "reviewed on 2026-11-20"):
            self.assertIn(part, text)
        self.assertEqual(text.count("not legal advice"), 1)

    def test_schema(self):
        schema = cli.ROOT / "runtime" / "report" / "report.schema.json"
        self.write("a.yaml", cli.GOOD)
        self.write("b.yaml", cli.GOOD.replace("locked: true", "locked: false").replace("  checked: 2026-10-01\n", ""))
        self.write("c.yaml", "organization: Blank\n")
        documents = []
        for name in ("a", "b", "c"):
            done = self.eval(f"{name}.yaml", "--format", "json")
            documents.append(self.write(f"{name}.json", done.stdout))
        # A report that breaks the schema is seen.
        broken = cli.json.loads(documents[0].read_text(encoding="utf-8"))
        del broken["disclaimer"]
        documents_bad = self.write("bad.json", cli.json.dumps(broken))
        validator = cli.ROOT / "tests" / "support" / "validate_json.js"
        def validate(*paths):
            return subprocess.run(["node", str(validator), str(schema), *map(str, paths)], capture_output=True, text=True, timeout=60, check=False)
        try:
            done = validate(*documents)
        except FileNotFoundError:
            self.skipTest("no node here: ./dev setup installs it")
        if done.returncode == 77:
            self.skipTest(done.stderr)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(validate(documents_bad).returncode, 1)

    def test_long_lists_are_cut_and_say_so(self):
        rows = "".join(f"  - {{ id: m{i:03}, ephi: true }}\n" for i in range(40))
        self.write("facts.yaml", cli.GOOD.split("machines:\n  - {")[0] + "machines:\n" + rows)
        short, long = self.eval("facts.yaml").stdout, self.eval("facts.yaml", "--all").stdout
        self.assertIn("act:2"[4:], short)
        self.assertGreaterEqual(len(long), len(short))
        self.assertNotIn("(--verbose)", long)
        self.assertEqual(long, self.eval("facts.yaml", "--verbose").stdout)


if __name__ == "__main__":
    cli.main()
