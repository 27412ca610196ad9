"""From which layer and place each value of a sync comes: `validate --show KEY`, and `explain-diff`."""
import json
import unittest

import jsonschema
import ruamel.yaml

from support import ROOT, Project

CONFIG = """version: 1
variables: {team: growth, prefix: ""}
defaults:
  operation: append
  field_behavior: specific_properties
  source: {connection: Warehouse}
  schedule: {frequency: daily}
environments:
  staging:
    variables: {prefix: "[staging] "}
    connections: {Warehouse: Snowflake - Prod, Mail: 15}
    defaults: {operation: upsert, schedule: {frequency: weekly, day: Monday, minute: 30}}
    overrides: {paused: true, alerts: []}
  prod: {}
"""
FILE = """version: 1
defaults:
  destination: {connection: Mail}
  alerts: [{type: failure}]
  run: on_create
syncs:
  users:
    label: "${prefix}Users of ${team}"
    source: {model: braze_test}
    destination: {object: user}
    schedule: {hour: 8}
    paused: false
    mappings:
      - {to: external_id, from: EMAIL, is_primary_identifier: true}
      - from: {liquid_template: "{{ record['EMAIL'] }} ${team}"}
        to: first_name
    formerly: [old, "$${x} ${team}"]
    environments:
      staging: {schedule: {hour: 9}, run: never}
  prod-only:
    only: prod
    label: P
    source: {model: braze_test}
    destination: {object: user}
    mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
"""
SHOWN = """syncs:
  users:  # syncs/a.yaml:7:3, environment staging
    label: "[staging] Users of growth"   # syncs/a.yaml:8:12, the sync; ${prefix}: censusctl.yaml:10:25; ${team}: censusctl.yaml:2:19
    source:
      connection: Snowflake - Prod       # censusctl.yaml:6:24, project defaults; 'Warehouse' by connections, censusctl.yaml:11:30
      model: braze_test                  # syncs/a.yaml:9:21, the sync
    destination:
      connection: 15                     # syncs/a.yaml:3:29, file defaults; 'Mail' by connections, censusctl.yaml:11:54
      object: user                       # syncs/a.yaml:10:27, the sync
    operation: upsert                    # censusctl.yaml:12:27, environment defaults
    schedule:
      frequency: weekly                  # censusctl.yaml:12:57, environment defaults
      day: Monday                        # censusctl.yaml:12:70, environment defaults
      hour: 9                            # syncs/a.yaml:19:34, the sync's own environments
      minute: 30                         # censusctl.yaml:12:86, environment defaults
    paused: true                         # censusctl.yaml:13:25, environment overrides
    trigger_on_dbt_cloud_rebuild: false  # default
    field_behavior: specific_properties  # censusctl.yaml:5:19, project defaults
    alerts: []                           # censusctl.yaml:13:39, environment overrides
    mappings:
      - from: EMAIL                      # syncs/a.yaml:14:33, the sync
        to: external_id                  # syncs/a.yaml:14:14, the sync
        is_primary_identifier: true      # syncs/a.yaml:14:63, the sync
      - from:
          liquid_template: "{{ record['EMAIL'] }} growth"  # syncs/a.yaml:15:33, the sync; ${team}: censusctl.yaml:2:19
        to: first_name                   # syncs/a.yaml:16:13, the sync
    run: never                           # syncs/a.yaml:19:43, the sync's own environments
    formerly:
      - old                              # syncs/a.yaml:17:16, the sync
      - "${x} growth"                    # syncs/a.yaml:17:21, the sync; ${team}: censusctl.yaml:2:19
    protect: false                       # default
"""


