#!/usr/bin/env python3
"""rule_pages.py [--update] --segue PATH: checks the rule pages and the table of rules against the rules.

Every rule of `segue rules --format json` has a page engine/lint/rules/pages/CODE.md: what it finds and why, a bad example, the
finding as it is printed, a good example, settings and fix. engine/lint/README.md has a table of all rules between
<!-- rules --> and <!-- /rules -->. --update writes them; without it, a page that differs fails.
"""
import argparse
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ROOT / "engine" / "lint" / "rules" / "pages"
TABLE = re.compile(r"(<!-- rules -->\n).*?(<!-- /rules -->)", re.S)
FAMILIES = {"D": "the document", "T": "time", "S": "segments", "V": "variables", "X": "every rendering",
            "Q": "the sequence as a whole", "L": "the leads"}
FIXES = {"safe": "safe: every lead receives the same text as before",
         "unsafe": "unsafe: it changes what leads receive"}


def run(segue, arguments, text=""):
    """What the command prints on standard output."""
    environment = {**os.environ, "NO_COLOR": "1"}
    environment.pop("COLUMNS", None)
    ran = subprocess.run([segue, *arguments], input=text, capture_output=True, encoding="utf-8", env=environment,
                         timeout=60, check=False)
    if ran.returncode == 2:
        sys.exit(f"segue {shlex.join(arguments)} ended with 2:\n{ran.stderr}")
    return ran.stdout


def level(rule):
    return f"{rule['severity']}, off unless selected" if rule["optional"] else rule["severity"]


def page(rule, segue):
    # X000 speaks of what other rules could not check; X002 is one of them.
    select = "X002" if rule["code"] == "X000" else rule["code"]
    sets = [word for setting in rule["example_settings"] for word in ("--set", setting)]
    found = run(segue, ["lint", "-", "--stdin-filename", "example.json", "--select", select, *sets], rule["bad"])
    such_as = f"For example, with `{' '.join(sets)}`:" if sets else "For example:"
    lines = [f"# {rule['code']} {rule['name']}", "", f"*{level(rule)}*: {rule['summary']}.", "", rule["why"], ""]
    lines += [such_as, "", "```json", rule["bad"], "```", "", "finds", "", "```", found.rstrip("\n"), "```", ""]
    lines += ["Better:", "", "```json", rule["good"], "```"]
    if rule["settings"]:
        lines += ["", "| setting | default | |", "| --- | --- | --- |"]
        lines += [f"| `{s['name']}` | {s['standard']} | {s['says']} |" for s in rule["settings"]]
    if rule["fix"] != "none":
        lines += ["", f"A fix is {FIXES[rule['fix']]}."]
    return "\n".join(lines) + "\n"


def table(rules):
    lines = ["| code | name | level | what it finds |", "| --- | --- | --- | --- |"]
    for rule in rules:
        link = f"[{rule['code']}](rules/pages/{rule['code']}.md)"
        shown = "off" if rule["optional"] else rule["severity"]
        lines.append(f"| {link} | {rule['name']} | {shown} | {rule['summary']} |")
    families = sorted({rule["code"][0] for rule in rules})
    listed = ", ".join(f"{family} {FAMILIES[family]}" for family in families)
    return f"Families: {listed}.\n\n" + "\n".join(lines) + "\n"


def stale(rules, segue):
    """{path: what it should hold} for every file that differs; None for one that should not be there."""
    wanted = {PAGES / f"{rule['code']}.md": page(rule, segue) for rule in rules}
    readme = ROOT / "engine" / "lint" / "README.md"
    text = readme.read_text("utf-8")
    if not TABLE.search(text):
        sys.exit("engine/lint/README.md has no <!-- rules --> … <!-- /rules -->")
    wanted[readme] = TABLE.sub(lambda match: match[1] + table(rules) + match[2], text)
    for path in PAGES.glob("*"):
        wanted.setdefault(path, None)
    return {path: content for path, content in wanted.items()
            if content != (path.read_text("utf-8") if path.exists() else None)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--segue", default=str(ROOT / "build/release/engine/cli/segue"), help="the built command")
    options = parser.parse_args()
    rules = json.loads(run(options.segue, ["rules", "--format", "json"]))
    if len(rules) < 30:
        sys.exit(f"only {len(rules)} rules: a check of nothing proves nothing")
    differing = stale(rules, options.segue)
    for path, content in differing.items():
        if options.update and content is None:
            path.unlink()
        elif options.update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8")
        print(f"{path.relative_to(ROOT)} {'rewritten' if options.update else 'is stale'}")
    if differing and not options.update:
        print(f"fix it with: tests/hygiene/rule_pages.py --update --segue {shlex.quote(options.segue)}")
        return 1
    print(f"{len(rules)} rules, {len(differing)} files rewritten" if options.update else f"{len(rules)} rules are documented as they are")
    return 0


if __name__ == "__main__":
    sys.exit(main())
