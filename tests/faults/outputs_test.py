#!/usr/bin/env python3
"""outputs_test.py: disks that are full, readers that go, stop or never come. Runs $SEGUE.

Nothing half-done is left, nothing is lost, nothing hangs."""
import os
import re
import resource
import signal
import subprocess
import threading
import time

import command

THREADS = (1, 2, 8)
OLD = b"from a former run\n"
RESULTS = ("out.ndjson", "rejects.ndjson", "summary.json")
MOST_AHEAD = 32 << 20  # bytes of leads that may be taken in while nothing goes out


def small_list(rows, rejected_every):
    leads = (f"{i},Anna{i},{'' if i % rejected_every == 0 else 'Rome'}\n" for i in range(rows))
    return ("id,name,city\n" + "".join(leads)).encode()


class Feeder(threading.Thread):
    """Writes a header and then the pieces that it is given into a pipe, and counts what was taken."""

    def __init__(self, pipe, pieces):
        super().__init__(daemon=True)
        self.pipe, self.pieces, self.taken, self.was_left = pipe, pieces, 0, False
        self.start()

    def run(self):
        try:
            self.put(b"id,name,city,note\n")
            for piece in self.pieces:
                self.put(piece)
        except BrokenPipeError:
            self.was_left = True
        finally:
            try:
                self.pipe.close()
            except BrokenPipeError:
                self.was_left = True

    def put(self, piece):
        view = memoryview(piece)
        while view:
            written = os.write(self.pipe.fileno(), view)
            self.taken += written
            view = view[written:]


def long_rows(count):
    """Rows of 1 KiB, in pieces of 256."""
    note = b"x" * 1000
    for row in range(0, count, 256):
        yield b"".join(b"%d,Anna,Rome,%s\n" % (number, note) for number in range(row, min(row + 256, count)))


