# SPDX-License-Identifier: Apache-2.0
"""Crosswalks out to CSV and OSCAL, and in again: nothing is dropped, nothing is half written (R7.19)."""

import csv
import json
import subprocess

import cli
from crosswalk_test import AS_OF, MANIFEST, POLICY

SCHEMA = cli.ROOT / "tests" / "support" / "oscal" / "oscal_mapping_schema.json"


class Files(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.write("ward.toml", MANIFEST)
        self.write("walk.ward", POLICY)

    def export(self, form, *arguments):
        done = self.ward("crosswalk", "--export", form, *arguments, *AS_OF)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def bring(self, name, *arguments):
        return self.ward("import", "crosswalk", name, "-o", "in.ward", *arguments, *AS_OF)

    def check_round(self, name):
        """What was exported, in the place of what was there, says the same."""
        before = self.export("csv")
        self.assertEqual(self.bring(name).returncode, 0, self.bring(name, "--force").stderr)
        text = (self.folder / "in.ward").read_text(encoding="utf-8")
        self.write("walk.ward", POLICY[:POLICY.index("crosswalk town")] + text)
        after = self.export("csv")
        keep = lambda table: sorted(row[:6] for row in csv.reader(table.splitlines()))  # the source says where it was
        self.assertEqual(keep(before), keep(after))
        return text

    def test_csv_and_back(self):
        table = self.export("csv")
        self.assertEqual(table.splitlines()[0], "from,relation,to,strength,because,crosswalk,source")
        self.assertIn('town:2,equal,guild:b,10,"both are about keys, and about ""keys"" alone",By the town,the town\'s clerk',
                      table)
        self.assertEqual(len(table.splitlines()), 9)
        self.write("out.csv", table)
        text = self.check_round("out.csv")
        self.assertIn('source "the town\'s clerk"', text)
        self.assertIn('crosswalk county -> town "By the county" {', text)

    def test_one_authority_only(self):
        self.assertEqual(len(self.export("csv", "town").splitlines()), 4)
        self.assertEqual(len(self.export("csv", "--to", "town").splitlines()), 4)

    def test_oscal_and_back(self):
        document = self.export("oscal")
        self.assertEqual(document, self.export("oscal"))  # R7.18: the same rows, the same bytes
        self.write("out.json", document)
        done = subprocess.run(["node", cli.ROOT / "tests" / "support" / "validate_json.js", SCHEMA, self.folder / "out.json"],
                              capture_output=True, text=True, check=False)
        if done.returncode == 77:
            self.skipTest(done.stderr)
        self.assertEqual(done.returncode, 0, done.stderr[:2000])
        collection = json.loads(document)["mapping-collection"]
        first = collection["mappings"][0]["maps"][0]
        words = {one["relationship"] for mapping in collection["mappings"] for one in mapping["maps"]}
        self.assertEqual(words, {"equal-to", "subset-of", "superset-of", "intersects-with", "no-relationship"})
        self.assertEqual(first["uuid"][14], "5")
        items = [item for mapping in collection["mappings"] for one in mapping["maps"] for item in one["targets"]]
        self.assertIn({"type": "statement", "id-ref": "town:1.{doors}"}, items)
        self.check_round("out.json")
        # Another reason is another document.
        self.write("walk.ward", POLICY.replace("all doors", "every door"))
        other = json.loads(self.export("oscal"))["mapping-collection"]
        self.assertNotEqual(other["uuid"], collection["uuid"])
        self.assertEqual(other["mappings"][-1]["maps"][0]["uuid"], collection["mappings"][-1]["maps"][0]["uuid"])

    def refuse_table(self, rows, *parts, arguments=()):
        self.write("bad.csv", "from,relation,to,strength,because\n" + rows)
        done = self.bring("bad.csv", *arguments)
        self.assert_refused(done, "nothing was written", *parts)
        self.assertFalse((self.folder / "in.ward").exists())

    def test_bad_rows(self):
        self.refuse_table("town:1,intersects,guild:z,,\ntwon:1,intersects,guild:a,,\n",
                          "bad.csv:2:19: no provision `guild:z`", "bad.csv:3:1: no authority `twon`; did you mean `town`?")
        self.refuse_table("town:1,overlaps,guild:a,,\n", "bad.csv:2:8: `overlaps` is no relation")
        self.refuse_table("town:1,intersects,guild:a,11,\n", "bad.csv:2:27: `11` is no strength")
        self.refuse_table("town:1,none,guild:a,3,\n", "`none` has no strength")
        self.refuse_table("town:1,equal,guild:a,,\n", "`equal` without a reason", "--because")
        self.refuse_table("town:1,intersects,town:2,,\n", "both ids are of `town`")
        self.refuse_table("town:1,intersects,guild:a,,\ntown:1,subset,guild:a,,\n", "related already in line 2")
        self.refuse_table("town:1.{dors},intersects,guild:a,,\n", "no element `dors`; its elements are doors, windows")
        self.refuse_table("1,intersects,a,,\n", "is no citation", "--from and --to")
        self.refuse_table("town:1,intersects,guild:a\n", "3 cells")
        self.refuse_table("", "no rows")

    def test_bad_columns(self):
        self.write("bad.csv", "from,relation,to,confidence\ntown:1,intersects,guild:a,high\n")
        self.assert_refused(self.bring("bad.csv"), "nothing for the column `confidence`", "--ignore confidence")
        self.assertEqual(self.bring("bad.csv", "--ignore", "confidence").returncode, 0)
        self.write("bad.csv", "left,relation,to\n")
        self.assert_refused(self.bring("bad.csv", "--force"), "no column `from`")

    def test_ids_without_their_authority(self):
        self.write("short.csv", "from,relation,to\n1,Intersects With,a\n2,subset of,a\n")
        done = self.bring("short.csv", "--from", "town", "--to", "guild", "--title", "By hand", "--source", "a \"clerk\"")
        self.assertEqual(done.returncode, 0, done.stderr)
        text = (self.folder / "in.ward").read_text(encoding="utf-8")
        self.assertIn('crosswalk town -> guild "By hand" {\n  source "a \\"clerk\\""\n  town:1 intersects guild:a\n'
                      '  town:2 subset guild:a\n}\n', text)
        self.assert_refused(self.bring("short.csv", "--from", "twon", "--force"), "did you mean `town`?")

    def test_json(self):
        self.write("short.csv", "from,relation,to\ntown:1,intersects,guild:a\n")
        done = self.bring("short.csv", "--format", "json")
        self.assertEqual(json.loads(done.stdout), {"schema_version": 1, "output": "in.ward", "rows": 1, "crosswalks": 1})

    def test_no_file_is_replaced(self):
        self.write("short.csv", "from,relation,to\ntown:1,intersects,guild:a\n")
        self.write("in.ward", "mine\n")
        self.assert_refused(self.bring("short.csv"), "in.ward", "--force")
        self.assertEqual((self.folder / "in.ward").read_text(encoding="utf-8"), "mine\n")
        self.assert_refused(self.bring("missing.csv", "--force"), "missing.csv")
        self.assertEqual((self.folder / "in.ward").read_text(encoding="utf-8"), "mine\n")

    def test_bad_oscal(self):
        document = json.loads(self.export("oscal"))
        collection = document["mapping-collection"]

        def refuse(*parts, arguments=()):
            self.write("bad.json", json.dumps(document, indent=1))
            self.assert_refused(self.bring("bad.json", *arguments), "nothing was written", *parts)

        entry = collection["mappings"][0]["maps"][0]
        first_uuid = entry["uuid"]
        entry["sources"].append({"type": "control", "id-ref": "town:4"})
        refuse("bad.json:", f"`{entry['sources'][0]['id-ref']}` stands with others")
        del entry["sources"][1]
        entry["confidence-score"] = {"category": "high"}
        refuse("cannot say `confidence-score`", "--ignore confidence-score")
        self.assertEqual(self.bring("bad.json", "--ignore", "confidence-score").returncode, 0)
        (self.folder / "in.ward").unlink()
        del entry["confidence-score"]
        entry["relationship"] = "supports"
        refuse("`supports` is no relation")
        entry["relationship"] = "equal-to"
        entry["targets"][0]["id-ref"] = "guild:c"
        refuse("no provision `guild:c`")
        collection["back-matter"]["resources"].append({"uuid": first_uuid, "title": "Minutes"})
        refuse("nothing here refers to the resource `Minutes`", "--ignore resources")
        collection["metadata"]["oscal-version"] = "1.1.2"
        refuse("this reads 1.2")
        del collection["mappings"]
        refuse("`mappings` is missing")
        self.write("bad.json", "{")
        self.assert_refused(self.bring("bad.json"), "not JSON")


if __name__ == "__main__":
    cli.main()
