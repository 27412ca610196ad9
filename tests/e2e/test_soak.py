"""Many applies under random faults, some of them killed, each compared with what the simulated workspace really holds afterwards: no sync
twice (but for one that is being replaced, until that is finished), nothing lost, nothing reported that is not so, and `unknown` only where
it is. In some campaigns two projects, each of which owns a part, apply to one workspace at once.

    CENSUSCTL=… tests/e2e/test_soak.py [--applies N] [--seed S] [--jobs J]

A defect is printed with the seed, the campaign and the commands that lead to it."""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

from support import Server

PROGRAM = os.environ["CENSUSCTL"]
LIVE = 120  # syncs that nobody declares, so that a listing takes two pages
APPLIES_PER_CAMPAIGN = 10
# What may come back of a write. Where it says so, the work is done all the same.
WRITE_FAULTS = ["drop-before", "drop-after", "cut=0", "cut=20", "garble", "slow=20ms", "status=500", "status=500 after-work",
                "status=502 after-work", "status=503", "status=503 retry-after=0 after-work", "status=504 after-work",
                "status=522 after-work", "status=408", "status=429 retry-after=0", "status=429", "status=422", "html",
                "html after-work", "html status=504 after-work", "html status=200 after-work", "empty after-work",
                "empty status=204 after-work", "empty", "latency=30ms", "status=302 after-work"]
READ_FAULTS = ["drop-before", "drop-after", "cut=0", "cut=30", "garble", "slow=20ms", "status=500", "status=503 retry-after=0",
               "status=429 retry-after=0", "html", "empty", "latency=20ms"]


class Defect(Exception):
    pass


class Declared:
    """What the files say of a sync."""

    def __init__(self, run, after, minute):
        self.run, self.after, self.minute, self.operation = run, after, minute, "upsert"


def declaration(number, sync):
    fields = "".join(f"      - {{from: COLUMN_{i}, to: field_{i}}}\n" for i in range(1, 7))
    return (f"  soak-{number:04}:\n    source: {{connection: Warehouse, model: users}}\n"
            f"    destination: {{connection: Braze, object: user}}\n    operation: {sync.operation}\n"
            f"    schedule: {{frequency: hourly, minute: {sync.minute}}}\n    run: {sync.run}\n    after: [{sync.after}]\n    mappings:\n"
            "      - {from: COLUMN_0, to: field_0, is_primary_identifier: true}\n" + fields)


class Truth:
    """What the workspace holds, read from the file that the sandbox keeps it in."""

    def __init__(self, path):
        self.syncs = {}  # id: label
        self.minutes = {}  # id: of its schedule
        self.operations = {}  # id: its operation
        self.runs = {}   # id: id of its sync
        self.deleted = set()  # ids
        for line in path.read_text().splitlines() if path.exists() else []:
            entry = json.loads(line)
            if "sync" in entry:
                self.syncs[entry["sync_id"]] = entry["sync"]["label"]
                self.minutes[entry["sync_id"]] = entry["sync"].get("schedule", {}).get("minute")
                self.operations[entry["sync_id"]] = entry["sync"]["operation"]
            elif "run" in entry:
                self.runs[entry["run"]] = entry["sync_id"]
            elif "removed_sync" in entry:
                self.syncs.pop(entry["removed_sync"], None)
                self.deleted.add(entry["removed_sync"])

    def ids_of(self, label):
        return [number for number, name in self.syncs.items() if name == label]


