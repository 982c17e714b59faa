#!/usr/bin/env python3
"""vectors_test.py: the command renders the keyed cases of tests/vectors/render.json byte by byte. Runs $SEGUE."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

SEGUE = os.environ.get("SEGUE", "")
VECTORS = pathlib.Path(__file__).parent.parent / "vectors" / "render.json"


def run(case, place):
    """Renders the case's message, at its index in a sequence, for its lead: the exit code, the lines, the rejects."""
    others = [{"type": "message", "data": {"segments": []}}] * case["message"]
    sequence = {"steps": [*others, {"type": "message", "data": {"segments": case["segments"]}}]}
    (place / "sequence.json").write_text(json.dumps(sequence))
    (place / "leads.ndjson").write_text(json.dumps({"id": case["key"], "data": case["lead"]}) + "\n")
    arguments = ["render", "sequence.json", "--leads", "leads.ndjson", "--key", "id", "--seed", case["seed"],
                 "--unresolved", case["policy"], "--no-null-values", "--explain", "--quiet", "--rejects", "rejects.ndjson"]
    for text in case["null_values"]:
        arguments.append(f"--null-value={text}")
    if not case["trim"]:
        arguments.append("--no-trim")
    done = subprocess.run([SEGUE, *arguments], cwd=place, capture_output=True, timeout=60)
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    rejects = [json.loads(line) for line in (place / "rejects.ndjson").read_text().splitlines()]
    return done.returncode, lines, rejects


class Vectors(unittest.TestCase):
    def test_every_keyed_case(self):
        cases = [case for case in json.loads(VECTORS.read_text())["cases"] if "given_picks" not in case]
        self.assertEqual(len(cases), 24)
        for case in cases:
            with self.subTest(case["name"]), tempfile.TemporaryDirectory() as folder:
                code, lines, rejects = run(case, pathlib.Path(folder))
                if case["text"] is None:
                    self.assertEqual((code, lines), (1, []))
                    self.assertEqual([reject["code"] for reject in rejects], ["unresolved-variable"])
                    for name in case["unresolved"]:
                        self.assertIn(f'"{name}"', rejects[0]["message"])
                    continue
                self.assertEqual((code, rejects), (0, []))
                expected = {"lead": case["key"], "step": case["message"], "after": 0, "text": case["text"],
                            "picks": case["picks"], "fallbacks": case["fallbacks"]}
                self.assertEqual(lines[-1], expected)
                self.assertEqual(list(lines[-1]), list(expected))


if __name__ == "__main__":
    unittest.main()
