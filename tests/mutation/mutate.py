#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plants defects into the library, one at a time, and says what catches each.

usage: mutate.py --tool WARD [--each N] [--seed S] [--jobs J] [--kind NAME] [--report FILE] [--verbose]

A defect is caught by the first of: `ward check` of the whole library with its proofs (an error or warning that the library does not give
without it), the tables of law that this project holds its library to (tests/conformance/law), the tests of the library (`ward test`), the
tables of since when (days.tsv) and of who covers what (covers.tsv). Of each kind of kinds.py N sites are taken, chosen by the seed; so a
smaller N takes a part of what a larger one takes. What survives must stand in survivors.tsv with a reason, and what stands there must survive when it is tried. --report
writes what is printed, as Markdown. Ends with 0 when no survivor lacks a reason.
"""

import argparse
import collections
import concurrent.futures
import hashlib
import pathlib
import random
import re
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import kinds  # noqa: E402
import library  # noqa: E402

FOLDERS = ("hipaa", "hitech", "pillars")  # whose text is spoiled; the rest is written from tables
LEFT_OUT = {"hipaa/index.ward"}           # for diagnostics only
# What the text of some folders is compared with: the root to compile, the script, what it is given beside the library.
TABLES = (("hipaa/breach", "hipaa/breach.ward", "check_breach.py"),
          ("hipaa/", "pillars/pillars.ward", "check_law.py", "hipaa/general.ward"),
          ("hitech/", "hitech/hitech.ward", "check_hitech.py", "hitech/hitech_to_hipaa.ward"))


class Defect:
    def __init__(self, kind, path, text, site):
        self.kind, self.path, self.site = kind, path, site
        self.line = text.count("\n", 0, site.start) + 1
        self.old, self.new = text[site.start:site.end], site.new
        self.text = text[:site.start] + site.new + text[site.end:] + site.extra
        # What it does and in which declaration, not where the line is: other edits of the file leave it the same.
        heads = re.findall(r"^\w+ [^\n]*", text[:site.start], re.M)
        before = text[max(0, site.start - 60):site.start]
        content = "|".join([path, heads[-1] if heads else "", before, self.old, self.new])
        self.id = f"{kind}-{hashlib.sha256(content.encode()).hexdigest()[:10]}"

    def __str__(self):
        short = lambda s: " ".join(s.split())[:60]
        return f"{self.id}  {self.path}:{self.line}  `{short(self.old)}` -> `{short(self.new)}`"


class Known:
    """What the library gives without a defect."""

    def __init__(self, whole):
        self.findings, _ = whole.check()
        inspected = whole.inspect()
        self.covers, self.days = library.covers(inspected), library.days(inspected)


def differs(whole, root, script, *more):
    inspected = whole.inspect(root)
    return inspected is None or library.law_differs(inspected, script, *(whole.folder / one for one in more))


def caught_by(whole, defect, known):
    new = sorted(whole.check()[0] - known.findings)
    if new:
        return new[0].split()[0]
    table = next((row for prefix, *row in TABLES if defect.path.startswith(prefix)), None)
    if table and differs(whole, *table):
        return "table of law"
    failed = whole.test()
    if failed is None or failed:
        return "tests"
    inspected = whole.inspect()
    if library.days(inspected) != known.days:
        return "days.tsv"
    return "covers.tsv" if library.covers(inspected) != known.covers else None


def all_defects():
    found = collections.defaultdict(list)
    for path in sorted((library.ROOT / "stdlib").rglob("*.ward")):
        name = path.relative_to(library.ROOT / "stdlib").as_posix()
        if name.endswith("_test.ward") or name.split("/")[0] not in FOLDERS or name in LEFT_OUT:
            continue
        text = path.read_text(encoding="utf-8")
        for kind in kinds.KINDS:
            for site in kind(text):
                if text[site.start:site.end] != site.new:
                    found[kind.__name__].append(Defect(kind.__name__, name, text, site))
    return found


def choose(given):
    """The defects to plant, and how many there are of each kind. In order of a hash, so that --each 1 is a part of --each 8."""
    defects = all_defects()
    chosen = []
    for kind in kinds.KINDS:
        sites = sorted(defects[kind.__name__], key=lambda one: one.id)
        if not sites:
            sys.exit(f"{kind.__name__}: no place in the library for it")
        random.Random(f"{given.seed} {kind.__name__}").shuffle(sites)
        if given.kind in (None, kind.__name__):
            chosen += sites[:given.each]
    return chosen, {name: len(sites) for name, sites in defects.items()}


def run(given, chosen, known, libraries):
    """For each defect what catches it, or None."""
    def try_one(defect):
        whole = libraries.pop()
        try:
            target = whole.folder / defect.path
            text = target.read_text(encoding="utf-8")
            target.write_text(defect.text, encoding="utf-8")
            try:
                return caught_by(whole, defect, known)
            finally:
                target.write_text(text, encoding="utf-8")
        finally:
            libraries.append(whole)

    results = []
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        for count, (defect, by) in enumerate(zip(chosen, pool.map(try_one, chosen)), 1):
            results.append((defect, by))
            if sys.stderr.isatty():
                print(f"\r{count} of {len(chosen)}", end="", file=sys.stderr, flush=True)
            if given.verbose:
                print(f"{by or 'SURVIVED':16} {defect}", flush=True)
    return results


def table(results, sites):
    rows = [("kind", "sites", "planted", "caught", "by")]
    for kind in kinds.KINDS:
        counts = collections.Counter(by for defect, by in results if defect.kind == kind.__name__)
        if planted := sum(counts.values()):
            by = ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=str) if name)
            rows.append((kind.__name__, sites[kind.__name__], planted, planted - counts[None], by))
    total = collections.Counter(by for _, by in results)
    rows.append(("all", sum(sites.values()), len(results), len(results) - total[None],
                 ", ".join(f"{name} {count}" for name, count in total.most_common() if name)))
    return rows


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--tool", required=True)
    options.add_argument("--each", type=int, default=1)
    options.add_argument("--seed", default="1")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--kind")
    options.add_argument("--report")
    options.add_argument("--verbose", action="store_true")
    given = options.parse_args()
    tool = str(pathlib.Path(given.tool).resolve())
    reasons = {row[0]: row[-1] for row in library.read_table(library.SURVIVORS, ["id", "what", "reason"])}
    chosen, sites = choose(given)

    with tempfile.TemporaryDirectory(prefix="ward_mutation_") as name:
        libraries = []
        for worker in range(given.jobs):
            folder = pathlib.Path(name) / str(worker)
            folder.mkdir()
            libraries.append(library.Library(tool, folder))
        if libraries[0].test() != []:
            sys.exit("the tests of the library fail as it is")
        if any(differs(libraries[0], *table) for _, *table in TABLES):
            sys.exit("the library as it is differs from a table of law")
        known = Known(libraries[0])
        for other in libraries[1:]:
            shutil.copytree(libraries[0].folder.parent / "cache", other.folder.parent / "cache", dirs_exist_ok=True)
        results = run(given, chosen, known, libraries)

    rows = table(results, sites)
    for row in rows:
        print(f"{row[0]:26} {row[1]:>6} {row[2]:>8} {row[3]:>7}  {row[4]}")
    survivors = [defect for defect, by in results if by is None]
    problems = [f"survivors.tsv: {defect.id} is caught by {by}; take it out" for defect, by in results if by and defect.id in reasons]
    for defect in survivors:
        print(f"survived: {defect}\n    {reasons.get(defect.id, 'NO REASON in survivors.tsv')}")
        if defect.id not in reasons:
            problems.append(f"nothing catches {defect}")
    for problem in problems:
        print(f"problem: {problem}")
    print(f"{len(results) - len(survivors)} of {len(results)} caught, {len(survivors)} survived, {len(problems)} problems")
    if given.report:
        lines = ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
        lines.insert(1, "| --- | ---: | ---: | ---: | --- |")
        lines += ["", *(f"- `{defect.id}` {defect.path}: `{' '.join(defect.old.split())}` -> `{' '.join(defect.new.split())}`: {reasons.get(defect.id, 'no reason yet')}"
                        for defect in survivors)]
        pathlib.Path(given.report).write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
