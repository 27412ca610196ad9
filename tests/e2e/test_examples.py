"""The examples are what a newcomer runs first: on today's API they go from nothing to "No changes", and stay so."""
import json
import unittest

import jsonschema
import ruamel.yaml

from support import ROOT, Project


class Examples(Project):
    def setUp(self):
        super().setUp()
        self.copy_examples(ROOT / "examples")

    def test_from_nothing_to_no_changes(self):
        self.assertEqual(self.run_program("validate").stderr, "No problems in 3 syncs.\n")
        planned = self.plan("--detailed-exitcode", expect=2)
        self.assertEqual((planned["workspace"]["api"], planned["summary"]["create"], planned["summary"]["trigger"], planned["diagnostics"]),
                         ("v1", 3, 3, []))
        self.run_program("apply", "--sandbox", "--auto-approve", "--wait")
        done = self.run_program("plan", "--sandbox", "--detailed-exitcode")
        self.assertIn("No changes. The workspace is as the files say: 3 unchanged, 3 unmanaged.\n", done.stdout)
        self.run_program("drift", "--sandbox", "--fail-on", "changed,missing,failing")

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
        for name, paths in (("project", ["censusctl.yaml"]), ("manifest", ["syncs/braze.yaml", "syncs/salesforce.yaml"])):
            schema = json.loads((ROOT / f"schemas/{name}.schema.json").read_text())
            for path in paths:
                jsonschema.Draft7Validator(schema, resolver=resolver).validate(ruamel.yaml.YAML(typ="safe").load((self.folder / path).read_text()))


if __name__ == "__main__":
    unittest.main()