class Campaign:
    """One project that grows from apply to apply."""

    def __init__(self, seed, number):
        self.random = random.Random(f"{seed}/{number}")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="censusctl-soak-"))
        self.declared = {}
        self.removed = set()   # keys under `removed:`
        self.not_done = set()  # keys of which something was reported as failed, skipped or unknown
        self.half = set()      # keys of which an apply has left two, which is said or was killed
        self.replaced = set()  # keys whose operation was changed, so that another sync has their label by now
        self.commands = []
        self.counts = collections.Counter()

    def truth(self):
        return Truth(self.folder / ".censusctl/sandbox.state")

    def faults(self):
        rules = []
        for _ in range(self.random.choice([0, 1, 1, 2, 2, 3, 4])):
            where = self.random.choice(["POST /syncs", "POST /syncs", "POST /syncs/*/trigger", "PATCH /syncs/*", "PATCH /syncs/*",
                                        "DELETE /syncs/*", "GET /syncs", "GET **", "GET /syncs/*", "GET /syncs/*/sync_runs"])
            kinds = READ_FAULTS if where.startswith("GET") else WRITE_FAULTS
            rule = f"{where} {self.random.choice(kinds)} skip={self.random.randrange(4)}"
            rule += self.random.choice([" times=1", " times=1", " times=2", " times=6", " probability=0.3"])
            rules.append(f"{rule} seed={self.random.randrange(10**6)}")
        if self.random.random() < 0.2:
            rules.append(f"GET /syncs removes={self.random.randrange(1, LIVE + 1)} skip={self.random.randrange(3)} times=1")
        return rules

    def run(self, *words, kill_after=None):
        """Runs a command to its end, or kills it after so many seconds; its status is then -9."""
        command = [PROGRAM, *words]
        self.commands.append(command)
        process = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        try:
            out, err = process.communicate(timeout=300 if kill_after is None else kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            if kill_after is None:
                raise
        self.last = subprocess.CompletedProcess(command, process.returncode, out, err)
        return self.last

    def demand(self, condition, what):
        if not condition:
            raise Defect(what)

    def write_manifest(self):
        text = "version: 1\nsyncs:\n" + "".join(declaration(number, sync) for number, sync in self.declared.items())
        if self.removed:
            text += "removed:\n" + "".join(f"  - {{label: {label}}}\n" for label in sorted(self.removed))
        (self.folder / "syncs").mkdir(exist_ok=True)
        (self.folder / "syncs/all.yaml").write_text(text)

    def apply(self, faults):
        before = self.truth()
        words = ["apply", f"--sandbox=large:{LIVE}", "--auto-approve", "--allow-duplicates", "--allow-replace", "--override-limits", "--format", "json",
                 "--concurrency", str(self.random.choice([1, 2, 8]))]
        if self.random.random() < 0.3:
            words.append("--wait")
        for rule in faults:
            words += ["--fault", rule]
        kill_after = self.random.choice([None] * 6 + [self.random.random() * 0.12]) if faults else None
        done = self.run(*words, kill_after=kill_after)
        after = self.truth()
        self.not_done.update(re.findall(r" ended early: trigger:(\S+) (?:is still unknown|was not begun)", done.stderr))
        self.counts["applies"] += 1
        self.counts[f"exit {done.returncode}"] += 1
        self.check_state(before, after, done)
        if done.returncode == -9:
            self.counts["killed"] += 1
            return done
        self.demand(done.returncode in (0, 1, 4), f"exit status {done.returncode}")
        if done.returncode == 1:
            self.demand(after.runs == before.runs and not set(after.syncs) - set(before.syncs),
                        "exit 1 says that nothing was written, and something was")
            return done
        document = json.loads(done.stdout)
        outcomes = [result["outcome"] for result in document["results"]]
        self.counts.update(outcomes)
        self.counts.update(f"{result['action']} done" for result in document["results"] if result["outcome"] == "done")
        self.demand(document["complete"] == all(outcome == "done" for outcome in outcomes), "`complete` is wrong")
        self.demand((done.returncode == 0) == document["complete"], "the exit status and `complete` differ")
        new_runs = collections.Counter(sync for run, sync in after.runs.items() if run not in before.runs)
        reported = set()
        self.not_done |= {result["sync"] for result in document["results"] if result["outcome"] != "done"}
        for result in document["results"]:
            self.check_result(result, before, after, new_runs)
            reported.add((result["action"], result["sync"]))
        for number in set(before.syncs) & set(after.syncs):
            if (before.minutes.get(number), before.operations.get(number)) != (after.minutes.get(number), after.operations.get(number)):
                self.demand(("update", after.syncs[number]) in reported, f"sync {number} was changed, and not reported")
        for number in set(after.syncs) - set(before.syncs):
            self.demand({("create", after.syncs[number]), ("replace", after.syncs[number])} & reported, f"sync {number} was created, and not reported")
        return done

    def check_state(self, before, after, done):
        """Whatever was reported: no label twice but those that are half replaced, none of which is ever lost, and nothing gone that the
        faults did not remove."""
        labels = collections.Counter(after.syncs.values())
        twice = {label for label, count in labels.items() if count > 1}
        told = set()
        if done.returncode == 4:
            told = {result["sync"] for result in json.loads(done.stdout)["results"]
                    if result["action"] in ("replace", "delete") and result["outcome"] != "done"}
        elif done.returncode == -9:
            told = self.replaced
        self.demand(twice <= self.half | told, f"created twice: {twice - self.half - told}")
        self.demand(all(labels[label] == 2 for label in twice), f"created three times: {labels}")
        self.half = twice
        gone = set(before.syncs) - set(after.syncs)
        self.demand(all(number <= LIVE or before.syncs[number] in self.removed
                        or (before.syncs[number] in self.replaced and after.ids_of(before.syncs[number])) for number in gone), f"lost: {gone}")
        per_sync = collections.Counter(sync for run, sync in after.runs.items() if run not in before.runs)
        self.demand(all(count == 1 for count in per_sync.values()), "a sync was triggered twice by one apply")

    def check_result(self, result, before, after, new_runs):
        ids = after.ids_of(result["sync"])
        exists = bool(ids)
        wanted = self.declared.get(int(result["sync"][-4:]))
        outcome, message = result["outcome"], result["message"]
        what = f"{result['action']} {result['sync']} is said to be {outcome} ({message})"
        if result["action"] == "create":
            self.demand(not before.ids_of(result["sync"]), f"{what}, but the sync was there before")
            happened = exists
        elif result["action"] == "update":
            ids = [number for number in ids if number == result["sync_id"]] or ids
            happened = exists and (after.minutes[ids[0]], after.operations[ids[0]]) == (wanted.minute, wanted.operation)
        elif result["action"] == "replace":
            new = [number for number in ids if number not in before.syncs]
            self.demand(len(before.ids_of(result["sync"])) == 1, f"{what}, but there was none, or another half")
            happened = bool(new) and before.ids_of(result["sync"])[0] not in ids and after.operations[new[0]] == wanted.operation
            self.demand(outcome != "failed" or (result["sync_id"] in new if new else result["sync_id"] is None), f"{what}, but {new} is there")
            ids = new or before.ids_of(result["sync"])
        elif result["action"] == "delete" and result["sync"] not in self.removed:
            self.counts["halves finished" if outcome == "done" else "halves left"] += 1
            ids = [min(before.ids_of(result["sync"]))]
            happened = ids[0] not in after.syncs
            self.demand(len(before.ids_of(result["sync"])) == 2 and exists, f"{what}, but there were no two")
        elif result["action"] == "delete":
            happened = not exists
            ids = before.ids_of(result["sync"])
        else:
            ids = [max(ids)] if ids else []
            happened = exists and new_runs[ids[0]] == 1
        if outcome == "done":
            self.demand(happened, f"{what}, but it did not happen")
            self.demand(result["sync_id"] == ids[0], f"{what} as sync {result['sync_id']}, but it is {ids[0]}")
            if result["action"] == "trigger":
                self.demand(after.runs.get(result["sync_run_id"]) == ids[0], f"{what} with a run that is another's")
        elif outcome in ("failed", "skipped"):
            self.demand(not happened, f"{what}, but it happened")
        elif happened:
            self.counts["unknown, and it happened"] += 1
            self.demand("could not be" in message, f"{what}, but the workspace shows it, and could be read")
        else:
            self.counts["unknown, and it did not happen"] += 1
            unproved = result["action"] == "replace" and "could not be read" in message
            self.demand("was lost" in message or unproved, f"{what}, but it was refused")

    def edit(self):
        """Changes some of what is declared, and takes some of it out."""
        for number in self.random.sample(sorted(self.declared), min(len(self.declared), self.random.choice([0, 1, 2]))):
            sync = self.declared[number]
            sync.minute = self.random.randrange(60)
            if f"soak-{number:04}" not in self.half and self.random.random() < 0.5:
                # Nothing changes the operation of a sync to Braze but a new sync in its place.
                sync.operation = "update" if sync.operation == "upsert" else "upsert"
                self.replaced.add(f"soak-{number:04}")
        needed = {sync.after for sync in self.declared.values()}
        free = [number for number in self.declared if f"soak-{number:04}" not in needed | self.half]
        if len(free) > 2 and self.random.random() < 0.3:
            number = self.random.choice(free)
            del self.declared[number]
            self.removed.add(f"soak-{number:04}")

    def go(self, applies):
        last = 0
        for _ in range(applies - 1):
            self.edit()
            for _ in range(self.random.choice([1, 2, 3])):
                earlier = f"soak-{self.random.choice(sorted(self.declared)):04}" if self.declared and self.random.random() < 0.4 else ""
                last += 1
                self.declared[last] = Declared(self.random.choice(["never", "on_create", "always"]), earlier, last % 60)
            self.write_manifest()
            self.apply(self.faults())
        done = self.apply([])
        self.demand(done.returncode == 0, "an apply without faults does not end well")
        truth = self.truth()
        for number in self.declared:
            ids = truth.ids_of(f"soak-{number:04}")
            self.demand(len(ids) == 1, f"soak-{number:04} is lost")
            self.demand((truth.minutes[ids[0]], truth.operations[ids[0]]) == (self.declared[number].minute, self.declared[number].operation),
                        f"soak-{number:04} is not as declared")
        for label in self.removed:
            self.demand(not truth.ids_of(label), f"{label} is still there")
        on_create = [f"soak-{number:04}" for number, sync in self.declared.items() if sync.run == "on_create"]
        runs = collections.Counter(truth.syncs[sync] for sync in truth.runs.values() if sync in truth.syncs)
        self.demand(all(count <= 1 for sync, count in collections.Counter(truth.runs.values()).items() if truth.syncs.get(sync) in on_create),
                    "a sync with run: on_create has run twice")
        never = [label for label in on_create if runs[label] == 0]
        self.counts["run: on_create that never ran"] += len(never)
        self.demand(set(never) <= self.not_done, f"never ran, and nothing said so: {set(never) - self.not_done}")
        planned = self.run("plan", f"--sandbox=large:{LIVE}", "--allow-duplicates", "--allow-replace", "--detailed-exitcode")
        self.demand(planned.returncode == 0, "the plan after an apply is not empty")
        self.counts["syncs"] += len(self.declared)
        self.counts["runs"] += len(truth.runs)

    def report(self, problem):
        quoted = ["\n    ".join(json.dumps(word) for word in command) for command in self.commands[-1:]]
        return (f"{problem}\nfolder, kept: {self.folder}\nafter {len(self.commands) - 1} commands:\n    {quoted[0]}\n"
                f"exit {self.last.returncode}\n{self.last.stdout[-3000:]}\n{self.last.stderr[-3000:]}")


class Team:
    """A project that owns the labels which begin with its name, and writes to a workspace that another writes to as well."""

    def __init__(self, campaign, name):
        self.random, self.name, self.folder = campaign.random, name, campaign.folder / name
        (self.folder / "syncs").mkdir(parents=True)
        (self.folder / "censusctl.yaml").write_text(f'version: 1\npolicy: {{ownership: {{labels: "{name}-*"}}}}\n')
        self.declared, self.last, self.gone = {}, 0, set()

    def key(self, number):
        return f"{self.name}-{number:04}"

    def edit(self):
        for number in self.random.sample(sorted(self.declared), min(len(self.declared), self.random.choice([0, 1, 2]))):
            sync = self.declared[number]
            sync.minute = self.random.randrange(60)
            if self.random.random() < 0.6:
                sync.operation = "update" if sync.operation == "upsert" else "upsert"
        if len(self.declared) > 2 and self.random.random() < 0.4:
            number = self.random.choice(sorted(self.declared))
            del self.declared[number]
            self.gone.add(self.key(number))
        for _ in range(self.random.choice([1, 2])):
            self.last += 1
            self.declared[self.last] = Declared(self.random.choice(["never", "on_create", "on_change"]), "", self.last % 60)

    def write(self):
        text = "version: 1\nsyncs:\n" + "".join(declaration(number, sync) for number, sync in self.declared.items())
        (self.folder / "syncs/all.yaml").write_text(text.replace("soak-", self.name + "-").replace("    after: []\n", ""))

    def begin(self, server, command, *words):
        line = [PROGRAM, command, "--allow-replace", "--prune", "--override-limits", "--allow-duplicates", *words]
        line = [word for word in line if command == "apply" or word != "--override-limits"]
        return subprocess.Popen(line, cwd=self.folder, env={**os.environ, **server.environment()}, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


class TwoTeams(Campaign):
    """Two projects apply at once. A half replaced sync of which the files say something else by now is left as it is, and said to be."""

    def __init__(self, seed, number):
        super().__init__(seed, number)
        self.teams = [Team(self, "north"), Team(self, "south")]

    def truth(self):
        return Truth(self.folder / "server.state")

    def faults(self):
        """Each of them is over at some time, so that the last applies are without."""
        rules = []
        for _ in range(self.random.choice([0, 1, 2, 4])):
            where = self.random.choice(["POST /syncs", "PATCH /syncs/*", "DELETE /syncs/*", "POST /syncs/*/trigger", "GET /syncs/*"])
            kinds = READ_FAULTS if where.startswith("GET") else WRITE_FAULTS
            rules += ["--fault", f"{where} {self.random.choice(kinds)} skip={self.random.randrange(12)} times={self.random.choice([1, 2])}"]
        return rules

    def ended(self, team, process, kill_after=None):
        try:
            out, err = process.communicate(timeout=300 if kill_after is None else kill_after)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            if kill_after is None:
                raise
            self.counts["killed"] += 1
        self.last = subprocess.CompletedProcess(process.args, process.returncode, out, err)
        self.commands.append(process.args)
        self.counts["applies"] += process.args[1] == "apply"
        self.counts[f"exit {process.returncode}"] += 1
        self.demand(process.returncode in (0, 1, 4, -9), f"{team.name}: exit status {process.returncode}")
        return process.returncode

    def check_all(self):
        truth = self.truth()
        self.demand(all(number > LIVE for number in truth.deleted), "a sync that nobody owns is gone")
        labels = collections.Counter(truth.syncs.values())
        self.demand(max(labels.values()) <= 2, f"three of a label: {labels.most_common(1)}")
        return truth

    def go(self, applies):
        server = Server(self.folder / "server.state", "--api", "v1", "--world", f"large:{LIVE}", *self.faults())
        try:
            for _ in range(applies // 2):
                for team in self.teams:
                    team.edit()
                    team.write()
                running = [team.begin(server, "apply", "--auto-approve", "--concurrency", str(self.random.choice([1, 4]))) for team in self.teams]
                kills = [self.random.choice([None, None, None, self.random.random() * 0.3]) for _ in running]
                ended = [self.ended(team, process, kill) for team, process, kill in zip(self.teams, running, kills)]
                # What an apply has left to be finished is finished before the files say something else.
                for team, status in zip(self.teams, ended):
                    for _ in range(8):
                        if status == 0:
                            break
                        status = self.ended(team, team.begin(server, "apply", "--auto-approve"))
                    self.demand(status == 0, f"{team.name}: no apply ends well")
                self.check_all()
            truth = self.check_all()
            for team in self.teams:
                for number, sync in team.declared.items():
                    ids = truth.ids_of(team.key(number))
                    self.demand(len(ids) == 1, f"{team.key(number)} is there {len(ids)} times")
                    self.demand((truth.minutes[ids[0]], truth.operations[ids[0]]) == (sync.minute, sync.operation), f"{team.key(number)} is not as declared")
                    runs = sum(sync_id == ids[0] for sync_id in truth.runs.values())
                    self.demand(runs <= 1 or sync.run == "on_change", f"{team.key(number)} has run {runs} times")
                for label in team.gone:
                    self.demand(not truth.ids_of(label), f"{label} is still there")
                process = team.begin(server, "plan", "--detailed-exitcode")
                self.demand(self.ended(team, process) == 0, f"{team.name}: the plan after an apply is not empty")
                self.counts["syncs of two teams"] += len(team.declared)
        finally:
            server.stop()


def run_campaign(seed, number, applies):
    # One of six has two projects.
    campaign = (TwoTeams if number % 6 == 5 else Campaign)(seed, number)
    try:
        campaign.go(applies)
    except (Defect, subprocess.TimeoutExpired, ValueError, KeyError) as problem:
        return campaign.counts, f"campaign {number}: {campaign.report(repr(problem))}"
    shutil.rmtree(campaign.folder)
    return campaign.counts, None


def main():
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--applies", type=int, default=100)
    reader.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**9))
    reader.add_argument("--jobs", type=int, default=4)
    options = reader.parse_args()
    print(f"seed {options.seed}", flush=True)
    began = time.monotonic()
    sizes = [APPLIES_PER_CAMPAIGN] * (options.applies // APPLIES_PER_CAMPAIGN)
    if rest := options.applies % APPLIES_PER_CAMPAIGN:
        sizes.append(max(rest, 2))
    totals = collections.Counter()
    defects = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        started = [pool.submit(run_campaign, options.seed, number, size) for number, size in enumerate(sizes)]
        for future in concurrent.futures.as_completed(started):
            counts, defect = future.result()
            totals.update(counts)
            if defect:
                defects.append(defect)
    for name, count in sorted(totals.items()):
        print(f"{count:7}  {name}")
    print(f"{len(defects):7}  defects, in {time.monotonic() - began:.0f} s")
    for defect in defects[:5]:
        print(f"\nDEFECT with seed {options.seed}, {defect}")
    return 1 if defects else 0


if __name__ == "__main__":
    sys.exit(main())
