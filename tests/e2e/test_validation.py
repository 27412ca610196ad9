"""Diagnostics as users see them: where, how, at which level; and each example that `explain` gives."""
import json
import re
import unittest

from support import Project, manifest

KEYS = ("label", "source", "destination", "operation", "schedule", "mappings")


class Explanations(Project):
    # Codes that need other files, another workspace or a lock: other tests show them.
    WITHOUT_EXAMPLE = {"yaml-encoding", "yaml-limit", "file-unreadable", "source-connection-ambiguous",
                       "destination-connection-ambiguous", "destination-object-unsupported", "operation-unsupported",
                       "field-order-unsupported", "setting-invalid", "lock-entry-missing", "sync-duplicate",
                       "label-ambiguous", "sync-protected", "sync-left-behind", "rename-unused", "listing-empty", "outside-ownership", "owned-unmanaged",
                       "prune-refused", "limit-exceeded", "policy-rule-unused", "policy-rule-expired", "problems-ignored",
                       "host-changed", "token-variable-changed", "policy-changed", "lock-changed", "api-retiring", "key-renamed", "workspace-drift",
                       "sync-not-understood"}

    # Codes of what only later generations of the API have: the one of the simulated workspace says so beside them.
    OF_LATER_GENERATIONS = {"alert-threshold-zero", "attribute-unused", "cron-invalid", "trigger-sync-unknown", "trigger-cycle"}

    def beside(self, code):
        return {"attribute-unsupported"} if code in self.OF_LATER_GENERATIONS else set()

    def codes(self):
        return re.findall(r"^  ([a-z-]+) \((?:error|warning|note)\): .", self.run_program("explain").stdout, flags=re.M)

    def example(self, text, title):
        """The lines behind a title, without their indent; none where there is no such example."""
        found = re.search(rf"\n{title}:\n\n((?:    .*\n)+)", text)
        return re.sub(r"^    ", "", found[1], flags=re.M) if found else None

    def judge(self, text):
        if not text.startswith("version:"):
            keys = re.findall(r"^(\w+):", text, flags=re.M)
            base = manifest(**{key: None for key in KEYS if key in keys})
            text = base + re.sub(r"^", "    ", text, flags=re.M).rstrip(" ")
        self.write("syncs/a.yaml", text)
        self.speak_2021()
        done = self.run_program("plan", "--sandbox", "--format", "json", expect=None)
        return [d["code"] for d in json.loads(done.stdout)["diagnostics"]]

    def test_every_example_is_what_it_says(self):
        codes = self.codes()
        self.assertGreater(len(codes), 45)
        without = set()
        for code in codes:
            text = self.run_program("explain", code).stdout
            self.assertTrue(text.startswith(f"{code} ("), text)
            wrong, right = self.example(text, "Wrong"), self.example(text, "Right")
            if wrong is None:
                without.add(code)
                continue
            with self.subTest(code):
                self.assertEqual(set(self.judge(wrong)) - self.beside(code), {code})
                self.assertEqual(set(self.judge(right)) - self.beside(code), set())
        self.assertEqual(without, self.WITHOUT_EXAMPLE)

    def test_the_list_is_by_group(self):
        shown = self.run_program("explain").stdout
        self.assertTrue(shown.startswith("YAML\n  yaml-syntax (error): The file is not well-formed YAML\n"), shown)
        self.assertEqual(re.findall(r"^[A-Za-z].*", shown, flags=re.M),
                         ["YAML", "structure", "source", "destination", "key", "mapping", "lookup", "schedule", "order",
                          "identity", "generation", "metadata", "policy", "trust"])
        self.assertIn("\n\nlookup\n  lookup-incomplete (error): ", shown)
        self.assertIn("\n\npolicy\n  limit-exceeded (warning): ", shown)

    def test_codes_whose_level_is_fixed_do_not_offer_one(self):
        offer = "Its level can be changed with --error, --warn or --ignore"
        self.assertIn(offer, self.run_program("explain", "field-unknown").stdout)
        for code in ("yaml-syntax", "limit-exceeded", "sync-renamed"):
            self.assertNotIn(offer, self.run_program("explain", code).stdout)

    def test_an_unknown_code_has_a_suggestion(self):
        done = self.run_program("explain", "field-unknwon", expect=64)
        self.assertIn("did you mean 'field-unknown'", done.stderr)


