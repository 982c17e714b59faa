#!/usr/bin/env python3
"""behaviour_test.py: the command's behaviour with pipes, signals, full disks and terminals. Runs $SEGUE."""
import json
import os
import pathlib
import pty
import select
import signal
import subprocess
import tempfile
import time
import unittest

SEGUE = os.environ.get("SEGUE", "")
SEQUENCE = [{"type": "message", "data": {"segments": [
    {"type": "static", "text": "Hi "}, {"type": "variable", "name": "name", "fallback": "there"}]}}]


class Behaviour(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="segue-behaviour-")
        self.addCleanup(holder.cleanup)
        self.place = pathlib.Path(holder.name)
        (self.place / "s.json").write_text(json.dumps(SEQUENCE))
        self.write_leads(1000)

    def write_leads(self, count):
        rows = "".join(f"{i},Anna{i}\n" for i in range(count))
        (self.place / "leads.csv").write_text("id,name\n" + rows)

    def start(self, *arguments, **options):
        return subprocess.Popen([SEGUE, *arguments], cwd=self.place, stderr=subprocess.PIPE, **options)

    def run_segue(self, *arguments, **options):
        return subprocess.run([SEGUE, *arguments], cwd=self.place, stderr=subprocess.PIPE, timeout=60, **options)

    def names(self):
        return sorted(path.name for path in self.place.iterdir())

    def test_a_closed_pipe_ends_the_run_quietly(self):
        self.write_leads(200_000)
        (self.place / "rejects.ndjson").write_text("old")
        run = self.start("render", "s.json", "--leads", "leads.csv", "--rejects", "rejects.ndjson",
                         stdout=subprocess.PIPE)
        run.stdout.readline()
        run.stdout.close()
        said = run.stderr.read()
        run.stderr.close()
        self.assertEqual(run.wait(60), 0)
        self.assertEqual(said, b"")
        self.assertEqual((self.place / "rejects.ndjson").read_text(), "old")
        self.assertEqual(self.names(), ["leads.csv", "rejects.ndjson", "s.json"])

    def test_a_full_disk_is_reported_and_ends_with_2(self):
        for arguments in (["render", "s.json", "--leads", "leads.csv"], ["version"], ["preview", "s.json"], ["help"]):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                run = self.run_segue(*arguments, stdout=full)
                self.assertEqual(run.returncode, 2)
                self.assertIn(b"No space left on device", run.stderr)

    def test_a_disk_that_fills_up_leaves_the_old_file(self):
        (self.place / "out.ndjson").write_text("old")
        limited = f'ulimit -f 8; exec "{SEGUE}" render s.json --leads leads.csv --out out.ndjson'
        run = subprocess.run(["/bin/sh", "-c", f"trap '' XFSZ; {limited}"], cwd=self.place, stderr=subprocess.PIPE,
                             timeout=60)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertIn(b"cannot write to out.ndjson: File too large", run.stderr)
        self.assertEqual((self.place / "out.ndjson").read_text(), "old")
        self.assertEqual(self.names(), ["leads.csv", "out.ndjson", "s.json"])

    def test_signals_leave_no_temporary_file(self):
        for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(sent):
                run = self.start("render", "s.json", "--leads", "-", "--out", "out.ndjson", "--rejects", "r.ndjson",
                                 "--summary", "summary.json", stdin=subprocess.PIPE)
                run.stdin.write(b"id,name\n1,Anna\n")
                run.stdin.flush()
                deadline = time.monotonic() + 30
                while len([name for name in self.names() if ".segue-" in name]) < 3:
                    self.assertLess(time.monotonic(), deadline, "no temporary files appeared")
                    time.sleep(0.01)
                run.send_signal(sent)
                self.assertEqual(run.wait(60), -sent)
                run.stdin.close()
                run.stderr.close()
                self.assertEqual(self.names(), ["leads.csv", "s.json"])

    def test_an_ignored_signal_stays_ignored(self):
        run = self.start("render", "s.json", "--leads", "-", "--out", "out.ndjson", stdin=subprocess.PIPE,
                         preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        deadline = time.monotonic() + 30
        while not any(".segue-" in name for name in self.names()):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
        run.send_signal(signal.SIGHUP)
        run.communicate(b"id,name\n1,Anna\n", timeout=60)
        self.assertEqual(run.returncode, 0)
        self.assertTrue((self.place / "out.ndjson").exists())

    def test_a_closed_standard_output_is_reported(self):
        run = subprocess.run(["/bin/sh", "-c", f'exec "{SEGUE}" render s.json --leads leads.csv >&-'], cwd=self.place,
                             stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"standard output", run.stderr)

    def test_the_mode_of_a_new_file_obeys_umask(self):
        self.run_segue("render", "s.json", "--leads", "leads.csv", "--out", "out.ndjson",
                       preexec_fn=lambda: os.umask(0o027))
        self.assertEqual((self.place / "out.ndjson").stat().st_mode & 0o777, 0o640)

    def test_a_named_pipe_is_written_directly(self):
        os.mkfifo(self.place / "pipe")
        run = self.start("render", "s.json", "--leads", "leads.csv", "--out", "pipe")
        text = (self.place / "pipe").read_text()
        run.communicate(timeout=60)
        self.assertEqual(run.returncode, 0)
        self.assertEqual(text.count("\n"), 1000)
        self.assertTrue((self.place / "pipe").is_fifo())

    def test_leads_may_come_from_a_pipe(self):
        run = self.run_segue("render", "s.json", "--leads", "-", "--quiet", input=b"id,name\n1,Anna\n",
                             stdout=subprocess.PIPE)
        self.assertEqual(run.stdout, b'{"lead":"1","step":0,"after":0,"text":"Hi Anna"}\n')

    def test_progress_without_a_terminal_needs_the_flag(self):
        reader, writer = os.pipe()
        run = self.start("render", "s.json", "--leads", "-", "--out", "out.ndjson", "--progress", stdin=reader)
        os.close(reader)
        with os.fdopen(writer, "wb") as leads:
            leads.write(b"id,name\n")
            end = time.monotonic() + 2.5
            while time.monotonic() < end:
                leads.write(b"1,Anna\n" * 10_000)
        _, said = run.communicate(timeout=60)
        lines = [line for line in said.decode().splitlines() if line.endswith(" leads/s") and "→" not in line]
        self.assertGreaterEqual(len(lines), 1)
        self.assertLessEqual(len(lines), 4)
        self.assertNotIn(b"\x1b", said)
        self.assertNotIn(b"\r", said)

    def on_terminal(self, *arguments, extra_environment=None):
        """What a terminal of 80 columns receives, standard output and standard error together."""
        environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
        child, terminal = pty.fork()
        if child == 0:
            os.chdir(self.place)
            os.execve(SEGUE, [SEGUE, *arguments], environment | (extra_environment or {}))
        seen = b""
        while True:
            ready, _, _ = select.select([terminal], [], [], 30)
            try:
                chunk = os.read(terminal, 65536) if ready else b""
            except OSError:  # the other end is closed
                chunk = b""
            if not chunk:
                break
            seen += chunk
        os.close(terminal)
        self.code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return seen.decode()

    def test_only_terminals_get_colours(self):
        self.assertIn("\x1b[", self.on_terminal("preview", "s.json"))
        self.assertNotIn("\x1b[", self.on_terminal("preview", "s.json", extra_environment={"NO_COLOR": "1"}))
        self.assertNotIn("\x1b[", self.on_terminal("preview", "s.json", extra_environment={"TERM": "dumb"}))
        self.assertNotIn("\x1b[", self.on_terminal("preview", "s.json", "--color", "never"))
        piped = self.run_segue("preview", "s.json", stdout=subprocess.PIPE)
        self.assertNotIn(b"\x1b[", piped.stdout)

    def test_progress_on_a_terminal_is_cleared_at_the_end(self):
        self.write_leads(600_000)
        seen = self.on_terminal("render", "s.json", "--leads", "leads.csv", "--out", "out.ndjson")
        self.assertEqual(self.code, 0)
        if "\r" in seen.replace("\r\n", ""):  # the run took long enough to show progress
            before_summary = seen[:seen.index("→")]
            self.assertIn("\r\x1b[K", before_summary)
        self.assertNotIn("\r\x1b[K", self.on_terminal("render", "s.json", "--leads", "leads.csv", "--out", "o", "--quiet"))

    def test_control_characters_in_values_never_reach_a_terminal(self):
        evil = "\x1b[2J\x9b31m\u202e\x07"
        (self.place / "evil.csv").write_text(f"id,name\n\"{evil}\",{evil}\n{evil}1,a,b{evil}\n")
        for arguments in (["preview", "s.json", "--leads", "evil.csv"],
                          ["render", "s.json", "--leads", "evil.csv", "--out", "out.ndjson"],
                          ["preview", "s.json", "--lead", json.dumps({"name": evil})],
                          ["preview", evil], ["render", "s.json", "--leads", evil],
                          ["render", "s.json", "--leads", "leads.csv", "--" + evil], [evil]):
            seen = self.on_terminal(*arguments, extra_environment={"NO_COLOR": "1"}).replace("\x1b[K", "")
            for control in "\x1b\x9b\u202e\x07":
                self.assertNotIn(control, seen, arguments)


if __name__ == "__main__":
    if not SEGUE:
        raise SystemExit("set the command to test: SEGUE=build/dev/engine/cli/segue")
    SEGUE = str(pathlib.Path(SEGUE).resolve())
    unittest.main()
