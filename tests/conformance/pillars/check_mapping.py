#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The crosswalks of the library's controls: each control stands as a concept under its own path and title, and each row
says in words of its own what overlaps and what does not.

usage: check_mapping.py FOLDER     FOLDER: the library's `pillars`
       check_mapping.py --self-test
What a control's comment names, HICP practices and HHS performance goals, has a row.
Exit code 0: nothing is wrong; 1: something is, one line each.
"""

import pathlib
import re
import sys

MAPPED = ("hicp.ward", "performance_goals.ward")
CONTROL = re.compile(r'((?:^///[^\n]*\n)*)^control (\S+) "([^"]+)"', re.M)
CONCEPT = re.compile(r'^provision pillars:(\S+) definition "([^"]+)"', re.M)
ROW = re.compile(r'^ *pillars:(\S+) +intersects +(\w+:\w+) +strength ([1-9]) because "([^"]+; [^"]+)"$')
NAMED = re.compile(r"\(([^()]*\b(?:HICP practices?|HHS performance goals?)\b[^()]*)\)")
GOALS = {"Mitigate Known Vulnerabilities": "E1", "Email Security": "E2", "Multifactor Authentication": "E3",
         "Basic Cybersecurity Training": "E4", "Strong Encryption": "E5", "Revoke Credentials": "E6",
         "Basic Incident Planning and Preparedness": "E7", "Unique Credentials": "E8",
         "Separate User and Privileged Accounts": "E9", "Vendor/Supplier Cybersecurity Requirements": "E10",
         "Asset Inventory": "H1", "Third Party Vulnerability Disclosure": "H2", "Cybersecurity Testing": "H4",
         "Network Segmentation": "H7", "Centralized Log Collection": "H8"}


def named(comment):
    """Citations of what a control's comment names."""
    text = " ".join(line.removeprefix("///").strip() for line in comment.split("\n"))
    out = set()
    for part in NAMED.findall(text):
        practices = re.search(r"HICP practices? ([\d, and]+)", part)
        out |= {f"hicp:{number}" for number in re.findall(r"\d+", practices[1] if practices else "")}
        out |= {f"hph_cpg:{number}" for goal, number in GOALS.items() if goal in part}
    return out


def findings(texts):
    """`texts`: file name to Ward text."""
    controls = {path: (title, named(comment)) for name, text in texts.items() if not name.endswith("_test.ward")
                for comment, path, title in CONTROL.findall(text)}
    concepts = dict(CONCEPT.findall(texts["concepts.ward"]))
    found = [f"{path}: no concept of this title" for path in sorted(controls) if concepts.get(path) != controls[path][0]]
    found += [f"{path}: a concept without a control" for path in sorted(concepts.keys() - controls.keys())]
    because, pairs = {}, set()
    for name in MAPPED:
        for number, line in enumerate(texts[name].split("\n"), 1):
            if not line.lstrip().startswith("pillars:"):
                continue
            where = f"{name}:{number}"
            if (row := ROW.match(line)) is None:
                found.append(f"{where}: no row with a strength and a because in two parts")
                continue
            pairs.add((row[1], row[2]))
            if row[4] in because:
                found.append(f"{where}: the same because as {because[row[4]]}")
            because[row[4]] = where
    found += [f"{path}: its comment names {one}, and no row does" for path, (_, wanted) in sorted(controls.items())
              for one in sorted(wanted) if (path, one) not in pairs]
    for name in MAPPED:
        items = set(re.findall(r"^provision (\w+:\w+)", texts[name], re.M))
        found += [f"{one}: no control is mapped to it" for one in sorted(items - {right for _, right in pairs})]
    return found, len(controls), len(because)


def self_test():
    whole = {
        "a.ward": '/// Why. (HICP practice 1;\n/// HHS performance goal Strong Encryption)\ncontrol a.one "One" {\n}\n',
        "concepts.ward": 'provision pillars:a.one definition "One" {}\n',
        "hicp.ward": 'provision hicp:1 "Mail" {}\n  pillars:a.one intersects hicp:1 strength 3 because "this; not that"\n',
        "performance_goals.ward":
            'provision hph_cpg:E5 "Secret" {}\n  pillars:a.one intersects hph_cpg:E5 strength 3 because "that; not this"\n',
    }
    assert findings(whole) == ([], 1, 2), findings(whole)
    for name, old, new, says in (("concepts.ward", '"One"', '"Two"', "no concept"), ("concepts.ward", "a.one", "a.two", "without a control"),
                                 ("hicp.ward", " strength 3", "", "no row with"), ("hicp.ward", "this; not that", "this", "no row with"),
                                 ("hicp.ward", "this; not that", "that; not this", "the same because"),
                                 ("hicp.ward", "pillars:a.one", "pillars:a.two", "its comment names hicp:1"),
                                 ("a.ward", "practice 1", "practices 1 and 2", "its comment names hicp:2"),
                                 ("performance_goals.ward", "\n", '\nprovision hph_cpg:E6 "Gone" {}\n', "no control is mapped")):
        lines, _, _ = findings({**whole, name: whole[name].replace(old, new, 1)})
        assert any(says in line for line in lines), (name, new, lines)
    print("every planted difference was found")


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(pathlib.Path(arguments[0]).glob("*.ward"))}
    found, controls, rows = findings(texts)
    print("\n".join([*found, f"{controls} controls, {rows} rows, {len(found)} findings"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
