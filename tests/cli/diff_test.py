# SPDX-License-Identifier: Apache-2.0
"""`ward diff`: what differs by meaning, with facts that show it (R15.1 to R15.10)."""

import json
import shutil
import subprocess

import cli

LENIENT = "implemented when age of office.checked <= 12 months"
CHECKS = "implemented when age of office.checked <= 6 months"


class Diff(cli.CliTest):
    def setUp(self):
        super().setUp()
        for side in ("old", "new"):
            self.write(f"{side}/ward.toml", cli.MANIFEST)
            self.write(f"{side}/demo.ward", cli.POLICY)

    def change(self, *replacements, side="new"):
        text = (self.folder / side / "demo.ward").read_text()
        for was, becomes in replacements:
            self.assertIn(was, text)
            text = text.replace(was, becomes)
        self.write(f"{side}/demo.ward", text)

    def diff(self, *arguments, code=0, old="old", new="new"):
        done = self.ward("diff", old, new, "--as-of", cli.AS_OF, "--format", "json", *arguments)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def only(self, found, **wanted):
        """The one change with these members."""
        all_of_them = [each for each in found["changes"] if all(each[key] == value for key, value in wanted.items())]
        self.assertEqual(len(all_of_them), 1, json.dumps(found["changes"], indent=1))
        return all_of_them[0]

    def build(self, side):
        done = self.ward("build", side, "-o", f"{side}.wardb", "--as-of", cli.AS_OF)
        self.assertEqual(done.returncode, 0, done.stderr)
        return f"{side}.wardb"

    def test_the_same(self):
        self.change(("m.ephi satisfies m.locked", "m.ephi == true satisfies (m.locked == true)"))
        found = self.diff("--fail-on", "any")
        self.assertEqual(found["changes"], [])
        self.assertEqual(found["compared"]["control"], 3)
        done = self.ward("diff", "old", "new", "--as-of", cli.AS_OF)
        self.assertIn("They ask the same", done.stdout)

    def test_weaker_with_facts_that_a_test_takes(self):
        """R15.2, R15.5: the example is the `given` of a test, in which the two policies differ."""
        self.change((CHECKS, LENIENT))
        found = self.diff("--fail-on", "weaker", code=1)
        control = self.only(found, topic="control")
        self.assertEqual((control["name"], control["kind"]), ("doors.checks", "weaker"))
        example = control["examples"][0]
        self.assertEqual((example["asks"], example["before"], example["after"]), ("less", "not implemented", "implemented"))
        self.assertEqual(self.only(found, topic="element", kind="weaker")["name"], "act:3.{whole}")
        for side, verdict in (("old", "not_implemented"), ("new", "implemented")):
            text = (self.folder / side / "demo.ward").read_text()
            self.write(f"{side}/demo.ward", text + f'\ntest "the example" {{\n  as of {example["as_of"]}\n'
                       f'  {example["given"]}\n  expect control doors.checks {verdict}\n}}\n')
            done = self.ward("test", side)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_stronger_passes(self):
        self.change((CHECKS, LENIENT), side="old")
        found = self.diff("--fail-on", "weaker,coverage")
        self.assertEqual(self.only(found, topic="control")["kind"], "stronger")
        self.diff("--fail-on", "any", code=1)

    def test_incomparable(self):
        self.change(("office.trained >= 95% and office.staff > 0", "office.trained >= 90% and office.staff > 1"))
        control = self.only(self.diff("--fail-on", "weaker", code=1), topic="control")
        self.assertEqual((control["kind"], len(control["examples"])), ("incomparable", 2))

    def test_a_control_that_applies_to_fewer_is_weaker(self):
        self.change((CHECKS, "applies when office.staff > 5\n  " + CHECKS))
        control = self.only(self.diff("--fail-on", "weaker", code=1), topic="control")
        self.assertEqual(control["kind"], "weaker")
        self.assertEqual(control["examples"][0]["after"], "not applicable")

    def test_parameters_have_the_numbers_of_the_profile(self):
        """R15.3: the same condition, and another number in the profile; bounds of sources (R15.10)."""
        for side, months in (("old", 6), ("new", 12)):
            self.change((CHECKS, "parameter often : months <= 24 months default 6 months\n"
                         "  implemented when age of office.checked <= often"), side=side)
            text = (self.folder / side / "demo.ward").read_text()
            self.write(f"{side}/demo.ward", text + f'\nprofile us "Us" {{\n  set doors.checks.often = {months} months\n}}\n')
        found = self.diff("--fail-on", "weaker", code=1)
        control = self.only(found, topic="control")
        self.assertEqual(control["details"][0], {"what": "parameter often", "before": "6 months", "after": "12 months"})
        self.assertEqual(control["kind"], "weaker")
        self.assertEqual(self.diff("--no-profile", "--fail-on", "weaker")["changes"], [])
        self.change(("<= 24 months", "<= 18 months"))
        control = self.only(self.diff("--no-profile"), topic="control")
        self.assertEqual(control["details"][0]["what"], "bounds of often")
        found = self.diff("--no-profile", old=self.build("old"))
        self.assertEqual(found["changes"], [])
        self.assertIn("a bundle holds no bounds of parameters", found["not_compared"][0])

    def test_unproved_is_said(self):
        """R15.4: a fact of another type, in a condition that is not written alike."""
        self.change(("staff   : count", "staff   : integer"), ("office.staff > 0", "office.staff > 1"))
        found = self.diff("--fail-on", "weaker", code=1)
        control = self.only(found, topic="control")
        self.assertEqual(control["kind"], "unproved")
        self.assertIn("office.staff", control["not_decided"])
        self.assertIn("unproved", self.ward("diff", "old", "new", "--as-of", cli.AS_OF).stdout)
        self.only(found, topic="fact", name="office.staff")

    def test_an_enum_that_gains_a_member_leaves_the_rest_equal(self):
        for side in ("old", "new"):
            self.change(("office.trained >= 95%", "office.lock == key and office.trained >= 95%"), side=side)
        self.change(("enum Lock { none, key, card }", "enum Lock { none, key, card, code }"))
        self.assertEqual([each["name"] for each in self.diff()["changes"]], ["office.lock"])
        self.change(("office.lock == key", "(office.lock == key or office.lock == code)"))
        self.assertEqual(self.only(self.diff(), topic="control")["kind"], "unproved")

    def test_coverage(self):
        """R15.7"""
        self.change(("  covers act:2\n", "  aligns frame:1 subset\n"))
        text = (self.folder / "new" / "demo.ward").read_text()
        self.write("new/demo.ward", text[:text.index('test "a machine')])
        found = self.diff("--fail-on", "coverage", code=1)
        self.assertTrue(self.only(found, topic="element", name="act:2.{whole}", kind="lost")["loses_coverage"])
        back = self.diff("--fail-on", "coverage", old="new", new="old")
        self.only(back, topic="element", name="act:2.{whole}", kind="gained")

    def test_law(self):
        """R15.1, R15.8: provisions and elements that come, go and change in force."""
        self.change(("in force from 2030-01-01", "in force from 2031-01-01"),
                    ('provision frame:1 "Everything is trained" {\n  in force from 2020-01-01\n}', ""),
                    ("  aligns frame:1 equal\n", "  covers act:5\n"),
                    ('control doors.machines "',
                     'provision act:5 "Training" {\n  in force from 2020-01-01\n}\n\ncontrol doors.machines "'),
                    ('  element night "the office is locked at night"\n', '  element dark "the office is locked at night"\n'))
        found = self.diff("--fail-on", "weaker", code=1)
        moved = self.only(found, topic="provision", name="act:4")
        self.assertEqual(moved["details"], [{"what": "in force", "before": "from 2030-01-01", "after": "from 2031-01-01"}])
        self.assertTrue(moved["weaker"])
        self.assertFalse(self.only(found, topic="provision", name="act:5", kind="added")["weaker"])
        self.assertTrue(self.only(found, topic="provision", name="frame:1", kind="removed")["weaker"])
        self.only(found, topic="element", name="act:1.{night}", kind="removed")
        self.only(found, topic="element", name="act:1.{dark}", kind="added")

    def test_elements_that_facts_decide(self):
        self.change(("decided by office.locked", "decided by (office.locked or office.staff > 9)"))
        element = self.only(self.diff("--fail-on", "weaker", code=1), topic="element")
        self.assertEqual((element["name"], element["kind"]), ("act:1.{night}", "weaker"))
        self.assertEqual(element["examples"][0]["before"], "not met")

    def test_facts_that_may_be_older(self):
        """R15.8: the conditions are the same, and yet more is met."""
        self.change(("fresh for 90 days", "fresh for 400 days"))
        fact = self.only(self.diff("--fail-on", "weaker", code=1), topic="fact")
        self.assertEqual(fact["details"][0], {"what": "fresh for", "before": "90 days", "after": "400 days"})
        self.assertEqual(fact["details"][1]["after"], "doors.checks")
        self.diff("--fail-on", "weaker", old="new", new="old")

    def test_a_control_that_is_gone(self):
        text = (self.folder / "new" / "demo.ward").read_text()
        start, end = text.index("control doors.checks"), text.index("control doors.training")
        self.write("new/demo.ward", text[:start] + text[end:])
        found = self.diff("--fail-on", "weaker", code=1)
        self.assertEqual(self.only(found, topic="control")["kind"], "removed")
        self.only(found, topic="element", name="act:3.{whole}", kind="lost")

    def test_roles(self):
        """R15.6"""
        role = "role owner when office.staff > {}\n\nauthority act"
        for side, least in (("old", 0), ("new", 9)):
            self.change(("authority act", role.format(least)), ("  binds all\n  source \"Door", "  binds owner\n  source \"Door"),
                        side=side)
            text = (self.folder / side / "demo.ward").read_text()
            self.write(f"{side}/demo.ward", text[:text.index('test "a machine')])
        found = self.diff("--fail-on", "weaker", code=1)
        self.assertEqual(self.only(found, topic="policy", name="owner")["kind"], "weaker")

    def test_derived_provisions_say_what_is_their_own(self):
        """R14.6: what another provision says already is not said again; a need that is gone is."""
        derived = 'provision act:6 "All of it" {{\n  in force from 2020-01-01\n{}}}\n\nauthority frame'
        for side in ("old", "new"):
            self.change(("authority frame", derived.format("  needs act:1\n  needs act:3\n")), side=side)
        self.change((CHECKS, LENIENT))
        self.assertNotIn("act:6", [each["name"] for each in self.diff()["changes"]])
        self.change(("  needs act:3\n", ""))
        whole = self.only(self.diff(), name="act:6")
        self.assertEqual((whole["kind"], whole["weaker"]), ("weaker", True))

    def test_the_library(self):
        """Weaker one way is stronger the other way, over the whole library, with nothing unproved."""
        library = self.folder / "library"
        shutil.copytree(cli.ROOT / "stdlib", library)
        path = library / "hipaa" / "technical.ward"
        text = path.read_text()
        self.assertIn("shared_accounts == 0\n", text)
        path.write_text(text.replace("shared_accounts == 0\n", "shared_accounts <= 1\n", 1))
        clinic = cli.ROOT / "examples" / "01-clinic"
        for name, chosen in (("one", cli.ROOT / "stdlib"), ("other", library)):
            done = subprocess.run([self.tool, "build", clinic, "-o", f"{name}.wardb", "--as-of", cli.AS_OF], cwd=self.folder,
                                  env={**cli.ward_tool.environment(), "WARD_STDLIB": str(chosen)}, capture_output=True,
                                  text=True, timeout=60, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
        found = self.diff("--fail-on", "weaker", old="one.wardb", new="other.wardb", code=1)
        self.assertEqual([(each["name"], each["kind"]) for each in found["changes"]],
                         [("hipaa:164.312(a)(2)(i).{assign}", "weaker")])
        back = self.diff("--fail-on", "weaker", old="other.wardb", new="one.wardb")
        self.assertEqual([each["kind"] for each in back["changes"]], ["stronger"])

    def test_bundles_say_what_sources_say(self):
        self.change((CHECKS, LENIENT))
        source = self.diff()
        for old, new in ((self.build("old"), "new"), ("old", self.build("new")), ("old.wardb", "new.wardb")):
            self.assertEqual(self.diff(old=old, new=new)["changes"], source["changes"], (old, new))

    def test_flips(self):
        """R15.9: facts of the new policy fit the old one, which does not know all of them."""
        self.change((CHECKS, "implemented when age of office.checked <= 30 days"),
                    ('  staff   : count', '  keys    : count "How many keys are there?"\n  staff   : count'))
        self.write("facts.yaml", cli.GOOD.replace("  staff: 4\n", "  staff: 4\n  keys: 7\n"))
        found = self.diff("--facts", "facts.yaml", "--fail-on", "worse", code=1)
        flip = self.only(found, topic="verdict", name="act:3")
        self.assertEqual(flip["details"][0], {"what": "verdict", "before": "met", "after": "not met"})
        self.assertIn("office.checked = 2026-10-01", flip["details"][1]["after"])
        self.only(found, topic="verdict", name="doors.checks")
        self.assertEqual(found["counts"]["worse"], 2)
        back = self.diff("--facts", "facts.yaml", "--fail-on", "worse", old="new", new="old")
        self.assertEqual((back["counts"]["flips"], back["counts"]["worse"]), (2, 0))
        self.write("facts.yaml", cli.GOOD + "nobody_knows: 3\n")
        self.assert_refused(self.ward("diff", "old", "new", "--facts", "facts.yaml"), "nobody_knows", "do not fit old")

    def test_markdown_and_text(self):
        self.change((CHECKS, LENIENT))
        text = self.ward("diff", "old", "new", "--as-of", cli.AS_OF)
        for part in ("old -> new", "as of 2026-11-22", "doors.checks", "weaker", "given {", "not implemented -> implemented",
                     "demo.ward:"):
            self.assertIn(part, text.stdout)
        markdown = self.ward("diff", "old", "new", "--as-of", cli.AS_OF, "--format", "markdown").stdout
        self.assertIn("## Controls", markdown)

    def test_bad_input(self):
        self.assert_refused(self.ward("diff", "old"), "new")
        self.assert_refused(self.ward("diff", "old", "nowhere.wardb"), "nowhere.wardb")
        self.assert_refused(self.ward("diff", "old", "new", "--fail-on", "weak"), "weak")
        self.write("new/demo.ward", "module demo\n\nnonsense\n")
        self.assert_refused(self.ward("diff", "old", "new"), "demo.ward:3", code=1)


if __name__ == "__main__":
    cli.main()
