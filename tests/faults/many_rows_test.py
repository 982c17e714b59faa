#!/usr/bin/env python3
"""many_rows_test.py: ten million rows through a pipe, every byte of what is rendered compared; and a million in shards.
Runs $SEGUE."""
import fcntl
import hashlib
import json
import os
import pathlib
import subprocess
import sys

import command
import many_rows

ROWS = 10_000_000
SHARDED_ROWS = 1_000_000
MOST_MEMORY = 64 << 10  # KiB
PIPE_SIZE = 1 << 20
F_SETPIPE_SZ = 1031  # fcntl.F_SETPIPE_SZ, which Python has since 3.10


def widen(pipe):
    """A larger pipe wakes reader and writer less often; where it is not granted the test takes longer."""
    try:
        fcntl.fcntl(pipe, F_SETPIPE_SZ, PIPE_SIZE)
    except OSError:
        pass


class ManyRows(command.CommandTest):
    def setUp(self):
        super().setUp()
        many_rows.write_sequence(self.place)

    def start_leads(self, rows):
        writer = subprocess.Popen([sys.executable, "-B", pathlib.Path(many_rows.__file__).resolve(), str(rows)],
                                  stdout=subprocess.PIPE)
        self.addCleanup(self.end, writer)
        widen(writer.stdout)
        return writer

    def check_messages(self, pipe, rows):
        """The hash of everything that comes, which must be the messages of so many rows, in order."""
        digest = hashlib.sha256()
        for block in range(rows // many_rows.BLOCK):
            expected = many_rows.messages(block)
            found = pipe.read(len(expected))
            digest.update(found)
            if found != expected:
                self.fail(f"block {block}: {command.first_difference(expected, found)}")
        self.assertEqual(pipe.read(1), b"", "there is more than was to come")
        return digest.hexdigest()

    def assert_counts(self, summary, rows):
        blocks = rows // many_rows.BLOCK
        self.assertEqual(
            [summary[name] for name in ("rows", "rendered", "rejected", "skipped", "messages")],
            [rows, blocks * many_rows.RENDERED, blocks * many_rows.REJECTED, blocks * many_rows.SKIPPED,
             blocks * many_rows.RENDERED])
        self.assertEqual(command.fates(summary), summary["rows"])

    def assert_rejects(self, rejects, rows):
        found = [json.loads(line)["row"] for line in rejects.splitlines()]
        expected = [block + place for block in range(0, rows, many_rows.BLOCK) for place in (0, 700)]
        self.assertEqual(found, expected)

    def test_ten_million_rows_are_all_accounted_for_in_order_and_in_little_memory(self):
        hashes = {}
        for threads in (1, 2):
            with self.subTest(threads=threads):
                writer = self.start_leads(ROWS)
                run = self.start("render", "many.json", "--leads", "-", "--quiet", "--rejects", "rejects.ndjson",
                                 "--summary", "summary.json", "--threads", str(threads), stdin=writer.stdout,
                                 stdout=subprocess.PIPE)
                writer.stdout.close()
                widen(run.stdout)
                hashes[threads] = self.check_messages(run.stdout, ROWS)
                _, status, used = os.wait4(run.pid, 0)
                run.returncode = os.waitstatus_to_exitcode(status)
                self.assertEqual(writer.wait(command.LONGEST_RUN), 0)
                self.assertEqual(run.returncode, 1, run.stderr.read())
                self.assert_counts(command.summary_of(self.read("summary.json")), ROWS)
                self.assert_rejects(self.read("rejects.ndjson"), ROWS)
                self.assertLess(used.ru_maxrss, MOST_MEMORY, "KiB of memory, at the most at once")
        self.assertEqual(hashes[1], hashes[2])

    def test_a_million_rows_in_shards_are_the_whole(self):
        with open(self.place / "leads.csv", "wb") as leads:
            leads.write(many_rows.HEADER)
            for block in range(SHARDED_ROWS // many_rows.BLOCK):
                leads.write(many_rows.leads(block))
        summaries, rejects = [], b""
        with open(self.place / "out.ndjson", "wb") as out:
            for number in range(3):
                run = self.start("render", "many.json", "--leads", "leads.csv", "--quiet", "--rejects",
                                 "rejects.ndjson", "--summary", "summary.json", "--threads", "2", "--shard",
                                 f"{number}/3", stdout=out)
                said = run.communicate(timeout=command.LONGEST_RUN)[1]
                self.assertEqual(run.returncode, 1, said)
                summaries.append(command.summary_of(self.read("summary.json")))
                rejects += self.read("rejects.ndjson")
                # Parts are contiguous and alike in size, or sharding would be of no use.
                self.assertGreater(summaries[-1]["rows"], SHARDED_ROWS // 4)
        with open(self.place / "out.ndjson", "rb") as out:
            self.check_messages(out, SHARDED_ROWS)
        counts = ("rows", "rendered", "rejected", "excluded", "skipped", "messages")
        self.assert_counts({name: sum(summary.get(name, 0) for summary in summaries) for name in counts}, SHARDED_ROWS)
        self.assert_rejects(rejects, SHARDED_ROWS)


if __name__ == "__main__":
    command.main()
