#!/usr/bin/env python3
"""architecture.py [--self-test] [ROOT]: checks the include rules between libraries, and a few rules of style.

A library is a folder of engine/: whatever is in the folder is built into it, and nothing else is. It includes only
libraries of lower layers, never one of its own layer or above:
    cli -> service -> bulk -> {lint, render} -> {sequence, leads} -> {parallel, display, json} -> base
A component has public headers in include/segue/, and other libraries include only those. An internal library has none;
the layers above it include its own headers. A lint rule includes lint/rule.h and the standard library. Files that
include each other, directly or not, are a cycle, and there are none; a header and its source count as one. No string
outside the command names one of its flags.
--self-test runs these checks on small example trees (architecture_trees.txt), each with the problems they must report.
"""
import argparse
import fnmatch
import pathlib
import re
import sys
import tempfile

LAYERS = [["base"], ["json", "display", "parallel"], ["sequence", "leads"], ["render", "lint"], ["bulk"], ["service"],
          ["cli"]]
LAYER = {library: layer for layer, libraries in enumerate(LAYERS) for library in libraries}

# The library of each public header. Those of base are for everybody: they name no other library's types.
PUBLIC = {
    "base": ["codes.h", "columns.h", "export.h", "result.h", "version.h"],
    "sequence": ["format.h", "schedule.h", "sequence.h"],
    "leads": ["lead_chunks.h", "leads.h"],
    "render": ["pick.h", "template.h"],
    "lint": ["lint.h", "report.h"],
    "bulk": ["bulk.h"],
}
LIBRARY_OF = {header: library for library, headers in PUBLIC.items() for header in headers}

# Libraries without public headers but for base's; they are not components.
INTERNAL = {"base", "json", "display", "parallel", "service"}

# Lint rules include one header of segue.
RULES, RULES_INCLUDE = "engine/lint/rules/", "lint/rule.h"
RULE_LIST = "engine/lint/rule_list.inc"

# Which files may include third-party headers, by the name in the #include.
THIRD_PARTIES = {
    "rapidjson/*": ["engine/json/json.cc", "engine/json/json_source.h"],
    "re2/*": ["engine/lint/regex.cc"],
    "Random123/*": ["engine/base/philox.h"],
    "xxhash.h": ["engine/base/*"],
    "hwy/*": ["engine/leads/scan.cc"],
    "oneapi/tbb/*": ["engine/parallel/pipeline.cc"],
    "boost/*": ["engine/service/connection.cc", "engine/service/connection.h", "engine/service/server.cc"],
    "sqlite3.h": ["engine/service/database.cc", "engine/service/database.h"],
    "sodium.h": ["engine/service/secret.cc"],
    "fmt/*": ["engine/*"],
    "CLI/*": ["engine/cli/*"],
}
SYSTEM = re.compile(r"[a-z0-9_]+(\.h)?|(sys|arpa|netinet)/[a-z0-9_]+\.h")  # <vector>, <unistd.h>, <sys/stat.h>

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
FLAG = re.compile(r"--[a-z][a-z-]*")
UNFINISHED = re.compile(r"\b(" + "TO" + "DO|FIX" + r"ME)\b")
LONG = 800
READ = {".cc", ".h", ".py", ".cmake", ".txt"}


def is_forbidden(library, other):
    """Whether `library` must not include `other`: it is in the same layer or above."""
    return library != other and LAYER[other] >= LAYER[library]


