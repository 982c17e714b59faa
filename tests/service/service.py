"""service.py: the service under test: `$SEGUE serve` as a process, and a client of it."""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SEGUE = os.path.abspath(os.environ.get("SEGUE", "segue"))
LONGEST = 60  # seconds; whatever takes longer hangs
CAMPAIGN = "usdjpdql3f90seqk13rwuo7z"
EXAMPLE = json.loads((ROOT / "tests/data/api-example.json").read_text("utf-8"))
IDS = re.compile(r"[0-9a-z]{24}")


def path_of(campaign=CAMPAIGN):
    return f"/api/v1/campaigns/v2/{campaign}/sequence"


def steps_of(*texts):
    return [{"type": "message", "data": {"segments": [{"type": "static", "text": text}]}} for text in texts]


def without_ids(steps):
    """Steps as they were put: what the server assigned is taken away."""
    return [{key: value for key, value in step.items() if key not in ("id", "rank")} for step in steps]


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode()

    @property
    def json(self):
        return json.loads(self.text)

    @property
    def issues(self):
        return [(issue["code"], issue["path"]) for issue in self.json["error"]["details"]["issues"]]


class Client:
    """One connection, kept alive; not for several threads at once."""

    def __init__(self, port, token=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def ask(self, method, path, body=None, **headers):
        headers = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.connection.request(method, path, body, headers)
        return Answer(self.connection.getresponse())

    def put(self, steps, campaign=CAMPAIGN, query=""):
        return self.ask("PUT", path_of(campaign) + query, {"steps": steps})

    def get(self, campaign=CAMPAIGN, version=None):
        return self.ask("GET", path_of(campaign) + (f"?version={version}" if version else ""))


def behind_mounts(script):
    """What stands before a command line that is to see mounts of its own, made by `script` in its working folder: they
    go with the process. None where this machine does not let us."""
    behind = ["unshare", "--map-root-user", "--mount", "sh", "-c", f'{script} && exec "$0" "$@"']
    if not shutil.which("unshare"):
        return None
    with tempfile.TemporaryDirectory(prefix="segue-mounts-") as place:
        os.mkdir(os.path.join(place, "disk"))
        tried = subprocess.run([*behind, "true"], cwd=place, capture_output=True, timeout=LONGEST, check=False)
    return behind if tried.returncode == 0 else None


class Server:
    """The process; what it says on standard error is read as it comes. `behind` stands before its command line."""

    def __init__(self, place, *flags, listen="127.0.0.1:0", behind=(), **options):
        self.process = subprocess.Popen([*behind, SEGUE, "serve", "--listen", listen, *flags], cwd=place,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                        **options)
        self.said = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.port = self._port()

    def _read(self):
        for line in self.process.stderr:
            self.said.append(line.decode())

    def _port(self):
        deadline = time.monotonic() + LONGEST
        while time.monotonic() < deadline:
            found = re.search(r"http://[^ ]*:(\d+)", "".join(self.said[:3]))
            if found:
                return int(found[1])
            if self.process.poll() is not None:
                self.reader.join(LONGEST)
                raise AssertionError("segue serve did not begin: " + "".join(self.said))
            time.sleep(0.005)
        raise AssertionError("segue serve said nothing")

    def client(self, token=None):
        return Client(self.port, token)

    def log(self):
        """The lines of requests."""
        return [json.loads(line) for line in self.said if line.startswith("{")]

    def end(self, with_signal=signal.SIGTERM):
        """The exit code. Without a signal it is on its way to its end already."""
        if with_signal and self.process.poll() is None:
            self.process.send_signal(with_signal)
        code = self.process.wait(LONGEST)
        self.reader.join(LONGEST)
        self.process.stderr.close()
        return code


class ServiceTest(unittest.TestCase):
    """A test in a folder of its own."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="segue-service-")
        self.addCleanup(holder.cleanup)
        self.place = pathlib.Path(holder.name)

    def serve(self, *flags, **options):
        server = Server(self.place, "--store", "s.db", *flags, **options)
        self.addCleanup(lambda: server.process.stderr.closed or server.end(signal.SIGKILL))
        return server

    def refused(self, *flags, behind=(), **options):
        """What is said where it cannot begin."""
        run = subprocess.run([*behind, SEGUE, "serve", *flags], cwd=self.place, capture_output=True, timeout=LONGEST, check=False,
                             **options)
        self.assertEqual(run.returncode, 2, run.stderr.decode())
        return run.stderr.decode()

    def segue(self, *arguments, text=None):
        run = subprocess.run([SEGUE, *arguments], cwd=self.place, input=text, capture_output=True, encoding="utf-8",
                             timeout=LONGEST, check=False)
        return run.stdout

    def assert_problem(self, answer, status, code):
        self.assertEqual(answer.status, status, answer.text)
        error = answer.json["error"]
        self.assertEqual((error["status"], error["code"]), (status, code))
        self.assertTrue(error["message"])


def main():
    """What every test of this folder ends with."""
    if "SEGUE" not in os.environ:
        raise SystemExit("say which command to test: SEGUE=build/dev/engine/cli/segue")
    unittest.main(verbosity=2)
