#!/usr/bin/env python3
"""readme_examples.py [--update] [--segue PATH]: what README.md shows is what there is.

A fenced block with a comment on the line before it is a copy of something:
    <!-- file: tests/unit/readme_example.cc -->   the lines between // [readme] and // [/readme] there
    <!-- run: segue preview tests/data/api-example.json -->   `$ ` and the command line, then what it prints
Commands run by bash in the source folder, `segue` being the built one. Times and rates are compared as "some number".
--update rewrites the blocks; without it, a block that differs fails with the difference.
"""
import argparse
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^<!-- (file|run): (.+?) -->\n```(\w*)\n(.*?)^```$", re.M | re.S)
# 0.31 s, 12 ms, 3.2 M leads/s, 410 MB/s
TIMING = re.compile(r"\b[\d.,]+ ?(?:ns|µs|ms|s|min|[kMG]? ?\w+/s)(?!\w)")


class Unreadable(Exception):
    pass


def region(path):
    """The marked lines of a source file, without the indentation they share."""
    try:
        lines = (ROOT / path).read_text("utf-8").splitlines()
        stripped = [line.strip() for line in lines]
        inside = lines[stripped.index("// [readme]") + 1:stripped.index("// [/readme]")]
    except (OSError, ValueError) as problem:
        raise Unreadable(f"README.md shows {path}, which has no // [readme] … // [/readme]: {problem}") from problem
    return textwrap.dedent("\n".join(inside)) + "\n"


def transcript(line, segue):
    """The command line and what it prints."""
    environment = {**os.environ, "NO_COLOR": "1", "PATH": f"{pathlib.Path(segue).parent}:{os.environ['PATH']}"}
    environment.pop("COLUMNS", None)
    ran = subprocess.run(["bash", "-c", line], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=60, check=False)
    return f"$ {line}\n{ran.stdout}"


def without_timing(text):
    return TIMING.sub("<time>", text)


def check(readme, segue):
    """(the README as it should be, its differences, how many blocks it has)."""
    differences, count = [], 0

    def fresh(block):
        nonlocal count
        count += 1
        kind, source, language, shown = block.groups()
        actual = region(source) if kind == "file" else transcript(source, segue)
        if without_timing(actual) == without_timing(shown):
            return block[0]
        differences.append("".join(difflib.unified_diff(
            shown.splitlines(True), actual.splitlines(True), "README.md", source)))
        return f"<!-- {kind}: {source} -->\n```{language}\n{actual}```"

    return BLOCK.sub(fresh, readme), differences, count


def self_test():
    """That the check tells a stale block from a fresh one."""
    stale = "<!-- run: echo fresh in 0.2 s -->\n```console\n$ echo fresh in 0.2 s\nstale\n```\n"
    updated, differences, count = check(stale, "./segue")
    assert count == 1 and "-stale\n" in differences[0], differences
    assert updated == stale.replace("stale", "fresh in 0.2 s"), updated
    assert check(updated.replace("0.2 s\n```", "9.7 s\n```"), "./segue")[1] == [], "times are no difference"
    assert check("```\nno mark\n```\n", "./segue")[2] == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--segue", default=str(ROOT / "build/release/engine/cli/segue"), help="the built command")
    options = parser.parse_args()
    self_test()

    readme = ROOT / "README.md"
    if not readme.exists():
        print("there is no README.md yet")
        return 0
    text = readme.read_text("utf-8")
    if not pathlib.Path(options.segue).exists():
        print(f"there is no {options.segue}; build it, or say where it is with --segue PATH")
        return 1
    try:
        updated, differences, count = check(text, options.segue)
    except Unreadable as problem:
        print(problem)
        return 1
    if count == 0:
        print("README.md has no marked block; mark one with <!-- file: … --> or <!-- run: … -->")
        return 1
    if not differences:
        print(f"{count} examples of README.md are fresh")
        return 0
    if options.update:
        readme.write_text(updated, "utf-8")
        print(f"{len(differences)} of {count} examples of README.md rewritten")
        return 0
    print("\n".join(differences))
    print(f"mend it with: tests/hygiene/readme_examples.py --update --segue {shlex.quote(options.segue)}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
