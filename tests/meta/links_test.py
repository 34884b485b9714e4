# SPDX-License-Identifier: Apache-2.0
"""Links between the pages of the tree lead somewhere, to files and to headings."""

import re

import tree

LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
IMAGE = re.compile(r"!\[[^\]\n]*\]\(([^)\s]+)\)")


def prose(text):
    """The text without code, which may hold what looks like a link."""
    text = re.sub(r"^(```|~~~).*?^\1\s*$", "", text, flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors(text):
    text = re.sub(r"^(```|~~~).*?^\1\s*$", "", text, flags=re.M | re.S)
    seen = {}
    for heading in re.findall(r"^#{1,6}\s+(.*?)\s*$", text, re.M):
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        seen[anchor] = seen.get(anchor, -1) + 1
        yield anchor if seen[anchor] == 0 else f"{anchor}-{seen[anchor]}"


def main():
    findings, count = [], 0
    for path in tree.files():
        if path.suffix != ".md":
            continue
        text = prose(tree.read(path))
        for target in LINK.findall(text) + IMAGE.findall(text):
            if re.match(r"[a-z]+:", target):
                continue
            count += 1
            name, _, anchor = target.partition("#")
            goal = tree.ROOT / path if not name else (tree.ROOT / path).parent / name
            if not goal.exists():
                findings.append(f"{path}: {target} leads nowhere")
            elif anchor and goal.suffix == ".md" and anchor not in anchors(goal.read_text(encoding="utf-8")):
                findings.append(f"{path}: {target}: no heading is called so")
    tree.finish(findings, f"{count} links")


main()
