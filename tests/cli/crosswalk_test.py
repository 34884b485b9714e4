# SPDX-License-Identifier: Apache-2.0
"""`ward crosswalk`: what is stated, what follows and by which rows, what does not (chapter 7 of the reference)."""

import json

import cli

POLICY = '''module walk as of 2026-01-01

authority town "Town ordinances" { force law source "the town's code" }
authority guild "Guild of locksmiths" { force framework source "the guild's handbook" }
authority county "The county" { force guidance source "the county's letter" }

provision town:1 "Locks" {
  in force from 2020-01-01
  element doors "locks the doors"
  element windows "locks the windows"
}
provision town:2 "Keys" { in force from 2020-01-01 }
provision town:3 "Bars" { in force from 2020-01-01 until 2027-01-01 }
provision town:4 "Gates" { in force from 2020-01-01 }
provision guild:a "Locks" { in force from 2020-01-01 }
provision guild:b "Keys" { in force from 2020-01-01 }
provision county:1 "Doors" { in force from 2020-01-01 }
provision county:2 "Windows" { in force from 2020-01-01 }
provision county:3 "Rings" { in force from 2020-01-01 }

facts { locked : bool "Is it locked?" }
control locks.all "Everything is locked" {
  implemented when locked
  covers town:1
  aligns guild:a equal
}
control keys.own "Keys are kept" {
  implemented when locked
  covers town:2
}

crosswalk town -> guild "By the town" {
  source "the town's clerk"
  town:2 equal guild:b strength 10 because "both are about keys, and about \\"keys\\" alone"
  town:1 intersects guild:a strength 4
  town:3 intersects guild:a
}
crosswalk guild -> county "By the guild" {
  source "handbook, appendix 1"
  guild:b subset county:3
  guild:a intersects county:3
}
crosswalk county -> town "By the county" {
  county:1 superset town:1.{doors} because "all doors"
  county:2 superset town:1.{windows}
  county:2 none town:2
}
'''

MANIFEST = '[package]\nname = "walk"\nrelease = 1\nversion = "2026.1"\nroot = "walk"\n'
AS_OF = ("--as-of", "2026-01-01")


