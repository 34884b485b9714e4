#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""HITECH and enforcement in a compiled library, row by row against their tables and both ways.

usage: check_hitech.py LIBRARY.json CROSSWALK.ward     `ward inspect --format json` of stdlib/hitech; its crosswalk
       check_hitech.py --self-test CROSSWALK.ward
- hitech_sections.tsv: each section is a provision with its title, or is named as not judged. A duty of an organization says
  whom it binds and since when; what was enacted and never implemented says so.
- hitech_to_hipaa.tsv: each row is a row of the crosswalk, or left out with a reason; each row of the crosswalk is one of
  the table.
- enforcement.tsv: each row about penalties is a provision with its title, or left out with a reason.
Exit code 0: no difference; 1: differences, one line each.
"""

import csv
import json
import pathlib
import re
import sys

REFERENCE = pathlib.Path(__file__).resolve().parent / "reference"
ROLES = {"covered entity": "covered_entity", "business associate": "business_associate"}
NEVER_IMPLEMENTED = ("13405(c)", "13410(c)")

# Rows of hitech_to_hipaa.tsv without a row in the crosswalk.
PRIVACY = "the Privacy Rule is not in the library"
FTC = "16 CFR Part 318 is not in the library"
SECTIONS_LEFT_OUT = {
    "13405(a)": PRIVACY, "13405(b)": PRIVACY, "13405(c)": PRIVACY, "13405(d)": PRIVACY, "13405(e)": PRIVACY,
    "13406(a)": PRIVACY, "13406(b)": PRIVACY, "13404(a)": PRIVACY, "13404(b)": PRIVACY, "13424(c)": PRIVACY,
    "13400(11)": FTC, "13400(18)": FTC, "13407": FTC, "13407(a)": FTC, "13407(c)": FTC, "13407(e)": FTC, "13407(g)": FTC,
    "13408": "rests in part on the Privacy Rule: its duty is not a provision here",
    "13409": "amends a statute; no paragraph of the CFR carries it",
    "13412": "no paragraph of the CFR carries it: see hitech.recognized_practices",
    "13421(a)": "45 CFR 160.203, preemption, is not in the library",
}
ROWS_LEFT_OUT = {
    ("13401(a)", "164.302"): "applicability asks for nothing: who is bound stands with each standard",
    ("13401(a)", "164.104(b)"): "applicability of Part 164 is not in the library",
    ("13401(a)", "160.102(b)"): "applicability of the subchapter is not in the library",
    ("13401(a)", "164.306"): "the statute does not name it",
    ("13402", "164.414(a)"): "rests on 164.530, which the library does not hold",
    ("13410(d)", "102.3"): "amounts by date: hipaa.penalty_amounts, which is held to its own table",
}
# Rows of the crosswalk that split what one row of the table says in one.
ALSO = {"13402(e)(3)": "164.408(a)", "13402(d)(1)": "164.408(b)"}

ENFORCED = {"culpability", "basis", "tier", "counting", "factor", "affirmative_defense", "waiver", "limitation", "settlement", "other"}


def table(name):
    with open(REFERENCE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def lies_in(citation, above):
    """Whether a paragraph is `above`, or in it."""
    return citation == above or (citation.startswith(above) and citation[len(above)] in "(.")


def crosswalk_rows(source):
    return re.findall(r"^  hitech:(\S+) +\w+ +hipaa:(\S+) because ", source, re.M)


def sections(provisions, bodies):
    wrong = []
    for row in table("hitech_sections.tsv"):
        citation = "hitech:" + row["section"]
        named = [body for body in bodies if names(body, row["section"])]
        provision = provisions.get(citation)
        if provision is None and not named:
            wrong.append(f"{citation}: neither a provision nor named as not judged")
            continue
        if provision is not None and provision["title"] != row["title"]:
            wrong.append(f"{citation}: title is {provision['title']}, the table says {row['title']}")
        parties = [party.strip() for party in row["obligated_party"].split(";")]
        if row["obligation_kind"] == "duty" and all(party in ROLES for party in parties):
            since = re.match(r"\d{4}-\d\d-\d\d", row["effective_date"])
            if provision is not None:
                bound = sorted(provision.get("binds") or ROLES.values())
                if bound != sorted(ROLES[party] for party in parties):
                    wrong.append(f"{citation}: binds {bound}, the table says {row['obligated_party']}")
                if since and provision["in_force_from"] != since[0]:
                    wrong.append(f"{citation}: in force from {provision['in_force_from']}, the table says {since[0]}")
            else:
                for said in [*(party.replace("entity", "entities").replace("associate", "associates") for party in parties), *([since[0]] if since else [])]:
                    if said not in named[0]:
                        wrong.append(f"{citation}: what is said of it as not judged leaves out {said}")
        if row["section"] in NEVER_IMPLEMENTED:
            text = provision["says"] if provision is not None else named[0]
            if "never implemented" not in text:
                wrong.append(f"{citation}: was enacted and never implemented, which is not said")
    return wrong


def names(body, section):
    """Whether a body of rules, `HITECH 13407(a), (b) and (c), ...`, names a section."""
    found = re.match(r"HITECH (\d+)((?:\(\w\)(?:, | and )?)*)", body)
    if not found:
        return False
    return section == found[1] or section in [found[1] + part for part in re.findall(r"\(\w\)", found[2])]


def crosswalk(rows):
    wrong = []
    wanted = [(row["hitech"], row["cfr"].removeprefix("45 CFR "), row["confidence"]) for row in table("hitech_to_hipaa.tsv")]
    for section, cfr, _ in wanted:
        there = any(lies_in(s, section) and lies_in(c, cfr) for s, c in rows)
        left_out = ROWS_LEFT_OUT.get((section, cfr)) or SECTIONS_LEFT_OUT.get(section)
        if there == bool(left_out):
            wrong.append(f"{section} to {cfr}: " + ("in the crosswalk, although it was left out" if there else "not in the crosswalk"))
    for section, cfr in rows:
        if ALSO.get(section) != cfr and not any(lies_in(section, s) and lies_in(cfr, c) and known != "memory" for s, c, known in wanted):
            wrong.append(f"{section} to {cfr}: in the crosswalk, not in the table")
    return wrong


def enforcement(provisions):
    wrong = []
    for row in table("enforcement.tsv"):
        if row["topic"] not in ENFORCED or not row["citation"].startswith("160."):
            continue
        provision = provisions.get("hipaa:" + row["citation"])
        if provision is None:
            wrong.append(f"{row['citation']}: not in the library")
        elif provision["title"] != row["title"]:
            wrong.append(f"{row['citation']}: title is {provision['title']}, the table says {row['title']}")
        elif provision["modality"] not in ("definition", "scope", "exception"):
            wrong.append(f"{row['citation']}: would get a verdict")
    known = {row["citation"] for row in table("enforcement.tsv")}
    return wrong + [f"{c}: not in the table" for c in provisions if c.startswith("hipaa:160.") and c.removeprefix("hipaa:") not in known]


def self_test(source):
    """A row too few and a row too many of the crosswalk are found."""
    rows = crosswalk_rows(source)
    if crosswalk(rows):
        return crosswalk(rows)
    missed = []
    for row in (("13402(f)", "164.408(b)"), ("13405(c)", "164.404(a)(1)"), ("13402(a)", "164.308(a)(1)(i)")):
        if not crosswalk([*rows, row]):
            missed.append(f"{row}, which is not in the table, was not found")
    for row in (("13402(g)", "164.412"), ("13402(d)(2)", "164.414(b)"), ("13410(d)", "160.406")):
        if not crosswalk([one for one in rows if one != row]):
            missed.append(f"{row} left out was not missed")
    return missed


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    source = pathlib.Path(arguments[1]).read_text(encoding="utf-8")
    if arguments[0] == "--self-test":
        wrong = self_test(source)
    else:
        with open(arguments[0], encoding="utf-8") as file:
            document = json.load(file)
        provisions = {p["citation"]: p for p in document["provisions"]}
        bodies = next(a["unjudged"] for a in document["authorities"] if a["name"] == "hitech")
        wrong = sections(provisions, bodies) + crosswalk(crosswalk_rows(source)) + enforcement(provisions)
    print("\n".join([*wrong, f"{len(crosswalk_rows(source))} rows of the crosswalk, {len(wrong)} differences"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
