"""Law 8: what the program does not understand of a live sync it neither shows as a change, nor loses."""
import copy
import json
import unittest

from later_server import LaterServer, parts_of
from today_case import TodayCase


class NothingIsLost(TodayCase):
    """A server knows a member more in every part of every sync. All parts are changed: each goes back with its own."""

    def setUp(self):
        super().setUp()
        self.later = LaterServer(self.server.base_url)
        self.go_through(self.later)

    def kept(self):
        self.planned()  # so that all of them were told once
        return copy.deepcopy(self.later.parts)

    def edit_all(self):
        for old, new in [
                ("threshold: 75, send_for: first_time}", "threshold: 50, send_for: first_time}"),
                (", preserve_values: true, sync_null_values: false}", ", preserve_values: false}"),
                ("schedule: {frequency: daily, hour: 6}", "schedule: {frequency: daily, hour: 7}"),
                ('"12345", job_id: "67890"', '"12345", job_id: "67891"'),
                ("{job_id: abc, job_name: Load}", "{job_id: abd, job_name: Load}"),
                ('cron_expression: "0 */4 * * *"', 'cron_expression: "0 */6 * * *"'),
                ("    paused: true\n", "    paused: false\n")]:
            self.edit(old, new)

    def test_what_it_does_not_know_is_no_change(self):
        planned = self.planned("--detailed-exitcode")
        self.assertEqual(planned["changes"], [])
        told = {each["sync"]: each["paths"] for each in planned["workspace_only"]}
        self.assertIn("mappings[LeadSource].from.data.x_later", told["contacts"])
        self.assertIn("alerts[1].options.x_later", told["contacts"])
        self.assertIn("triggers.fivetran.x_later", told["treatment"])
        self.assertIn("triggers.upstream_connections", told["treatment"])

    def test_every_part_that_is_written_goes_back_with_what_it_had(self):
        before = self.kept()
        self.edit_all()
        self.run_there("apply", "--auto-approve")
        self.assertGreaterEqual(len(self.later.patches), 4)
        self.assertEqual(self.later.parts, before)
        written = {place[0] for _, body in self.later.patches for place in parts_of(body)}
        self.assertLessEqual({"mode", "mappings", "alert_attributes"}, written)
        self.planned("--detailed-exitcode")

    def test_what_ends_goes_with_what_it_stood_in(self):
        before = self.kept()
        self.edit("      - {from: {sync_metadata: sync_run_id}, to: Last_Run__c}\n", "")
        self.edit("      - {type: failure, send_for: first_time, should_send_recovery: true}\n", "")
        self.run_there("apply", "--auto-approve")
        gone = {place for place in before[203640] if place not in self.later.parts[203640]}
        self.assertEqual({place[:2] for place in gone}, {("mappings", "Last_Run__c"), ("alert_attributes", 173095)})


class NothingIsLostInV2(NothingIsLost):
    generation = "v2"
    retiring = []


