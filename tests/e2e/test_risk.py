"""What an action can do to records stands in every format of a plan, with the size of the newest run."""
import json
import unittest

from support import manifest, Served, Server


class Risk(Served):
    def setUp(self):
        super().setUp()
        self.server = Server(self.folder / "server.state", "--api", "v1")
        self.addCleanup(self.server.stop)
        self.write("syncs/a.yaml", manifest(run="on_create"))
        self.run_there("apply", "--auto-approve", "--wait")

    def test_it_is_in_every_format(self):
        self.write("syncs/a.yaml", manifest(operation="mirror"))
        planned = json.loads(self.run_there("plan", "--format", "json").stdout)
        (change,) = planned["changes"]
        self.assertEqual([risk["kind"] for risk in change["risks"]], ["new-mirror", "records-can-go", "full-run"])
        self.assertEqual(change["newest_run"]["source_records"], 1200)
        whole = "another operation: its next run sends all records"
        text = self.run_there("plan").stdout
        self.assertIn(f"      risk: {whole}\n", text)
        self.assertIn("      newest run: 1200 records, 0 failed, 0 invalid\n", text)
        for kind in ("markdown", "html"):
            page = self.run_there("plan", "--format", kind).stdout
            self.assertIn(whole, page)
            self.assertIn("newest run: 1200 records", page)

    def test_runs_are_read_of_syncs_that_change_alone(self):
        unchanged = self.run_there("plan").stderr
        self.write("syncs/a.yaml", manifest(operation="update"))
        changed = self.run_there("plan").stderr
        count = lambda text: int(text[text.index("Read with ") + len("Read with "):].split()[0])
        self.assertEqual(count(changed), count(unchanged) + 1)

    def test_a_limit_of_records_stops_an_apply(self):
        self.write("censusctl.yaml", "version: 1\npolicy: {limits: {records: 0}}\n")
        self.write("syncs/a.yaml", manifest(run="always"))
        refused = self.run_there("apply", "--auto-approve", expect=5)
        self.assertIn("whose newest runs had 1200 records, and the limit is 0", refused.stdout)
        self.run_there("trigger", "braze-users", expect=5)
        self.write("censusctl.yaml", "version: 1\npolicy: {limits: {records: 1200}}\n")
        self.run_there("apply", "--auto-approve")

    def test_a_saved_plan_keeps_what_was_known(self):
        self.write("censusctl.yaml", "version: 1\npolicy: {limits: {records: 0}}\n")
        self.write("syncs/a.yaml", manifest(mappings="[{from: USER_ID, to: external_id, is_primary_identifier: true}]"))
        self.run_there("plan", "--out", "saved.plan")
        refused = self.run_there("apply", "--plan", "saved.plan", "--auto-approve", expect=5)
        self.assertIn("newest run: 1200 records", refused.stdout)
        self.run_there("apply", "--plan", "saved.plan", "--auto-approve", "--override-limits")


if __name__ == "__main__":
    unittest.main()