def check_include(path, angle, target):
    """Why the file at `path` may not include `target`; None if it may."""
    parts = path.split("/")
    public = parts[0] == "include"
    if path.startswith(RULES) and target != RULES_INCLUDE and not (angle and SYSTEM.fullmatch(target)):
        return f"a rule includes only {RULES_INCLUDE} and the standard library, not {target}"
    library = LIBRARY_OF.get(parts[-1]) if public else parts[1]
    if library is None:
        return f"segue/{parts[-1]} belongs to no library; add it to PUBLIC in architecture.py"
    if angle:
        for pattern, places in THIRD_PARTIES.items():
            if fnmatch.fnmatchcase(target, pattern):
                if any(fnmatch.fnmatchcase(path, place) for place in places):
                    return None
                return f"only {' and '.join(places)} may include <{target}>"
        if not SYSTEM.fullmatch(target):
            return f"<{target}> is not listed; add it to THIRD_PARTIES in architecture.py"
        if public and target.endswith(".h"):
            return f"a public header includes <{target}>, which is not a C++ standard header"
        return None

    folder, _, name = target.rpartition("/")
    if folder == "segue":
        if name not in LIBRARY_OF:
            return f"{target} belongs to no library; add it to PUBLIC in architecture.py"
        if is_forbidden(library, LIBRARY_OF[name]):
            return f"{library} must not include {LIBRARY_OF[name]}"
        return None
    if public:
        return f'a public header includes "{target}"; it may include only segue/… and the standard library'
    other = target.split("/")[0]
    if other not in LAYER:
        return f'"{target}" is not a path in engine/ or include/'
    if is_forbidden(library, other):
        return f"{library} must not include {other}"
    if other != library and other not in INTERNAL:
        return f"{library} may include only the public headers of {other}, not {target}"
    return None


