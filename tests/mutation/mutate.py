#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plants defects into the library, one at a time, and says what catches each.

usage: mutate.py --tool WARD [--each N] [--seed S] [--jobs J] [--kind NAME] [--verbose]

A defect is caught by the first of: `ward check` with its proofs (an error or warning that the library does not give without it), the
comparison with the reference table (tests/conformance/law/check_law.py), the tests of the library. Of each kind of kinds.py N sites are
taken, chosen by the seed. What survives must stand in survivors.tsv with a reason, and what stands there must survive when it is tried.
Ends with 0 when nothing was found in the library as it is but what findings.tsv lists, and no survivor lacks a reason.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))
import kinds  # noqa: E402

AS_OF = "2026-11-22"
LAW = ROOT / "tests" / "conformance" / "law" / "check_law.py"
LIMIT = 300  # seconds for one program


def read_table(name, columns):
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != columns:
        sys.exit(f"{name}: the columns are not {', '.join(columns)}")
    rows = [line.split("\t") for line in lines[1:] if line]
    if any(len(row) != len(columns) or not row[-1].strip() for row in rows):
        sys.exit(f"{name}: a row without a reason")
    return rows


class Defect:
    def __init__(self, kind, path, text, site):
        self.kind, self.path, self.site = kind, path, site
        self.line = text.count("\n", 0, site.start) + 1
        self.old, self.new = text[site.start:site.end], site.new
        self.text = text[:site.start] + site.new + text[site.end:] + site.extra
        # What it does, not where the line is: other edits of the file leave it the same.
        before = text[max(0, site.start - 60):site.start]
        self.id = f"{kind}-{hashlib.sha256('|'.join([path, before, self.old, self.new]).encode()).hexdigest()[:10]}"

    def __str__(self):
        short = lambda s: " ".join(s.split())[:60]
        return f"{self.id}  {self.path}:{self.line}  `{short(self.old)}` -> `{short(self.new)}`"


class Library:
    """A copy of the library for one worker."""

    def __init__(self, tool, folder):
        self.tool, self.folder = tool, folder / "stdlib"
        shutil.copytree(ROOT / "stdlib", self.folder)
        self.environment = {**os.environ, "WARD_STDLIB": str(self.folder), "XDG_CACHE_HOME": str(folder / "cache"), "NO_COLOR": "1"}

    def ward(self, *arguments):
        done = subprocess.run([self.tool, *arguments, "--as-of", AS_OF, "--format", "json"], cwd=self.folder, env=self.environment,
                              capture_output=True, text=True, timeout=LIMIT)
        if done.returncode not in (0, 1) or not done.stdout:
            return done.returncode, None
        return done.returncode, json.loads(done.stdout)

    def findings(self):
        code, said = self.ward("check", str(self.folder))
        if said is None:
            return {f"exit {code}"}
        return {f"{one['code']} {one.get('message', '')}" for one in said["diagnostics"]}

    def caught_by(self, known):
        new = sorted(self.findings() - known)
        if new:
            return next((one.split()[0] for one in new), "?")
        code, inspected = self.ward("inspect", str(self.folder))
        if inspected is None:
            return f"inspect ended with {code}"
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as written:
            json.dump(inspected, written)
            written.flush()
            law = subprocess.run([sys.executable, LAW, written.name, self.folder / "hipaa" / "general.ward"], capture_output=True, text=True, timeout=LIMIT)
        if law.returncode != 0:
            return "reference table"
        code, _ = self.ward("test", str(self.folder))
        return "tests" if code != 0 else None


def all_defects():
    found = collections.defaultdict(list)
    for path in sorted((ROOT / "stdlib").rglob("*.ward")):
        name = path.relative_to(ROOT / "stdlib").as_posix()
        if name.endswith("_test.ward") or name.split("/")[0] not in ("hipaa", "pillars") or name == "hipaa/index.ward":
            continue
        text = path.read_text(encoding="utf-8")
        for kind in kinds.KINDS:
            for site in kind(text):
                if text[site.start:site.end] != site.new:
                    found[kind.__name__].append(Defect(kind.__name__, name, text, site))
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tool", required=True)
    options.add_argument("--each", type=int, default=2)
    options.add_argument("--seed", default="1")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--kind")
    options.add_argument("--verbose", action="store_true")
    given = options.parse_args()
    tool = str(pathlib.Path(given.tool).resolve())
    reasons = {row[0]: row[-1] for row in read_table("survivors.tsv", ["id", "reason"])}
    listed = {row[0] for row in read_table("findings.tsv", ["finding", "reason"])}

    defects = all_defects()
    chosen = []
    for kind in kinds.KINDS:
        sites = sorted(defects[kind.__name__], key=lambda one: one.id)
        if not sites:
            sys.exit(f"{kind.__name__}: no place in the library for it")
        if given.kind in (None, kind.__name__):
            chosen += random.Random(f"{given.seed} {kind.__name__}").sample(sites, min(given.each, len(sites)))

    problems = []
    with tempfile.TemporaryDirectory(prefix="ward_mutation_") as name:
        libraries = []
        for worker in range(given.jobs):
            folder = pathlib.Path(name) / str(worker)
            folder.mkdir()
            libraries.append(Library(tool, folder))
        known = libraries[0].findings()
        for other in libraries[1:]:
            shutil.copytree(libraries[0].folder.parent / "cache", other.folder.parent / "cache", dirs_exist_ok=True)
        problems += [f"the library as it is: {one}" for one in sorted(known - listed)]

        def try_one(defect):
            library = libraries.pop()
            try:
                target = library.folder / defect.path
                whole = target.read_text(encoding="utf-8")
                target.write_text(defect.text, encoding="utf-8")
                try:
                    return library.caught_by(known)
                finally:
                    target.write_text(whole, encoding="utf-8")
            finally:
                libraries.append(library)

        caught = collections.defaultdict(collections.Counter)
        survivors = []
        with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
            for count, (defect, by) in enumerate(zip(chosen, pool.map(try_one, chosen)), 1):
                caught[defect.kind][by or "survived"] += 1
                if sys.stderr.isatty():
                    print(f"\r{count} of {len(chosen)}", end="", file=sys.stderr, flush=True)
                if given.verbose:
                    print(f"{by or 'SURVIVED':16} {defect}", flush=True)
                if by is None:
                    survivors.append(defect)
                elif defect.id in reasons:
                    problems.append(f"survivors.tsv: {defect.id} is caught by {by}; take it out")

    print(f"{'kind':26} planted caught  by")
    for kind in kinds.KINDS:
        counts = caught[kind.__name__]
        if planted := sum(counts.values()):
            by = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()) if name != "survived")
            print(f"{kind.__name__:26} {planted:7} {planted - counts['survived']:6}  {by}")
    planted = len(chosen)
    print(f"{'all':26} {planted:7} {planted - len(survivors):6}  in {len([k for k in caught])} kinds")
    for defect in survivors:
        print(f"survived: {defect}\n    {reasons.get(defect.id, 'NO REASON in survivors.tsv')}")
        if defect.id not in reasons:
            problems.append(f"nothing catches {defect}")
    for problem in problems:
        print(f"problem: {problem}")
    print(f"{planted - len(survivors)} of {planted} caught, {len(survivors)} survived, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
