#!/usr/bin/env python3
"""serve_test.py: segue serve with real clients: curl and Python's http.client. Runs $SEGUE."""
import concurrent.futures
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import unittest

import service

FLAWED = service.steps_of("Hello there.") + [{"type": "delay", "data": {"delaySeconds": 7776000}}]  # 90 days: T001


class Endpoints(service.ServiceTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve()
        self.client = self.server.client()
        self.addCleanup(self.client.connection.close)

    def test_versions_are_stored_and_returned(self):
        first = self.client.put(service.EXAMPLE["steps"])
        self.assertEqual(first.status, 200)
        self.assertEqual(first.json["version"], 1)
        self.assertEqual(service.without_ids(first.json["steps"]), service.EXAMPLE["steps"])
        self.assertEqual([step["rank"] for step in first.json["steps"]], [0, 1, 2])
        second = self.client.put(first.json["steps"][::-1])  # with ids and ranks, which are ignored
        self.assertEqual(second.json["version"], 2)
        self.assertEqual([step["rank"] for step in second.json["steps"]], [0, 1, 2])
        ids = [step["id"] for version in (first, second) for step in version.json["steps"]]
        self.assertEqual(len(set(ids)), 6, "ids are new with every version")
        for one in ids:
            self.assertRegex(one, service.IDS)
        self.assertEqual(self.client.get().text, second.text)
        self.assertEqual(self.client.get(version=1).text, first.text)
        self.assertEqual(self.client.put([], campaign="other").json, {"version": 1, "steps": []})
        self.assert_problem(self.client.get(version=3), 404, "not_found")
        self.assert_problem(self.client.get("nobody"), 404, "not_found")

    def test_unknown_members_are_kept(self):
        steps = [{"type": "message", "x-note": 1, "data": {"q": 2.5, "segments": [
                    {"type": "static", "text": "a", "why": [1, {"b": None}]}]}},
                 {"type": "likeTweet"}, {"type": "like_tweet", "data": {"c": "\u2028"}}]
        response = self.client.put(steps)
        self.assertEqual(service.without_ids(response.json["steps"]), steps)
        self.assertEqual(self.client.get().text, response.text)

    def test_head_is_get_without_a_body(self):
        put = self.client.put(service.EXAMPLE["steps"])
        for method in ("GET", "HEAD"):
            response = self.client.ask(method, service.path_of())
            self.assertEqual(response.status, 200)
            self.assertEqual(response.headers["Content-Length"], str(len(put.text.encode())))
            self.assertEqual(response.headers["Content-Type"], "application/json")
        self.assertEqual(response.text, "")
        self.assertEqual(self.client.ask("HEAD", service.path_of("nobody")).status, 404)
        self.assertEqual(self.client.get().text, put.text, "the connection stays open")

    def test_every_status_of_the_contract(self):
        ask, path = self.client.ask, service.path_of()
        self.assert_problem(ask("PUT", path, b"{"), 400, "bad_request")
        self.assert_problem(ask("PUT", service.path_of("Spring"), {"steps": []}), 400, "bad_request")
        self.assert_problem(ask("GET", path + "?version=0"), 400, "bad_request")
        self.assert_problem(ask("GET", "/nowhere"), 404, "not_found")
        wrong_method = ask("POST", path, {"steps": []})
        self.assert_problem(wrong_method, 405, "method_not_allowed")
        self.assertEqual(wrong_method.headers["Allow"], "GET, HEAD, PUT")
        self.assert_problem(ask("PUT", path, b" " * (8 * 1024 * 1024 + 1)), 413, "payload_too_large")
        with self.server.client() as client:  # the last one was closed
            self.assert_problem(client.ask("PUT", path, b"{}", Content_Type="text/plain"), 415,
                                "unsupported_media_type")
        with self.server.client() as client:
            response = client.ask("PUT", path, {"steps": [{"type": "mesage", "data": {"segments": []}},
                                                        {"type": "delay", "data": {"delaySeconds": 1.5}},
                                                        {"type": "message"}]})
            self.assert_problem(response, 422, "unprocessable_entity")
            self.assertEqual(response.issues, [("D004", ["steps", 0, "type"]),
                                             ("D002", ["steps", 1, "data", "delaySeconds"]), ("D003", ["steps", 2])])
            self.assert_problem(client.ask("PUT", path, [{"type": "message", "data": {"segments": []}}]), 422,
                                "unprocessable_entity")
            self.assertEqual(client.ask("HEAD", "/healthz").text, "")
            self.assertEqual(client.ask("GET", "/healthz").json, {"status": "ok"})
            self.assertEqual(client.ask("GET", "/").json["name"], "segue")
            description = (service.ROOT / "engine/service/openapi.json").read_text("utf-8")
            self.assertEqual(client.ask("GET", "/openapi.json").text, description)
            self.assert_problem(client.get(), 404, "not_found")  # none of these was stored

    def test_findings_are_included_on_request_as_the_command_prints_them(self):
        response = self.client.put(FLAWED, query="?lint=true")
        self.assertEqual(response.status, 200)
        self.assertIn("T001", [finding["code"] for finding in response.json["findings"]])
        self.assertNotIn("findings", self.client.put(FLAWED).json)
        for document in (FLAWED, service.EXAMPLE, {"steps": [{"type": "mesage"}]}, [], 7):
            text = json.dumps(document)
            printed = self.segue("lint", "-", "--stdin-filename", "sequence", "--format", "json", text=text)
            self.assertEqual(self.client.ask("POST", "/api/v1/lint", text.encode()).text, printed)
        self.assert_problem(self.client.ask("POST", "/api/v1/lint", b"["), 400, "bad_request")

    def test_messages_equal_those_of_the_command(self):
        leads = [{"id": "1", "first-name": "Anna"}, {"id": "lead 2", "First_Name": "  Zoë ", "x": 7}, {"id": "3"},
                 {"id": "ü", "data": {"first-name": "N/A", "custom_q5cktl47a6pqa74eu06fz89v": "\"Alder\", Inc."}}]
        (self.place / "s.json").write_text(json.dumps(service.EXAMPLE))
        for seed in ("0", "spring-launch", "18446744073709551615"):
            (self.place / "leads.ndjson").write_text("".join(json.dumps(lead) + "\n" for lead in leads))
            lines = self.segue("render", "s.json", "--leads", "leads.ndjson", "--seed", seed, "--explain", "--quiet")
            expected = [json.loads(line) for line in lines.splitlines()]
            self.assertEqual(len(expected), 8)
            found = []
            for lead in leads:
                response = self.client.ask("POST", "/api/v1/render",
                                         {"sequence": service.EXAMPLE, "lead": lead, "seed": seed})
                self.assertEqual(response.status, 200, response.text)
                found += response.json["messages"]
            self.assertEqual(found, expected)
        by_key = self.client.ask("POST", "/api/v1/render", {"sequence": service.EXAMPLE, "lead": {}, "key": "3"})
        by_id = self.client.ask("POST", "/api/v1/render", {"sequence": service.EXAMPLE, "lead": {"id": "3"}, "seed": 0})
        self.assertEqual(by_key.json, by_id.json)

    def test_a_seed_too_large_for_a_json_number_is_given_as_text(self):
        def render(seed):
            leads = [{"id": str(i)} for i in range(16)]  # two seeds agree on all picks with probability 1 in 3^16
            return [self.client.ask("POST", "/api/v1/render", {"sequence": service.EXAMPLE, "lead": lead, "seed": seed})
                    for lead in leads]

        texts = {}
        for seed in (0, 7, 2**53 - 1, str(2**53 + 1), str(2**64 - 1)):
            responses = render(seed)
            self.assertEqual({response.status for response in responses}, {200})
            texts[str(seed)] = [response.text for response in responses]
            as_text = [response.text for response in render(str(seed))]
            self.assertEqual(as_text, texts[str(seed)], "a number equals its digits")
        self.assertEqual(len(set(map(tuple, texts.values()))), len(texts), "every seed gives other texts")
        for seed in (2**53 + 1, 2**64, 1.5, -1, True, None, []):
            response = render(seed)[0]
            self.assert_problem(response, 422, "unprocessable_entity")
            self.assertEqual([path for _, path in response.issues], [["seed"]])

    def test_a_request_is_logged_with_the_id_of_its_response(self):
        responses = [self.client.put([]), self.client.get(), self.client.get("nobody")]
        self.assertEqual(self.server.end(), 0)
        log = {line["id"]: line for line in self.server.log()}
        for response, method in zip(responses, ("PUT", "GET", "GET")):
            line = log[response.headers["X-Request-Id"]]
            self.assertEqual((line["status"], line["method"], line["client"]), (response.status, method, "127.0.0.1"))
            self.assertEqual(line["bytes"], len(response.text.encode()))
        self.assertEqual(len(log), 3)


class Tokens(service.ServiceTest):
    TOKENS = "s3cret-one\ns3cret-two\n"

    def test_requests_need_a_token_and_no_token_is_ever_logged(self):
        (self.place / "tokens").write_text(self.TOKENS)
        server = self.serve("--tokens", "tokens")
        for token in ("s3cret-one", "s3cret-two"):
            with server.client(token) as client:
                self.assertEqual(client.put([]).status, 200)
        for token in (None, "s3cret", "s3cret-one2", "s3cret-one,s3cret-two"):
            with server.client(token) as client:
                response = client.put([])
                self.assert_problem(response, 401, "unauthorized")
                self.assertEqual(response.headers["WWW-Authenticate"], "Bearer")
            with server.client(token) as client:
                self.assertEqual(client.ask("GET", "/healthz").status, 200)
        with server.client("s3cret-one") as client:
            client.ask("GET", "/x?access_token=s3cret-two")
        self.assertEqual(server.end(), 0)
        self.assertNotIn("s3cret", "".join(server.said))
        self.assertIn("2 tokens", server.said[0])

    def test_tokens_may_come_from_the_environment(self):
        server = self.serve(env={**os.environ, "SEGUE_TOKENS": "a1, b2"})
        with server.client("b2") as client:
            self.assertEqual(client.put([]).status, 200)
        with server.client() as client:
            self.assertEqual(client.put([]).status, 401)
        self.assertIn("--tokens", self.refused("--tokens", "tokens", env={**os.environ, "SEGUE_TOKENS": "a"}))
        self.assertIn("contains no tokens", self.refused(env={**os.environ, "SEGUE_TOKENS": ""}))

    def test_without_tokens_it_is_open_to_this_machine_and_says_so(self):
        server = self.serve()
        self.assertIn("no tokens: open", server.said[0])
        with server.client("anything") as client:
            self.assertEqual(client.put([]).status, 200)
        self.assertIn("without tokens", self.refused("--listen", "0.0.0.0:0"))

    def test_each_token_has_its_own_rate_limit(self):
        (self.place / "tokens").write_text(self.TOKENS)
        server = self.serve("--tokens", "tokens", "--rate-limit", "3/minute")
        with server.client("s3cret-one") as client:
            responses = [client.get("nobody") for _ in range(4)]
        self.assertEqual([response.status for response in responses], [404, 404, 404, 429])
        self.assertEqual([response.headers["X-RateLimit-Remaining"] for response in responses], ["2", "1", "0", "0"])
        self.assertEqual(responses[3].headers["X-RateLimit-Limit"], "3")
        self.assertTrue(0 < int(responses[3].headers["Retry-After"]) <= 60)
        with server.client("s3cret-two") as client:
            self.assertEqual(client.get("nobody").status, 404)


class Process(service.ServiceTest):
    def test_findings_of_a_level_are_refused_with_the_flag(self):
        with self.serve("--refuse-findings", "error").client() as client:
            response = client.put(FLAWED)
            self.assert_problem(response, 422, "unprocessable_entity")
            self.assertEqual(response.issues, [("T001", ["steps", 1, "data", "delaySeconds"])])
            self.assertEqual(client.put(service.EXAMPLE["steps"]).json["version"], 1)

    def test_versions_survive_a_restart(self):
        server = self.serve()
        with server.client() as client:
            before = [client.put(service.steps_of(str(i))).text for i in range(3)]
        self.assertEqual(server.end(), 0)
        with self.serve().client() as client:
            self.assertEqual([client.get(version=i + 1).text for i in range(3)], before)
            self.assertEqual(client.put([]).json["version"], 4)

    def test_a_second_server_gets_neither_the_store_nor_the_port(self):
        server = self.serve()
        self.assertIn("in use by another server", self.refused("--listen", "127.0.0.1:0", "--store", "s.db"))
        self.assertIn("in use", self.refused("--listen", f"127.0.0.1:{server.port}", "--store", "t.db"))

    def test_either_signal_stops_it_after_the_requests_in_flight(self):
        for sent in (signal.SIGTERM, signal.SIGINT):
            server = self.serve()
            body = json.dumps({"steps": []}).encode()
            with socket.create_connection(("127.0.0.1", server.port), timeout=service.LONGEST) as client:
                client.sendall(f"PUT {service.path_of()} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                               f"Content-Length: {len(body)}\r\n\r\n".encode() + body[:5])
                while not self.connection_is_seen(server):
                    pass
                server.process.send_signal(sent)
                client.sendall(body[5:])
                response = b""
                while part := client.recv(4096):
                    response += part
            self.assertTrue(response.startswith(b"HTTP/1.1 200"), response)
            self.assertEqual(server.end(None), 0)
            self.assertIn("stopped", server.said[-1])

    @staticmethod
    def connection_is_seen(server):
        """Whether the server responds to another client; it accepted the earlier connection before."""
        with server.client() as client:
            return client.ask("GET", "/healthz").status == 200

    def test_backup_and_export_work_while_it_runs(self):
        with self.serve().client() as client:
            client.put(service.steps_of("a"))
            self.segue("store", "backup", "--store", "s.db", "--out", "copy.db")
            lines = self.segue("store", "export", "--store", "copy.db").splitlines()
            self.assertEqual([json.loads(line)["steps"] for line in lines], [client.get().json["steps"]])

    def test_many_concurrent_clients_get_versions_without_gaps(self):
        server = self.serve()

        def put_ten(number):
            with server.client() as client:
                return [client.put(service.steps_of(f"{number} {i}")).json for i in range(10)]

        with concurrent.futures.ThreadPoolExecutor(32) as clients:
            responses = [response for some in clients.map(put_ten, range(32)) for response in some]
        self.assertEqual(sorted(response["version"] for response in responses), list(range(1, 321)))
        ids = [step["id"] for response in responses for step in response["steps"]]
        self.assertEqual(len(set(ids)), len(ids))
        with server.client() as client:
            for response in responses[::16]:
                self.assertEqual(client.get(version=response["version"]).json, response)


class Readme(service.ServiceTest):
    @unittest.skipUnless(shutil.which("curl"), "curl is not installed")
    def test_the_request_in_the_readme_works(self):
        readme = (service.ROOT / "engine/service/README.md").read_text("utf-8")
        command = re.search(r"<!-- served -->\n```console\n\$ (.*?)\n```", readme, re.S)[1]
        server = self.serve()
        self.assertIn("http://127.0.0.1:8080/", command)
        command = command.replace("http://127.0.0.1:8080/", f"http://127.0.0.1:{server.port}/")
        run = subprocess.run(["bash", "-c", command.replace("curl ", "curl --silent --show-error ", 1)],
                             capture_output=True, timeout=service.LONGEST, check=True)
        response = json.loads(run.stdout)
        self.assertEqual(response["version"], 1)
        self.assertEqual(service.without_ids(response["steps"]), service.EXAMPLE["steps"])

    def test_the_request_in_the_readme_equals_that_of_the_api_page(self):
        page = (service.ROOT / "tests/data/update-sequence-page.txt").read_text("utf-8")
        readme = (service.ROOT / "engine/service/README.md").read_text("utf-8")
        for line in ("curl --request PUT \\", "--header 'Content-Type: application/json' \\", "--data '"):
            self.assertIn(line, page)
            self.assertIn(line, readme)


if __name__ == "__main__":
    service.main()
