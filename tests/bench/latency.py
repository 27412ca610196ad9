#!/usr/bin/env python3
"""How near the program comes to what the network allows when each reply of the sandbox is 50 ms late: 1,000 creates
and 1,000 updates against the bound that concurrency sets, and plans against their critical path: their work with no
latency at all, and their longest chain of requests that wait for each other. A plan over 1,000 syncs of 100 models and
50 objects besides, in each generation.
Ratios of one run; printed, not asserted. Arguments: the program, and the latency in ms (default 50)."""
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

program = os.path.abspath(sys.argv[1])
latency = int(sys.argv[2]) if len(sys.argv) > 2 else 50


class Sandbox:
    """A simulated workspace that is late."""

    def __init__(self, world, late=latency, api="v1"):
        faults = ["--fault", f"** latency={late}ms"] if late else []
        self.process = subprocess.Popen([program, "sandbox", "--world", world, "--api", api, *faults], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        self.url = self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def run(folder, url, *words):
    """Seconds from start to end, and the line that says what it cost."""
    began = time.monotonic()
    done = subprocess.run([program, *words], cwd=folder, env={"CENSUS_API_TOKEN": "sandbox", "CENSUS_BASE_URL": url},
                          capture_output=True, text=True)
    spent = time.monotonic() - began
    if done.returncode != 0:
        sys.exit(f"exit {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return spent, next(line for line in done.stderr.splitlines() if " requests (" in line)


def write(folder, numbers, prefix):
    lines = ["version: 1", "syncs:"]
    for number in numbers:
        lines += [f"  {prefix}-{number:05}:", "    source: {connection: Warehouse, model: users}",
                  "    destination: {connection: Braze, object: user}", "    operation: upsert",
                  f"    schedule: {{frequency: hourly, minute: {number % 60}}}", "    mappings:",
                  "      - {from: COLUMN_0, to: field_0, is_primary_identifier: true}"]
        lines += [f"      - {{from: COLUMN_{i}, to: field_{i}}}" for i in range(1, 7)]
        lines += [f"      - {{from: {{value: {prefix}-{number:05}, type: text}}, to: field_7}}"]
    pathlib.Path(folder, "syncs").mkdir(exist_ok=True)
    pathlib.Path(folder, "syncs", "all.yaml").write_text("\n".join(lines) + "\n")


def show(what, spent, rounds, explanation, work=0.0):
    bound = work + rounds * latency / 1000
    print(f"{what:>38}: {spent * 1000:6.0f} ms, {spent / bound:.2f} times the {bound * 1000:.0f} ms of {explanation}")


def creates(count, concurrency):
    """What an apply takes beyond a plan, against its creates alone, so many at once."""
    with tempfile.TemporaryDirectory() as folder, Sandbox("large:1") as server:
        write(folder, range(1, count + 1), "new")
        planning, _ = run(folder, server.url, "plan", "--allow-duplicates")
        whole, cost = run(folder, server.url, "apply", "--auto-approve", "--allow-duplicates",
                          "--concurrency", str(concurrency))
        rounds = math.ceil(count / concurrency)
        show(f"{count} creates, {concurrency} at once", whole - planning, rounds, f"{rounds} rounds")
        print(f"{'':>40}{cost}")


def updates(count, concurrency):
    """What an apply takes beyond a plan, against its updates alone: each reads the sync again and then patches it."""
    with tempfile.TemporaryDirectory() as folder, Sandbox(f"large:{count}") as server:
        write(folder, range(1, count + 1), "sync")
        file = pathlib.Path(folder, "syncs", "all.yaml")
        file.write_text(file.read_text().replace("frequency: hourly", "frequency: daily, hour: 5"))
        # Of each sync that changes a plan reads the runs, as many at once as the apply.
        planning, _ = run(folder, server.url, "plan", "--concurrency", str(concurrency))
        whole, cost = run(folder, server.url, "apply", "--auto-approve", "--concurrency", str(concurrency))
        rounds = 2 * math.ceil(count / concurrency)
        show(f"{count} updates, {concurrency} at once", whole - planning, rounds, f"{rounds} rounds")
        print(f"{'':>40}{cost}")


def rounds_of_listing(syncs):
    """Pages of 100 are asked for side by side once some have been read: a quarter of those, 1 to 8."""
    pages = syncs // 100 + 1
    read = rounds = 0
    while read < pages:
        read += min(max(read // 4, 1), 8)
        rounds += 1
    return rounds


def plan(count):
    with tempfile.TemporaryDirectory() as folder, Sandbox(f"large:{count}") as server, \
            Sandbox(f"large:{count}", 0) as prompt:
        write(folder, range(1, count + 1), "sync")
        work, _ = run(folder, prompt.url, "plan")
        spent, cost = run(folder, server.url, "plan")
        # sources, then the models and tables of one, then the columns of the model; beside them the pages of syncs.
        chain = max(3, rounds_of_listing(count))
        show(f"a plan over {count} syncs", spent, chain, f"{chain} requests in a row and its own work", work)
        print(f"{'':>40}{cost}")


def wide_world(syncs, models, objects):
    """Many syncs, of many models to many objects, as a world in JSON; each model and object is used."""
    columns = [{"name": f"COLUMN_{i}", "type": "text"} for i in range(8)]
    fields = [{"full_name": f"field_{i}", "can_be_upsert_key": i == 0} for i in range(8)]
    mappings = [{"from": {"type": "column", "data": f"COLUMN_{i}"}, "to": f"field_{i}", "is_primary_identifier": i == 0}
                for i in range(8)]
    return {"version": 1,
            "sources": [{"id": 1, "name": "Warehouse", "type": "snowflake", "data_sources": [
                {"type": "model", "id": i + 1, "name": f"model_{i}", "query": "select 1", "columns": columns}
                for i in range(models)]}],
            "destinations": [{"id": 2, "name": "Braze", "type": "hubspot", "objects": [
                {"full_name": f"object_{i}", "label": f"Object {i}", "fields": fields} for i in range(objects)]}],
            "syncs": [{"id": 1000 + i, "label": f"sync-{i:05}", "operation": "upsert", "created_at": "2026-01-01T00:00:00.000Z",
                       "source_attributes": {"connection_id": 1, "object": {"type": "model", "id": i % models + 1}},
                       "destination_attributes": {"connection_id": 2, "object": f"object_{i % objects}"},
                       "mappings": mappings, "alert_attributes": [],
                       "mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "hourly", "minute": i % 60}}}}
                      for i in range(syncs)]}


def wide_plan(syncs, models, objects, api):
    with tempfile.TemporaryDirectory() as folder:
        world = pathlib.Path(folder, "world.json")
        world.write_text(json.dumps(wide_world(syncs, models, objects)))
        lines = ["version: 1", "syncs:"]
        for i in range(syncs):
            lines += [f"  sync-{i:05}:", f"    source: {{connection: Warehouse, model: model_{i % models}}}",
                      f"    destination: {{connection: Braze, object: object_{i % objects}}}", "    operation: upsert",
                      f"    schedule: {{frequency: hourly, minute: {i % 60}}}", "    mappings:",
                      "      - {from: COLUMN_0, to: field_0, is_primary_identifier: true}"]
            lines += [f"      - {{from: COLUMN_{j}, to: field_{j}}}" for j in range(1, 8)]
        pathlib.Path(folder, "syncs").mkdir()
        pathlib.Path(folder, "syncs", "all.yaml").write_text("\n".join(lines) + "\n")
        with Sandbox(str(world), api=api) as server, Sandbox(str(world), 0, api) as prompt:
            work, _ = run(folder, prompt.url, "plan", "--detailed-exitcode")
            spent, cost = run(folder, server.url, "plan", "--detailed-exitcode")
            print(f"{f'a plan over {syncs} syncs of {models} models':>38}: {spent * 1000:6.0f} ms in {api}, "
                  f"{work * 1000:.0f} ms of them its own work with no latency")
            print(f"{'':>40}{cost}")


for api in ("v1", "v2", "2021"):
    wide_plan(1000, 100, 50, api)
updates(1000, 8)
updates(1000, 32)
creates(1000, 8)
creates(1000, 32)
plan(50)
plan(1000)
plan(10000)
