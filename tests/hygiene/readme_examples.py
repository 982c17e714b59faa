#!/usr/bin/env python3
"""readme_examples.py [--update] [--segue PATH]: checks that what the READMEs show is real.

A fenced block with a comment on the line before it is a copy of something:
    <!-- file: tests/unit/readme_example.cc -->   the lines between // [readme] and // [/readme] in that source,
                                                  or the whole of a .json file
    <!-- run: segue preview tests/data/api-example.json -->   `$ ` and the command line, then its output
Commands run in bash in the root of the source tree, with the built segue. Times and rates match any number.
--update rewrites the blocks; without it, a block that differs fails and shows the difference.
Every link to a file or directory of the tree must lead somewhere, and the README at the root has at most 180 lines.
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
MOST_LINES = 180  # of the README at the root
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)")
BLOCK = re.compile(r"^<!-- (file|run): (.+?) -->\n```(\w*)\n(.*?)^```$", re.M | re.S)
# 0.31 s, 12 ms, 3.2 M leads/s, 410 MB/s
TIMING = re.compile(r"\b[\d.,]+ ?(?:ns|µs|ms|s|min|[kMG]? ?\w+/s)(?!\w)")


class Unreadable(Exception):
    pass


def region(path):
    """The marked lines of a source, without their common indentation; the whole of a .json file."""
    try:
        text = (ROOT / path).read_text("utf-8")
        if path.endswith(".json"):
            return text
        lines = text.splitlines()
        stripped = [line.strip() for line in lines]
        inside = lines[stripped.index("// [readme]") + 1:stripped.index("// [/readme]")]
    except (OSError, ValueError) as problem:
        raise Unreadable(f"{path} has no // [readme] … // [/readme]: {problem}") from problem
    return textwrap.dedent("\n".join(inside)) + "\n"


def transcript(line, segue):
    """The command line and what it prints."""
    environment = {**os.environ, "NO_COLOR": "1", "PATH": f"{pathlib.Path(segue).parent}:{os.environ['PATH']}"}
    environment.pop("COLUMNS", None)
    ran = subprocess.run(["bash", "-c", line], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=60, check=False)
    return f"$ {line}\n{ran.stdout}"


def without_timing(text):
    """The text with every time, and a rate after it, as <time>; a short run shows no rate."""
    return re.sub(r"<time>(?: +<time>)*", "<time>", TIMING.sub("<time>", text))


def check(text, segue, name="README.md"):
    """(the text as it should be, its differences, how many blocks it has)."""
    differences, count = [], 0

    def fresh(block):
        nonlocal count
        count += 1
        kind, source, language, shown = block.groups()
        actual = region(source) if kind == "file" else transcript(source, segue)
        if without_timing(actual) == without_timing(shown):
            return block[0]
        differences.append("".join(difflib.unified_diff(
            shown.splitlines(True), actual.splitlines(True), name, source)))
        return f"<!-- {kind}: {source} -->\n```{language}\n{actual}```"

    return BLOCK.sub(fresh, text), differences, count


def dead_links(path, text):
    """The links of a page that lead to no file or directory."""
    return [target for target in LINK.findall(text) if not (path.parent / target).exists()]


def self_test():
    """Checks that a stale block, a dead link and a fresh block are told apart."""
    stale = "<!-- run: echo fresh in 0.2 s -->\n```console\n$ echo fresh in 0.2 s\nstale\n```\n"
    updated, differences, count = check(stale, "./segue")
    assert count == 1 and "-stale\n" in differences[0], differences
    assert updated == stale.replace("stale", "fresh in 0.2 s"), updated
    assert check(updated.replace("0.2 s\n```", "9.7 s\n```"), "./segue")[1] == [], "times are not compared"
    assert without_timing("4 messages   21.5 ms   93 leads/s") == without_timing("4 messages   9.9 ms")
    assert check("```\nno mark\n```\n", "./segue")[2] == 0
    page = pathlib.Path(__file__)
    assert dead_links(page, "[a](nowhere.md) [b](../hygiene) [c](https://example.com) [d](#here)") == ["nowhere.md"]


def pages():
    """Every README of the tree, and the guide for contributors."""
    tops = [ROOT / top for top in ("engine", "include", "tests", "fuzz", "bench", ".github")]
    found = [page for top in tops for page in sorted(top.rglob("*.md")) if page.parent.name != "pages"]
    return [ROOT / "README.md", *found]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--segue", default=str(ROOT / "build/release/engine/cli/segue"), help="the built command")
    options = parser.parse_args()
    self_test()
    if not pathlib.Path(options.segue).exists():
        sys.exit(f"{options.segue} does not exist; build it, or name the command with --segue PATH")

    total, problems, rewritten = 0, [], 0
    for page in pages():
        name, text = page.relative_to(ROOT).as_posix(), page.read_text("utf-8")
        try:
            updated, differences, count = check(text, options.segue, name)
        except Unreadable as problem:
            sys.exit(f"{name}: {problem}")
        total += count
        if differences and options.update:
            page.write_text(updated, "utf-8")
            rewritten += len(differences)
        else:
            problems += differences
        problems += [f"{name} links to {target}, which does not exist" for target in dead_links(page, text)]
        lines = len(updated.splitlines())
        if page == ROOT / "README.md" and lines > MOST_LINES:
            problems.append(f"{name} has {lines} lines; at most {MOST_LINES} are allowed")
    if total < 8:
        problems.append(f"only {total} blocks are marked with <!-- file: … --> or <!-- run: … -->")
    if problems:
        print("\n".join(problems))
        print(f"fix stale blocks with: tests/hygiene/readme_examples.py --update --segue {shlex.quote(options.segue)}")
        return 1
    print(f"{total} examples are up to date" + (f", {rewritten} rewritten" if rewritten else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
