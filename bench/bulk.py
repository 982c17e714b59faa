#!/usr/bin/env python3
"""bulk.py [--rows N] [--build DIR]: bulk rendering as a whole process, beside the floor (floor.cc), in one run.

The lead list is made by tests/data/make_leads.py, the sequence is the API's example, mostly its first message alone.
Everything is run several times in turns, and the shortest time counts, since a busy machine only ever adds. The bytes
that the floor and the command write are compared first. Ends with 1 where a target is missed.
"""
import argparse
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIMES = 7


class Bench:
    def __init__(self, build, folder):
        self.segue = str(build / "engine/cli/segue")
        self.floor = str(build / "bench/bench_floor")
        self.folder = folder
        self.missed = []

    def path(self, name):
        return str(self.folder / name)

    def render(self, leads, sequence="one.json", threads=1, *flags):
        return [self.segue, "render", self.path(sequence), "--leads", leads, "--threads", str(threads), "--quiet",
                *flags]

    def run(self, command, out="/dev/null", piped=None):
        """Seconds, and peak memory in MiB."""
        with open(out, "wb") as sink:
            source = subprocess.Popen(["cat", piped], stdout=subprocess.PIPE) if piped else None
            begin = time.monotonic()
            child = subprocess.Popen(command, stdin=source.stdout if source else subprocess.DEVNULL, stdout=sink)
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.monotonic() - begin
            child.returncode = os.waitstatus_to_exitcode(status)
            if source:
                source.stdout.close()
                source.wait()
        if child.returncode > 1:
            sys.exit(f"{' '.join(command)} ended with {child.returncode}")
        return seconds, usage.ru_maxrss / 1024

    def best(self, *runs):
        """The shortest time of each of several runs, which take turns."""
        times = [[] for _ in runs]
        for _ in range(TIMES):
            for run, taken in zip(runs, times):
                taken.append(self.run(*run)[0])
        return [min(taken) for taken in times]

    def tell(self, what, value, unit, target=None, at_least=False):
        good = target is None or (value >= target if at_least else value <= target)
        if not good:
            self.missed.append(what)
        bound = "" if target is None else f"   (target: at {'least' if at_least else 'most'} {target:g}{unit})"
        print(f"{what:<72} {value:>7.2f}{unit}{bound}{'' if good else '   MISSED'}", flush=True)


def make_inputs(folder, rows):
    example = json.loads((ROOT / "tests/data/api-example.json").read_text("utf-8"))
    messages = [step for step in example["steps"] if step["type"] == "message"]
    for name, steps in {"one.json": messages[:1], "twenty.json": messages[:1] * 20}.items():
        (folder / name).write_text(json.dumps({"steps": steps}), "utf-8")
    make = [sys.executable, str(ROOT / "tests/data/make_leads.py"), str(rows)]
    for name in ("leads.csv", "leads.ndjson"):
        subprocess.run([*make, str(folder / name)], check=True)
    text = (folder / "leads.csv").read_bytes()
    header, body = text.split(b"\n", 1)
    lines = body.split(b"\nlead_")  # every record begins with its key; some have line breaks
    (folder / "tenth.csv").write_bytes(header + b"\n" + b"\nlead_".join(lines[: rows // 10]) + b"\n")
    with open(folder / "ten.csv", "wb") as ten:
        ten.write(header + b"\n")
        for _ in range(10):
            ten.write(body)


def first_output(bench, leads):
    """Milliseconds to the first byte of output."""
    best = 1e9
    for _ in range(TIMES):
        begin = time.monotonic()
        child = subprocess.Popen(bench.render(leads), stdout=subprocess.PIPE)
        child.stdout.read(1)
        best = min(best, time.monotonic() - begin)
        child.kill()
        child.stdout.close()
        child.wait()
    return best * 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        print(f"making {options.rows} leads …", file=sys.stderr)
        # In a process of its own: the peak memory of a child is never less than that of the one who made it.
        maker = multiprocessing.Process(target=make_inputs, args=(folder, options.rows))
        maker.start()
        maker.join()
        bench = Bench(options.build, folder)
        csv, ndjson = bench.path("leads.csv"), bench.path("leads.ndjson")
        outs = [bench.path("floor.out"), bench.path("segue.out")]
        bench.run([bench.floor, csv], outs[0])
        bench.run(bench.render(csv), outs[1])
        if subprocess.run(["cmp", *outs]).returncode != 0:
            sys.exit("the floor and the command do not write the same bytes")

        floor, one, two, twenty, json_leads = bench.best(
            ([bench.floor, csv],), (bench.render(csv),), (bench.render(csv, "one.json", 2),),
            (bench.render(csv, "twenty.json"),), (bench.render(ndjson),))
        print(f"the floor: {options.rows / floor / 1e6:.1f} million rows a second, {floor / options.rows * 1e9:.0f} ns a row")
        bench.tell("CSV to NDJSON into /dev/null, one thread, by the floor", one / floor, "x", 1.2)
        bench.tell("two threads, as many times as quick as one", one / two, "x", 1.7, at_least=True)
        bench.tell("twenty messages, by one", twenty / one, "x", 20)
        bench.tell("NDJSON leads, by CSV leads", json_leads / one, "x", 2)
        floor, one = bench.best(([bench.floor, "/dev/stdin"], outs[0], csv), (bench.render("-"), outs[1], csv))
        bench.tell("pipe to file, one thread, by the floor doing the same", one / floor, "x", 1.3)
        bench.tell("milliseconds to the first byte of output", first_output(bench, csv), "", 20)
        for name, rows in (("tenth.csv", options.rows // 10), ("leads.csv", options.rows), ("ten.csv", 10 * options.rows)):
            for threads in (1, 8):
                memory = bench.run(bench.render(bench.path(name), "one.json", threads))[1]
                bench.tell(f"MiB of memory at most, {rows} rows, {threads} thread{'s' if threads > 1 else ''}", memory, "", 64)
    if bench.missed:
        sys.exit("missed: " + "; ".join(bench.missed))


main()
