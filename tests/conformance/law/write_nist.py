#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes stdlib/nist from reference/crosswalk_nist.tsv; with --check, says whether it is as this would write it.

write_nist.py --tool WARD [--check]; WARD lays it out.

The table holds what NIST published: which item of SP 800-53 r5 and of the Cybersecurity Framework 1.1 each paragraph of
the Security Rule overlaps. Ids only: there are no titles and no texts in it.
"""

import argparse
import csv
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = HERE.parents[2] / "stdlib" / "nist"
TABLE = HERE / "reference" / "crosswalk_nist.tsv"
HEAD = ("// SPDX-License-Identifier: Apache-2.0\n"
        "// Written by tests/conformance/law/write_nist.py from its reference table; do not edit.\n")
RELATIONS = {"intersect (OLIR concept reference)": "intersects"}
FRAMEWORKS = {  # in the table: authority, module, title of the crosswalk
    ("NIST SP 800-53", "r5"): ("nist_800_53", "nist.sp_800_53", "HIPAA Security Rule to NIST SP 800-53, revision 5"),
    ("NIST CSF", "1.1"): ("nist_csf", "nist.csf", "HIPAA Security Rule to the NIST Cybersecurity Framework, version 1.1"),
}


def natural(item):
    """AC-2 before AC-11."""
    out, number = [], ""
    for letter in item + " ":
        if letter.isdigit():
            number += letter
            continue
        if number:
            out.append((0, int(number), ""))
        number = ""
        out.append((1, 0, letter))
    return out


def write():
    """Path to text."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    files = {}
    for (framework, version), (authority, module, title) in FRAMEWORKS.items():
        rows = [row for row in table if (row["framework"], row["version"]) == (framework, version)]
        items = sorted({row["target_id"] for row in rows}, key=natural)
        # An enhancement, CP-2(8), lies under its control. What NIST says of the control is said of the control alone.
        with_enhancements = {item.split("(")[0] for item in items if "(" in item} & set(items)
        text = HEAD + f"/// The items that NIST's mapping of the Security Rule names, by id.\nmodule {module}\n\n"
        for item in items:
            body = ""
            if item in with_enhancements:
                body = "\n  element control \"the control without its enhancements\"\n"
            text += f"provision {authority}:{item} {{{body or ' '}}}\n"
        files[LIBRARY / (module.split(".")[1] + ".ward")] = text
        mapping = "hipaa_to_" + module.split(".")[1]
        text = HEAD + f"/// What NIST published of them beside the Security Rule.\nmodule nist.{mapping}\n"
        sources = {row["source"] for row in rows}
        text += f'\ncrosswalk hipaa -> {authority} "{title}" {{\n'
        text += "".join(f'  source "{source}"\n' for source in sorted(sources))
        text += ('  source "published as concept references that intersect: they overlap, and nobody says by how much"\n')
        for row in rows:
            target = row["target_id"]
            if target in with_enhancements:
                target += ".{control}"
            text += f"  hipaa:{row['hipaa_citation']} {RELATIONS[row['relation_if_given']]} {authority}:{target}\n"
        text += "}\n"
        files[LIBRARY / f"{mapping}.ward"] = text
    known = sum(text.count(" intersects ") for text in files.values())
    if known != len(table):
        sys.exit(f"{TABLE.name}: {len(table) - known} rows are of no framework that is known here")
    return files


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    findings = 0
    for path, text in write().items():
        text = subprocess.run([given.tool, "fmt", "-"], input=text, stdout=subprocess.PIPE, text=True, check=True).stdout
        if given.check:
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                findings += 1
                print(f"{path}: is not what write_nist.py writes; run it and read the difference")
        else:
            path.write_text(text, encoding="utf-8")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