class Generation(Project):
    """What the API of 2021 cannot express."""

    def setUp(self):
        super().setUp()
        self.speak_2021()

    def problems(self, text):
        self.write("syncs/a.yaml", text)
        return [(d["line"], d["column"], d["code"], d["message"]) for d in self.plan(expect=3)["diagnostics"]]

    def test_each_attribute_is_refused_at_its_place(self):
        text = manifest(schedule='{cron_expression: "0 8 * * *"}') + """    triggers: {dbt_cloud: {project_id: "1", job_id: "2"}}
    field_order: mapping_order
    alerts: []
    advanced_configuration: {bulk: true}
"""
        names = ["schedule.cron_expression", "triggers.dbt_cloud.project_id", "triggers.dbt_cloud.job_id", "field_order", "alerts",
                 "advanced_configuration"]
        shown = self.problems(text)
        self.assertEqual([(code, message) for _, _, code, message in shown],
                         [("attribute-unsupported", f"the API of generation 2021 cannot express '{name}'") for name in names])
        lines = text.splitlines()
        for (line, column, _, _), word in zip(shown, ['"0 8', '"1"', '"2"', "mapping_order", "alerts:", "advanced_configuration:"]):
            self.assertTrue(lines[line - 1][column - 1:].startswith(word), (line, column, word))

    def test_a_kind_of_source_and_a_template(self):
        shown = self.problems(manifest(source="{connection: Snowflake - Prod, dataset: people}",
                                       mappings="[{from: {liquid_template: x}, to: external_id, is_primary_identifier: true}]"))
        self.assertEqual([message for _, _, _, message in shown],
                         ["the API of generation 2021 cannot express 'source.dataset'",
                          "the API of generation 2021 cannot express 'from.liquid_template'"])

    def test_nothing_of_such_a_sync_is_done(self):
        self.write("syncs/a.yaml", manifest() + "    alerts: [{type: failure}]\n")
        done = self.run_program("plan", "--sandbox", expect=3)
        self.assertIn("error: the API of generation 2021 cannot express 'alerts' [attribute-unsupported]", done.stdout)
        self.assertIn("0 to create", done.stdout)
        self.run_program("validate")  # the files alone are right


