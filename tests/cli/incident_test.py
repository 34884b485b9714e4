# SPDX-License-Identifier: Apache-2.0
"""`ward incident`: the record of one incident (R9.13 to R9.15); `ward explain` of an event."""

import json

import cli

POLICY = '''module demo as of 2026-03-20

enum Excuse { in_good_faith, could_not_keep }
record Loss key id {
  id         : text
  known_on   : date "When did anyone know?"
  careful_on : date? "When would care have shown it?"
  harmful    : bool "Was anything lost?"
  sealed     : bool "Was it sealed?"
  excuse     : Excuse? "Which excuse is relied on?"
  reasoned   : bool "Is the reason written?"
  told_on    : date? "When were people told?"
  proven     : bool "Is there proof?"
  who        : text "Who found it?" privileged
}
record Town key id {
  id      : text
  loss    : key of losses
  people  : count "How many live there?"
  read_on : date? "When was it read out?"
}
facts {
  losses : table of Loss "Every loss"
  towns  : table of Town "The towns of each loss"
}
authority act "The Telling Act" { force law source "Telling Act, edition of 2020" binds all lookback 6 years from "Limits Act" }

provision act:1 definition "A loss" {
  in force from 2020-01-01
  says "Something got out."
}
provision act:1(a) exception "In good faith" {
  in force from 2020-01-01
  says "Not what was done in good faith."
  element reasoned "why is written"
    decided by every l in losses where l.excuse == in_good_faith satisfies l.reasoned
}
provision act:2 definition "Known" {
  in force from 2020-01-01
  says "The first day on which anyone knew."
  element first "the first day" decided by every l in losses satisfies l.known_on <= today
}
provision act:3 "Tell people" { in force from 2020-01-01  says "Within ten days." element told "people are told" from text }
provision act:4 "Read it out" { in force from 2020-01-01  says "In each town of more than 500." element read "it is read out" from text }
provision act:5 "Prove it" {
  in force from 2020-01-01
  says "Be able to prove it."
  element proof "there is proof" decided by every l in losses where l.harmful satisfies l.proven
}
provision act:6 "Keep a book" { in force from 2020-01-01  says "Keep a book of losses." element book "a book is kept" from text }
control book "A book" { implemented when some l in losses satisfies l.proven  covers act:6 }

duty loss.tell "Tell people" on l in losses {
  cites  act:3
  arises earliest(l.known_on, l.careful_on)
  when   l.harmful and not (shown l.sealed by act:1) and not (shown (l.excuse is not none and l.reasoned) by act:1)
  done   l.told_on
  by     arises + 10 days
}
duty loss.read "Read it out" on t in towns {
  cites  act:4
  arises losses[t.loss].known_on
  when   losses[t.loss].harmful and t.people > 500
  done   t.read_on
  by     arises + 10 days
}
'''

FACTS = '''organization: Example Office
as_of: 2026-03-20
source: the log
complete: [ { table: losses, by: officer, on: 2026-03-20 }, { table: towns, by: officer, on: 2026-03-20 } ]
losses:
  - { id: paper, known_on: 2026-03-15, careful_on: none, harmful: true, sealed: false, excuse: none, reasoned: false, told_on: none, proven: true, who: night watch }
  - { id: old, known_on: 2026-01-01, careful_on: none, harmful: true, sealed: false, excuse: none, reasoned: false, told_on: none, proven: false, who: day watch }
  - { id: nothing, known_on: 2026-03-01, careful_on: none, harmful: false, sealed: false, excuse: none, reasoned: false, told_on: none, proven: true, who: none of us }
  - { id: excused, known_on: 2026-01-01, careful_on: none, harmful: true, sealed: false, excuse: in_good_faith, reasoned: true, told_on: none, proven: true, who: day watch }
  - { id: open, known_on: 2026-03-10, careful_on: none, harmful: true, excuse: in_good_faith, told_on: none, proven: true, who: day watch }
towns:
  - { id: big, loss: paper, people: 501, read_on: none }
  - { id: small, loss: paper, people: 500, read_on: none }
  - { id: other, loss: old, people: 900, read_on: none }
  - { id: paper, loss: old, people: 2, read_on: none }
'''
DAY = "2026-03-20"


