# SPDX-License-Identifier: Apache-2.0
"""Own scores of assessments and certificates held (R9.30 to R9.39): cases by hand, and reckoned here once more with fractions."""

import datetime
import json
import random
import subprocess
from fractions import Fraction

import cli

AS_OF = "2026-03-20"
WORTH = {"nc": 0, "sc": 25, "pc": 50, "mc": 75, "fc": 100}
LEVELS = {"policy": 15, "procedure": 20, "implemented": 40, "measured": 10, "managed": 15}
OPTIONAL = {"measured", "managed"}
INCUBATION = {"policy": 60, "procedure": 60, "implemented": 90, "measured": 90, "managed": 90}

POLICY = '''module demo as of 2026-03-20

enum Rating { nc, sc, pc, mc, fc }
enum Kind { wide, narrow }
enum Part { north, south }

record Statement key id {
  id : text
  part : Part
  kinds : set of Kind
  policy : Rating?
  policy_since : date?
  procedure : Rating?
  procedure_since : date?
  implemented : Rating?
  implemented_since : date?
  measured : Rating?
  measured_since : date?
  managed : Rating?
  managed_since : date?
  out : bool
  reason : text?
  share : percent?
  inherited : percent?
  provider : text?
  provider_until : date?
}
record Certificate key id {
  id : text
  kind : Kind
  issued : date
  until : date?
  interim : date?
  whole : bool
}
facts {
  statements : table of Statement
  certificates : table of Certificate
}
authority frame "A framework" { force framework source "its book" binds all }

assessment frame.wide "Wide" on s in statements {
  source "its book, 1"
  effective 2020-01-01
  levels policy 15%, procedure 20%, implemented 40%, measured 10% optional, managed 15% optional under measured
  ratings nc 0%, sc 25%, pc 50%, mc 75%, fc 100%
  incubation policy 60 days, procedure 60 days, implemented 90 days, measured 90 days, managed 90 days
  by part from s.part
  certify when every part >= 62%
  valid 2 years
  interim 90 days before 1 year
  unverified "how parts are inherited"
  scope when s.kinds includes {wide}
  applies when not s.out because s.reason
  score policy from s.policy since s.policy_since
  score procedure from s.procedure since s.procedure_since
  score implemented from s.implemented since s.implemented_since
  score measured from s.measured since s.measured_since
  score managed from s.managed since s.managed_since
  inherited s.share of s.inherited from s.provider when s.provider_until >= today
  held c in certificates where c.kind == wide issued c.issued until c.until done c.interim when c.whole
}
assessment frame.narrow "Narrow" on s in statements {
  source "its book, 2"
  levels implemented 100%
  ratings nc 0%, sc 25%, pc 50%, mc 75%, fc 100%
  by part from s.part
  certify when every part >= 83%
  valid 1 year
  count 50
  scope when s.kinds includes {narrow}
  score implemented from s.implemented
  held c in certificates where c.kind == narrow issued c.issued until c.until when c.whole
}
'''
OLD = "2025-01-01"


def later(text, days):
    return (datetime.date.fromisoformat(text) + datetime.timedelta(days)).isoformat()


def row(key, part="north", ratings=("fc", "fc", "fc", None, None), kinds=("wide",), **more):
    out = {"id": key, "part": part, "kinds": list(kinds), "out": False, "reason": None, "share": None, "inherited": None, "provider": None, "provider_until": None}
    for level, rating in zip(LEVELS, ratings):
        out[level] = rating
        out[level + "_since"] = None if rating is None else OLD
    out.update(more)
    return out


def inherited(key, score, part="north", **more):
    """A statement with any score one likes."""
    return row(key, part, (None,) * 5, **{"share": "100%", "inherited": score, "provider": "a host", "provider_until": AS_OF, **more})


