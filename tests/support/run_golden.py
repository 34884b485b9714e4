# SPDX-License-Identifier: Apache-2.0
"""Golden programs: what `ward check` finds in a program stands in the program, as comments.

    covers hipaa:164.999
    //     ^^^^^^^^^^^^^ error WARD2001      of the line above; carets as wide as what is pointed at
    //@1+6 error WARD2001                    the same, by column and width, where carets have no room
    //! error WARD1005                       of the file as a whole, anywhere in it

Programs below a folder `lint` are given to `ward lint`. A program without such comments is found to be clean. Its first line may give arguments for `ward check`:
`// args: --profile small`. A folder with a ward.toml is one project; any other .ward file is checked alone.

    run_golden.py --tool build/bin/ward tests/golden/resolve             compares
    run_golden.py --tool build/bin/ward tests/golden/resolve --update    rewrites the comments: read the diff
"""

import argparse
import difflib
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import ward_tool  # noqa: E402

EXPECTED = re.compile(r"^\s*//(?:\s*\^+|@\d+\+\d+|!) (?:error|warning|note) WARD\d{4}$")
ARGUMENTS = re.compile(r"^// args: (.*)$")


def strip(text):
    """The program without its expectations."""
    return [line for line in text.split("\n") if not EXPECTED.match(line)]


def expectation(found, line_text):
    """The comment that says what was found, to stand below the line."""
    what = f"{found.severity} {found.code}"
    if found.line == 0 or (found.line, found.column) == (found.end_line, found.end_column) == (1, 1):
        return f"//! {what}"
    # A span over several lines is shown up to the end of its first.
    end = found.end_column if found.end_line == found.line else len(line_text) + 1
    width = max(1, end - found.column)
    if found.column < 3:
        return f"//@{found.column}+{width} {what}"
    return "//" + " " * (found.column - 3) + "^" * width + " " + what


def annotate(lines, findings):
    """The program with what was found in it."""
    whole = [one for one in findings if expectation(one, "").startswith("//!")]
    below = {}
    for one in findings:
        if one not in whole:
            text = lines[one.line - 1] if one.line <= len(lines) else ""
            below.setdefault(min(one.line, len(lines)), []).append((one, expectation(one, text)))
    out = []
    for number, line in enumerate(lines, 1):
        # At the end of the file the comments come before the last, empty, line.
        comments = [text for _, text in sorted(below.get(number, []), key=lambda pair: (pair[0].column, pair[1]))]
        if number == len(lines) and line == "":
            out += comments + [expectation(one, "") for one in sorted(whole)] + [line]
        else:
            out += [line] + comments
    return "\n".join(out)


def cases(folder):
    """Each project or lone program: its folder, what to give to `ward check`, its programs."""
    projects = sorted(path.parent for path in folder.rglob("ward.toml"))
    for project in projects:
        yield project, [], sorted(project.rglob("*.ward"))
    for program in sorted(folder.rglob("*.ward")):
        if not any(project in program.parents for project in projects):
            yield program.parent, [program.name], [program]


def run_case(tool, folder, arguments, programs):
    """path -> (text as it is, text as the tool would have it), and what is wrong besides."""
    with_arguments = list(arguments)
    texts = {program: program.read_bytes().decode("utf-8") for program in programs}
    for text in texts.values():
        match = ARGUMENTS.match(text.split("\n", 1)[0])
        if match:
            with_arguments = match[1].split() + with_arguments
    # What is found is told in lines of the annotated program; comments are taken out of the count.
    findings, code = ward_tool.check(tool, with_arguments, folder, "lint" if "lint" in folder.parts else "check")
    problems, by_program = [], {program: [] for program in programs}
    for one in findings:
        program = folder / one.file
        if program in by_program:
            by_program[program].append(one)
        else:
            problems.append(f"{folder}: {one.severity} {one.code} in {one.file or 'no file'}, which has no comments")
    # 2 where the program cannot be read at all; tests/cli has which is when.
    wanted = (1, 2) if any(one.severity == "error" for one in findings) else (0,)
    if code not in wanted:
        problems.append(f"{folder}: ward check ended with {code}; its findings ask for {wanted[0]}")
    results = {}
    for program, text in texts.items():
        shift, number = {}, 0
        for annotated, line in enumerate(text.split("\n"), 1):
            if not EXPECTED.match(line):
                number += 1
            shift[annotated] = max(number, 1)
        moved = [one._replace(line=shift.get(one.line, one.line), end_line=shift.get(one.end_line, one.end_line))
                 for one in by_program[program]]
        results[program] = (text, annotate(strip(text), moved))
    return results, problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    options = parser.parse_args()

    count = failed = 0
    for folder in options.folders:
        for place, arguments, programs in cases(folder.resolve()):
            count += 1
            try:
                results, problems = run_case(str(options.tool.resolve()), place, arguments, programs)
            except Exception as error:  # noqa: BLE001: one program that ends badly must not hide the others
                results, problems = {}, [f"{place} {' '.join(arguments)}: {error}"]
            for program, (text, made) in results.items():
                if text != made and options.update:
                    program.write_text(made, encoding="utf-8", newline="")
                    print(f"rewritten: {program}")
                elif text != made:
                    problems.append("".join(
                        line + "\n" for line in difflib.unified_diff(
                            text.split("\n"), made.split("\n"), f"{program} expects", "the tool finds",
                            lineterm="", n=1)))
            for problem in problems:
                print(problem)
            failed += bool(problems)
    print(f"{count} programs, {failed} not as expected")
    sys.exit(1 if failed or not count else 0)


if __name__ == "__main__":
    main()
