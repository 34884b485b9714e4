# SPDX-License-Identifier: Apache-2.0
"""ward import hitrust: a table of statements and ratings as facts; each mistake at its place, nothing half-written."""

import json

import cli

AS_OF = "2026-03-20"
POLICY = '''module demo as of 2026-03-20

enum Rating { nc, sc, pc, mc, fc }
enum Kind { small, large }
enum Part { north_side, south_side }

record Statement key id {
  id : text
  part : Part
  kinds : set of Kind
  done : Rating?
  done_since : date?
  out : bool
  reason : text?
  share : percent?
  score : percent?
}
facts {
  statements : table of Statement
}
authority frame "A framework" { force framework source "its book" binds all }

assessment frame.small "Small" on s in statements {
  source "its book, 1"
  levels done 100%
  ratings nc 0%, sc 25%, pc 50%, mc 75%, fc 100%
  incubation done 90 days
  by part from s.part
  certify when every part >= 75%
  scope when s.kinds includes {small}
  applies when not s.out because s.reason
  score done from s.done since s.done_since
  inherited s.share of s.score
}
'''
GOOD = '''ID,Part,Kinds,Done,Done Since,Out,Reason,Share,Score
1.a,north_side,small,FC,2025-01-01,no,,,
1.b,1,small; large,Mostly Compliant,2025-01-01,No,,none,
1.c,02 South Side,small,100%,2025-01-01,false,,,
1.d,2 - South,small,none,none,yes,"no such system, anywhere",,
1.e,SOUTH_SIDE,large,,,no,,50%,87.5%
'''


