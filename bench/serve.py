#!/usr/bin/env python3
"""serve.py [--build DIR]: the service as a whole process, beside what its HTTP library does at best (http_floor.cc).

Everything is run several times in turns, and the best counts, since a busy machine only ever takes away. Ends with 1
where a target is missed.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
TIMES = 5
SECONDS = "1"
CONNECTIONS = "8"
THREADS = "1"  # the load client has the other processor
PATH = "/api/v1/campaigns/v2/c#/sequence"
REQUESTS = 500_000  # of the memory's second part


class Bench:
    def __init__(self, build):
        self.build = build
        self.missed = []

    def load(self, port, *arguments):
        ran = subprocess.run([self.build / "bench/http_load", str(port), *arguments], stdout=subprocess.PIPE,
                             encoding="utf-8", check=True)
        return float(ran.stdout)

    def tell(self, what, value, unit, target=None, at_least=False):
        missed = target is not None and (value < target if at_least else value > target)
        told = "" if target is None else f"   (target: at {'least' if at_least else 'most'} {target:g}{unit})"
        print(f"{what:<72} {value:9.2f}{unit}{told}{'   MISSED' if missed else ''}", flush=True)
        if missed:
            self.missed.append(what)


def resident_memory(process):
    """MiB that are resident now."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text("ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/release")
    bench = Bench(parser.parse_args().build.resolve())
    example = ROOT / "tests/data/api-example.json"
    # On the disk of the build: a file in memory waits for nothing.
    with tempfile.TemporaryDirectory(prefix="serve-", dir=bench.build) as folder:
        server = subprocess.Popen([bench.build / "engine/cli/segue", "serve", "--listen", "127.0.0.1:0", "--store",
                                   f"{folder}/s.db", "--threads", THREADS], stderr=subprocess.PIPE, encoding="utf-8")
        port = int(re.search(r":(\d+),", server.stderr.readline())[1])
        log = subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL)  # somebody reads it
        bench.load(port, "1", "x1", PATH, example)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{PATH.replace('#', '0')}") as stored:
            size = len(stored.read())
        floor = subprocess.Popen([bench.build / "bench/http_floor", str(size), THREADS],
                                 stdout=subprocess.PIPE, encoding="utf-8")
        floor_port = int(floor.stdout.readline())
        try:
            at_best, got, alone, together = [], [], [], []
            for _ in range(TIMES):
                at_best.append(bench.load(floor_port, CONNECTIONS, SECONDS, "/"))
                got.append(bench.load(port, CONNECTIONS, SECONDS, PATH.replace("#", "0")))
                alone.append(bench.load(port, "1", SECONDS, PATH, example))
                together.append(bench.load(port, "32", SECONDS, PATH, example))
            print(f"the floor: {max(at_best):,.0f} requests a second; GET {max(got):,.0f}; PUT {max(alone):,.0f} by one "
                  f"client, {max(together):,.0f} by 32")
            bench.tell("GET of a stored sequence, by a constant body of its size", max(got) / max(at_best), "x", 0.5, True)
            bench.tell("PUT by 32 clients to as many campaigns, by one", max(together) / max(alone), "x", 3, True)
            bench.load(port, CONNECTIONS, f"x{REQUESTS // 10}", PATH.replace("#", "0"))
            before = resident_memory(server)
            bench.load(port, CONNECTIONS, f"x{REQUESTS}", PATH.replace("#", "0"))
            bench.tell(f"MiB that {REQUESTS:,} further requests add to {before:.1f}", resident_memory(server) - before, "", 2)
        finally:
            floor.kill()
            server.terminate()
            server.wait()
            log.wait()
    return 1 if bench.missed else 0


if __name__ == "__main__":
    sys.exit(main())
