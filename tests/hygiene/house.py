#!/usr/bin/env python3
"""house.py [--self-test] [ROOT]: the rules of the house, read off the files.

Rooms are the folders of engine/. An #include goes down the floors below and never up or across:
    cli -> service -> {bulk, report} -> {lint, render} -> {sequence, leads} -> display -> base
A room sees another through its public headers in include/segue/; base and report also through their own. A lint rule sees
lint/rule.h and the standard library.
The self-test feeds made-up trees (made_up_trees.txt) to these rules, each of which must be found wanting.
"""
import argparse
import fnmatch
import pathlib
import re
import sys
import tempfile

FLOORS = [["base"], ["display"], ["sequence", "leads"], ["render", "lint"], ["bulk", "report"], ["service"], ["cli"]]
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
ACROSS = {("report", "bulk")}  # a report tells of a bulk run, which knows nothing of it

# Rooms whose own headers may be seen from above: base and service have no public ones, and report says how the command
# looks.
OPEN_ROOMS = {"base", "display", "report", "service"}

# Which room stands behind a public header. Anybody may see the rest.
PUBLIC = {"sequence.h": "sequence", "format.h": "sequence", "leads.h": "leads", "lead_chunks.h": "leads", "template.h": "render", "pick.h": "render", "lint.h": "lint",
          "bulk.h": "bulk", "report.h": "report"}
ANYBODYS = {"result.h", "export.h", "version.h"}
BASE_SEES = {"result.h", "export.h"}

# Files that see one header of segue alone.
RULES, RULES_SEE = "engine/lint/rules/", "lint/rule.h"

# Where third parties may be included, by the name that stands in the #include.
THIRD_PARTIES = {
    "rapidjson/*": ["engine/base/json.cc", "engine/base/json_source.h"],
    "re2/*": ["engine/base/*"],
    "unicode/*": ["engine/base/unicode.cc"],
    "Random123/*": ["engine/base/philox.h"],
    "xxhash.h": ["engine/base/*"],
    "hwy/*": ["engine/leads/scan.cc"],
    "oneapi/tbb/*": ["engine/bulk/pipeline.cc"],
    "boost/*": ["engine/service/connection.cc", "engine/service/connection.h", "engine/service/server.cc"],
    "sqlite3.h": ["engine/service/database.cc", "engine/service/database.h"],
    "sodium.h": ["engine/service/secret.cc"],
    "fmt/*": ["engine/*"],
    "CLI/*": ["engine/cli/*"],
}
SYSTEM = re.compile(r"[a-z0-9_]+(\.h)?|(sys|arpa|netinet)/[a-z0-9_]+\.h")  # <vector>, <unistd.h>, <sys/stat.h>

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
UNFINISHED = re.compile(r"\b(" + "TO" + "DO|FIX" + r"ME)\b")
LONG = 800
READ = {".cc", ".h", ".py", ".cmake", ".txt"}


def rises(room, other):
    """Whether `room` must not know `other`."""
    return room != other and (room, other) not in ACROSS and FLOOR[other] >= FLOOR[room]


def judge_include(path, angle, target):
    """Why the file at `path` may not include `target`; None where it may."""
    parts = path.split("/")
    public = parts[0] == "include"
    if path.startswith(RULES) and target != RULES_SEE and not (angle and SYSTEM.fullmatch(target)):
        return f"a rule sees {RULES_SEE} and the standard library, not {target}"
    room = PUBLIC.get(parts[-1]) if public else parts[1]
    if angle:
        for pattern, places in THIRD_PARTIES.items():
            if fnmatch.fnmatchcase(target, pattern):
                if any(fnmatch.fnmatchcase(path, place) for place in places):
                    return None
                return f"<{target}> is included in {' and '.join(places)} alone"
        if not SYSTEM.fullmatch(target):
            return f"<{target}> is unknown here; say in THIRD_PARTIES of house.py where it may be included"
        if public and target.endswith(".h"):
            return f"a public header includes <{target}>, which is not C++'s own"
        return None

    folder, _, name = target.rpartition("/")
    if folder == "segue":
        if name not in PUBLIC and name not in ANYBODYS:
            return f"nobody has said whose {target} is; say so in PUBLIC of house.py"
        if room == "base" and name not in BASE_SEES:
            return f"base knows of the public headers only {' and '.join(sorted(BASE_SEES))}"
        if public and room is None and name in PUBLIC:
            return f"{parts[-1]} is anybody's and must not depend on {PUBLIC[name]}"
        if room and name in PUBLIC and rises(room, PUBLIC[name]):
            return f"{room} must not know {PUBLIC[name]}"
        return None
    if public:
        return f'a public header includes "{target}"; its users have segue/… and the standard library alone'
    other = target.split("/")[0]
    if other not in FLOOR:
        return f'"{target}" is no path below engine/ or include/'
    if rises(room, other):
        return f"{room} must not know {other}"
    if other != room and other not in OPEN_ROOMS:
        return f"{room} sees {other} only through its public header, not through {target}"
    return None


