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
        self.addCleanup(self.later.stop)

    def run_there(self, *words, expect=0, env=None):
        return super().run_there(*words, expect=expect, env={"CENSUS_BASE_URL": self.later.base_url, **(env or {})})

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


class Shown(TodayCase):
    """The built-in world has a kind of trigger that is not known."""

    def test_it_is_shown_as_the_workspaces(self):
        title = "The workspace's own, for which no file has a word (left as it is)"
        line = "treatment (id 203643): triggers.upstream_connections"
        for command, expected in (("plan", 0), ("drift", 2)):
            text = self.run_there(command, expect=expected).stdout
            self.assertIn(f"{title}:\n  {line}\n", text)
            self.assertIn(line, self.run_there(command, "--format", "markdown", expect=expected).stdout)
            document = json.loads(self.run_there(command, "--format", "json", expect=expected).stdout)
            self.assertEqual(document["workspace_only"], [
                {"sync": "treatment", "sync_id": 203643, "paths": ["triggers.upstream_connections"]}])
        self.assertIn(line, self.run_there("plan", "--format", "html").stdout)
        said = self.run_there("explain-diff", "treatment.triggers.upstream_connections").stdout
        self.assertIn("live:           {\"connection_ids\":[\"a\",\"b\"]}", said)
        self.assertIn("rule:           Not compared: no file has a word for it. It is the workspace's, ", said)
        self.assertIn("= triggers.upstream_connections  not compared\n", self.run_there("explain-diff", "treatment").stdout)


if __name__ == "__main__":
    unittest.main()
