#!/usr/bin/env python3
"""inputs_test.py: leads that stall, break off, fail, shrink or grow while they are read. Runs $SEGUE."""
import os
import random
import subprocess
import time

import command
import slow_leads

THREADS = (1, 2, 8)
OLD = b"from a former run\n"
NOTE = b"n" * 1000


class Stalling(command.CommandTest):
    """Writers that stop in the middle of something, and go on or do not."""

    LEADS = ('id,name,city\r\n1,Anna,Rome\r\n2,"Zoë ""Z."" Łódź",Łódź\r\n3,"two\r\nlines, and\n""three""",Bonn\r\n'
             '\r\n4,Dora,Bern,x\r\n5,"El"la,Kyiv\r\n6,Finn,Bari').encode()

    def render_pieces(self, pieces, *flags, pause=0.0):
        """What a run makes of leads that come piece by piece; a pause follows each."""
        run = self.start("render", "s.json", "--leads", "-", "--quiet", "--rejects", "rejects.ndjson", "--summary",
                         "summary.json", *flags, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for piece in pieces:
            os.write(run.stdin.fileno(), piece)
            time.sleep(pause)
        out, said = run.communicate(timeout=command.LONGEST_RUN)
        return command.Outcome(run.returncode, out, self.read("rejects.ndjson"),
                               command.summary_of(self.read("summary.json")), said)

    def assert_as_read_slowly(self, leads, found):
        rows = slow_leads.read_csv(leads)
        self.assert_account(found)
        self.assertEqual(found.summary["rows"], len(rows))
        self.assertEqual(list(slow_leads.found_messages(command.lines_of(found.out), command.GREETINGS)),
                         list(slow_leads.expected_messages(rows)))
        self.assertEqual(list(slow_leads.found_rejects(command.lines_of(found.rejects))),
                         list(slow_leads.expected_rejects(rows)))

    def test_a_writer_that_stalls_in_the_middle_of_things_and_goes_on_changes_nothing(self):
        # In the header, between CR and LF, in a code point, behind a doubled quote, in a blank row, in a row.
        marks = [b"na", b"city\r", b'2,"Zo\xc3', b'""Z."', b"two\r", b"\r\n\r", b"6,Fi"]
        cuts = [0] + [self.LEADS.index(mark) + len(mark) for mark in marks] + [len(self.LEADS)]
        pieces = [self.LEADS[begin:end] for begin, end in zip(cuts, cuts[1:])]
        for threads in THREADS:
            with self.subTest(threads=threads):
                found = self.render_pieces(pieces, "--threads", str(threads), "--chunk", "16", pause=0.1)
                self.assert_as_read_slowly(self.LEADS, found)

    def test_a_writer_of_single_bytes_changes_nothing(self):
        for threads in THREADS:
            for chunk in ("1", "7", "1000"):
                with self.subTest(threads=threads, chunk=chunk):
                    pieces = [self.LEADS[i:i + 1] for i in range(len(self.LEADS))]
                    found = self.render_pieces(pieces, "--threads", str(threads), "--chunk", chunk, pause=0.0003)
                    self.assert_as_read_slowly(self.LEADS, found)

    def test_a_long_list_that_stalls_over_and_over_changes_nothing(self):
        # More than a MiB, so that some of it is rendered while the rest is awaited.
        leads = b"id,name,city,note\n" + b"".join(b'%d,"An\nna",Rome,%s\n' % (row, NOTE) for row in range(3000))
        expected = self.render(leads, "--leads-format", "csv", "--threads", "1")
        self.assertEqual(expected.summary["rendered"], 3000)
        cut = random.Random(4)
        for threads in THREADS:
            with self.subTest(threads=threads):
                cuts = sorted(cut.randrange(len(leads)) for _ in range(9))
                pieces = [leads[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(leads)])]
                with open(self.place / "out", "wb") as out:  # so that nobody waits for a reader
                    run = self.start("render", "s.json", "--leads", "-", "--quiet", "--threads", str(threads),
                                     "--chunk", "10000", stdin=subprocess.PIPE, stdout=out)
                for piece in pieces:
                    run.stdin.write(piece)
                    run.stdin.flush()
                    time.sleep(0.05)
                run.communicate(timeout=command.LONGEST_RUN)
                self.assertEqual(run.returncode, 0)
                self.assert_bytes(expected.out, self.read("out"), "the output")

    def test_a_writer_that_dies_anywhere_leaves_an_account_of_what_came(self):
        header = self.LEADS.index(b"\n") + 1
        for end in range(header, len(self.LEADS)):
            leads = self.LEADS[:end]
            threads, chunk = THREADS[end % 3], (1, 5, 30, 1000)[end % 4]
            with self.subTest(end=end, last=leads[-20:], threads=threads, chunk=chunk):
                found = self.render(leads, "--leads-format", "csv", "--threads", str(threads), "--chunk", str(chunk),
                                    through="pipe")
                if slow_leads.is_text(leads):
                    self.assert_as_read_slowly(leads, found)
                else:  # half a code point speaks against so short a list as a whole
                    self.assertEqual((found.code, found.out, found.rejects), (2, b"", b""))
                    self.assertIn(b"UTF-8", found.said)

    def test_a_writer_that_is_killed_ends_its_list(self):
        """With half a code point behind the first MiB, which rejects the last row, and with an open quote."""
        rows = "".join(f"{row},Anna,Rome,{'n' * 1000}\\n" for row in range(3))
        for threads in THREADS:
            for tail, code in (("3000,An", "unresolved-variable"), ("3000,Zo\\303", "bad-encoding"),
                               ('3000,"An\\n3001,Ben,Bonn,', "bad-quote")):
                with self.subTest(tail=tail, threads=threads):
                    writer = self.start_writer(f"printf 'id,name,city,note\\n'; "
                                               f"i=0; while [ $i -lt 1000 ]; do printf '{rows}'; i=$((i+1)); done; "
                                               f"printf '{tail}'; kill -9 $$")
                    run = self.start("render", "s.json", "--leads", "-", "--quiet", "--rejects", "rejects.ndjson",
                                     "--out", "out.ndjson", "--threads", str(threads), stdin=writer.stdout)
                    writer.stdout.close()
                    run.communicate(timeout=command.LONGEST_RUN)
                    rejects = command.lines_of(self.read("rejects.ndjson"))
                    self.assertEqual(writer.wait(), -9)
                    self.assertEqual(run.returncode, 1)
                    self.assertEqual([(reject["row"], reject["code"], reject["line"]) for reject in rejects],
                                     [(3000, code, 3002)])
                    rendered = 3001 if code == "bad-quote" else 3000  # the row behind the open quote is read again
                    self.assertEqual(self.read("out.ndjson").count(b"\n"), command.MESSAGES * rendered)

    def start_writer(self, script):
        writer = subprocess.Popen(["/bin/sh", "-c", script], stdout=subprocess.PIPE)
        self.addCleanup(self.end, writer)
        return writer


