#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the provisions of a compiled library (`ward inspect --format json`) with the reference table."""

import copy
import csv
import json
import pathlib
import re
import sys

TABLE = pathlib.Path(__file__).resolve().parent / "reference" / "security_rule.tsv"
AUTHORITY = "hipaa"
BOTH = {"covered_entity", "business_associate"}

# How `ward inspect` calls what is compared: the first of these that is there.
NAMES = {
    "citation": ("citation",),
    "title": ("title",),
    "designation": ("designation",),
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


def read_table(path=TABLE):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    table = {}
    for row in rows:
        if row["confidence"] == "memory":
            continue
        table[row["citation"]] = {
            "title": row["title"],
            "designation": row["designation"],
            "standard": row["standard"] or "",
            "applies_to": row["applies_to"],
            "from": row["in_force_from"],
            "until": "",
            "due": due_dates(row["due"]),
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
            "designation": member(provision, "designation") or "",
            "standard": bare(member(provision, "standard")),
            "applies_to": "both" if bound == BOTH else "all" if bound is None else ", ".join(sorted(bound)),
            "from": member(provision, "from") or "",
            "until": member(provision, "until") or "",
            "due": due_dates(member(provision, "due")),
        }
    return library


def spell(value):
    if isinstance(value, set):
        return "; ".join(" ".join(filter(None, pair)) for pair in sorted(value)) or "nothing"
    return f"`{value}`" if value else "nothing"


def differences(table, library):
    found = []
    for citation in sorted(table.keys() | library.keys()):
        if citation not in library:
            found.append(f"{citation}: in the table, not in the library")
        elif citation not in table:
            found.append(f"{citation}: in the library, not in the table")
        else:
            for column, there in table[citation].items():
                here = library[citation][column]
                if here != there:
                    found.append(f"{citation}: {column} is {spell(here)}, the table says {spell(there)}")
    return found


def self_test():
    """The comparison finds one planted difference of each kind, and nothing where there is none."""
    table = read_table()
    if len(table) != 27 or differences(table, copy.deepcopy(table)):
        return ["a table differs from itself"]
    missed = []
    some = "164.312(a)(2)(iii)"
    for column, value in (("title", "Automatic log-off"), ("designation", "required"), ("standard", "164.312(b)"),
                          ("applies_to", "all"), ("from", "2003-04-22"), ("until", "2026-01-01"),
                          ("due", {("2005-04-20", "")})):
        planted = copy.deepcopy(table)
        planted[some][column] = value
        if len(differences(table, planted)) != 1:
            missed.append(f"a planted {column} was not found")
    without = copy.deepcopy(table)
    del without[some]
    if len(differences(table, without)) != 1:
        missed.append("a provision left out was not found")
    if len(differences(without, table)) != 1:
        missed.append("an invented provision was not found")
    return missed


def main(arguments):
    if arguments == ["--self-test"]:
        problems = self_test()
        print("\n".join(problems) if problems else "every planted difference was found")
        return 1 if problems else 0
    if len(arguments) != 1:
        print("usage: check_law.py FILE|-|--self-test", file=sys.stderr)
        return 2
    try:
        if arguments[0] == "-":
            document = json.load(sys.stdin)
        else:
            with open(arguments[0], encoding="utf-8") as file:
                document = json.load(file)
        library = read_library(document)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Unreadable) as problem:
        print(f"check_law.py: {problem}", file=sys.stderr)
        return 2
    table = read_table()
    found = differences(table, library)
    for line in found:
        print(line)
    print(f"{len(table)} rows, {len(library)} provisions, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
