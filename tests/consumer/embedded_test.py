# SPDX-License-Identifier: Apache-2.0
"""Builds an embedding example against the installed package and runs it:

embedded_test.py --prefix PREFIX --build FOLDER [--cmake ARGUMENT]... [--rewrite] EXAMPLE

EXAMPLE is a project that knows nothing of this tree: CMakeLists.txt with one program, policy/ with a ward.toml,
facts/. The installed tool checks, tests and compiles the policy. EXAMPLE/expected/runs.json lists runs of the program,
each with its exit code; BUNDLE among the arguments is the compiled policy. What it writes to both streams is compared
with expected/NAME.txt; --rewrite writes that anew, for a person to read the difference.
"""

import argparse
import difflib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

AS_OF = "2026-11-22"


def run(command, folder, code=0):
    """What it says; ends the test if it does not end with `code`."""
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("WARD_", "LC_", "LANG"))}
    done = subprocess.run([str(part) for part in command], cwd=folder, env={**keep, "LC_ALL": "C", "NO_COLOR": "1"},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=300, check=False)
    if done.returncode != code:
        sys.exit(f"{' '.join(map(str, command))}\nended with {done.returncode}, not {code}:\n{done.stdout}")
    return done.stdout


def program_of(example):
    """The one program that the example builds."""
    names = re.findall(r"^add_executable\((\w+)", (example / "CMakeLists.txt").read_text(encoding="utf-8"), re.M)
    if len(names) != 1:
        sys.exit(f"{example.name}/CMakeLists.txt should build one program, and builds {len(names)}")
    return names[0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--prefix", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--cmake", action="append", default=[])
    parser.add_argument("--rewrite", action="store_true")
    parser.add_argument("example", type=pathlib.Path)
    given = parser.parse_args()
    prefix, build, example = given.prefix.resolve(), given.build.resolve(), given.example.resolve()

    shutil.rmtree(build, ignore_errors=True)
    run(["cmake", "-S", example, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}", *given.cmake], example)
    run(["cmake", "--build", build], example)

    # The installed tool finds its library by itself, wherever it is called.
    ward, bundle = prefix / "bin" / "ward", build / "example.wardb"
    for command in (["check", "--as-of", AS_OF], ["test"], ["build", "--as-of", AS_OF, "-o", bundle]):
        run([ward, *command], example / "policy")

    problems = []
    for one in json.loads((example / "expected" / "runs.json").read_text(encoding="utf-8")):
        arguments = [str(bundle) if argument == "BUNDLE" else argument for argument in one["run"]]
        said = run([build / program_of(example), *arguments], example, one["exit"])
        path = example / "expected" / (one["name"] + ".txt")
        if given.rewrite:
            path.write_text(said, encoding="utf-8")
        wanted = path.read_text(encoding="utf-8") if path.exists() else ""
        problems += difflib.unified_diff(wanted.splitlines(), said.splitlines(), f"expected/{path.name}", "now", lineterm="")
    print("\n".join(problems) or f"{example.name}: as expected")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