class Traces(Project):
    def setUp(self):
        super().setUp()
        self.write("censusctl.yaml", CONFIG)
        self.write("syncs/a.yaml", FILE)

    def show(self, key, *words, expect=0):
        return self.run_program("validate", "--show", key, *words, expect=expect)

    def values(self, *words):
        document = json.loads(self.show("users", "--format", "json", *words).stdout)
        schema = json.loads((ROOT / "schemas/validate-show.schema.json").read_text())
        jsonschema.Draft7Validator(schema).validate(document)
        for key in ("environment", "sync", "values"):
            self.assertFalse(jsonschema.Draft7Validator(schema).is_valid({**document, key: 0.5}), key)
        return document, {row["path"]: row for row in document["values"]}

    def test_every_layer(self):
        done = self.show("users", "--env", "staging")
        self.assertEqual(done.stdout, SHOWN)
        self.assertEqual(done.stderr, "No problems in 1 of 1 sync.\n")
        # It is YAML that says what it shows.
        [sync] = ruamel.yaml.YAML(typ="safe").load(done.stdout)["syncs"].values()
        self.assertEqual((sync["label"], sync["schedule"], sync["alerts"]),
                         ("[staging] Users of growth", {"frequency": "weekly", "day": "Monday", "hour": 9, "minute": 30}, []))

    def test_the_same_sync_elsewhere(self):
        shown = self.show("users", "--env", "prod", "--var", "team=mine").stdout
        for line in ('    label: Users of mine                 # syncs/a.yaml:8:12, the sync; ${prefix}: censusctl.yaml:2:35; ${team}: the caller\'s\n',
                     "      connection: Warehouse              # censusctl.yaml:6:24, project defaults\n",
                     "    operation: append                    # censusctl.yaml:4:14, project defaults\n",
                     "      hour: 8                            # syncs/a.yaml:11:22, the sync\n",
                     "    paused: false                        # syncs/a.yaml:12:13, the sync\n",
                     "      - type: failure                    # syncs/a.yaml:4:19, file defaults\n",
                     "    run: on_create                       # syncs/a.yaml:5:8, file defaults\n"):
            self.assertIn(line, shown)
        self.assertIn("      frequency: daily                   # censusctl.yaml:7:25, project defaults\n", shown)
        self.assertNotIn("minute", shown)

    def test_a_document(self):
        document, rows = self.values("--env", "staging")
        self.assertEqual({key: document[key] for key in ("environment", "sync", "file", "line", "column")},
                         {"environment": "staging", "sync": "users", "file": "syncs/a.yaml", "line": 7, "column": 3})
        self.assertEqual({row["layer"] for row in document["values"]},
                         {"default", "project-defaults", "environment-defaults", "file-defaults", "sync", "environment-overrides", "sync-environments"})
        self.assertEqual(rows["destination.connection"],
                         {"path": "destination.connection", "value": 15, "layer": "file-defaults", "file": "syncs/a.yaml", "line": 3, "column": 29,
                          "variables": [], "connection": {"in_files": "Mail", "file": "censusctl.yaml", "line": 11, "column": 54}})
        self.assertEqual(rows["mappings[first_name].from.liquid_template"]["variables"],
                         [{"name": "team", "file": "censusctl.yaml", "line": 2, "column": 19}])
        self.assertEqual((rows["alerts"]["value"], rows["paused"]["value"], rows["formerly[1]"]["value"]), ([], True, "${x} growth"))
        self.assertEqual((rows["protect"]["layer"], rows["protect"]["file"]), ("default", None))
        rows = self.values("--env", "staging", "--var", "team=x")[1]
        self.assertEqual(rows["formerly[1]"]["variables"], [{"name": "team", "file": None, "line": None, "column": None}])

    def test_a_way_to_name_the_object_replaces_another(self):
        self.write("syncs/b.yaml", "version: 1\ndefaults: {source: {table: a.b.c}}\nsyncs:\n  b:\n    source: {type: model, id: 32}\n"
                                   "    destination: {connection: Mail, object: user}\n    mappings: [{from: A, to: a, is_primary_identifier: true}]\n")
        shown = self.show("b", "--env", "prod").stdout
        self.assertIn("      type: model                        # syncs/b.yaml:5:20, the sync\n      id: 32  ", shown)
        self.assertNotIn("a.b.c", shown)
        self.assertIn("    label: b                             # default\n", shown)

    def test_what_cannot_be_shown(self):
        self.assertEqual(self.show("usres", "--env", "prod", expect=3).stdout,
                         "error: there is no file, folder or sync 'usres' [manifest-empty]\n   hint: did you mean 'users'?\n")
        self.assertEqual(self.show("prod-only", "--env", "staging", expect=3).stdout,
                         "error: the sync 'prod-only' is not of this environment: its `only` keeps it to others [manifest-empty]\n"
                         "   note: it is declared here: syncs/a.yaml:20:3\n")
        self.assertTrue(self.show("users", expect=64).stderr.startswith("error: the project has environments, and none is picked: staging, prod\n"))
        self.assertEqual(self.show("users", "syncs/a.yaml", "--env", "prod", expect=64).stderr,
                         "error: --show names the one sync that it is about: give nothing beside it\n")
        self.assertEqual(self.show("users", "--env", "prod", "--format", "sarif", expect=64).stderr,
                         "error: --show prints text or json, not sarif\n")
        # With errors in it, those are what one must see.
        self.write("syncs/a.yaml", FILE.replace("hour: 8", "hour: x"))
        done = self.show("users", "--env", "prod", expect=3)
        self.assertIn("'hour' must be a whole number", done.stdout)
        self.assertNotIn("# ", done.stdout)

    def test_keys_are_completed(self):
        self.assertEqual(self.run_program("__complete", "fish", "validate", "--show", "").stdout, "words\nprod-only\nusers\n")

    def test_what_a_file_says_is_no_way_out_of_a_comment(self):
        self.write("syncs/a.yaml", FILE.replace('label: "', 'label: "\\e[31m\\n# '))
        label = self.show("users", "--env", "prod").stdout.splitlines()[2]
        self.assertNotIn("\x1b", label)
        self.assertEqual(ruamel.yaml.YAML(typ="safe").load(label)["label"], "\x1b[31m\n# Users of growth")

    def test_explain_diff_says_it_too(self):
        self.write("syncs/a.yaml", FILE.replace("connection: Mail", "connection: Braze"))
        world = ["--env", "staging", "--sandbox"]
        self.run_program("apply", *world, "--auto-approve")
        self.assertEqual(self.run_program("explain-diff", *world, "users.paused").stdout.splitlines()[2:5],
                         ["  = paused  equal", "    file:           true", "    stated:         censusctl.yaml:13:25, environment overrides"])
        document = json.loads(self.run_program("explain-diff", *world, "users", "--format", "json").stdout)
        jsonschema.Draft7Validator(json.loads((ROOT / "schemas/explain-diff.schema.json").read_text())).validate(document)
        self.assertEqual(document["environment"], "staging")
        shown = self.values("--env", "staging")[1]
        rows = {row["path"]: row["stated"] for row in document["attributes"]}
        self.assertIsNone(rows["trigger_on_dbt_cloud_rebuild"])
        for path, place in shown.items():
            if path in rows and place["layer"] != "default":
                self.assertEqual(rows[path], {key: value for key, value in place.items() if key not in ("path", "value")}, path)
        self.assertEqual(rows["mappings[first_name].from"]["variables"], shown["mappings[first_name].from.liquid_template"]["variables"])
        self.assertEqual(self.run_program("explain-diff", *world, "prod-only", expect=1).stderr,
                         "error: the sync 'prod-only' is not of this environment: its `only` keeps it to others\n")


if __name__ == "__main__":
    unittest.main()
