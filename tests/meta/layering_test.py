# SPDX-License-Identifier: Apache-2.0
"""compiler/layers.txt says who may include whom; this reads every #include line and holds them to it."""

import re

import tree

LAYERS = "compiler/layers.txt"
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.M)
# Angle includes that are of the system and not of a third party; <vector> and <cstdint> have no suffix.
SYSTEM_FOLDERS = {"sys"}
SYSTEM_HEADERS = {"assert.h", "errno.h", "fcntl.h", "limits.h", "locale.h", "poll.h", "signal.h", "stdbool.h",
                  "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "string.h", "time.h", "unistd.h"}
RUNTIME_FOLDERS = {"core", "facts", "report", "api", "batch", "trust"}


def read_layers():
    layers, everywhere = {}, set()
    for line in tree.read(LAYERS).splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        room, _, allowed = line.partition(":")
        names = set(allowed.split())
        if room.strip() == "*":
            everywhere = names
        else:
            layers[room.strip()] = names
    return layers, everywhere


def room_of(path, layers):
    """The longest room that holds the file: tools/ward before tools."""
    folder = path.parent.as_posix()
    folder = folder.removeprefix("compiler/")
    while folder and folder not in layers:
        folder = folder.rpartition("/")[0]
    return folder


def target_of(kind, name, path, layers):
    """What an include reaches: a room, a third party as <folder>, or None for the standard library."""
    first = name.split("/")[0]
    if name.startswith("ward/ward."):
        return "runtime/include"
    if kind == "<":
        if "/" in name:
            return None if first in SYSTEM_FOLDERS else f"<{first}>"
        return None if "." not in name or name in SYSTEM_HEADERS else f"<{name}>"
    if "/" not in name:
        if (tree.ROOT / path.parent / name).is_file():
            return room_of(path, layers)
        if name.endswith("_generated.h"):
            return "runtime/bundle"
        return "grammar" if name.startswith("Ward") else f'"{name}"'
    if path.parts[0] == "compiler" and (tree.ROOT / "compiler" / name).is_file():
        return room_of(tree.pathlib.PurePosixPath("compiler") / name, layers)
    if first in RUNTIME_FOLDERS:
        return f"runtime/{first}"
    return f'"{name}"'


def allows(allowed, target, room):
    if target is None or target == room:
        return True
    return target in allowed or (target.startswith("runtime/") and target.count("/") == 1
                                 and "runtime/*" in allowed)


def cycle(layers):
    """A cycle among the rooms, as text, or None."""
    state = {}

    def visit(room, trail):
        if state.get(room) == "done":
            return None
        if state.get(room) == "open":
            return " -> ".join(trail[trail.index(room):] + [room])
        state[room] = "open"
        for other in sorted(layers.get(room, ())):
            found = visit(other, trail + [room])
            if found:
                return found
        state[room] = "done"
        return None

    for room in layers:
        found = visit(room, [])
        if found:
            return found
    return None


def main():
    layers, everywhere = read_layers()
    findings = []
    found = cycle(layers)
    if found:
        findings.append(f"{LAYERS}: the rooms form a cycle: {found}")
    count, seen = 0, set()
    for path in tree.files():
        if path.parts[0] not in ("compiler", "runtime") or path.suffix not in (".h", ".hpp", ".cpp", ".c"):
            continue
        room = room_of(path, layers)
        if not room:
            findings.append(f"{path}: no room of {LAYERS} holds it")
            continue
        seen.add(room)
        allowed = layers[room] | (everywhere if path.parts[0] == "compiler" else set())
        text = tree.read(path)
        for match in INCLUDE.finditer(text):
            count += 1
            target = target_of(match[1], match[2], path, layers)
            if not allows(allowed, target, room):
                line = text.count("\n", 0, match.start()) + 1
                findings.append(f"{path}:{line}: {room} includes {match[2]}, of {target}; "
                                f"{LAYERS} does not allow it")
    for room in layers:
        if not (tree.ROOT / "compiler" / room).is_dir() and not (tree.ROOT / room).is_dir():
            findings.append(f"{LAYERS}: there is no room {room}")
    tree.finish(findings, f"{count} includes in {len(seen)} rooms")


main()
