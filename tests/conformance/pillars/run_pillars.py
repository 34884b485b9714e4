#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The library is without findings, its tests pass and see each control and each element both ways, and its profile
`security_rule` claims the whole Security Rule: run_pillars.py WARD."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = HERE.parents[2] / "stdlib"
AS_OF = "2026-11-22"  # the day of its tests
CLAIM = "profile security_rule \"HIPAA Security Rule\" {\n  authorities hipaa\n  claims hipaa in full\n}\n"


def ward(tool, command, library, *more):
    """Exit code and output. The library is its own: WARD_STDLIB names it too, so that nothing is there twice."""
    done = subprocess.run([tool, command, str(library), "--as-of", AS_OF, *more], capture_output=True, text=True,
                          env={**os.environ, "NO_COLOR": "1", "WARD_STDLIB": str(library)})
    return done.returncode, done.stdout + done.stderr


def main(tool):
    problems = []
    code, output = ward(tool, "check", LIBRARY)
    if code != 0 or "nothing found" not in output:
        problems.append(output)
    code, output = ward(tool, "test", LIBRARY, "--min-coverage", "95")
    shares = dict(re.findall(r"^(controls|elements) +(\d+ of \d+) seen both", output, re.M))
    if code != 0 or len(shares) != 2 or any(share.split()[0] != share.split()[2] for share in shares.values()):
        problems.append(output)
    if CLAIM not in (LIBRARY / "pillars" / "pillars.ward").read_text(encoding="utf-8"):
        problems.append("the profile `security_rule` does not claim the whole rule")
    # That the claim is looked at: without its one control, an element that facts do not settle is missed.
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "stdlib"
        shutil.copytree(LIBRARY, copy)
        oversight = copy / "pillars" / "governance_oversight.ward"
        text = oversight.read_text(encoding="utf-8")
        assert "  covers hipaa:164.308(a)(2)\n" in text
        oversight.write_text(text.replace("  covers hipaa:164.308(a)(2)\n", "  covers hipaa:164.308(a)(2).{identify}\n"),
                             encoding="utf-8")
        code, output = ward(tool, "check", copy)
        if code != 1 or "WARD3101" not in output or "`charge` of `hipaa:164.308(a)(2)`" not in output:
            problems.append("an element that nothing covers passed the claim:\n" + output)
    if subprocess.run([sys.executable, HERE / "check_controls.py", LIBRARY / "pillars"]).returncode:
        problems.append("controls are incomplete")
    print("\n".join([*problems, f"{len(problems)} problems"]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve())))
