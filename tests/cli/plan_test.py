# SPDX-License-Identifier: Apache-2.0
"""ward plan: steps in order (R14.5), each with what judging again says it does (R14.3)."""

import copy
import re

import cli

CLINIC = cli.ROOT / "examples" / "01-clinic"

POLICY = '''module demo as of 2026-11-22

enum Lock { none, key, card }

record Machine key id {
  id     : text
  ephi   : bool "Does it hold ePHI?"
  locked : bool "Does it lock itself?"
}

record Loss key id {
  id          : text
  found_on    : date
  reported_on : date?
}

record Rule key id {
  id     : text
  topics : set of Lock
  signed : bool
}

facts {
  machines : table of Machine "Every machine."
  losses   : table of Loss "Every loss."
  rules    : table of Rule "Every rule."
}

facts office {
  open_to_all : bool "Is it open to all?"
  analysed_on : date? "When were its risks analysed?"
  plan        : bool "Is there a plan for them?"
  locked      : bool "Is the office locked at night?"
  lock        : Lock "What kind of lock is it?"
  guards      : count "How many guards are there?"
  trained     : percent "Which share is trained?"
  checked     : date "When was the lock last checked?"
  insured     : bool "Is it insured?"
  score       : percent "What did the inspector give?" supplied by frame
}

authority act "The Door Act" {
  force law
  issued by "The house"
  binds all
  source "Door Act, edition of 2020"
}

provision act:1 "Risk analysis" { in force from 2020-01-01 }
provision act:2 "Risk management" {
  in force from 2020-01-01
  needs act:1
  element down "risks are brought down" from text
}
provision act:3 "Machines lock themselves" { in force from 2020-01-01 }
provision act:4 "The office is locked" {
  in force from 2020-01-01
  element night "the office is locked at night" decided by office.locked from text
}
provision act:5 "Losses are reported" { in force from 2020-01-01 }
provision act:6 "Locks are checked" { in force from 2020-01-01 }
provision act:7 "Rules are written" { in force from 2020-01-01 }
provision act:8 "Guards" { in force from 2020-01-01 applies when office.open_to_all }
provision act:9 "Insured" {
  in force from 2020-01-01
  element cover "it is insured" decided by office.insured from text
}
provision act:10 "No control here covers it" { in force from 2020-01-01 }

authority frame "The Frame" {
  force framework
  issued by "Framers"
  binds all
  source "Frame, version 1"
}
provision frame:1 "Everything is trained" { in force from 2020-01-01 }

control risk.analysis "Risks are analysed" {
  effort 10 days
  implemented when office.analysed_on is not none and age of office.analysed_on <= 12 months
  covers act:1
}
control risk.plan "Risks are planned for" {
  effort 1 day
  implemented when office.plan
  covers act:2
}
control doors.machines "Machines with ePHI lock themselves" {
  effort 2 days
  implemented when every m in machines where m.ephi satisfies m.locked
  covers act:3
}
control losses.reported "Losses are reported in ten days" {
  implemented when every l in losses satisfies l.reported_on <= l.found_on + 10 days
  covers act:5
}
control doors.checks "Locks are checked twice a year" {
  effort 1 day
  implemented when age of office.checked <= 6 months
  covers act:6
}
control rules.card "There is a signed rule about cards" {
  effort 4 hours
  implemented when some r in rules where Lock.card in r.topics satisfies r.signed
  covers act:7
}
control rules.key "There is a signed rule about cards, and a lock to it" {
  effort 3 days
  implemented when office.lock == card and (some r in rules where Lock.card in r.topics satisfies r.signed)
  covers act:7
}
control guards.two "Two guards" {
  effort 1 day
  implemented when office.guards >= 2
  covers act:8
}
control doors.training "People are trained" {
  effort 1 hour
  implemented when office.trained >= 95%
  aligns frame:1 equal
}
'''

FACTS = '''organization: Example Office
as_of: 2026-11-10
source: walk through
complete:
  - { table: machines, by: office manager, on: 2026-11-01 }
  - { table: losses, by: office manager, on: 2026-11-01 }
  - { table: rules, by: office manager, on: 2026-11-01 }
office:
  open_to_all: true
  analysed_on: 2024-01-31
  plan: false
  locked: false
  lock: key
  guards: 0
  trained: 50%
  checked: 2026-06-01
machines:
  - { id: a, ephi: true, locked: false }
  - { id: b, ephi: true, locked: true }
  - { id: c, ephi: false, locked: false }
losses:
  - { id: l1, found_on: 2026-03-01, reported_on: 2026-06-01 }
rules:
  - { id: r1, topics: [key], signed: true }
'''


