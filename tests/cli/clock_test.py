# SPDX-License-Identifier: Apache-2.0
"""`ward clock`: what is due, as text, JSON and iCalendar; the duties of eval's report."""

import json
import re

import cli

POLICY = '''module demo as of 2026-03-20

record Breach key id {
  id        : text
  known_on  : date
  vendor_on : date?
  agent     : bool "Is the vendor an agent?"
  harmless  : bool
  ready_on  : date?
  told_on   : date?
  hold      : date?
}
facts {
  breaches : table of Breach "Every breach"
}
authority act "The Telling Act" { force law source "Telling Act, edition of 2020" binds all lookback 6 years from "Limits Act" }
authority deal "A contract" { force contract source "the contract" binds all }
provision act:1 "Tell them" { in force from 2020-01-01 }
provision act:2 "A breach" { in force from 2020-01-01  modality_is_below }
provision deal:1 "Tell the customer" {}

duty breach.notice "Tell each individual; in writing, please" on b in breaches {
  cites  act:1
  arises earliest(b.known_on, (if b.agent then b.vendor_on else b.known_on))
  when   not (shown b.harmless by act:1)
  done   b.told_on
  not before b.hold
  by     arises + 60 days
  promptly 10 days after b.ready_on
}
duty breach.customer on b in breaches {
  cites  deal:1
  arises b.known_on
  done   b.told_on
  by     arises + 5 days
}
'''.replace('provision act:2 "A breach" { in force from 2020-01-01  modality_is_below }\n', "")

FACTS = '''organization: Example Office
as_of: 2026-03-20
complete: [ { table: breaches, by: officer, on: 2026-03-20 } ]
breaches:
  - { id: over, known_on: 2026-01-18, vendor_on: none, agent: false, harmless: false, ready_on: none, told_on: none, hold: none }
  - { id: today, known_on: 2026-01-19, vendor_on: none, agent: false, harmless: false, ready_on: 2026-03-15, told_on: none, hold: none }
  - { id: both, known_on: 2026-03-01, vendor_on: 2026-02-20, harmless: false, ready_on: none, told_on: none, hold: none }
  - { id: held, known_on: 2026-01-01, vendor_on: none, agent: false, harmless: false, ready_on: none, told_on: none, hold: 2026-05-01 }
  - { id: presumed, known_on: 2026-03-10, vendor_on: none, agent: false, ready_on: none, told_on: none, hold: none }
  - { id: open, known_on: 2026-03-12, vendor_on: none, agent: false, harmless: false, ready_on: none, hold: none }
  - { id: late, known_on: 2025-01-01, vendor_on: none, agent: false, harmless: false, ready_on: none, told_on: 2025-03-03, hold: none }
  - { id: harmless, known_on: 2026-01-01, vendor_on: none, agent: false, harmless: true, ready_on: none, told_on: none, hold: none }
'''


