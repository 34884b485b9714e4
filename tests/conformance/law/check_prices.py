#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One violation of each tier is priced, on each basis, by the amounts that the tables say: for penalties assessed the day
before each schedule takes effect, on the day and the day after, and on days of violation on both sides of each edge.

usage: check_prices.py --facts FACTS.json     writes the violations
       check_prices.py REPORT.json            `ward eval stdlib/hipaa/penalties.ward FACTS.json --as-of 2026-11-22 --format json`
Exit code 0: no difference; 1: differences, one line each.
"""

import datetime
import json
import sys

import write_penalties

AS_OF = datetime.date(2026, 11, 22)
DAY = datetime.timedelta(days=1)
# The day before HIPAA, both sides of the tiers of 2009, of the adjusted amounts of 2015, and one after the newest schedule.
VIOLATIONS = [datetime.date.fromisoformat(day) for day in
              ("1996-08-20", "1996-08-21", "2009-02-17", "2009-02-18", "2015-11-01", "2015-11-02", "2019-04-30", "2026-02-01")]
TIERS = [write_penalties.TIERS[number] for number in "1234"]


def tables():
    """(effective, basis, first, end, {tier: (low, high, cap)}), money in whole dollars, cap None where it is unpublished."""
    found = {}
    for row in write_penalties.rows() + write_penalties.statute_rows():
        first, end = write_penalties.days(row)
        key = (row["effective_date"], write_penalties.BASES[row["caps_basis"]], first, end)
        cap = int(row["annual_cap_identical"]) if row["annual_cap_identical"] else None
        found.setdefault(key, {})[write_penalties.TIERS[row["tier"]]] = (int(row["min_per_violation"]), int(row["max_per_violation"]), cap)
    return found


def cases():
    """(key, tier, day of the violation, day of assessment)"""
    assessed = {AS_OF}
    for effective, *_ in tables():
        day = datetime.date.fromisoformat(effective)
        assessed |= {day - DAY, day, day + DAY}
    for day in sorted(assessed):
        for violation in VIOLATIONS:
            for tier in TIERS:
                if violation <= day <= AS_OF:
                    yield f"{day}/{violation}/{tier}", tier, violation, day


def years_later(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def expected(basis, tier, violation, assessed):
    """(low, high), or why there is no price."""
    if years_later(violation, 6) < assessed:
        return "barred"
    fit, best = False, None
    for (effective, of, first, end), tiers in tables().items():
        if of != basis or violation.isoformat() < first or (end and violation.isoformat() >= end):
            continue
        fit = True
        if effective <= assessed.isoformat() and (best is None or effective > best[0]):
            best = (effective, tiers)
    if best is None:
        return "before_first" if fit else "no_schedule"
    low, high, cap = best[1].get(tier, best[1].get("any"))
    return "cap_unpublished" if cap is None else (min(low, cap), min(high, cap))


def facts():
    rows = [{"id": key, "culpability": tier, "requirement": key, "began_on": violation.isoformat(), "ended_on": violation.isoformat(), "number": 1,
             "each_day": False, "assessed_on": assessed.isoformat()} for key, tier, violation, assessed in cases()]
    return {"organization": "Example Office", "violations": rows, "complete": [{"table": "violations", "by": "test", "on": AS_OF.isoformat()}]}


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--facts":
        with open(arguments[1], "w", encoding="utf-8") as file:
            json.dump(facts(), file)
        return 0
    with open(arguments[0], encoding="utf-8") as file:
        report = json.load(file)
    ranges = {one["basis"]: one for one in report["penalties"][0]["ranges"]}
    wrong, seen, kinds = [], 0, set()
    for basis in ("statute", "regulation", "discretion"):
        got = {one["key"]: one["why"] for one in ranges[basis]["not_priced"]}
        for group in ranges[basis]["requirements"]:
            money = [int(group[name].removeprefix("$").replace(",", "")) for name in ("low", "high") if name in group]
            got[group["requirement"]] = tuple(money) if money else group["why"]
        for key, tier, violation, assessed in cases():
            seen += 1
            want = expected(basis, tier, violation, assessed)
            kinds.add(want if isinstance(want, str) else "priced")
            if got.get(key) != want:
                wrong.append(f"{basis} {key}: {got.get(key)}, the tables say {want}")
    if kinds != {"priced", "barred", "no_schedule", "before_first", "cap_unpublished"}:
        wrong.append(f"not every answer was asked for: {sorted(kinds)}")
    print("\n".join([*wrong[:40], f"{seen} prices, {len(wrong)} differences"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
