# SPDX-License-Identifier: Apache-2.0
"""Licence line, work marks, paths of a machine, line ends."""

import re

import tree

LICENSED = {".c", ".cmake", ".cpp", ".def", ".fbs", ".g4", ".h", ".hpp", ".js", ".py", ".sh"}
LICENSED_NAMES = {"CMakeLists.txt", "layers.txt", "dev", "run"}
LICENSE = "SPDX-License-Identifier: Apache-2.0"
# A mark must name its issue: TODO(#12). Written in pieces so that this file does not find itself.
MARK = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b(?!\(#\d+\))")
MACHINE_PATH = re.compile(r"(?<![\w.$}~/*])/(" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me", "tm" + "p"]) + r")(/|\b)")


def licensed(path):
    if path.parts[0] == "stdlib" and path.suffix == ".ward":
        return True
    return path.suffix in LICENSED or path.name in LICENSED_NAMES


def check(path, text):
    lines = text.split("\n")
    if licensed(path) and not any(LICENSE in line for line in lines[:2]):
        yield f"{path}:1: the licence line is missing: {LICENSE}"
    for number, line in enumerate(lines, 1):
        if MARK.search(line):
            yield f"{path}:{number}: a work mark without an issue: {line.strip()}"
        if MACHINE_PATH.search(line):
            yield f"{path}:{number}: a path of one machine: {line.strip()}"
        if line.endswith((" ", "\t")) and path.suffix != ".md":
            yield f"{path}:{number}: blank at the end of the line"
    if "\r" in text:
        yield f"{path}: carriage returns"
    if text and not text.endswith("\n"):
        yield f"{path}: no newline at the end of the file"


def main():
    findings, count = [], 0
    for path in tree.text_files():
        # Inputs of tests may be bad on purpose.
        if path.parts[0] == "tests" and not licensed(path):
            continue
        if path.name == "LICENSE":
            continue
        count += 1
        findings.extend(check(path, tree.read(path)))
    tree.finish(findings, f"{count} files")


main()
