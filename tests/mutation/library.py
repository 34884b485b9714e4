# SPDX-License-Identifier: Apache-2.0
"""A copy of the library with one root that uses all of it, and what the tool says of that."""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LAW = ROOT / "tests" / "conformance" / "law"
AS_OF = "2026-11-22"  # the day of the library's tests
LIMIT = 300  # seconds for one program
FINDINGS, SURVIVORS, COVERS, DAYS = (HERE / name for name in ("findings.tsv", "survivors.tsv", "covers.tsv", "days.tsv"))


def read_table(path, columns):
    """Rows of a table whose last column is a reason."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != columns:
        sys.exit(f"{path.name}: the columns are not {', '.join(columns)}")
    rows = [line.split("\t") for line in lines[1:] if line]
    if any(len(row) != len(columns) or not row[-1].strip() for row in rows):
        sys.exit(f"{path.name}: a row without a reason")
    return rows


def modules(folder):
    """Module -> the modules that it uses, tests left out."""
    out = {}
    for path in sorted(folder.rglob("*.ward")):
        if path.name.endswith("_test.ward"):
            continue
        text = path.read_text(encoding="utf-8")
        out[re.search(r"^module (\S+)", text, re.M)[1]] = set(re.findall(r"^use (\S+)", text, re.M))
    return out


class Library:
    """One worker's copy, below `folder`."""

    def __init__(self, tool, folder):
        self.tool, self.folder = tool, folder / "stdlib"
        shutil.copytree(ROOT / "stdlib", self.folder)
        every = modules(self.folder)
        roots = set(every) - set().union(*every.values())
        # A finding is only for modules of the package, so that the root is one that nobody uses.
        text = "".join(f"use {module} as root{i}\n" for i, module in enumerate(sorted(roots)))
        (self.folder / "everything.ward").write_text(f"module everything as of {AS_OF}\n\n{text}", encoding="utf-8")
        manifest = self.folder / "ward.toml"
        manifest.write_text(re.sub(r'^root = .*$', 'root = "everything"', manifest.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")
        self.files = len(every) + 1
        self.environment = {**os.environ, "WARD_STDLIB": str(self.folder), "XDG_CACHE_HOME": str(folder / "cache"), "NO_COLOR": "1"}

    def ward(self, *arguments):
        """Exit code and the JSON that was written, or None."""
        done = subprocess.run([self.tool, *arguments, "--as-of", AS_OF, "--format", "json"], cwd=self.folder, env=self.environment,
                              capture_output=True, text=True, timeout=LIMIT)
        if done.returncode not in (0, 1) or not done.stdout:
            return done.returncode, None
        return done.returncode, json.loads(done.stdout)

    def check(self):
        """What `ward check` finds, and its whole answer."""
        code, said = self.ward("check", str(self.folder))
        if said is None:
            return {f"exit {code}"}, None
        return {f"{one['code']} {one.get('message', '')}" for one in said["diagnostics"]}, said

    def inspect(self, root="."):
        return self.ward("inspect", str(self.folder / root))[1]

    def test(self):
        """The names of tests that fail, sorted; None where no test could be run."""
        _, said = self.ward("test", str(self.folder))
        return said and sorted(one["name"] for one in said["tests"] if not one["passed"])


def law_differs(inspected, script, *more):
    """Whether a table of tests/conformance/law says otherwise."""
    done = subprocess.run([sys.executable, LAW / script, "/dev/stdin", *more], input=json.dumps(inspected), capture_output=True, text=True, timeout=LIMIT)
    return done.returncode != 0


def covers(inspected):
    """Who covers what, as a table."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
    writer.writerow(["element", "controls"])
    for provision in inspected["provisions"]:
        for element in provision["elements"]:
            if element["controls"]:
                writer.writerow([f"{provision['citation']}.{{{element['name']}}}", ", ".join(element["controls"])])
    for control in inspected["controls"]:
        for aligned in control["aligns"]:
            writer.writerow([str(aligned), control["path"]])
    return out.getvalue()


def days(inspected):
    """Since when each provision of the law is in force, and when it was due, as a table."""
    rows = ["provision\tfrom\tuntil\tdue"]
    for one in inspected["provisions"]:
        if one["citation"].startswith(("hipaa:", "hitech:")):
            rows.append("\t".join([one["citation"], *(one[name] or "" for name in ("in_force_from", "in_force_until", "due"))]))
    return "\n".join(rows) + "\n"
