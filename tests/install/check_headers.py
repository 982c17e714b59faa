#!/usr/bin/env python3
"""check_headers.py INCLUDE_DIR COMPILER…: every installed header compiles alone, without a warning, and includes
nothing but the standard library and segue's own headers."""
import pathlib
import re
import shutil
import subprocess
import sys

FLAGS = ["-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-x", "c++", "-"]


def main():
    root, compilers = pathlib.Path(sys.argv[1]), sys.argv[2:]
    headers = sorted(root.rglob("*.h"))
    problems = [] if headers else [f"no header in {root}"]
    missing = [c for c in compilers if not shutil.which(c)]
    problems += [f"{c} is not installed: `./dev setup test` installs it" for c in missing]
    for header in headers:
        name = header.relative_to(root).as_posix()
        for bracket, target in re.findall(r'^\s*#\s*include\s*([<"])([^>"]+)', header.read_text("utf-8"), re.M):
            standard = bracket == "<" and re.fullmatch(r"[a-z_0-9]+", target)
            if not standard and not target.startswith("segue/"):
                problems.append(f"{name} includes {target}, which its users need not have")
        for compiler in compilers:
            if compiler in missing:
                continue
            command = [compiler, "-I", str(root), *FLAGS]
            ran = subprocess.run(command, input=f'#include "{name}"\n', capture_output=True, text=True)
            if ran.returncode != 0:
                problems.append(f"{name} alone, by {compiler}:\n{ran.stderr}")
    print("\n".join(problems) or f"{len(headers)} headers compile alone with {' and '.join(compilers)}")
    return 1 if problems else 0


sys.exit(main())
