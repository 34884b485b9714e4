#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares a report (`ward eval --format json`) with verdicts that were derived by hand.

usage: check_verdicts.py REPORT.json EXPECTED.tsv       every verdict, detail and element as in the table
       check_verdicts.py REPORT.json --nothing-known    all unknown, or not applicable to its roles (a blank organization)
REPORT may be - for standard input. Exit code 0: as expected; 1: differences, one line each; 2: bad input.
"""

import csv
import json
import sys

# The details that the table lists whenever they hold. Others are not compared.
DETAILS = {"by_decision", "partial", "practice_gap", "excepted", "stale", "undated", "not_yet", "presumed", "no_instances"}


def names(text):
    """`a, b` as a set; `-` is the empty one."""
    return {name.strip() for name in text.split(",") if name.strip()} - {"-"}


def read_expected(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {
        row["name"]: {
            "verdict": row["verdict"],
            "details": names(row["details"]),
            "elements not met": names(row["elements_not_met"]),
            "elements unknown": names(row["elements_unknown"]),
        }
        for row in rows
    }


def element_verdicts(elements):
    """From a report's list of objects, or from the short form in `expected/`: name to `verdict ground`."""
    if isinstance(elements, dict):
        return [(name, verdict.split()[0]) for name, verdict in elements.items()]
    return [(element["name"], element["verdict"]) for element in elements]


def read_report(document):
    lines = {}
    for provision in document["provisions"]:
        elements = {"not_met": set(), "unknown": set()}
        for name, verdict in element_verdicts(provision["elements"]):
            elements.get(verdict, set()).add(name)
        lines[provision["citation"]] = {
            "verdict": provision["verdict"],
            "details": set(provision["details"]) & DETAILS,
            "elements not met": elements["not_met"],
            "elements unknown": elements["unknown"],
        }
    for control in document["controls"]:
        lines[control["path"]] = {
            "verdict": control["verdict"],
            "details": set(control["details"]) & {"excepted"},
            "elements not met": set(),
            "elements unknown": set(),
        }
    return lines


def spell(value):
    return (", ".join(sorted(value)) or "none") if isinstance(value, set) else value


def differences(expected, lines):
    found = []
    for name in sorted(expected.keys() | lines.keys()):
        if name not in lines:
            found.append(f"{name}: expected {expected[name]['verdict']}, not in the report")
        elif name not in expected:
            found.append(f"{name}: in the report ({lines[name]['verdict']}), not expected")
        else:
            for what, want in expected[name].items():
                if lines[name][what] != want:
                    found.append(f"{name}: {what}: {spell(lines[name][what])}, expected {spell(want)}")
    return found


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if arguments[0] == "-":
            document = json.load(sys.stdin)
        else:
            with open(arguments[0], encoding="utf-8") as file:
                document = json.load(file)
        lines = read_report(document)
        if arguments[1] == "--nothing-known":
            found = [f"{name}: {line['verdict']}" for name, line in sorted(lines.items()) if line["verdict"] not in ("unknown", "not_applicable")]
            if all(line["verdict"] == "not_applicable" for line in lines.values()):
                found.append("nothing applies")
            if not lines:
                found = ["the report judges nothing"]
        else:
            found = differences(read_expected(arguments[1]), lines)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        print(f"check_verdicts.py: {type(problem).__name__}: {problem}", file=sys.stderr)
        return 2
    for line in found:
        print(line)
    print(f"{len(lines)} lines, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
