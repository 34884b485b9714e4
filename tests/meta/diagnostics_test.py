# SPDX-License-Identifier: Apache-2.0
"""Every diagnostic has a number of its block, a page in the catalogue and a test; and the other way round."""

import re

import tree

FOLDER = "compiler/diag"
BLOCKS = {"parse": 1, "resolve": 2, "check": 3, "project": 4, "type": 5, "lint": 6}
ENTRY = re.compile(r'^WARD_DIAG\(\s*(\d+)\s*,\s*(\w+)\s*,\s*(\w+)\s*,\s*((?:"(?:[^"\\]|\\.)*"\s*)+)', re.M)
RETIRED = re.compile(r"^WARD_DIAG_RETIRED\(\s*(\d+)", re.M)


def kebab(name):
    return re.sub(r"(?<!^)(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z0-9])", "-", name).lower()


def read_lists(findings):
    """code -> name of what is in use, and the set of retired codes."""
    used, retired = {}, set()
    for list_name, block in BLOCKS.items():
        path = f"{FOLDER}/diagnostics_{list_name}.def"
        text = tree.read(path)
        previous = 0
        for match in ENTRY.finditer(text):
            code, name, severity = int(match[1]), match[2], match[3]
            message = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', match[4]))
            where = f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {code}"
            if code // 1000 != block:
                findings.append(f"{where} does not belong to block {block}xxx")
            if code in used:
                findings.append(f"{where} is used twice")
            if code <= previous:
                findings.append(f"{where} is out of order")
            if severity not in ("error", "warning", "note"):
                findings.append(f"{where} has the severity {severity}")
            if message.endswith(".") or (message[:1].isupper() and not message[1:2].isupper()):
                findings.append(f"{where}: messages start in lower case and end without a full stop")
            if name in used.values():
                findings.append(f"{where}: the name {name} is used twice")
            used[code], previous = name, code
        entries = len(re.findall(r"^WARD_DIAG\(", text, re.M))
        if entries != len(ENTRY.findall(text)):
            findings.append(f"{path}: a line is not of the form WARD_DIAG(code, Name, severity, \"message\"...")
        retired |= {int(match[1]) for match in RETIRED.finditer(text)}
    for code in retired & used.keys():
        findings.append(f"{FOLDER}: {code} is retired and in use")
    return used, retired


def check_pages(used, findings):
    pages = {}
    for path in tree.files():
        if path.parent.as_posix() == f"{FOLDER}/catalog" and path.suffix == ".md":
            match = re.fullmatch(r"(\d{4})-([a-z0-9-]+)\.md", path.name)
            if not match:
                findings.append(f"{path}: a page is called NNNN-name-in-kebab-case.md")
                continue
            pages[int(match[1])] = path
            title = tree.read(path).split("\n", 1)[0]
            if not title.startswith(f"# WARD{match[1]} "):
                findings.append(f"{path}:1: the title begins with `# WARD{match[1]} `")
    for code, name in sorted(used.items()):
        if code not in pages:
            findings.append(f"{FOLDER}/catalog/{code}-{kebab(name)}.md is missing")
        elif pages[code].name != f"{code}-{kebab(name)}.md":
            findings.append(f"{pages[code]}: the name of {code} asks for {code}-{kebab(name)}.md")
    for code in sorted(pages.keys() - used.keys()):
        findings.append(f"{pages[code]}: no diagnostic has this number")


def check_tests(used, findings):
    """A test names a diagnostic by code (WARD2031) or by name (diag::UnknownCitation)."""
    seen = set()
    for path in tree.text_files():
        if path.parts[0] == "tests" and "meta" not in path.parts:
            text = tree.read(path)
            seen.update(re.findall(r"WARD\d{4}", text))
            seen.update(re.findall(r"\bdiag::(\w+)", text))
    for code, name in sorted(used.items()):
        if f"WARD{code}" not in seen and name not in seen:
            findings.append(f"no test under tests/ names WARD{code} ({name})")


def main():
    findings = []
    used, retired = read_lists(findings)
    check_pages(used, findings)
    check_tests(used, findings)
    tree.finish(findings, f"{len(used)} diagnostics, {len(retired)} retired")


main()
