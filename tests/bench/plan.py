#!/usr/bin/env python3
"""A plan over many live and as many declared syncs of 8 mappings, against the sandbox in a process of its own.
Printed, not asserted. Arguments: the program, and the number of syncs (default 10000)."""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

program = os.path.abspath(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 10000

with tempfile.TemporaryDirectory() as folder:
    lines = ["version: 1", "syncs:"]
    for number in range(1, count + 1):
        lines += [f"  sync-{number:05}:", "    source: {connection: Warehouse, model: users}",
                  "    destination: {connection: Braze, object: user}", "    operation: upsert",
                  f"    schedule: {{frequency: hourly, minute: {number % 60}}}", "    mappings:",
                  "      - {from: COLUMN_0, to: field_0, is_primary_identifier: true}"]
        lines += [f"      - {{from: COLUMN_{i}, to: field_{i}}}" for i in range(1, 7)]
        lines += [f"      - {{from: {{value: sync-{number:05}, type: text}}, to: field_7}}"]
    pathlib.Path(folder, "syncs").mkdir()
    pathlib.Path(folder, "syncs", "all.yaml").write_text("\n".join(lines) + "\n")
    server = subprocess.Popen([program, "sandbox", "--world", f"large:{count}"], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    try:
        url = server.stdout.readline().strip()
        began = time.monotonic()
        done = subprocess.run([program, "plan", "--detailed-exitcode", "--log-level", "debug", "--log-format", "json"],
                              cwd=folder, env={"CENSUS_API_TOKEN": "sandbox", "CENSUS_BASE_URL": url},
                              capture_output=True, text=True)
        spent = time.monotonic() - began
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    finally:
        server.terminate()
        server.wait()
    for line in done.stderr.splitlines():
        if '"stage ended"' in line:
            stage = json.loads(line)
            print(f"{stage['stage']:>20}  {int(stage['ms']):6} ms")
    print(f"{'in all':>20}  {spent * 1000:6.0f} ms, peak {memory:.0f} MB, exit {done.returncode}")
    print(done.stdout.splitlines()[-1] if done.stdout else done.stderr[-500:])
