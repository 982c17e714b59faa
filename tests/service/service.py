"""service.py: runs `$SEGUE serve` as a process, with a client for it."""
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
LONGEST = 60  # seconds; anything slower hangs
CAMPAIGN = "usdjpdql3f90seqk13rwuo7z"
EXAMPLE = json.loads((ROOT / "tests/data/api-example.json").read_text("utf-8"))
IDS = re.compile(r"[0-9a-z]{24}")


def path_of(campaign=CAMPAIGN):
    return f"/api/v1/campaigns/v2/{campaign}/sequence"


def steps_of(*texts):
    return [{"type": "message", "data": {"segments": [{"type": "static", "text": text}]}} for text in texts]


def without_ids(steps):
    """The steps without the ids and ranks that the server assigned."""
    return [{key: value for key, value in step.items() if key not in ("id", "rank")} for step in steps]


class Response:
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
    """One connection, kept alive, for one thread at a time."""

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
        return Response(self.connection.getresponse())

    def put(self, steps, campaign=CAMPAIGN, query=""):
        return self.ask("PUT", path_of(campaign) + query, {"steps": steps})

    def get(self, campaign=CAMPAIGN, version=None):
        return self.ask("GET", path_of(campaign) + (f"?version={version}" if version else ""))


def with_mounts(script):
    """A command prefix that runs a command in a mount namespace of its own, after `script` has made mounts in the
    working folder. They disappear with the process. None if this machine does not allow it."""
    prefix = ["unshare", "--map-root-user", "--mount", "sh", "-c", f'{script} && exec "$0" "$@"']
    if not shutil.which("unshare"):
        return None
    with tempfile.TemporaryDirectory(prefix="segue-mounts-") as place:
        os.mkdir(os.path.join(place, "disk"))
        tried = subprocess.run([*prefix, "true"], cwd=place, capture_output=True, timeout=LONGEST, check=False)
    return prefix if tried.returncode == 0 else None


class Server:
    """The process. Its standard error is read continuously. `prefix` comes before its command line."""

    def __init__(self, place, *flags, listen="127.0.0.1:0", prefix=(), **options):
        self.process = subprocess.Popen([*prefix, SEGUE, "serve", "--listen", listen, *flags], cwd=place,
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
                raise AssertionError("segue serve did not start: " + "".join(self.said))
            time.sleep(0.005)
        raise AssertionError("segue serve printed nothing")

    def client(self, token=None):
        return Client(self.port, token)

    def log(self):
        """The lines of the request log."""
        return [json.loads(line) for line in self.said if line.startswith("{")]

    def end(self, with_signal=signal.SIGTERM):
        """Stops the process and returns its exit code. Without a signal, only waits for it."""
        if with_signal and self.process.poll() is None:
            self.process.send_signal(with_signal)
        code = self.process.wait(LONGEST)
        self.reader.join(LONGEST)
        self.process.stderr.close()
        return code


class ServiceTest(unittest.TestCase):
    """A test that runs in its own folder."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="segue-service-")
        self.addCleanup(holder.cleanup)
        self.place = pathlib.Path(holder.name)

    def serve(self, *flags, **options):
        server = Server(self.place, "--store", "s.db", *flags, **options)
        self.addCleanup(lambda: server.process.stderr.closed or server.end(signal.SIGKILL))
        return server

    def refused(self, *flags, prefix=(), **options):
        """The error messages of a server that cannot start."""
        run = subprocess.run([*prefix, SEGUE, "serve", *flags], cwd=self.place, capture_output=True, timeout=LONGEST,
                             check=False, **options)
        self.assertEqual(run.returncode, 2, run.stderr.decode())
        return run.stderr.decode()

    def segue(self, *arguments, text=None):
        run = subprocess.run([SEGUE, *arguments], cwd=self.place, input=text, capture_output=True, encoding="utf-8",
                             timeout=LONGEST, check=False)
        return run.stdout

    def assert_problem(self, response, status, code):
        self.assertEqual(response.status, status, response.text)
        error = response.json["error"]
        self.assertEqual((error["status"], error["code"]), (status, code))
        self.assertTrue(error["message"])


def main():
    """The main function of the tests in this folder."""
    if "SEGUE" not in os.environ:
        raise SystemExit("set the command to test: SEGUE=build/dev/engine/cli/segue")
    unittest.main(verbosity=2)
