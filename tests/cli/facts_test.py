# SPDX-License-Identifier: Apache-2.0
"""ward facts: template, schema, merge, lint, next."""

import re
import subprocess

import cli

# Debian's own Python has python3-jsonschema; another one in PATH need not.
PYTHON = "/usr/bin/python3"
CLINIC = cli.ROOT / "examples" / "01-clinic"


class Facts(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.bundle()

    def facts(self, *arguments):
        return self.ward("facts", *arguments, "--as-of", cli.AS_OF)

    def clinic(self):
        done = self.ward("build", CLINIC, "-o", "clinic.wardb", "--as-of", cli.AS_OF)
        self.assertEqual(done.returncode, 0, done.stderr)
        return "clinic.wardb"

    # ---- template

    def test_template_as_it_is_says_nothing(self):
        for bundle in ("demo.wardb", self.clinic()):
            done = self.facts("template", bundle)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.write("facts.yaml", done.stdout)
            judged = self.ward("eval", bundle, "facts.yaml", "--as-of", cli.AS_OF, "--format", "json")
            verdicts = [one["verdict"] for one in cli.json.loads(judged.stdout)["provisions"]]
            self.assertGreater(len(verdicts), 3)
            self.assertNotIn("met", verdicts)
            # R4.3: nothing in it is a fact, so that it may also be merged with what is known.
            merged = cli.json.loads(self.facts("merge", bundle, "facts.yaml").stdout)
            self.assertEqual(merged, {})

    def test_a_blank_before_a_name_that_begins_with_n_is_blank(self):
        # YAML readers give a blank value the place of what comes next; `null` there would be "there is none".
        self.write("facts.yaml", "office:\n  lock:\nnull_of_another: 1\n")
        self.assert_refused(self.eval("facts.yaml"), "facts.yaml:2", "office.lock", "has no value")
        for none in ("null", "~", "none", "null # none"):
            self.write("facts.yaml", f"office:\n  lock: {none}\n")
            self.assertEqual(self.eval("facts.yaml").returncode, 0, none)

    def test_template_filled_in_is_read(self):
        text = self.facts("template", "demo.wardb").stdout
        for name, value in (("locked", "true"), ("staff", "4"), ("trained", "97%"), ("checked", "{ value: 2026-10-01, as_of: 2026-10-01 }")):
            text, count = re.subn(rf"(?m)^  #{name}:$", f"  {name}: {value}", text)
            self.assertEqual(count, 1, name)
        text = text.replace("complete: []", "complete:").replace("#  - { table: NAME, by: ROLE", "  - { table: machines, by: owner")
        text = text.replace("#machines:", "machines:").replace("#  - id:", "  - id: a").replace("#    ephi:", "    ephi: true").replace("#    locked:", "    locked: true")
        self.write("facts.yaml", text)
        report, done = self.report("facts.yaml")
        self.assertEqual({one["verdict"] for one in report["provisions"]}, {"met"}, done.stdout + done.stderr)

    def test_template_has_what_is_read_and_no_more(self):
        text = self.facts("template", "demo.wardb").stdout
        self.assertIn("# Is the office locked at night?", text)
        self.assertIn("good for 90 days; for 3", text)
        self.assertNotIn("#lock:", text)      # nothing reads what kind of lock it is
        self.assertNotIn("patched", text)
        # act:4 is not in force yet; the profile of a bundle narrows the rest.
        policy = cli.POLICY + 'profile law "The law" { authorities act }\n'
        self.project(policy)
        text = self.facts("template", ".", "--profile", "law").stdout
        self.assertIn("#locked:", text)
        self.assertNotIn("#trained:", text)
        self.assert_refused(self.facts("template", ".", "--profile", "lore"), "no profile `lore`", "law")

    def test_template_of_a_table(self):
        done = self.facts("template", "demo.wardb", "--table", "machines")
        self.assertEqual(done.stdout.splitlines()[1], "id,ephi,locked")
        self.write("machines.csv", done.stdout + "a,true,true\n")
        report, _ = self.report("machines.csv")
        self.assertEqual(len(report["provisions"]), 4)
        self.assert_refused(self.facts("template", "demo.wardb", "--table", "doors"), "no table `doors`")

    # ---- schema

    def invalid(self, schema, *documents):
        """The names of the documents that the schema refuses, judged by python3-jsonschema."""
        program = ("import sys, json\n"
                   "try:\n    from jsonschema import Draft202012Validator as V\n"
                   "except ImportError:\n    sys.exit(77)\n"
                   "schema = json.load(open(sys.argv[1]))\nV.check_schema(schema)\n"
                   "for path in sys.argv[2:]:\n"
                   "    if not V(schema).is_valid(json.load(open(path))): print(path)\n")
        try:
            done = subprocess.run([PYTHON, "-c", program, schema, *documents], cwd=self.folder, capture_output=True, text=True, timeout=60, check=False)
        except FileNotFoundError:
            self.skipTest("no /usr/bin/python3 here")
        if done.returncode == 77:
            self.skipTest("no python3-jsonschema here: ./dev setup installs it")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.split()

    def test_schema_takes_the_facts_of_the_example(self):
        bundle = self.clinic()
        schema = self.facts("schema", bundle)
        self.assertEqual(schema.returncode, 0, schema.stderr)
        self.assertEqual(cli.json.loads(schema.stdout)["$schema"], "https://json-schema.org/draft/2020-12/schema")
        self.write("schema.json", schema.stdout)
        merged = self.facts("merge", bundle, CLINIC / "facts" / "clinic.yaml", CLINIC / "facts" / "inventory.csv")
        self.assertEqual(merged.returncode, 0, merged.stderr)
        self.write("facts.json", merged.stdout)
        self.write("typo.json", merged.stdout.replace('"holds_ephi"', '"holds_ehpi"', 1))
        self.write("type.json", merged.stdout.replace('"hybrid":{"value":false', '"hybrid":{"value":"no"', 1))
        self.assertNotEqual((self.folder / "typo.json").read_text(), (self.folder / "facts.json").read_text())
        self.assertNotEqual((self.folder / "type.json").read_text(), (self.folder / "facts.json").read_text())
        self.assertEqual(self.invalid("schema.json", "facts.json", "typo.json", "type.json"), ["typo.json", "type.json"])

    def test_schema_and_runtime_refuse_the_same(self):
        # Each as a whole document; the second says whether the runtime judges it.
        cases = [
            ({"office": {"locked": True, "staff": 4, "trained": "97%", "checked": "2026-10-01"}}, True),
            ({"office": {"locked": {"value": True, "as_of": "2026-10-01", "source": "x", "proof": "sampled", "at": "a:1"}}}, True),
            ({"office": {"lock": None}}, True),
            ({"office": {"lock": "card"}}, True),
            ({"organization": "Office", "as_of": "2026-10-01", "source": "x", "machines": [{"id": "a", "ephi": True, "patched": "2 weeks"}]}, True),
            ({"machines": {"rows": [{"id": "a"}], "as_of": "2026-10-01"}, "complete": [{"table": "machines", "by": "x", "on": "2026-10-01"}]}, True),
            ({"office": {"staff": "4"}}, True),
            ({"office": {"locked": "true"}}, False),
            ({"office": {"locked": None}}, False),
            ({"office": {"lock": "cards"}}, False),
            ({"office": {"staff": -1}}, False),
            ({"office": {"staff": 1.5}}, False),
            ({"office": {"trained": 97}}, False),
            ({"office": {"trained": "97"}}, False),
            ({"office": {"checked": "1 October 2026"}}, False),
            ({"office": {"lokced": True}}, False),
            ({"office": {"locked": {"as_of": "2026-10-01"}}}, False),
            ({"office": {"locked": {"value": True, "proof": "certain"}}}, False),
            ({"machines": [{"ephi": True}]}, False),
            ({"machines": [{"id": "a", "patched": "12 months"}]}, False),
            ({"machines": [{"id": "a", "wheels": 4}]}, False),
            ({"complete": [{"table": "doors", "by": "x", "on": "2026-10-01"}]}, False),
            ({"complete": [{"table": "machines"}]}, False),
        ]
        self.write("schema.json", self.facts("schema", "demo.wardb").stdout)
        names = [f"case{i}.json" for i in range(len(cases))]
        for name, (document, accepted) in zip(names, cases):
            self.write(name, cli.json.dumps(document))
            self.assertEqual(self.eval(name).returncode != 2, accepted, document)
        refused = self.invalid("schema.json", *names)
        self.assertEqual(refused, [name for name, (_, accepted) in zip(names, cases) if not accepted])

    # ---- merge

    def test_merge_is_what_the_runtime_judges(self):
        self.write("facts.yaml", cli.GOOD)
        self.write("more.csv", "# table: machines\nid,ephi,locked\nc,true,true\n")
        merged = self.facts("merge", "demo.wardb", "facts.yaml", "more.csv")
        self.write("facts.json", merged.stdout)
        one, _ = self.report("facts.yaml", "more.csv")
        other, _ = self.report("facts.json")
        strip = lambda report: cli.json.dumps([[line["citation"], line["verdict"], line["reason"]] for line in report["provisions"]])
        self.assertEqual(re.sub(r', "line": \d+', "", strip(one)), re.sub(r', "line": \d+', "", strip(other)))
        self.write("bad.yaml", "office: { locked: maybe }\n")
        self.assert_refused(self.facts("merge", "demo.wardb", "bad.yaml"), "bad.yaml:1")

    # ---- lint

    def lint(self, facts, *arguments):
        self.write("facts.yaml", facts)
        done = self.facts("lint", "demo.wardb", "facts.yaml", *arguments, "--format", "json")
        return [(one["rule"], one["path"], one["at"]) for one in cli.json.loads(done.stdout)["findings"]], done.returncode

    def test_lint(self):
        # GOOD answers two facts that nothing reads: what kind of lock, and the age of updates.
        unread = [("unread", "office.lock", "facts.yaml:8"), ("unread", 'machines["a"].patched', "facts.yaml:13"), ("unread", 'machines["b"].patched', "facts.yaml:14")]
        self.assertEqual(self.lint(cli.GOOD), (unread, 1))
        clean = cli.GOOD.replace("  lock: card\n", "").replace(", patched: none", "").replace(", patched: 12 days", "")
        self.assertEqual(self.lint(clean), ([], 0))
        # R4.6: 90 days after 2026-08-24 is the as-of day, which still counts.
        for day, found in (("2026-08-24", []), ("2026-08-23", [("stale", "office.checked", "facts.yaml:10")]), ("2026-11-23", [("future", "office.checked", "facts.yaml:10")])):
            self.assertEqual(self.lint(clean.replace("checked: 2026-10-01", f"checked: {{ value: 2026-08-01, as_of: {day} }}"))[0], found, day)
        self.assertEqual(self.lint(clean.replace("as_of: 2026-11-10\n", ""))[0], [("undated", "office.checked", "facts.yaml:9")])
        open_table = clean.replace("  - { table: machines, by: office manager, on: 2026-11-01 }\n", "").replace("complete:\n", "")
        self.assertEqual(self.lint(open_table)[0], [("open_table", "machines", "")])
        self.assertEqual(self.lint(clean.replace("source: walk through", "source: Jane Miller"))[0][0][0], "personal")
        text = self.facts("lint", "demo.wardb", "facts.yaml").stdout
        self.assertIn("warning personal: facts.yaml:", text)
        self.write("bad.yaml", "office: { locked: 7 }\n")
        self.assert_refused(self.facts("lint", "demo.wardb", "bad.yaml"), "bad.yaml:1", "nothing was judged")

    # ---- next

    def test_next(self):
        self.write("facts.yaml", "organization: Blank\n")
        done = self.facts("next", "demo.wardb", "facts.yaml", "-n", "1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("... ", done.stdout)
        self.assertIn("not legal advice", done.stdout)
        self.assertIn("## NEXT", self.facts("next", "demo.wardb", "facts.yaml", "--format", "markdown").stdout)
        self.write("facts.yaml", cli.GOOD)
        self.assertIn("Nothing is unknown.", self.facts("next", "demo.wardb", "facts.yaml").stdout)

    def test_next_ranks_by_what_settles(self):
        # R11.11: with the list of machines whole, one machine's lock settles act:2 whatever the answer; whether the office is locked
        # settles act:1; a share of 0% settles frame:1, though only both facts could make it met. All alike, then by what they may
        # matter to, then by path.
        self.write("facts.yaml", """as_of: 2026-11-10
complete: [ { table: machines, by: owner, on: 2026-11-01 } ]
machines: [ { id: a, ephi: true } ]
office: { checked: 2026-10-01 }
""")
        done = self.facts("next", "demo.wardb", "facts.yaml", "--format", "json")
        found = [(one["path"], one["alone"]) for one in cli.json.loads(done.stdout)["questions"]]
        self.assertEqual(found, [("machines[*].locked", ["act:2"]), ("office.locked", ["act:1"]), ("office.staff", ["frame:1"]), ("office.trained", ["frame:1"])])
        self.assertIn("settles 1", self.facts("next", "demo.wardb", "facts.yaml").stdout)
        # Of two machines the rows of the field are answered alike.
        self.write("facts.yaml", "machines: [ { id: a, ephi: true }, { id: b, ephi: true } ]\ncomplete: [ { table: machines, by: owner, on: 2026-11-01 } ]\n")
        done = self.facts("next", "demo.wardb", "facts.yaml", "--format", "json")
        rows = {one["path"]: one for one in cli.json.loads(done.stdout)["questions"]}
        self.assertEqual((rows["machines[*].locked"]["rows"], rows["machines[*].locked"]["alone"]), (["a", "b"], ["act:2"]))
        # A date in an old fact is stale as well as none: it is asked for, and a new one settles act:3.
        self.assertEqual(rows["office.checked"]["alone"], ["act:3"])

    def test_formats_that_there_are(self):
        self.write("facts.yaml", cli.GOOD)
        self.assert_refused(self.facts("template", "demo.wardb", "--format", "json"), "a template is YAML", "ward facts schema")
        self.assert_refused(self.facts("schema", "demo.wardb", "--format", "text"), "writes JSON")
        self.assert_refused(self.facts("merge", "demo.wardb", "facts.yaml", "--format", "text"), "writes JSON")
        for arguments in (("schema", "demo.wardb"), ("merge", "demo.wardb", "facts.yaml")):
            self.assertEqual(self.facts(*arguments, "--format", "json").stdout, self.facts(*arguments).stdout)

    def test_help_and_wrong_use(self):
        for name in ("template", "schema", "lint", "merge", "next", "ask"):
            done = self.ward("facts", name, "--help")
            self.assertEqual(done.returncode, 0)
            self.assertIn("Examples:", done.stdout)
            self.assertIn("Exit codes:", done.stdout)
        self.assertEqual(self.ward("facts").returncode, 2)
        self.assertEqual(self.ward("facts", "frobnicate").returncode, 2)
        self.assert_refused(self.ward("facts", "schema", "nowhere.wardb"), "nowhere.wardb")


if __name__ == "__main__":
    cli.main()