def json_value(text):
    """What a plan says a fact is to be, as facts write it (R4.5)."""
    if text in ("true", "false"):
        return text == "true"
    if text == "none":
        return None
    if text.startswith("{"):
        return [one for one in text[1:-1].split(", ") if one]
    return text


def applied(facts, steps):
    """The facts with every change of the steps, by a reader of the plan that knows nothing of how it was made."""
    facts = copy.deepcopy(facts)
    for number, step in enumerate(steps):
        for change in step["changes"]:
            path = change["path"]
            if change["to"] == "declared whole":
                facts.setdefault("complete", [])
                facts["complete"] = [one for one in facts["complete"] if one["table"] != path] + [{"table": path, "by": "plan", "on": cli.AS_OF}]
                group = facts
                for name in path.split(".")[:-1]:
                    group = group.setdefault(name, {})
                group.setdefault(path.split(".")[-1], [])
                continue
            table, bracket, field = re.match(r"^([^\[]*)(?:\[([^\]]*)\])?\.?(.*)$", path).groups()
            if bracket is None:
                names = table.split(".")
                group = facts
                for name in names[:-1]:
                    group = group.setdefault(name, {})
                put(group, names[-1], change["to"])
                continue
            group = facts
            for name in table.split(".")[:-1]:
                group = group.setdefault(name, {})
            rows = group.setdefault(table.split(".")[-1], [])
            key = {"addressable": "id"}.get(table, "id")
            keys = change["rows"] or [f"new-{number}"]
            for wanted in keys:
                found = [row for row in rows if row[key] == wanted]
                if not found:
                    found = [{key: wanted}]
                    rows.extend(found)
                if field:
                    put(found[0], field, change["to"])
    return facts


def put(group, name, text):
    old = group.get(name)
    value = old.get("value") if isinstance(old, dict) else old
    if text.startswith("with "):
        value = sorted(set(value or []) | {text[5:]})
    elif text.startswith("without "):
        value = sorted(set(value or []) - {text[8:]})
    else:
        value = json_value(text)
    group[name] = {"value": value, "as_of": cli.AS_OF}


