#!/usr/bin/env python3
"""killed_test.py: whenever a run is killed or interrupted, its files are the old ones or the whole new ones.

Runs $SEGUE. Moments are spread over the time that a run takes here, from a seed, so that a failure tells which moment
to try again.
"""
import random
import signal
import statistics
import subprocess
import time

import command

KILLS = 30
INTERRUPTIONS = 24
THREADS = (2, 1, 3, 8)
OLD = {"out.ndjson": b"old messages\n", "rejects.ndjson": b"old rejects\n", "summary.json": b"{\"old\": 1}\n"}
INPUTS = {"s.json", "leads.csv"}
ARGUMENTS = ["render", "s.json", "--leads", "leads.csv", "--out", "out.ndjson", "--rejects", "rejects.ndjson",
             "--summary", "summary.json", "--quiet"]


class Killed(command.CommandTest):
    def setUp(self):
        super().setUp()
        rows = [f"{i},Anna{i},Rome\n" if i % 40 else f"{i},Ben{i},\n" for i in range(40_000)]  # one in 40 is rejected
        self.write("leads.csv", ("id,name,city\n" + "".join(rows)).encode())
        self.durations = []
        for threads in THREADS:
            self.lay_out_the_old()
            begin = time.monotonic()
            run = self.begin(threads)
            run.communicate(timeout=command.LONGEST_RUN)
            self.durations.append(time.monotonic() - begin)
            self.assertEqual(run.returncode, 1)
        self.new = {name: self.content(name) for name in OLD}
        self.assertEqual(self.new["out.ndjson"].count(b"\n"), command.MESSAGES * 39_000)
        self.assertEqual(self.new["rejects.ndjson"].count(b"\n"), 1000)

    def lay_out_the_old(self):
        """The files of a former run, and nothing that a killed one left behind."""
        for name in self.names() - INPUTS:
            (self.place / name).unlink()
        for name, content in OLD.items():
            self.write(name, content)

    def begin(self, threads):
        return self.start(*ARGUMENTS, "--threads", str(threads), preexec_fn=command.with_default_signals)

    def content(self, name):
        """A file's bytes; of a new summary, what does not differ from run to run."""
        content = self.read(name)
        if name == "summary.json" and content != OLD[name]:
            return command.summary_of(content)  # half of one would be no JSON
        return content

    def assert_old_or_new(self):
        """Each file is whole, and whoever sees the new messages finds the rest. Whether the messages are new."""
        is_new = {}
        for name, old in OLD.items():
            content = self.content(name)
            self.assertTrue(content in (old, self.new[name]), f"{name} is neither the old file nor the whole new one")
            is_new[name] = content != old
        if is_new["out.ndjson"]:
            self.assertTrue(is_new["rejects.ndjson"], "the messages are new, the rejects are not")
            self.assertTrue(is_new["summary.json"], "the messages are new, the summary is not")
        return is_new["out.ndjson"]

    def moments(self, count, seed):
        """(seconds after the start, number of threads): jittered, from the first to a little behind the last."""
        spread = random.Random(seed)
        duration = statistics.median(self.durations)
        for number in range(count):
            yield duration * 1.1 * (number + spread.random()) / count, THREADS[number % len(THREADS)]

    def test_kill_9_at_any_moment_leaves_the_old_files_or_the_whole_new_ones(self):
        left_old = 0
        for moment, threads in self.moments(KILLS, seed=9):
            with self.subTest(moment=moment, threads=threads):
                self.lay_out_the_old()
                run = self.begin(threads)
                time.sleep(moment)
                run.kill()
                self.assertIn(run.wait(command.LONGEST_RUN), (-signal.SIGKILL, 1))
                left_old += not self.assert_old_or_new()
                if run.returncode == 1:
                    self.assertTrue(self.assert_old_or_new())
                visible = {name for name in self.names() if not name.startswith(".")}
                self.assertEqual(visible, INPUTS | set(OLD), "what a killed run leaves is hidden")
        self.assertGreaterEqual(left_old, 3, "the moments were to fall into the run")

    def test_kill_9_once_the_rejects_are_in_place_leaves_no_half_file(self):
        for threads in THREADS * 2:
            with self.subTest(threads=threads):
                self.lay_out_the_old()
                before = (self.place / "rejects.ndjson").stat().st_ino
                run = self.begin(threads)
                while run.poll() is None and (self.place / "rejects.ndjson").stat().st_ino == before:
                    pass  # no pause: the summary and the messages follow at once
                run.kill()
                run.wait(command.LONGEST_RUN)
                self.assert_old_or_new()
                self.assertEqual(self.read("rejects.ndjson"), self.new["rejects.ndjson"])

    def test_a_run_after_a_killed_one_is_not_disturbed_by_what_it_left(self):
        self.lay_out_the_old()
        run = self.begin(2)
        time.sleep(self.durations[0] / 2)
        run.kill()
        run.wait(command.LONGEST_RUN)
        left = self.names()
        run = self.begin(2)
        run.communicate(timeout=command.LONGEST_RUN)
        self.assertEqual(run.returncode, 1)
        self.assertTrue(self.assert_old_or_new())
        self.assertEqual(self.names(), left)

    def test_an_interruption_at_any_moment_leaves_no_temporary_file_either(self):
        signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        interrupted = 0
        for number, (moment, threads) in enumerate(self.moments(INTERRUPTIONS, seed=15)):
            sent = signals[number % len(signals)]
            with self.subTest(moment=moment, threads=threads, signal=sent.name):
                self.lay_out_the_old()
                run = self.begin(threads)
                time.sleep(moment)
                run.send_signal(sent)
                said = run.communicate(timeout=command.LONGEST_RUN)[1]
                self.assertEqual(said, b"")
                self.assertIn(run.returncode, (-sent, 1), "it dies of the signal, or was done before")
                is_new = self.assert_old_or_new()
                self.assertEqual(self.names(), INPUTS | set(OLD))
                if run.returncode == 1:
                    self.assertTrue(is_new)
                interrupted += not is_new
        self.assertGreaterEqual(interrupted, 3, "the moments were to fall into the run")

    def test_an_interruption_ends_a_run_that_waits_for_leads(self):
        for sent, threads in ((signal.SIGINT, 1), (signal.SIGTERM, 2), (signal.SIGHUP, 8)):
            with self.subTest(signal=sent.name, threads=threads):
                self.lay_out_the_old()
                before = self.names()
                run = self.start("render", "s.json", "--leads", "-", "--out", "out.ndjson", "--rejects",
                                 "rejects.ndjson", "--summary", "summary.json", "--threads", str(threads),
                                 stdin=subprocess.PIPE, preexec_fn=command.with_default_signals)
                run.stdin.write(b"id,name,city\n" + b"1,Anna,Rome\n" * 200_000 + b'2,"Be')
                run.stdin.flush()
                deadline = time.monotonic() + 20
                while len(self.names() - before) < len(OLD):
                    self.assertLess(time.monotonic(), deadline, "no temporary files appeared")
                    time.sleep(0.01)
                run.send_signal(sent)
                self.assertEqual(run.wait(command.LONGEST_RUN), -sent)
                self.assertEqual(self.names(), before)
                self.assertFalse(self.assert_old_or_new())


if __name__ == "__main__":
    command.main()
