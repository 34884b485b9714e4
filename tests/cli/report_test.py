# SPDX-License-Identifier: Apache-2.0
"""What eval says: the JSON report by its schema, and the text with its reasons and places."""

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
        self.assertIn("closes with: doors.machines (effort: 2 days)", text)

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

    def test_an_open_table_proves_nothing(self):
        verdicts, _ = self.verdicts(cli.GOOD.replace("  - { table: machines, by: office manager, on: 2026-11-01 }\n", "").replace("complete:\n", ""))
        self.assertEqual(verdicts["act:2"], "unknown")
        self.assertIn("machines is not declared complete", self.eval("facts.yaml").stdout)

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
        self.assertNotIn("(--all)", long)


if __name__ == "__main__":
    cli.main()
