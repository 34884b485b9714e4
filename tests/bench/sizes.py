# SPDX-License-Identifier: Apache-2.0
"""What a customer ships: sizes.py BUILD prints the weight of the runtime's own code, of the smallest stripped
program that links it, and of every library that this program loads. kB are 1000 bytes."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

AIM_KB = 300


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def sections(path):
    """text + data of an archive's objects or of a program, as `size` counts: code, constants, initial data."""
    return sum(int(row.split()[0]) + int(row.split()[1]) for row in output("size", path).splitlines()[1:])


def stripped(path, folder, *options):
    copy = pathlib.Path(folder) / path.name
    shutil.copy(path, copy)
    output("strip", *options, copy)
    return copy


def own_parts(archive):
    """Own code of the archive by room of the runtime, where an object's name tells it."""
    return [(row.split()[5], int(row.split()[0]) + int(row.split()[1]))
            for row in output("size", archive).splitlines()[1:]]


def linked(linker_map):
    """Bytes of code, constants and initial data that each static archive gave to the program, by the linker's map."""
    kept = linker_map.read_text(errors="replace").partition("Linker script and memory map")[2]
    placed = re.compile(r"^ (\.[\w.$]+)\s+0x[0-9a-f]+\s+0x([0-9a-f]+) (\S+)$", re.M)
    sizes = {}
    for section, size, source in placed.findall(kept):
        archive = re.match(r"(.+\.a)\(", source)
        if archive and section.startswith((".text", ".rodata", ".data", ".eh_frame", ".init", ".gcc_except")):
            name = pathlib.Path(archive[1]).name
            sizes[name] = sizes.get(name, 0) + int(size, 16)
    return sorted(sizes.items(), key=lambda part: -part[1])


def libraries(program):
    for line in output("ldd", program).splitlines():
        found = re.match(r"\s*(\S+) => (\S+)", line)
        if found and pathlib.Path(found[2]).is_file():
            yield found[1], pathlib.Path(found[2]).resolve()


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: sizes.py BUILD")
    build = pathlib.Path(sys.argv[1])
    archive, program = build / "lib/libward_runtime.a", build / "bin/size_probe"
    for path in (archive, program):
        if not path.is_file():
            sys.exit(f"sizes.py: {path} is missing; ./dev bench builds it")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        own = sections(archive)
        rows.append(("runtime, own code (text + data of libward_runtime.a)", own))
        for name, size in sorted(own_parts(archive), key=lambda part: -part[1])[:5]:
            rows.append((f"  of it {name}", size))
        copy = stripped(program, folder, "--strip-all")
        rows.append(("size_probe, stripped: text + data", sections(copy)))
        rows.append(("size_probe, stripped: the file", copy.stat().st_size))
        for name, size in linked(build / "tests/bench/size_probe.map"):
            rows.append((f"  linked in {name}", size))
        for name, path in libraries(program):
            rows.append((f"  loads {name}", path.stat().st_size))
    width = max(len(name) for name, _ in rows)
    print(f"{'what':<{width}}  {'kB':>9}")
    for name, size in rows:
        print(f"{name:<{width}}  {size / 1000:>9.1f}")
    print(f"own code: {own / 1000:.1f} kB of {AIM_KB} kB aimed at ({own / 10 / AIM_KB:.0f} %)")


if __name__ == "__main__":
    main()
