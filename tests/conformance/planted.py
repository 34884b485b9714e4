#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plants each defect of planted.tsv into the runtime and demands that the corpus catches it.

usage: planted.py BUILD [ID ...]

BUILD is a Ninja build folder in which `conformance` is built. One defect at a time is put into a copy
of runtime/ under BUILD; that file alone is compiled, in a copy of the runtime's library, and the
program is linked anew. A defect is caught when the same cases run and at least one of them fails.
Ends with 0 when the unchanged program passes and every defect is caught; 77: cannot run here.
"""

import concurrent.futures
import json
import queue
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
COLUMNS = ["id", "file", "occurrence", "rule", "find", "replace"]
JOBS = 2
LIMIT = 120  # seconds for one program
LIBRARY = "lib/libward_runtime.a"
CONTROL = "runtime/core/number.cpp"


class Fault(Exception):
    pass


def unescape(text):
    return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text)


def read_defects(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != COLUMNS:
        raise Fault(f"{path.name}: the columns are not {', '.join(COLUMNS)}")
    defects = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS):
            raise Fault(f"{path.name}:{number}: {len(cells)} columns, not {len(COLUMNS)}")
        defect = dict(zip(COLUMNS, cells))
        defect["find"] = unescape(defect["find"])
        defect["replace"] = unescape(defect["replace"])
        defects.append(defect)
    if len({defect["id"] for defect in defects}) != len(defects):
        raise Fault(f"{path.name}: an id stands twice")
    return defects


def call(arguments, folder):
    try:
        return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        raise Fault(f"{Path(arguments[0]).name} did not end in {LIMIT} seconds") from None


def must(arguments, folder, what):
    done = call(arguments, folder)
    if done.returncode != 0:
        raise Fault(f"{what} failed: {(done.stderr or done.stdout).strip()[:600]}")
    return done.stdout


class Build:
    def __init__(self, folder):
        self.folder = folder
        self.compile = {}
        for entry in json.loads((folder / "compile_commands.json").read_text(encoding="utf-8")):
            path = Path(entry["file"])
            if "/ward_runtime.dir/" in entry["command"] and SOURCE in path.resolve().parents:
                self.compile[path.resolve().relative_to(SOURCE).as_posix()] = entry
        commands = must(["ninja", "-C", str(folder), "-t", "commands", "conformance"], folder, "ninja")
        line = commands.strip().splitlines()[-1]
        words = shlex.split(line)
        # The line is `: && LINK && :`, and may say more after LINK.
        steps = [[]]
        for word in words:
            if word == "&&":
                steps.append([])
            else:
                steps[-1].append(word)
        links = [step for step in steps if "-o" in step and LIBRARY in step]
        if len(links) != 1:
            raise Fault("found no command that links conformance with the runtime's library")
        self.link = links[0]
        self.program = self.link[self.link.index("-o") + 1]
        self.members = must(["ar", "t", LIBRARY], folder, "ar").split()

    def make(self, file, scratch):
        """The program with the scratch folder's version of one file of the runtime."""
        entry = self.compile.get(file)
        if entry is None:
            raise Fault(f"{file} is not compiled into the runtime")
        command = shlex.split(entry["command"])
        built = Path(command[command.index("-o") + 1]).name
        if self.members.count(built) != 1:
            raise Fault(f"the library has {self.members.count(built)} members {built}")
        changed = scratch / built
        root = entry["file"][: -len(file)]
        # A defect may leave something unused: warnings are not what is tested.
        command = [word.replace(f"{root}runtime", f"{scratch}/runtime") for word in command if word != "-Werror"]
        command[command.index("-o") + 1] = str(changed)
        must(command + ["-w", "-g0"], entry["directory"], "compiling")
        library = scratch / "libward_runtime.a"
        shutil.copyfile(self.folder / LIBRARY, library)
        must(["ar", "r", str(library), str(changed)], scratch, "ar")
        program = scratch / "conformance"
        program.unlink(missing_ok=True)
        link = [str(library) if word == LIBRARY else word for word in self.link]
        link[link.index("-o") + 1] = str(program)
        must(link, self.folder, "linking")
        return program


