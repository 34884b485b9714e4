# SPDX-License-Identifier: Apache-2.0
"""The golden harness itself: with a tool that finds each `wrong` in a program, it must tell every difference."""

import pathlib
import subprocess
import sys
import tempfile

import tree

TOOL = f'''#!{sys.executable}
import json, sys
name = sys.argv[-1]
found = []
for number, line in enumerate(open(name, encoding="utf-8").read().split("\\n"), 1):
    column = line.find("wrong") + 1
    if column and not line.lstrip().startswith("//"):
        found.append({{"code": "WARD9001", "severity": "error", "span": {{"file": name, "line": number,
                      "column": column, "end_line": number, "end_column": column + 5}}}})
print(json.dumps({{"diagnostics": found}}))
sys.exit(1 if found else 0)
'''

# what, program, does it hold, the program after --update (None: the same)
CASES = [
    ("clean", "module a\n", True, None),
    ("expected", "let x = wrong\n//      ^^^^^ error WARD9001\n", True, None),
    ("expected at the edge", "wrong\n//@1+5 error WARD9001\nfine\n", True, None),
    ("two lines", "a = wrong\n//  ^^^^^ error WARD9001\nb = fine\nc = wrong\n//  ^^^^^ error WARD9001\n", True, None),
    ("nothing expected", "  a wrong\n", False, "  a wrong\n//  ^^^^^ error WARD9001\n"),
    ("nothing found", "module a\n//     ^ error WARD9001\n", False, "module a\n"),
    ("another column", "  a wrong\n//   ^^^^^ error WARD9001\n", False, "  a wrong\n//  ^^^^^ error WARD9001\n"),
    ("another width", "  a wrong\n//  ^^^^ error WARD9001\n", False, "  a wrong\n//  ^^^^^ error WARD9001\n"),
    ("another code", "  a wrong\n//  ^^^^^ error WARD9002\n", False, "  a wrong\n//  ^^^^^ error WARD9001\n"),
    ("another severity", "  a wrong\n//  ^^^^^ warning WARD9001\n", False, "  a wrong\n//  ^^^^^ error WARD9001\n"),
    ("another line", "  a wrong\nfine\n//  ^^^^^ error WARD9001\n", False,
     "  a wrong\n//  ^^^^^ error WARD9001\nfine\n"),
]


def main():
    findings = []
    harness = tree.ROOT / "tests/support/run_golden.py"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        tool = folder / "tool"
        tool.write_text(TOOL, encoding="utf-8")
        tool.chmod(0o755)
        for number, (what, program, holds, updated) in enumerate(CASES):
            place = folder / str(number)
            place.mkdir()
            (place / "a.ward").write_text(program, encoding="utf-8")

            def call(*more, place=place):
                return subprocess.run([sys.executable, harness, "--tool", tool, place, *more],
                                      capture_output=True, text=True, check=False)

            done = call()
            if (done.returncode == 0) != holds:
                findings.append(f"{what}: ended with {done.returncode}\n{done.stdout}{done.stderr}")
            call("--update")
            made = (place / "a.ward").read_text(encoding="utf-8")
            if made != (updated or program):
                findings.append(f"{what}: --update wrote\n{made}")
            if call().returncode != 0:
                findings.append(f"{what}: does not hold after --update")
    tree.finish(findings, f"{len(CASES)} cases")


main()
