"""The examples are what a newcomer runs first: on today's API they go from nothing to "No changes", and stay so."""
import collections
import json
import unittest

import jsonschema
import ruamel.yaml

from support import ROOT, Project


class Examples(Project):
    def setUp(self):
        super().setUp()
        self.copy_examples(ROOT / "examples")

    def read(self, path):
        return ruamel.yaml.YAML(typ="safe").load(path.read_text())

    def test_from_nothing_to_no_changes(self):
        self.assertEqual(self.run_program("validate").stderr, "No problems in 8 syncs.\n")
        planned = self.plan("--detailed-exitcode", expect=2)
        self.assertEqual((planned["workspace"]["api"], planned["summary"]["create"], planned["summary"]["trigger"]), ("v1", 8, 7))
        # The API tells of a topic that it is there, and nothing of its columns.
        self.assertEqual([(problem["code"], problem["file"], problem["message"]) for problem in planned["diagnostics"]],
                         [("metadata-missing", "syncs/events.yaml", "the workspace lists no columns of topic 'signups' of 'Snowflake - Prod'")])
        self.run_program("apply", "--sandbox", "--auto-approve", "--wait")
        done = self.run_program("plan", "--sandbox", "--detailed-exitcode")
        self.assertIn("No changes. The workspace is as the files say: 8 unchanged, 3 unmanaged.\n", done.stdout)
        self.run_program("drift", "--sandbox", "--fail-on", "changed,missing,failing")

    def test_v2_takes_them_too(self):
        words = ("--sandbox", "--api", "v2")
        self.run_program("apply", *words, "--auto-approve", "--wait")
        self.assertIn("No changes. ", self.run_program("plan", *words, "--detailed-exitcode").stdout)

    def test_2021_can_say_nothing_of_what_came_later(self):
        """Nor does it list any of it: what it serves of this workspace is what it was."""
        done = self.run_program("plan", "--sandbox", "--api", "2021", "--format", "json", expect=3)
        refused = collections.defaultdict(set)
        for problem in json.loads(done.stdout)["diagnostics"]:
            refused[problem["code"]].add(problem["file"])
        self.assertEqual(refused, {"attribute-unsupported": {f"syncs/{name}.yaml" for name in ("braze", "events", "people", "salesforce")}})
        listed = json.loads(self.run_program("list", "datasets", "--sandbox", "--api", "2021", "--format", "json").stdout)
        self.assertEqual(listed["items"], [])

    def test_there_is_a_sync_of_every_kind(self):
        """What people look up in the examples stands in them."""
        sources, operations, triggers, mapped, others = set(), set(), set(), set(), set()
        for path in self.folder.glob("syncs/*.yaml"):
            document = self.read(path)
            for sync in document["syncs"].values():
                sources |= set(sync["source"]) - {"connection"}
                operations.add(sync.get("operation", document["defaults"].get("operation")))
                triggers |= set(sync.get("triggers", {}))
                mapped |= {kind for mapping in sync["mappings"] for kind in (mapping["from"] if isinstance(mapping["from"], dict) else ["column"])}
                others |= set(sync) | set(sync.get("schedule", {}))
        self.assertEqual(sources, {"model", "table", "dataset", "segment", "cohort", "topic"})
        self.assertEqual(operations, {"upsert", "insert", "update", "mirror", "append"})
        self.assertEqual(triggers, {"dbt_cloud", "fivetran", "sync_sequence"})
        self.assertEqual(mapped, {"column", "value", "type", "liquid_template", "sync_metadata", "segment_membership"})
        self.assertLessEqual({"alerts", "cron_expression", "mirror_strategy", "high_water_mark_attribute", "historical_sync_operation", "after"}, others)

    def test_a_change_is_an_update_and_then_none(self):
        self.run_program("apply", "--sandbox", "--auto-approve")
        path = self.folder / "syncs/salesforce.yaml"
        path.write_text(path.read_text().replace("hour: 6", "hour: 7"))
        [change] = self.plan()["changes"]
        self.assertEqual((change["action"], change["sync"], change["fields"]),
                         ("update", "accounts", [{"path": "schedule.hour", "before": 6, "after": 7, "moved": "files"}]))
        self.assertIn("Applied: 0 created, 1 updated", self.run_program("apply", "--sandbox", "--auto-approve").stderr)
        self.run_program("plan", "--sandbox", "--detailed-exitcode")

    def test_the_quickstart_runs_these_commands(self):
        script = (ROOT / "examples/quickstart.sh").read_text()
        for words in ("validate", "plan --sandbox", "apply --sandbox --auto-approve --wait", "plan --sandbox --detailed-exitcode"):
            self.assertIn(f"\nstep {words}\n", script)

    def test_they_validate_against_the_editors_schemas(self):
        store = {path.name: json.loads(path.read_text()) for path in (ROOT / "schemas").glob("*.json")}
        resolver = jsonschema.RefResolver("", {}, store=store)
        for name, paths in (("project", [self.folder / "censusctl.yaml"]), ("manifest", sorted(self.folder.glob("syncs/*.yaml")))):
            schema = json.loads((ROOT / f"schemas/{name}.schema.json").read_text())
            for path in paths:
                jsonschema.Draft7Validator(schema, resolver=resolver).validate(self.read(path))


if __name__ == "__main__":
    unittest.main()
