#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the provisions of a compiled library (`ward inspect --format json`) with the reference table.

usage: check_law.py LIBRARY.json GENERAL.ward     LIBRARY.json may be - for standard input
       check_law.py --self-test
GENERAL.ward is the module of the general rules: what they are derived from must be all that the table knows.
"""

import copy
import csv
import json
import pathlib
import re
import sys

TABLE = pathlib.Path(__file__).resolve().parent / "reference" / "security_rule.tsv"
AUTHORITY = "hipaa"
BOTH = {"covered_entity", "business_associate"}

# Whom the words of `applies_to` bind, and whose compliance dates can matter to them: a date for
# somebody who is not bound says nothing, and would delay others.
BOUND = {
    "both": (BOTH, {"small_health_plan", "business_associate"}),
    "covered_entity": ({"covered_entity"}, {"small_health_plan"}),
    "business_associate": ({"business_associate"}, {"business_associate"}),
    "covered_entity (group health plan)": ({"group_health_plan"}, {"small_health_plan"}),
    "health care clearinghouse that is part of a larger organization": ({"clearinghouse"}, set()),
}

# What may stand in the library of the kinds that are neither standard nor specification.
MODALITIES = {"general_rule": {"obligation", "permission", "scope"}}

# What a general rule is derived from: all rows of a designation.
DERIVED = {"164.306(c)": "standard", "164.306(d)(2)": "required", "164.306(d)(3)(ii)(A)": "addressable"}

# Rows that the library leaves out, each with the reason. A row that is here and in the library is
# a difference too.
LEFT_OUT_KINDS = {
    "definition": "asks for nothing",
    "compliance_date": "the dates stand with each provision",
}
LEFT_OUT = {
    "164.306(b)(2)": "no fact shows how measures were chosen; the library lists it as not judged",
}

# How `ward inspect` calls what is compared: the first of these that is there.
NAMES = {
    "citation": ("citation",),
    "title": ("title",),
    "designation": ("designation",),
    "modality": ("modality",),
    "standard": ("parent", "under", "standard"),
    "binds": ("binds",),
    "from": ("in_force_from", "from"),
    "until": ("in_force_until", "until"),
    "due": ("due",),
    "role": ("role", "for"),
}


class Unreadable(Exception):
    pass


def member(thing, what):
    for name in NAMES[what]:
        if name in thing:
            return thing[name]
    return None


def bare(citation):
    return (citation or "").removeprefix(AUTHORITY + ":")


def roles(value):
    """None for `all`, else a set of names."""
    if value in (None, "all", [], ["all"]):
        return None
    return set(value)


def due_dates(value):
    """`2005-04-20; 2006-04-20 small_health_plan`, with commas and `for` too, or a list of `date` and
    `role`, as a set of (date, role)."""
    if isinstance(value, list):
        return {(one["date"], member(one, "role") or "") for one in value}
    dates = set()
    for part in filter(None, (p.strip() for p in re.split("[;,]", value or ""))):
        date, _, role = part.removeprefix("due ").partition(" ")
        dates.add((date, role.strip().removeprefix("for ").strip()))
    return dates


def above(citation, known):
    """The nearest row above it in the tree of paragraphs."""
    while "(" in citation:
        citation = citation[:citation.rindex("(")]
        if citation in known:
            return citation
    return ""


def read_table(path=TABLE):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    known = {row["citation"] for row in rows}
    table = {}
    for row in rows:
        if row["confidence"] == "memory":
            continue
        citation, kind = row["citation"], row["kind"]
        binds, dated = BOUND[row["applies_to"]]
        # `2013-03-26 (as ...)`: the first day under this number.
        first = row["in_force_from"].partition(" ")[0]
        # A date before the first day in force is past from the start and says nothing.
        due = {(day, role) for day, role in due_dates(row["due"])
               if (not role or role in dated) and day >= first}
        table[citation] = {
            "left out": LEFT_OUT_KINDS.get(kind) or LEFT_OUT.get(citation) or "",
            "title": row["title"],
            "designation": row["designation"].replace("n/a", "none"),
            "modality": MODALITIES.get(kind, {"obligation"}),
            "standard": above(citation, known) if kind == "general_rule" else row["standard"],
            "binds": binds,
            "from": first,
            "until": "",
            "due": due,
        }
    return table


def read_library(document):
    if not isinstance(document, dict) or not isinstance(document.get("provisions"), list):
        raise Unreadable("no list `provisions` in the input")
    authority_binds = {}
    for authority in document.get("authorities", []):
        authority_binds[authority.get("name")] = roles(member(authority, "binds"))
    if AUTHORITY not in authority_binds:
        raise Unreadable(f"no authority `{AUTHORITY}` in the input")
    library = {}
    for provision in document["provisions"]:
        citation = member(provision, "citation")
        if not isinstance(citation, str) or not citation.startswith(AUTHORITY + ":"):
            continue
        if bare(citation) in library:
            raise Unreadable(f"{citation} stands twice in the input")
        bound = authority_binds[AUTHORITY]
        narrowed = roles(member(provision, "binds"))
        if narrowed is not None:
            bound = narrowed if bound is None else bound & narrowed
        library[bare(citation)] = {
            "title": member(provision, "title") or "",
            "left out": "",
            "designation": member(provision, "designation") or "none",
            "modality": {member(provision, "modality")},
            "standard": bare(member(provision, "standard")),
            "binds": {"all"} if bound is None else bound,
            "from": member(provision, "from") or "",
            "until": member(provision, "until") or "",
            "due": due_dates(member(provision, "due")),
        }
    return library


def spell(value):
    if isinstance(value, set):
        return "; ".join(" ".join(filter(None, each)) if isinstance(each, tuple) else each for each in sorted(value)) or "nothing"
    return f"`{value}`" if value else "nothing"


def differences(table, library):
    found = []
    for citation in sorted(table.keys() | library.keys()):
        if citation not in table:
            found.append(f"{citation}: in the library, not in the table")
        elif citation not in library:
            if not table[citation]["left out"]:
                found.append(f"{citation}: in the table, not in the library")
        elif table[citation]["left out"]:
            found.append(f"{citation}: in the library, although it was to be left out: {table[citation]['left out']}")
        else:
            for column, there in table[citation].items():
                here = library[citation][column]
                if here != there and not (column == "modality" and here <= there):
                    found.append(f"{citation}: {column} is {spell(here)}, the table says {spell(there)}")
    return found


def underived(table, source):
    """Rows that a general rule does not need, and needs that are no such rows. `source` is Ward text."""
    found = []
    for citation, designation in DERIVED.items():
        body = re.search(r"^provision " + re.escape(f"{AUTHORITY}:{citation}") + r" [^\n]*\{\n(.*?)^\}", source, re.M | re.S)
        needs = set(re.findall(rf"^ *needs {AUTHORITY}:(\S+)$", body[1] if body else "", re.M))
        rows = {row for row, about in table.items() if about["designation"] == designation}
        found += [f"{citation}: does not need {row}, which is {designation}" for row in sorted(rows - needs)]
        found += [f"{citation}: needs {row}, which is not {designation}" for row in sorted(needs - rows)]
    return found


def self_test():
    """The comparison finds one planted difference of each kind, and nothing where there is none."""
    table = read_table()
    whole = {citation: row for citation, row in table.items() if not row["left out"]}
    counts = {designation: sum(row["designation"] == designation for row in whole.values())
              for designation in ("standard", "required", "addressable", "none")}
    # Appendix A names 18 standards, 14 required and 22 addressable specifications. Beside them: the
    # standards of 164.314 and 164.316, 164.308(b)(2) as part of one, and their specifications.
    if counts != {"standard": 18 + 5, "required": 14 + 13, "addressable": 22, "none": 16} or len(table) != 110:
        return [f"the table is not the Security Rule: {len(table)} rows, {len(whole)} to compare, {counts}"]
    if differences(table, copy.deepcopy(whole)):
        return ["a table differs from itself"]
    missed = []

    def planted(what, column, value, citation):
        library = copy.deepcopy(whole)
        library[citation][column] = value
        if len(differences(table, library)) != 1:
            missed.append(f"{what} was not found")

    some = "164.312(a)(2)(iii)"
    for column, value in (("title", "Automatic log-off"), ("designation", "required"), ("standard", "164.312(b)"),
                          ("modality", {"permission"}), ("binds", {"all"}), ("from", "2003-04-22"),
                          ("until", "2026-01-01"), ("due", {("2005-04-20", "")})):
        planted(f"a planted {column}", column, value, some)
    planted("a business associate bound by 164.308(b)(1)", "binds", BOTH, "164.308(b)(1)")
    planted("everybody bound by 164.314(b)(1)", "binds", BOTH, "164.314(b)(1)")
    planted("a business associate's date in 164.308(b)(1)", "due",
            table["164.308(b)(1)"]["due"] | {("2013-09-23", "business_associate")}, "164.308(b)(1)")
    planted("a general rule called a standard", "designation", "standard", "164.306(c)")
    for citation in (some, "164.306(a)(1)", "164.314(b)(2)(iv)"):
        without = copy.deepcopy(whole)
        del without[citation]
        if len(differences(table, without)) != 1:
            missed.append(f"{citation} left out was not found")
    if len(differences({c: row for c, row in table.items() if c != some}, whole)) != 1:
        missed.append("an invented provision was not found")
    source = "".join(
        f'provision {AUTHORITY}:{citation} "A general rule" {{\n'
        + "".join(f"  needs {AUTHORITY}:{row}\n" for row, about in table.items() if about["designation"] == designation) + "}\n"
        for citation, designation in DERIVED.items())
    if underived(table, source):
        missed.append("general rules that need everything differ")
    for text in (source.replace(f"  needs {AUTHORITY}:{some}\n", ""), source.replace("164.312(b)", "164.306(e)"),
                 source.replace(f"{AUTHORITY}:164.306(d)(2)", f"{AUTHORITY}:164.306(d)")):
        if not underived(table, text):
            missed.append("a general rule that is not derived from all was not found")
    if len(differences(table, {**whole, "164.306(b)(2)": table["164.306(b)(2)"]})) != 1:
        missed.append("a provision that was to be left out was not found")
    return missed


def main(arguments):
    if arguments == ["--self-test"]:
        problems = self_test()
        print("\n".join(problems) if problems else "every planted difference was found")
        return 1 if problems else 0
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if arguments[0] == "-":
            document = json.load(sys.stdin)
        else:
            with open(arguments[0], encoding="utf-8") as file:
                document = json.load(file)
        library = read_library(document)
        with open(arguments[1], encoding="utf-8") as file:
            general = file.read()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Unreadable) as problem:
        print(f"check_law.py: {problem}", file=sys.stderr)
        return 2
    table = read_table()
    found = differences(table, library) + underived(table, general)
    for line in found:
        print(line)
    left_out = sum(bool(row["left out"]) for row in table.values())
    print(f"{len(table)} rows, {left_out} left out, {len(library)} provisions, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
