"""command.py: the command under test, $SEGUE, and everything that a run of it leaves behind.

The tests of this folder share a sequence whose texts a slow reader can foretell but for the greeting, which is picked:
two messages, a variable with a fallback in the first and one without in the second, which rejects a lead that lacks it
after its first message was already made.
"""
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import typing
import unittest

SEGUE = os.path.abspath(os.environ.get("SEGUE", "segue"))
GREETINGS = ["Hi", "Hello", "Good morning"]
SEQUENCE = [
    {"type": "message", "data": {"segments": [
        {"type": "variation", "options": GREETINGS}, {"type": "static", "text": " to "},
        {"type": "variable", "name": "name", "fallback": "you"}]}},
    {"type": "delay", "data": {"delaySeconds": 60}},
    {"type": "message", "data": {"segments": [
        {"type": "static", "text": "How is "}, {"type": "variable", "name": "city"}]}},
]
MESSAGES = 2
LONGEST_RUN = 60  # seconds; whatever takes longer hangs


class Outcome(typing.NamedTuple):
    """What a run left: its exit code, its output, the rejects file, the summary file ({} where it is empty), and what
    it said on standard error."""
    code: int
    out: bytes
    rejects: bytes
    summary: dict
    said: bytes


def summary_of(text):
    """A summary file without what differs from run to run: times, and the names of files."""
    if not text:
        return {}
    passing = {"leads", "out", "rejects", "seconds", "rows_per_second"}
    return {key: value for key, value in json.loads(text).items() if key not in passing}


def lines_of(text):
    return [json.loads(line) for line in text.splitlines()]


def first_difference(expected, found):
    """Where two byte strings part, as a sentence."""
    at = next((i for i, (a, b) in enumerate(zip(expected, found)) if a != b), min(len(expected), len(found)))
    begin = expected.rfind(b"\n", 0, at) + 1
    return (f"{len(expected)} bytes expected and {len(found)} found, which part at byte {at}: "
            f"expected {expected[begin:at + 60]!r}, found {found[begin:at + 60]!r}")


def fates(summary):
    """How many rows the summary says were rendered, rejected, left out and skipped, together."""
    return sum(summary.get(fate, 0) for fate in ("rendered", "rejected", "excluded", "skipped"))


def with_default_signals():
    """For preexec_fn: a shell that runs tests in the background has SIGINT ignored, and the command would keep that."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class CommandTest(unittest.TestCase):
    """A test in a folder of its own, in which s.json is the sequence."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="segue-faults-")
        self.addCleanup(holder.cleanup)
        self.place = pathlib.Path(holder.name)
        self.write("s.json", json.dumps(SEQUENCE).encode())
        self.leads = None  # what the file of that name holds

    def write(self, name, content):
        (self.place / name).write_bytes(content)

    def read(self, name):
        return (self.place / name).read_bytes()

    def names(self):
        return {path.name for path in self.place.iterdir()}

    def start(self, *arguments, **options):
        """The command, running; killed where it hangs, so that nobody waits for it, and at the end of the test."""
        options = {"stdin": subprocess.DEVNULL, "stderr": subprocess.PIPE, "cwd": self.place, **options}
        run = subprocess.Popen([SEGUE, *arguments], **options)
        self.addCleanup(self.end, run)
        watch = threading.Timer(LONGEST_RUN, run.kill)
        watch.daemon = True
        watch.start()
        self.addCleanup(watch.cancel)
        return run

    @staticmethod
    def end(run):
        if run.poll() is None:
            run.kill()
            run.wait()
        for stream in (run.stdin, run.stdout, run.stderr):
            if stream:
                try:
                    stream.close()
                except BrokenPipeError:
                    pass  # the rest that nobody read

    def render(self, leads, *flags, through="file"):
        """The outcome of a whole run over these bytes, read from a file or through a pipe."""
        if through == "file" and leads != self.leads:
            self.leads = leads
            self.write("leads", leads)
        # Files in memory, and written to directly, since they are in /dev: no run waits for a disk.
        rejects, summary = os.memfd_create("rejects"), os.memfd_create("summary")
        try:
            run = subprocess.run(
                [SEGUE, "render", "s.json", "--leads", "leads" if through == "file" else "-", "--quiet",
                 "--rejects", f"/dev/fd/{rejects}", "--summary", f"/dev/fd/{summary}", *flags],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.place, pass_fds=(rejects, summary),
                timeout=LONGEST_RUN, **({"stdin": subprocess.DEVNULL} if through == "file" else {"input": leads}))
            written = [os.pread(descriptor, os.fstat(descriptor).st_size, 0) for descriptor in (rejects, summary)]
        finally:
            os.close(rejects)
            os.close(summary)
        return Outcome(run.returncode, run.stdout, written[0], summary_of(written[1]), run.stderr)

    def assert_bytes(self, expected, found, what):
        """Two byte strings, which may be long, are the same."""
        if expected != found:
            self.fail(f"{what}: {first_difference(expected, found)}")

    def assert_same(self, expected, found):
        """Two outcomes are the same in all that is written."""
        self.assertEqual(found.code, expected.code, found.said.decode(errors="replace"))
        self.assert_bytes(expected.out, found.out, "the output")
        self.assert_bytes(expected.rejects, found.rejects, "the rejects")
        self.assertEqual(found.summary, expected.summary, "the summary")

    def assert_account(self, outcome):
        """Nothing is lost between what an outcome's files say."""
        rows, summary = lines_of(outcome.out), outcome.summary
        self.assertIn(outcome.code, (0, 1), outcome.said.decode(errors="replace"))
        self.assertEqual(fates(summary), summary["rows"], "rendered + rejected + excluded + skipped = rows")
        self.assertEqual(len(rows), MESSAGES * summary["rendered"], "every message of a rendered lead is there")
        self.assertEqual(len(outcome.rejects.splitlines()), summary["rejected"], "every rejected lead is there")
        self.assertEqual(outcome.code, 1 if summary["rejected"] else 0)


def main():
    """What every test of this folder ends with."""
    if "SEGUE" not in os.environ:
        raise SystemExit("say which command to test: SEGUE=build/dev/engine/cli/segue")
    unittest.main(verbosity=2)  # a test that hangs has told its name