class Scores(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.project(POLICY)
        done = self.ward("build", "-o", "demo.wardb", "--as-of", AS_OF)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def judged(self, rows, certificates=(), complete=True, as_of=AS_OF):
        facts = {"as_of": min(as_of, AS_OF), "statements": rows, "certificates": list(certificates)}
        tables = ["certificates"] + (["statements"] if complete else [])
        facts["complete"] = [{"table": table, "by": "quality", "on": facts["as_of"]} for table in tables]
        self.write("facts.json", json.dumps(facts))
        done = self.ward("eval", "demo.wardb", "facts.json", "--as-of", as_of, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.text = done.stdout
        return {one["path"].split(".")[1]: one for one in json.loads(done.stdout)["assessments"]}

    def wide(self, rows, **more):
        """The assessment, and its unit `north`; `south` has one statement that reaches."""
        found = self.judged(rows + [row("zz south", "south")], **more)["wide"]
        return found, {unit["name"]: unit for unit in found["units"]}["north"]

    def test_scores_of_statements(self):
        """R9.33, R9.35; worked by hand."""
        for ratings, score, status in ((("fc", "fc", "fc", "nc", "nc"), "75%", "reached"), (("fc", "fc", "fc", None, None), "75%", "reached"),
                                       (("pc", "pc", "mc", "nc", "nc"), "47.5%", "below"), (("fc", "fc", "mc", "nc", "nc"), "65%", "reached"),
                                       (("nc", "nc", "fc", "nc", "nc"), "40%", "below"), (("fc", "fc", "fc", "fc", "fc"), "100%", "reached"),
                                       (("nc", "nc", "nc", "nc", "nc"), "0%", "below"), (("sc", "sc", "sc", "sc", "sc"), "25%", "below")):
            whole, north = self.wide([row("a", ratings=ratings)])
            self.assertEqual((north["average"], north["status"], whole["status"]), (score, status, status), ratings)
        self.assertEqual(whole["words"], "own scores, no certification")

    def test_around_a_threshold(self):
        """R9.36: below, at and above it; an average is never rounded up."""
        for score, status, average, gap in (("61%", "below", "61%", "1%"), ("62%", "reached", "62%", None), ("63%", "reached", "63%", None),
                                            ("61.9999%", "below", "61.99%", "0.01%")):
            _, north = self.wide([inherited("a", score)])
            self.assertEqual((north["status"], north["average"], north.get("short_by")), (status, average, gap))
        # Ratings alone: 8 fully and 17 mostly compliant statements of 25 are 83 exactly.
        for fully, status in ((7, "below"), (8, "reached"), (9, "reached")):
            rows = [row(f"{part}{i}", part, ratings=(None, None, "fc" if i < fully else "mc", None, None), kinds=("narrow",)) for part in ("north", "south") for i in range(25)]
            narrow = self.judged(rows)["narrow"]
            self.assertEqual((narrow["status"], narrow["units"][0]["status"]), (status, status))
        self.assertEqual([self.judged(rows[:49])["narrow"][key] for key in ("status", "count_differs", "in_scope", "expected")], ["unknown", True, 49, 50])
        # A third each: 61 2/3 is below.
        _, north = self.wide([inherited(key, score) for key, score in (("a", "61%"), ("b", "62%"), ("c", "62%"))])
        self.assertEqual((north["status"], north["average"], north["short_by"]), ("below", "61.66%", "0.34%"))

    def test_incubation(self):
        """R9.34: the day before, the day, the day after."""
        for level, days in INCUBATION.items():
            for age, waits in ((days - 1, True), (days, False), (days + 1, False)):
                whole, north = self.wide([row("a", ratings=("fc",) * 5, **{level + "_since": later(AS_OF, -age)})])
                self.assertEqual((north["status"], whole["status"]), ("not_yet",) * 2 if waits else ("reached",) * 2, (level, age))
                if waits:
                    self.assertEqual((north["ready"], whole["ready"]), (later(AS_OF, 1),) * 2)
                    self.assertEqual([(one["why"], one["level"], one["ready"]) for one in whole["statements"] if one["key"] == "a"], [("incubating", level, later(AS_OF, 1))])
        # What is worth nothing need not wait; what is below with everything counted is below.
        self.assertEqual(self.wide([row("a", ratings=("fc", "fc", "fc", "nc", "nc"), measured_since=None, managed_since=AS_OF)])[1]["status"], "reached")
        self.assertEqual(self.wide([row("a", ratings=("sc",) * 5, policy_since=AS_OF)])[1]["status"], "below")

    def test_what_has_no_score(self):
        """R9.33 to R9.36: never zero, never enough."""
        def case(why, level=None, change=None, **more):
            one = row("a", ratings=more.pop("ratings", ("fc",) * 5), **more)
            for key in change or ():
                del one[key]
            whole, north = self.wide([one, row("b")])
            self.assertEqual((north["status"], whole["status"]), ("unknown", "unknown"), why)
            found = [each for each in whole["statements"] if each["key"] == "a"]
            self.assertEqual([(each["why"], each.get("level")) for each in found], [(why, level)])
            self.assertNotIn("score", found[0])

        case("unknown", "policy", ["policy"])
        case("unknown", "measured", ["measured"])
        case("unknown", "implemented", ["implemented_since"])
        case("not_scored", "procedure", ratings=("fc", None, "fc", None, None))
        case("not_in_place", "implemented", implemented_since=None)
        case("above", "managed", ratings=("fc", "fc", "fc", "pc", "mc"))
        case("above", "managed", ratings=("fc", "fc", "fc", None, "sc"))
        case("no_reason", out=True)
        case("no_reason", out=True, reason="  ")
        case("unknown", change=["out"])
        case("unknown", change=["part"])
        case("unknown", change=["kinds"])
        case("unknown", change=["share"])
        case("not_accepted", share="100%", inherited="100%", provider="x", provider_until=later(AS_OF, -1))
        case("unknown", share="100%", inherited="100%", provider="x", change=["provider_until"])
        case("not_inherited", share="50%", provider_until=AS_OF)
        case("unknown", share="50%", provider_until=AS_OF, change=["inherited"])
        case("out_of_range", share="101%", inherited="100%", provider_until=AS_OF)
        case("out_of_range", share="100%", inherited="100.5%", provider_until=AS_OF)

    def test_inheritance(self):
        """R9.35. Half of 100% and half of 75%."""
        whole, north = self.wide([row("a", share="50%", inherited="100%", provider="a host", provider_until=AS_OF)])
        self.assertEqual((north["average"], north["status"]), ("87.5%", "reached"))
        self.assertEqual([(one["key"], one["partly_inherited"], one["inherited_from"]) for one in whole["statements"]], [("a", True, "a host")])
        # Inherited whole, the levels do not matter; of a share of nothing, the provider does not.
        self.assertEqual(self.wide([inherited("a", "62%")])[1]["average"], "62%")
        self.assertEqual(self.wide([row("a", share="0%")])[1]["average"], "75%")

    def test_not_applicable(self):
        """R9.36: with a reason it is out; a domain of nothing is unknown."""
        out = row("a", ratings=("nc",) * 5, out=True, reason="no such system")
        _, north = self.wide([out, row("b")])
        self.assertEqual((north["status"], north["average"], north["scored"], north["not_applicable"]), ("reached", "75%", 1, 1))
        whole, north = self.wide([out])
        self.assertEqual((north["status"], whole["status"]), ("unknown", "unknown"))
        whole, north = self.wide([])
        self.assertEqual((north["status"], whole["status"]), ("unknown", "unknown"))

    def test_an_open_list(self):
        for rows in ([row("a")], [row("a", ratings=("nc",) * 5)]):
            self.assertEqual(self.wide(rows, complete=False)[0]["status"], "unknown")

    def test_below_whatever_is_missing(self):
        missing = row("a", ratings=("fc",) * 5)
        del missing["policy"]
        nothing = [row(key, ratings=("nc",) * 5) for key in ("b", "c")]
        whole, north = self.wide([missing] + nothing)
        self.assertEqual((north["status"], whole["status"], north["open"]), ("below", "below", 1))
        self.assertEqual(self.wide([missing])[1]["status"], "unknown")

    def test_before_its_figures(self):
        """R9.37."""
        for day, status in (("2019-12-31", "not_effective"), ("2020-01-01", "unknown"), ("2020-01-02", "unknown")):
            self.assertEqual(self.judged([], as_of=day)["wide"]["status"], status)

    def held(self, day, kind="wide", **more):
        one = {"id": "c", "kind": kind, "issued": "2024-05-01", "until": None, "interim": "2025-03-01", "whole": True, **more}
        found = self.judged([], [{key: value for key, value in one.items() if value != "missing"}], as_of=day)[kind]["certificates"]
        self.assertEqual([each["corroborates"] for each in found], [each["status"] == "held" for each in found])
        return [each["status"] for each in found]

    def test_certificates(self):
        """R9.38: the day before, the day, the day after."""
        self.assertEqual([self.held(day) for day in ("2024-04-30", "2024-05-01", "2026-04-30", "2026-05-01")], [["ahead"], ["held"], ["held"], ["expired"]])
        self.assertEqual([self.held(day, until="2026-03-31") for day in ("2026-03-31", "2026-04-01")], [["held"], ["expired"]])
        self.assertEqual([self.held(day, until="2030-01-01") for day in ("2026-04-30", "2026-05-01")], [["held"], ["expired"]])
        self.assertEqual([self.held(day, kind="narrow") for day in ("2025-04-30", "2025-05-01")], [["held"], ["expired"]])
        # Due from 90 days before 2025-05-01 to that day.
        for done, status in (("2025-01-30", "interim_missed"), ("2025-01-31", "held"), ("2025-05-01", "held"), ("2025-05-02", "interim_missed"), (None, "interim_missed"), ("missing", "unknown")):
            self.assertEqual(self.held("2025-06-01", interim=done), [status], done)
        for day, status in (("2025-05-01", "held"), ("2025-05-02", "interim_missed")):
            self.assertEqual(self.held(day, interim=None), [status])
        self.assertEqual(self.held("2025-06-01", whole=False), ["out_of_scope"])
        self.assertEqual(self.held("2025-06-01", whole="missing"), ["unknown"])
        self.assertEqual(self.held("2025-06-01", until="missing"), ["unknown"])
        self.assertEqual(self.held("2025-06-01", issued="missing"), ["unknown"])
        self.assertEqual(self.held("2025-06-01", kind="narrow"), ["expired"])
        found = self.judged([], [{"id": "c", "kind": "wide", "issued": "2025-03-20", "until": None, "interim": None, "whole": True}])["wide"]["certificates"][0]
        self.assertEqual((found["issued"], found["last_day"], found["interim_from"], found["interim_by"]), ("2025-03-20", "2027-03-19", "2025-12-20", "2026-03-20"))

    def reckon(self, rows):
        """All known: each unit's status, with fractions."""
        out = {}
        for part in ("north", "south"):
            scores, waits, fault = [], False, False
            for one in rows:
                if one["part"] != part or "wide" not in one["kinds"] or (one["out"] and one["reason"]):
                    continue
                fault = fault or one["out"]
                total = Fraction(0)
                for level, weight in LEVELS.items():
                    rating = one[level]
                    fault = fault or (rating is None and level not in OPTIONAL)
                    worth = WORTH[rating] if rating else 0
                    if worth:
                        waits = waits or (datetime.date.fromisoformat(AS_OF) - datetime.date.fromisoformat(one[level + "_since"])).days < INCUBATION[level]
                    total += Fraction(weight * worth, 100)
                fault = fault or (WORTH[one["managed"]] if one["managed"] else 0) > (WORTH[one["measured"]] if one["measured"] else 0)
                scores.append(total)
            if not scores or fault:
                out[part] = None
            else:
                average = sum(scores) / len(scores)
                out[part] = ("below" if average < 62 else "not_yet" if waits else "reached", average)
        return out

    def test_many(self):
        """By fractions; and learning a fact never changes a known status."""
        chance = random.Random(6)
        seen = set()
        for turn in range(60):
            rows = []
            for i in range(chance.randint(2, 7)):
                one = row(f"s{i}", chance.choice(["north", "south"]), [chance.choice(["sc", "pc", "mc", "fc", "fc", "fc"]) for _ in LEVELS], kinds=["wide"] if chance.random() < 0.9 else ["narrow"])
                if WORTH[one["managed"]] > WORTH[one["measured"]] and chance.random() < 0.9:
                    one["managed"] = one["measured"]
                if chance.random() < 0.2:
                    one["implemented_since"] = later(AS_OF, -chance.randint(85, 95))
                if chance.random() < 0.15:
                    one.update(out=True, reason=chance.choice(["nothing of the kind", None]))
                rows.append(one)
            expected = self.reckon(rows)
            whole = {unit["name"]: unit for unit in self.judged(rows)["wide"]["units"]}
            for part, wanted in expected.items():
                if wanted:
                    self.assertEqual(whole[part]["status"], wanted[0], (turn, rows))
                    self.assertEqual(Fraction(whole[part]["average"][:-1]), Fraction(int(wanted[1] * 100), 100))
                else:
                    self.assertIn(whole[part]["status"], ("unknown", "below"))
                seen.add(whole[part]["status"])
            one = chance.choice(rows)
            del one[chance.choice([key for key in one if key != "id"])]
            for unit in self.judged(rows)["wide"]["units"]:
                if unit["status"] != "unknown":
                    self.assertEqual(unit["status"], whole[unit["name"]]["status"], (turn, rows))
        self.assertEqual(seen, {"unknown", "below", "not_yet", "reached"})

    def test_text_and_schema(self):
        """R9.39."""
        rows = [row("a", ratings=("sc",) * 5), row("b", "south")]
        self.judged(rows, [{"id": "c", "kind": "wide", "issued": "2024-01-01", "until": None, "interim": None, "whole": True}])
        path = self.write("report.json", self.text)
        schema = cli.ROOT / "runtime" / "report" / "report.schema.json"
        checked = subprocess.run(["node", cli.ROOT / "tests" / "support" / "validate_json.js", schema, path], capture_output=True, text=True)
        if checked.returncode != 77:
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        said = self.ward("eval", "demo.wardb", "facts.json", "--as-of", AS_OF).stdout
        self.assertIn("ASSESSMENTS", said)
        self.assertRegex(said, r"frame.wide +Wide +below the threshold \(own scores\)")
        self.assertRegex(said, r"north +25% of 1 +37% short of 62%")
        self.assertIn('statements["a"]: 25%', said)
        self.assertIn("expired: its last day was 2025-12-31", said)
        self.assertIn("corroborates nothing", said)
        self.assertIn("1 of 2 parts reach 62%", said)
        self.assertNotIn("certified", said)
        self.assertIn("unverified: how parts are inherited", " ".join(self.ward("eval", "demo.wardb", "facts.json", "--as-of", AS_OF, "--verbose").stdout.split()))

    def test_without_assessments_nothing_is_said(self):
        self.project(POLICY[:POLICY.index("assessment")].replace("authority", "provision frame:1 \"One\" { in force from 2020-01-01 }\nauthority"))
        self.assertEqual(self.ward("build", "-o", "plain.wardb", "--as-of", AS_OF).returncode, 0)
        self.write("facts.json", json.dumps({"as_of": AS_OF}))
        self.assertNotIn("assessments", json.loads(self.ward("eval", "plain.wardb", "facts.json", "--as-of", AS_OF, "--format", "json").stdout))


if __name__ == "__main__":
    cli.main()
