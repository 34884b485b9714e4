#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The library's HITRUST CSF is its tables', and its crosswalks hold together: run_hitrust.py WARD."""

import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = HERE.parents[2] / "stdlib"
MANIFEST = '[package]\nname = "mapped"\nrelease = 1\nversion = "1"\nroot = "mapped"\n'
POLICY = "module mapped as of 2026-11-22\n\nuse hitrust.crosswalks\nuse pillars\n"


def main(tool):
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder)
        (project / "ward.toml").write_text(MANIFEST, encoding="utf-8")
        (project / "mapped.ward").write_text(POLICY, encoding="utf-8")

        def ward(*arguments):
            return subprocess.run([tool, *arguments], cwd=project, capture_output=True, text=True,
                                  env={**os.environ, "NO_COLOR": "1", "WARD_STDLIB": str(LIBRARY)})

        checked = ward("check", "--as-of", "2026-11-22")
        if checked.returncode != 0 or "nothing found" not in checked.stdout:
            print(checked.stdout + checked.stderr)
            failed += 1
        inspected = ward("inspect", ".", "--format", "json")
        if inspected.returncode != 0:
            print(inspected.stderr)
            return 1
        (project / "library.json").write_text(inspected.stdout, encoding="utf-8")
        failed += subprocess.run([sys.executable, HERE / "check_hitrust.py", project / "library.json"]).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve())))
