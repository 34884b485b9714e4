# SPDX-License-Identifier: Apache-2.0
"""The library's HITRUST CSF beside the law, as `ward compare` and `ward crosswalk` show it."""

import json

import cli

MANIFEST = '[package]\nname = "mapped"\nrelease = 1\nversion = "2026.1"\nroot = "mapped"\n'
AS_OF = ("--as-of", "2026-11-22")
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
                          ("HITRUST control references to the HIPAA Security Rule", 199)])
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