class Incident(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.project(POLICY)
        done = self.ward("build", "-o", "demo.wardb", "--as-of", DAY)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.write("facts.yaml", FACTS)

    def record(self, key, facts=FACTS, *arguments):
        self.write("facts.yaml", facts)
        done = self.ward("incident", "demo.wardb", "facts.yaml", "--id", key, "--as-of", DAY, "--format", "json", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def statuses(self, record):
        return {one["duty"] + " " + one["row"]: one["status"] for one in record["notices"]}

    def test_rows_of_the_record(self):
        """R9.14: the row, and the rows that point at it; nothing else has happened."""
        found = self.record("paper")
        self.assertEqual(found["incident"], 'losses["paper"]')
        self.assertEqual([one["row"] for one in found["stated"]], ['losses["paper"]', 'towns["big"]', 'towns["small"]'])
        self.assertEqual(self.statuses(found), {'loss.tell losses["paper"]': "pending", 'loss.read towns["big"]': "pending",
                                                'loss.read towns["small"]': "not_triggered"})
        verdicts = {one["citation"]: one.get("verdict") for one in found["provisions"]}
        # `old` has no proof and is overdue: both are another record's. act:6 reads losses by a control alone.
        self.assertEqual(verdicts, {"act:1": None, "act:1(a)": None, "act:2": None, "act:3": "unknown", "act:4": "unknown", "act:5": "met"})
        self.assertEqual(self.record("old")["not_shown"][0]["what"], "3 told")
        self.assertFalse(found["settled"])

    def test_presumptions(self):
        """R9.13: what is presumed, by which facts, and the provisions that turn on these alone (R9.14)."""
        found = self.record("paper")
        self.assertEqual([(one["shown"], [fact["path"].split(".")[1] for fact in one["facts"]], one["provisions"]) for one in found["presumptions"]],
                         [("no", ["sealed"], []), ("no", ["excuse", "reasoned"], ["act:1", "act:1(a)"])])
        self.assertEqual([one["shown"] for one in self.record("excused")["presumptions"]], ["no", "yes"])
        self.assertEqual([one["shown"] for one in self.record("open")["presumptions"]], ["unknown", "unknown"])
        self.assertEqual(found["discovery"]["day_0"], ["2026-03-15"])
        self.assertEqual([one["path"].split(".")[1] for one in found["discovery"]["answers"]], ["known_on", "careful_on"])
        self.assertEqual(found["discovery"]["provisions"], ["act:2"])

    def test_settled_only_where_all_is_known(self):
        """R9.15: of each answer taken away, and of each that turns it, the record says so."""
        for key in ("nothing", "excused"):
            whole = self.record(key)
            self.assertTrue(whole["settled"], whole["stands"])
            self.assertEqual(whole["stands"], ["By what is stated no notice is due, and the record is complete."])
        line = next(one for one in FACTS.splitlines() if "id: excused" in one)
        for away, what in (("excuse: in_good_faith, ", "excuse"), ("reasoned: true, ", "reasoned"), ("proven: true, ", "proven"),
                           ("harmful: true, ", "harmful")):
            with self.subTest(what):
                found = self.record("excused", FACTS.replace(line, line.replace(away, "")))
                self.assertEqual(found["settled"], what == "harmful" and not found["missing"])
                if what != "harmful":
                    self.assertIn(f'losses["excused"].{what}: not answered', [one["what"] for one in found["missing"]])
        line = next(one for one in FACTS.splitlines() if "id: nothing" in one)
        found = self.record("nothing", FACTS.replace(line, line.replace("harmful: false, ", "")))
        self.assertFalse(found["settled"])
        found = self.record("excused", FACTS.replace("excuse: in_good_faith, reasoned: true, told_on: none, proven: true",
                                                     "excuse: in_good_faith, reasoned: true, told_on: none, proven: false"))
        self.assertFalse(found["settled"])
        self.assertEqual([one["what"] for one in found["not_shown"]], ["5 proof"])
        self.assertIn("By what is stated no notice is due; that is not proven yet: see what is missing.", found["stands"])

    def test_never_says_that_there_was_no_breach(self):
        for key in ("paper", "old", "nothing", "excused", "open"):
            for form in ("text", "markdown"):
                done = self.ward("incident", "demo.wardb", "facts.yaml", "--id", key, "--as-of", DAY, "--format", form)
                self.assertEqual(done.returncode, 0, done.stderr)
                for word in ("not a breach", "no breach", "no loss"):
                    self.assertNotIn(word, done.stdout)
                for section in ("WHERE IT STANDS", "PRESUMED UNTIL THE CONTRARY IS SHOWN", "WHO KNEW WHEN", "WHO IS TOLD, AND WHEN",
                                "WHAT THE RULE ASKS OF IT", "MISSING TO PROVE", "AS STATED"):
                    self.assertIn(section, done.stdout)

    def test_open_towns_are_missing(self):
        found = self.record("nothing", FACTS.replace(", { table: towns, by: officer, on: 2026-03-20 }", ""))
        self.assertFalse(found["settled"])
        self.assertIn("towns is not declared complete: 0 rows known", [one["what"] for one in found["missing"]])

    def test_a_row_that_does_not_say_which_stays(self):
        found = self.record("nothing", FACTS + "  - { id: whose, people: 800, read_on: none }\n")
        self.assertFalse(found["settled"])
        self.assertIn('towns["whose"].loss: not answered', [one["what"] for one in found["missing"]])

    def test_which_incident(self):
        several = self.ward("incident", "demo.wardb", "facts.yaml", "--as-of", DAY)
        self.assertEqual(several.returncode, 2)
        self.assertIn('several incidents; choose with --id: losses["excused"]', several.stderr)
        self.assertNotIn("towns", several.stderr)
        none = self.ward("incident", "demo.wardb", "facts.yaml", "--id", "nix", "--as-of", DAY)
        self.assertEqual((none.returncode, none.stdout), (2, ""))
        self.assertIn("no incident `nix`; there are losses[", none.stderr)
        self.assertEqual(self.record('losses["old"]')["incident"], 'losses["old"]')
        self.write("one.yaml", "organization: X\nlosses: [ { id: only, known_on: 2026-03-19 } ]\n")
        one = self.ward("incident", "demo.wardb", "one.yaml", "--as-of", DAY, "--format", "json")
        self.assertEqual(json.loads(one.stdout)["incident"], 'losses["only"]')
        self.write("empty.yaml", "organization: X\n")
        empty = self.ward("incident", "demo.wardb", "empty.yaml", "--as-of", DAY)
        self.assertEqual(empty.returncode, 2)
        self.assertIn("the facts state no row of a table on which the bundle has duties", empty.stderr)

    def test_bad_facts(self):
        self.write("bad.yaml", FACTS.replace("harmful: false", "harmful: perhaps"))
        done = self.ward("incident", "demo.wardb", "bad.yaml", "--id", "nothing", "--as-of", DAY)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("bad.yaml:8", done.stderr)

    def test_stated_with_who_said_it(self):
        found = self.record("paper", FACTS.replace("sealed: false, excuse: none, reasoned: false, told_on: none, proven: true, who: night watch",
                                                   "sealed: { value: false, source: the watch, proof: documented }, excuse: none, reasoned: false, told_on: none, proven: true, who: night watch"))
        answers = {one["path"]: one for one in found["stated"][0]["answers"]}
        self.assertEqual(answers['losses["paper"].sealed'], {"path": 'losses["paper"].sealed', "answered": True, "question": "Was it sealed?", "value": "false",
                                                             "source": "the watch", "as_of": "2026-03-20", "proof": "documented", "at": "facts.yaml:6"})
        self.assertEqual(answers['losses["paper"].known_on']["source"], "the log")

    def test_privileged_answers_are_left_out(self):
        for form in ("text", "markdown", "json"):
            arguments = ("incident", "demo.wardb", "facts.yaml", "--id", "paper", "--as-of", DAY, "--format", form)
            self.assertIn("night watch", self.ward(*arguments).stdout)
            redacted = self.ward(*arguments, "--redact").stdout
            self.assertIn("(redacted)", redacted)
            self.assertNotIn("night watch", redacted)

    # explain

    def explain(self, target, *arguments):
        return self.ward("explain", target, "demo.wardb", "facts.yaml", "--as-of", DAY, *arguments)

    def test_explain_an_event(self):
        done = self.explain("old")
        self.assertEqual(done.returncode, 0, done.stderr)
        for line in ("overdue · was due 2026-01-11 · overdue by 68 days", "day 0: 2026-01-01", "last day in time: 2026-01-11",
                     'losses["old"].known_on = 2026-01-01', 'loss.read · Read it out · towns["other"]'):
            self.assertIn(line, done.stdout)
        self.assertNotIn("paper", done.stdout.replace('towns["paper"]', ""))

    def test_explain_finds_the_event(self):
        self.assertIn('losses["excused"]', self.explain('losses["excused"]').stdout.splitlines()[0])
        of_duty = self.explain('loss.read["big"]').stdout
        self.assertIn('towns["big"]', of_duty.splitlines()[0])
        self.assertIn('losses["paper"].known_on = 2026-03-15', of_duty)
        twice = self.explain("paper")
        self.assertEqual(twice.returncode, 2)
        self.assertIn('`paper` is a row of several tables: name one of \'losses["paper"]\', \'towns["paper"]\'', twice.stderr)
        unknown = self.explain("nix")
        self.assertEqual(unknown.returncode, 2)
        self.assertIn("`nix` is no citation, control or event", unknown.stderr)

    def test_explain_json(self):
        found = json.loads(self.explain("old", "--format", "json").stdout)
        self.assertEqual([(one["path"], [event["key"] for event in one["events"]]) for one in found["duties"]],
                         [("loss.read", ["other", "paper"]), ("loss.tell", ["old"])])
        self.assertEqual(found["duties"][1]["events"][0]["status"], "overdue")


if __name__ == "__main__":
    cli.main()
