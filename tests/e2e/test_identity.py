"""Which live sync a declared one is, and what becomes of one that cannot be found."""
import json
import unittest

from support import manifest, Served, Server


class Identity(Served):
    def setUp(self):
        super().setUp()
        self.server = Server(self.folder / "server.state", "--api", "v1")
        self.addCleanup(self.server.stop)
        self.write("syncs/a.yaml", manifest())
        self.run_there("apply", "--auto-approve")
        listed = json.loads(self.run_there("list", "syncs", "--format", "json").stdout)
        (self.id,) = [row["id"] for row in listed["items"] if row["label"] == "Braze users"]

    def planned(self, *words, expect=0):
        return json.loads(self.run_there("plan", "--format", "json", *words, expect=expect).stdout)

    def codes(self, planned):
        return [problem["code"] for problem in planned["diagnostics"] if problem["severity"] == "error"]

    def actions(self, planned):
        return [(change["action"], change["sync"]) for change in planned["changes"]]

    def test_a_sync_under_another_label_looks_renamed_unless_it_is_said_to_be_another(self):
        self.write("syncs/a.yaml", manifest(label="Users of Braze"))
        planned = self.planned(expect=3)
        self.assertEqual((self.codes(planned), planned["changes"]), (["sync-renamed"], []))
        text = self.run_there("plan", expect=3).stdout
        self.assertIn(f"if it is another sync, add 'distinct_from: [{self.id}]'", text)
        self.write("syncs/a.yaml", manifest(label="Users of Braze", distinct_from=f"[{self.id}]"))
        self.assertEqual(self.actions(self.planned()), [("create", "braze-users")])
        self.run_there("apply", "--auto-approve")
        self.run_there("plan", "--detailed-exitcode")

    def test_another_key_is_another_sync(self):
        self.write("syncs/a.yaml", manifest(label="By name", mappings="[{from: USER_ID, to: external_id, is_primary_identifier: true}]"))
        self.assertEqual(self.actions(self.planned()), [("create", "braze-users")])

    def test_a_renamed_key_gets_a_hint(self):
        self.write("syncs/a.yaml", manifest(label=None))
        self.assertIn("its label is its key: if the key was renamed, keep the label: add 'label: \"Braze users\"'",
                      self.run_there("plan", expect=3).stdout)

    def test_an_id_that_is_gone_is_an_error_of_that_sync_alone(self):
        self.write("syncs/a.yaml", manifest(label="Gone", id=999999, mappings="[{from: USER_ID, to: external_id, is_primary_identifier: true}]"))
        self.write("syncs/b.yaml", manifest(label="Braze users").replace("braze-users", "kept").replace("hourly", "daily"))
        planned = self.planned(expect=3)
        self.assertEqual((self.codes(planned), self.actions(planned)), (["id-unknown"], [("update", "kept")]))
        missing = self.run_there("drift", "--format", "json", expect=2)
        states = {sync["sync"]: sync["state"] for sync in json.loads(missing.stdout)["syncs"] if sync["sync"]}
        self.assertEqual(states, {"braze-users": "missing", "kept": "changed"})
        self.assertEqual(self.codes(json.loads(missing.stdout)), [])
        done = self.run_there("apply", "--auto-approve", expect=3)
        self.assertIn("1 updated", done.stderr)
        self.assertIn("done but for syncs whose `id` the workspace does not have", done.stderr)
        self.assertEqual(self.actions(self.planned(expect=3)), [])
        again = self.run_there("apply", "--auto-approve", expect=3)
        self.assertIn("nothing was done", again.stderr)


if __name__ == "__main__":
    unittest.main()
