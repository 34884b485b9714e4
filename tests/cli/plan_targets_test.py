# SPDX-License-Identifier: Apache-2.0
"""ward plan --target ASSESSMENT: statements to raise, each scored again (R14.9). Cases by hand, and every step by `ward eval`."""

import json
import random

import cli
import plan_test
import scores_test
from scores_test import inherited, later, row

TODAY = cli.AS_OF

POLICY = scores_test.POLICY.replace("facts {", '''facts {
  doors_shut : bool "Are the doors shut?"
  doors_new  : bool "Are the doors new?"''') + '''
assessment frame.data "Read, not scored here" {
  source "its book, 3"
  levels implemented 100%
  ratings nc 0%, sc 25%, pc 50%, mc 75%, fc 100%
  by part
  certify when every part >= 83%
  valid 1 year
}
authority act "The Door Act" { force law source "its text" binds all }
provision act:1 "Doors are shut" { in force from 2020-01-01 element shut "doors are shut" decided by doors_shut from text }
provision act:2 "Doors are new" { in force from 2020-01-01 element new "doors are new" decided by doors_new from text }
provision frame:1 "Doors" { in force from 2020-01-01 element shut "doors are shut" decided by doors_shut from text }
'''


class Targets(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.project(POLICY)
        done = self.ward("build", "-o", "demo.wardb", "--as-of", TODAY)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def facts(self, rows, complete=True, **more):
        tables = ["certificates"] + (["statements"] if complete else [])
        return {"as_of": TODAY, "statements": rows, "certificates": [], "complete": [{"table": one, "by": "quality", "on": TODAY} for one in tables], **more}

    def run_plan(self, facts, *arguments, target="frame.wide"):
        self.write("facts.json", json.dumps(facts))
        done = self.ward("plan", "demo.wardb", "facts.json", "--target", target, "--as-of", TODAY, *arguments)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def text(self, *arguments, **more):
        """Without the breaks of lines."""
        return " ".join(self.run_plan(*arguments, **more).split())

    def plan(self, rows, **more):
        return json.loads(self.run_plan(self.facts(rows, **more), "--format", "json"))

    def steps(self, plan):
        return [(unit["name"], step["statement"], step["levels"]) for unit in plan["units"] for step in unit["steps"]]

    def assessed(self, facts, day):
        self.write("then.json", json.dumps(facts))
        done = self.ward("eval", "demo.wardb", "then.json", "--as-of", day, "--format", "json")
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return next(one for one in json.loads(done.stdout)["assessments"] if one["path"] == "frame.wide")

    def assert_unit(self, said, assessed, name):
        unit = next(one for one in assessed["units"] if one["name"] == name)
        self.assertEqual((said["status"], said["stated"], said.get("average"), said.get("short_by")),
                         (unit["status"], unit["scored"], unit.get("average"), unit.get("short_by")), name)

    def check_by_eval(self, facts, plan):
        """After each step, the facts with it and all before it score as the plan says, today and on the day it names."""
        done = []
        for unit in plan["units"]:
            self.assert_unit(unit["now"], self.assessed(facts, TODAY), unit["name"])
            for step in unit["steps"]:
                done.append(step)
                changed = plan_test.applied(facts, done)
                self.assert_unit(step["after"], self.assessed(changed, TODAY), unit["name"])
                if "then" in step:
                    self.assert_unit(step["then"], self.assessed(changed, step["then"]["day"]), unit["name"])
        changed = plan_test.applied(facts, done)
        today, then = self.assessed(changed, TODAY), self.assessed(changed, plan["then"]["day"])
        self.assertEqual((plan["after"]["status"], plan["then"]["status"]), (today["status"], then["status"]))
        self.assertEqual(plan["then"]["reached"], sum(one["status"] == "reached" for one in then["units"]))
        for unit in plan["units"]:
            self.assert_unit(unit["after"], today, unit["name"])
            self.assert_unit(unit["then"], then, unit["name"])

    def test_nearest_domain_and_greatest_gain_first(self):
        # R14.9. north: (75 + 47.5 + 40) / 3 = 54.16, short by 7.84; c gains 35 and b 27.5; (75 + 47.5 + 75) / 3 = 65.83. south: 0, short by 62.
        rows = [row("d", "south", ("nc", "nc", "nc", None, None)), row("a"), row("b", ratings=("pc", "pc", "mc", None, None)), row("c", ratings=("nc", "nc", "fc", None, None))]
        plan = self.plan(rows)
        self.assertEqual(self.steps(plan), [("north", "c", ["policy", "procedure"]), ("south", "d", ["policy", "procedure", "implemented"])])
        north, south = plan["units"]
        self.assertEqual((north["now"]["average"], north["now"]["short_by"], south["now"]["short_by"]), ("54.16%", "7.84%", "62%"))
        step = north["steps"][0]
        self.assertEqual((step["score"], step["before"]["average"], step["after"]["average"]), ({"from": "40%", "to": "75%"}, "54.16%", "65.83%"))
        self.assertEqual([(one["path"], one["from"], one["to"]) for one in step["changes"]],
                         [("statements[*].policy", "nc", "fc"), ("statements[*].policy_since", "2025-01-01", TODAY),
                          ("statements[*].procedure", "nc", "fc"), ("statements[*].procedure_since", "2025-01-01", TODAY)])
        # What is raised today counts after 60 and 90 days, and nothing is reached before.
        self.assertEqual((step["counts_from"], south["steps"][0]["counts_from"]), (later(TODAY, 60), later(TODAY, 90)))
        self.assertEqual((step["after"]["status"], step["then"]["status"]), ("not_yet", "reached"))
        self.assertEqual((plan["now"]["status"], plan["after"]["status"], plan["then"]["status"], plan["then"]["day"]), ("below", "not_yet", "reached", later(TODAY, 90)))
        self.check_by_eval(self.facts(rows), plan)

    def test_equal_gains_go_by_key(self):
        rows = [row(key, ratings=("nc", "fc", "pc", None, None)) for key in ("z", "b", "a")] + [row("s", "south")]
        self.assertEqual([key for _, key, _ in self.steps(self.plan(rows))], ["a", "b"])

    def test_optional_levels_come_after_those_that_must_be_scored(self):
        # (75 + 30) / 2 = 52.5; all that must be scored is full, the rest of a makes (100 + 30) / 2 = 65. A provider's score is no step.
        rows = [row("a"), inherited("b", "30%", provider_until="2030-01-01"), row("s", "south")]
        plan = self.plan(rows)
        self.assertEqual(self.steps(plan), [("north", "a", ["measured", "managed"])])
        self.assertEqual(plan["units"][0]["steps"][0]["after"]["average"], "65%")
        self.check_by_eval(self.facts(rows), plan)

    def test_inherited_and_not_applicable_are_no_steps(self):
        rows = [inherited("b", "30%", provider_until="2030-01-01"), row("n", ratings=("nc", "nc", "nc", None, None), out=True, reason="no such thing"), row("s", "south")]
        plan = self.plan(rows)
        self.assertEqual(self.steps(plan), [])
        self.assertEqual(plan["then"]["status"], "below")
        self.assertIn("no step in what is stated", self.run_plan(self.facts(rows)))

    def test_nobody_stated_is_found_out_and_no_zero(self):
        # x has no rating of its policy: nobody's zero. Of what is stated 47.5 is short; after a it is 75, and north is still not reached.
        rows = [row("x", ratings=(None, "fc", "fc", None, None)), row("a", ratings=("pc", "pc", "mc", None, None)), row("s", "south")]
        plan = self.plan(rows)
        self.assertEqual(self.steps(plan), [("north", "a", ["policy", "procedure", "implemented"])])
        self.assertEqual([(one["statement"], one["why"], one["words"]) for one in plan["find_out"]], [("x", "not_scored", "policy is not scored")])
        unit = plan["units"][0]
        self.assertEqual((unit["now"]["average"], unit["now"]["open"], unit["then"]["average"], unit["then"]["status"]), ("47.5%", 1, "75%", "unknown"))
        self.assertEqual(plan["then"]["status"], "unknown")
        self.check_by_eval(self.facts(rows), plan)
        text = self.text(self.facts(rows))
        for part in ("FIND OUT", 'statements["x"]', "policy is not scored", "1 statement still to be found out"):
            self.assertIn(part, text)

    def test_open_table_is_never_reached(self):
        plan = self.plan([row("a", ratings=("pc", "pc", "mc", None, None)), row("s", "south")], complete=False)
        self.assertEqual(len(self.steps(plan)), 1)
        self.assertEqual(plan["then"]["status"], "unknown")
        self.assertIn("not declared complete", self.text(self.facts([row("a")], complete=False)))

    def test_waiting_is_no_step(self):
        since = later(TODAY, -10)
        rows = [row("a", policy_since=since), row("s", "south")]
        plan = self.plan(rows)
        self.assertEqual((self.steps(plan), plan["now"]["status"], plan["then"]), ([], "not_yet", {"day": later(since, 60), "status": "reached", "reached": 2, "of": 2}))

    def test_other_facts_are_those_of_the_day(self):
        # The provider's certificate ends before what is raised today counts: on that day the domain is not reached.
        rows = [row("a", ratings=("nc", "fc", "pc", None, None)), inherited("b", "80%", provider_until=later(TODAY, 59)), row("s", "south")]
        plan = self.plan(rows)
        self.assertEqual(self.steps(plan), [("north", "a", ["policy", "implemented"])])
        step = plan["units"][0]["steps"][0]
        self.assertEqual((step["after"]["status"], step["then"]["status"], plan["then"]["status"]), ("not_yet", "unknown", "unknown"))
        self.check_by_eval(self.facts(rows), plan)

    def test_a_later_day_stays(self):
        rows = [row("a", ratings=("nc", "fc", "pc", None, None), policy_since=later(TODAY, 40)), row("s", "south")]
        step = self.plan(rows)["units"][0]["steps"][0]
        self.assertNotIn("statements[*].policy_since", [one["path"] for one in step["changes"]])
        self.assertEqual(step["counts_from"], later(TODAY, 100))

    def test_every_step_by_eval(self):
        chance = random.Random(20261122)
        steps = 0
        for number in range(8):
            rows = []
            for key in range(chance.randint(3, 7)):
                ratings = [chance.choice(("nc", "sc", "pc", "mc", "fc")) for _ in range(3)] + [chance.choice((None, "nc", "fc")), None]
                one = row(f"k{key}", chance.choice(("north", "south")), ratings)
                if chance.random() < 0.3:
                    one["implemented_since"] = later(TODAY, -chance.randint(0, 120))
                if chance.random() < 0.2:
                    one.update(share="40%", inherited="50%", provider="a host", provider_until=later(TODAY, chance.randint(0, 200)))
                if chance.random() < 0.1:
                    one["procedure"] = None
                rows.append(one)
            with self.subTest(number):
                plan = self.plan(rows)
                steps += len(self.steps(plan))
                self.check_by_eval(self.facts(rows), plan)
        self.assertGreater(steps, 8)

    def test_law_first(self):
        facts = self.facts([row("a", ratings=("pc", "pc", "mc", None, None)), row("s", "south")], doors_shut=False)
        for target in ("frame.wide", "frame"):
            text = self.text(facts, target=target)
            said = "Law first: of 2 provisions of law 1 not met and 1 unknown; `ward plan` without --target says what"
            self.assertIn(said, text)
            self.assertLess(text.index(said), text.index("1. "))
            self.assertEqual(json.loads(self.run_plan(facts, "--format", "json", target=target))["law_first"], {"judged": 2, "not_met": 1, "unknown": 1})
        self.assertNotIn("Law first", self.run_plan(facts, target="act"))
        self.assertNotIn("Law first", self.run_plan({**facts, "doors_shut": True, "doors_new": True}))

    def test_text_and_markdown(self):
        facts = self.facts([row("a", ratings=("pc", "pc", "mc", None, None)), row("s", "south")])
        text = self.text(facts)
        for part in ("SHORT OF THE THRESHOLD, NEAREST FIRST", "14.5% short of 62%", '1. statements["a"]', "47.5%, to be 75%", f"counts from {later(TODAY, 90)}, not before",
                     "threshold reached (own scores)", "AFTER ALL STEPS", "no certification", "not legal advice"):
            self.assertIn(part, text)
        self.assertNotIn("certified", text.lower())
        self.assertEqual(text, self.text(facts))
        self.assertIn("## SHORT OF THE THRESHOLD", self.run_plan(facts, "--format", "markdown"))
        self.assertIn("nothing to plan for", self.run_plan(self.facts([row("a"), row("s", "south")])))

    def test_wrong_use(self):
        self.write("facts.json", json.dumps(self.facts([row("a")])))
        ward = lambda *arguments: self.ward("plan", "demo.wardb", "facts.json", "--as-of", TODAY, *arguments)
        self.assert_refused(ward("--target", "frame.wid"), "no authority or assessment `frame.wid`", "authorities: act, frame", "assessments: frame.data, frame.narrow, frame.wide")
        self.assert_refused(ward("--target", "frame.data"), "on no table of facts")
        self.assert_refused(ward("--target", "frame.wide", "--within", "5"), "leave it out")


if __name__ == "__main__":
    cli.main()
