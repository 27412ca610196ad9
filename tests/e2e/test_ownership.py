"""`policy: ownership` says for which syncs the files speak; `--prune` deletes what is owned and not declared."""
import json
import pathlib
import unittest

from support import Served, Server

TODAY = (pathlib.Path(__file__).parent / "today/syncs.yaml").read_text()
# Syncs of the world `today` that these files do not declare.
UNDECLARED = [203646, 203649]


class Ownership(Served):
    def setUp(self):
        super().setUp()
        self.server = Server(self.folder / "server.state", "--api", "v1", "--world", "today")
        self.addCleanup(self.server.stop)
        self.write("syncs.yaml", TODAY)
        self.own("{all: true}")

    def own(self, ownership):
        self.write("censusctl.yaml", f"version: 1\nmanifests: [syncs.yaml]\npolicy: {{ownership: {ownership}}}\n")

    def planned(self, *words, expect=0):
        return json.loads(self.run_there("plan", "--format", "json", *words, expect=expect).stdout)

    def problems(self, planned, code):
        return [problem for problem in planned["diagnostics"] if problem["code"] == code]

    def test_without_the_flag_it_is_a_warning_with_the_count(self):
        planned = self.planned("--detailed-exitcode")
        self.assertEqual(planned["changes"], [])
        (problem,) = self.problems(planned, "owned-unmanaged")
        self.assertEqual((problem["severity"], problem["file"], problem["line"], problem["message"]),
                         ("warning", "censusctl.yaml", 3,
                          "2 live syncs that these files own are declared by none of them: 203646 'Signups', 203649 'Leads'"))
        self.run_there("apply", "--auto-approve")
        self.assertEqual([sync["sync_id"] for sync in self.planned()["unmanaged"]], UNDECLARED)

    def test_prune_deletes_what_is_owned_and_nothing_else(self):
        planned = self.planned("--prune", "--detailed-exitcode", expect=2)
        self.assertEqual([(change["action"], change["reason"], change["sync_id"]) for change in planned["changes"]],
                         [("delete", "pruned", sync_id) for sync_id in UNDECLARED])
        self.assertEqual(planned["unmanaged"], [])
        text = self.run_there("plan", "--prune").stdout
        self.assertIn("- delete Signups (id 203646)  censusctl.yaml:3", text)
        self.assertIn("risk: its run history is lost; the records that it wrote stay\n", text)
        self.assertIn("--prune", text[text.index("Next:"):])
        done = self.run_there("apply", "--prune", "--auto-approve")
        self.assertIn("2 deleted", done.stderr)
        self.assertEqual(self.planned("--prune", "--detailed-exitcode")["unmanaged"], [])

    def test_a_saved_plan_prunes_as_it_was_made(self):
        self.run_there("plan", "--prune", "--out", "saved.plan")
        refused = self.run_there("apply", "--plan", "saved.plan", "--prune", expect=64)
        self.assertIn("it takes no --prune", refused.stderr)
        done = self.run_there("apply", "--plan", "saved.plan", "--auto-approve")
        self.assertIn("2 deleted", done.stderr)
        self.assertEqual(self.planned()["unmanaged"], [])

    def test_limits_count_what_is_pruned(self):
        text = (self.folder / "censusctl.yaml").read_text()
        self.write("censusctl.yaml", text.replace("{ownership", "{limits: {deletes: {max: 1}}, ownership"))
        refused = self.run_there("apply", "--prune", "--auto-approve", expect=5)
        self.assertIn("the plan deletes 2 syncs, and the limit is 1", refused.stdout)
        self.assertEqual([sync["sync_id"] for sync in self.planned()["unmanaged"]], UNDECLARED)

    def test_it_must_know_all_files_and_what_they_own(self):
        refused = self.run_there("plan", "--prune", "syncs.yaml", expect=64)
        self.assertIn("--prune judges by all files of the project: it takes no PATH", refused.stderr)
        self.write("censusctl.yaml", "version: 1\nmanifests: [syncs.yaml]\n")
        refused = self.run_there("plan", "--prune", expect=64)
        self.assertIn("--prune needs `policy: ownership`", refused.stderr)

    def test_files_that_declare_none_of_the_live_syncs_prune_none(self):
        self.write("syncs.yaml", "version: 1\nremoved: [{label: Never was}]\n")
        planned = self.planned("--prune", expect=3)
        self.assertEqual(planned["changes"], [])
        self.assertEqual(len(self.problems(planned, "prune-refused")), 1)
        self.run_there("apply", "--prune", "--auto-approve", expect=3)

    def test_what_others_own_is_neither_declared_nor_removed(self):
        self.own('{labels: "growth/*"}')
        planned = self.planned(expect=3)
        self.assertEqual(len(self.problems(planned, "outside-ownership")), 11)
        self.assertEqual(planned["changes"], [])
        refused = self.run_there("plan", "--warn", "outside-ownership", expect=64)
        self.assertIn("'outside-ownership' cannot be made less than an error", refused.stderr)


if __name__ == "__main__":
    unittest.main()
