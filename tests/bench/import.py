#!/usr/bin/env python3
"""`import --all` of a workspace of many syncs in each generation, against the time that a plan of what it wrote takes: reading,
matching and comparing are in both, so that the ratio is what proposing and proving costs. Printed, not asserted.
Arguments: the program, and the number of syncs (default 1000)."""
import os
import subprocess
import sys
import tempfile
import time

program = os.path.abspath(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
rounds = 3


def spent(folder, *words):
    """The best of some rounds, in seconds."""
    best = None
    for _ in range(rounds):
        began = time.monotonic()
        done = subprocess.run([program, *words, f"--sandbox=large:{count}"], cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{words} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        took = time.monotonic() - began
        best = took if best is None else min(best, took)
    return best


for api in ("2021", "v1", "v2"):
    with tempfile.TemporaryDirectory() as folder:
        proposing = spent(folder, "import", "--all", "--dry-run", "--api", api)
        subprocess.run([program, "import", "--all", "--api", api, f"--sandbox=large:{count}"], cwd=folder, check=True, capture_output=True)
        planning = spent(folder, "plan", "--detailed-exitcode", "--api", api)
        print(f"{api:>6}  import {proposing * 1000:6.0f} ms, plan {planning * 1000:6.0f} ms, {proposing / planning:.2f} plans for each import")