class Plan(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.project(POLICY)
        done = self.ward("build", "-o", "demo.wardb", "--as-of", cli.AS_OF)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def plan(self, facts=FACTS, *arguments):
        self.write("facts.yaml", facts)
        done = self.ward("plan", "demo.wardb", "facts.yaml", *arguments, "--as-of", cli.AS_OF, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return cli.json.loads(done.stdout)

    def names(self, plan):
        return [one.get("control", one.get("element")) for one in plan["steps"]]

    def step(self, plan, name):
        return next(one for one in plan["steps"] if name in (one.get("control"), one.get("element")))

    def test_order(self):
        # R14.5: the analysis first, since the plan needs it; then by elements for an hour: 4 hours, a day (by name: act:8 and act:2
        # alike, of one provision each), 2 days; what states no effort; then the framework; R14.3: no number where nothing was judged.
        plan = self.plan()
        self.assertEqual(self.names(plan), ["risk.analysis", "rules.card", "guards.two", "risk.plan", "doors.machines", "act:4.{night}", "doors.training",
                                            "losses.reported", "act:10.{whole}"])
        first = plan["steps"][0]
        self.assertEqual(first["because"], "law before framework; comes first: 2 needs 1; closes 1 element for 10 days")
        self.assertEqual(plan["hours"], 80 + 4 + 8 + 8 + 16 + 1)
        self.assertEqual(plan["steps_without_hours"], 1)

    def test_changes_and_effect(self):
        plan = self.plan()
        turn = lambda citation, to="met", was="not_met": {"citation": citation, "from": was, "to": to}
        change = lambda path, was, to, rows=(), unknown=False: {"path": path, "rows": list(rows), "from": was, "to": to, "was_unknown": unknown, "renews": False}
        expected = {
            "risk.analysis": ([change("office.analysed_on", "2024-01-31", cli.AS_OF)], ["act:1"]),
            "rules.card": ([change("rules[*].topics", "{key}", "with card", ["r1"])], ["act:7"]),
            "guards.two": ([change("office.guards", "0", "2")], ["act:8"]),
            "risk.plan": ([change("office.plan", "false", "true")], ["act:2"]),
            "doors.machines": ([change("machines[*].locked", "false", "true", ["a"])], ["act:3"]),
            "act:4.{night}": ([change("office.locked", "false", "true")], ["act:4"]),
            "doors.training": ([change("office.trained", "50%", "95%")], ["frame:1"]),
        }
        for name, (changes, turns) in expected.items():
            with self.subTest(name):
                self.assertEqual(self.step(plan, name)["changes"], changes)
                self.assertEqual(self.step(plan, name)["turns"], [turn(one) for one in turns])
        self.assertEqual(self.step(plan, "rules.card")["instead"], ["rules.key"])

    def test_a_decision_stands_beside_an_addressable_step(self):
        # R14.6: the addressable provision is met by the decision, and nothing of the step is needed for it. R14.2: of its controls the
        # one that does not apply is no step.
        done = self.ward("build", CLINIC, "-o", "clinic.wardb", "--as-of", cli.AS_OF)
        self.assertEqual(done.returncode, 0, done.stderr)
        plan = cli.json.loads(self.ward("plan", "clinic.wardb", CLINIC / "facts" / "clinic.yaml", CLINIC / "facts" / "inventory.csv",
                                        "--as-of", cli.AS_OF, "--format", "json", "--within", "0").stdout)
        step = self.step(plan, "workforce.clearance")
        citation = "hipaa:164.308(a)(3)(ii)(B)"
        self.assertEqual([one["citation"] for one in step["alternatives"]], [citation])
        self.assertIn({"citation": citation, "from": "not_met", "to": "met"}, step["alternatives"][0]["turns"])
        self.assertEqual([one for one in plan["steps"] if "164.312(a)(2)(i)" in str(one["closes"]) and one.get("alternatives")], [])

    def test_what_happened_is_not_undone(self):
        # R14.4: the loss was reported late; no later day helps, and no day moves back.
        step = self.step(self.plan(), "losses.reported")
        self.assertIn('losses["l1"].', step["not_computed"])
        self.assertIn("a day that is past", step["not_computed"])
        self.assertNotIn("turns", step)
        self.assertEqual(self.step(self.plan(), "act:10.{whole}")["not_computed"], "no control here covers it, and no facts decide it")

    def test_what_was_not_done_is_not_backdated(self):
        # R14.4: today is later than ten days after it was found, and the fact says that it was not reported.
        plan = self.plan(FACTS.replace("reported_on: 2026-06-01", "reported_on: none"))
        self.assertIn("a day that is past", self.step(plan, "losses.reported")["not_computed"])

    def test_not_reported_yet_is_done_today(self):
        plan = self.plan(FACTS.replace("reported_on: 2026-06-01", "reported_on: none").replace("2026-03-01", "2026-11-20"))
        self.assertEqual([(one["path"], one["to"]) for one in self.step(plan, "losses.reported")["changes"]], [("losses[*].reported_on", cli.AS_OF)])

    def test_what_the_organization_is_stays(self):
        # R14.4: closing the office to all would settle act:8 too, and is no step.
        plan = self.plan(FACTS.replace("lock: key", "lock: none"))
        for step in plan["steps"]:
            self.assertNotIn("office.open_to_all", [one["path"] for one in step.get("changes", [])])

    def test_unknown_is_found_out_and_no_gap(self):
        # R14.1: nobody knows whether it is insured.
        plan = self.plan()
        self.assertIn("office.insured", [one["path"] for one in plan["find_out"]])
        self.assertNotIn("act:9.{cover}", self.names(plan))
        self.assertEqual(plan["now"]["unknown"], plan["after"]["unknown"])
        # Of a control that is not in place, what is unknown beside is marked.
        plan = self.plan(FACTS.replace("  - { id: c, ephi: false, locked: false }", "  - { id: c, ephi: true }"))
        unknown = [one for one in self.step(plan, "doors.machines")["changes"] if one["was_unknown"]]
        self.assertEqual([(one["path"], one["rows"]) for one in unknown], [("machines[*].locked", ["c"])])

    def test_target(self):
        plan = self.plan(FACTS, "--target", "frame")
        self.assertEqual(self.names(plan), ["doors.training"])
        self.assertEqual(plan["now"], {"met": 0, "not_met": 1, "unknown": 0, "not_applicable": 0})
        self.assertEqual(plan["after"], {"met": 1, "not_met": 0, "unknown": 0, "not_applicable": 0})
        self.assert_refused(self.ward("plan", "demo.wardb", "facts.yaml", "--target", "hitrust.e1"), "no authority or assessment `hitrust.e1` to plan for", "authorities: act, frame", "assessments: none")

    def test_lapses(self):
        # R14.7: six months after 2026-06-01 is 2026-12-01, which still counts.
        plan = self.plan(FACTS, "--within", "10")
        self.assertEqual([(one["day"], one["controls"], one["elements"]) for one in plan["lapses"]], [("2026-12-02", ["doors.checks"], ["act:6.{whole}"])])
        lapse = plan["lapses"][0]
        self.assertEqual([(one["citation"], one["from"], one["to"]) for one in lapse["loses"]], [("act:6", "met", "not_met")])
        self.assertEqual([(one["path"], one["to"]) for one in lapse["changes"]], [("office.checked", "2026-12-02")])
        self.assertEqual(lapse["not_kept"], [])
        self.assertEqual(self.plan(FACTS, "--within", "9")["lapses"], [])

    def check_against_eval(self, bundle, facts, plan):
        """R14.3, R14.8: the facts with all changes, judged by `ward eval`, have the verdicts that the plan says."""
        done = [one for one in plan["steps"] if "not_computed" not in one]
        self.write("then.json", cli.json.dumps(applied(facts, done)))
        judged = self.ward("eval", bundle, "then.json", "--as-of", cli.AS_OF, "--format", "json")
        self.assertIn(judged.returncode, (0, 1), judged.stderr)
        report = cli.json.loads(judged.stdout)
        counts = {verdict: sum(one[verdict] for one in report["authorities"]) for verdict in ("met", "not_met", "unknown", "not_applicable")}
        self.assertEqual(counts, plan["after"])
        last = {}
        for step in done:
            for turn in step["turns"]:
                last[turn["citation"]] = turn["to"]
        verdicts = {one["citation"]: one["verdict"] for one in report["provisions"]}
        self.assertEqual({citation: verdicts[citation] for citation in last}, last)
        self.assertEqual(sorted(one["citation"] for one in plan["left"]), sorted(one for one, verdict in verdicts.items() if verdict == "not_met"))

    def merged(self, bundle, *files):
        done = self.ward("facts", "merge", bundle, *files, "--as-of", cli.AS_OF)
        self.assertEqual(done.returncode, 0, done.stderr)
        return cli.json.loads(done.stdout)

    def test_eval_agrees(self):
        plan = self.plan()
        self.check_against_eval("demo.wardb", self.merged("demo.wardb", "facts.yaml"), plan)

    def test_eval_agrees_on_the_clinic(self):
        done = self.ward("build", CLINIC, "-o", "clinic.wardb", "--as-of", cli.AS_OF)
        self.assertEqual(done.returncode, 0, done.stderr)
        files = [CLINIC / "facts" / "clinic.yaml", CLINIC / "facts" / "inventory.csv"]
        done = self.ward("plan", "clinic.wardb", *files, "--as-of", cli.AS_OF, "--format", "json")
        plan = cli.json.loads(done.stdout)
        self.assertGreater(len(plan["steps"]), 5)
        self.check_against_eval("clinic.wardb", self.merged("clinic.wardb", *files), plan)

    def test_text_and_markdown(self):
        self.write("facts.yaml", FACTS)
        done = self.ward("plan", "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF)
        self.assertEqual(done.returncode, 0, done.stderr)
        for part in ("GAPS, IN ORDER", "1. risk.analysis", "comes first: 2 needs 1", "office.analysed_on: 2024-01-31, to be 2026-11-22", "WITHOUT A KNOWN EFFECT",
                     "not computed:", "FIND OUT", "KEEP UP", "2026-12-02", "AFTER ALL STEPS", "not legal advice"):
            self.assertIn(part, done.stdout)
        markdown = self.ward("plan", "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF, "--format", "markdown").stdout
        self.assertIn("## GAPS, IN ORDER", markdown)
        again = self.ward("plan", "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF)
        self.assertEqual(done.stdout, again.stdout)

    def test_nothing_to_do(self):
        self.write("facts.yaml", "organization: Blank\n")
        done = self.ward("plan", "demo.wardb", "facts.yaml", "--as-of", cli.AS_OF, "--target", "frame")
        self.assertIn("no gap to plan for", done.stdout)
        self.assertIn("FIND OUT", done.stdout)

    def test_wrong_use(self):
        self.write("bad.yaml", "office: { locked: maybe }\n")
        self.assert_refused(self.ward("plan", "demo.wardb", "bad.yaml"), "bad.yaml:1", "nothing was judged")
        self.assert_refused(self.ward("plan", "demo.wardb"), "facts")
        self.assertEqual(self.ward("plan", "demo.wardb", "facts.yaml", "--within", "4000").returncode, 2)
        self.assert_refused(self.ward("plan", "demo.wardb", "facts.yaml", "--redact"), "--redact leaves values out")
        self.assertIn("Examples:", self.ward("plan", "--help").stdout)


if __name__ == "__main__":
    cli.main()
