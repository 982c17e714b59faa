#!/usr/bin/env python3
"""faults_test.py: fault injection: kills under load, full and damaged disks, clocks that step back, and clients that
are slow, many or malicious. Every version that was acknowledged is stored, none is partial, and the service keeps
running.

Runs $SEGUE."""
import json
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import threading
import time
import unittest

import service

KILLS = int(os.environ.get("SEGUE_KILLS", "100"))
WRITERS = 6
CAMPAIGNS = ["alpha", "beta", "gamma"]


class Writer(threading.Thread):
    """Puts versions that name their writer until the server is gone, and keeps the responses."""

    def __init__(self, server, number, round_number):
        super().__init__()
        self.server, self.number, self.round = server, number, round_number
        self.answered, self.sent, self.wrong = [], 0, []

    def run(self):
        campaign = CAMPAIGNS[self.number % len(CAMPAIGNS)]
        try:
            with self.server.client() as client:
                while True:
                    text = f"{self.round}/{self.number}/{self.sent} " + "x" * (self.sent * 37 % 3000)
                    self.sent += 1
                    response = client.put(service.steps_of(text), campaign)
                    if response.status != 200:
                        self.wrong.append(response.text)
                        return
                    self.answered.append((campaign, response.json))
        except (OSError, service.http.client.HTTPException, json.JSONDecodeError):
            pass  # killed


class Kills(service.ServiceTest):
    def test_kill_9_under_load_loses_no_acknowledged_version_and_leaves_no_partial_one(self):
        moments = random.Random(9)
        answered = {campaign: {} for campaign in CAMPAIGNS}
        landed = 0
        for number in range(KILLS):
            server = self.serve()
            writers = [Writer(server, i, number) for i in range(WRITERS)]
            for writer in writers:
                writer.start()
            time.sleep(0.002 + moments.random() * 0.04)
            server.process.kill()
            server.end(None)
            for writer in writers:
                writer.join(service.LONGEST)
                self.assertEqual(writer.wrong, [])
                for campaign, version in writer.answered:
                    self.assertNotIn(version["version"], answered[campaign], "a version was given twice")
                    answered[campaign][version["version"]] = version
                    landed += 1
        self.assertGreater(landed, KILLS, "the kills must hit while versions are written")
        self.check(answered)

    def check(self, answered):
        lines = self.segue("store", "export", "--store", "s.db", "--quiet").splitlines()
        stored = {campaign: [] for campaign in CAMPAIGNS}
        ids = []
        for line in map(json.loads, lines):
            stored[line["campaign"]].append(line)
            ids += [step["id"] for step in line["steps"]]
        self.assertEqual(len(ids), len(set(ids)), "an id was used twice")
        for campaign, versions in stored.items():
            self.assertEqual([line["version"] for line in versions], list(range(1, len(versions) + 1)), "no gaps")
            for line in versions:
                text = line["steps"][0]["data"]["segments"][0]["text"]
                sent = int(text.split(" ")[0].split("/")[2])
                self.assertEqual(len(text) - len(text.split(" ")[0]) - 1, sent * 37 % 3000, "a partial version")
            for number, version in answered[campaign].items():
                self.assertEqual(versions[number - 1]["steps"], version["steps"])


