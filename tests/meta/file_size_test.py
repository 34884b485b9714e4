# SPDX-License-Identifier: Apache-2.0
"""Files stay small enough to read: 800 lines at most, and a word of warning well before."""

import tree

LIMIT = 800
WARN = {".cpp": 500, ".h": 350, ".hpp": 350, ".py": 500}
SUFFIXES = {".cpp", ".c", ".h", ".hpp", ".def", ".py", ".ward", ".g4", ".js"}
EXCEPTIONS = "tests/meta/file_size_exceptions.txt"


def main():
    exceptions = tree.read_list(EXCEPTIONS)
    findings, count = [], 0
    for path in tree.files():
        if path.suffix not in SUFFIXES:
            continue
        count += 1
        lines = tree.read(path).count("\n")
        excepted = exceptions.pop(str(path), None) if lines > LIMIT else None
        if excepted == "":
            findings.append(f"{EXCEPTIONS}: {path} stands there without a reason")
        if lines > LIMIT and excepted is None:
            findings.append(f"{path}: {lines} lines; the limit is {LIMIT}")
        elif lines > WARN.get(path.suffix, LIMIT):
            print(f"warning: {path}: {lines} lines; {WARN[path.suffix]} are aimed at")
    for path in exceptions:
        findings.append(f"{EXCEPTIONS}: {path} needs no exception (any more)")
    tree.finish(findings, f"{count} files")


main()
