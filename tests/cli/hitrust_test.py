# SPDX-License-Identifier: Apache-2.0
"""The library's HITRUST CSF beside the law, as `ward compare` and `ward crosswalk` show it."""

import json

import cli

MANIFEST = '[package]\nname = "mapped"\nrelease = 1\nversion = "2026.1"\nroot = "mapped"\n'
AS_OF = ("--as-of", "2026-11-22")
# Controls that align with references, and what that does to the law beside them.
ALIGNED = '''module mapped as of 2026-11-22

use hipaa
use hitrust
use hitrust.crosswalk_security

facts own {
  session_ends : bool "Does an idle session end?"
  one_account  : bool "Has each person an account of their own?"
}

control own.session_ends "Idle sessions end" {
  implemented when own.session_ends
  aligns hitrust:01.t superset
}

control own.one_account "An account for each person" {
  implemented when own.one_account
  aligns hitrust:01.q
}

test "a reference that is met meets no law" {
  given { org.roles = {covered_entity}  own.session_ends = true, own.one_account = true, addressable = [] }
  case "met by what asks for all of it" {
    expect hitrust:01.t met
    expect hipaa:164.312(a)(2)(iii) unknown
  }
  case "contributed to by what asks for some of it; no control covers the law, though the crosswalk says it lies inside" {
    expect hitrust:01.q unknown with contributed
    expect hipaa:164.312(a)(2)(i) not_met
  }
  case "what nothing aligns with is not met, and so is what stands above it" {
    expect hitrust:01.p not_met
    expect hitrust:01.05 not_met
    expect hitrust:1.0 not_met
  }
  case "and with a control that is not implemented" {
    with { own.session_ends = false }
    expect hitrust:01.t not_met
  }
}
'''
TRAITS = ("nature", "purpose", "mandatory", "scope", "guidance", "proof", "penalties", "audience", "outcome")


