#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The provisions of the Breach Notification Rule in a compiled library are the rows of reference/breach_rule.tsv, both ways.

usage: check_breach.py LIBRARY.json     `ward inspect --format json`
Exit code 0: no difference; 1: differences, one line each.
"""

import csv
import json
import pathlib
import sys

TABLE = pathlib.Path(__file__).resolve().parent / "reference" / "breach_rule.tsv"
LEFT_OUT = {"164.414(a)": "rests on 164.530, which the library does not hold"}
BINDS = {"both": ["business_associate", "covered_entity"], "covered_entity": ["covered_entity"], "business_associate": ["business_associate"]}


def main(path):
    with open(path, encoding="utf-8") as file:
        provisions = json.load(file)["provisions"]
    have = {p["citation"].removeprefix("hipaa:"): p for p in provisions if p["citation"].startswith("hipaa:164.4")}
    with open(TABLE, encoding="utf-8", newline="") as file:
        want = {row["citation"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                if row["confidence"] != "memory" and row["citation"] not in LEFT_OUT}
    wrong = [f"{c}: not in the library" for c in want.keys() - have.keys()]
    wrong += [f"{c}: not in the table" for c in have.keys() - want.keys()]
    for citation in sorted(have.keys() & want.keys()):
        row, provision = want[citation], have[citation]
        expected = {"title": row["title"], "modality": row["modality"]}
        wrong += [f"{citation}: {what} is {provision[what]}, the table says {value}"
                  for what, value in expected.items() if provision[what] != value]
        binds = sorted(provision.get("binds") or BINDS["both"])
        if row["modality"] == "obligation" and binds != BINDS[row["applies_to"]]:
            wrong.append(f"{citation}: binds {binds}, the table says {row['applies_to']}")
    print("\n".join(wrong + [f"{len(want)} rows, {len(wrong)} differences"]))
    return 1 if wrong or not want else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
