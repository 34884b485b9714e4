#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The amounts of a compiled library are those of reference/penalties.tsv, for each day of effect, basis and tier, both ways.

usage: check_amounts.py LIBRARY.json     `ward inspect --format json`
Exit code 0: no difference; 1: differences, one line each.
"""

import json
import sys

import write_penalties


def cents(text):
    return 100 * int(text) if text else None


def main(path):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    have = {}
    for schedule in document["penalties"]:
        for tier in schedule["tiers"]:
            key = (schedule["effective"], schedule["basis"], tier["tier"])
            have[key] = (tier["low"], tier["high"], tier.get("cap"), schedule["violations_from"], tuple(schedule["sources"]))
    want = {}
    for row in write_penalties.rows():
        key = (row["effective_date"], write_penalties.BASES[row["caps_basis"]], write_penalties.TIERS[row["tier"]])
        want[key] = (cents(row["min_per_violation"]), cents(row["max_per_violation"]), cents(row["annual_cap_identical"]),
                     write_penalties.days(row)[0], (row["federal_register"],))
    wrong = [key for key in sorted(have.keys() | want.keys()) if have.get(key) != want.get(key)]
    for key in wrong:
        print(f"{key}: {have.get(key)}, the table says {want.get(key)}")
    print(f"{len(want)} amounts, {len(wrong)} differences")
    return 1 if wrong or not want else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
