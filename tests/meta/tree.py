# SPDX-License-Identifier: Apache-2.0
"""What the tests of the tree share: its files, and how findings are told."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT_SUFFIXES = {
    "", ".c", ".cmake", ".cpp", ".csv", ".def", ".fbs", ".g4", ".h", ".hpp", ".in", ".js", ".json", ".md",
    ".py", ".sh", ".toml", ".tsv", ".txt", ".ward", ".yaml", ".yml",
}


def files():
    """Every file of the tree, relative and sorted: what git has or would add, else what lies there."""
    try:
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True).stdout.decode()
        paths = [pathlib.PurePosixPath(name) for name in listed.split("\0") if name]
        paths = [path for path in paths if (ROOT / path).is_file()]
    except (OSError, subprocess.CalledProcessError):
        paths = []
    if not paths:
        paths = [pathlib.PurePosixPath(path.relative_to(ROOT).as_posix())
                 for path in ROOT.rglob("*") if path.is_file()]
        paths = [path for path in paths if path.parts[0] not in ("build", ".git")]
    return sorted(set(paths))


def text_files():
    return [path for path in files() if path.suffix in TEXT_SUFFIXES]


def read(path):
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def read_list(path):
    """Lines `name  reason` of a list of exceptions beside a test, without comments and blank lines."""
    entries = {}
    for line in read(path).splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            entries[name] = reason.strip()
    return entries


def finish(findings, what):
    """Prints the findings and ends the program: 1 when there are any."""
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings; {what}")
    sys.exit(1 if findings else 0)
