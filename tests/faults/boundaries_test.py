#!/usr/bin/env python3
"""boundaries_test.py [--short]: wherever a list is cut into chunks, and by however many threads they are rendered,
nothing is lost, doubled, reordered or told differently. Runs $SEGUE.

Every run is compared byte for byte with that of one thread and chunks of the standard size, and that one with what a
slow reader makes of the list. --short is for builds that run ten times slower: the same lists, fewer ways to cut them.
"""
import csv
import io
import itertools
import subprocess
import sys

import command
import lists
import slow_leads

SHORT = "--short" in sys.argv
LARGER_CHUNKS = [100, 127, 128, 129, 200, 255, 256, 257, 400, 500, 512, 1000, 1024, 4096, 65536, 1 << 20]
CHUNKS = [1, 2, 7, 16, 61, 300] if SHORT else [*range(1, 81), *LARGER_CHUNKS]
FEW_CHUNKS = [3, 40] if SHORT else [1, 2, 3, 5, 8, 13, 17, 32, 33, 64, 100, 300, 1000, 1 << 20]
THREADS = [2, 8] if SHORT else [1, 2, 3, 8]
SHARDS = [3] if SHORT else [1, 2, 3, 5, 8]
STANDARD = 1 << 20  # bytes of the longest record, where nobody says otherwise

CSV = lists.delimited(lists.EVERYTHING, ",")
TSV = lists.delimited(lists.EVERYTHING, "\t")
OPEN_QUOTES = lists.delimited(lists.OPEN_QUOTES, ",")
CSV_FLAGS = ["--leads-format", "csv"]
TSV_FLAGS = ["--leads-format", "tsv"]
NDJSON_FLAGS = ["--leads-format", "ndjson"]
OPEN_FLAGS = [*CSV_FLAGS, "--max-record", str(lists.LONGEST)]
SHORT_NDJSON_FLAGS = [*NDJSON_FLAGS, "--max-record", str(lists.LONGEST)]


