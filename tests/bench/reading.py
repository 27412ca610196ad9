#!/usr/bin/env python3
"""Manifests are parsed in parallel: 10,000 syncs of ten mappings in 100 files, with one processor and with all of them, in
turns; the reports must be the same to the byte. Printed, not asserted, but for that. What else the machine does falsifies the
wall time, so that the share of the main thread in the processor time is printed as well: with two processors and nothing else,
the wall time is about the larger of that and of a half.
Arguments: the program, and the number of syncs (default 10000)."""
import glob
import os
import pathlib
import subprocess
import sys
import tempfile
import time

program = os.path.abspath(sys.argv[1])
count = int(sys.argv[2]) if len(sys.argv) > 2 else 10000
everywhere = os.sched_getaffinity(0)


def run(folder, processors):
    """Wall time in seconds, processor time by thread, and what was printed."""
    os.sched_setaffinity(0, processors)
    began = time.monotonic()
    with open(os.path.join(folder, "report"), "w+b") as report:
        process = subprocess.Popen([program, "validate", "--format", "json"], cwd=folder, stdout=report, stderr=subprocess.DEVNULL)
        spent = {}
        while process.poll() is None:
            for path in glob.glob(f"/proc/{process.pid}/task/*/stat"):
                try:
                    with open(path) as stat:
                        fields = stat.read().rsplit(")", 1)[1].split()
                except OSError:
                    continue
                spent[path.split("/")[4]] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
            time.sleep(0.005)
        report.seek(0)
        return time.monotonic() - began, spent.get(str(process.pid), 0) / max(sum(spent.values()), 0.01), report.read()


with tempfile.TemporaryDirectory() as folder:
    (pathlib.Path(folder) / "syncs").mkdir()
    files = 100
    for number in range(files):
        lines = ["version: 1", "syncs:"]
        for key in range(number * count // files, (number + 1) * count // files):
            wrong = "  labl: x\n" if key % 997 == 0 else ""
            lines += [f"  sync-{key:05}:", *([f"    {wrong.strip()}"] if wrong else []), f"    label: Sync {key}",
                      "    source: {connection: Warehouse, model: users}", "    destination: {connection: Braze, object: user}",
                      "    operation: upsert", "    mappings:", "      - {from: COLUMN_0, to: field_0, is_primary_identifier: true}"]
            lines += [f"      - {{from: COLUMN_{at}, to: field_{at}}}" for at in range(1, 10)]
        pathlib.Path(folder, "syncs", f"{number:03}.yaml").write_text("\n".join(lines) + "\n")
    alone, together, shares, reports = [], [], [], set()
    for _ in range(5):
        wall, _share, report = run(folder, {min(everywhere)})
        alone.append(wall)
        reports.add(report)
        wall, share, report = run(folder, everywhere)
        together.append(wall)
        shares.append(share)
        reports.add(report)
    if len(reports) != 1:
        sys.exit("the reports differ")
    print(f"one processor {min(alone):.2f} s, {len(everywhere)} processors {min(together):.2f} s: {min(together) / min(alone):.2f}; "
          f"share of the main thread {min(shares):.2f}")