class Disks(service.ServiceTest):
    def test_a_disk_is_filled_to_the_last_byte_and_cleared(self):
        prefix = service.with_mounts("mount -t tmpfs -o size=1m tmpfs disk")
        if not prefix:
            self.skipTest("this machine does not allow mounts")
        (self.place / "disk").mkdir()
        server = service.Server(self.place, "--store", "disk/s.db", prefix=prefix)
        self.addCleanup(lambda: server.process.stderr.closed or server.end(signal.SIGKILL))
        filler = f"/proc/{server.process.pid}/root{self.place}/disk/filler"  # the disk as the server sees it
        with server.client() as client:
            kept = [client.put(service.steps_of(f"version {i}")).json for i in range(3)]
            with open(filler, "wb", buffering=0) as file, self.assertRaisesRegex(OSError, "No space left"):
                while True:
                    file.write(b"x" * 4096)
            for steps in (service.steps_of("x" * 200_000), service.steps_of("x" * 200_000), service.steps_of("y" * 9_000)):
                response = client.put(steps)
                self.assert_problem(response, 500, "internal_server_error")
                for inner in ("disk", "SQL", "s.db"):
                    self.assertNotIn(inner, response.text)
            self.assertEqual([client.get(version=i + 1).json for i in range(3)], kept, "reading still works")
            self.assertEqual(client.get().json, kept[-1])
            os.unlink(filler)
            kept.append(client.put(service.steps_of("there is space again")).json)
            while (response := client.put(service.steps_of("z" * 50_000))).status == 200:  # now fill it with versions
                kept.append(response.json)
            self.assert_problem(response, 500, "internal_server_error")
            self.assertEqual([version["version"] for version in kept], list(range(1, len(kept) + 1)))
            self.assertEqual([client.get(version=i + 1).json for i in range(len(kept))], kept)
            self.assert_problem(client.get(version=len(kept) + 1), 404, "not_found")
        self.assertEqual(server.end(), 0)
        self.assertTrue(any("the disk is full" in line.get("trouble", "") for line in server.log()), "the log says why")

    def test_a_full_disk_is_reported_and_nothing_is_lost_once_there_is_space(self):
        server = self.serve()
        with server.client() as client:
            kept = [client.put(service.steps_of(f"version {i}")).json for i in range(3)]
            size = max((self.place / name).stat().st_size for name in ("s.db", "s.db-wal"))
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
            responses = [client.put(service.steps_of("x" * 100_000)) for _ in range(3)]
            for response in responses:
                self.assert_problem(response, 500, "internal_server_error")
                self.assertNotIn("s.db", response.text)
            self.assertEqual(client.get().json, kept[-1], "reading still works")
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
            self.assertEqual(client.put([]).json["version"], 4)
            self.assertEqual([client.get(version=i + 1).json for i in range(3)], kept)
        self.assertEqual(server.end(), 0)
        self.assertTrue(any("trouble" in line for line in server.log()), "the log says why")

    def test_a_store_that_cannot_be_written_is_refused_at_the_start(self):
        self.assertIn("s.db", self.refused("--listen", "127.0.0.1:0", "--store", "absent/s.db"))
        (self.place / "folder").mkdir()
        self.assertIn("folder", self.refused("--listen", "127.0.0.1:0", "--store", "folder"))
        if os.geteuid() != 0:  # root ignores permissions
            (self.place / "locked").mkdir(mode=0o500)
            self.refused("--listen", "127.0.0.1:0", "--store", "locked/s.db")
        self.refused("--listen", "127.0.0.1:0", "--store", "/proc/segue.db")  # even root cannot write there

    def test_a_store_on_a_read_only_disk_is_refused_at_the_start(self):
        prefix = service.with_mounts("mount --bind disk disk && mount -o remount,bind,ro disk")
        if not prefix:
            self.skipTest("this machine does not allow mounts")
        (self.place / "disk").mkdir()
        server = service.Server(self.place, "--store", "disk/s.db")
        with server.client() as client:
            kept = client.put(service.steps_of("a")).json
        self.assertEqual(server.end(), 0)
        self.assertIn("disk/s.db", self.refused("--listen", "127.0.0.1:0", "--store", "disk/s.db", prefix=prefix))
        self.assertIn("disk/new.db", self.refused("--listen", "127.0.0.1:0", "--store", "disk/new.db", prefix=prefix))
        server = service.Server(self.place, "--store", "disk/s.db")
        with server.client() as client:
            self.assertEqual(client.get().json, kept)
        self.assertEqual(server.end(), 0)

    def test_damaged_and_foreign_files_are_refused_and_not_changed(self):
        server = self.serve()
        with server.client() as client:
            for i in range(40):
                client.put(service.steps_of("text " * 500))
        self.assertEqual(server.end(), 0)
        whole = (self.place / "s.db").read_bytes()
        damaged = {"truncated": whole[:len(whole) // 2], "foreign": b"id,name\n1,Anna\n" * 500,
                   "page": whole[:8192] + b"\xA5" * 4096 + whole[12288:], "header": b"SQLite format 4\0" + whole[16:]}
        for name, content in damaged.items():
            with self.subTest(name):
                (self.place / f"{name}.db").write_bytes(content)
                self.assertIn(f"{name}.db", self.refused("--listen", "127.0.0.1:0", "--store", f"{name}.db"))
                self.assertEqual((self.place / f"{name}.db").read_bytes(), content)
        self.assertFalse((self.place / "foreign.db.lock").exists(), "nothing is created next to another program's file")

    @unittest.skipUnless(shutil.which("cc") or shutil.which("gcc"), "there is no C compiler to build a fake clock")
    def test_a_clock_that_steps_back_reorders_no_version(self):
        library = self.place / "clock.so"
        (self.place / "clock.c").write_text(
            "#define _GNU_SOURCE\n#include <time.h>\n#include <sys/syscall.h>\n#include <unistd.h>\n#include <stdlib.h>\n"
            "int clock_gettime(clockid_t id, struct timespec* t) {\n"
            "  long r = syscall(SYS_clock_gettime, id, t);\n"
            "  static long asked; if (id == CLOCK_REALTIME) t->tv_sec -= 3600 * (++asked);\n"
            "  return (int)r; }\n"
            "time_t time(time_t* out) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t); if (out) *out = t.tv_sec;"
            " return t.tv_sec; }\n")
        subprocess.run([shutil.which("cc") or "gcc", "-shared", "-fPIC", "-o", library, self.place / "clock.c"], check=True)
        options = os.environ.get("ASAN_OPTIONS", "")
        environment = {**os.environ, "LD_PRELOAD": str(library),
                       "ASAN_OPTIONS": options + ":verify_asan_link_order=0"}  # the fake clock is loaded first
        server = self.serve(env=environment)
        with server.client() as client:
            self.assertEqual([client.put(service.steps_of(str(i))).json["version"] for i in range(5)], [1, 2, 3, 4, 5])
        self.assertEqual(server.end(), 0)
        lines = self.segue("store", "export", "--store", "s.db", "--quiet").splitlines()
        times = [json.loads(line)["stored_at"] for line in lines]
        self.assertEqual(times, sorted(times, reverse=True), "the clock must step back")
        self.assertEqual([json.loads(line)["version"] for line in lines], [1, 2, 3, 4, 5])
        with self.serve().client() as client:
            self.assertEqual(client.get().json["version"], 5)


class Clients(service.ServiceTest):
    def raw(self, server, *parts):
        """Everything that the server sends in response to these bytes."""
        with socket.create_connection(("127.0.0.1", server.port), timeout=service.LONGEST) as client:
            for part in parts:
                client.sendall(part)
            client.shutdown(socket.SHUT_WR)
            response = b""
            while True:
                try:
                    part = client.recv(65536)
                except ConnectionResetError:
                    return response
                if not part:
                    return response
                response += part

    def test_a_thousand_slow_clients_do_not_block_others(self):
        limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(limit, 8192), limit))
        count = min(1000, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - 100)
        server = self.serve()
        slow = []
        self.addCleanup(lambda: [one.close() for one in slow])
        for i in range(count):
            one = socket.create_connection(("127.0.0.1", server.port), timeout=service.LONGEST)
            one.sendall(f"PUT {service.path_of()} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        f"Content-Length: 12\r\n\r\n{{\"st".encode()[:30 + i % 120])
            slow.append(one)
        with server.client() as client:
            self.assertEqual([client.put([]).json["version"] for _ in range(20)], list(range(1, 21)))

    def test_32_clients_race_on_one_campaign(self):
        server = self.serve()
        barrier = threading.Barrier(32)
        versions = []

        def race():
            with server.client() as client:
                barrier.wait()
                versions.append(client.put([]).json["version"])

        threads = [threading.Thread(target=race) for _ in range(32)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(service.LONGEST)
        self.assertEqual(sorted(versions), list(range(1, 33)))

    def test_partial_bodies_and_garbage_store_nothing_and_the_server_keeps_running(self):
        server = self.serve()
        start = f"PUT {service.path_of()} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n".encode()
        get = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
        spread = random.Random(4)
        garbage = bytes(spread.randrange(256) for _ in range(5000))
        cases = [
            (b"HTTP/1.1 400", [start + b"Content-Length: 100\r\n\r\n{\"steps\":[]}"]),
            (b"HTTP/1.1 400", [start + b"Transfer-Encoding: chunked\r\n\r\nc\r\n{\"steps\":[]}\r\n"]),
            (b"HTTP/1.1 400", [start + b"Transfer-Encoding: chunked\r\n\r\nnot a size\r\n"]),
            (b"HTTP/1.1 431", [start + b"X: " + b"a" * 100_000 + b"\r\n\r\n"]),
            (b"HTTP/1.1 431", [start + b"X: a\r\n" * 20_000 + b"\r\n"]),
            (b"HTTP/1.1 400", [b"\0" * 100]),
            (b"HTTP/1.1 200", [get + garbage]),  # the first request is valid
            (b"HTTP/1.1 200", [get * 200]),
        ]
        for status, parts in cases:
            with self.subTest(parts[0][:60]):
                self.assertTrue(self.raw(server, *parts).startswith(status))
        for _ in range(50):  # any bytes get an HTTP status or nothing
            sent = bytes(spread.randrange(256) for _ in range(spread.randrange(1, 400)))
            response = self.raw(server, sent)
            self.assertTrue(response == b"" or response.startswith((b"HTTP/1.1 4", b"HTTP/1.1 5")), response[:80])
        self.assertEqual(self.raw(server, get * 200).count(b"HTTP/1.1 200"), 200)
        with server.client() as client:
            self.assertEqual(client.get().status, 404, "nothing was stored")
            self.assertEqual(client.put([]).json["version"], 1)

    def test_wrong_encodings_get_the_right_status(self):
        server = self.serve()
        text = json.dumps({"steps": service.steps_of("Grüße")}, ensure_ascii=False)
        cases = [
            (400, text.encode("utf-16"), {}), (400, text.encode("utf-32"), {}), (400, text.encode("latin-1"), {}),
            (400, b'{"steps":"\xED\xA0\x80"}', {}), (200, b"\xEF\xBB\xBF" + text.encode(), {}),
            (415, text.encode(), {"Content_Encoding": "gzip"}), (415, text.encode(), {"Content_Encoding": "br"}),
            (415, text.encode(), {"Content_Type": "application/json; charset=utf-16"}),
            (415, text.encode(), {"Content_Type": "text/json"}),
            (200, text.encode(), {"Content_Type": "application/json; charset=UTF-8"}),
        ]
        for status, body, headers in cases:
            with self.subTest((status, body[:20], headers)), server.client() as client:
                self.assertEqual(client.ask("PUT", service.path_of(), body, **headers).status, status)

    def test_a_deep_or_very_long_body_is_answered_quickly(self):
        server = self.serve()
        for body in (b"[" * 5_000_000, b'{"steps":' * 500_000, b'{"steps":[' + b'{"type":"message"},' * 300_000 + b"{}]}"):
            begin = time.monotonic()
            with server.client() as client:
                self.assertIn(client.ask("PUT", service.path_of(), body).status, (400, 422))
            self.assertLess(time.monotonic() - begin, service.LONGEST / 3)
        with server.client() as client:
            self.assertEqual(client.ask("GET", "/healthz").status, 200)


if __name__ == "__main__":
    service.main()
