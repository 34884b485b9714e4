# SPDX-License-Identifier: Apache-2.0
"""What other tools read: SARIF by its schema, GitHub, GitLab, JUnit, and the baseline."""

import re
import subprocess
import xml.etree.ElementTree

import cli

# Mistakes of a run that checks everything: unused facts (warnings) and two controls that never hold.
BAD = cli.POLICY.replace("implemented when age of office.checked <= 6 months", "implemented when age of office.checked <= 6 months and false") \
    .replace("implemented when office.trained >= 95% and office.staff > 0", "implemented when office.trained >= 95% and false")
RENUMBERED = '''module demo
authority act "The Door Act" { force law source "x" }
index act "Printed" { source "x" renumbered act:9 to act:1 on 2020-01-01 because "tidied" }
facts { locked : bool "Is it locked?" }
provision act:1 "Doors" { in force from 2020-01-01 }
control doors.lock "Lock the doors" {
  implemented when locked
  covers act:9
}
'''


class Formats(cli.CliTest):
    def check(self, *arguments, policy=BAD):
        self.project(policy)
        return self.ward("check", "--as-of", cli.AS_OF, *arguments)

    def validate(self, *paths):
        schema = cli.ROOT / "tests" / "cli" / "schemas" / "sarif-schema-2.1.0.json"
        validator = cli.ROOT / "tests" / "support" / "validate_json.js"
        try:
            done = subprocess.run(["node", str(validator), str(schema), *map(str, paths)], capture_output=True, text=True, timeout=60, check=False)
        except FileNotFoundError:
            self.skipTest("no node here: ./dev setup installs it")
        if done.returncode == 77:
            self.skipTest(done.stderr)
        return done

    def sarif_of_everything(self):
        """A document of each command, with and without findings."""
        self.project(BAD)
        yield self.ward("check", "--format", "sarif").stdout
        self.write("one.ward", RENUMBERED.replace("module demo", "module one"))
        yield self.ward("check", "one.ward", "--format", "sarif").stdout
        self.project()
        yield self.ward("check", "--format", "sarif").stdout
        self.bundle()
        self.write("facts.yaml", cli.GOOD.replace("locked: true", "locked: false").replace("  checked: 2026-10-01\n", ""))
        yield self.eval("facts.yaml", "--format", "sarif").stdout
        self.project(cli.POLICY.replace("expect act:2 met }", "expect act:2 not_met }"))
        yield self.ward("test", "--format", "sarif").stdout
        yield self.ward("check", "nowhere.ward", "--format", "sarif").stdout

    def test_sarif_follows_its_schema(self):
        paths, results = [], 0
        for number, text in enumerate(self.sarif_of_everything()):
            document = cli.json.loads(text)
            results += len(document["runs"][0]["results"])
            paths.append(self.write(f"{number}.sarif", text))
        self.assertGreaterEqual(results, 6)
        done = self.validate(*paths)
        self.assertEqual(done.returncode, 0, done.stderr)
        document = cli.json.loads(paths[0].read_text(encoding="utf-8"))
        document["runs"][0]["results"][0]["level"] = "dreadful"
        self.assertEqual(self.validate(self.write("bad.sarif", cli.json.dumps(document))).returncode, 1)

    def test_sarif_has_rules_places_fixes_and_fingerprints(self):
        self.write("one.ward", RENUMBERED.replace("module demo", "module one"))
        run = cli.json.loads(self.ward("check", "one.ward", "--format", "sarif").stdout)["runs"][0]
        [result] = [one for one in run["results"] if one["ruleId"] == "WARD2031"]
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        self.assertEqual(rule["id"], "WARD2031")
        self.assertEqual(rule["name"], "renumbered-citation")
        self.assertIn("```ward bad", rule["help"]["markdown"])
        place = result["locations"][0]["physicalLocation"]
        self.assertEqual(place["artifactLocation"], {"uri": "one.ward", "uriBaseId": "%SRCROOT%"})
        self.assertEqual((place["region"]["startLine"], place["region"]["startColumn"], place["region"]["endColumn"]), (8, 10, 15))
        [change] = result["fixes"][0]["artifactChanges"][0]["replacements"]
        self.assertEqual(change["insertedContent"]["text"], "act:1")
        self.assertRegex(result["partialFingerprints"]["wardFinding/v1"], "^[0-9a-f]{32}$")
        # Lines that move change nothing but the lines.
        self.write("one.ward", "// moved\n\n" + RENUMBERED.replace("module demo", "module one"))
        again = cli.json.loads(self.ward("check", "one.ward", "--format", "sarif").stdout)["runs"][0]
        prints = [[one["partialFingerprints"] for one in each["results"]] for each in (run, again)]
        self.assertEqual(*prints)

    def test_github(self):
        lines = self.check("--format", "github").stdout.splitlines()
        self.assertTrue(lines)
        for line in lines:
            self.assertRegex(line, r"^::(error|warning|notice) file=demo\.ward,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=WARD\d{4}::[^\n]+$")
        self.assertTrue(any("%0A" in line for line in lines))

    def test_gitlab(self):
        done = self.check("--format", "gitlab")
        issues = cli.json.loads(done.stdout)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len({one["fingerprint"] for one in issues}), len(issues))
        for issue in issues:
            self.assertEqual(set(issue), {"description", "check_name", "fingerprint", "severity", "location"})
            self.assertIn(issue["severity"], ("info", "minor", "major", "critical", "blocker"))
            self.assertEqual(issue["location"]["path"], "demo.ward")
            self.assertGreater(issue["location"]["lines"]["begin"], 1)

    def test_junit_of_check(self):
        for policy, failures in ((BAD, 2), (cli.POLICY, 0)):
            root = xml.etree.ElementTree.fromstring(self.check("--format", "junit", policy=policy).stdout)
            self.assertEqual(int(root.get("failures")), len(root.findall(".//failure")))
            self.assertEqual(len(root.findall(".//failure")), failures)
            self.assertEqual(int(root.get("tests")), len(root.findall(".//testcase")))

    def test_junit_of_test(self):
        self.project(cli.POLICY.replace("expect act:2 met }", "expect act:2 not_met }"))
        done = self.ward("test", "--format", "junit")
        root = xml.etree.ElementTree.fromstring(done.stdout)
        self.assertEqual(done.returncode, 1)
        names = {case.get("name"): case.find("failure") is not None for case in root.iter("testcase")}
        self.assertEqual(names, {"a machine that stays open: all lock": True, "a machine that stays open: one does not": False})
        self.assertIn("act:2 is met, expected not_met", root.find(".//failure").text)

    def test_eval(self):
        self.bundle()
        self.write("facts.yaml", cli.GOOD.replace("{ id: a, ephi: true, locked: true", "{ id: a, ephi: true, locked: false").replace("  checked: 2026-10-01\n", ""))
        root = xml.etree.ElementTree.fromstring(self.eval("facts.yaml", "--format", "junit").stdout)
        cases = {case.get("name").split()[0]: [child.tag for child in case] for case in root.iter("testcase")}
        self.assertEqual(cases, {"act:1": [], "act:2": ["failure"], "act:3": ["skipped"], "frame:1": []})
        done = self.eval("facts.yaml", "--format", "github")
        self.assertEqual(done.returncode, 1)
        self.assertIn("::error file=facts.yaml,line=12,title=verdict-not-met::act:2", done.stdout)
        self.assertIn("::warning title=verdict-unknown::act:3", done.stdout)
        strict = self.eval("facts.yaml", "--format", "github", "--fail-on", "unknown")
        self.assertIn("::error title=verdict-unknown::act:3", strict.stdout)
        issues = cli.json.loads(self.eval("facts.yaml", "--format", "gitlab").stdout)
        self.assertEqual({one["location"]["path"] for one in issues}, {"facts.yaml"})

    def test_what_cannot_be_read_is_in_every_format(self):
        self.assertIn("WARD1001", self.ward("check", "nowhere.ward", "--format", "github").stdout)
        self.assertEqual(self.ward("check", "nowhere.ward", "--format", "junit").returncode, 2)
        self.project("module demo\nlet x =\n")
        done = self.ward("test", "--format", "sarif")
        self.assertEqual(done.returncode, 1)
        self.assertTrue(cli.json.loads(done.stdout)["runs"][0]["results"])

    def test_a_format_that_is_none_is_refused(self):
        self.project()
        self.assert_refused(self.ward("check", "--format", "xml"), "`xml` is not one of text, json, sarif, github, gitlab, junit")
        self.assert_refused(self.ward("inspect", "demo.wardb", "--format", "sarif"), "`sarif` is not one of text, json")

    def test_baseline_of_check(self):
        done = self.check("--write-baseline", "known.json")
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        known = cli.json.loads((self.folder / "known.json").read_text(encoding="utf-8"))
        self.assertGreaterEqual(len(known["findings"]), 2)
        done = self.check("--baseline", "known.json")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn(f"{len(known['findings'])} known findings left out", done.stdout)
        # Moved lines are known still; a new mistake is not.
        moved = BAD.replace("module demo as of 2026-11-22\n", "module demo as of 2026-11-22\n\n// moved\n")
        self.assertEqual(self.check("--baseline", "known.json", policy=moved).returncode, 0)
        new = moved + '\ncontrol doors.new "A new one" {\n  implemented when office.locked and false\n  covers act:3\n}\n'
        done = self.check("--baseline", "known.json", policy=new)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(re.findall(r"WARD\d{4}: .*", done.stdout), ["WARD3401: control `doors.new` can never be implemented"])
        document = cli.json.loads(self.check("--baseline", "known.json", "--format", "json", policy=new).stdout)
        self.assertEqual((document["errors"], document["known"]), (1, len(known["findings"])))
        # What was mended is said.
        self.assertIn("gone: write it anew", self.check("--baseline", "known.json", policy=cli.POLICY).stdout)

    def test_a_baseline_hides_no_mistake_that_ends_the_run(self):
        done = self.check("--write-baseline", "known.json", policy="module demo\nlet x = nobody\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn("cannot be known", done.stderr)
        done = self.check("--baseline", "known.json", policy="module demo\nlet x = nobody\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn("WARD2008", done.stdout)

    def test_bad_baselines(self):
        self.assert_refused(self.check("--baseline", "nowhere.json"), "nowhere.json", "no such file", "--write-baseline")
        self.write("bad.json", "[]")
        self.assert_refused(self.check("--baseline", "bad.json"), "bad.json", "no baseline")
        self.assert_refused(self.check("--baseline", "bad.json", "--write-baseline", "x.json"), "excludes")
        self.assert_refused(self.check("--write-baseline", "no/such/folder.json"), "no/such/folder.json")

    def test_baseline_of_test_and_eval(self):
        failing = cli.POLICY.replace("expect act:2 met }", "expect act:2 not_met }")
        self.project(failing)
        self.assertEqual(self.ward("test", "--write-baseline", "known.json").returncode, 0)
        done = self.ward("test", "--baseline", "known.json")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("1 known finding left out", done.stdout)
        self.project(failing.replace("    expect act:2 not_met\n", "    expect act:2 met\n"))
        done = self.ward("test", "--baseline", "known.json")
        self.assertEqual(done.returncode, 1)
        self.assertIn("one does not", done.stdout)
        self.assertNotIn("failed  a machine that stays open: all lock", done.stdout)

        self.bundle()
        bad = cli.GOOD.replace("{ id: a, ephi: true, locked: true", "{ id: a, ephi: true, locked: false")
        self.write("facts.yaml", bad)
        self.assertEqual(self.eval("facts.yaml").returncode, 1)
        self.assertEqual(self.eval("facts.yaml", "--write-baseline", "known.json").returncode, 0)
        self.assertEqual(self.eval("facts.yaml", "--baseline", "known.json").returncode, 0)
        self.write("facts.yaml", bad.replace("office:\n  locked: true", "office:\n  locked: false"))
        done = self.eval("facts.yaml", "--baseline", "known.json", "--format", "github")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len(done.stdout.splitlines()), 1)
        self.assertIn("act:1", done.stdout)


if __name__ == "__main__":
    cli.main()
