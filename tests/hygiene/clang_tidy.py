#!/usr/bin/env python3
"""clang_tidy.py BUILD_DIR [SOURCE…]: runs clang-tidy over the sources of engine/, as BUILD_DIR compiles them.

First it makes sure that clang-tidy works at all here: a tiny bad file must be reported. What was found clean stays
so until it reads otherwise, headers included; BUILD_DIR/clang-tidy keeps the hashes.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Each line, and the check that must find it.
BAD = """#include <string>
#include <utility>
std::string moved(std::string text) {
  std::string other = std::move(text);
  return other + text;
}
struct Wrong {
  Wrong(int) {}
 private:
  int notOurStyle;
};
int* nothing() { return 0; }
"""
MUST_FIND = ["bugprone-use-after-move", "google-explicit-constructor", "readability-identifier-naming",
             "modernize-use-nullptr"]


def tidy(arguments):
    """Whether clang-tidy is content, and what it says."""
    command = ["clang-tidy", "--quiet", f"--config-file={ROOT / '.clang-tidy'}",
               "--extra-arg=-Wno-unknown-warning-option"]  # the build's compiler may know others than clang
    ran = subprocess.run([*command, *arguments], capture_output=True, text=True)
    # How many warnings were suppressed in system headers is of no interest.
    return ran.returncode == 0, ran.stdout + "".join(
        line for line in ran.stderr.splitlines(True) if not line.rstrip().endswith("generated."))


def self_test():
    """The checks that did not report the bad file."""
    with tempfile.TemporaryDirectory() as folder:
        bad = pathlib.Path(folder) / "bad.cc"
        bad.write_text(BAD, "utf-8")
        content, output = tidy([str(bad), "--", "-std=c++20"])
    missed = [check for check in MUST_FIND if check not in output]
    return missed or (["any of them as an error"] if content else []), output


def fingerprint(entry):
    """A hash of everything that clang-tidy's answer for a source depends on: the source with its headers, as compiled."""
    command = shlex.split(entry["command"])
    del command[command.index("-o"):command.index("-o") + 2]
    ran = subprocess.run([*command, "-E", "-CC"], cwd=entry["directory"], capture_output=True, check=True)
    parts = (ran.stdout, (ROOT / ".clang-tidy").read_bytes(), pathlib.Path(__file__).read_bytes())
    return hashlib.sha256(b"".join(parts)).hexdigest()


def judge(entry, build):
    """Whether a source is clean, and what clang-tidy says of it."""
    clean = build / "clang-tidy" / fingerprint(entry)
    if clean.exists():
        return True, ""
    content, output = tidy(["-p", str(build), entry["file"]])
    if content:
        clean.parent.mkdir(exist_ok=True)
        clean.touch()
    return content, output


def main():
    build, wanted = pathlib.Path(sys.argv[1]), [pathlib.Path(name).resolve() for name in sys.argv[2:]]
    if not shutil.which("clang-tidy"):
        print("clang-tidy is not installed: `./dev setup test` installs it")
        return 1
    missed, output = self_test()
    if missed:
        print(f"clang-tidy does not report {', '.join(missed)} in a file made to be bad:\n{output}")
        return 1

    commands = json.loads((build / "compile_commands.json").read_text("utf-8"))
    entries = [entry for entry in commands if (pathlib.Path(entry["file"]) in wanted if wanted
                                               else pathlib.Path(entry["file"]).is_relative_to(ROOT / "engine"))]
    if not entries:
        print(f"{build}/compile_commands.json names no source to look at")
        return 1
    entries.sort(key=lambda entry: -pathlib.Path(entry["file"]).stat().st_size)  # the long ones first
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = pool.map(lambda entry: judge(entry, build), entries)
        for entry, (content, output) in zip(entries, runs):
            if not content:
                failed += 1
                print(f"{pathlib.Path(entry['file']).relative_to(ROOT)}:\n{output}", flush=True)
    print(f"{failed} of {len(entries)} sources have findings" if failed else f"{len(entries)} sources are clean")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
