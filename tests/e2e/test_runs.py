"""`runs` shows, `cancel` stops, `trigger --full` sends everything: on V1 over real sockets."""
import json
import pathlib
import unittest

import jsonschema

from support import ROOT, Project, Served, Server

TODAY = (pathlib.Path(__file__).parent / "today/syncs.yaml").read_text()


class Runs(Served):
    api = "v1"

    def setUp(self):
        super().setUp()
        self.write("syncs.yaml", TODAY)
        self.write("censusctl.yaml", "version: 1\nmanifests: [syncs.yaml]\n")
        self.serve("--set", "run_duration=100000")

    def serve(self, *words):
        self.server = Server(self.folder / "server.state", "--api", "v1", "--world", "today", *words)
        self.addCleanup(self.server.stop)

    def shown(self, key="old-users"):
        return json.loads(self.run_there("runs", key, "--format", "json").stdout)["syncs"][0]["runs"]

    def test_a_run_is_started_shown_and_canceled(self):
        self.assertEqual(self.run_there("runs", "old-users").stdout, "old-users (61)\n  no runs\n")
        self.run_there("trigger", "old-users")
        [run] = self.shown()
        self.assertEqual((run["status"], run["ended"]), ("working", False))
        done = self.run_there("cancel", "old-users")
        self.assertEqual((done.stdout, done.stderr), (f"old-users: run {run['id']} canceled\n", ""))
        [run] = self.shown()
        self.assertEqual((run["status"], run["ended"]), ("canceled", True))
        self.assertRegex(self.run_there("runs", "old-users").stdout,
                         r"\Aold-users \(61\)\n +run  status +started .*\n  \d+  canceled, full  2026-\d\d-\d\d \d\d:\d\d:\d\d  ")
        self.assertEqual(self.run_there("cancel", "old-users").stdout, "old-users: no run is under way\n")

    def test_all_that_runs_of_several_syncs_is_canceled(self):
        self.run_there("trigger", "old-users", "contacts")
        done = self.run_there("cancel", "contacts", "old-users", "contacts")
        self.assertRegex(done.stdout, r"\Acontacts: run \d+ canceled\nold-users: run \d+ canceled\n\Z")

    def test_a_full_run_is_asked_for(self):
        for words in ([], [], ["--full"]):
            self.run_there("trigger", "old-users", *words)
            self.run_there("cancel", "old-users")
        # The first run of a sync is always full.
        self.assertEqual([run["full_sync"] for run in self.shown()], [True, False, True])
        self.assertIn("canceled, full", self.run_there("runs", "old-users").stdout)

    def test_a_sync_that_appends_gets_none(self):
        key = "conversions"
        self.assertIn(f"\n  {key}:\n", TODAY)
        done = self.run_there("trigger", key, "--full", expect=1)
        self.assertEqual(done.stderr.splitlines()[-1], f"error: the sync '{key}' appends: the API gives it no full run, which would send "
                         "records twice")
        self.assertEqual(self.shown(key), [])

    def test_a_lost_reply_is_looked_into_and_not_repeated(self):
        for rule, status, told in (("POST /sync_runs/*/cancel drop-after times=1", 0, "canceled: the reply to the cancel was lost; the run ended: canceled"),
                                   ("POST /sync_runs/*/cancel drop-before times=1", 4, "unknown: the reply to the cancel was lost, and the run has not ended since")):
            self.server.stop()
            (self.folder / "server.state").unlink()
            self.serve("--set", "run_duration=100000", "--fault", rule)
            self.run_there("trigger", "old-users")
            done = self.run_there("cancel", "old-users", expect=status)
            self.assertRegex(done.stdout, r"\Aold-users: run \d+ " + told)
            self.assertEqual(done.stderr, "" if status == 0 else "A run was not canceled, or it cannot be told whether it was.\n")

    def test_nothing_is_canceled_where_nothing_may_be_written(self):
        self.run_there("trigger", "old-users")
        done = self.run_there("cancel", "old-users", "--read-only", expect=5)
        self.assertEqual((done.stdout, done.stderr), ("", "error: nothing may be written here: it is read-only; nothing was done\n"
                                                          "  hint: --read-only was given, or censusctl.yaml says `read_only: true`\n"))
        self.assertFalse(self.shown()[0]["ended"])

    def test_a_refused_cancel(self):
        self.server.stop()
        self.serve("--set", "run_duration=100000", "--fault", "POST /sync_runs/*/cancel status=403 message=nobody times=1")
        self.run_there("trigger", "old-users")
        done = self.run_there("cancel", "old-users", expect=4)
        self.assertRegex(done.stdout, r"\Aold-users: run \d+ not canceled: POST .*403.*nobody")

    def test_whatever_else_is_wrong_with_the_files_does_not_matter(self):
        self.write("syncs.yaml", TODAY.replace("operation: upsert", "operation: upsret"))
        self.run_there("plan", expect=3)
        self.assertEqual(self.run_there("cancel", "old-users").stdout, "old-users: no run is under way\n")

    def test_keys_that_there_are_not(self):
        for command in ("runs", "cancel"):
            done = self.run_there(command, "old-user", expect=1)
            self.assertEqual(done.stderr, "error: no manifest declares a sync 'old-user'\n  hint: did you mean 'old-users'?\n")
        self.write("more.yaml", TODAY[:TODAY.index("syncs:")] + "syncs:\n" + "  not-yet:\n    label: Not yet\n    source: {connection: Lake, model: eu_accounts}\n"
                   "    destination: {connection: Salesforce - Prod, object: Account}\n    operation: upsert\n"
                   "    mappings: [{from: A, to: Name, is_primary_identifier: true}]\n")
        self.write("censusctl.yaml", "version: 1\nmanifests: [syncs.yaml, more.yaml]\n")
        done = self.run_there("runs", "not-yet", expect=1)
        self.assertEqual(done.stderr, "error: the sync 'not-yet' is not in the workspace yet\n  hint: `censusctl plan` shows what an apply would create\n")


class Of2021(Project):
    def test_what_2021_cannot_do_is_said(self):
        self.copy_examples()
        self.run_program("apply", "--sandbox", "--auto-approve")
        done = self.run_program("cancel", "--sandbox", "braze-users", expect=1)
        self.assertEqual(done.stderr, "error: the API of generation 2021 cannot cancel runs\n  hint: cancel it in the web page\n")
        done = self.run_program("trigger", "--sandbox", "braze-users", "--full", expect=1)
        self.assertEqual(done.stderr.splitlines()[-2:], ["error: the API of generation 2021 cannot ask for a full run; nothing was started",
                                                         "  hint: start it in the web page"])

    def test_the_document(self):
        self.copy_examples()
        self.run_program("apply", "--sandbox", "--auto-approve")
        self.run_program("trigger", "--sandbox", "braze-users")
        document = json.loads(self.run_program("runs", "--sandbox", "braze-users", "--format", "json").stdout)
        jsonschema.Draft7Validator(json.loads((ROOT / "schemas/runs.schema.json").read_text())).validate(document)
        self.assertTrue(document["syncs"][0]["runs"])


if __name__ == "__main__":
    unittest.main()
