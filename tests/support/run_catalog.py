# SPDX-License-Identifier: Apache-2.0
"""Runs the examples of the diagnostics catalogue: a `bad` one gives the code of its page, a `good` one nothing.

Blocks are fenced with ```ward, ```toml (a ward.toml beside a small clinic.ward) or ```files (several files, each
below a line `=== path`), then `bad` or `good`, then arguments for `ward check` if any. Every page has a bad and a
good example, unless it is in NO_BAD: what cannot be shown by files alone. Pages of lint (6xxx) are for `ward lint`.
"""

import argparse
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import ward_tool  # noqa: E402

BLOCK = re.compile(r"^```(ward|toml|files) (bad|good)([^\n]*)\n(.*?)^```\s*$", re.M | re.S)
NO_BAD = "tests/support/catalog_exceptions.txt"
CLINIC = "module clinic\n"


def lay_out(kind, text, folder):
    """Writes the example; gives what to call `ward check` with."""
    if kind == "ward":
        # A module line says the name that the file has to have.
        module = re.search(r"^module\s+([\w.]+)", text, re.M)
        name = (module[1].split(".")[-1] if module else "main") + ".ward"
        # More modules follow lines that say their paths.
        parts = re.split(r"^// ---- (\S+)\n", text, flags=re.M)
        files = {name: parts[0], **dict(zip(parts[1::2], parts[2::2]))}
        arguments = [name]
    elif kind == "toml":
        files, arguments = {"ward.toml": text, "clinic.ward": CLINIC}, []
    else:
        parts = re.split(r"^=== (\S+)\n", text, flags=re.M)
        files = dict(zip(parts[1::2], parts[2::2]))
        arguments = [] if "ward.toml" in files else [next(iter(files))]
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return arguments


def run_block(tool, code, kind, verdict, extra, text):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        arguments = extra.split() + lay_out(kind, text, folder)
        findings, _ = ward_tool.check(tool, arguments, folder, "lint" if code.startswith("WARD6") else "check")
    codes = [one.code for one in findings]
    if verdict == "bad" and code not in codes:
        return f"the bad example gives {', '.join(codes) or 'nothing'} and not {code}"
    if verdict == "good" and codes:
        return f"the good example gives {', '.join(codes)}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True, type=pathlib.Path)
    parser.add_argument("pages", type=pathlib.Path, help="the catalogue, or one page")
    options = parser.parse_args()
    exceptions = {}
    root = pathlib.Path(__file__).resolve().parents[2]
    for line in (root / NO_BAD).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _, reason = line.partition(" ")
            exceptions[code] = reason
    pages = sorted(options.pages.glob("*.md")) if options.pages.is_dir() else [options.pages]
    count, problems = 0, []
    for page in pages:
        code = "WARD" + page.name[:4]
        blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
        verdicts = {block[1] for block in blocks}
        for verdict in ("bad", "good"):
            if verdict not in verdicts and not exceptions.get(code):
                problems.append(f"{page.name}: no {verdict} example, and {NO_BAD} does not say why")
        if verdicts == {"bad", "good"} and code in exceptions:
            problems.append(f"{NO_BAD}: {code} has its examples; take it out")
        for kind, verdict, extra, text in blocks:
            count += 1
            try:
                problem = run_block(str(options.tool.resolve()), code, kind, verdict, extra, text)
            except Exception as error:  # noqa: BLE001: one example that ends badly must not hide the others
                problem = str(error)
            if problem:
                problems.append(f"{page.name}: {problem}")
    for problem in problems:
        print(problem)
    print(f"{len(pages)} pages, {count} examples, {len(problems)} problems")
    sys.exit(1 if problems or not count else 0)


if __name__ == "__main__":
    main()
