#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The amounts of a compiled library are those of reference/penalties.tsv and hitech_penalties.tsv, for each day of effect, basis
and tier, both ways; and the four kinds of cap are those that hitech_penalties.tsv names.

usage: check_amounts.py LIBRARY.json     `ward inspect --format json`
Exit code 0: no difference; 1: differences, one line each.
"""

import json
import sys

import write_penalties


def cents(text):
    return 100 * int(text) if text else None


def caps(have):
    """Statute, regulation, discretion of 2019, adjusted for inflation: each tier of each against hitech_penalties.tsv."""
    kinds = {"tier": ("2009-02-18", "statute"), "reg-tier": ("2013-03-26", "regulation"),
             "discretion-tier": ("2019-04-30", "discretion"), "2026-tier": ("2026-01-28", "regulation")}
    wrong, seen = [], 0
    for row in write_penalties.rows(write_penalties.STATUTE):
        kind, tier = row["item"].rstrip("1234"), row["item"][-1]
        if kind not in kinds:
            continue
        seen += 1
        low, high, cap = have[(*kinds[kind], write_penalties.TIERS[tier])][:3]
        said = [row[name].partition(" ")[0] for name in ("min_per_violation", "max_per_violation", "annual_cap_identical")]
        for value, text in zip((low, high, cap), said):
            if text.isdigit() and value != cents(text):  # "no separate maximum" is none
                wrong.append(f"{row['item']}: {value}, the table says {text}")
    return wrong if seen == 16 else [*wrong, f"{seen} of 16 rows of caps"]


def main(path):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    have = {}
    for schedule in document["penalties"]:
        for tier in schedule["tiers"]:
            key = (schedule["effective"], schedule["basis"], tier["tier"])
            have[key] = (tier["low"], tier["high"], tier.get("cap"), schedule["violations_from"], tuple(schedule["sources"]))
    want = {}
    for row in write_penalties.rows() + write_penalties.statute_rows():
        key = (row["effective_date"], write_penalties.BASES[row["caps_basis"]], write_penalties.TIERS[row["tier"]])
        want[key] = (cents(row["min_per_violation"]), cents(row["max_per_violation"]), cents(row["annual_cap_identical"]),
                     write_penalties.days(row)[0], (row["federal_register"],))
    wrong_caps = caps(have)
    wrong = [key for key in sorted(have.keys() | want.keys()) if have.get(key) != want.get(key)]
    for key in wrong:
        print(f"{key}: {have.get(key)}, the table says {want.get(key)}")
    for line in wrong_caps:
        print(line)
    print(f"{len(want)} amounts, {len(wrong) + len(wrong_caps)} differences")
    return 1 if wrong or wrong_caps or not want else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
