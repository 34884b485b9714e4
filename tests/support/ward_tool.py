# SPDX-License-Identifier: Apache-2.0
"""Calls the tool as a user would and reads what it finds."""

import collections
import json
import os
import subprocess

Found = collections.namedtuple("Found", "file line column end_line end_column severity code")
# Programs of tests are judged as of this day, unless they say another.
AS_OF = "2026-11-22"
TIMEOUT = 60


def environment():
    """Without what a user's machine may have set: the same output everywhere."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("WARD_", "LC_", "LANG"))}
    # Sanitized builds need their options.
    keep.update({"NO_COLOR": "1", "LC_ALL": "C"})
    return keep


def run(tool, arguments, folder):
    return subprocess.run([tool, *arguments], cwd=folder, env=environment(), capture_output=True, text=True,
                          timeout=TIMEOUT, check=False)


def check(tool, arguments, folder, command="check"):
    """`ward check`, or `ward lint`: what it found, in its order, and its exit code."""
    if not any(argument.startswith("--as-of") for argument in arguments):
        arguments = ["--as-of", AS_OF, *arguments]
    done = run(tool, [command, "--format", "json", *arguments], folder)
    try:
        said = json.loads(done.stdout)
        diagnostics = said if isinstance(said, list) else said["diagnostics"]
    except (ValueError, KeyError, TypeError):
        raise RuntimeError(f"ward {command} {' '.join(arguments)} ended with {done.returncode} and wrote no JSON:\n"
                           f"{done.stdout}{done.stderr}") from None
    found = []
    for one in diagnostics:
        place = one.get("span") or {}
        found.append(Found(place.get("file", ""), place.get("line", 0), place.get("column", 0),
                           place.get("end_line", 0), place.get("end_column", 0), one["severity"], one["code"]))
    return found, done.returncode
