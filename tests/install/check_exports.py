#!/usr/bin/env python3
"""check_exports.py INCLUDE_DIR LIBRARY.so…: a shared library shows others what the public headers declare, no more."""
import pathlib
import re
import subprocess
import sys

PREFIXES = re.compile(r"^(vtable for |typeinfo for |typeinfo name for |VTT for |(non-)?virtual thunk to )")


def public_names(root):
    """Every word that stands directly behind SEGUE_EXPORT, or later in the declaration that it marks."""
    names = set()
    for header in root.rglob("*.h"):
        text = re.sub(r"//[^\n]*", "", header.read_text("utf-8"))
        for declaration in re.findall(r"\bSEGUE_EXPORT\b([^;{]*)", text):
            names.update(re.findall(r"\w+", declaration.split("(")[0]))
        # Members that are marked one by one belong to their struct.
        names.update(re.findall(r"\bstruct\s+(\w+)\s*\{[^}]*\bSEGUE_EXPORT\b", text))
    return names


def main():
    root, libraries = pathlib.Path(sys.argv[1]), sys.argv[2:]
    names, problems, count = public_names(root), [], 0
    if not libraries:
        problems.append("no shared library to look at")
    for library in libraries:
        table = subprocess.run(["nm", "-DC", "--defined-only", library], capture_output=True, text=True, check=True)
        symbols = [line.split(" ", 2)[2] for line in table.stdout.splitlines()]
        if not any(symbol.startswith("segue::") for symbol in symbols):
            problems.append(f"{pathlib.Path(library).name} shows nothing of segue")
        for symbol in symbols:
            count += 1
            path = PREFIXES.sub("", symbol).split("(")[0].split("::")
            if path[0] != "segue" or len(path) < 2 or re.sub(r"\W.*", "", path[1]) not in names:
                problems.append(f"{pathlib.Path(library).name} shows {symbol}, which no public header declares")
    print("\n".join(problems) or f"{count} symbols, all of them public")
    return 1 if problems else 0


sys.exit(main())
