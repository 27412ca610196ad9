"""Kills an apply at every point where it leaves something behind, and at random ones, and applies again: the workspace
must end as it would have, each sync once, each run once.

The sandbox in the process dies with it, as a machine does; the one in a process of its own goes on with what was sent,
as a server does."""
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from support import PROGRAM, Server, copy_model_and_tables

PRELOAD = os.environ["CENSUSCTL_KILL_AT"]
SEED = int(os.environ.get("CENSUSCTL_SEED", random.randrange(1 << 30)))
# Points are killed at twice, before the call and after it; CENSUSCTL_KILLS asks for more random ones.
RANDOM_KILLS = int(os.environ.get("CENSUSCTL_KILLS", 40))
LABELS = ["Braze users", "Salesforce accounts", "Salesforce contacts"]


def project():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="censusctl-kill-"))
    shutil.copy(pathlib.Path(__file__).parent / "reference/censusctl.yaml", folder)
    shutil.copytree(pathlib.Path(__file__).parent / "reference/syncs", folder / "syncs")
    return folder


def run(folder, *words, env=None, kill_after=None):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("CENSUS_", "HTTPS_PROXY"))}
    environment.update(env or {})
    process = subprocess.Popen([PROGRAM, *words], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if kill_after is not None:
        time.sleep(kill_after)
        process.kill()
    out, err = process.communicate(timeout=240)
    return process.returncode, out + err


def state_of(path):
    """Labels of the syncs, and how often each ran, as the simulated server keeps them."""
    labels, runs, names = [], collections.Counter(), {}
    for line in path.read_text().splitlines()[1:]:
        entry = json.loads(line)
        if "sync" in entry:
            label = entry["sync"]["label"]
            labels.append(label)
            names[entry["sync_id"]] = label
        elif "run" in entry:
            runs[names[entry["sync_id"]]] += 1
    return labels, runs


class Kill(unittest.TestCase):
    def settled(self, folder, state, where, env=None):
        """Applies until it is done, and looks at what came of it."""
        target = [] if env else ["--sandbox"]
        status, text = run(folder, "apply", *target, "--auto-approve", "--wait", env=env)
        self.assertEqual(status, 0, f"{where}\n{text}")
        status, text = run(folder, "plan", *target, "--detailed-exitcode", env=env)
        self.assertEqual(status, 0, f"{where}\n{text}")
        self.assertIn("No changes.", text, where)
        labels, runs = state_of(state)
        self.assertEqual(sorted(labels), LABELS, where)
        self.assertEqual(dict(runs), {label: 1 for label in LABELS}, where)
        left = [p.name for p in (folder / ".censusctl/journal").iterdir() if p.suffix == ".jsonl"]
        self.assertEqual(left, [], where)

    def kill_once(self, where, env=None, kill_after=None):
        folder = project()
        try:
            status, text = run(folder, "apply", "--sandbox", "--auto-approve", "--wait", env=env, kill_after=kill_after)
            self.assertIn(status, (0, -signal.SIGKILL), f"{where}\n{text}")
            self.settled(folder, folder / ".censusctl/sandbox.state", where)
            return status != 0
        finally:
            shutil.rmtree(folder)

    def test_at_every_point_and_at_random_ones(self):
        folder = project()
        self.addCleanup(shutil.rmtree, folder)
        count_file = folder / "count"
        status, text = run(folder, "apply", "--sandbox", "--auto-approve", "--wait",
                           env={"LD_PRELOAD": PRELOAD, "KILL_COUNT_TO": str(count_file)})
        self.assertEqual(status, 0, text)
        points = int(count_file.read_text())
        self.assertGreater(points, 60)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = [pool.submit(self.kill_once, f"{when} point {at} of {points}",
                                {"LD_PRELOAD": PRELOAD, "KILL_AT": str(at), "KILL_WHEN": when})
                    for at in range(1, points + 1) for when in ("before", "after")]
            dice = random.Random(SEED)
            jobs += [pool.submit(self.kill_once, f"seed {SEED}, after {delay} s", None, delay)
                     for delay in (dice.uniform(0.0, 0.12) for _ in range(RANDOM_KILLS))]
            killed = sum(job.result() for job in jobs)
        print(f"killed {killed} times at {points} points and at random ones, seed {SEED}")
        self.assertGreater(killed, points)

    def kill_client(self, where, delay):
        """The server goes on after the client is gone, and is late with everything."""
        folder = project()
        server = Server(folder / "server.state", "--fault", "* latency=30ms", "--fault", "POST ** latency=60ms")
        try:
            env = server.environment()
            status, text = run(folder, "apply", "--auto-approve", "--wait", env=env, kill_after=delay)
            self.assertIn(status, (0, -signal.SIGKILL), f"{where}\n{text}")
            self.settled(folder, folder / "server.state", where, env)
            return status != 0
        finally:
            server.stop()
            shutil.rmtree(folder)

    def test_while_the_server_goes_on(self):
        dice = random.Random(SEED)
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            jobs = [pool.submit(self.kill_client, f"seed {SEED}, after {delay} s", delay)
                    for delay in (dice.uniform(0.1, 0.9) for _ in range(24))]
            killed = sum(job.result() for job in jobs)
        print(f"killed {killed} clients of a server that went on, seed {SEED}")
        self.assertGreater(killed, 5)


class KillChanges(unittest.TestCase):
    """The same with today's API: one sync is updated, one deleted, one created, and the changed one runs."""
    NEW = """
  second-accounts:
    label: Accounts again
    source: {connection: Snowflake - Prod, table: analytics.public.accounts}
    destination: {connection: Salesforce - Prod, object: Account}
    operation: upsert
    mappings:
      - {from: ACCOUNT_ID, to: External_Id__c, is_primary_identifier: true}
      - {from: NAME, to: Name}
removed:
  - {label: Salesforce contacts}
"""

    def setUp(self):
        self.template = pathlib.Path(tempfile.mkdtemp(prefix="censusctl-kill-"))
        self.addCleanup(shutil.rmtree, self.template)
        copy_model_and_tables(self.template)
        status, text = run(self.template, "apply", "--sandbox", "--auto-approve", "--wait")
        self.assertEqual(status, 0, text)
        path = self.template / "syncs/salesforce.yaml"
        before = path.read_text()
        changed = before[:before.index("  contacts:")].replace("hour: 6", "hour: 7").replace("run: on_create", "run: on_change")
        path.write_text(changed.rstrip("\n") + self.NEW)

    def apply_and_look(self, where, env):
        """Kills an apply as `env` says, or nothing; applies again, and looks at what came of both."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="censusctl-kill-"))
        try:
            shutil.copytree(self.template, folder, dirs_exist_ok=True)
            status, text = run(folder, "apply", "--sandbox", "--auto-approve", "--wait", env=env)
            self.assertIn(status, (0, -signal.SIGKILL), f"{where}\n{text}")
            again, text = run(folder, "apply", "--sandbox", "--auto-approve", "--wait")
            self.assertEqual(again, 0, f"{where}\n{text}")
            again, text = run(folder, "plan", "--sandbox", "--detailed-exitcode")
            self.assertEqual(again, 0, f"{where}\n{text}")
            hours, runs, gone = {}, collections.Counter(), []
            for line in (folder / ".censusctl/sandbox.state").read_text().splitlines()[1:]:
                entry = json.loads(line)
                if "sync" in entry:
                    hours[entry["sync_id"]] = (entry["sync"]["label"], entry["sync"]["schedule"].get("hour") if entry["sync"].get("schedule") else None)
                elif "run" in entry:
                    runs[hours[entry["sync_id"]][0]] += 1
                elif "removed_sync" in entry:
                    gone.append(hours.pop(entry["removed_sync"])[0])
            self.assertEqual(sorted(hours.values(), key=str), [("Accounts again", None), ("Braze users", 8), ("Salesforce accounts", 7)], where)
            self.assertEqual(gone, ["Salesforce contacts"], where)
            self.assertEqual(runs["Salesforce accounts"], 2, where)
            return status != 0
        finally:
            shutil.rmtree(folder)

    def test_at_every_point(self):
        count_file = self.template / "count"
        self.assertFalse(self.apply_and_look("nothing is killed", {"LD_PRELOAD": PRELOAD, "KILL_COUNT_TO": str(count_file)}))
        points = int(count_file.read_text())
        count_file.unlink()
        self.assertGreater(points, 40)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = [pool.submit(self.apply_and_look, f"{when} point {at} of {points}",
                                {"LD_PRELOAD": PRELOAD, "KILL_AT": str(at), "KILL_WHEN": when})
                    for at in range(1, points + 1) for when in ("before", "after")]
            killed = sum(job.result() for job in jobs)
        print(f"killed {killed} times at {points} points of an update, a delete and a create")
        self.assertGreater(killed, points)


class KillReplace(unittest.TestCase):
    """The same with a sync that is replaced and runs, one that starts after it and is pointed to the new one, and one that is pruned."""
    API = "v1"
    STEP = 1  # every so many points are killed at
    WORDS = ("--allow-replace", "--prune")

    def setUp(self):
        self.template = pathlib.Path(tempfile.mkdtemp(prefix="censusctl-kill-"))
        self.addCleanup(shutil.rmtree, self.template)
        copy_model_and_tables(self.template)
        with open(self.template / "censusctl.yaml", "a") as opened:
            opened.write("policy: {ownership: {all: true}}\n")
        self.edit("syncs/salesforce.yaml", "    schedule: {frequency: daily", "    triggers: {sync_sequence: braze-users}\n    schedule: {frequency: daily")
        status, text = run(self.template, "apply", *self.there("--auto-approve", "--wait"))
        self.assertEqual(status, 0, text)
        self.edit("syncs/braze.yaml", "    label: Braze users\n", "    label: Braze users\n    operation: update\n")
        path = self.template / "syncs/salesforce.yaml"
        path.write_text(path.read_text()[:path.read_text().index("  contacts:")])
        self.old = next(number for number, sync in self.look(self.template)[0].items() if sync["label"] == "Braze users")

    def edit(self, name, old, new):
        path = self.template / name
        self.assertEqual(path.read_text().count(old), 1, old)
        path.write_text(path.read_text().replace(old, new))

    def there(self, *words):
        return ("--sandbox", "--api", self.API, *words)

    @staticmethod
    def look(folder):
        """The live syncs by id, the labels of those that are gone, and how often each id ran."""
        syncs, gone, runs = {}, [], collections.Counter()
        for line in (folder / ".censusctl/sandbox.state").read_text().splitlines()[1:]:
            entry = json.loads(line)
            if "sync" in entry:
                syncs[entry["sync_id"]] = entry["sync"]
            elif "removed_sync" in entry:
                # Those that were there from the beginning are pruned, too; the file does not tell of them before.
                gone.append(syncs.pop(entry["removed_sync"], {"label": "unmanaged"})["label"])
            elif "run" in entry:
                runs[entry["sync_id"]] += 1
        return syncs, gone, runs

    def apply_and_look(self, where, env):
        """Kills an apply as `env` says, or nothing; applies again, and looks at what came of both."""
        folder = pathlib.Path(tempfile.mkdtemp(prefix="censusctl-kill-"))
        try:
            shutil.copytree(self.template, folder, dirs_exist_ok=True)
            status, text = run(folder, "apply", *self.there("--auto-approve", "--wait", *self.WORDS), env=env)
            self.assertIn(status, (0, -signal.SIGKILL), f"{where}\n{text}")
            syncs, gone, _ = self.look(folder)
            users = [number for number, sync in syncs.items() if sync["label"] == "Braze users"]
            self.assertIn(len(users), (1, 2), f"{where}: there must never be none")
            # Nothing that is there starts after what is gone.
            self.assertIn(next(sync for sync in syncs.values() if sync["label"] == "Salesforce accounts")["triggers"]["sync_sequence"]["sync_id"], users, where)
            again, text = run(folder, "apply", *self.there("--auto-approve", "--wait", *self.WORDS))
            self.assertEqual(again, 0, f"{where}\n{text}")
            again, text = run(folder, "plan", *self.there("--detailed-exitcode", *self.WORDS))
            self.assertEqual(again, 0, f"{where}\n{text}")
            syncs, gone, runs = self.look(folder)
            self.assertEqual(sorted(sync["label"] for sync in syncs.values()), ["Braze users", "Salesforce accounts"], where)
            new, users = next((number, sync) for number, sync in syncs.items() if sync["label"] == "Braze users")
            accounts = next(sync for sync in syncs.values() if sync["label"] == "Salesforce accounts")
            self.assertEqual((users["operation"], accounts["triggers"]["sync_sequence"]["sync_id"]), ("update", new), where)
            self.assertEqual(sorted(label for label in gone if label != "unmanaged"), ["Braze users", "Salesforce contacts"], where)
            self.assertEqual((runs[self.old], runs[new]), (1, 1), where)
            self.assertEqual([p.name for p in (folder / ".censusctl/journal").glob("*.jsonl")], [], where)
            return status != 0
        finally:
            shutil.rmtree(folder)

    def test_at_every_point(self):
        count_file = self.template / "count"
        self.assertFalse(self.apply_and_look("nothing is killed", {"LD_PRELOAD": PRELOAD, "KILL_COUNT_TO": str(count_file)}))
        points = int(count_file.read_text())
        count_file.unlink()
        self.assertGreater(points, 40)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = [pool.submit(self.apply_and_look, f"{when} point {at} of {points}",
                                {"LD_PRELOAD": PRELOAD, "KILL_AT": str(at), "KILL_WHEN": when})
                    for at in range(1, points + 1, self.STEP) for when in ("before", "after")]
            killed = sum(job.result() for job in jobs)
        print(f"killed {killed} times at {points} points of a replacement, an update and a pruned delete in {self.API}")
        self.assertGreater(killed, points // self.STEP)


class KillReplaceInV2(KillReplace):
    API = "v2"
    STEP = 7


if __name__ == "__main__":
    unittest.main()
