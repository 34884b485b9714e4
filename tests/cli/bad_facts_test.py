# SPDX-License-Identifier: Apache-2.0
"""Facts that cannot be read: every problem with its place, nothing judged, exit code 2."""

import os

import cli


class BadFacts(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.bundle()

    def refused(self, name, content, *parts):
        self.write(name, content)
        done = self.eval(name)
        self.assert_refused(done, *parts)
        self.assertEqual(done.stdout, "")
        self.assertTrue(done.stderr.endswith("nothing was judged\n"), done.stderr)
        return done

    def test_missing(self):
        self.assert_refused(self.eval("none.yaml"), "error: none.yaml: there is no such file", "nothing was judged")

    def test_folder(self):
        (self.folder / "facts.yaml").mkdir()
        self.assert_refused(self.eval("facts.yaml"), "error: facts.yaml: this is a folder")

    def test_pipe(self):
        os.mkfifo(self.folder / "facts.yaml")
        self.assert_refused(self.eval("facts.yaml"), "error: facts.yaml: this is a pipe or a device; write the facts to a file first", "nothing was judged")

    def test_other_kind_of_file(self):
        self.refused("facts.txt", "x", "error: facts.txt: facts are read from .yaml, .yml, .json and .csv files")

    def test_not_utf8(self):
        self.refused("facts.yaml", b"office:\n  locked: \xff\n", "error: facts.yaml:2:11: not UTF-8: byte 18")
        self.refused("facts.json", b"\xff", "error: facts.json:1:1: not UTF-8: byte 0")
        self.refused("machines.csv", b"id\na\xff\n", "error: machines.csv:2:2: not UTF-8: byte 4")

    def test_empty(self):
        self.refused("facts.yaml", "", "error: facts.yaml: the file is empty")

    def test_large(self):
        for name in ("facts.yaml", "facts.json", "machines.csv"):
            with open(self.folder / name, "wb") as file:
                file.truncate(200 * 1024 * 1024)
            with self.subTest(name):
                self.assert_refused(self.eval(name), f"error: {name}: not a text: byte 0 is NUL")

    def test_too_large(self):
        with open(self.folder / "facts.yaml", "wb") as file:
            file.truncate(300 * 1024 * 1024)
        self.assert_refused(self.eval("facts.yaml"), "larger than 268435456 bytes")

    def test_deep_nesting(self):
        self.refused("facts.yaml", "[" * 100000, "nested more than 64 levels deep")
        self.refused("facts.json", '{"a":' * 100000, "error: facts.json:1:321: not JSON: nested more than 64 levels deep")

    def test_every_wrong_type_is_named(self):
        done = self.refused("facts.yaml", cli.GOOD.replace("staff: 4", "staff: -4").replace("trained: 97%", "trained: 97").replace("locked: true, patched: none", "locked: perhaps, patched: 12 months") + "ofice: 1\n",
                            "facts.yaml:9:", "office.staff", "facts.yaml:10:", "office.trained", "machines[\"a\"].locked", "machines[\"a\"].patched", "ofice")
        lines = done.stderr.splitlines()
        self.assertEqual(len(lines), 6, done.stderr)
        self.assertEqual(lines, sorted(lines[:-1], key=lambda line: int(line.split(":")[2])) + lines[-1:])

    def test_no_more_than_fifty_are_named(self):
        rows = "".join(f"  - {{ id: m{i}, ephi: 7 }}\n" for i in range(60))
        done = self.refused("facts.yaml", "machines:\n" + rows, "these are the first 50; nothing was judged")
        self.assertEqual(done.stderr.count("error: "), 50)

    def test_wrong_type(self):
        self.refused("facts.yaml", "office:\n  locked: maybe\n", "error: facts.yaml:2:3: office.locked: ", "maybe")
        self.refused("facts.yaml", "office:\n  staff: -1\n", "error: facts.yaml:2:3: office.staff: ")
        self.refused("facts.json", '{"office": {"staff": true}}', "error: facts.json:1:13: office.staff: ")

    def test_wrong_unit(self):
        self.refused("machines.csv", "id,patched\na,12 months\n", "error: machines.csv:2:3: machines[\"a\"].patched: ", "12 months")

    def test_not_a_member(self):
        self.refused("facts.yaml", "office:\n  lock: crad\n", "error: facts.yaml:2:3: office.lock: ", "card")

    def test_unknown_key_has_a_candidate(self):
        self.refused("facts.yaml", "office:\n  staff: 1\n  lokced: true\n", "error: facts.yaml:3:3: ", "office.lokced", "locked")
        self.refused("facts.yaml", "machnies: []\n", "error: facts.yaml:1:1: ", "machnies", "machines")
        self.refused("machines.csv", "id,lokced\na,true\n", "error: machines.csv:2:3: ", "lokced", "locked")

    def test_unknown_table_has_a_candidate(self):
        declared = "complete:\n  - { table: machine, by: office manager, on: 2026-11-01 }\n"
        self.refused("facts.yaml", declared, "error: facts.yaml:2:5: complete: no table of facts is named `machine`; did you mean `machines`?")
        self.refused("machine.csv", "id\na\n", "error: machine.csv:1:1: machine: no table", "did you mean `machines`?", "# table: ...")

    def test_not_one_document(self):
        self.refused("facts.yaml", "- a\n", "error: facts.yaml:1:1: facts are a mapping of names to values")
        self.refused("facts.yaml", "office:\n  locked: true\n---\noffice:\n  staff: 1\n", "error: facts.yaml:4:1: a second document begins here")
        self.refused("facts.json", '{"office": {"staff": 1}} x', "error: facts.json:1:26: not JSON: more after the end")
        self.refused("facts.json", '{"office": {"staff": 1,}}', "error: facts.json:1:24: not JSON: expected a name in quotes")
        self.refused("machines.csv", 'id,locked\n"a,true\n', "error: machines.csv:2:1: a quote opens here and never closes")
        self.refused("machines.csv", "id,locked\na\n", "error: machines.csv:2:1: 1 cells in a table of 2 columns")

    def test_duplicate_key(self):
        self.refused("facts.yaml", "office:\n  staff: 1\n  staff: 2\n", "error: facts.yaml:3:3: `staff` is given twice; the first is in line 2")
        self.refused("facts.json", '{"office": {"staff": 1, "staff": 1}}', "error: facts.json:1:25: `staff` is given twice")
        self.refused("machines.csv", "id\na\na\n", "error: machines.csv:3:1: machines[\"a\"]: the row is given twice")

    def test_null_where_none_is_impossible(self):
        self.refused("facts.yaml", "office:\n  locked: null\n", "error: facts.yaml:2:3: office.locked: ")
        self.refused("facts.yaml", "office:\n  lock:\n", "error: facts.yaml:2:3: office.lock: has no value")

    def test_all_problems_at_once(self):
        self.write("a.yaml", "office:\n  staff: 1\n  staff: 2\n  lock:\n")
        self.write("b.csv", "id\na\n")
        done = self.eval("a.yaml", "b.csv", "none.yaml")
        self.assertEqual(len([line for line in done.stderr.splitlines() if line.startswith("error: ")]), 4, done.stderr)

    def test_conflict_names_both_places(self):
        self.write("a.yaml", "machines:\n  - { id: a, ephi: true }\n")
        self.write("machines.csv", "id,ephi\na,false\n")
        self.assert_refused(self.eval("a.yaml", "machines.csv"),
                            'error: machines.csv:2:3: machines["a"].ephi: is also in a.yaml:2, with another value (true there, false here)')
        # The other way round the other is the second.
        self.assert_refused(self.eval("machines.csv", "a.yaml"), "error: a.yaml:2:14: machines[\"a\"].ephi: is also in machines.csv:2")

    def test_the_same_twice_is_no_conflict(self):
        self.write("facts.yaml", cli.GOOD)
        self.write("more.json", '{"office": {"staff": 4, "trained": "97.0%"}}')
        self.assertEqual(self.eval("facts.yaml", "more.json").returncode, 0)
        self.assert_refused(self.eval("facts.yaml", "facts.yaml"), "error: facts.yaml: the file is named twice")

    def test_strict(self):
        self.write("facts.yaml", cli.GOOD)
        self.write("machines.csv", "id\nJane Miller\n")
        self.assertEqual(self.eval("facts.yaml", "machines.csv").returncode, 0)
        done = self.eval("facts.yaml", "machines.csv", "--strict")
        self.assert_refused(done, "error: machines.csv:2:1: machines: the key of a row looks like a person's name")
        self.assertNotIn("Jane", done.stderr)


if __name__ == "__main__":
    cli.main()
