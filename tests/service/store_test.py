#!/usr/bin/env python3
"""store_test.py: segue store backup, export and import. Runs $SEGUE, and opens stores with Python's SQLite."""
import fcntl
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

SEGUE = os.path.abspath(os.environ.get("SEGUE", "segue"))
LONGEST_RUN = 60  # seconds


def steps_of(number, texts=("Hi",)):
    """The steps of a version as a server stores them, each with a unique id."""
    return [{"id": f"{number:012d}{rank:012d}", "rank": rank, "type": "message",
             "data": {"segments": [{"type": "static", "text": text}]}} for rank, text in enumerate(texts)]


def line_of(campaign, version, steps, stored_at="2026-01-31T09:30:00.125Z"):
    return json.dumps({"campaign": campaign, "version": version, "stored_at": stored_at, "steps": steps},
                      separators=(",", ":"), ensure_ascii=False) + "\n"


LINES = (line_of("autumn", 1, steps_of(1))
         + line_of("spring", 1, steps_of(2, ["Grüße", "\"quoted\" \\ / \u2028 \U0001f600"]))
         + line_of("spring", 2, []))


class StoreTest(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="segue-store-")
        self.addCleanup(holder.cleanup)
        self.place = pathlib.Path(holder.name)

    def run_store(self, *arguments, lines=None, **options):
        options = {"input": lines.encode()} if lines is not None else {"stdin": subprocess.DEVNULL, **options}
        return subprocess.run([SEGUE, "store", *arguments], cwd=self.place, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=LONGEST_RUN, **options)

    def done(self, *arguments, **options):
        run = self.run_store(*arguments, **options)
        self.assertEqual(run.returncode, 0, run.stderr.decode())
        return run

    def refused(self, *arguments, **options):
        run = self.run_store(*arguments, **options)
        self.assertEqual(run.returncode, 2, run.stdout.decode() + run.stderr.decode())
        self.assertEqual(run.stdout, b"")
        return run.stderr.decode()

    def refused_lines(self, lines, *flags):
        """The error messages for lines that must not be imported; the store must stay empty."""
        said = self.refused("import", "-", "--store", "new.db", *flags, lines=lines)
        if (self.place / "new.db").exists():
            self.assertEqual(self.exported("new.db"), "")
        return said

    def exported(self, store):
        return self.done("export", "--store", store).stdout.decode()

    def imported(self, store="s.db", lines=LINES):
        return self.done("import", "-", "--store", store, lines=lines)

    def names(self):
        return sorted(path.name for path in self.place.iterdir())

    def hold_lock(self, store):
        """Takes the lock as a server does."""
        lock = open(self.place / (store + ".lock"), "a+", encoding="ascii")
        self.addCleanup(lock.close)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        lock.truncate(0)
        lock.write("4711\n")
        lock.flush()

    def connect(self, store):
        connection = sqlite3.connect(self.place / store, isolation_level=None)
        self.addCleanup(connection.close)
        return connection

    def test_exporting_importing_and_exporting_again_gives_the_same_lines(self):
        said = self.imported().stderr.decode()
        self.assertEqual(said, "segue: s.db: 3 versions added\n")
        self.assertEqual(self.exported("s.db"), LINES)
        self.done("export", "--store", "s.db", "--out", "lines.ndjson")
        self.done("import", "lines.ndjson", "--store", "copy.db")
        self.assertEqual(self.exported("copy.db"), LINES)
        self.assertEqual((self.place / "lines.ndjson").read_text("utf-8"), LINES)

    def test_an_export_of_many_versions_is_complete_and_in_order(self):
        lines = "".join(line_of(f"c{campaign:03d}", version, steps_of(campaign * 100 + version, ["x" * 2000]))
                        for campaign in range(20) for version in range(1, 16))
        shuffled = sorted(lines.splitlines(keepends=True), key=lambda line: json.loads(line)["version"])
        self.imported(lines="".join(shuffled))
        self.assertEqual(self.exported("s.db"), lines)

    def test_present_versions_are_skipped_and_new_ones_added(self):
        self.imported()
        more = LINES + line_of("spring", 3, steps_of(9))
        said = self.imported(lines=more).stderr.decode()
        self.assertEqual(said, "segue: s.db: 1 version added; 3 versions already present\n")
        self.assertEqual(self.exported("s.db"), more)

    def test_different_steps_for_a_present_version_change_nothing(self):
        self.imported()
        said = self.refused("import", "-", "--store", "s.db",
                            lines=line_of("summer", 1, []) + line_of("spring", 2, steps_of(7)))
        self.assertIn("standard input: line 2: version 2 of campaign spring is already in the store, with other steps",
                      said)
        self.assertIn("nothing was imported from standard input", said)
        self.assertEqual(self.exported("s.db"), LINES)

    def test_every_bad_line_is_reported_with_its_number(self):
        step = steps_of(1)[0]
        bad = {
            "not json\n": "line 1: ",
            "[1]\n": "line 1: expected an object with campaign, version, stored_at and steps, found an array",
            "{}\n": 'line 1: expected "campaign", which is missing',
            line_of("Spring", 1, []):
                'line 1: /campaign: expected lower-case letters a to z and digits, found "Spring"',
            line_of("", 1, []): "line 1: /campaign: ",
            line_of(7, 1, []): "line 1: /campaign: ",
            line_of("a", 0, []): "line 1: /version: expected a whole number from 1, found 0",
            line_of("a", "1", []): "line 1: /version: ",
            line_of("a", 2, []): "line 1: /version: expected 1, the next version of campaign a, found 2",
            line_of("a", 1, []) + line_of("a", 3, []): "line 2: /version: expected 2, ",
            line_of("a", 1, [], "yesterday"): "line 1: /stored_at: expected a time such as ",
            line_of("a", 1, [], "2026-01-31T09:30:00+01:00"): "line 1: /stored_at: ",
            line_of("a", 1, {}): "line 1: /steps: expected an array, found an object",
            line_of("a", 1, [{"type": "static", "text": "Hi"}]): "line 1: /steps/0",
            line_of("a", 1, [{**step, "data": {}}]): "line 1: /steps/0/data",
            line_of("a", 1, [{**step, "id": "short"}]): "line 1: /steps/0/id: ",
            line_of("a", 1, [{**step, "id": "A" * 24}]): "line 1: /steps/0/id: ",
            line_of("a", 1, [{**step, "rank": 1}]): "line 1: /steps/0/rank: expected 0, the step's index, found 1",
            line_of("a", 1, [step, {**step, "rank": 1}]): "line 1: /steps/1/id: expected a unique id",
            LINES[:-20]: "line 3: ",
            '{"campaign":"a","campaign":"a","version":1,"stored_at":"2026-01-31T09:30:00Z","steps":[]}\n': "line 1: ",
            line_of("a", 1, []).replace('{"campaign"', '{"x":1,"campaign"'): "line 1: /x: expected only the keys ",
        }
        for lines, expected in bad.items():
            with self.subTest(lines=lines[:120]):
                self.assertIn("segue: standard input: " + expected, self.refused_lines(lines))

    def test_errors_are_reported_up_to_a_limit_and_without_consequential_ones(self):
        lines = "".join(line_of("a", version, [], "never") for version in range(1, 31))
        said = self.refused_lines(lines).splitlines()
        self.assertEqual(len(said), 22, said)  # 20, the number of the others, and that nothing was imported
        self.assertIn("line 20: /stored_at: ", said[19])
        self.assertIn("and 10 more errors", said[20])

    def test_a_limit_names_itself(self):
        long = line_of("a", 1, steps_of(1, ["x" * 5000]))
        said = self.refused_lines(long + line_of("b", 2, []), "--max-line", "4KiB")
        self.assertIn("line 1: the line is longer than 4 KiB; raise the max-line limit with --max-line BYTES", said)
        self.assertIn("line 2: /version: ", said)
        self.assertIn("max-steps", self.refused_lines(line_of("a", 1, steps_of(1, "xyz")), "--set", "max-steps=2"))

    def test_blank_lines_and_a_missing_last_line_break_are_accepted(self):
        self.imported(lines="\n" + LINES.replace("\n", "\r\n\n").rstrip())
        self.assertEqual(self.exported("s.db"), LINES)

    def test_an_empty_store_is_exported_and_imported(self):
        self.imported(lines="")
        self.assertEqual(self.exported("s.db"), "")

    def test_while_a_server_runs_import_is_refused_but_backup_and_export_work(self):
        self.imported()
        self.hold_lock("s.db")
        said = self.refused("import", "-", "--store", "s.db", lines=LINES)
        self.assertIn("s.db is in use by another server (process 4711); stop that one, or name another store", said)
        self.assertEqual(self.exported("s.db"), LINES)
        self.done("backup", "--store", "s.db", "--out", "b.db")

    def test_a_backup_is_a_store_and_includes_versions_that_are_only_in_the_log(self):
        self.imported()
        writer = self.connect("s.db")  # while it is open, SQLite keeps the log
        writer.execute("INSERT INTO versions (campaign, number, stored_at, steps)"
                       " VALUES ('winter', 1, '2026-01-31T09:30:00Z', '[]')")
        writer.execute("BEGIN IMMEDIATE")  # a write is in progress
        run = self.done("backup", "--store", "s.db", "--out", "b.db")
        self.assertEqual(run.stderr.decode(), "segue: b.db: 4 versions of 3 campaigns from s.db\n")
        writer.execute("ROLLBACK")
        expected = LINES + line_of("winter", 1, [], "2026-01-31T09:30:00Z")
        self.assertEqual(self.exported("b.db"), expected)
        self.imported("b.db", line_of("winter", 2, []))
        self.assertEqual([name for name in self.names() if "segue-" in name], [], "no temporary file is left")

    def test_a_backup_replaces_an_older_one_completely_or_not_at_all(self):
        self.imported()
        self.done("backup", "--store", "s.db", "--out", "b.db")
        before = (self.place / "b.db").read_bytes()
        limited = f'trap "" XFSZ; ulimit -f 4; exec "{SEGUE}" store backup --store s.db --out b.db'
        self.connect("s.db").execute("INSERT INTO versions (campaign, number, stored_at, steps)"
                                     " VALUES ('winter', 1, '2026-01-31T09:30:00Z', hex(zeroblob(20000)))")
        run = subprocess.run(["/bin/sh", "-c", limited], cwd=self.place, stderr=subprocess.PIPE, timeout=LONGEST_RUN)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertEqual((self.place / "b.db").read_bytes(), before)
        self.assertEqual([name for name in self.names() if "segue-" in name], [])
        self.done("backup", "--store", "s.db", "--out", "b.db")
        self.assertNotEqual((self.place / "b.db").read_bytes(), before)

    def test_nothing_is_written_over_a_store_in_use(self):
        self.imported()
        self.imported("other.db")
        before = (self.place / "s.db").read_bytes()
        os.symlink("s.db", self.place / "link.db")
        for out in ("s.db", "./s.db", "link.db", "s.db.lock"):
            for command in ("backup", "export"):
                with self.subTest(command, out=out):
                    self.assertIn("are the same file", self.refused(command, "--store", "s.db", "--out", out))
        (self.place / "left.db-wal").write_bytes(b"what was committed last")
        self.assertIn("was not closed", self.refused("backup", "--store", "s.db", "--out", "left.db"))
        self.hold_lock("other.db")
        self.assertIn("in use by another server", self.refused("backup", "--store", "s.db", "--out", "other.db"))
        self.assertEqual((self.place / "s.db").read_bytes(), before)

    def test_an_import_that_is_killed_imports_nothing(self):
        self.imported()
        run = subprocess.Popen([SEGUE, "store", "import", "-", "--store", "s.db"], cwd=self.place,
                               stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        lines = "".join(line_of(f"c{i:03d}", 1, steps_of(i, ["x" * 50_000])) for i in range(200))
        run.stdin.write(lines.encode())
        run.stdin.flush()  # a pipe holds 64 KiB, so most lines have been read, but nothing is committed yet
        run.kill()
        run.wait(LONGEST_RUN)
        run.stdin.close()
        self.assertEqual(self.exported("s.db"), LINES)
        self.imported(lines=lines)
        self.assertEqual(self.connect("s.db").execute("SELECT count(*) FROM versions").fetchone(), (203,))

    def test_an_interrupted_backup_leaves_nothing(self):
        self.imported(lines="".join(line_of(f"c{i}", 1, steps_of(i, ["x" * 500_000])) for i in range(60)))
        run = subprocess.Popen([SEGUE, "store", "backup", "--store", "s.db", "--out", "b.db"], cwd=self.place,
                               stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + LONGEST_RUN
        while run.poll() is None and not any(name.endswith("-journal") for name in self.names()):
            self.assertLess(time.monotonic(), deadline)
        run.send_signal(signal.SIGTERM)
        code = run.wait(LONGEST_RUN)
        self.assertIn(code, (0, -signal.SIGTERM))  # on a fast disk it may finish before the signal arrives
        self.assertEqual([name for name in self.names() if "segue-" in name], [])
        self.assertEqual((self.place / "b.db").exists(), code == 0)

    def test_a_file_that_is_not_a_store_is_refused(self):
        (self.place / "text.db").write_text("hello\n")
        (self.place / "empty.db").write_text("")
        self.connect("foreign.db").execute("CREATE TABLE songs (title TEXT)")
        self.imported()
        self.connect("s.db").execute("PRAGMA user_version = 99")
        for store, expected in {"absent.db": 'no file "absent.db"', "text.db": "text.db is not a segue store",
                                "empty.db": "empty.db is empty", "foreign.db": "a database of another program",
                                "s.db": "written by a newer segue", ".": "is a directory"}.items():
            for command in (["export"], ["backup", "--out", "b.db"]):
                with self.subTest(store, command=command):
                    self.assertIn(expected, self.refused(*command, "--store", store))
        self.assertNotIn("absent.db", self.names())
        self.assertNotIn("b.db", self.names())

    def test_a_store_that_cannot_be_written_is_refused(self):
        self.imported()
        os.chmod(self.place / "s.db", 0o444)
        as_nobody = {}
        if os.geteuid() == 0:  # root may write everything
            for path in (self.place, *self.place.iterdir()):
                os.chown(path, 65534, 65534)
            as_nobody = {"user": 65534}
            try:
                subprocess.run([SEGUE, "version"], stdout=subprocess.DEVNULL, user=65534, check=True)
            except PermissionError:
                self.skipTest("only root can run the command where it is")
        self.assertIn("s.db cannot be written", self.refused("import", os.devnull, "--store", "s.db", **as_nobody))
        self.assertEqual(self.done("export", "--store", "s.db", **as_nobody).stdout.decode(), LINES)

    def test_a_closed_pipe_ends_an_export_quietly(self):
        self.imported(lines="".join(line_of(f"c{i}", 1, steps_of(i, ["x" * 100_000])) for i in range(30)))
        run = subprocess.Popen([SEGUE, "store", "export", "--store", "s.db", "--quiet"], cwd=self.place,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertTrue(run.stdout.readline().startswith(b'{"campaign":"c0"'))
        run.stdout.close()
        said = run.stderr.read()
        run.stderr.close()
        self.assertEqual((run.wait(LONGEST_RUN), said), (0, b""))

    def test_a_full_disk_ends_an_export_with_2(self):
        self.imported()
        self.assertIn("No space left on device", self.refused("export", "--store", "s.db", "--out", "/dev/full"))

    def test_invalid_command_lines(self):
        for arguments, expected in {
                (): "expected segue store backup, export or import",
                ("bakup", "--store", "a"): 'did you mean "backup"?',
                ("backup", "--store", "a"): "store backup needs --out FILE",
                ("backup", "--out", "a"): "needs --store FILE", ("import", "--store", "a"): "store import needs a FILE",
                ("export", "x", "--store", "a"): 'store export takes no "x"',
                ("import", "absent.ndjson", "--store", "a"): "absent.ndjson: no such file",
                ("import", "x", "--store", "a", "--out", "b"): "store import takes no --out",
                ("export", "--store", "a", "--max-line", "x"): "--max-line"}.items():
            with self.subTest(arguments):
                self.assertIn(expected, self.refused(*arguments))
        self.assertEqual(self.names(), [])


if __name__ == "__main__":
    if "SEGUE" not in os.environ:
        raise SystemExit("set the command to test: SEGUE=build/dev/engine/cli/segue")
    unittest.main(verbosity=2)