def in_turns(chunks, *ways):
    """(chunk, way, way) for each chunk: the ways take turns, so that each of them meets small chunks and large ones."""
    for turn, chunk in enumerate(chunks):
        yield (chunk, *(way[(turn + turn // len(way) * place) % len(way)] for place, way in enumerate(ways)))


class Boundaries(command.CommandTest):
    def one_piece(self, leads, *flags):
        """What one thread makes of the list, which must be accounted for."""
        outcome = self.render(leads, *flags, "--threads", "1")
        self.assert_account(outcome)
        return outcome

    def compare(self, expected, leads, *flags, chunk, threads, through="file"):
        with self.subTest(chunk=chunk, threads=threads, through=through, flags=" ".join(flags)):
            self.assert_same(expected, self.render(
                leads, *flags, "--chunk", str(chunk), "--threads", str(threads), through=through))

    def assert_as_read_slowly(self, rows, outcome, longest=STANDARD):
        """The outcome is what the rules say, not only what another run said."""
        fates = [row.fate for row in rows]
        summary = outcome.summary
        self.assertEqual(summary["rows"], len(rows))
        self.assertEqual(summary["rendered"], fates.count("rendered"))
        self.assertEqual(summary["skipped"], fates.count("skipped"))
        self.assertEqual(summary["rejected_by_code"],
                         {fate: fates.count(fate) for fate in set(fates) - {"rendered", "skipped"}})
        self.assertEqual(list(slow_leads.found_messages(command.lines_of(outcome.out), command.GREETINGS)),
                         list(slow_leads.expected_messages(rows)))
        self.assertEqual(list(slow_leads.found_rejects(command.lines_of(outcome.rejects), longest)),
                         list(slow_leads.expected_rejects(rows, longest)))

    # ── the lists themselves

    def test_one_thread_does_what_the_rules_say(self):
        for name, leads, flags, rows, longest, fates in (
                ("csv", CSV, CSV_FLAGS, slow_leads.read_csv(CSV), STANDARD,
                 {"rendered", "skipped", "too-wide", "bad-quote", "blank-key", "unresolved-variable"}),
                ("csv with a byte order mark", slow_leads.BOM + CSV, CSV_FLAGS,
                 slow_leads.read_csv(slow_leads.BOM + CSV), STANDARD, {"rendered"}),
                ("tsv", TSV, TSV_FLAGS, slow_leads.read_csv(TSV, b"\t"), STANDARD, {"rendered", "too-wide"}),
                ("open quotes", OPEN_QUOTES, OPEN_FLAGS, slow_leads.read_csv(OPEN_QUOTES, longest=lists.LONGEST),
                 lists.LONGEST, {"rendered", "skipped", "too-long", "bad-quote", "unresolved-variable"}),
                ("ndjson", lists.NDJSON, NDJSON_FLAGS, slow_leads.read_ndjson(lists.NDJSON), STANDARD,
                 {"rendered", "skipped", "bad-json", "bad-value", "blank-key", "unresolved-variable"}),
                ("long ndjson", lists.NDJSON, SHORT_NDJSON_FLAGS,
                 slow_leads.read_ndjson(lists.NDJSON, lists.LONGEST), lists.LONGEST, {"rendered", "too-long"})):
            with self.subTest(name):
                self.assertLessEqual(fates, {row.fate for row in rows}, "the list has lost one of its traps")
                self.assert_as_read_slowly(rows, self.one_piece(leads, *flags), longest)

    def test_the_slow_reader_agrees_with_pythons_own(self):
        for delimiter in (",", "\t"):
            # Python ends a line at a lone CR, and takes text behind a closing quote for part of the field.
            alike = lists.delimited([line for line in lists.EVERYTHING if "\r return" not in line], delimiter)
            rows = slow_leads.read_csv(alike, delimiter.encode())
            theirs = list(csv.reader(io.StringIO(alike.decode(), newline=""), delimiter=delimiter))[1:]
            self.assertEqual(len(rows), len(theirs))
            for row, fields in zip(rows, theirs):
                if row.fate == "rendered":
                    self.assertEqual(list(row.values.values()), fields[:4])

    # ── any chunk size, any number of threads

    def test_a_csv_is_the_same_for_every_chunk_size_and_number_of_threads(self):
        expected = self.one_piece(CSV, *CSV_FLAGS)
        for chunk, threads in in_turns([*CHUNKS, len(CSV) - 1, len(CSV), len(CSV) + 1], THREADS):
            self.compare(expected, CSV, *CSV_FLAGS, chunk=chunk, threads=threads)
        for chunk, threads in itertools.product(FEW_CHUNKS, THREADS):
            self.compare(expected, CSV, *CSV_FLAGS, chunk=chunk, threads=threads)

    def test_a_csv_from_a_pipe_is_the_same(self):
        expected = self.one_piece(CSV, *CSV_FLAGS)
        for chunk, threads in in_turns(CHUNKS, THREADS[::-1]):  # other pairs than of the file
            self.compare(expected, CSV, *CSV_FLAGS, chunk=chunk, threads=threads, through="pipe")

    def test_a_byte_order_mark_may_be_cut(self):
        leads = slow_leads.BOM + CSV
        expected = self.one_piece(leads, *CSV_FLAGS)
        for chunk, threads, through in in_turns(FEW_CHUNKS, THREADS, ["file", "pipe"]):
            self.compare(expected, leads, *CSV_FLAGS, chunk=chunk, threads=threads, through=through)

    def test_a_tsv_is_the_same_for_every_chunk_size(self):
        expected = self.one_piece(TSV, *TSV_FLAGS)
        for chunk, threads, through in in_turns(CHUNKS[::2], THREADS, ["file", "pipe"]):
            self.compare(expected, TSV, *TSV_FLAGS, chunk=chunk, threads=threads, through=through)

    def test_ndjson_is_the_same_for_every_chunk_size(self):
        for flags, chunks in ((NDJSON_FLAGS, CHUNKS), (SHORT_NDJSON_FLAGS, CHUNKS[::2])):
            expected = self.one_piece(lists.NDJSON, *flags)
            for chunk, threads, through in in_turns(chunks, THREADS, ["file", "pipe"]):
                self.compare(expected, lists.NDJSON, *flags, chunk=chunk, threads=threads, through=through)

    def test_records_that_are_given_up_are_the_same_for_every_chunk_size(self):
        expected = self.one_piece(OPEN_QUOTES, *OPEN_FLAGS)
        for chunk, threads, through in in_turns(CHUNKS, THREADS, ["file", "pipe"]):
            self.compare(expected, OPEN_QUOTES, *OPEN_FLAGS, chunk=chunk, threads=threads, through=through)

    def test_traps_behind_the_first_mib_are_the_same(self):
        """What comes first is looked at before anything is rendered, and may be cut in another way."""
        rows = (1 << 20) // lists.LONGEST + 1000
        first_rows = "".join(f"{row:05},Anna,Rome,{'n' * (lists.LONGEST - 16)}\n" for row in range(rows))
        first_lines = "".join(f'{{"id":"{row:05}","name":"Anna","city":"Rome"}}\n' for row in range(rows))
        header, csv_rows = CSV.split(b"\n", 1)
        _, open_rows = OPEN_QUOTES.split(b"\n", 1)
        for leads, alone, flags in (
                (header + b"\n" + first_rows.encode() + csv_rows, CSV, CSV_FLAGS),
                (header + b"\n" + first_rows.encode() + open_rows, OPEN_QUOTES, OPEN_FLAGS),
                (first_lines.encode() + lists.NDJSON, lists.NDJSON, NDJSON_FLAGS)):
            expected = self.one_piece(leads, *flags)
            last = self.render(alone, *flags, "--threads", "1")
            self.assertEqual(expected.out.count(b"\n"), rows * command.MESSAGES + last.out.count(b"\n"))
            self.assert_bytes(last.out, expected.out[-len(last.out):], "the output of the last rows")
            self.assertEqual(expected.summary["rejected_by_code"], last.summary["rejected_by_code"])
            for chunk, threads, through in in_turns([333] if SHORT else [16, 33, 100, 1000], THREADS, ["pipe", "file"]):
                self.compare(expected, leads, *flags, chunk=chunk, threads=threads, through=through)

    def test_a_list_of_some_mib_in_pieces_of_the_standard_size_is_the_same(self):
        note = "a line and\nanother, in quotes: \"\"\n" * 20
        rows = 4000 if SHORT else 8000
        leads = ("id,name,city,note\n" + "".join(
            f'{row},Anna,Rome,"{note}"\n' if row % 7 else f'{row},"An"na,Rome,x\n' for row in range(rows))).encode()
        expected = self.one_piece(leads, *CSV_FLAGS)
        self.assertEqual(expected.summary["rejected_by_code"], {"bad-quote": (rows + 6) // 7})
        self.assertEqual(expected.summary["rows"], rows)
        for threads, through in itertools.product(THREADS, ("file", "pipe")):
            with self.subTest(threads=threads, through=through):
                self.assert_same(expected, self.render(leads, *CSV_FLAGS, "--threads", str(threads), through=through))
        parts = self.in_a_row(leads, *CSV_FLAGS, "--threads", "2", shards=3)
        self.assert_bytes(expected.out, b"".join(part.out for part in parts), "the output of shards")
        self.assert_bytes(expected.rejects, b"".join(part.rejects for part in parts), "the rejects of shards")

    def test_a_quote_that_is_never_closed_rejects_one_line_alone(self):
        leads = b'id,name,city\n1,Anna,Rome\n2,"Ben,Oslo\n' + b"3,Carl,Bonn\n" * 30
        expected = self.one_piece(leads, *CSV_FLAGS)
        self.assertEqual(expected.summary["rejected_by_code"], {"bad-quote": 1})
        self.assertEqual(expected.summary["rendered"], 31)
        for chunk, threads, through in in_turns(FEW_CHUNKS, THREADS, ["file", "pipe"]):
            self.compare(expected, leads, *CSV_FLAGS, chunk=chunk, threads=threads, through=through)

    def test_picks_that_go_by_the_row_do_not_go_by_the_chunk(self):
        for flags in (["--assign", "balanced"], ["--key", "row"], ["--assign", "balanced", "--key", "row"]):
            flags = [*CSV_FLAGS, *flags, "--explain", "--seed", "spring", "--format", "csv"]
            expected = self.render(CSV, *flags, "--threads", "1")
            self.assertTrue(expected.out.startswith(b"lead,step,after,text,picks,fallbacks\n"), expected.out)
            for chunk, threads, through in in_turns(FEW_CHUNKS, THREADS, ["file", "pipe"]):
                self.compare(expected, CSV, *flags, chunk=chunk, threads=threads, through=through)

    def test_lists_that_hold_next_to_nothing_are_the_same(self):
        for leads in (b"id,name,city", b"id,name,city\n", b"\n\nid,name,city\n\n", b"id,name,city\n1,Anna,Rome",
                      b"id,name,city\n\n\n\n", b"id,name,city\n,,\n1", b'"id","na\nme","city"\n1,Anna,Rome\n'):
            expected = self.render(leads, "--leads-format", "csv", "--threads", "1")
            self.assert_as_read_slowly(slow_leads.read_csv(leads), expected)
            for chunk, threads, through in in_turns([1, 2, 5, 13, 100], THREADS, ["file", "pipe"]):
                self.compare(expected, leads, *CSV_FLAGS, chunk=chunk, threads=threads, through=through)

    def test_what_cannot_begin_ends_alike(self):
        for leads, flags in ((b"", CSV_FLAGS), (b"\n\n", CSV_FLAGS), (b'id,"na', CSV_FLAGS), (b"a,b\n1,2\n", CSV_FLAGS),
                             (b"id,name\n1,\xff\n", CSV_FLAGS), (b'{"a":1}\n', NDJSON_FLAGS)):
            expected = self.render(leads, *flags, "--threads", "1")
            self.assertEqual(expected.code, 2, leads)
            for chunk, threads in in_turns([1, 3, 100], THREADS):
                with self.subTest(leads=leads, chunk=chunk, threads=threads):
                    found = self.render(leads, *flags, "--chunk", str(chunk), "--threads", str(threads))
                    self.assertEqual(found, expected)

    def test_a_limit_counts_rows_not_chunks(self):
        rows = slow_leads.read_csv(CSV)
        for limit in range(0, len(rows) + 2, 5 if SHORT else 1):
            with self.subTest(limit=limit):
                found = self.render(CSV, *CSV_FLAGS, "--limit", str(limit), "--chunk", "50", "--threads", "3")
                self.assert_account(found)
                self.assert_as_read_slowly(rows[:limit], found)

    def test_what_is_said_of_rejects_is_the_same(self):
        self.write("leads", CSV)

        def said(*flags):
            run = self.start("render", "s.json", "--leads", "leads", *CSV_FLAGS, *flags, stdout=subprocess.DEVNULL)
            lines = run.communicate(timeout=command.LONGEST_RUN)[1].decode().splitlines()
            return [line for line in lines if "→" not in line]  # which tells the time it took

        expected = said("--threads", "1")
        self.assertTrue(any("too-wide" in line for line in expected), expected)
        for chunk, threads in in_turns(FEW_CHUNKS, THREADS):
            with self.subTest(chunk=chunk, threads=threads):
                self.assertEqual(said("--chunk", str(chunk), "--threads", str(threads)), expected)

    def test_rejects_as_csv_are_the_same(self):
        self.write("leads", CSV)

        def rejects(*flags):
            run = self.start("render", "s.json", "--leads", "leads", *CSV_FLAGS, "--rejects", "rejects.csv", *flags,
                             stdout=subprocess.DEVNULL)
            run.communicate(timeout=command.LONGEST_RUN)
            return self.read("rejects.csv")

        expected = rejects("--threads", "1")
        self.assertTrue(expected.startswith(b"id,name,city,note,code,message\n"), expected)
        for chunk, threads in in_turns(FEW_CHUNKS, THREADS):
            with self.subTest(chunk=chunk, threads=threads):
                self.assert_bytes(expected, rejects("--chunk", str(chunk), "--threads", str(threads)), "the rejects")

    # ── an odd row across every boundary

    ODD = [b'1,"El"la,Kyiv,text behind\n', b"2,Dora,Bern,x,too wide,x\n", b",Carl,Bonn,no key\r\n",
           b'3,"Ida\n4,Nobody,X,",Rome,\n', b"\n,,,\n", b'5,"""Jo"" ""","Ro""me",x\r\n', "6,Zoë,Łódź,õ\n".encode()]
    PLAIN = b"7,Anna,Rome,xyz\n"

    def list_with_odd_rows_across(self, chunk, shift):
        """A list in which an odd row begins `shift` bytes before every multiple of `chunk`."""
        leads = b"id,name,city,note\n"
        for number, odd in enumerate(self.ODD):
            begin = (number + 1) * chunk - min(shift, len(odd))
            room = begin - len(leads)
            count, rest = divmod(room, len(self.PLAIN))
            leads += self.PLAIN[:-1] + b"y" * rest + b"\n" + self.PLAIN * (count - 1) + odd
        return leads + self.PLAIN * 3

    def test_an_odd_row_may_lie_across_every_boundary(self):
        longest = max(map(len, self.ODD))
        for chunk in (128, 1000):
            for shift in range(0, longest + 1, 9 if SHORT else 1):
                leads = self.list_with_odd_rows_across(chunk, shift)
                with self.subTest(chunk=chunk, shift=shift):
                    found = self.render(leads, *CSV_FLAGS, "--chunk", str(chunk), "--threads", str(2 + shift % 2))
                    self.assert_account(found)
                    self.assert_as_read_slowly(slow_leads.read_csv(leads), found)

    # Bytes that are not UTF-8 reject a row only behind the first MiB; before, they speak against the whole list.
    NOT_UTF8 = [b"8,\xff,Rome,x\n", b"9,Anna,Rome\xe2\x82\n", b'10,"A\nnn\xc3",Bonn,x\r\n',
                b"\xf0\x9f\x9a,Anna,Rome,x\n", b"11,Anna,Rome,\xed\xa0\x80\n", b"12,\xc0\xafAnna,Rome,\n",
                "13,Zoë,🚀,x\n".encode()]

    def test_a_row_that_is_not_utf_8_may_lie_across_every_boundary(self):
        flags = [*CSV_FLAGS, "--max-record", "2MiB"]
        # One record fills the first MiB: larger than any chunk, and with quoted line breaks.
        leads = b'id,name,city,note\n7,Anna,Rome,"' + b"a long note\n" * (1 << 17) + b'"\n'
        rows = slow_leads.read_csv(b"id,name,city,note\n" + b"".join(self.NOT_UTF8))
        self.assertEqual({row.fate for row in rows}, {"bad-encoding", "rendered"})
        for shift in range(0, 16, 5 if SHORT else 1):
            with self.subTest(shift=shift):
                padded = leads
                for number, odd in enumerate(self.NOT_UTF8):
                    begin = len(leads) // 4096 * 4096 + (number + 1) * 4096 - min(shift, len(odd))
                    filler = begin - len(padded)
                    padded += self.PLAIN[:-1] + b"z" * (filler - len(self.PLAIN)) + b"\n" + odd
                found = self.render(padded, *flags, "--chunk", "4096", "--threads", str(2 + shift % 2))
                self.assert_account(found)
                self.assertEqual(found.summary["rejected_by_code"], {"bad-encoding": 6})
                self.assertEqual(found.summary["rows"], 15)
                self.assertEqual([(row["row"], padded.index(odd)) for row, odd in
                                  zip(command.lines_of(found.rejects), self.NOT_UTF8)],
                                 [(2 + 2 * number, line["offset"]) for number, line in
                                  enumerate(command.lines_of(found.rejects))])
                self.assert_same(self.one_piece(padded, *flags), found)

    # ── shards in a row

    def in_a_row(self, leads, *flags, shards):
        """All shards of a list, and all that they wrote, one behind the other."""
        parts = [self.render(leads, *flags, "--shard", f"{number}/{shards}") for number in range(shards)]
        for number, part in enumerate(parts):
            self.assertEqual(part.code, 1 if part.rejects else 0, f"shard {number}: {part.said}")
            self.assertEqual(command.fates(part.summary), part.summary["rows"], f"shard {number}")
            self.assertEqual(part.summary["rejected"], len(part.rejects.splitlines()), f"shard {number}")
        return parts

    def compare_shards(self, leads, *flags, shards, chunk, threads):
        expected = self.render(leads, *flags, "--threads", "1")
        cut = ["--chunk", str(chunk), "--threads", str(threads)]
        with self.subTest(shards=shards, chunk=chunk, threads=threads, flags=" ".join(flags)):
            parts = self.in_a_row(leads, *flags, *cut, shards=shards)
            self.assert_bytes(expected.out, b"".join(part.out for part in parts), "the output")
            self.assert_bytes(expected.rejects, b"".join(part.rejects for part in parts), "the rejects")
            for count in ("rows", "rendered", "rejected", "skipped", "short_rows", "messages"):
                self.assertEqual(sum(part.summary[count] for part in parts), expected.summary[count], count)
            return parts

    def test_shards_in_a_row_are_the_whole(self):
        for leads, flags in ((CSV, CSV_FLAGS), (slow_leads.BOM + CSV, CSV_FLAGS), (TSV, TSV_FLAGS),
                             (OPEN_QUOTES, OPEN_FLAGS), (lists.NDJSON, NDJSON_FLAGS),
                             (lists.NDJSON, SHORT_NDJSON_FLAGS)):
            for shards, threads, chunk in in_turns(SHARDS, THREADS, [1 << 20, 16, 1, 100]):
                self.compare_shards(leads, *flags, shards=shards, chunk=chunk, threads=threads)

    def test_shards_pick_by_the_row_of_the_whole_list(self):
        flags = [*CSV_FLAGS, "--key", "row", "--assign", "balanced", "--explain"]
        for shards, threads in in_turns(SHARDS, THREADS):
            self.compare_shards(CSV, *flags, shards=shards, chunk=64, threads=threads)

    def test_the_header_of_the_output_is_in_shard_0_alone(self):
        header = b"lead,step,after,text\n"
        for leads, counts in ((CSV, SHARDS), (b"id,name,city\n", [3]),
                              (b"id,name,city\n1,Anna,Rome\n2,Ben,Bonn\n", [8])):
            for shards, threads in in_turns(counts, THREADS):
                parts = self.compare_shards(leads, *CSV_FLAGS, "--format", "csv", shards=shards, chunk=64,
                                            threads=threads)
                self.assertEqual([part.out.startswith(header) for part in parts], [True] + [False] * (shards - 1))

    def test_a_record_larger_than_a_shard_is_in_one_of_them(self):
        note = b"5,Nobody,Rome,x\n" * 40
        leads = b'id,name,city,note\n1,Anna,Rome,x\n2,Ben,Bonn,"' + note + b'"\n3,Carl,Bern,x\n'
        for shards, threads in in_turns(SHARDS, THREADS):
            parts = self.compare_shards(leads, *CSV_FLAGS, shards=shards, chunk=32, threads=threads)
            self.assertEqual(sum(b'"lead":"2"' in part.out for part in parts), 1)

    def test_a_pipe_has_no_shards(self):
        refused = self.render(CSV, *CSV_FLAGS, "--shard", "0/2", through="pipe")
        self.assertEqual((refused.code, refused.out), (2, b""))
        self.assertIn(b"--shard", refused.said)


if __name__ == "__main__":
    sys.argv = [argument for argument in sys.argv if argument != "--short"]
    command.main()
