#!/usr/bin/env python3
"""run_cases.py [--update] [NAME…]: runs the command's golden cases, tests/golden/cli/NAME.case.

A case is a text file with sections. The text before the first section says what the case shows.

    === file leads.csv              a file's contents, up to the next section
    === copy spring.json            a file from tests/golden/cli/files
    === $ segue render …            a shell command; there may be several
    === stdout, === stderr          what it must write; without the section, nothing
    === exit 1                      its exit code; without the section, 0
    === result messages.ndjson      a file's contents afterwards, or (absent)

Every case runs in its own directory, without a terminal. Before comparing, times and rates are replaced by TIME, ESC
by ␛, and ⏎̸ marks a missing line break at the end. The command is $SEGUE, or that of --command. --update writes the
actual output into the cases; read the diff before you commit it.
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE.parent / "golden" / "cli"
NO_LINE_BREAK = "⏎̸"
HEADING = re.compile(r"^=== (?P<kind>file|copy|\$|stdout|stderr|exit|result)(?: (?P<name>.*))?$")
TIMES = [  # a rate is shown only for runs that took a while
    (re.compile(r"( messages?)   [0-9][0-9.]*( ms| s| min [0-9]+ s)(   [0-9.]+( [kMG])? leads/s)?$", re.M),
     r"\1   TIME"),
    (re.compile(r'"seconds": [0-9.]+'), '"seconds": TIME'),
    (re.compile(r'"rows_per_second": [0-9]+'), '"rows_per_second": TIME'),
]


class Section:
    def __init__(self, kind, name, text=""):
        self.kind, self.name, self.text = kind, name, text

    def __str__(self):
        heading = f"=== {self.kind}" + (f" {self.name}" if self.name else "")
        return f"{heading}\n{self.text}"


def read_case(path):
    """The introduction and the sections of a case."""
    introduction, sections = "", []
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        heading = HEADING.match(line.rstrip("\n"))
        if heading:
            sections.append(Section(heading["kind"], heading["name"] or ""))
        elif sections:
            sections[-1].text += line
        else:
            introduction += line
    return introduction, sections


def comparable(raw):
    """Output, in the notation of a case."""
    text = raw.decode("utf-8", errors="backslashreplace").replace("\x1b", "␛").replace("\r", "␍")
    for pattern, word in TIMES:
        text = pattern.sub(word, text)
    if text and not text.endswith("\n"):
        text += NO_LINE_BREAK + "\n"
    return text


def file_bytes(text):
    if text.endswith(NO_LINE_BREAK + "\n"):
        text = text[: -len(NO_LINE_BREAK) - 1]
    return text.replace("␍", "\r").replace("␛", "\x1b").encode("utf-8")


def environment(command):
    kept = {name: os.environ[name] for name in ("TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS")
            if name in os.environ}
    return kept | {"PATH": f"{pathlib.Path(command).resolve().parent}:/usr/bin:/bin", "HOME": "/nonexistent",
                   "TERM": "xterm"}


def run_case(sections, command):
    """Runs the sections and returns them with the actual output."""
    done = []
    with tempfile.TemporaryDirectory(prefix="segue-case-") as place:
        place = pathlib.Path(place)
        rest = list(sections)
        while rest:
            section = rest.pop(0)
            if section.kind == "file":
                (place / section.name).parent.mkdir(parents=True, exist_ok=True)
                (place / section.name).write_bytes(file_bytes(section.text))
                done.append(section)
            elif section.kind == "copy":
                (place / section.name).write_bytes((CASES / "files" / section.name).read_bytes())
                done.append(section)
            elif section.kind == "$":
                results = []
                while rest and rest[0].kind in ("stdout", "stderr", "exit", "result"):
                    if rest[0].kind == "result":
                        results.append(rest[0].name)
                    rest.pop(0)
                ran = subprocess.run(["/bin/sh", "-c", section.name], cwd=place, env=environment(command),
                                     stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
                done.append(section)
                for kind, raw in (("stdout", ran.stdout), ("stderr", ran.stderr)):
                    if raw:
                        done.append(Section(kind, "", comparable(raw)))
                if ran.returncode != 0:
                    done.append(Section("exit", str(ran.returncode)))
                for name in results:
                    path = place / name
                    text = comparable(path.read_bytes()) if path.exists() else "(absent)\n"
                    done.append(Section("result", name, text))
            else:
                raise ValueError(f"=== {section.kind} has no command before it")
        left = sorted(path.name for path in place.rglob("*.segue-*"))
        if left:
            done.append(Section("result", "temporary files", "".join(name + "\n" for name in left)))
    return done


def as_text(introduction, sections):
    return introduction + "".join(str(section) for section in sections)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", default=os.environ.get("SEGUE"), help="the segue to run (default: $SEGUE)")
    parser.add_argument("--update", action="store_true", help="write the actual output into the cases")
    parser.add_argument("names", nargs="*", help="the cases to run (default: all)")
    arguments = parser.parse_args()
    if not arguments.command:
        parser.error("expected a command to run: --command build/dev/engine/cli/segue, or $SEGUE")
    paths = [CASES / f"{name}.case" for name in arguments.names] or sorted(CASES.glob("*.case"))
    if not paths:
        sys.exit(f"found no cases in {CASES}")
    failed = []
    for path in paths:
        introduction, sections = read_case(path)
        if not any(section.kind == "$" for section in sections):
            sys.exit(f"{path.name} runs no command")
        expected = as_text(introduction, sections)
        found = as_text(introduction, run_case(sections, arguments.command))
        if found == expected:
            continue
        failed.append(path.stem)
        if arguments.update:
            path.write_text(found, encoding="utf-8")
            print(f"{path.name} updated")
        else:
            sys.stdout.writelines(difflib.unified_diff(expected.splitlines(True), found.splitlines(True),
                                                       f"{path.name} (expected)", f"{path.name} (found)"))
    if failed and not arguments.update:
        print(f"{len(failed)} of {len(paths)} cases differ: {' '.join(failed)}\n"
              f"to accept this:  python3 tests/cli/run_cases.py --command {arguments.command} --update "
              f"{' '.join(failed)}")
        return 1
    print(f"{len(paths)} cases")
    return 0


if __name__ == "__main__":
    sys.exit(main())