def run_corpus(program):
    """How many cases passed, how many failed, and in how many things expected the verdict differs."""
    done = call([str(program), str(HERE / "cases")], SOURCE)
    last = re.fullmatch(r"(\d+) passed, (\d+) failed", (done.stdout.strip().splitlines() or [""])[-1])
    if last is None:
        raise Fault(f"the program ended with {done.returncode} and without its counts")
    passed, failed = int(last[1]), int(last[2])
    if done.returncode != (1 if failed else 0):
        raise Fault(f"{failed} cases failed and the program ended with {done.returncode}")
    return passed, failed, len(re.findall(r": runtime: .* is .*, expected ", done.stdout))


def plant(defect, scratch):
    path = scratch / defect["file"]
    text = (SOURCE / defect["file"]).read_text(encoding="utf-8")
    found = text.count(defect["find"])
    if defect["occurrence"] == "-":
        if found != 1:
            raise Fault(f"the text to find occurs {found} times")
        nth = 1
    else:
        nth = int(defect["occurrence"])
        if not 1 <= nth <= found:
            raise Fault(f"the text to find occurs {found} times, not {nth}")
    at = -1
    for _ in range(nth):
        at = text.index(defect["find"], at + 1)
    path.write_text(text[:at] + defect["replace"] + text[at + len(defect["find"]) :], encoding="utf-8")
    return path


def try_defect(build, defect, cases, folders):
    scratch = folders.get()
    try:
        path = plant(defect, scratch)
        try:
            passed, failed, verdicts = run_corpus(build.make(defect["file"], scratch))
        finally:
            shutil.copyfile(SOURCE / defect["file"], path)
        if passed + failed != cases:
            raise Fault(f"{passed + failed} cases ran, not {cases}")
        if failed == 0:
            raise Fault("no case catches it")
        return True, f"{failed} cases fail, {verdicts} verdicts differ"
    except Fault as fault:
        return False, f"NOT CAUGHT: {fault}"
    finally:
        folders.put(scratch)


def main(arguments):
    if not arguments:
        print(__doc__.strip())
        return 2
    folder = Path(arguments[0]).resolve()
    for needed in ("compile_commands.json", "build.ninja"):
        if not (folder / needed).exists():
            print(f"{needed} is not in the build folder")
            return 77
    defects = read_defects(HERE / "planted.tsv")
    unknown = set(arguments[1:]) - {defect["id"] for defect in defects}
    if unknown:
        raise Fault(f"no defect {', '.join(sorted(unknown))}")
    if arguments[1:]:
        defects = [defect for defect in defects if defect["id"] in arguments[1:]]
    build = Build(folder)
    scratch = folder / "conformance_planted"
    shutil.rmtree(scratch, ignore_errors=True)
    folders = queue.Queue()
    for job in range(JOBS):
        shutil.copytree(SOURCE / "runtime", scratch / str(job) / "runtime")
        folders.put(scratch / str(job))

    # What is built here without a defect must pass too, or the failures below would say nothing.
    cases = None
    for name, program in (("unchanged", folder / build.program), ("rebuilt", build.make(CONTROL, scratch / "0"))):
        passed, failed, _ = run_corpus(program)
        print(f"{name}: {passed} cases pass, {failed} fail", flush=True)
        if failed or not passed or cases not in (None, passed):
            raise Fault(f"the {name} program must pass every case")
        cases = passed

    caught = 0
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        results = pool.map(lambda defect: try_defect(build, defect, cases, folders), defects)
        for defect, (good, words) in zip(defects, results):
            print(f"{defect['id']} ({defect['rule']}): {words}", flush=True)
            caught += good
    shutil.rmtree(scratch, ignore_errors=True)
    print(f"{caught} passed, {len(defects) - caught} failed")
    return 0 if caught and caught == len(defects) else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Fault as fault:
        print(fault)
        sys.exit(1)
