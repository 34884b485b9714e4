# SPDX-License-Identifier: Apache-2.0
"""Penalties of stated violations (R9.20 to R9.26): ranges reckoned here once more, with Python's own numbers and days."""

import datetime
import json
import subprocess

import cli

# day of effect, basis, violations from, until, tier -> (least, most, cap); money in dollars, None: unpublished
SCHEDULES = [
    ("2000-01-01", "statute", None, "2010-02-18", {"any": (0, 100, 25000)}),
    ("2010-11-30", "regulation", "2010-02-18", "2015-11-02", {"unknowing": (100, 50000, 1500000), "wilful": (50000, 1500000, 1500000)}),
    ("2016-09-06", "regulation", "2015-11-02", None, {"unknowing": (110, 55010, 1650300), "wilful": (55010, 1650300, 1650300)}),
    ("2024-08-08", "regulation", "2015-11-02", None, {"unknowing": (141, 71162, 2134831), "wilful": (71162, 2134831, 2134831)}),
    ("2019-04-30", "discretion", None, None, {"unknowing": (100, 50000, 25000 * 100), "wilful": (50000, 50000 * 30, 1500000)}),
    ("2024-08-08", "discretion", None, None, {"unknowing": (141, 71162, None), "wilful": (71162, 2134831, 2134831)}),
]

HEAD = '''module demo as of 2026-03-20

enum Guilt { unknowing, wilful }
record Offence key id {
  id          : text
  guilt       : Guilt
  requirement : text
  began       : date
  ended       : date?
  times       : count
  each_day    : bool
  assessed    : date?
}
facts {
  offences : table of Offence
}
authority act "An Act" { force law source "An Act" binds all lookback 6 years from "Limits Act" }

penalty act.fine on o in offences {
  tier        o.guilt
  requirement o.requirement
  from        o.began
  until       o.ended
  count       o.times
  daily       o.each_day
  assessed    o.assessed
  by          act
}
'''
AS_OF = "2026-03-20"


def money(dollars):
    return f"${dollars:,}"


def policy():
    text = HEAD
    for effective, basis, first, until, tiers in SCHEDULES:
        text += f"penalty act.fine effective {effective} {{\n  source \"Gazette, {effective}\"\n  under {basis}\n"
        if first or until:
            text += f"  violations from {first or '1900-01-01'}{' until ' + until if until else ''}\n"
        for name, (least, most, cap) in tiers.items():
            text += f"  tier {name} per violation {money(least)} to {money(most)} per year {'unpublished' if cap is None else money(cap)}\n"
        text += "}\n"
    return text


def day(text):
    return datetime.date.fromisoformat(text)


def six_years_after(date):
    try:
        return date.replace(year=date.year + 6)
    except ValueError:
        return date.replace(year=date.year + 6, day=28)


def schedule_for(basis, date, assessed):
    best = None
    for one in SCHEDULES:
        window = (one[2] is None or day(one[2] if one[2] else "1900-01-01") <= date) and (one[3] is None or date < day(one[3]))
        if one[1] == basis and window and day(one[0]) <= assessed and (best is None or day(best[0]) < day(one[0])):
            best = one
    return best


def reckon(basis, rows):
    """Day by day, the slow way: requirement and year -> (low, high) or None, of rows that are priced whole."""
    groups = {}
    for row in rows:
        assessed = day(row["assessed"] or AS_OF)
        date, last = day(row["began"]), day(row["ended"] or AS_OF)
        days = []
        while date <= last:
            days.append(date)
            date += datetime.timedelta(1)
        if row["each_day"]:
            priced = [one for one in days if six_years_after(one) >= assessed]
        else:
            priced = days[:1] if six_years_after(days[-1]) >= assessed else []
        for one in priced:
            schedule = schedule_for(basis, one, assessed)
            if schedule is None:
                continue
            tiers = schedule[4]
            name = "any" if "any" in tiers else row["guilt"]
            key = (row["requirement"], one.year)
            spot = groups.setdefault(key, {}).setdefault((schedule[0], name), [0, tiers[name]])
            spot[0] += row["times"]
    out = {}
    for key, tiers in groups.items():
        if any(amounts[2] is None for _, amounts in tiers.values()):
            out[key] = None
            continue
        most = max(amounts[2] for _, amounts in tiers.values())
        out[key] = tuple(min(sum(min(count * amounts[i], amounts[2]) for count, amounts in tiers.values()), most) for i in (0, 1))
    return out


