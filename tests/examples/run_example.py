# SPDX-License-Identifier: Apache-2.0
"""Runs an example: run_example.py --tool WARD [--rewrite] EXAMPLE

EXAMPLE/expected/runs.json lists commands, each with its exit code. BUNDLE in a command is the example compiled.
A run with a `name` is compared as text with expected/NAME.txt (or with its `suffix`); --rewrite writes that anew, for a person to
read the difference. `as_of` is the day, where it is not that of all examples. `readme` says that the tables of README.md must agree with the verdicts; `never_met` that nothing may be met.
With `readme`, and where there is expected/NAME.json, the report is compared as JSON too.
"""

import difflib
import json
import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import ward_tool  # noqa: E402

CITATION = re.compile(r"^[\w.]+(\([\w]+\))*$|^\w+:[\w.()]+$")
DETAILS = {"partial": "partial", "by decision": "by_decision", "practice gap": "practice_gap", "excepted": "excepted"}


def fact(one):
    value = one.get("value", one.get("cause", one.get("rows")))
    return f"{one['kind']} {one['path']}: {value}" + (f" at {one['at']}" if "at" in one else "")


def summary(report):
    """What the report says of this organization, without what any edit of a library changes: its hash, its lines."""
    facts = ("reason", "to_met", "to_not_met", "missing", "stale", "corroborated_by")
    def line(one, name):
        return {name: one[name], "verdict": one["verdict"], "details": one["details"],
                **{key: [fact(each) for each in one[key]] for key in facts if one.get(key)}}
    return {
        **{key: report[key] for key in ("schema_version", "as_of", "profile", "organization", "assumed", "roles")},
        "authorities": [{key: value for key, value in one.items() if key != "sources"} for one in report["authorities"]],
        "provisions": [{**line(one, "citation"), "elements": {each["name"]: " ".join([each["verdict"], each.get("ground", "")]).strip() for each in one["elements"]}}
                       for one in report["provisions"]],
        "controls": [line(one, "path") for one in report["controls"]],
        "exceptions": [{key: one[key] for key in ("name", "state", "applies")} for one in report["exceptions"]],
        "not_judged": report["not_judged"]["bodies"] + [f"{one['citation']}: {one['why']}" for one in report["not_judged"]["provisions"]],
    }


def plain_text(text):
    return re.sub(r" · bundle [0-9a-f]{16}$| · \d+\.\d\d s$", "", text, flags=re.M)


def table_rows(text):
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) >= 2 and not set(cells[0]) <= set("- "):
            yield cells


def readme_problems(readme, report):
    """Each row `| citations or controls | verdict, details | why |` against the report."""
    lines = {one["citation"].split(":")[1]: one for one in report["provisions"]}
    lines.update({one["citation"]: one for one in report["provisions"]})
    lines.update({one["path"]: one for one in report["controls"]})
    problems, seen = [], set()
    for cells in table_rows(readme):
        names = [name.strip() for name in cells[0].split(",")]
        said = [part.strip() for part in cells[1].split(",")]
        verdict = said[0].replace(" ", "_")
        if verdict not in ("met", "not_met", "unknown", "not_applicable", "implemented", "not_implemented"):
            continue
        for name in names:
            if name not in lines:
                problems.append(f"README.md: {name} is {said[0]}; the report does not know it")
                continue
            line = lines[name]
            seen.add(line.get("citation", line.get("path")))
            if line["verdict"] != verdict:
                problems.append(f"README.md: {name} is {said[0]}; the report says {line['verdict']}")
            for words, detail in DETAILS.items():
                # A practice gap may also stand among the reasons.
                stated = words in said or (detail == "practice_gap" and detail in line["details"])
                if stated != (detail in line["details"]):
                    problems.append(f"README.md: {name} is {'' if stated else 'not '}{words}; the report says otherwise")
    for line in report["provisions"] + report["controls"]:
        name = line.get("citation", line.get("path"))
        if name not in seen and not name.startswith("house:"):
            problems.append(f"README.md does not derive {name}")
    counts = {(one["name"], verdict): one[verdict] for one in report["authorities"] for verdict in ("met", "not_met", "unknown", "not_applicable")}
    for said in re.findall(r"^### .*: (\d+) judged, (\d+) met, (\d+) not met, (\d+) unknown, (\d+) not applicable$", readme, re.M):
        found = [tuple(str(counts[(one["name"], verdict)]) for verdict in ("met", "not_met", "unknown", "not_applicable")) for one in report["authorities"]]
        if said[1:] not in found:
            problems.append(f"README.md counts {said}; the report counts {found}")
    return problems


class Example:
    def __init__(self, tool, folder, rewrite, work):
        self.tool, self.folder, self.rewrite, self.work = tool, folder, rewrite, work
        self.expected = folder / "expected"
        self.problems = []

    def ward(self, arguments, code, as_of=ward_tool.AS_OF):
        arguments = [str(self.work / "example.wardb") if argument == "BUNDLE" else argument for argument in arguments]
        done = ward_tool.run(self.tool, [*arguments, "--as-of", as_of], self.folder)
        if done.returncode != code:
            self.problems.append(f"`ward {' '.join(arguments)}` ended with {done.returncode}, not {code}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def compare(self, name, text):
        path = self.expected / name
        if self.rewrite:
            path.write_text(text, encoding="utf-8")
        wanted = path.read_text(encoding="utf-8") if path.exists() else ""
        if wanted != text:
            lines = difflib.unified_diff(wanted.splitlines(), text.splitlines(), f"expected/{name}", "now", lineterm="")
            self.problems.append("\n".join(list(lines)[:60]))

    def run(self):
        self.ward(["build", "-o", "BUNDLE"], 0)
        for one in json.loads((self.expected / "runs.json").read_text(encoding="utf-8")):
            as_of = one.get("as_of", ward_tool.AS_OF)
            said = self.ward(one["run"], one["exit"], as_of)
            if "name" not in one:
                continue
            self.compare(one["name"] + one.get("suffix", ".txt"), plain_text(said))
            if one["run"][0] != "eval":
                continue
            text = self.ward([*one["run"], "--format", "json"], one["exit"], as_of)
            if not text:
                continue  # refused, and said so above
            report = json.loads(text)
            name = one["name"] + ".json"
            if one.get("readme") or (self.expected / name).exists():
                self.compare(name, json.dumps(summary(report), indent=1, ensure_ascii=False) + "\n")
            if one.get("readme"):
                self.problems += readme_problems((self.folder / "README.md").read_text(encoding="utf-8"), report)
            if one.get("never_met"):
                self.problems += [f"{line['citation']} is met on {one['name']}" for line in report["provisions"] if line["verdict"] == "met"]
        return self.problems


def main(arguments):
    rewrite = "--rewrite" in arguments
    arguments = [argument for argument in arguments if argument != "--rewrite"]
    if len(arguments) != 3 or arguments[0] != "--tool":
        print(__doc__, file=sys.stderr)
        return 2
    tool, folder = str(pathlib.Path(arguments[1]).resolve()), pathlib.Path(arguments[2]).resolve()
    if not (folder / "expected" / "runs.json").exists():
        print(f"{folder.name} has no expected/runs.json")
        return 1
    with tempfile.TemporaryDirectory(prefix="ward_example_") as work:
        problems = Example(tool, folder, rewrite, pathlib.Path(work)).run()
    for problem in problems:
        print(problem)
    print(f"{folder.name}: {len(problems)} problems" if problems else f"{folder.name}: as expected")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