class Statements(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.project(POLICY)

    def imported(self, text, *args, code=0):
        self.write("ratings.csv", text)
        done = self.ward("import", "hitrust", "ratings.csv", "-o", "out.yaml", "--stated-on", "2026-03-01", *args)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertEqual((self.folder / "out.yaml").exists(), code == 0 or "--force" in args)
        return done

    def errors(self, text, *args):
        done = self.imported(text, *args, code=2)
        lines = done.stderr.splitlines()
        self.assertEqual(lines[-1], "nothing was written")
        self.assertEqual(done.stdout, "")
        return [line.removeprefix("error: ") for line in lines[:-1]]

    def test_good(self):
        done = self.imported(GOOD, "--source", "own assessment", "--complete-by", "quality manager", "--blank", "share=none")
        self.assertIn("5 rows of statements", done.stdout)
        made = (self.folder / "out.yaml").read_text()
        self.assertIn("as_of: 2026-03-01", made)
        self.assertIn("own assessment", made)
        self.assertEqual(self.ward("build", "-o", "demo.wardb", "--as-of", AS_OF).returncode, 0)
        done = self.ward("eval", "demo.wardb", "out.yaml", "--as-of", AS_OF, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        [small] = json.loads(done.stdout)["assessments"]
        self.assertEqual([small[key] for key in ("status", "in_scope", "not_applicable", "complete")], ["reached", 4, 1, True])
        self.assertEqual([(unit["name"], unit["average"]) for unit in small["units"]], [("north_side", "87.5%"), ("south_side", "100%")])
        # Verdicts lead back to the line.
        self.assertIn("ratings.csv:2", made)

    def test_nothing_said_is_nothing_known(self):
        self.imported("ID,Part,Kinds,Done\n1.a,1,small,\n")
        self.assertNotIn("done", (self.folder / "out.yaml").read_text())

    def test_what_a_blank_means(self):
        """Only what the user says of it."""
        self.imported("ID,Part,Kinds,Share\n1.a,1,small,\n1.b,1,small,50%\n", "--blank", "share=none", "--blank", "out=no")
        made = (self.folder / "out.yaml").read_text()
        self.assertEqual([made.count(words) for words in ("share: none", "share: 50%", "out: false", "reason")], [1, 1, 2, 0])
        self.assertIn("has no such field", self.errors("ID\n1\n", "--blank", "shares=none", "--force")[0])
        self.assertIn("write true or false", self.errors("ID\n1\n", "--blank", "out=perhaps", "--force")[0])

    def test_every_mistake_at_its_place(self):
        said = self.errors('''ID,Part,Kinds,Done,Done Since,Out,Reason,Share,Score
1.a,3,small,FC,2025-01-01,no,,,
1.b,north_sied,small,80%,2025-02-30,no,,,
1.a,1,tiny,fc,01/02/2025,maybe,,50,101.00001%
,1,small,fc,,no,,,
1.c,1,small;;large,Fully,,no,,,
''')
        expected = [("ratings.csv:2:5", "`3` is not one of north_side, south_side"), ("ratings.csv:3:5", "did you mean `north_side`?"),
                    ("ratings.csv:3:22", "`80%` is no rating for `Done`; write one of nc (0%), sc (25%), pc (50%), mc (75%), fc (100%)"),
                    ("ratings.csv:3:26", "`2025-02-30` for `Done Since`; write a day as 2026-01-31"), ("ratings.csv:4:1", "`1.a` stands twice; the first is in line 2"),
                    ("ratings.csv:4:7", "`tiny` is not one of small, large"), ("ratings.csv:4:15", "write a day as 2026-01-31"), ("ratings.csv:4:26", "write true or false, yes or no"),
                    ("ratings.csv:4:33", "`50` for `Share`; write a percentage as 50%"), ("ratings.csv:4:36", "at most four digits after the point"),
                    ("ratings.csv:5:1", "does not say which statement it is about"), ("ratings.csv:6:7", "write members between `;`"), ("ratings.csv:6:20", "`Fully` is no rating")]
        self.assertEqual(len(said), len(expected), said)
        for line, (place, words) in zip(said, expected):
            self.assertTrue(line.startswith(place + ": "), (line, place))
            self.assertIn(words, line)

    def test_the_example(self):
        """examples/05-e1-candidate/facts/statements.yaml is what its README's command writes."""
        example = cli.ROOT / "examples" / "05-e1-candidate"
        done = self.ward("import", "hitrust", str(example / "facts" / "workbook.csv"), "--in", str(example), "--column", "Statement=id", "--ignore", "Remark",
                         "--blank", "inherited_share=none", "--complete-by", "quality manager", "-o", "made.yaml")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual((self.folder / "made.yaml").read_text(), (example / "facts" / "statements.yaml").read_text())

    def test_columns(self):
        self.assertIn('nothing is known of the column `Prat`, did you mean `part`?', self.errors("ID,Prat\n1,1\n")[0])
        self.assertIn("no column holds `id`", self.errors("Part\n1\n")[0])
        self.assertIn("`Done` and `DONE` are both done", self.errors("ID,Done,DONE\n1,fc,fc\n")[0])
        self.assertIn("no column here", self.errors("ID\n1\n", "--column", "Nr=id")[0])
        self.assertIn("has no such field", self.errors("ID\n1\n", "--column", "ID=number")[0])
        self.imported("Nr,Comment,Part,Kinds\n1,anything,1,small\n", "--column", "Nr=id", "--ignore", "Comment")
        self.assertNotIn("anything", (self.folder / "out.yaml").read_text())

    def test_files(self):
        self.assertIn("there are no rows", self.errors("ID,Part\n")[0])
        self.assertIn("does not say of which day", self.ward("import", "hitrust", "ratings.csv", "-o", "out.yaml").stderr)
        self.write("ratings.csv", "# as_of: 2026-02-01  source: the binder\nID,Part,Kinds\n1,1,small\n")
        self.assertEqual(self.ward("import", "hitrust", "ratings.csv", "-o", "out.yaml").returncode, 0)
        self.assertIn("as_of: 2026-02-01", (self.folder / "out.yaml").read_text())
        done = self.ward("import", "hitrust", "ratings.csv", "-o", "out.yaml")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--force replaces it", done.stderr)
        self.assertEqual(self.ward("import", "hitrust", "missing.csv", "-o", "none.yaml").returncode, 2)
        self.assertFalse((self.folder / "none.yaml").exists())
        self.project(POLICY[:POLICY.index("assessment")].replace("authority", "provision frame:1 \"One\" { in force from 2020-01-01 }\nauthority"))
        done = self.ward("import", "hitrust", "ratings.csv", "-o", "other.yaml")
        self.assertEqual(done.returncode, 2)
        self.assertIn("no assessment of this policy scores a table", done.stderr)


if __name__ == "__main__":
    cli.main()
