#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The HITRUST CSF of the library against its tables, and the rows of its crosswalks against their own promises.

usage: check_hitrust.py LIBRARY.json [FOLDER]     LIBRARY.json: `ward inspect --format json` of a policy that uses it
       check_hitrust.py --self-test
FOLDER is the library's `hitrust`, whose crosswalks and domains are read as text. HITRUST's titles are not here: the
tables hold their hashes, so that a label that is a copy of a title is found all the same.
Exit code 0: nothing is wrong; 1: something is, one line each; 2: the input cannot be read.
"""

import collections
import copy
import csv
import hashlib
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
REFERENCE = HERE / "reference"
LIBRARY = HERE.parents[2] / "stdlib" / "hitrust"
MARK = " (unverified)"
# In a crosswalk row: left, relation, right, strength, because.
ROW = re.compile(r'^ *hitrust:(\S+) +(\w+) +(\w+):(\S+?)(\.\{[^}]*\})?(?: +strength (\d+))?(?: +because "([^"]*)")?$')
# Standards of the Security Rule that no reference reaches, each with its reason.
UNREACHED = {"164.314(b)(1)": "plan documents of a group health plan: no reference is about them"}
# A standard that asks for nothing but what stands below it, reached there.
THROUGH = {"164.314(a)(1)": "164.314(a)(2)"}
PROVABLE = {"equal", "subset", "superset", "intersects"}


def table(name):
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def hashed(title):
    return hashlib.sha256(re.sub(r"[^a-z0-9]", "", title.lower()).encode()).hexdigest()


def structure(rows, provisions):
    """`provisions`: id to (title, parent)."""
    found = []
    ids = {row["id"] for row in rows}
    found += [f"{one}: in the library, not in the table" for one in sorted(set(provisions) - ids)]
    labels = collections.Counter()
    for row in rows:
        if row["id"] not in provisions:
            found.append(f"{row['id']}: in the table, not in the library")
            continue
        title, parent = provisions[row["id"]]
        if parent != row["parent"]:
            found.append(f"{row['id']}: stands under `{parent}`, the table says `{row['parent']}`")
        if title.endswith(MARK) != (row["confidence"] == "memory"):
            found.append(f"{row['id']}: confidence is {row['confidence']}, the label is `{title}`")
        label = title.removesuffix(MARK)
        labels[label] += 1
        if hashed(label) == row["title_sha256"]:
            found.append(f"{row['id']}: the label is HITRUST's title")
        if not 2 <= len(label.split()) <= 6:
            found.append(f"{row['id']}: a label has 2 to 6 words, this has {len(label.split())}")
    found += [f"`{label}` is the label of {count}" for label, count in labels.items() if count > 1]
    found += counts(rows, provisions)
    return found


def counts(rows, provisions):
    """What the table says of the number of objectives and references under each, seen in the library."""
    found = []
    below = collections.defaultdict(list)
    for one, (_, parent) in provisions.items():
        below[parent].append(one)
    for row in rows:
        objectives = [one for one in below[row["id"]] if re.fullmatch(r"\d\d\.\d\d", one)]
        references = [one for each in [row["id"], *objectives] for one in below[each] if re.fullmatch(r"\d\d\.[a-z]+", one)]
        for column, there in (("objectives", objectives), ("control_references", references)):
            if row[column] and int(row[column]) != len(there):
                found.append(f"{row['id']}: {len(there)} {column}, the table says {row[column]}")
    return found


def domains(rows, text):
    members = re.findall(r"\b(d\d\d)_(\w+)", text)
    found = []
    if [number for number, _ in members] != [f"d{row['number']}" for row in rows]:
        found.append("the domains are not those of the table, in their order")
    titles = {row["title_sha256"] for row in rows}
    found += [f"{number}_{word}: is HITRUST's title" for number, word in members if hashed(word) in titles]
    return found


def crosswalk(texts, references, standards):
    """`texts`: file name to text; `standards`: those of the Security Rule."""
    found, because, reached = [], {}, set()
    for name, text in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            if not line.lstrip().startswith("hitrust:"):
                continue
            row = ROW.match(line)
            where = f"{name}:{number}"
            if row is None:
                found.append(f"{where}: no row that can be read")
                continue
            left, relation, _, right, elements, strength, why = row.groups()
            if left not in references:
                found.append(f"{where}: {left} is no control reference")
            if relation not in PROVABLE:
                found.append(f"{where}: {relation} is not used here")
            if strength is None or not 1 <= int(strength) <= 9:
                found.append(f"{where}: a strength of 1 to 9 is missing")
            if relation == "subset" or relation == "equal":
                found.append(f"{where}: {relation} is claimed, and a reference is about more than the law")
            if why is None or len(why.split()) < 8 or ";" not in why and relation == "intersects":
                found.append(f"{where}: because does not say what overlaps and what does not")
            elif why in because:
                found.append(f"{where}: the same because as {because[why]}")
            because[why] = where
            reached.add(right)
    reached |= {one for one, below in THROUGH.items() if any(each.startswith(below) for each in reached)}
    found += [f"{one}: no reference reaches this standard" for one in sorted(standards - reached - set(UNREACHED))]
    found += [f"{one}: reached, and said to be left out" for one in sorted(reached & set(UNREACHED))]
    return found, len(because)


def counted(readme, texts):
    """The README says how many rows each crosswalk has."""
    found = []
    for name, text in texts.items():
        rows = sum(line.lstrip().startswith("hitrust:") for line in text.split("\n"))
        said = re.search(rf"`hitrust\.{name.removesuffix('.ward')}`[^\n]* (\d+) rows", readme)
        if said is None or int(said[1]) != rows:
            found.append(f"{name}: {rows} rows, README.md says {said and said[1]}")
    return found


def security_standards():
    return {row["citation"] for row in table("security_rule.tsv") if row["designation"] == "standard"}


def provisions_of(document):
    return {one["citation"].removeprefix("hitrust:"): (one["title"], one["parent"].removeprefix("hitrust:"))
            for one in document["provisions"] if one["authority"] == "hitrust"}


def self_test():
    rows = table("hitrust_structure.tsv")
    sizes = collections.Counter(row["kind"] for row in rows)
    assert sizes == {"category": 14, "objective": 49, "control_reference": 156}, sizes
    whole = {row["id"]: (f"label of {row['id']}" + (MARK if row["confidence"] == "memory" else ""), row["parent"]) for row in rows}
    assert structure(rows, whole) == [], structure(rows, whole)

    def planted(one, value):
        library = copy.deepcopy(whole)
        if value is None:
            del library[one]
        else:
            library[one] = value
        return structure(rows, library)

    assert any("not in the library" in line for line in planted("09.aa", None))
    assert any("control_references" in line for line in planted("09.aa", None))
    assert any("not in the table" in line for line in planted("09.ag", ("label of 09.ag", "09.10")))
    assert any("stands under" in line for line in planted("09.aa", ("label of 09.aa", "09.09")))
    assert any("confidence" in line for line in planted("13.g", ("label of 13.g", "13.03")))
    assert any("confidence" in line for line in planted("01.a", ("label of 01.a" + MARK, "01.01")))
    assert any("words" in line for line in planted("01.a", ("label", "01.01")))
    assert any("is the label of" in line for line in planted("01.a", ("label of 01.b", "01.01")))
    copied = [dict(row, title_sha256=hashed("Label, of 01.a")) if row["id"] == "01.a" else row for row in rows]
    assert structure(copied, whole) == ["01.a: the label is HITRUST's title"]
    named = table("hitrust_domains.tsv")
    text = " ".join(f"d{row['number']}_x{row['number']}" for row in named)
    assert len(named) == 19 and domains(named, text) == []
    assert domains(named, text.replace("d07_", "d70_")) and domains(named, text.replace("d19_x19", ""))
    assert domains([dict(row, title_sha256=hashed("x07")) for row in named], text)

    good = ('  hitrust:01.a intersects act:1(a) strength 7 because "both ask for one thing; the law asks for another as well"\n'
            '  hitrust:01.b superset act:2.{x} strength 9 because "this is all that the element asks, and the reference asks more"\n')
    assert crosswalk({"f": good}, {"01.a", "01.b"}, {"1(a)", "2"}) == ([], 2)
    for old, new, says in (("strength 7 ", "", "strength"), ("strength 7", "strength 10", "strength"), ("01.a ", "01.01 ", "no control"),
                           ("superset", "subset", "claimed"), ("; the law", " and the law", "because"), ("superset", "none", "not used"),
                           ("act:2.", "act:3.", "no reference reaches"), ("because", "for", "no row")):
        lines, _ = crosswalk({"f": good.replace(old, new)}, {"01.a", "01.b"}, {"1(a)", "2"})
        assert any(says in line for line in lines), (old, new, lines)
    lines, _ = crosswalk({"f": good, "g": good}, {"01.a", "01.b"}, set())
    assert sum("the same because" in line for line in lines) == 2
    assert crosswalk({"f": good.replace("act:2", "act:164.314(a)(2)(i)")}, {"01.a", "01.b"}, {"1(a)", "164.314(a)(1)"})[0] == []
    assert counted("| `hitrust.f` | a crosswalk: 2 rows |", {"f.ward": good}) == []
    assert counted("| `hitrust.f` | a crosswalk: 3 rows |", {"f.ward": good}) and counted("", {"f.ward": good})
    assert security_standards() >= {*UNREACHED, *THROUGH}
    print("every planted difference was found")


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = pathlib.Path(arguments[1]) if len(arguments) == 2 else LIBRARY
    try:
        provisions = provisions_of(json.loads(pathlib.Path(arguments[0]).read_text(encoding="utf-8")))
        named = (folder / "domains.ward").read_text(encoding="utf-8")
        readme = (folder / "README.md").read_text(encoding="utf-8")
        texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("crosswalk_*.ward"))}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        print(f"check_hitrust.py: {problem}", file=sys.stderr)
        return 2
    rows = table("hitrust_structure.tsv")
    references = {row["id"] for row in rows if row["kind"] == "control_reference"}
    wrong, count = crosswalk(texts, references, security_standards())
    found = structure(rows, provisions) + domains(table("hitrust_domains.tsv"), named) + wrong + counted(readme, texts)
    print("\n".join([*found, f"{len(rows)} rows, {len(provisions)} provisions, {count} crosswalk rows, {len(found)} differences"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