class WalkTest(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.write("ward.toml", MANIFEST)
        self.write("walk.ward", POLICY)


class Crosswalk(WalkTest):
    def ask(self, *arguments):
        done = self.ward("crosswalk", *arguments, *AS_OF, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def relatives(self, *arguments):
        return {one["citation"]: one for one in self.ask(*arguments)["relatives"]}

    def test_derived_with_its_rows(self):
        # R7.10, R7.11: equal to what is a subset.
        found = self.relatives("town:2")
        self.assertEqual(found["guild:b"]["kind"], "stated")
        self.assertEqual(found["guild:b"]["strength"], 10)
        self.assertEqual(found["guild:b"]["because"], 'both are about keys, and about "keys" alone')
        self.assertEqual(found["guild:b"]["at"], "walk.ward:34")
        derived = found["county:3"]
        self.assertEqual((derived["kind"], derived["relations"]), ("proven", ["subset"]))
        self.assertEqual([[step["at"] for step in walk] for walk in derived["proof"]],
                         [["walk.ward:34", "walk.ward:40"]])
        self.assertEqual(found["county:2"]["relations"], ["none"])

    def test_the_other_way_round(self):
        found = self.relatives("county:3")
        self.assertEqual(found["town:2"]["relations"], ["superset"])
        # R7.11: two overlaps in a row say nothing.
        self.assertEqual(found["town:1"]["kind"], "unproven")
        self.assertEqual(len(found["town:1"]["relations"]), 5)
        self.assertEqual(len(found["town:1"]["proof"][0]), 2)
        self.assertNotIn("town:1", self.relatives("county:3", "--hops", "1"))

    def test_narrowed(self):
        # town:1 has a part in county:1: they overlap, and it does not lie in it or is all of it.
        found = self.relatives("town:1", "--to", "county")
        self.assertEqual(found["county:1"]["kind"], "narrowed")
        self.assertNotIn("none", found["county:1"]["relations"])
        self.assertEqual(set(one["authority"] for one in found.values()), {"county"})

    def test_two_together(self):
        # R7.12: neither county:1 nor county:2 covers town:1; both do.
        answer = self.ask("town:1", "--to", "county")
        self.assertEqual(answer["together"][0]["by"], ["county:1", "county:2"])
        self.assertTrue(answer["together"][0]["covered"])
        self.write("walk.ward", POLICY.replace("  county:2 superset town:1.{windows}\n", ""))
        answer = self.ask("town:1", "--to", "county")
        self.assertFalse(answer["together"][0]["covered"])
        self.assertEqual({part["citation"]: part["covered"] for part in answer["together"][0]["parts"]},
                         {"town:1.{doors}": True, "town:1.{windows}": False})
        text = self.ward("crosswalk", "town:1", *AS_OF).stdout
        self.assertIn("not shown:  town:1.{windows}", text)

    def test_text(self):
        text = self.ward("crosswalk", "town:2", *AS_OF).stdout
        for part in ("town:2  Keys", "as of 2026-01-01", "stated", "equal       guild:b  Keys  strength 10",
                     "because both are about keys", "proven", "subset      county:3  Rings",
                     "guild:b subset county:3", "walk.ward:40"):
            self.assertIn(part, text)

    def test_a_pair_of_authorities(self):
        text = self.ward("crosswalk", "town", "--to", "county", *AS_OF).stdout
        self.assertIn("Of 4 provisions with a verdict 3 are tied by rows, and 2 are proven to lie in it.", text)
        answer = self.ask("town", "--to", "county")
        covered = [one["citation"] for one in answer["provisions"] if one["covered"]]
        self.assertEqual(covered, ["town:1", "town:2"])

    def test_a_bundle_says_the_same(self):
        # R7.18
        self.assertEqual(self.ward("build", "-o", "walk.wardb", *AS_OF).returncode, 0)
        self.assertEqual(self.ask("town:2"), self.ask("town:2", "walk.wardb"))
        # Later town:3 is out of force: its row is no claim, and that is said (R7.3).
        done = self.ward("crosswalk", "town:1", "walk.wardb", "--as-of", "2028-01-01")
        self.assertEqual(done.returncode, 0)
        self.assertIn("1 of the rows", done.stderr)

    def test_no_verdict_changes(self):
        # R7.2: guild:b is equal to town:2; what the guild's item gets makes no difference.
        policy = POLICY.replace("covers town:2", "aligns guild:b equal")
        self.write("walk.ward", policy)
        self.write("facts.yaml", "as_of: 2026-01-01\nlocked: true\n")
        done = self.ward("eval", ".", "facts.yaml", *AS_OF, "--format", "json")
        verdicts = {one["citation"]: one["verdict"] for one in json.loads(done.stdout)["provisions"]}
        self.assertEqual((verdicts["guild:b"], verdicts["town:2"]), ("met", "not_met"))

    def test_contradictions_derive_nothing(self):
        self.write("walk.ward", POLICY.replace("  guild:b subset county:3\n",
                                               "  guild:b subset county:3\n  guild:b subset county:2\n"))
        done = self.ward("crosswalk", "town:2", *AS_OF)
        self.assert_refused(done, "WARD3701", code=1)
        self.assertEqual(done.stdout, "")

    def test_wrong_questions(self):
        for arguments, part in ((["town:9"], "did you mean `town:"), (["town:1.{dors}"], "has no element `dors`"),
                                (["twon:1"], "did you mean `town`?"), (["town"], "--to NAME"),
                                (["town", "--to", "guil"], "did you mean `guild`?"), ([], "name a citation"),
                                (["town", "--to", "town"], "no crosswalk to itself"),
                                (["town:2", "nothing.wardb"], "nothing.wardb"),
                                (["town:2", "--hops", "0"], "hops"), (["--export", "xml"], "xml")):
            with self.subTest(arguments):
                self.assert_refused(self.ward("crosswalk", *arguments, *AS_OF), part)


class Compare(WalkTest):
    def test_compare(self):
        done = self.ward("compare", "town", "county", *AS_OF, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        answer = json.loads(done.stdout)
        town, county = answer["sides"]
        self.assertEqual(town["inside"], ["town:1", "town:2"])
        self.assertEqual(town["unproven"], ["town:3"])
        self.assertEqual(town["apart"], ["town:4"])
        self.assertEqual(county["overlaps"], ["county:1", "county:2", "county:3"])
        traits = {one["name"]: [cell["text"] for cell in one["cells"]] for one in answer["traits"]}
        self.assertEqual(traits["force"], ["law", "guidance"])
        self.assertEqual(answer["crosswalks"], [{"title": "By the county", "sources": "", "rows": 3}])

    def test_controls(self):
        answer = json.loads(self.ward("compare", "town", "guild", *AS_OF, "--format", "json").stdout)
        self.assertEqual(answer["controls"], ["locks.all"])
        self.assertEqual(answer["sides"][0]["controls"], ["keys.own"])

    def test_whose_rows_they_are(self):
        text = self.ward("compare", "guild", "town", *AS_OF).stdout
        self.assertIn("  By the town: 3 rows\n        the town's clerk\n", text)
        self.assertNotIn("By the guild", text)
        markdown = self.ward("compare", "guild", "town", "--markdown", *AS_OF).stdout
        self.assertIn("- By the town: 3 rows (the town's clerk)\n", markdown)
        self.write("walk.ward", POLICY + 'authority abbey "The abbey" { force policy source "its rule" }\nprovision abbey:1 "Silence" {}\n')
        for more in ((), ("--markdown",)):
            self.assertIn("No crosswalk between the two is loaded",
                          self.ward("compare", "abbey", "town", *more, *AS_OF).stdout)
        # Text without a first day says nothing of one.
        explained = self.ward("explain", "abbey:1", ".", *AS_OF)
        self.assertIn("Silence", explained.stdout)
        self.assertNotIn("in force", explained.stdout)

    def test_words(self):
        self.write("walk.ward", POLICY.replace('source "the town\'s code" }',
                                               'source "the town\'s code" nature "By-law | of the town" from "art. 1" }'))
        text = self.ward("compare", "town", "county", *AS_OF).stdout
        for part in ("By-law | of the town", "[art. 1]", "not stated", "proven to lie in the other", "decides no verdict"):
            self.assertIn(part, text)
        markdown = self.ward("compare", "town", "county", "--markdown", *AS_OF).stdout
        self.assertIn("| nature | By-law \\| of the town (art. 1) | not stated |", markdown)
        self.assert_refused(self.ward("compare", "town", "town", *AS_OF), "two authorities")
        self.assert_refused(self.ward("compare", "town", "gild", *AS_OF), "did you mean `guild`?")


class Library(cli.CliTest):
    """What NIST published, as the library has it."""

    def setUp(self):
        super().setUp()
        self.write("ward.toml", MANIFEST)
        self.write("walk.ward", "module walk\nuse nist\n")

    def test_it_holds_together(self):
        done = self.ward("check", "--as-of", "2026-11-22")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn("nothing found", done.stdout)

    def test_every_pair_is_there(self):
        for authority, pairs in (("nist_800_53", 278), ("nist_csf", 756)):
            done = self.ward("crosswalk", "hipaa", "--to", authority, "--as-of", "2026-11-22", "--format", "json")
            stated = [one for provision in json.loads(done.stdout)["provisions"] for one in provision["relatives"]
                      if one["kind"] == "stated"]
            self.assertEqual(len(stated), pairs)
            self.assertEqual({tuple(one["relations"]) for one in stated}, {("intersects",)})

    def test_nothing_is_equal_or_covered(self):
        # Rows that only overlap prove no coverage, whatever they are composed with.
        answer = json.loads(self.ward("compare", "hipaa", "nist_csf", "--as-of", "2026-11-22", "--format", "json").stdout)
        self.assertEqual(answer["sides"][0]["inside"], [])
        self.assertGreater(len(answer["sides"][0]["overlaps"]), 60)
        self.assertEqual(answer["sides"][1]["apart"], [])


if __name__ == "__main__":
    cli.main()