class Unknown(TodayCase):
    """What a part of a sync is may be unknown as a whole."""

    def setUp(self):
        super().setUp()
        self.edits = {}
        self.later = LaterServer(self.server.base_url, edit=lambda row: self.edits.get(row["id"], lambda _: None)(row))
        self.go_through(self.later)

    def told(self, key):
        return {each["sync"]: each["paths"] for each in self.planned()["workspace_only"]}.get(key)

    def sent(self):
        """The body of the one PATCH of an apply, whose outcome does not matter: the server behind knows less."""
        self.run_there("apply", "--auto-approve", expect=None)
        self.assertEqual(len(self.later.asked), 1)
        return self.later.asked[0][1]

    def test_a_kind_of_source_of_a_mapping(self):
        row = {"from": {"type": "future", "data": [1]}, "to": "LastName", "preserve_values": True}
        self.edits[203640] = lambda sync: sync["mappings"].append(dict(row))
        self.assertEqual(self.planned("--detailed-exitcode")["changes"], [])
        self.assertEqual(self.told("contacts"), ["mappings[LastName].from"])
        self.edit("    paused: true\n", "    paused: false\n")
        self.assertEqual(self.sent(), {"paused": False})
        # It could not be written, and would be lost if others were.
        self.edit(", preserve_values: true, sync_null_values: false}", ", preserve_values: false}")
        change, _ = self.change(self.planned("--detailed-exitcode", expect=2))
        self.assertEqual((change["action"], change["note"]), (
            "blocked", "its mapping of 'LastName' is of a kind that is not known here, and would be lost if the others were written; nor can it "
            "be replaced: a new one could not be given its mapping of 'LastName', whose kind of source is not known here"))
        # What the files say in its place is theirs.
        self.edit("      - {from: {sync_metadata: sync_run_id}, to: Last_Run__c}\n",
                  "      - {from: {sync_metadata: sync_run_id}, to: Last_Run__c}\n      - {from: last_name, to: LastName}\n")
        self.assertEqual(self.planned("--detailed-exitcode", expect=2)["changes"][0]["action"], "update")

    def test_a_type_of_alert(self):
        alert = {"id": 77, "type": "FutureAlertConfiguration", "send_for": "weekly", "options": None}
        self.edits[203640] = lambda sync: sync["alert_attributes"].append(dict(alert))
        self.assertEqual(self.planned("--detailed-exitcode")["changes"], [])
        self.assertEqual(self.told("contacts"), ["alerts.FutureAlertConfiguration"])
        self.edit("threshold: 75, send_for: first_time}", "threshold: 50, send_for: first_time}")
        self.assertIn(alert, self.sent()["alert_attributes"])

    def test_a_trigger_of_another_shape(self):
        """Of a kind that is known; also of a sync that is older than modes."""
        parents = {"sync_ids": [203641, 203642], "when": "all"}
        self.edits[203640] = lambda sync: sync["mode"]["triggers"].update(sync_sequence=parents, fivetran={"connection_ids": ["5"]})
        self.assertEqual(self.planned("--detailed-exitcode")["changes"], [])
        self.assertEqual(self.told("contacts"), ["triggers.fivetran", "triggers.sync_sequence"])
        self.edit("schedule: {frequency: daily, hour: 6}", "schedule: {frequency: daily, hour: 7}")
        self.assertEqual(self.sent(), {"mode": {"type": "triggered", "triggers": {
            "schedule": {"frequency": "daily", "hour": 7}, "fivetran": {"connection_ids": ["5"]}, "sync_sequence": parents}}})

    def test_a_saved_plan_does_not_run_over_what_came_since(self):
        self.edit("schedule: {frequency: daily, hour: 6}", "schedule: {frequency: daily, hour: 7}")
        self.run_there("plan", "--out", "saved.plan")
        for edit in (lambda sync: sync["mode"].update(type="streaming"), lambda sync: sync["mode"]["triggers"].update(airflow={"dag": "x"})):
            self.edits[203640] = edit
            refused = self.run_there("apply", "--plan", "saved.plan", "--auto-approve", expect=5)
            self.assertIn("sync 203640 has changed since the plan was made", refused.stderr)
        self.assertEqual(self.later.asked, [])
        # What goes back as it is then, whatever it is, holds up nothing.
        self.edits[203640] = lambda sync: sync["mode"]["triggers"]["schedule"].update(zone="UTC")
        self.run_there("apply", "--plan", "saved.plan", "--auto-approve")
        self.assertEqual(self.later.asked[0][1]["mode"]["triggers"]["schedule"], {"frequency": "daily", "hour": 7, "zone": "UTC"})

    def test_a_replacement_says_what_is_lost(self):
        def more(sync):
            sync["source_attributes"]["mask"] = "x"
            sync["mappings"][0]["from"]["note"] = "y"
        self.edits[203647] = more
        text = (self.folder / "syncs.yaml").read_text()
        at = text.index("  broken:")
        self.write("syncs.yaml", text[:at] + text[at:].replace("    mappings:", "    operation: insert\n    mappings:", 1))
        planned = self.planned("--allow-replace", "--detailed-exitcode", expect=2)
        change, _ = self.change(planned)
        self.assertEqual(change["action"], "replace", change)
        self.assertRegex(change["note"], r"; lost with it, since no file has a word for it: source\.mask, mappings\[\w+\]\.from\.note$")
        self.assertNotIn("broken", [each["sync"] for each in planned["workspace_only"]])

    def test_a_mode(self):
        self.edits[203640] = lambda sync: sync["mode"].update(type="streaming")
        self.edit("schedule: {frequency: daily, hour: 6}", "schedule: {frequency: daily, hour: 7}")
        change, _ = self.change(self.planned("--detailed-exitcode", expect=2))
        self.assertEqual((change["action"], change["note"]), (
            "blocked", "its mode is 'streaming', which is not known here: what starts it is not touched; nor can it be replaced: "
            "a new one could not be given its mode 'streaming', which is not known here"))

    def test_a_kind_of_source(self):
        self.edits[203640] = lambda sync: sync["source_attributes"].update(object={"type": "stream", "id": 7})
        change, _ = self.change(self.planned("--detailed-exitcode", expect=2))
        self.assertEqual(change["action"], "blocked")
        self.assertTrue(change["note"].startswith("it reads from a source of kind 'stream', which is not known here: where it reads is not touched"),
                        change["note"])