class Levels(Project):
    CONFIG = "version: 1\npolicy:\n  rules:\n    - {code: %s, level: %s, reason: it is known%s}\n"

    def setUp(self):
        super().setUp()
        self.write("syncs/a.yaml", manifest(mappings="[{from: EMAL, to: external_id, is_primary_identifier: true}]"))

    def test_an_error_with_its_caret(self):
        done = self.run_program("plan", "--sandbox", expect=3)
        self.assertTrue(done.stdout.startswith(
            "syncs/a.yaml:9:23: error: model 'braze_test' has no column 'EMAL' [source-column-unknown]\n"
            "    9 |     mappings: [{from: EMAL, to: external_id, is_primary_identifier: true}]\n"
            "      |                       ^^^^\n"
            "   hint: did you mean 'EMAIL'?\n"), done.stdout)

    def test_all_problems_come_in_one_run_in_the_order_of_the_files(self):
        self.write("syncs/b.yaml", manifest(label="B", destination="{connection: Braz, object: user}", operatoin="x").replace("braze-users", "b"))
        self.write("syncs/0.yaml", "version: 1\nsyncs: {c: {label: [}}\n")
        shown = self.plan(expect=3)["diagnostics"]
        self.assertEqual([(d["file"], d["code"]) for d in shown],
                         [("syncs/0.yaml", "yaml-syntax"), ("syncs/a.yaml", "source-column-unknown"),
                          ("syncs/b.yaml", "destination-connection-unknown"), ("syncs/b.yaml", "key-unknown")])

    def test_an_unknown_object_brings_no_unknown_fields_with_it(self):
        self.write("syncs/a.yaml", manifest(destination="{connection: Braze, object: usr}"))
        self.assertEqual([d["code"] for d in self.plan(expect=3)["diagnostics"]], ["destination-object-unknown"])

    def test_what_syncs_share_is_said_once(self):
        self.write("syncs/a.yaml", """version: 1
defaults:
  source: {connection: Snowflake - Prod, model: braze_test}
  destination: {connection: Braz, object: user}
  operation: upsert
  mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
syncs:
  a: {label: A}
  b: {label: B}
  c: {label: C}
""")
        shown = self.plan(expect=3)["diagnostics"]
        self.assertEqual([(d["code"], d["line"], d["column"]) for d in shown], [("destination-connection-unknown", 4, 29)])
        done = self.run_program("plan", "--sandbox", expect=3)
        self.assertIn("   hint: did you mean 'Braze'?\n   hint: 2 more syncs use this text\n", done.stdout)
        self.assertIn("0 to create", done.stdout)

    def test_flags_give_a_code_its_level(self):
        done = self.run_program("plan", "--sandbox", "--warn", "source-column-unknown")
        self.assertIn("warning: model 'braze_test' has no column 'EMAL'", done.stdout)
        self.assertIn("+ create braze-users", done.stdout)
        done = self.run_program("plan", "--sandbox", "--ignore", "source-column-unknown")
        self.assertNotIn("EMAL' [", done.stdout)
        self.assertTrue(done.stdout.startswith("note: 1 problem is ignored by `policy` or --ignore [problems-ignored]\n"), done.stdout)
        self.write("syncs/a.yaml", manifest(schedule="{frequency: hourly, day: Monday}"))
        self.run_program("validate")
        self.run_program("validate", "--error", "schedule-field-unused", expect=3)

    def test_flags_that_cannot_be(self):
        done = self.run_program("validate", "--ignore", "source-column-unknwon", expect=64)
        self.assertIn("error: --ignore: there is no code 'source-column-unknwon'\n  hint: did you mean 'source-column-unknown'", done.stderr)
        done = self.run_program("validate", "--ignore", "yaml-syntax", expect=64)
        self.assertIn("error: --ignore: 'yaml-syntax' cannot be made less than an error\n", done.stderr)
        done = self.run_program("validate", "--error", "problems-ignored", expect=64)
        self.assertIn("error: --error: 'problems-ignored' has no level to be changed\n", done.stderr)
        done = self.run_program("validate", "--error", "limit-exceeded", expect=64)
        self.assertIn("error: --error: 'limit-exceeded' has no level to be changed\n", done.stderr)
        done = self.run_program("validate", "--ignore", "field-unknown", "--warn", "field-unknown", expect=64)
        self.assertIn("error: two flags give 'field-unknown' a level\n", done.stderr)

    def test_the_policy_of_the_project(self):
        self.write("censusctl.yaml", self.CONFIG % ("source-column-unknown", "ignore", ", until: 2999-12-31"))
        self.run_program("plan", "--sandbox")
        self.run_program("plan", "--sandbox", "--error", "source-column-unknown", expect=3)
        self.write("censusctl.yaml", self.CONFIG % ("source-column-unknown", "ignore", ", until: 2020-12-31"))
        done = self.run_program("plan", "--sandbox", expect=3)
        self.assertIn("censusctl.yaml:4:80: warning: the rule for 'source-column-unknown' held until 2020-12-31 [policy-rule-expired]\n", done.stdout)
        self.write("censusctl.yaml", self.CONFIG % ("field-not-updateable", "ignore", ""))
        done = self.run_program("plan", "--sandbox", expect=3)
        self.assertIn("censusctl.yaml:4:14: warning: the rule that ignores 'field-not-updateable' matched nothing [policy-rule-unused]\n", done.stdout)
        # Not where the run could not have found it.
        self.assertNotIn("policy-rule-unused", self.run_program("validate").stdout)
        self.assertNotIn("policy-rule-unused", self.run_program("plan", "--sandbox", "syncs", expect=3).stdout)

    def test_an_ignore_needs_a_reason(self):
        self.write("censusctl.yaml", "version: 1\npolicy: {rules: [{code: field-unknown, level: ignore}]}\n")
        done = self.run_program("validate", expect=3)
        self.assertIn("censusctl.yaml:2:18: error: this rule has no 'reason' [key-missing]\n", done.stdout)


if __name__ == "__main__":
    unittest.main()
