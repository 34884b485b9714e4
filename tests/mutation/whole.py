#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The library as it is, all of it at once: `ward check` finds what findings.tsv lists and nothing else, leaves nothing unproved, and the
controls cover what covers.tsv says, and each provision of the law is in force since the day that days.tsv says.

usage: whole.py WARD [--rewrite]     --rewrite writes both tables anew: read the difference, for each row is a claim
"""

import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import library  # noqa: E402


def main(tool, rewrite):
    listed = {row[0] for row in library.read_table(library.FINDINGS, ["finding", "reason"])}
    with tempfile.TemporaryDirectory(prefix="ward_whole_") as folder:
        whole = library.Library(tool, pathlib.Path(folder))
        found, said = whole.check()
        problems = [f"not listed: {one}" for one in sorted(found - listed)]
        for one in sorted(listed - found):
            print(f"note: listed in findings.tsv, and no longer found: {one}")
        if said is None or said["counts"]["files"] != whole.files:
            problems.append(f"the root does not reach all {whole.files} files")
        elif not said["proofs"] or said["proofs"]["unproved"] or said["proofs"]["decided"] < 800:
            problems.append(f"not all is proved: {said['proofs']}")
        else:
            print(f"{said['proofs']['decided']} of {said['proofs']['questions']} questions decided in {whole.files} files")
        inspected = whole.inspect()
        for path, table in ((library.COVERS, library.covers(inspected)), (library.DAYS, library.days(inspected))):
            if rewrite:
                path.write_text(table, encoding="utf-8")
            want, have = set(path.read_text(encoding="utf-8").splitlines()), set(table.splitlines())
            problems += [f"{path.name}: no longer `{line}`" for line in sorted(want - have)]
            problems += [f"{path.name}: not there: `{line}`" for line in sorted(have - want)]
    print("\n".join([*problems, f"{len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve()), "--rewrite" in sys.argv[2:]))
