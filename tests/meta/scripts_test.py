# SPDX-License-Identifier: Apache-2.0
"""Scripts parse, and those that are called directly may be."""

import os
import subprocess

import tree

REQUIRED = ("dev", ".ci/run")


def main():
    findings, count = [], 0
    for path in tree.files():
        if path.suffix not in ("", ".sh", ".py"):
            continue
        with open(tree.ROOT / path, "rb") as file:
            first = file.readline(200)
        if path.suffix == ".py":
            try:
                compile(tree.read(path), str(path), "exec")
            except SyntaxError as error:
                findings.append(f"{path}:{error.lineno}: {error.msg}")
        elif first.startswith(b"#!") and b"bash" in first:
            checked = subprocess.run(["bash", "-n", path], cwd=tree.ROOT, capture_output=True, text=True)
            if checked.returncode:
                findings.append(checked.stderr.strip())
        elif str(path) in REQUIRED:
            findings.append(f"{path}: is no bash script")
        else:
            continue
        count += 1
        if first.startswith(b"#!") and not os.access(tree.ROOT / path, os.X_OK):
            findings.append(f"{path}: has a `#!` line and cannot be executed")
    # .ci/run calls the tests and takes nothing away from them.
    calls = [line for line in tree.read(".ci/run").splitlines() if "./dev" in line and not line.startswith("#")]
    if calls != ["exec ./dev test"]:
        findings.append(".ci/run: calls `./dev test` and nothing else")
    tree.finish(findings, f"{count} scripts")


main()
