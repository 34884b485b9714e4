#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The controls of the library are complete, listed, and seen implemented, not implemented and unknown by the tests
beside them.

usage: check_controls.py FOLDER     FOLDER: the library's `pillars`
       check_controls.py --self-test
It reads what the tests expect; that they pass is for `ward test` to say. Exit code 0: nothing is missing; 1: something
is, one line each.
"""

import pathlib
import re
import sys

PILLARS = {"identity_access", "endpoint_device", "email_phishing", "network_cloud", "backup_recovery",
           "incident_monitoring", "governance"}
LINES = {"implemented", "not_implemented", "unknown"}
CONTROL = re.compile(r"((?:^///[^\n]*\n)*)^control (\S+) \"[^\"]+\" \{\n(.*?)^\}", re.M | re.S)
EXPECTATION = re.compile(r"\bexpect control (\S+)\s+(implemented|not_implemented|unknown|not_applicable)\b")
LISTED = re.compile(r"`([a-z_]+\.[a-z_]+)`")


def clauses(body):
    return {keyword: [value.strip() for value in re.findall(rf"^  {keyword}\b(.*)", body, re.M)]
            for keyword in ("pillar", "owner", "effort", "evidence", "covers", "implemented when")}


def controls_in(text):
    """Path to (comment, clauses, body)."""
    return {path: (comment, clauses(body), body) for comment, path, body in CONTROL.findall(text)}


def missing(controls, expectations, practices):
    """What each control lacks, one line each. `practices`: the text of the list of practices."""
    found = []
    seen = {}
    for path, line in expectations:
        seen.setdefault(path, set()).add(line)
    bodies = {}
    for path, (comment, clause, body) in sorted(controls.items()):
        if not comment:
            found.append(f"{path}: no comment")
        found += [f"{path}: no `{keyword}`" for keyword, values in clause.items() if not values]
        found += [f"{path}: no pillar `{pillar}`" for pillar in clause["pillar"] if pillar not in PILLARS]
        found += [f"{path}: no test expects it {line}" for line in sorted(LINES - seen.get(path, set()))]
        if asked := re.search(r"implemented when(.*?)\n  evidence", body, re.S):
            same = bodies.setdefault(re.sub(r"\s+", " ", asked[1]), path)
            if same != path:
                found.append(f"{path}: asks the same as {same}")
    listed = set(LISTED.findall(practices))
    found += [f"{path}: not in the list of practices" for path in sorted(set(controls) - listed)]
    found += [f"{path}: in the list of practices, but no control" for path in sorted(listed - set(controls))]
    count = re.search(r"^(\d+) controls", practices, re.M)
    if count is None or int(count[1]) != len(controls):
        found.append(f"the list of practices counts {count and count[1]} controls, there are {len(controls)}")
    for pillar in sorted(PILLARS - {pillar for _, clause, _ in controls.values() for pillar in clause["pillar"]}):
        found.append(f"{pillar}: a pillar without controls")
    return found


def read(folder):
    controls = {}
    expectations = []
    for path in sorted(folder.glob("*.ward")):
        text = path.read_text(encoding="utf-8")
        if path.stem.endswith("_test"):
            expectations += EXPECTATION.findall(text)
        else:
            controls |= controls_in(text)
    return controls, expectations, (folder / "PRACTICES.md").read_text(encoding="utf-8")


def self_test():
    whole = "".join(f"""/// Why.
control {pillar}.one "One" {{
  pillar {pillar}
  owner "Somebody"
  effort 1 day
  implemented when {pillar}.done
  evidence note "A note" fresh for 90 days
  covers act:1
}}
""" for pillar in sorted(PILLARS))
    expectations = [(f"{pillar}.one", line) for pillar in PILLARS for line in LINES]
    practices = "7 controls\n" + " ".join(f"`{pillar}.one`" for pillar in PILLARS)
    assert missing(controls_in(whole), expectations, practices) == []
    for old, new, says in (("  owner \"Somebody\"\n", "", "no `owner`"),
                           ("  evidence note \"A note\" fresh for 90 days\n", "", "no `evidence`"),
                           ("/// Why.\n", "", "no comment"),
                           ("pillar governance\n", "pillar government\n", "no pillar `government`"),
                           ("implemented when governance.done", "implemented when backup_recovery.done", "asks the same")):
        assert any(says in line for line in missing(controls_in(whole.replace(old, new, 1)), expectations, practices)), says
    for i in range(len(expectations)):
        assert len(missing(controls_in(whole), expectations[:i] + expectations[i + 1:], practices)) == 1
    assert len(missing(controls_in(whole), expectations, practices.replace("`governance.one`", "`governance.two`"))) == 2
    assert len(missing(controls_in(whole), expectations, practices.replace("7", "8"))) == 1


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    controls, expectations, practices = read(pathlib.Path(arguments[0]))
    found = missing(controls, expectations, practices)
    print("\n".join([*found, f"{len(controls)} controls, {len(expectations)} expectations, {len(found)} gaps"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
