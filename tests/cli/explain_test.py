# SPDX-License-Identifier: Apache-2.0
"""ward explain: a diagnostic, a provision, a control, with and without facts."""

import cli


class Explain(cli.CliTest):
    def test_diagnostic(self):
        for name in ("WARD1001", "ward1001"):
            done = self.ward("explain", name)
            self.assertEqual(done.returncode, 0)
            self.assertTrue(done.stdout.startswith("# WARD1001 "), done.stdout)
        self.assertEqual(cli.json.loads(self.ward("explain", "WARD1001", "--format", "json").stdout)["code"], "WARD1001")
        self.assert_refused(self.ward("explain", "WARD1099"), "WARD1099")
        self.assert_refused(self.ward("explain", "act:1"), "name a bundle")

    def test_provision(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD.replace("{ id: a, ephi: true, locked: true", "{ id: a, ephi: true, locked: false"))
        for name in ("act:2", "2"):
            done = self.ward("explain", name, "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF)
            if name == "2":
                self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("Machines lock themselves", done.stdout)
            self.assertIn("Not met", done.stdout)
            self.assertIn("doors.machines", done.stdout)
            self.assertIn('machines["a"].locked = false', done.stdout)
            self.assertIn("facts.yaml:13", done.stdout)

    def test_decided_by_facts(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD)
        text = self.ward("explain", "act:1", "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF).stdout
        self.assertIn("the facts decide: office.locked", text)
        self.assertIn("office.locked = true", text)

    def test_unknown_says_what_could_settle_it(self):
        self.bundle()
        self.write("facts.yaml", "organization: Blank\n")
        text = self.ward("explain", "act:1", "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF).stdout
        self.assertIn("Unknown", text)
        self.assertIn("Could become met by\n└─ office.locked: not answered", text)
        self.assertIn("Is the office locked at night?", text)

    def test_control(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD)
        text = self.ward("explain", "doors.machines", "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF).stdout
        self.assertIn("Implemented", text)
        self.assertIn("act:2", text)

    def test_without_facts(self):
        self.bundle()
        self.assertIn("covered by doors.machines", self.ward("explain", "act:2", "demo.wardb").stdout)
        self.assertIn("decided by office.locked", self.ward("explain", "act:1", "demo.wardb").stdout)
        self.assertIn("Covers act:2", self.ward("explain", "doors.machines", "demo.wardb").stdout)

    def test_not_in_force(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD)
        text = self.ward("explain", "act:4", "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF).stdout
        self.assertIn("Not judged", text)
        self.assertIn("not in force", text)

    def test_unknown_target_has_candidates(self):
        self.bundle()
        self.assert_refused(self.ward("explain", "doors.machine", "demo.wardb"), "did you mean", "doors.machines")
        self.assert_refused(self.ward("explain", "act:9", "demo.wardb"), "act:")
        self.assert_refused(self.ward("explain", "nothing-like-it", "demo.wardb"), "ward inspect")

    def test_tree_says_what_would_close_it_and_by_what_it_was_judged(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD.replace("{ id: a, ephi: true, locked: true", "{ id: a, ephi: true, locked: false"))
        arguments = ("explain", "act:2", "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF)
        text, page = self.ward(*arguments).stdout, self.ward(*arguments, "--format", "markdown").stdout
        for part in ("would close it: doors.machines", "Corroborated by nothing", "The Window Act", "reviewed on 2026-11-20", "not legal advice", "walk through"):
            self.assertIn(part, text)
            self.assertIn(part, page)
        self.assertIn('    - `machines["a"].locked = false` (`facts.yaml:13`)', page)

    def test_json(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD)
        shown = cli.json.loads(self.ward("explain", "act:1", "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF, "--format", "json").stdout)
        self.assertEqual([(one["citation"], one["verdict"]) for one in shown["provisions"]], [("act:1", "met")])


if __name__ == "__main__":
    cli.main()
