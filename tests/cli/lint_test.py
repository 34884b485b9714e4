# SPDX-License-Identifier: Apache-2.0
"""ward lint: levels, suppressions, fixes, what it leaves alone. What each rule finds: tests/golden/lint and the catalogue."""

import cli

MANIFEST = '[package]\nname = "office"\nrelease = 1\nversion = "1"\nroot = "office"\n'
POLICY = '''module office as of 2026-11-22

authority act "The Door Act, an example" {
  force  law
  binds  all
  source "Door Act, edition of 2020"
}

index act "Printed" {
  source "Door Act, edition of 2020"
  renumbered act:9 to act:1 on 2020-01-01 because "the edition of 2020 put it first"
}

provision act:1 "Doors" {
  in force from 2020-01-01
  says "Lock the outer doors at night."
}

facts doors {
  locked : bool "Are the outer doors locked at night?"
}

/// Nobody walks in at night.
control doors.locked "Outer doors are locked" {
  implemented when doors.locked
  evidence round_log "Log of the evening round"
  covers act:1
}
'''
CLEAN = POLICY.replace("evening round\"", "evening round\" fresh for 30 days")
ALLOW = '// ward-lint: allow {} until {} because "the book of rounds is bound"\n'


class Lint(cli.CliTest):
    def lint(self, policy, *arguments, manifest=MANIFEST):
        self.write("ward.toml", manifest)
        self.write("office.ward", policy)
        return self.ward("lint", "--as-of", cli.AS_OF, *arguments)

    def codes(self, policy, *arguments, manifest=MANIFEST):
        done = self.lint(policy, *arguments, "--format", "json", manifest=manifest)
        return [(one["severity"], one["code"]) for one in cli.json.loads(done.stdout)["diagnostics"]]

    def text(self):
        return (self.folder / "office.ward").read_text(encoding="utf-8")

    def test_text_and_exit_codes(self):
        done = self.lint(POLICY)
        self.assertEqual(done.returncode, 0)
        self.assertIn("warning WARD6008: the evidence `round_log` never goes stale", done.stdout)
        self.assertIn("as of 2026-11-22 · 0 errors, 1 warning in 1 file", done.stdout)
        self.assertEqual(self.lint(POLICY, "--deny", "undated-evidence").returncode, 1)
        self.assertEqual(self.lint(POLICY, "--deny", "warnings").returncode, 1)
        self.assertEqual(self.lint(POLICY, "--deny", "warnings", "--allow", "WARD6008").returncode, 0)
        done = self.lint(CLEAN)
        self.assertEqual(done.returncode, 0)
        self.assertIn("nothing found", done.stdout)

    def test_errors_of_check_are_shown_and_its_warnings_are_not(self):
        self.assertEqual(self.codes(CLEAN.replace("covers act:1", "covers act:7")), [("error", "WARD2014")])
        self.assertEqual(self.codes(CLEAN + 'facts { unused : bool "Does anyone read this?" }\n'), [])
        # What does not parse is not linted; the rest is told all the same.
        self.assertEqual(self.codes(POLICY + "let x =\n"), [("error", "WARD1201")])
        self.assertEqual(self.lint("").returncode, 2)

    def test_levels_of_the_manifest(self):
        for lists, expected in (('allow = ["undated-evidence"]', []), ('deny = ["WARD6008"]', [("error", "WARD6008")]),
                                ('warn = ["undated-evidence"]', [("warning", "WARD6008")])):
            self.assertEqual(self.codes(POLICY, manifest=MANIFEST + f"\n[lint]\n{lists}\n"), expected, lists)
        # The command line goes before.
        self.assertEqual(self.codes(POLICY, "--warn", "undated-evidence", manifest=MANIFEST + '[lint]\nallow = ["undated-evidence"]\n'), [("warning", "WARD6008")])
        for lists, code in (('deny = ["undated"]', "WARD4005"), ('deny = "x"', "WARD4004"), ("hide = []", "WARD4002"),
                            ('deny = ["WARD6008"]\nallow = ["undated-evidence"]', "WARD2018"), ('allow = ["unknown-citation"]', "WARD4005")):
            self.assertIn(("error", code), self.codes(POLICY, manifest=MANIFEST + f"\n[lint]\n{lists}\n"), lists)
        self.assert_refused(self.lint(POLICY, "--deny", "undated"), "`undated` is no lint rule", "--rules")

    def test_where_a_suppression_reaches(self):
        good = ALLOW.format("undated-evidence", "2027-01-01")
        line = '  evidence round_log "Log of the evening round"\n'
        self.assertEqual(self.codes(POLICY.replace(line, "  " + good + line)), [])
        self.assertEqual(self.codes(POLICY.replace(line, line.rstrip("\n") + "  " + good)), [])
        self.assertEqual(self.codes(POLICY.replace("/// Nobody", good + "/// Nobody")), [])
        self.assertEqual(self.codes(good + POLICY), [])
        # Elsewhere it is unused, and the finding stands.
        both = [("warning", "WARD6008"), ("warning", "WARD6903")]
        for elsewhere in (POLICY.replace("facts doors", good + "facts doors"), POLICY + good, POLICY.replace("  covers", "  " + good + "  covers")):
            self.assertEqual(sorted(self.codes(elsewhere)), both)
        self.assertEqual(self.codes(POLICY.replace(line, "  " + ALLOW.format("naming-style, undated-evidence", "2027-01-01") + line)), [])
        # It does not reach what check says.
        self.assertIn(("error", "WARD2014"), self.codes(good + CLEAN.replace("covers act:1", "covers act:7")))

    def test_suppressions_expire(self):
        for until, expected in (("2026-11-23", []), ("2026-11-22", [("warning", "WARD6008"), ("warning", "WARD6902")])):
            self.assertEqual(sorted(self.codes(ALLOW.format("undated-evidence", until) + POLICY)), expected)

    def test_malformed_suppressions(self):
        for text, why in (("allow", "names no rule"), ("hide naming-style", "begins with `allow`"), ("allow nothing until 2027-01-01", "`nothing` is no lint rule"),
                          ("allow naming-style", "no day"), ("allow naming-style until tomorrow", "no day"), ("allow naming-style until 2027-02-30", "no day"),
                          ("allow naming-style until 2027-01-01", "no reason"), ('allow naming-style until 2027-01-01 because "x"', "no reason"),
                          ("allow naming-style until 2027-01-01 because it is so", "no reason"),
                          ('allow naming-style until 2027-01-01 because "it is so" too', "behind the reason")):
            done = self.lint(f"// ward-lint: {text}\n" + CLEAN)
            self.assertEqual(done.returncode, 1, text)
            self.assertIn("WARD6901", done.stdout)
            self.assertIn(why, done.stdout)

    def test_fix(self):
        broken = CLEAN.replace("covers act:1", "covers act:9").replace("/// Nobody", ALLOW.format("naming-style", "2027-01-01") + "/// Nobody")
        self.assertIn("ward lint --fix", self.lint(broken).stdout)
        self.assertEqual(self.text(), broken)
        done = self.lint(broken, "--diff")
        self.assertEqual(done.returncode, 1)
        self.assertIn("-  covers act:9\n+  covers act:1\n", done.stdout)
        self.assertEqual(self.text(), broken)
        done = self.lint(broken, "--fix")
        self.assertEqual(done.returncode, 0, done.stdout)
        # The renumbered citation, then the suppression that had nothing to suppress.
        self.assertEqual(self.text(), CLEAN)
        self.assertIn("fixed  office.ward:", done.stdout)
        self.assertIn("WARD2031", done.stdout)
        self.assertIn("· 2 fixed", done.stdout)
        done = self.lint(CLEAN, "--fix")
        self.assertEqual(self.text(), CLEAN)
        self.assertNotIn("fixed", done.stdout)

    def test_what_has_no_fix_is_left_alone(self):
        share = CLEAN.replace("implemented when doors.locked", "implemented when share(d in gates that d.shut) > 95%").replace(
            "facts doors {", 'record Gate key id {\n  id   : text\n  shut : bool "Is it shut?"\n}\n\nfacts {\n  gates : table of Gate "Every gate"\n}\n\nfacts doors {')
        done = self.lint(share, "--fix")
        self.assertIn("WARD6012", done.stdout)
        self.assertEqual(self.text(), share)

    def test_tests_beside_the_policy_are_linted(self):
        self.write("office_test.ward", "module office_test as of 2026-11-22\nuse office\nlet notSnake = 1\n")
        self.assertEqual(self.codes(CLEAN), [("warning", "WARD6001")])
        self.write("office_test.ward", "module office_test as of 2026-11-22\nlet\n")
        self.assertEqual(self.codes(CLEAN), [("error", "WARD1201")])

    def test_the_library_is_read_and_not_linted(self):
        policy = 'module office as of 2026-11-22\nuse hipaa\nuse hipaa.facts\n'
        self.assertEqual(self.codes(policy), [])

    def test_baseline_and_formats(self):
        self.assertEqual(self.lint(POLICY, "--deny", "warnings", "--write-baseline", "known.json").returncode, 0)
        self.assertEqual(self.lint(POLICY, "--deny", "warnings", "--baseline", "known.json").returncode, 0)
        self.assertEqual(self.lint("// moved\n" + POLICY, "--deny", "warnings", "--baseline", "known.json").returncode, 0)
        self.assertIn("title=WARD6008::", self.lint(POLICY, "--format", "github").stdout)
        [issue] = cli.json.loads(self.lint(POLICY, "--format", "gitlab").stdout)
        self.assertEqual(issue["severity"], "minor")
        run = cli.json.loads(self.lint(POLICY, "--format", "sarif", "--deny", "warnings").stdout)["runs"][0]
        self.assertEqual(run["results"][0]["level"], "error")
        self.assertEqual(run["tool"]["driver"]["rules"][0]["name"], "undated-evidence")

    def test_rules(self):
        self.project()
        lines = self.ward("lint", "--rules").stdout.splitlines()
        self.assertGreaterEqual(len(lines), 16)
        self.assertIn("undated-evidence         WARD6008  warning", lines)
        rules = cli.json.loads(self.ward("lint", "--rules", "--format", "json").stdout)["rules"]
        self.assertEqual(len(rules), len(lines))
        for rule in rules:
            self.assertIn(rule["rule"].replace("-", " "), self.ward("explain", rule["code"]).stdout.splitlines()[0])


if __name__ == "__main__":
    cli.main()