class Changing(command.CommandTest):
    """Files that are changed by somebody else while they are read."""

    ROWS = 48_000
    ROW = b"%07d,Anna,Rome,%s\n"

    def lay_out_leads(self, header=b"id,name,city,note\n"):
        with open(self.place / "leads.csv", "wb") as leads:
            leads.write(header)
            for row in range(0, self.ROWS, 500):
                leads.write(b"".join(self.ROW % (number, NOTE) for number in range(row, row + 500)))

    def start_waiting(self, threads):
        """(a run that now waits for its reader, in the middle of the leads; what it has written)."""
        run = self.start("render", "s.json", "--leads", "leads.csv", "--quiet", "--summary", "summary.json",
                         "--threads", str(threads), stdout=subprocess.PIPE, bufsize=0)
        out = run.stdout.read(1000)
        time.sleep(0.2)
        return run, out

    def keys_of(self, out):
        """The leads of an output whose every line is whole."""
        lines = command.lines_of(out)
        self.assertEqual([line["step"] for line in lines], [0, 2] * (len(lines) // 2), "a lead is all or nothing")
        return [line["lead"] for line in lines[::2]]

    def assert_ended_well(self, run, out, said):
        """It told of an error, or gave a complete account of what it found; either way what it wrote is in order."""
        self.assertGreaterEqual(run.returncode, 0, f"it died of signal {-run.returncode}")
        self.assertIn(run.returncode, (0, 1, 2))
        if run.returncode == 2:
            self.assertNotEqual(said, b"")
            out = out[:out.rfind(b"\n") + 1]
            if out.count(b"\n") % command.MESSAGES:
                out = out[:out.rfind(b"\n", 0, -1) + 1]
        keys = self.keys_of(out)
        # The last row may have been torn, and then its key, too.
        self.assertEqual(keys[:-1], [f"{row:07}" for row in range(len(keys) - 1)] if keys else [])
        if run.returncode != 2:
            summary = command.summary_of(self.read("summary.json"))
            self.assertEqual(command.fates(summary), summary["rows"])
            self.assertEqual(summary["rendered"], len(keys))
        return len(keys)

    def test_a_file_that_is_truncated_while_read_ends_in_an_error_or_a_complete_account(self):
        for threads, size in ((1, 0), (2, 0), (2, 40_000_001), (8, 4096 * 9000), (3, 1_000_000)):
            with self.subTest(threads=threads, size=size):
                self.lay_out_leads()
                run, out = self.start_waiting(threads)
                os.truncate(self.place / "leads.csv", size)
                rest, said = run.communicate(timeout=command.LONGEST_RUN)
                count = self.assert_ended_well(run, out + rest, said)
                self.assertLess(count, self.ROWS, "the truncation was to fall into the run")

    def test_a_file_that_is_truncated_while_read_leaves_the_old_messages_where_it_is_an_error(self):
        for threads in THREADS:
            with self.subTest(threads=threads):
                self.write("out.ndjson", OLD)
                self.lay_out_leads(b"id,name,town,note\n")  # without a city every row is rejected
                reader, writer = os.pipe()
                run = self.start("render", "s.json", "--leads", "leads.csv", "--quiet", "--summary", "summary.json",
                                 "--rejects", f"/dev/fd/{writer}", "--out", "out.ndjson", "--threads", str(threads),
                                 pass_fds=(writer,))
                os.close(writer)
                time.sleep(0.3)  # the pipe is full of rejects, and the run waits
                self.assertIsNone(run.poll())
                os.truncate(self.place / "leads.csv", 10)
                with os.fdopen(reader, "rb") as pipe:
                    rejects = pipe.read()
                said = run.communicate(timeout=command.LONGEST_RUN)[1]
                self.assertIn(run.returncode, (1, 2), said)
                if run.returncode == 2:
                    self.assertNotEqual(said, b"")
                    self.assert_bytes(OLD, self.read("out.ndjson"), "out.ndjson")
                else:
                    summary = command.summary_of(self.read("summary.json"))
                    self.assertEqual(summary["rejected"], len(command.lines_of(rejects)))
                    self.assertEqual(command.fates(summary), summary["rows"])
                    self.assertEqual(self.read("out.ndjson"), b"")
                self.assertEqual({name for name in self.names() if ".segue" in name}, set())

    def test_rows_appended_while_a_file_is_read_are_there_whole_or_not_at_all(self):
        for threads in THREADS:
            with self.subTest(threads=threads):
                self.lay_out_leads()
                run, out = self.start_waiting(threads)
                appended = b"".join(self.ROW % (row, NOTE) for row in range(self.ROWS, self.ROWS + 100))
                with open(self.place / "leads.csv", "ab", buffering=0) as leads:
                    leads.write(appended)
                rest, said = run.communicate(timeout=command.LONGEST_RUN)
                self.assertEqual(run.returncode, 0, said)
                keys = self.keys_of(out + rest)
                self.assertIn(len(keys), (self.ROWS, self.ROWS + 100))
                self.assertEqual(keys, [f"{row:07}" for row in range(len(keys))])
                self.assertEqual(command.summary_of(self.read("summary.json"))["rendered"], len(keys))

    def test_a_file_that_is_replaced_while_read_is_read_to_its_own_end(self):
        self.lay_out_leads()
        run, out = self.start_waiting(threads=2)
        self.write("other.csv", b"id,name,city,note\n1,Ben,Bonn,x\n")
        os.rename(self.place / "other.csv", self.place / "leads.csv")
        rest, said = run.communicate(timeout=command.LONGEST_RUN)
        self.assertEqual(run.returncode, 0, said)
        self.assertEqual(self.keys_of(out + rest), [f"{row:07}" for row in range(self.ROWS)])


class Failing(command.CommandTest):
    def test_a_source_that_fails_is_told_and_leaves_the_old_messages(self):
        for threads in THREADS:
            with self.subTest(threads=threads):
                self.write("out.ndjson", OLD)
                run = self.start("render", "s.json", "--leads", "/proc/self/mem", "--leads-format", "csv", "--out",
                                 "out.ndjson", "--rejects", "rejects.ndjson", "--threads", str(threads))
                said = run.communicate(timeout=command.LONGEST_RUN)[1]
                self.assertEqual(run.returncode, 2)
                self.assertIn(b"Input/output error", said)
                self.assert_bytes(OLD, self.read("out.ndjson"), "out.ndjson")
                self.assertEqual(self.names(), {"s.json", "out.ndjson"})


if __name__ == "__main__":
    command.main()