class Outputs(command.CommandTest):
    def lay_out_the_old(self):
        for name in self.names() - {"s.json", "leads.csv"}:
            (self.place / name).unlink()
        for name in RESULTS:
            self.write(name, OLD)

    def assert_old(self, *names):
        for name in names:
            self.assert_bytes(OLD, self.read(name), name)

    def assert_only_the_results(self):
        self.assertEqual(self.names(), {"s.json", "leads.csv", *RESULTS}, "no temporary file may be left")

    def render_files(self, *flags, **options):
        """A run that puts everything into files: its exit code and what it said."""
        run = self.start("render", "s.json", "--leads", "leads.csv", "--out", "out.ndjson", "--rejects",
                         "rejects.ndjson", "--summary", "summary.json", "--quiet", *flags, **options)
        said = run.communicate(timeout=command.LONGEST_RUN)[1]
        return run.returncode, said

    # ── full disks

    def test_a_full_device_is_told_and_changes_no_file(self):
        self.write("leads.csv", small_list(20_000, rejected_every=50))
        for threads in THREADS:
            for way in ("standard output", "--out", "--rejects", "--summary"):
                with self.subTest(full=way, threads=threads), open("/dev/full", "wb") as full:
                    self.lay_out_the_old()
                    paths = {"--out": "out.ndjson", "--rejects": "rejects.ndjson", "--summary": "summary.json"}
                    if way in paths:
                        paths[way] = "/dev/full"
                    else:
                        del paths["--out"]
                    flags = [word for pair in paths.items() for word in pair]
                    run = self.start("render", "s.json", "--leads", "leads.csv", *flags, "--threads", str(threads),
                                     stdout=full)
                    said = run.communicate(timeout=command.LONGEST_RUN)[1]
                    self.assertEqual(run.returncode, 2, said)
                    self.assertIn(b"No space left on device", said)
                    self.assert_old("out.ndjson")
                    self.assert_only_the_results()
                    if way in ("standard output", "--out"):  # which was found out before anything was in place
                        self.assert_old(*RESULTS)

    def test_a_file_that_may_not_grow_leaves_the_old_one(self):
        self.write("leads.csv", small_list(20_000, rejected_every=50))
        self.assertEqual(self.render_files()[0], 1)
        size = len(self.read("out.ndjson"))
        for threads in THREADS:
            for limit in (0, 1, 4096, 70_000, size // 2, size - 1, size):
                with self.subTest(limit=limit, of=size, threads=threads):
                    self.lay_out_the_old()
                    code, said = self.render_files("--threads", str(threads), preexec_fn=lambda: limit_files(limit))
                    self.assert_only_the_results()
                    if limit == size:
                        self.assertEqual(code, 1, said)
                        self.assertEqual(len(self.read("out.ndjson")), size)
                        continue
                    self.assertEqual(code, 2, said)
                    self.assertIn(b"File too large", said)
                    self.assert_old("out.ndjson")

    def test_rejects_that_find_no_room_leave_the_old_messages(self):
        self.write("leads.csv", small_list(20_000, rejected_every=1))
        for threads in THREADS:
            with self.subTest(threads=threads):
                self.lay_out_the_old()
                code, said = self.render_files("--threads", str(threads), preexec_fn=lambda: limit_files(500_000))
                self.assertEqual(code, 2, said)
                self.assertIn(b"rejects.ndjson", said)
                self.assert_old(*RESULTS)
                self.assert_only_the_results()

    def test_a_disk_that_fills_up_leaves_the_old_file(self):
        """On a real, small disk, where that can be mounted: in a namespace of its own, which ends with the shell."""
        script = """
          mount -t tmpfs -o size=256k none disk || exit 77
          printf 'from a former run\\n' | tee disk/out.ndjson >disk/rejects.ndjson
          "$SEGUE" render s.json --leads leads.csv --out disk/out.ndjson --rejects disk/rejects.ndjson \
            --threads "$THREADS" --quiet
          echo "exit $?"
          ls -A disk
          cat disk/out.ndjson disk/rejects.ndjson"""
        (self.place / "disk").mkdir()
        self.write("leads.csv", small_list(20_000, rejected_every=50))
        for threads in THREADS:
            with self.subTest(threads=threads):
                try:
                    ran = subprocess.run(
                        ["unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c", script], cwd=self.place,
                        env={**os.environ, "SEGUE": command.SEGUE, "THREADS": str(threads)}, capture_output=True,
                        timeout=command.LONGEST_RUN)
                except FileNotFoundError:
                    self.skipTest("there is no unshare(1)")
                if b"exit" not in ran.stdout:
                    self.skipTest(f"no disk can be mounted here: {ran.stderr.decode(errors='replace').strip()}")
                self.assertEqual(ran.stdout.decode(), "exit 2\nout.ndjson\nrejects.ndjson\n" + 2 * OLD.decode())
                self.assertIn(b"No space left on device", ran.stderr)

    # ── readers that go

    def test_a_closed_pipe_ends_the_run_quietly(self):
        self.write("leads.csv", small_list(100_000, rejected_every=50))
        for threads in THREADS:
            for taken in (0, 1, 70_000, 2_000_000):
                with self.subTest(taken=taken, threads=threads):
                    self.lay_out_the_old()
                    run = self.start("render", "s.json", "--leads", "leads.csv", "--rejects", "rejects.ndjson",
                                     "--summary", "summary.json", "--threads", str(threads), stdout=subprocess.PIPE)
                    self.assertEqual(len(run.stdout.read(taken)), taken)
                    run.stdout.close()
                    self.assertEqual(run.stderr.read(), b"")
                    self.assertEqual(run.wait(command.LONGEST_RUN), 0)
                    self.assert_old(*RESULTS)
                    self.assert_only_the_results()

    def test_a_closed_pipe_ends_a_run_whose_leads_go_on(self):
        for threads in THREADS:
            with self.subTest(threads=threads):
                run = self.start("render", "s.json", "--leads", "-", "--threads", str(threads), stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE)
                feeder = Feeder(run.stdin, long_rows(8 * MOST_AHEAD >> 10))
                self.assertEqual(len(run.stdout.read(100_000)), 100_000)
                run.stdout.close()
                self.assertEqual(run.wait(command.LONGEST_RUN), 0)
                self.assertEqual(run.stderr.read(), b"")
                feeder.join(command.LONGEST_RUN)
                self.assertTrue(feeder.was_left)

    def test_a_closed_pipe_ends_a_run_that_rejects_every_lead(self):
        for threads in THREADS:
            with self.subTest(threads=threads):
                run = self.start("render", "s.json", "--leads", "-", "--quiet", "--threads", str(threads),
                                 stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                run.stdout.close()
                # No city and no fallback: there is never a message to write.
                feeder = Feeder(run.stdin, (row.replace(b",Rome,", b",,") for row in long_rows(8 * MOST_AHEAD >> 10)))
                self.assertEqual(run.wait(command.LONGEST_RUN), 0)
                self.assertEqual(run.stderr.read(), b"")
                feeder.join(command.LONGEST_RUN)
                self.assertTrue(feeder.was_left)

    def test_a_reader_of_rejects_that_goes_ends_the_run_with_2(self):
        self.write("leads.csv", small_list(50_000, rejected_every=1))
        for threads in THREADS:
            with self.subTest(threads=threads):
                self.write("out.ndjson", OLD)
                reader, writer = os.pipe()
                run = self.start("render", "s.json", "--leads", "leads.csv", "--out", "out.ndjson", "--rejects",
                                 f"/dev/fd/{writer}", "--threads", str(threads), pass_fds=(writer,))
                os.close(writer)
                os.read(reader, 1000)
                os.close(reader)
                self.assertNotEqual(run.stderr.read(), b"")
                self.assertEqual(run.wait(command.LONGEST_RUN), 2)
                self.assert_old("out.ndjson")

    # ── readers that stop

    def assert_all_messages(self, out, rows):
        self.assertEqual(re.findall(rb'^\{"lead":"([0-9]+)","step":([02]),', out, re.M),
                         [(b"%d" % row, step) for row in range(rows) for step in (b"0", b"2")])
        self.assertEqual(out.count(b"\n"), command.MESSAGES * rows)

    def test_a_reader_that_stops_for_a_second_loses_nothing_and_holds_the_leads_back(self):
        rows = 2 * MOST_AHEAD >> 10
        for threads in THREADS:
            with self.subTest(threads=threads):
                run = self.start("render", "s.json", "--leads", "-", "--threads", str(threads), stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE)
                feeder = Feeder(run.stdin, long_rows(rows))
                out = run.stdout.read(10_000)
                time.sleep(1)
                self.assertLess(feeder.taken, MOST_AHEAD, "leads were read on while nobody took the messages")
                out += run.stdout.read()
                self.assertEqual(run.wait(command.LONGEST_RUN), 0)
                self.assert_all_messages(out, rows)

    def test_a_pipe_that_somebody_made_non_blocking_loses_nothing(self):
        self.write("leads.csv", b"id,name,city,note\n" + b"".join(long_rows(20_000)))
        for threads in THREADS:
            with self.subTest(threads=threads):
                reader, writer = os.pipe()
                os.set_blocking(writer, False)
                run = self.start("render", "s.json", "--leads", "leads.csv", "--threads", str(threads), stdout=writer)
                os.close(writer)
                out = b""
                with os.fdopen(reader, "rb", buffering=0) as pipe:
                    while piece := pipe.read(200_000):
                        out += piece
                        time.sleep(0.001)
                self.assertEqual(run.wait(command.LONGEST_RUN), 0, run.stderr.read())
                self.assert_all_messages(out, 20_000)

    def test_a_reader_of_rejects_that_stops_loses_nothing(self):
        self.write("leads.csv", small_list(50_000, rejected_every=1))
        for threads in THREADS:
            with self.subTest(threads=threads):
                reader, writer = os.pipe()
                run = self.start("render", "s.json", "--leads", "leads.csv", "--out", "out.ndjson", "--rejects",
                                 f"/dev/fd/{writer}", "--threads", str(threads), "--quiet", pass_fds=(writer,))
                os.close(writer)
                time.sleep(0.5)
                self.assertIsNone(run.poll(), "it cannot have ended: nobody has read the rejects")
                with os.fdopen(reader, "rb") as pipe:
                    rejects = pipe.read()
                self.assertEqual(run.wait(command.LONGEST_RUN), 1)
                self.assertEqual([line["row"] for line in command.lines_of(rejects)], list(range(50_000)))

    def test_a_run_that_nobody_reads_ends_at_once_when_told(self):
        self.write("leads.csv", small_list(100_000, rejected_every=50))
        for threads, sent in zip(THREADS, (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)):
            with self.subTest(threads=threads, signal=sent.name):
                self.lay_out_the_old()
                run = self.start("render", "s.json", "--leads", "leads.csv", "--rejects", "rejects.ndjson",
                                 "--summary", "summary.json", "--threads", str(threads), stdout=subprocess.PIPE,
                                 preexec_fn=command.with_default_signals)
                run.stdout.read(1)
                time.sleep(0.2)
                run.send_signal(sent)
                self.assertEqual(run.wait(command.LONGEST_RUN), -sent)
                self.assert_old(*RESULTS)
                self.assert_only_the_results()


def limit_files(size):
    """For preexec_fn: no file grows beyond this size, and whoever writes more gets the signal that ends it by default."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


if __name__ == "__main__":
    command.main()