def first_comment(lines):
    comment = []
    for line in lines:
        if not line.startswith("//"):
            break
        comment.append(line)
    return "\n".join(comment)


def judge_code(path, lines):
    """What is wrong with a source file as a whole."""
    name, comment = path.rsplit("/", 1)[-1], first_comment(lines)
    header = name.endswith(".h")
    if header and not comment.startswith(f"// {name}: "):
        yield 1, f'a header begins with "// {name}: what it is"'
    if header and "#pragma once" not in lines:
        yield 1, "a header has #pragma once"
    if re.match(r"// [\w.]+\.(cc|h): ", comment) and not comment.startswith(f"// {name}: "):
        yield 1, f"the first comment names another file than {name}"
    if path.startswith("include/"):
        missing = [word for word in ("Ownership", "Threads", "Limits") if word not in "\n".join(lines)]
        if missing and name != "export.h":  # which declares nothing
            yield 1, f"a public header says what holds for {', '.join(missing)}"
    if len(lines) > LONG and "lines" not in comment:
        yield LONG, f"{len(lines)} lines: more than {LONG} need their reason in the first comment"


def judge_file(root, file):
    path = file.relative_to(root).as_posix()
    lines = file.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield path, number, "a tab; indent with spaces"
        if UNFINISHED.search(line):
            yield path, number, "a note of unfinished work; finish it, or open an issue"
        include = INCLUDE.match(line)
        if include and path.startswith(("engine/", "include/")) and file.suffix in (".cc", ".h"):
            reason = judge_include(path, include[1] == "<", include[2])
            if reason:
                yield path, number, reason
    if file.suffix in (".cc", ".h"):
        for number, reason in judge_code(path, lines):
            yield path, number, reason


def is_listed(root, file):
    """Whether a CMakeLists.txt in its folder or above, or a module of engine/cmake/, names the source by its path from there,
    or as segue_test(name) does."""
    folders = [folder for folder in file.parents if folder.is_relative_to(root)]
    listings = [(folder / "CMakeLists.txt", folder) for folder in folders]
    listings += [(module, root) for module in (root / "engine" / "cmake").glob("*.cmake")]
    for listing, folder in listings:
        name = re.escape(file.relative_to(folder).as_posix())
        test = re.escape(file.name.removesuffix("_test.cc"))
        listed = rf"(?<!\w){name}(?!\w)|\bsegue_test\({test}[ )]"
        if listing.exists() and re.search(listed, listing.read_text("utf-8")):
            return True
    return False


def judge(root):
    """Everything wrong below `root`, as (path, line, reason)."""
    for top in ("engine", "include", "tests", "fuzz", "bench"):
        for file in sorted((root / top).rglob("*")):
            if not file.is_file() or (file.suffix not in READ):
                continue
            if file.suffix == ".txt" and file.name != "CMakeLists.txt":
                continue  # data
            path = file.relative_to(root).as_posix()
            if top == "engine" and file.suffix in (".cc", ".h") and path.split("/")[1] not in FLOOR:
                yield path, 1, f"no room of the house: {', '.join(FLOOR)}"
                continue
            yield from judge_file(root, file)
            if file.suffix == ".cc" and not is_listed(root, file):
                yield path, 1, "no CMakeLists.txt lists this source, so nothing builds it"


def made_up_trees(text):
    """(name, {path: content}, expected reasons) for each section of the file; see its head."""
    for section in re.split(r"^=== ", text, flags=re.M)[1:]:
        name, _, body = section.partition("\n")
        expected = re.findall(r"^!!! (.*)$", body, re.M)
        body = re.sub(r"^!!! .*\n?", "", body, flags=re.M)
        files = {}
        for part in re.split(r"^--- ", body, flags=re.M)[1:]:
            path, _, content = part.partition("\n")
            content = content.replace("<tab>", "\t").replace("<to-do>", "TO" + "DO")
            files[path] = content.replace("<many lines>\n", "int x;\n" * LONG)
        yield name, files, expected


def self_test(text):
    """What the rules made of the made-up trees that they should not have."""
    problems, count = [], 0
    for name, files, expected in made_up_trees(text):
        count += 1
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, content in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(content, "utf-8")
                if path.endswith(".cc"):
                    with open((root / path).parent / "CMakeLists.txt", "a", encoding="utf-8") as listing:
                        if "unlisted" not in path:
                            listing.write(pathlib.Path(path).name + "\n")
            found = [f"{path}:{line}: {reason}" for path, line, reason in judge(root)]
        if found != expected:
            problems.append(f"{name}:\n  expected {expected}\n  found    {found}")
    if count < 10:
        problems.append(f"only {count} made-up trees were read")
    return problems, f"{count} made-up trees judged as they should be"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", nargs="?", default=pathlib.Path(__file__).resolve().parents[2], type=pathlib.Path)
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    if options.self_test:
        problems, praise = self_test((pathlib.Path(__file__).parent / "made_up_trees.txt").read_text("utf-8"))
    else:
        problems = [f"{path}:{line}: {reason}" for path, line, reason in judge(options.root)]
        praise = "the house is in order"
    print("\n".join(problems) or praise)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
