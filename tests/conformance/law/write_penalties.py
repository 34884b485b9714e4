#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes stdlib/hipaa/penalty_amounts.ward from reference/penalties.tsv, and from reference/hitech_penalties.tsv what the
statute itself says: write_penalties.py [--check]

--check writes nothing and ends with 1 where the file is not what the table says.
"""

import csv
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE / "reference" / "penalties.tsv"
STATUTE = HERE / "reference" / "hitech_penalties.tsv"
TARGET = HERE.parents[2] / "stdlib" / "hipaa" / "penalty_amounts.ward"
TIERS = {"1": "did_not_know", "2": "reasonable_cause", "3": "willful_neglect_corrected",
         "4": "willful_neglect_not_corrected", "pre-HITECH": "any"}
BASES = {"statute": "statute", "regulation": "regulation",
         "enforcement_discretion_base": "discretion", "enforcement_discretion_inflated": "discretion"}
TIERED = "2009-02-18"    # the four tiers are for violations of this day and later: 45 CFR 160.404(b)(2)
ADJUSTED = "2015-11-02"  # adjusted amounts are for violations of this day and later: 45 CFR 102.2, 102.3
CAP = "1500000"          # 42 USC 1320d-5(a)(3)(D); where the statute has no other maximum for one violation, it is this
HEAD = """// SPDX-License-Identifier: Apache-2.0
// Written by tests/conformance/law/write_penalties.py from its reference table; do not edit.
/// What the statute, 45 CFR 160.404 as adjusted, and the enforcement discretion of 2019 set for each violation. The statute's
/// tiers are read with the cap that stands beside each of them; the regulation has the highest for all. That is disputed, and
/// both stand here. Where a text names no maximum for one violation, it is the cap of the year. For violations since 2 November
/// 2015 the amounts are adjusted, by regulation, and the statute's own no longer apply. Adjusted caps of the enforcement
/// discretion were never published: they are not guessed here.
module hipaa.penalty_amounts
"""


def rows(path=TABLE):
    with open(path, encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["confidence"] != "memory"]


def statute_rows():
    """The four tiers of 42 USC 1320d-5(a), in the columns of the other table."""
    made = []
    for row in rows(STATUTE):
        if row["item"] not in ("tier1", "tier2", "tier3", "tier4"):
            continue
        least, most, cap = (row[name].partition(" ")[0] for name in ("min_per_violation", "max_per_violation", "annual_cap_identical"))
        made.append({"effective_date": TIERED, "source_type": "statute", "federal_register": "Pub. L. 111-5 sec. 13410(d); 42 USC 1320d-5(a)",
                     "tier": row["item"].removeprefix("tier"), "min_per_violation": least,
                     "max_per_violation": most if most.isdigit() else CAP, "annual_cap_identical": cap,
                     "caps_basis": "statute", "confidence": row["confidence"]})
    return made


def days(row):
    """The violations that a row is for: first day, and first day out or None."""
    if row["tier"] == "pre-HITECH":
        return row["effective_date"], TIERED
    if row["caps_basis"] == "statute":
        return TIERED, ADJUSTED
    adjusted = row["source_type"] in ("inflation", "enforcement_discretion_adjusted")
    return (ADJUSTED if adjusted else TIERED), None


def amount(text):
    return f"${int(text):,}"


def schedules():
    found = {}
    for row in rows() + statute_rows():
        found.setdefault((row["effective_date"], BASES[row["caps_basis"]]), []).append(row)
    return found


def text():
    out = HEAD
    for (effective, basis), tiers in sorted(schedules().items()):
        first, end = days(tiers[0])
        out += f"\npenalty hipaa.civil_money effective {effective} {{\n"
        out += f'  source "{tiers[0]["federal_register"]}"\n  under {basis}\n'
        out += f"  violations from {first}{' until ' + end if end else ''}\n"
        for row in tiers:
            cap = amount(row["annual_cap_identical"]) if row["annual_cap_identical"] else "unpublished"
            out += (f"  tier {TIERS[row['tier']]} per violation {amount(row['min_per_violation'])} to "
                    f"{amount(row['max_per_violation'])} per year {cap}\n")
        out += "}\n"
    return out


def main(arguments):
    if arguments == ["--check"]:
        same = TARGET.read_text(encoding="utf-8") == text()
        print("as the table says" if same else f"{TARGET.name} is not what the table says: write it anew")
        return 0 if same else 1
    if arguments:
        print(__doc__, file=sys.stderr)
        return 2
    written = TARGET.with_suffix(".new")
    written.write_text(text(), encoding="utf-8")
    written.replace(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
