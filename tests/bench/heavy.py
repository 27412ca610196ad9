#!/usr/bin/env python3
"""A plan over a workspace that is heavy to list: live syncs of 48 KB each, since each shows the long query of its model. In V1
and V2, with one sync declared, with all of them in one file, and with all of them in files of their own. Says how many
requests were sent and how much memory was taken, each against its bound, and where the time went. The requests: one for
each page of a hundred syncs, and one each for sources, what the source has, destinations, and the object. The memory: 150
MB for 10,000 syncs. Exits with 1 where a bound is broken; times are printed, not asserted. The sandbox is a process of
its own, whose making of the replies is part of the time. Arguments: the program (a Release build), and the number of syncs
(default 10000)."""
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

program = os.path.abspath(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 10000
BYTES_OF_A_SYNC = 48000
ROWS_OF_A_PAGE = 100
OTHER_REQUESTS = 4
MOST_MEGABYTES = 150
HEAD = ["version: 1", "syncs:"]


def sync(number):
    lines = [f"  sync-{number:05}:", "    source: {connection: Warehouse, model: users}",
             "    destination: {connection: Braze, object: user}", "    operation: upsert",
             f"    schedule: {{frequency: hourly, minute: {number % 60}}}", "    mappings:",
             "      - {from: COLUMN_0, to: field_0, is_primary_identifier: true}"]
    lines += [f"      - {{from: COLUMN_{i}, to: field_{i}}}" for i in range(1, 7)]
    return lines + [f"      - {{from: {{value: sync-{number:05}, type: text}}, to: field_7}}"]


def write(folder, files):
    """Manifests, each of which is the numbers of its syncs."""
    pathlib.Path(folder, "syncs").mkdir()
    for numbers in files:
        lines = HEAD + [line for number in numbers for line in sync(number)]
        pathlib.Path(folder, "syncs", f"from-{numbers[0]:05}.yaml").write_text("\n".join(lines) + "\n")


def plan(folder, url, api):
    """Of a plan that finds no difference: seconds, megabytes at the most, requests, and milliseconds by stage."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as log:
        began = time.monotonic()
        process = subprocess.Popen([program, "plan", "--detailed-exitcode", "--api", api, "--log-level", "debug", "--log-format", "json"],
                                   cwd=folder, env={"CENSUS_API_TOKEN": "sandbox", "CENSUS_BASE_URL": url}, stdout=out, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
        spent = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        for stream in (out, log):
            stream.seek(0)
        said, logged = out.read(), log.read()
    if process.returncode != 0:
        sys.exit(f"exit {process.returncode}\n{said[-2000:]}\n{logged[-2000:]}")
    stages = [json.loads(line) for line in logged.splitlines() if '"stage ended"' in line]
    requests = int(re.search(r"with ([\d,]+) requests? \(", logged)[1].replace(",", ""))
    return spent, used.ru_maxrss / 1024, requests, {stage["stage"]: int(stage["ms"]) for stage in stages}


everything = range(1, count + 1)
cases = {"1 declared": [[1]], f"{count} declared in one file": [everything],
         f"{count} declared in as many files": [[number] for number in everything]}
most_requests = math.ceil(count / ROWS_OF_A_PAGE) + OTHER_REQUESTS
broken = 0
for api in ("v1", "v2"):
    server = subprocess.Popen([program, "sandbox", "--world", f"large:{count}:{BYTES_OF_A_SYNC}", "--api", api], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    try:
        url = server.stdout.readline().strip()
        for name, files in cases.items():
            with tempfile.TemporaryDirectory() as folder:
                write(folder, files)
                spent, megabytes, requests, stages = plan(folder, url, api)
            good = megabytes < MOST_MEGABYTES and requests <= most_requests
            broken += not good
            print(f"{api}, {name}: {requests} requests, {requests / most_requests:.2f} times the bound of {most_requests}; "
                  f"{megabytes:.0f} MB, {megabytes / MOST_MEGABYTES:.2f} times the bound of {MOST_MEGABYTES}; "
                  f"{spent * 1000:.0f} ms{'' if good else ': BEYOND ITS BOUND'}")
            print(" " * 4 + ", ".join(f"{stage} {ms} ms" for stage, ms in stages.items() if ms > 0))
    finally:
        server.terminate()
        server.wait()
sys.exit(1 if broken else 0)
