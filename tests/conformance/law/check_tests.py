#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every judged provision of the library is seen met, not met and unknown by the tests beside the law, and every
addressable specification met by decision.

usage: check_tests.py LIBRARY.json FOLDER     LIBRARY.json: `ward inspect --format json`, - for standard input
       check_tests.py --self-test
It reads what the tests expect of a whole provision; that they pass is for `ward test` to say.
Exit code 0: nothing is missing; 1: something is, one line each; 2: bad input.
"""

import json
import pathlib
import re
import sys

JUDGED = {"obligation", "prohibition", "right", "condition"}
EXPECTATION = re.compile(
    r"\bexpect\s+(?P<citation>[a-z_0-9]+:[^\s{]+(?<!\.))\s+(?P<verdict>met|not_met|unknown|not_applicable)\b"
    r"(?:\s+with\s+(?P<details>[a-z_]+(?:\s*,\s*[a-z_]+)*))?")


def without_comments_and_strings(text):
    return re.sub(r'//[^\n]*|"(?:[^"\\\n]|\\.)*"', lambda found: '""' if found[0][0] == '"' else "", text)


def seen_in(text):
    """Citation to the verdicts that a test module expects of it; `by_decision` beside them."""
    seen = {}
    for found in EXPECTATION.finditer(without_comments_and_strings(text)):
        verdicts = seen.setdefault(found["citation"], set())
        verdicts.add(found["verdict"])
        if found["verdict"] == "met" and "by_decision" in re.findall("[a-z_]+", found["details"] or ""):
            verdicts.add("by_decision")
    return seen


def missing(provisions, seen):
    found = []
    for provision in provisions:
        if provision["modality"] not in JUDGED:
            continue
        wanted = ["met", "not_met", "unknown"]
        if provision["designation"] == "addressable":
            wanted.append("by_decision")
        for verdict in wanted:
            if verdict not in seen.get(provision["citation"], set()):
                found.append(f"{provision['citation']}: no test expects it {verdict.replace('by_decision', 'met with by_decision')}")
    return found


def self_test():
    addressable = [{"citation": "law:1(a)", "modality": "obligation", "designation": "addressable"},
                   {"citation": "law:2", "modality": "scope", "designation": "none"}]
    whole = """test "t" { given { }
      expect law:1(a) met with partial, by_decision because org.roles
      expect law:1(a) not_met because a["law:1(a)"]
      case "c" { expect law:1(a) unknown } }"""
    problems = missing(addressable, seen_in(whole))
    for what, text in (
            ("a missing met", whole.replace("met with partial, by_decision", "not_applicable")),
            ("a missing not_met", whole.replace("not_met", "unknown")),
            ("a missing unknown", whole.replace("unknown", "not_met")),
            ("a missing decision", whole.replace(", by_decision", "")),
            ("an element in the place of its provision", whole.replace("expect law:1(a) unknown", "expect law:1(a).{x} unknown")),
            ("another provision", whole.replace("expect law:1(a) unknown", "expect law:1(a)(i) unknown")),
            ("an expectation in a comment", whole.replace("expect law:1(a) not_met", "// expect law:1(a) not_met")),
            ("an expectation in a string", whole.replace('"c" { expect law:1(a) unknown', '"expect law:1(a) unknown" {'))):
        if not missing(addressable, seen_in(text)):
            problems.append(f"{what} was not found")
    return problems


def main(arguments):
    if arguments == ["--self-test"]:
        problems = self_test()
        print("\n".join(problems) if problems else "every planted gap was found")
        return 1 if problems else 0
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        document = json.loads(sys.stdin.read() if arguments[0] == "-" else pathlib.Path(arguments[0]).read_text(encoding="utf-8"))
        provisions = document["provisions"]
        files = sorted(pathlib.Path(arguments[1]).glob("*_test.ward"))
        if not files or not provisions:
            raise ValueError("no tests or no provisions")
        seen = {}
        for file in files:
            for citation, verdicts in seen_in(file.read_text(encoding="utf-8")).items():
                seen.setdefault(citation, set()).update(verdicts)
        found = missing(provisions, seen)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        print(f"check_tests.py: {type(problem).__name__}: {problem}", file=sys.stderr)
        return 2
    for line in found:
        print(line)
    print(f"{len(provisions)} provisions, {len(files)} test modules, {len(found)} gaps")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
