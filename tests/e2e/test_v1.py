"""V1, as it is served today: syncs of every kind are planned empty, created, changed and deleted, and which generation is spoken is
found out."""
import json
import unittest

from support import manifest, Server
from today_case import TODAY, TodayCase


class Today(TodayCase):
    """What V1 and V2 have in common is shown of V1 here, and of V2 by a class that inherits from this one."""

    def test_syncs_of_every_kind_are_as_declared(self):
        planned = self.planned("--detailed-exitcode")
        self.assertEqual(planned["workspace"]["api"], self.generation)
        self.assertEqual([(problem["code"], problem["severity"], problem["message"]) for problem in planned["diagnostics"]],
                         self.retiring + [("metadata-missing", "warning", "the workspace lists no fields of object "
                           "'{\"spreadsheet_id\":\"1AbC\",\"sheet_id\":0}' of 'Google Sheets'")])
        self.assertEqual(planned["summary"]["unchanged"], 11)
        self.assertEqual([sync["sync_id"] for sync in planned["unmanaged"]], [203646, 203649])

    def test_an_update_sends_only_what_differs_and_loses_nothing(self):
        # An unknown kind of trigger stays when the schedule changes, since `mode` goes whole.
        self.edit("    triggers: {fivetran: {job_id: abc, job_name: Load}}", "    triggers: {fivetran: {job_id: abc, job_name: Load}}\n    schedule: {frequency: daily, hour: 4}")
        change, paths = self.change(self.planned("--detailed-exitcode", expect=2))
        self.assertEqual((change["action"], paths), ("update", ["schedule.frequency", "schedule.hour"]))
        requests = json.loads(self.run_there("plan", "--format", "json", "--rehearse", "--show-requests").stdout)["rehearsal"]["requests"]
        sent = [request for request in requests if request["method"] == "PATCH"]
        self.assertEqual([request["path"] for request in sent], ["/syncs/203643"])
        body = sent[0]["body"] if isinstance(sent[0]["body"], dict) else json.loads(sent[0]["body"])
        self.assertEqual(body, {"mode": {"type": "triggered", "triggers": {
            "schedule": {"frequency": "daily", "hour": 4}, "fivetran": {"job_id": "abc", "job_name": "Load"},
            "upstream_connections": {"connection_ids": ["a", "b"]}}}})
        done = self.run_there("apply", "--auto-approve")
        self.assertIn("Applied: 0 created, 1 updated, ", done.stderr)
        triggers = self.live(203643)["mode"]["triggers"]
        self.assertEqual(triggers["upstream_connections"], {"connection_ids": ["a", "b"]})
        self.assertEqual(triggers["schedule"]["hour"], 4)
        self.planned("--detailed-exitcode")

    def test_mappings_go_whole_with_what_no_file_states(self):
        before = {row["to"]: row for row in self.live(203640)["mappings"]}
        self.assertFalse(before["FirstName"]["sync_null_values"])
        self.edit(", preserve_values: true, sync_null_values: false}", ", preserve_values: false}")
        change, paths = self.change(self.planned())
        self.assertEqual(paths, ["mappings[FirstName].preserve_values"])
        self.run_there("apply", "--auto-approve")
        after = {row["to"]: row for row in self.live(203640)["mappings"]}
        self.assertFalse(after["FirstName"]["preserve_values"])
        self.assertFalse(after["FirstName"]["sync_null_values"])
        self.assertEqual(set(after), set(before))

    def test_alerts_keep_their_ids(self):
        self.edit("{type: invalid_record_percent, threshold: 75, send_for: first_time}", "{type: invalid_record_percent, threshold: 50, send_for: first_time}")
        change, paths = self.change(self.planned())
        self.assertEqual(paths, ["alerts"])
        # What is written is shown, an alert a line; what the file does not state of one, with what it stands for.
        lines = ("          failure (first_time, with recovery)\n"
                 "        - invalid_record_percent (first_time, with recovery, threshold 75)\n"
                 "        + invalid_record_percent (first_time, with recovery, threshold 50)\n")
        for words in ((), ("--full",)):
            self.assertIn("      alerts:\n" + lines, self.run_there("plan", *words).stdout)
        self.assertIn("      alerts: live (-), file (+)\n" + lines, self.run_there("drift", expect=2).stdout)
        bare = "".join(line[8:] + "\n" for line in lines.splitlines())
        self.assertIn("  alerts:\n" + bare, self.run_there("plan", "--format", "markdown").stdout)
        self.assertIn("  alerts:\n" + bare, self.run_there("drift", "--format", "markdown", expect=2).stdout)
        page = self.run_there("plan", "--format", "html").stdout
        self.assertIn('<div class="value added">+ invalid_record_percent (first_time, with recovery, threshold 50)</div>', page)
        self.assertIn("    file:           invalid_record_percent (first_time, threshold 50)\n"
                      "                    failure (first_time, with recovery)\n"
                      "    stated:         syncs.yaml:31:7, the sync\n"
                      "    live:           failure (first_time, with recovery)\n"
                      "                    invalid_record_percent (first_time, with recovery, threshold 75)\n",
                      self.run_there("explain-diff", "contacts.alerts").stdout)
        self.run_there("apply", "--auto-approve")
        alerts = {alert["type"]: alert for alert in self.live(203640)["alert_attributes"]}
        self.assertEqual(alerts["InvalidRecordPercentAlertConfiguration"]["id"], 173096)
        self.assertEqual(alerts["InvalidRecordPercentAlertConfiguration"]["options"], {"threshold": 50})
        self.assertEqual(alerts["FailureAlertConfiguration"]["id"], 173095)

    def test_settings_of_the_destination_stay(self):
        self.edit("advanced_configuration: {file_format: TSV}", "advanced_configuration: {csv_delimiter: ;}")
        self.assertIn("      advanced_configuration:\n        - csv_delimiter: ,\n        + csv_delimiter: ;\n          file_format: TSV\n",
                      self.run_there("plan").stdout)
        self.run_there("apply", "--auto-approve")
        self.assertEqual(self.live(203645)["advanced_configuration"], {"csv_delimiter": ";", "file_format": "TSV"})

    def test_a_new_sync_says_what_its_cron_expression_comes_to(self):
        self.edit("    label: VIP to ads\n", "    label: VIP to ads, anew\n    distinct_from: [203642]\n")
        self.edit('schedule: {cron_expression: "0 */4 * * *"}', 'schedule: {cron_expression: "30 8 * * *"}')
        runs = r"; next at \d{4}-\d\d-\d\d 08:30, \d{4}-\d\d-\d\d 08:30, \d{4}-\d\d-\d\d 08:30 UTC\n"
        self.assertRegex(self.run_there("plan", "--full").stdout,
                         r"\n      schedule.cron_expression: 30 8 \* \* \*\n        at 08:30 UTC, every day" + runs)
        # In two lines there is room for the first part.
        self.assertIn("\n      Warehouse - Prod / vip -> Ads / user_data: mirror, 2 mappings; at 08:30 UTC, every day\n", self.run_there("plan").stdout)

    def test_what_the_api_never_changes_is_blocked(self):
        self.edit("destination: {connection: Braze, object: user}\n    operation: update", "destination: {connection: Braze, object: user}\n    operation: upsert")
        change, paths = self.change(self.planned("--detailed-exitcode", expect=2))
        self.assertEqual((change["action"], paths), ("blocked", ["operation"]))
        self.assertEqual(change["note"], "the API does not change operation, source or destination of a sync to Braze; nor can it be replaced: "
                         "a new one could not be given its trigger 'upstream_connections', which is not known here")
        self.assertIn("\n      this change cannot be made through the API; make it by hand:\n        1. in Census, ", self.run_there("plan").stdout)
        self.run_there("apply", "--auto-approve", expect=4)

    def test_a_live_sync_is_not_made_another(self):
        self.write("syncs.yaml", TODAY + """  signups:
    label: Signups
    source: {connection: Warehouse - Prod, topic: signups}
    destination: {connection: Braze, object: user}
    schedule: hourly
    mappings: [{from: id, to: external_id, is_primary_identifier: true}]
""")
        change, _ = self.change(self.planned())
        self.assertEqual(change["action"], "blocked")
        self.assertEqual(change["note"], "it is a live sync, of which none can be made any more: what starts it is not touched")

    def test_a_deletion_is_done_last_and_once(self):
        self.write("syncs.yaml", TODAY + "removed:\n  - {label: Leads, reason: nobody reads it}\n")
        change, _ = self.change(self.planned("--detailed-exitcode", expect=2))
        self.assertEqual((change["action"], change["sync_id"]), ("delete", 203649))
        done = self.run_there("apply", "--auto-approve")
        self.assertIn("1 deleted, ", done.stderr)
        self.assertEqual(self.planned("--detailed-exitcode")["unmanaged"], [{"sync_id": 203646, "label": "Signups"}])

    def test_a_parent_and_its_child_are_made_in_order(self):
        self.write("syncs.yaml", """version: 1
defaults: {operation: upsert, destination: {connection: Braze, object: user}, source: {connection: Warehouse - Prod, dataset: golden-users}}
syncs:
  a-child:
    triggers: {sync_sequence: the-parent}
    mappings: [{from: id, to: external_id, is_primary_identifier: true}]
  the-parent:
    mappings: [{from: id, to: external_id, is_primary_identifier: true}, {from: email, to: email}]
    alerts: [{type: status, status_name: started, send_for: every_time}]
""")
        self.run_there("apply", "--auto-approve", "--allow-duplicates")
        rows = {row["label"]: row for row in self.ask("GET", "/syncs?per_page=100&order=asc")["data"]}
        self.assertEqual(rows["a-child"]["mode"]["triggers"]["sync_sequence"], {"sync_id": rows["the-parent"]["id"]})
        self.planned("--detailed-exitcode")

    def test_the_day_on_which_it_ends_says_where_to_go(self):
        hints = [problem["hint"] for problem in self.planned()["diagnostics"] if problem["code"] == "api-retiring"]
        self.assertEqual(hints, ["`censusctl migrate --to v2` proves that the files plan empty there, and moves them; it takes a personal "
                                 "access token: --token-env NAME"] if self.retiring else [])

    def test_the_generation_is_found_out_and_contradictions_end_it(self):
        self.assertEqual(self.planned()["workspace"]["api"], "v1")
        done = self.run_there("plan", "--api", "2021", expect=1)
        self.assertIn("/pagination is there, which no list of the generation 2021 has", done.stderr)
        self.assertIn("the server may speak another generation of the API", done.stderr)
        old = Server(self.folder / "old.state")
        self.addCleanup(old.stop)
        self.write("syncs.yaml", manifest())
        done = self.run_program("plan", "--api", "v1", env=old.environment(), expect=1)
        self.assertIn("/pagination is missing, which each list of the generation v1 has", done.stderr)
        found = json.loads(self.run_program("plan", "--format", "json", env=old.environment()).stdout)
        self.assertEqual(found["workspace"]["api"], "2021")

    def test_what_2021_cannot_say_names_who_can(self):
        done = self.run_program("plan", "--sandbox=today", "--api", "2021", "--format", "json", expect=3)
        hints = {hint for problem in json.loads(done.stdout)["diagnostics"] if problem["code"] == "attribute-unsupported"
                 for hint in [problem["hint"]]}
        self.assertEqual(hints, {"generation v2 can, and v1 can until 2027-01-15"})

    def test_a_lock_says_all_that_the_checks_need(self):
        self.run_there("lock")
        lock = json.loads((self.folder / "censusctl.lock.json").read_text())
        braze = [each for each in lock["destinations"] if each.get("type") == "braze"]
        self.assertTrue(braze, lock["destinations"])
        self.assertTrue(any("keyless_operations" in each for to in lock["destinations"] for each in to["objects"]))
        self.run_there("validate", "--locked")
        self.run_there("lock", "--check")
        # The same lock of a generation that says less refuses what that cannot say.
        lock["workspace"]["api"] = "2021"
        (self.folder / "censusctl.lock.json").write_text(json.dumps(lock))
        done = self.run_there("validate", "--locked", expect=3)
        self.assertIn("the API of generation 2021 cannot express 'alerts' [attribute-unsupported]", done.stdout)

    def test_what_the_object_does_not_take_is_refused_before_the_api_does(self):
        self.edit("advanced_configuration: {file_format: TSV}", "advanced_configuration: {file_fromat: TSV}")
        self.edit("    field_order: mapping_order", "    field_order: alphabetical_column_name")
        done = self.run_there("plan", expect=3)
        self.assertIn("takes no setting 'file_fromat' [setting-invalid]", done.stdout)
        self.assertIn("hint: did you mean 'file_format'?", done.stdout)
        self.assertNotIn("field-order-unsupported", done.stdout)
        text = (self.folder / "syncs.yaml").read_text()
        self.write("syncs.yaml", text.replace("file_fromat", "file_format").replace("object: Account}", "object: Report}", 1)
                   .replace("  contacts:\n", "  contacts:\n    field_order: mapping_order\n"))
        done = self.run_there("plan", expect=3)
        self.assertIn("no sync can write to object 'Report' of 'Salesforce - Prod' [destination-object-unsupported]", done.stdout)
        self.assertIn("object 'Contact' of 'Salesforce - Prod' has no order of fields that `field_order` could state "
                      "[field-order-unsupported]", done.stdout)

    def test_generations_that_are_not_known(self):
        done = self.run_there("plan", "--api", "v3", expect=64)
        self.assertIn("the API generation 'v3' is not known", done.stderr)
        self.assertIn("write auto, 2021, v1 or v2", done.stderr)

    def test_an_object_that_is_not_there_is_looked_for_in_the_list(self):
        self.edit("    destination: {connection: Salesforce - Prod, object: Account}", "    destination: {connection: Salesforce - Prod, object: Acount}")
        done = self.run_there("plan", expect=3)
        self.assertIn("destination-object-unknown", done.stdout + done.stderr)
        self.assertIn("did you mean 'Account'?", done.stdout + done.stderr)

    def test_a_saved_plan_is_done_in_its_generation(self):
        self.edit("schedule: quarter_hourly", "schedule: hourly")
        self.run_there("plan", "--out", "plan.json")
        done = self.run_there("apply", "--plan", "plan.json", "--auto-approve")
        self.assertIn("Applied: 0 created, 1 updated, ", done.stderr)


if __name__ == "__main__":
    unittest.main()
