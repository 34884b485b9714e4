# SPDX-License-Identifier: Apache-2.0
"""What a build makes is not checked in, and neither is what an editor leaves behind."""

import re

import tree

MADE = re.compile(
    r"(^|/)(Ward(Lexer|Parser)(Base)?(Listener|Visitor)?\.(cpp|h|interp|tokens)|\w+_generated\.h|__pycache__/.*"
    r"|node_modules/.*|CMakeCache\.txt|CMakeFiles/.*|compile_commands\.json|core(\.\d+)?|crash-\w+|\.DS_Store)$"
    r"|\.(o|a|so|pyc|wardb|orig|rej|swp|log)$|~$|^build/")


def main():
    paths = tree.files()
    tree.finish([f"{path}: is made, not written" for path in paths if MADE.search(str(path))],
                f"{len(paths)} files")


main()