class NotStated(TodayCase):
    """What no file states stays as the workspace has it, however little of a list is changed."""

    def test_a_field_whose_name_is_spelt_otherwise(self):
        self.edit("to: FirstName, preserve_values: true, sync_null_values: false}", "to: firstname, preserve_values: false}")
        self.run_there("apply", "--auto-approve")
        row = next(row for row in self.live(203640)["mappings"] if row["to"].lower() == "firstname")
        self.assertEqual((row["preserve_values"], row["sync_null_values"]), (False, False))
        self.planned("--detailed-exitcode")

    def test_rows_that_a_person_added_to_those_that_the_server_makes(self):
        added = [{"from": {"type": "constant_value", "data": {"value": "crm", "basic_type": "text"}}, "to": "first_name"},
                 {"from": {"type": "liquid_template", "data": "{{ record['EMAIL'] | downcase }}"}, "to": "email"}]
        key = {"from": {"type": "column", "data": "USER_ID"}, "to": "external_id", "is_primary_identifier": True}
        self.ask("PATCH", "/syncs/61", {"mappings": [key, *added]})
        before = {row["to"]: row["from"] for row in self.live(61)["mappings"]}
        self.assertEqual(self.planned("--detailed-exitcode")["changes"], [])
        self.edit("to: external_id, is_primary_identifier: true}\n  accounts", "to: external_id, is_primary_identifier: true, sync_null_values: false}\n  accounts")
        self.run_there("apply", "--auto-approve")
        self.assertEqual({row["to"]: row["from"] for row in self.live(61)["mappings"]}, before)
        self.planned("--detailed-exitcode")


class Refused(TodayCase):
    def test_an_alert_that_is_partly_known_is_not_stated(self):
        self.edit("      - {type: failure, send_for: first_time, should_send_recovery: true}\n",
                  "      - {type: failure, send_for: first_time, should_send_recovery: true}\n      - {type: record_count_deviation, threshold: 20}\n")
        refused = self.run_there("plan", expect=3)
        self.assertIn("error: an alert of type 'record_count_deviation' cannot be stated: not all of its options are known [value-invalid]", refused.stdout)
        self.assertIn("hint: take it away: one that the workspace has is left as it is", refused.stdout)


class Shown(TodayCase):
    """The built-in world has a kind of trigger, and one of alerts, for which no file has a word."""

    def test_it_is_shown_as_the_workspaces(self):
        title = "The workspace's own, for which no file has a word (left as it is)"
        alert = "golden-users (id 203641): alerts.RecordCountDeviationAlertConfiguration"
        line = "treatment (id 203643): triggers.upstream_connections"
        for command, expected in (("plan", 0), ("drift", 2)):
            text = self.run_there(command, expect=expected).stdout
            self.assertIn(f"{title}:\n  {alert}\n  {line}\n", text)
            self.assertIn(line, self.run_there(command, "--format", "markdown", expect=expected).stdout)
            document = json.loads(self.run_there(command, "--format", "json", expect=expected).stdout)
            self.assertEqual(document["workspace_only"], [
                {"sync": "golden-users", "sync_id": 203641, "paths": ["alerts.RecordCountDeviationAlertConfiguration"]},
                {"sync": "treatment", "sync_id": 203643, "paths": ["triggers.upstream_connections"]}])
        self.assertIn(line, self.run_there("plan", "--format", "html").stdout)
        self.assertIn(line, self.run_there("drift", "--format", "html", expect=2).stdout)
        said = self.run_there("explain-diff", "treatment.triggers.upstream_connections").stdout
        self.assertIn("live:           {\"connection_ids\":[\"a\",\"b\"]}", said)
        self.assertIn("rule:           Not compared: no file has a word for it. It is the workspace's, ", said)
        self.assertIn("= triggers.upstream_connections  not compared\n", self.run_there("explain-diff", "treatment").stdout)


if __name__ == "__main__":
    unittest.main()
