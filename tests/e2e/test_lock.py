"""The lock: written from the workspace, checked against without it, compared with it."""
import json
import unittest

from support import Project, Server, manifest

UNREACHABLE = {"CENSUS_BASE_URL": "http://127.0.0.1:9/api/v1"}


class Lock(Project):
    def setUp(self):
        super().setUp()
        self.copy_examples()

    @property
    def lock_file(self):
        return self.folder / "censusctl.lock.json"

    def lock(self):
        return self.run_program("lock", "--sandbox")

    def edit_lock(self, change):
        document = json.loads(self.lock_file.read_text())
        change(document)
        self.lock_file.write_text(json.dumps(document))

    def field(self, document, destination, name, field):
        one = next(d for d in document["destinations"] if d["name"] == destination)
        fields = next(o for o in one["objects"] if o["full_name"] == name)["fields"]
        return fields, next(f for f in fields if f["full_name"] == field)

    def test_it_is_written_once_and_the_same_each_time(self):
        done = self.lock()
        self.assertRegex(done.stderr, r"^Wrote \./censusctl\.lock\.json: 3 models and tables, 3 objects, \d+ fields\. Commit it\.\n$")
        text = self.lock_file.read_text()
        self.assertEqual(json.loads(text)["format_version"], "1.1")
        self.assertIn("is current", self.lock().stderr)
        (self.folder / "syncs/salesforce.yaml").rename(self.folder / "syncs/a.yaml")  # another order of the files
        self.assertIn("is current", self.lock().stderr)
        self.assertEqual(self.lock_file.read_text(), text)

    def test_validation_with_no_network_and_no_token(self):
        self.lock()
        done = self.run_program("validate", "--locked", env=UNREACHABLE)
        self.assertEqual(done.stderr, "No problems in 3 syncs.\n")

    def test_locked_and_online_say_the_same(self):
        self.lock()
        for wrong in ({"mappings": "[{from: EMAL, to: external_id, is_primary_identifier: true}]"},
                      {"mappings": "[{from: EMAIL, to: extrnal_id, is_primary_identifier: true}]"},
                      {"mappings": "[{from: {value: [], type: text}, to: external_id}]"},
                      {"operation": "mirror", "mappings": "[{from: EMAIL, to: first_name, is_primary_identifier: true}]"},
                      {}):
            self.write("syncs/wrong.yaml", manifest(label="Wrong", **wrong).replace("braze-users:", "wrong:"))
            online = self.run_program("validate", "--sandbox", "--format", "json", expect=None)
            locked = self.run_program("validate", "--locked", "--format", "json", env=UNREACHABLE, expect=None)
            self.assertEqual((locked.returncode, json.loads(locked.stdout)), (online.returncode, json.loads(online.stdout)))

    def test_what_the_lock_does_not_hold_is_said_as_such(self):
        self.lock()
        self.write("syncs/new.yaml", manifest(label="New", destination="{connection: Braze, object: event}").replace("braze-users:", "new:"))
        done = self.run_program("validate", "--locked", expect=3)
        self.assertIn("syncs/new.yaml:6:46: error: the lock holds no object 'event' of destination 'Braze' [lock-entry-missing]\n",
                      done.stdout)
        self.assertIn("hint: if it is in the workspace, run `censusctl lock`\n", done.stdout)
        self.assertEqual(done.stderr, "1 error in 4 syncs.\n")

    def test_plan_reads_only_the_syncs(self):
        self.lock()
        whole = self.plan()
        done = self.run_program("plan", "--locked", "--sandbox", "--format", "json", "--log-level", "debug")
        self.assertEqual(json.loads(done.stdout)["plan_id"], whole["plan_id"])
        self.assertIn("/api/v1/syncs", done.stderr)
        self.assertNotIn("/api/v1/sources", done.stderr)
        self.assertNotIn("/api/v1/destinations", done.stderr)

    def test_check_finds_what_changed_and_what_that_breaks(self):
        self.lock()
        self.assertEqual(self.run_program("lock", "--check", "--sandbox").stdout, "The lock is current.\n")

        def change(document):
            fields, name = self.field(document, "Braze", "user", "first_name")
            name["type"] = "number"
            fields.append({"full_name": "gone", "type": "string", "createable": True, "updateable": True})
            fields, key = self.field(document, "Salesforce - Prod", "Account", "External_Id__c")
            fields.remove(key)

        self.edit_lock(change)
        done = self.run_program("lock", "--check", "--sandbox", expect=2)
        self.assertIn("  - field 'gone' of object 'user' of destination 'Braze'\n", done.stdout)
        self.assertIn("  ~ field 'first_name' of object 'user' of destination 'Braze'  type: 'number' -> 'String'\n", done.stdout)
        self.assertIn("  + field 'External_Id__c' of object 'Account' of destination 'Salesforce - Prod'\n", done.stdout)
        self.assertNotIn("With the workspace as it is now", done.stdout)

    def test_check_names_the_lines_that_break(self):
        self.write("syncs/braze.yaml", manifest(mappings="[{from: EMAIL, to: external_id, is_primary_identifier: true}, {from: EMAIL, to: nickname}]"))
        self.lock()

        def change(document):
            fields, _ = self.field(document, "Braze", "user", "external_id")
            fields.append({"full_name": "nickname", "type": "string", "createable": True, "updateable": True})

        self.edit_lock(change)
        self.run_program("validate", "--locked")
        done = self.run_program("lock", "--check", "--sandbox", expect=2)
        self.assertIn("  - field 'nickname' of object 'user' of destination 'Braze'\n\nWith the workspace as it is now:\n"
                      "syncs/braze.yaml:9:95: error: ", done.stdout)
        found = json.loads(self.run_program("lock", "--check", "--sandbox", "--format", "json", expect=2).stdout)
        self.assertFalse(found["current"])
        self.assertEqual(found["changes"], [{"change": "removed", "entity": "field 'nickname' of object 'user' of destination 'Braze'",
                                             "attribute": None, "before": None, "after": None}])
        self.assertEqual([(d["code"], d["line"]) for d in found["diagnostics"]], [("field-unknown", 9)])

    def test_locks_that_cannot_be_used(self):
        done = self.run_program("validate", "--locked", expect=1)
        self.assertEqual(done.stderr, "error: the lock censusctl.lock.json cannot be read: No such file or directory\n"
                                      "  hint: `censusctl lock` writes it anew from the workspace\n")
        for text, why in (("{", "cannot be used: it is not JSON: "), ("[]", "cannot be used: it is not a lock of censusctl\n"),
                          ('{"format": "censusctl-lock", "format_version": "2.0"}',
                           "cannot be used: it has format version '2.0', and this censusctl reads 1.x\n"),
                          ('{"format": "censusctl-lock", "format_version": "1.0", "workspace": {"base_url": "x", "api": "2021"},'
                           ' "sources": [{"id": true}], "destinations": []}', "cannot be used: /sources/0/id ")):
            self.lock_file.write_text(text)
            self.assertIn(why, self.run_program("validate", "--locked", expect=1).stderr)

    def test_a_lock_of_another_workspace(self):
        self.lock()
        server = Server(self.folder / "server.state")
        self.addCleanup(server.stop)
        done = self.run_program("plan", "--locked", env=server.environment(), expect=5)
        self.assertIn("! the lock was made for the base URL 'sandbox', and this is 'http://127.0.0.1:", done.stderr)
        self.assertIn("error: the lock was made in another workspace than this\n", done.stderr)

    def test_manifests_that_mean_nothing_are_not_locked(self):
        self.write("syncs/wrong.yaml", manifest(label="Wrong", destination="{connection: Braz, object: user}").replace("braze-users:", "wrong:"))
        done = self.run_program("lock", "--sandbox", expect=3)
        self.assertIn("[destination-connection-unknown]", done.stdout)
        self.assertIn("error: the lock was not written\n", done.stderr)
        self.assertFalse(self.lock_file.exists())

    def test_no_secret_is_locked(self):
        server = Server(self.folder / "server.state")
        self.addCleanup(server.stop)
        self.run_program("lock", env=server.environment())
        self.assertNotIn(server.token, self.lock_file.read_text())
        self.run_program("validate", "--locked", "--online", expect=64)


if __name__ == "__main__":
    unittest.main()
