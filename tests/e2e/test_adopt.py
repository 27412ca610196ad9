"""`adopt`: what was edited in the workspace comes into the files, at the very places and nowhere else."""
import difflib
import pathlib
import unittest

from support import Served, Server

TODAY = (pathlib.Path(__file__).parent / "today/syncs.yaml").read_text()


class Adopt(Served):
    def setUp(self):
        super().setUp()
        self.server = Server(self.folder / "server.state", "--api", "v1", "--world", "today")
        self.addCleanup(self.server.stop)
        self.write("censusctl.yaml", "version: 1\nmanifests: [syncs.yaml]\n")
        self.write("syncs.yaml", TODAY)

    def text(self):
        return (self.folder / "syncs.yaml").read_text()

    def difference(self, before):
        """The lines that went and came."""
        lines = [line for line in difflib.ndiff(before.splitlines(), self.text().splitlines()) if line[0] in "+-"]
        return sorted(lines, key=lambda line: line[0] == "+")

    def planned_empty(self):
        self.run_there("plan", "--detailed-exitcode")

    def test_values_are_changed_in_place(self):
        before = self.text().replace("    paused: true\n", "    paused: true   # until the launch\n")
        self.write("syncs.yaml", before)
        self.ask("PATCH", "/syncs/203640", {"paused": False, "mode": {"type": "triggered", "triggers": {
            "schedule": {"frequency": "weekly", "day": "Friday", "hour": 5, "minute": 15}}}})
        done = self.run_there("adopt", "contacts")
        self.assertEqual(done.stderr.splitlines()[-2:], ["Changed syncs.yaml.", "Adopted 1 sync. Review the difference, and commit it."])
        self.assertEqual(self.difference(before), ["-     paused: true   # until the launch", "-     schedule: {frequency: daily, hour: 6}",
                                                   "+     paused: false   # until the launch",
                                                   "+     schedule: {frequency: weekly, day: Friday, hour: 5, minute: 15}"])
        self.planned_empty()
        self.assertIn("Nothing to adopt: the workspace is as the files say.\n", self.run_there("adopt", "--all").stderr)

    def test_mappings_are_changed_one_by_one(self):
        before = self.text().replace("      - {from: NAME, to: Name}\n  contacts:", "      # the name\n      - {from: NAME, to: Name}  # theirs\n  contacts:")
        self.write("syncs.yaml", before)
        last_run = "      - {from: {sync_metadata: sync_run_id}, to: Last_Run__c}\n"
        before = before.replace(last_run, "")
        self.write("syncs.yaml", before)
        rows = [{key: row[key] for key in ("from", "to", "is_primary_identifier", "lookup_object", "lookup_field", "preserve_values",
                                           "sync_null_values") if row.get(key) is not None}
                for row in self.ask("GET", "/syncs/203640")["data"]["mappings"] if row["to"] != "Segments__c"]
        rows = {row["to"]: row for row in rows}
        rows["FirstName"]["preserve_values"] = False
        rows["FirstName"]["from"]["data"] = rows["FirstName"]["from"]["data"]["liquid_template"]
        rows["LeadSource"]["from"] = {"type": "liquid_template", "data": "{% if a %}\nx: y\n{% endif %}"}
        self.ask("PATCH", "/syncs/203640", {"mappings": list(rows.values())})
        self.run_there("adopt", "--all")
        self.assertEqual(self.difference(before), [
            "-       - {from: {value: warehouse, type: text}, to: LeadSource}",
            "-       - {from: {liquid_template: \"{{ record['first_name'] | upcase }}\"}, to: FirstName, preserve_values: true, "
            "sync_null_values: false}",
            "-       - {from: {segment_membership: name}, to: Segments__c}",
            "+       - from:", "+           liquid_template: |-", "+             {% if a %}", "+             x: y", "+             {% endif %}",
            "+         to: LeadSource",
            "+       - {from: {liquid_template: \"{{ record['first_name'] | upcase }}\"}, to: FirstName, sync_null_values: false}",
            "+ " + last_run.rstrip()])
        self.assertIn("      # the name\n      - {from: NAME, to: Name}  # theirs\n", self.text())
        self.planned_empty()

    def test_of_a_value_only_what_differs_is_changed(self):
        before = self.text().replace("    schedule: {frequency: daily, hour: 6}\n",
                                     "    schedule:\n      frequency: daily\n      # before the others\n      hour: 6   # UTC\n")
        before = before.replace("      - {from: NAME, to: Name}\n  contacts:",
                                "      - from: 'NAME'   # theirs\n        # into\n        to: \"Name\"\n  contacts:")
        self.assertEqual(before.count("# before the others") + before.count("# into"), 2)
        self.write("syncs.yaml", before)
        self.ask("PATCH", "/syncs/203640", {"mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "daily", "hour": 9, "minute": 5}}}})
        rows = self.ask("GET", "/syncs/90")["data"]["mappings"]
        self.ask("PATCH", "/syncs/90", {"mappings": [{**{key: row[key] for key in ("from", "to", "is_primary_identifier") if row.get(key) is not None},
                                                      **({"sync_null_values": False, "preserve_values": False} if row["to"] == "Name" else {})}
                                                     for row in rows]})
        self.run_there("adopt", "--all")
        changed = self.difference(before)
        self.assertEqual(changed[:3], ["-       hour: 6   # UTC", "+       hour: 9   # UTC", "+       minute: 5"])
        self.planned_empty()

    def test_what_comes_from_defaults_is_stated_on_the_sync(self):
        before = self.text().replace("defaults: {operation: upsert}", "defaults: {operation: upsert, paused: false}   # for all")
        self.write("syncs.yaml", before)
        self.ask("PATCH", "/syncs/203641", {"paused": True})
        self.run_there("adopt", "golden-users")
        self.assertEqual(self.difference(before), ["+     paused: true"])
        self.planned_empty()

    def test_what_cannot_be_spliced_is_refused(self):
        before = self.text().replace("    schedule: quarter_hourly\n", "    schedule: &often quarter_hourly\n").replace(
            "    schedule: continuous\n", "    schedule: *often\n")
        self.write("syncs.yaml", before)
        self.ask("PATCH", "/syncs/203650", {"mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "quarter_hourly"}}}})
        self.planned_empty()
        self.ask("PATCH", "/syncs/203644", {"mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "hourly"}}}})
        done = self.run_there("adopt", "conversions", expect=1)
        self.assertIn("in the way: 'conversions': its `schedule` has an anchor, which others may use\n"
                      "error: nothing was written: 1 sync cannot be adopted in place\n", done.stderr)
        self.assertEqual(self.text(), before)
        # An alias gives way to what the sync has of its own.
        self.ask("PATCH", "/syncs/203644", {"mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "quarter_hourly"}}}})
        self.ask("PATCH", "/syncs/203650", {"mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "daily", "hour": 3}}}})
        self.run_there("adopt", "sheet")
        self.assertEqual(self.difference(before), ["-     schedule: *often", "+     schedule: {frequency: daily, hour: 3}"])
        self.planned_empty()

    def test_what_an_environment_states_over_the_sync_is_refused_with_its_place(self):
        self.write("censusctl.yaml", "version: 1\nmanifests: [syncs.yaml]\nenvironments:\n  prod:\n    overrides: {paused: false}\n")
        before = self.text().replace("  golden-users:\n", "  golden-users:\n    environments: {prod: {schedule: {frequency: hourly, minute: 5}}}\n")
        self.write("syncs.yaml", before)
        line = before[:before.index("{prod:")].count("\n") + 1
        done = self.run_there("adopt", "--env", "prod", "--all", expect=1)
        self.assertIn("in the way: 'contacts': its `paused` comes from censusctl.yaml:5:25, environment overrides: change it there\n"
                      f"in the way: 'golden-users': its `schedule.frequency` comes from syncs.yaml:{line}:49, the sync's own environments: change it there\n"
                      "error: nothing was written: 2 syncs cannot be adopted in place\n", done.stderr)
        self.assertEqual(self.text(), before)
        # What the environment does not say of it is stated on the sync.
        self.ask("PATCH", "/syncs/203640", {"paused": False, "mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "daily", "hour": 9}}}})
        self.run_there("adopt", "--env", "prod", "contacts")
        self.assertEqual(self.difference(before), ["-     schedule: {frequency: daily, hour: 6}", "+     schedule: {frequency: daily, hour: 9}"])

    def test_a_list_that_an_environment_states_is_refused_with_its_place(self):
        self.write("censusctl.yaml", "version: 1\nmanifests: [syncs.yaml]\nenvironments: {prod: {}}\n")
        before = self.text().replace("  broken:\n", "  broken:\n    environments:\n      prod:\n        mappings:\n"
                                     "          - {from: USER_ID, to: external_id, is_primary_identifier: true}\n")
        self.assertNotEqual(before, self.text())
        self.write("syncs.yaml", before)
        row = {"from": {"type": "column", "data": "USER_ID"}, "to": "external_id", "is_primary_identifier": True}
        self.ask("PATCH", "/syncs/203647", {"mappings": [row, {"from": {"type": "column", "data": "EMAIL"}, "to": "email"}]})
        done = self.run_there("adopt", "--env", "prod", "broken", expect=1)
        self.assertRegex(done.stderr, r"in the way: 'broken': its `mappings` comes from syncs\.yaml:\d+:\d+, the sync's own environments: change it there\n")
        self.assertEqual(self.text(), before)

    def test_a_dry_run_writes_nothing(self):
        self.ask("PATCH", "/syncs/203641", {"paused": True})
        done = self.run_there("adopt", "--all", "--dry-run")
        self.assertEqual(self.text(), TODAY)
        self.assertIn("# syncs.yaml\n", done.stdout)
        self.assertIn("    paused: true\n", done.stdout)
        self.assertIn("Nothing was written. With these files a plan would be empty for 1 sync.\n", done.stderr)

    def test_a_sync_that_is_gone_is_taken_out(self):
        before = self.text().replace("  remove-contacts:\n", "  # the old ones\n  remove-contacts:\n")
        self.write("syncs.yaml", before)
        done = self.run_there("adopt", "--delete", "broken", expect=1)
        self.assertIn("in the way: 'broken': the workspace has it: it is not gone\n", done.stderr)
        self.ask("DELETE", "/syncs/203647")
        self.run_there("adopt", "--delete", "broken")
        start = before.index("  broken:\n")
        self.assertEqual(self.text(), before[:start] + before[before.index("  # the old ones"):])
        self.planned_empty()

    def test_words(self):
        for words, status, message in (([], 64, "error: name syncs by their keys, or give --all\n"),
                                       (["--all", "x"], 64, "error: --all takes every sync that differs: name none beside it\n"),
                                       (["--all", "--delete"], 64, "error: --delete takes keys: a sync that is not in the workspace may be one that "
                                                                   "is still to be created\n"),
                                       (["contcts"], 1, "error: no manifest declares a sync 'contcts'\n  hint: did you mean 'contacts'?\n"),
                                       (["--delete", "contcts"], 1, "error: no manifest declares a sync 'contcts'\n  hint: did you mean "
                                                                    "'contacts'?\n")):
            self.assertEqual(self.run_there("adopt", *words, expect=status).stderr, message)


if __name__ == "__main__":
    unittest.main()