class Hitrust(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.write("ward.toml", MANIFEST)
        self.write("mapped.ward", "module mapped\nuse hitrust.crosswalks\n")

    def compare(self, left, right):
        done = self.ward("compare", left, right, *AS_OF, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def assert_profiles(self, answer):
        """Each side says the same things of itself, with its source."""
        traits = {one["name"]: one["cells"] for one in answer["traits"]}
        for name in TRAITS:
            for cell in traits[name]:
                self.assertTrue(cell["text"] and cell["source"], name)
        self.assertEqual([cell["text"] for cell in traits["force"]], ["law", "framework"])
        self.assertIn("Voluntary", traits["mandatory"][1]["text"])
        self.assertIn("no finding that HIPAA or HITECH is complied with", traits["outcome"][1]["text"])

    def test_hitech(self):
        answer = self.compare("hitech", "hitrust")
        self.assert_profiles(answer)
        self.assertEqual([(one["title"], one["rows"]) for one in answer["crosswalks"]],
                         [("HITRUST control references to HITECH", 23)])
        hitech, hitrust = answer["sides"]
        self.assertEqual(hitech["inside"], [])
        self.assertEqual(hitech["overlaps"], ["hitech:" + one for one in (
            "13401(a)", "13402(a)", "13402(b)", "13402(d)(1)", "13402(d)(2)", "13402(e)(2)", "13402(e)(3)", "13402(g)")])
        # By what way a notice goes is the law's alone; what it says is tied to an incident's lessons and no more.
        self.assertEqual((hitech["unproven"], hitech["apart"]), (["hitech:13402(f)"], ["hitech:13402(e)(1)"]))
        self.assertEqual(hitrust["inside"], [])
        for one in ("hitrust:11.c", "hitrust:05.k", "hitrust:10.f"):
            self.assertIn(one, hitrust["overlaps"])
        self.assertIn("hitrust:09.b", hitrust["apart"])

    def test_hipaa(self):
        answer = self.compare("hipaa", "hitrust")
        self.assert_profiles(answer)
        self.assertEqual([(one["title"], one["rows"]) for one in answer["crosswalks"]],
                         [("HITRUST control references to the HIPAA Breach Notification Rule", 25),
                          ("HITRUST control references to the HIPAA Security Rule", 200)])
        for one in answer["crosswalks"]:
            self.assertIn("Own judgement", one["sources"])
        hipaa, hitrust = answer["sides"]
        self.assertEqual(hipaa["inside"], ["hipaa:164.312(a)(2)(i)"])
        plan_documents = [one for one in hipaa["apart"] if one.startswith("hipaa:164.314(b)")]
        self.assertEqual(len(plan_documents), 5)
        for one in ("hipaa:164.308(a)(8)", "hipaa:164.316(b)(2)(i)", "hipaa:164.410(a)(1)"):
            self.assertIn(one, hipaa["overlaps"])
        # A framework for all information lies in no rule about electronic PHI.
        self.assertEqual(hitrust["inside"], [])
        self.assertEqual(sum(len(hitrust[group]) for group in ("inside", "overlaps", "unproven", "apart")), hitrust["provisions"])
        self.assertIn("hitrust:09.z", hitrust["apart"])
        # In the order of citations, also where an objective has the name of its only reference (02.02 is 02.c).
        self.assertEqual([one for one in hitrust["overlaps"] if one.startswith(("hitrust:2", "hitrust:02"))],
                         ["hitrust:" + one for one in ("2.0", "02.01", "02.03", "02.04", *(f"02.{letter}" for letter in "abcdefghi"))])

    def test_the_words(self):
        text = self.ward("compare", "hitech", "hitrust", *AS_OF).stdout
        for part in ("HITECH Act and HITRUST CSF", "HITRUST control references to HITECH: 23 rows", "Own judgement",
                     "hitech beside hitrust", "only here, by the rows there are", "A crosswalk decides no verdict"):
            self.assertIn(part, text)

    def test_what_is_shown_in_part(self):
        done = self.ward("crosswalk", "hipaa:164.312(b)", "--to", "hitrust", *AS_OF)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("lies in it: hipaa:164.312(b).{record}", done.stdout)
        self.assertIn("not shown:  hipaa:164.312(b).{examine}", done.stdout)

    def test_a_reference_that_is_met_meets_no_law(self):
        self.write("mapped.ward", ALIGNED)
        done = self.ward("test", *AS_OF)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("4 passed, 0 failed", done.stdout)

    def test_controls_beside_practices_and_goals(self):
        self.write("mapped.ward", "module mapped\nuse pillars.hicp\nuse pillars.performance_goals\n")
        done = self.ward("crosswalk", "pillars:mail.second_factor", *AS_OF, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual({one["citation"] for one in json.loads(done.stdout)["relatives"]},
                         {"hicp:1", "hicp:3", "hph_cpg:E2", "hph_cpg:E3"})
        for authority, count in (("hicp", 10), ("hph_cpg", 15)):
            sides = self.compare(authority, "pillars")["sides"]
            self.assertEqual((sides[0]["provisions"], len(sides[0]["overlaps"])), (count, count))
            self.assertEqual(sides[1]["provisions"], 0)
        text = self.ward("compare", "hicp", "pillars", *AS_OF).stdout
        self.assertIn("pillars beside hicp: no provision with a verdict\n\n", text)
        self.assertNotIn("penalties", text)
        markdown = self.ward("compare", "hicp", "pillars", "--markdown", *AS_OF).stdout
        self.assertIn("## pillars beside hicp\n\nNo provision with a verdict.\n\n## Controls", markdown)

    def test_what_is_unverified_says_so(self):
        done = self.ward("explain", "hitrust:13.g", ".", *AS_OF)
        self.assertIn("(unverified)", done.stdout)
        self.assertNotIn("in force", done.stdout)

    def test_structure_alone_brings_no_law(self):
        self.write("mapped.ward", "module mapped\nuse hitrust\n")
        done = self.ward("inspect", ".", "--format", "json")
        self.assertEqual([one["name"] for one in json.loads(done.stdout)["authorities"]], ["hitrust"])


if __name__ == "__main__":
    cli.main()
