# SPDX-License-Identifier: Apache-2.0
"""Every numbered rule of the language reference that gives meaning is named by a test, as `R5.12`."""

import re

import tree

REFERENCE = "grammar/REFERENCE.md"
CHAPTERS = {"3", "4", "5", "6", "7", "8", "9", "10", "11"}
# May only shrink: an entry that a test names, or that is no rule, fails.
UNMENTIONED = "tests/meta/unmentioned_rules.txt"
MENTION = re.compile(r"\bR(\d+)\.(\d+)\b")


def main():
    findings = []
    rules = re.findall(r"^- \*\*R(\d+)\.(\d+)\*\*", tree.read(REFERENCE), re.M)
    for rule in sorted({rule for rule in rules if rules.count(rule) > 1}):
        findings.append(f"{REFERENCE}: R{rule[0]}.{rule[1]} stands there twice")
    mentioned = {}
    for path in tree.text_files():
        if path.parts[0] == "tests" and "meta" not in path.parts:
            for rule in MENTION.findall(tree.read(path)):
                mentioned.setdefault(rule, path)
    for rule, path in sorted(mentioned.items()):
        if rule not in rules:
            findings.append(f"{path}: names R{rule[0]}.{rule[1]}, which {REFERENCE} does not have")
    excepted = tree.read_list(UNMENTIONED)
    needed = [rule for rule in rules if rule[0] in CHAPTERS]
    for rule in needed:
        name = f"R{rule[0]}.{rule[1]}"
        if rule in mentioned and name in excepted:
            findings.append(f"{UNMENTIONED}: {mentioned[rule]} names {name} now; take it out")
        if rule not in mentioned and not excepted.get(name):
            findings.append(f"no test names {name}")
    for name in excepted:
        if tuple(name[1:].split(".")) not in rules:
            findings.append(f"{UNMENTIONED}: {name} is no rule")
    tree.finish(findings, f"{len(needed)} rules, {len(excepted)} excepted")


main()
