#!/usr/bin/env python3
"""memory_test.py: memory grows neither with the number of leads nor while somebody keeps a run waiting. Runs $SEGUE.

For the build that users get: sanitizers keep what is freed.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import command
import many_rows

MOST_MEMORY = 64 << 10  # KiB
THREADS = (1, 2)


def peak_of(run):
    """The most memory that a process had at once until now, in KiB."""
    status = pathlib.Path(f"/proc/{run.pid}/status").read_text(encoding="utf-8")
    return int(re.search(r"^VmHWM:\s+([0-9]+) kB$", status, re.M)[1])


class Memory(command.CommandTest):
    def setUp(self):
        super().setUp()
        many_rows.write_sequence(self.place)

    def start_leads(self, rows):
        writer = subprocess.Popen([sys.executable, "-B", pathlib.Path(many_rows.__file__).resolve(), str(rows)],
                                  stdout=subprocess.PIPE)
        self.addCleanup(self.end, writer)
        return writer

    def peak_of_a_whole_run(self, leads, *flags):
        """In KiB, of a run over the leads that come through this pipe; its messages go nowhere."""
        run = self.start("render", "many.json", "--leads", "-", "--quiet", *flags, stdin=leads,
                         stdout=subprocess.DEVNULL)
        leads.close()
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        self.assertIn(run.returncode, (0, 1), run.stderr.read())
        return used.ru_maxrss

    def test_a_list_twenty_times_as_long_takes_no_more_memory(self):
        for threads in THREADS:
            with self.subTest(threads=threads):
                short, long = (self.peak_of_a_whole_run(self.start_leads(rows).stdout, "--threads", str(threads))
                               for rows in (100_000, 2_000_000))
                self.assertLess(long, short + (16 << 10))
                self.assertLess(long, MOST_MEMORY)

    def test_rejects_that_nobody_keeps_take_no_memory(self):
        for threads in THREADS:
            with self.subTest(threads=threads):
                writer = subprocess.Popen(
                    ["/bin/sh", "-c", "printf 'id,name\\n'; yes ,nobody-has-a-key-here | head -n 2000000"],
                    stdout=subprocess.PIPE)
                self.addCleanup(self.end, writer)
                self.assertLess(self.peak_of_a_whole_run(writer.stdout, "--threads", str(threads)), MOST_MEMORY)

    def test_texts_far_longer_than_their_leads_take_no_more_memory(self):
        """A chunk of leads becomes a gigabyte here."""
        self.write("long.json", json.dumps([{"type": "static", "text": "x" * 100_000}]).encode())
        self.write("short.csv", b"id\n" + b"1\n" * 10_000)
        for threads in (1, 8):
            with self.subTest(threads=threads):
                run = self.start("render", "long.json", "--leads", "short.csv", "--quiet", "--threads", str(threads),
                                 stdout=subprocess.DEVNULL)
                _, status, used = os.wait4(run.pid, 0)
                run.returncode = os.waitstatus_to_exitcode(status)
                self.assertEqual(run.returncode, 0)
                self.assertLess(used.ru_maxrss, MOST_MEMORY)

    def test_many_short_rejects_take_no_more_memory(self):
        """The sentence of a reject is far longer than its record."""
        self.write("rejects.csv", b"id,a\n" + b",x\n" * 1_000_000)
        for threads in (1, 8):
            with self.subTest(threads=threads):
                run = self.start("render", "many.json", "--leads", "rejects.csv", "--quiet", "--threads", str(threads),
                                 "--rejects", "/dev/null", stdout=subprocess.DEVNULL)
                _, status, used = os.wait4(run.pid, 0)
                run.returncode = os.waitstatus_to_exitcode(status)
                self.assertEqual(run.returncode, 1)
                self.assertLess(used.ru_maxrss, MOST_MEMORY)

    def test_a_reader_that_stops_makes_nobody_hoard(self):
        for threads in THREADS:
            with self.subTest(threads=threads):
                writer = self.start_leads(20_000_000)
                run = self.start("render", "many.json", "--leads", "-", "--threads", str(threads), stdin=writer.stdout,
                                 stdout=subprocess.PIPE)
                writer.stdout.close()
                run.stdout.read(100_000)
                time.sleep(1)
                self.assertLess(peak_of(run), MOST_MEMORY)

    def test_a_reader_of_rejects_that_stops_makes_nobody_hoard(self):
        for threads in THREADS:
            with self.subTest(threads=threads):
                writer = self.start_leads(20_000_000)
                os.mkfifo(self.place / f"rejects-{threads}")
                run = self.start("render", "many.json", "--leads", "-", "--quiet", "--rejects", f"rejects-{threads}",
                                 "--out", "/dev/null", "--threads", str(threads), stdin=writer.stdout)
                writer.stdout.close()
                with open(self.place / f"rejects-{threads}", "rb") as rejects:
                    rejects.read(10_000)
                    time.sleep(1)
                    self.assertLess(peak_of(run), MOST_MEMORY)
                    run.kill()


if __name__ == "__main__":
    command.main()