def row(key, guilt, requirement, began, ended, times, each_day=False, assessed=None):
    return {"id": key, "guilt": guilt, "requirement": requirement, "began": began, "ended": ended, "times": times, "each_day": each_day, "assessed": assessed}


class Penalties(cli.CliTest):
    def setUp(self):
        super().setUp()
        self.project(policy())
        done = self.ward("build", "-o", "demo.wardb", "--as-of", AS_OF)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def ranges(self, rows, complete=True):
        facts = {"as_of": AS_OF, "offences": rows}
        if complete:
            facts["complete"] = [{"table": "offences", "by": "counsel", "on": AS_OF}]
        self.write("facts.json", json.dumps(facts))
        done = self.ward("eval", "demo.wardb", "facts.json", "--as-of", AS_OF, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.text = done.stdout
        [penalty] = json.loads(done.stdout)["penalties"]
        self.assertEqual(penalty["words"], "statutory range, not a forecast")
        return {one["basis"]: one for one in penalty["ranges"]}

    def compare(self, rows):
        ranges = self.ranges(rows)
        for basis in ("statute", "regulation", "discretion"):
            seen = {(one["requirement"], one["year"]): (one["low"], one["high"]) if "low" in one else None for one in ranges[basis]["requirements"]}
            expected = {key: pair and (money(pair[0]), money(pair[1])) for key, pair in reckon(basis, rows).items()}
            self.assertEqual(seen, expected, basis)
            known = [pair for pair in reckon(basis, rows).values() if pair]
            self.assertEqual((ranges[basis]["low"], ranges[basis]["high"]), (money(sum(pair[0] for pair in known)), money(sum(pair[1] for pair in known))))
        return ranges

    def test_one_violation_on_each_side_of_each_edge(self):
        """R9.22 (the tier `any`), R9.23, R9.24."""
        for began in ("2010-02-17", "2010-02-18", "2015-11-01", "2015-11-02", "2020-02-29", "2024-12-31"):
            for assessed in ("2016-09-05", "2016-09-06", "2024-08-07", "2024-08-08", "2026-01-01"):
                if assessed >= began:
                    for guilt in ("unknowing", "wilful"):
                        self.compare([row("a", guilt, "164.404(b)", began, began, 3, assessed=assessed)])

    def test_identical_requirement_and_calendar_year(self):
        """R9.25."""
        rows = [row("a", "unknowing", "one", "2025-03-01", "2025-03-01", 2), row("b", "unknowing", "one", "2025-12-31", "2025-12-31", 4),
                row("c", "unknowing", "one", "2026-01-01", "2026-01-01", 1), row("d", "wilful", "two", "2025-03-01", "2025-03-01", 100)]
        ranges = self.compare(rows)
        self.assertEqual([(one["requirement"], one["year"], one["tiers"][0]["count"]) for one in ranges["regulation"]["requirements"]],
                         [("one", 2025, "6"), ("one", 2026, "1"), ("two", 2025, "100")])
        # 100 wilful ones: the cap of the year holds both ends.
        self.assertEqual((ranges["regulation"]["requirements"][2]["low"], ranges["regulation"]["requirements"][2]["high"]), ("$2,134,831", "$2,134,831"))
        self.assertTrue(ranges["regulation"]["complete"])

    def test_tiers_together_do_not_pass_the_cap(self):
        self.compare([row("a", "unknowing", "one", "2025-03-01", "2025-03-01", 20), row("b", "wilful", "one", "2025-04-01", "2025-04-01", 20)])

    def test_continuing_violations(self):
        # Over a leap day, three years' ends and the edge of two schedules' violations; the first days are barred.
        self.compare([row("a", "unknowing", "one", "2019-12-30", "2020-03-01", 1, each_day=True)])
        self.compare([row("a", "wilful", "one", "2014-06-01", None, 2, each_day=True)])
        self.compare([row("a", "unknowing", "one", "2014-12-30", "2016-01-02", 1, each_day=True, assessed="2017-01-01")])

    def test_look_back(self):
        for began, count in (("2020-03-19", 0), ("2020-03-20", 1)):
            ranges = self.compare([row("a", "unknowing", "one", began, began, 1)])
            self.assertEqual(len(ranges["regulation"]["requirements"]), count)
            self.assertEqual(ranges["regulation"]["not_priced"], [] if count else [{"key": "a", "why": "barred"}])
            self.assertTrue(ranges["regulation"]["complete"])
        self.compare([row("a", "unknowing", "one", "2020-02-29", "2020-02-29", 1, assessed="2026-02-28")])
        self.compare([row("a", "unknowing", "one", "2020-02-29", "2020-02-29", 1, assessed="2026-03-01")])

    def test_what_has_no_price(self):
        def why(one, basis="regulation"):
            ranges = self.ranges([one])
            self.assertFalse(ranges[basis]["complete"])
            self.assertEqual((ranges[basis]["low"], ranges[basis]["high"]), ("$0", "$0"))
            return [found["why"] for found in ranges[basis]["not_priced"]]

        self.assertEqual(why(row("a", "unknowing", "one", "2025-12-31", "2026-01-01", 2)), ["spans"])
        self.assertEqual(why(row("a", "unknowing", "one", "2025-03-01", "2025-02-28", 2)), ["backwards"])
        self.assertEqual(why(row("a", "unknowing", "one", "2026-03-21", None, 2)), ["ahead"])
        self.assertEqual(why(row("a", "unknowing", "one", "2014-03-01", "2014-03-01", 2, assessed="2015-01-01"), "statute"), ["no_schedule"])
        self.assertEqual(why(row("a", "unknowing", "one", "2010-03-01", "2010-03-01", 2, assessed="2010-11-29")), ["before_first"])
        self.assertEqual(why(row("a", "unknowing", "one", "1900-03-01", None, 2, each_day=True)), ["too_long"])
        missing = row("a", "unknowing", "one", "2025-03-01", "2025-03-01", 2)
        del missing["guilt"]
        self.assertEqual(why(missing), ["unknown"])

    def test_unpublished_cap(self):
        ranges = self.compare([row("a", "unknowing", "one", "2025-03-01", "2025-03-01", 2)])
        [group] = ranges["discretion"]["requirements"]
        self.assertEqual(group["why"], "cap_unpublished")
        self.assertFalse(ranges["discretion"]["complete"])
        self.assertEqual(ranges["regulation"]["newest_schedule"], "2024-08-08")

    def test_an_open_table_is_not_complete(self):
        self.assertFalse(self.ranges([row("a", "unknowing", "one", "2025-03-01", "2025-03-01", 2)], complete=False)["regulation"]["complete"])

    def test_text_and_schema(self):
        self.ranges([row("a", "unknowing", "one", "2025-03-01", "2025-03-01", 2), row("b", "wilful", "two", "2025-12-31", "2026-01-01", 2)])
        path = self.write("report.json", self.text)
        schema = cli.ROOT / "runtime" / "report" / "report.schema.json"
        checked = subprocess.run(["node", cli.ROOT / "tests" / "support" / "validate_json.js", schema, path], capture_output=True, text=True)
        if checked.returncode != 77:
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        said = self.ward("eval", "demo.wardb", "facts.json", "--as-of", AS_OF).stdout
        self.assertIn("PENALTIES", said)
        self.assertIn("statutory range, not a forecast", said)
        self.assertRegex(said, r"one · 2025 +\$282 to \$142,324")
        self.assertIn('offences["b"]: over two calendar years or schedules: state each part by itself', said)


if __name__ == "__main__":
    cli.main()
