#!/usr/bin/env python3
"""openapi_test.py: schemathesis generates requests from engine/service/openapi.json and checks that the responses match
it. Runs $SEGUE.

Exits with 77 if schemathesis is not installed; `./dev test` installs it into build/schemathesis.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

import service

SCHEMATHESIS = pathlib.Path(os.environ.get("SEGUE_SCHEMATHESIS", service.ROOT / "build/schemathesis/bin/schemathesis"))
TOKEN = "token-of-the-test"
# The service keeps unknown members, and types are optional, so it accepts nearly everything that a schema forbids.
EXCLUDED = "negative_data_rejection,positive_data_acceptance"
EXAMPLES = "50"  # per operation
# To add the phase "coverage" (every limit of every schema, more than a minute), set this to examples,coverage,fuzzing.
PHASES = os.environ.get("SEGUE_OPENAPI_PHASES", "examples,fuzzing")
SKIPPED = 77


def main():
    if not SCHEMATHESIS.exists():
        print(f"no {SCHEMATHESIS}; ./dev test installs it")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="segue-openapi-") as place:
        (pathlib.Path(place) / "tokens").write_text(TOKEN + "\n")
        server = service.Server(place, "--store", "s.db", "--tokens", "tokens")
        try:
            ran = subprocess.run([SCHEMATHESIS, "run", f"http://127.0.0.1:{server.port}/openapi.json", "--header",
                                  f"Authorization: Bearer {TOKEN}", "--exclude-checks", EXCLUDED, "--max-examples",
                                  EXAMPLES, "--phases", PHASES, "--seed", "1"], cwd=place, timeout=280, check=False)
        finally:
            code = server.end()
        with_500 = [line for line in server.log() if line.get("status") == 500 or "trouble" in line]
        print(f"{len(server.log())} requests; segue serve exited with {code}", *with_500[:3], sep="\n")
        return 1 if ran.returncode or code or with_500 else 0


if __name__ == "__main__":
    sys.exit(main())
