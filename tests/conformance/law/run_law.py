#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the library to the reference table, and the clinic to the verdicts derived by hand: run_law.py WARD."""

import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
CLINIC = ROOT / "examples" / "01-clinic"
AS_OF = "2026-11-22"  # the day that the clinic's README speaks of


def ward(tool, *arguments):
    """Standard output; 1 says that a provision is not met, which is no failure here."""
    done = subprocess.run([tool, *arguments], cwd=CLINIC, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"ward {' '.join(arguments)} ended with {done.returncode}\n{done.stderr}")
    return done.stdout


def main(tool):
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        written = pathlib.Path(folder)

        def check(script, name, text, *more):
            path = written / name
            path.write_text(text, encoding="utf-8")
            done = subprocess.run([sys.executable, HERE / script, path, *more])
            return int(done.returncode != 0)

        evaluate = ("eval", ".", "--as-of", AS_OF, "--format", "json")
        library = ward(tool, "inspect", str(ROOT / "stdlib"), "--format", "json")
        failed += check("check_law.py", "library.json", library, ROOT / "stdlib" / "hipaa" / "general.ward")
        failed += check("check_tests.py", "library.json", library, ROOT / "stdlib" / "hipaa")
        breach = ward(tool, "inspect", str(ROOT / "stdlib" / "hipaa" / "breach.ward"), "--format", "json")
        failed += check("check_breach.py", "breach.json", breach)
        failed += check("check_tests.py", "breach.json", breach, ROOT / "stdlib" / "hipaa")
        amounts = ward(tool, "inspect", str(ROOT / "stdlib" / "hipaa" / "penalties.ward"), "--format", "json")
        failed += check("check_amounts.py", "amounts.json", amounts)
        violations = written / "violations.json"
        failed += int(subprocess.run([sys.executable, HERE / "check_prices.py", "--facts", violations]).returncode != 0)
        failed += check("check_prices.py", "prices.json", ward(tool, "eval", str(ROOT / "stdlib" / "hipaa" / "penalties.ward"), str(violations),
                                                               "--as-of", AS_OF, "--format", "json"))
        hitech = ROOT / "stdlib" / "hitech"
        failed += check("check_hitech.py", "hitech.json", ward(tool, "inspect", str(hitech / "hitech.ward"), "--format", "json"), hitech / "hitech_to_hipaa.ward")
        clinic = ward(tool, *evaluate, "facts/clinic.yaml", "facts/inventory.csv")
        failed += check("check_verdicts.py", "clinic.json", clinic, CLINIC / "expected" / "clinic.tsv")
        failed += check("check_verdicts.py", "blank.json", ward(tool, *evaluate, "facts/blank.yaml"), "--nothing-known")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve())))
