#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The figures of stdlib/hitrust/assessments.ward are those of reference/hitrust_assessments.tsv and hitrust_scoring.tsv.

usage: check_assessments.py [--self-test]
Exit code 0: no difference; 1: differences, one line each.
"""

import csv
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = HERE.parents[2] / "stdlib" / "hitrust" / "assessments.ward"


def table(name):
    with open(HERE / "reference" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def wanted():
    """assessment -> what the tables say of it."""
    scoring, about = table("hitrust_scoring.tsv"), table("hitrust_assessments.tsv")
    weights = {row["key"].lower(): int(row["value"]) for row in scoring if row["table"].startswith("weights (objects")}
    ratings = {row["key"].lower(): int(row["value"]) for row in scoring if row["table"] == "compliance rating"}
    days = {level: int(re.match(r"(\d+) days", row["value"])[1]) for row in about if row["assessment"] == "incubation"
            for level in re.findall(r"policy|procedure|implemented|measured|managed", row["attribute"])}
    out = {}
    for name in ("e1", "i1", "r2"):
        said = {row["attribute"]: row["value"] for row in about if row["assessment"] == name and "v9.6.x" not in row["csf_version"]
                and "false claim" not in row["attribute"]}
        levels = weights if name == "r2" else {"implemented": 100}
        out[name] = {
            "title": re.match(r"[^(]+", said["full name"])[0].strip(),
            "levels": levels,
            "ratings": ratings,
            "incubation": {level: days[level] for level in levels},
            "threshold": int(next(row["value"] for row in scoring if row["table"] == "threshold" and row["key"] == f"{name} domain")),
            "valid": re.match(r"\d+ years?", said["validity"])[0],
            "count": int(re.match(r"\d+", said["requirement statements"])[0]) if name != "r2" else None,
            "interim": "90 days before 1 year" if said.get("interim assessment", "").startswith("due in the 90 days before the first anniversary") else None,
        }
        if str(out[name]["threshold"]) not in said["certification threshold"]:
            sys.exit(f"the tables differ on the threshold of {name}")
    return out


def stated(text):
    out = {}
    for name, title, body in re.findall(r'^assessment hitrust\.(\w+) "([^"]+)"[^{]*\{\n(.*?)^\}', text, re.M | re.S):
        def clause(word):
            found = re.search(rf"^  {word} +(.+)$", body, re.M)
            return found[1].strip() if found else None

        def numbers(word, unit):
            return {each: int(value) for each, value in re.findall(rf"(\w+) (\d+){unit}", clause(word) or "")}

        out[name] = {"title": title, "levels": numbers("levels", "%"), "ratings": numbers("ratings", "%"), "incubation": numbers("incubation", " days"),
                     "threshold": int(re.search(r">= (\d+)%", clause("certify"))[1]), "valid": clause("valid"),
                     "count": int(clause("count")) if clause("count") else None, "interim": clause("interim")}
    return out


def differences(text):
    want, have = wanted(), stated(text)
    return [f"{name}: {key} is {have.get(name, {}).get(key)}, the tables say {value}" for name in want for key, value in want[name].items()
            if have.get(name, {}).get(key) != value] + [f"{name} is in no table" for name in have.keys() - want.keys()]


def main(arguments):
    text = LIBRARY.read_text(encoding="utf-8")
    if arguments == ["--self-test"]:
        planted = [(">= 62%", ">= 71%"), (">= 83%", ">= 82%"), ("policy 15%", "policy 25%"), ("sc 25%", "sc 20%"), ("count 44", "count 43"), ("valid 2 years", "valid 3 years"),
                   ("implemented 90 days", "implemented 60 days"), ("90 days before 1 year", "60 days before 1 year"), ("hitrust.i1 ", "hitrust.i2 ")]
        silent = [old for old, new in planted if old not in text or not differences(text.replace(old, new))]
        print(f"{len(planted)} planted, {len(silent)} not noticed: {silent}")
        return 1 if silent else 0
    found = differences(text)
    print("\n".join([*found, f"{len(wanted())} assessments, {len(found)} differences"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