def cycles(includes):
    """The groups of modules that include each other. `includes`: for each module, those that it includes."""
    def reached(module):
        seen, waiting = set(), [module]
        while waiting:
            for other in includes.get(waiting.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return seen

    reach = {module: reached(module) for module in includes}
    groups = {tuple(sorted(other for other in reach[module] if module in reach.get(other, ()))) for module in includes}
    return sorted(group for group in groups if group)


def module_of(path):
    """A header and its source are one module, wherever the header is."""
    return re.sub(r"^(engine|include)/|\.(cc|h)$", "", path)


def check_cycles(root):
    includes = {}
    for file in sorted([*(root / "engine").rglob("*.[ch]*"), *(root / "include").rglob("*.h")]):
        if file.suffix in (".cc", ".h"):
            module = module_of(file.relative_to(root).as_posix())
            targets = re.findall(r'^\s*#\s*include\s*"([^"]+)"', file.read_text("utf-8"), re.M)
            includes.setdefault(module, set()).update({module_of(target) for target in targets} - {module})
    for group in cycles(includes):
        yield f"engine/{group[0]}", 1, f"includes itself by way of {', '.join(group[1:])}"


def first_comment(lines):
    comment = []
    for line in lines:
        if not line.startswith("//"):
            break
        comment.append(line)
    return "\n".join(comment)


def check_code(path, lines):
    """The problems of a source file as a whole, as (line, problem)."""
    name, comment = path.rsplit("/", 1)[-1], first_comment(lines)
    header = name.endswith(".h")
    if header and not comment.startswith(f"// {name}: "):
        yield 1, f'the first line of a header is "// {name}: what it is"'
    if header and "#pragma once" not in lines:
        yield 1, "a header needs #pragma once"
    if re.match(r"// [\w.]+\.(cc|h): ", comment) and not comment.startswith(f"// {name}: "):
        yield 1, f"the first comment names a file other than {name}"
    if path.startswith("include/"):
        missing = [word for word in ("Ownership", "Threads", "Limits") if word not in "\n".join(lines)]
        if missing and name != "export.h":  # which declares nothing
            yield 1, f"a public header documents Ownership, Threads and Limits; this one lacks {', '.join(missing)}"
    if len(lines) > LONG and "lines" not in comment:
        yield LONG, f"{len(lines)} lines: more than {LONG} need a reason in the first comment"


def flags_of_the_command(root):
    """Every flag that the command's sources spell as a string literal."""
    flags = set()
    for file in sorted((root / "engine" / "cli").rglob("*")):
        if file.suffix in (".cc", ".h"):
            flags.update(text.strip('"') for text in STRING.findall(file.read_text("utf-8")))
    return {flag for flag in flags if FLAG.fullmatch(flag)}


def check_strings(path, lines, flags):
    """The library names no flags: a program that uses it has none."""
    if not path.startswith(("engine/", "include/")) or path.startswith("engine/cli/"):
        return
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("//"):
            continue
        for flag in FLAG.findall(" ".join(STRING.findall(line))):
            if flag in flags:
                yield number, f"{flag} is a flag of the command; name the setting instead (Error::setting)"


def check_file(root, file, flags):
    path = file.relative_to(root).as_posix()
    lines = file.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield path, number, "tab; indent with spaces"
        if UNFINISHED.search(line):
            yield path, number, "unfinished work; finish it or open an issue"
        include = INCLUDE.match(line)
        if include and path.startswith(("engine/", "include/")) and file.suffix in (".cc", ".h"):
            reason = check_include(path, include[1] == "<", include[2])
            if reason:
                yield path, number, reason
    if file.suffix in (".cc", ".h"):
        for number, reason in [*check_code(path, lines), *check_strings(path, lines, flags)]:
            yield path, number, reason


def is_listed(root, file):
    """Whether a CMakeLists.txt in its folder or above, in engine/ up to its library's, or a module of engine/cmake/, names
    the source by its path relative to it, or as segue_test(name). Lint rules are listed in RULE_LIST."""
    if file.is_relative_to(root / RULES):
        rule = "".join(word.capitalize() for word in file.stem.split("_"))
        return f"RULE({rule})" in (root / RULE_LIST).read_text("utf-8")
    parts = file.relative_to(root).parts
    top = root / "engine" / parts[1] if parts[0] == "engine" else root
    folders = [folder for folder in file.parents if folder.is_relative_to(top)]
    listings = [(folder / "CMakeLists.txt", folder) for folder in folders]
    listings += [(module, root) for module in (root / "engine" / "cmake").glob("*.cmake")]
    for listing, folder in listings:
        name = re.escape(file.relative_to(folder).as_posix())
        test = re.escape(file.name.removesuffix("_test.cc"))
        listed = rf"(?<!\w){name}(?!\w)|\bsegue_test\({test}[ )]"
        if listing.exists() and re.search(listed, listing.read_text("utf-8")):
            return True
    return False


def check_tree(root):
    """All problems of the tree at `root`, as (path, line, problem)."""
    flags = flags_of_the_command(root)
    for top in ("engine", "include", "tests", "fuzz", "bench"):
        for file in sorted((root / top).rglob("*")):
            if not file.is_file() or (file.suffix not in READ):
                continue
            if file.suffix == ".txt" and file.name != "CMakeLists.txt":
                continue  # data
            path = file.relative_to(root).as_posix()
            if top == "engine" and file.suffix in (".cc", ".h") and path.split("/")[1] not in LAYER:
                yield path, 1, f"not a library; there are {', '.join(LAYER)}"
                continue
            yield from check_file(root, file, flags)
            if file.suffix == ".cc" and not is_listed(root, file):
                owner = f"engine/{path.split('/')[1]}/" if top == "engine" else ""
                yield path, 1, (f"{RULE_LIST} does not list this rule" if path.startswith(RULES) else
                                f"no {owner}CMakeLists.txt lists this source")
    yield from check_cycles(root)


def example_trees(text):
    """(name, {path: content}, expected problems) for each section of the file; its first lines describe the format."""
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
    """The example trees whose problems are not those expected."""
    problems, count = [], 0
    for name, files, expected in example_trees(text):
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
            found = [f"{path}:{line}: {reason}" for path, line, reason in check_tree(root)]
        if found != expected:
            problems.append(f"{name}:\n  expected {expected}\n  found    {found}")
    if count < 10:
        problems.append(f"expected at least 10 example trees, found {count}")
    return problems, f"all {count} example trees are judged as expected"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", nargs="?", default=pathlib.Path(__file__).resolve().parents[2], type=pathlib.Path)
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    if options.self_test:
        problems, success = self_test((pathlib.Path(__file__).parent / "architecture_trees.txt").read_text("utf-8"))
    else:
        problems = [f"{path}:{line}: {reason}" for path, line, reason in check_tree(options.root)]
        success = "no problems"
    print("\n".join(problems) or success)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