class Clock(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.project(POLICY)
        done = self.ward("build", "-o", "demo.wardb", "--as-of", "2026-03-20")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.write("facts.yaml", FACTS)

    def clock(self, *arguments, day="2026-03-20"):
        return self.ward("clock", "demo.wardb", "facts.yaml", "--as-of", day, *arguments)

    def entries(self, *arguments, day="2026-03-20"):
        found = json.loads(self.clock(*arguments, "--format", "json", day=day).stdout)
        return found, [(one["kind"], one["key"], one.get("date"), one.get("days"), one["status"]) for one in found["entries"] if one["duty"] == "breach.notice"]

    def test_json(self):
        found, entries = self.entries()
        self.assertEqual(found["as_of"], "2026-03-20")
        self.assertEqual(entries, [
            ("due", "over", "2026-03-19", -1, "overdue"),
            ("due", "today", "2026-03-20", 0, "pending"),
            ("promptly", "today", "2026-03-25", 5, "pending"),
            ("due", "both", "2026-04-21", 32, "pending"),
            ("due", "both", "2026-04-30", 41, "pending"),
            ("due", "held", "2026-05-01", 42, "held"),
            ("hold_ends", "held", "2026-05-01", 42, "held"),
            ("due", "presumed", "2026-05-09", 50, "pending"),
            ("unknown", "open", "2026-05-11", 52, "unknown"),
        ])
        self.assertEqual(found["open_tables"], [])
        [presumed] = [one for one in found["entries"] if one["key"] == "presumed" and one["duty"] == "breach.notice"]
        self.assertEqual((presumed["details"], presumed["may_matter"]), (["presumed"], ['breaches["presumed"].harmless']))
        [unknown] = [one for one in found["entries"] if one["key"] == "open" and one["duty"] == "breach.notice"]
        self.assertEqual(unknown["may_matter"], ['breaches["open"].told_on'])
        self.assertTrue(all(one["law"] == (one["duty"] == "breach.notice") for one in found["entries"]))

    def test_days(self):
        _, entries = self.entries("--days", "30")
        self.assertEqual([entry[1] for entry in entries], ["over", "today", "today"])
        self.assert_refused(self.clock("--days", "-1"), "--days")

    def test_text(self):
        done = self.clock()
        self.assertEqual(done.returncode, 1)  # act:1 is overdue
        self.assertRegex(done.stdout, r'1 day over +2026-03-19 +overdue breach\.notice\["over"\] +1\n +Tell each individual')
        self.assertRegex(done.stdout, r'today +2026-03-20 +due breach\.notice\["today"\]')
        self.assertRegex(done.stdout, r'in 32 days +2026-04-21 +due breach\.notice\["both"\]')
        self.assertIn("held until then", done.stdout)
        self.assertIn('what could change this: breaches["presumed"].harmless', done.stdout)
        self.assertIn("not legal advice", done.stdout)

    def test_exit_codes(self):
        self.write("facts.yaml", FACTS.replace("known_on: 2026-01-18", "known_on: 2026-01-20"))
        self.assertEqual(self.clock().returncode, 0)  # only the contract's clock is over
        self.assertEqual(self.clock("--fail-on", "unknown").returncode, 1)
        self.assertEqual(self.clock("--fail-on", "never", day="2027-01-01").returncode, 0)
        self.assertEqual(self.clock(day="2027-01-01").returncode, 1)

    def test_open_table(self):
        self.write("facts.yaml", FACTS.replace("complete: [ { table: breaches, by: officer, on: 2026-03-20 } ]\n", ""))
        found, _ = self.entries()
        self.assertEqual(found["open_tables"], ["breaches"])
        self.assertIn("breaches is not declared complete", self.clock().stdout)

    def test_ics(self):
        said = self.clock("--format", "ics").stdout
        self.assertEqual(said, self.clock("--format", "ics").stdout)
        lines = said.replace("\r\n", "\n").split("\n")
        self.assertEqual((lines[0], lines[1], lines[-2]), ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR"))
        self.assertTrue(all(len(line.encode()) <= 75 for line in lines))
        unfolded = said.replace("\r\n ", "").replace("\r\n", "\n")
        self.assertEqual(unfolded.count("BEGIN:VEVENT"), unfolded.count("END:VEVENT"))
        uids = re.findall(r"^UID:(.*)$", unfolded, re.M)
        self.assertEqual(len(uids), len(set(uids)))
        self.assertIn("breach.notice/both/due/2@Example_20Office.demo.ward", uids)
        self.assertIn("\nDTSTART;VALUE=DATE:20260319\nDTEND;VALUE=DATE:20260320\nSUMMARY:Tell each individual\\; in writing\\, please: overdue (over)\n", unfolded)
        # The next day the same entries have the same UIDs.
        later = self.clock("--format", "ics", day="2026-03-21").stdout.replace("\r\n ", "").replace("\r\n", "\n")
        self.assertLessEqual(set(re.findall(r"^UID:(.*)$", later, re.M)), set(uids))

    def test_ics_is_for_calendars_only(self):
        self.assert_refused(self.ward("eval", "demo.wardb", "facts.yaml", "--format", "ics"), "--format")

    def test_eval_shows_the_events(self):
        said = self.ward("eval", "demo.wardb", "facts.yaml", "--as-of", "2026-03-20").stdout
        self.assertIn("DUTIES", said)
        for words in ('overdue · was due 2026-03-19 · overdue by 1 day', 'late · done 2025-03-03 · late by 1 day',
                      'past violation 2025-03-03 to 2025-03-03 · within 6 years of act', 'pending · due 2026-04-21 or 2026-04-30',
                      'held · on hold until 2026-05-01 · then due 2026-05-01'):
            self.assertIn(words, said)


if __name__ == "__main__":
    cli.main()
