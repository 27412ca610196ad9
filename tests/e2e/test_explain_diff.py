"""`explain-diff`: both raw values, both canonical ones and the rule, for any field of any sync."""
import json
import unittest

from support import Project

WORLD = """
version: 1
sources:
  - id: 1
    name: Warehouse
    data_sources:
      - {type: model, id: 11, name: people, query: select 1, columns: [{name: MAIL, type: text}, {name: NAME, type: text}]}
destinations:
  - id: 2
    name: Mail
    objects:
      - full_name: person
        label: Person
        allow_case_sensitive_field_names: false
        fields: [{full_name: email, can_be_upsert_key: true}, {full_name: name}, {full_name: score, type: number}, {full_name: since}]
syncs:
  - {id: 7, label: People, operation: upsert, schedule_frequency: weekly, schedule_day: Sunday, schedule_hour: 0, schedule_minute: 5,
     updated_at: "2021-10-22T00:43:44.173Z",
     source_attributes: {connection_id: 1, data_source: {type: model, id: 11}},
     destination_attributes: {connection_id: 2, object: person},
     mappings: [{from: MAIL, to: EMAIL, is_primary_identifier: true}, {from: NAME, to: name},
                {from: {value: "1.50", type: number}, to: score},
                {from: {value: "2021-10-22T00:00:00Z", type: datetime}, to: since}]}
"""
PEOPLE = """version: 1
syncs:
  people.eu:
    label: People
    source: {connection: Warehouse, model: people}
    destination: {connection: Mail, object: person}
    operation: upsert
    schedule: {frequency: weekly, day: Sunday, hour: 24, minute: 5}
    mappings:
      - {from: MAIL, to: email, is_primary_identifier: true}
      - {from: MAIL, to: name}
      - {from: {value: 1.5, type: number}, to: score}
      - {from: {value: "2021-10-22T02:00:00+02:00", type: datetime}, to: since}
    run: on_change
"""


class ExplainDiff(Project):
    def setUp(self):
        super().setUp()
        self.sandbox = f"--sandbox={self.write('world.yaml', WORLD)}"
        self.write("syncs/a.yaml", PEOPLE)

    def explain(self, word, *words, expect=0):
        return self.run_program("explain-diff", self.sandbox, word, *words, expect=expect)

    def rows(self, word):
        document = json.loads(self.explain(word, "--format", "json").stdout)
        self.assertEqual((document["sync"], document["sync_id"]), ("people.eu", 7))
        return {row["path"]: row for row in document["attributes"]}

    def test_two_spellings_held_equal(self):
        self.assertEqual(self.explain("people.eu.schedule.hour").stdout, """\
people.eu: live sync 7, label 'People'

  = schedule.hour  equal, though spelt otherwise
    file:           24
    stated:         syncs/a.yaml:8:54, the sync
    live:           0
    file, compared: 0
    live, compared: 0
    rule:           Compared as a number; null and 24 are hour 0.

1 attribute, 0 different, 1 equal though spelt otherwise.
""")
        self.assertEqual(self.explain("people.eu.source.connection").stdout, """\
people.eu: live sync 7, label 'People'

  = source.connection  equal, though spelt otherwise
    file:           Warehouse
    stated:         syncs/a.yaml:5:26, the sync
    live:           1
    file, compared: 1
    live, compared: 1
    rule:           Compared by the connection's id.

1 attribute, 0 different, 1 equal though spelt otherwise.
""")

    def test_a_difference(self):
        self.assertEqual(self.explain("people.eu.mappings[name].from").stdout, """\
people.eu: live sync 7, label 'People'

  ! mappings[name].from  different
    file:           MAIL
    stated:         syncs/a.yaml:11:16, the sync
    live:           NAME
    file, compared: column MAIL
    live, compared: column NAME
    rule:           Compared as written: column names distinguish case.

1 attribute, 1 different.
""")

    def test_every_attribute_agrees_with_the_plan(self):
        rows = self.rows("people.eu")
        different = [path for path, row in rows.items() if not row["equal"]]
        plan = json.loads(self.run_program("plan", self.sandbox, "--format", "json").stdout)
        self.assertEqual(different, [field["path"] for change in plan["changes"] for field in change["fields"]])
        self.assertEqual(different, ["mappings[name].from"])
        for row in rows.values():
            self.assertEqual(row["equal"], row["desired_canonical"] == row["live_canonical"], row)
            self.assertTrue(row["rule"].endswith("."))
        score = rows["mappings[score].from.value"]
        self.assertEqual((score["desired"], score["live"], score["desired_canonical"]), ("1.5", "1.50", "1.5"))
        since = rows["mappings[since].from.value"]
        self.assertNotEqual(since["desired"], since["live"])
        self.assertEqual(since["desired_canonical"], since["live_canonical"])
        self.assertEqual(rows["mappings[email].to"]["live"], "EMAIL")
        # Each path of the listing can be asked for alone.
        for path in rows:
            self.assertIn(path, self.rows(f"people.eu.{path}"))

    def test_a_mapping_in_the_capitals_of_the_server(self):
        self.assertEqual(self.rows("people.eu.mappings[EMAIL]"), self.rows("people.eu.mappings[email]"))

    def test_what_is_never_compared(self):
        self.assertEqual(self.explain("people.eu.run").stdout, """\
people.eu: live sync 7, label 'People'

  = run  not compared
    file:           on_change
    stated:         syncs/a.yaml:14:10, the sync
    live:           null
    file, compared: (not compared)
    live, compared: (not compared)
    rule:           Not compared: it tells `apply` when to trigger the sync; the workspace has no such attribute.

1 attribute, 0 different.
""")
        self.assertEqual(self.rows("people.eu.updated_at")["updated_at"]["live"], "2021-10-22T00:43:44.173Z")
        self.assertNotIn("run", self.rows("people.eu"))

    def test_what_is_not_there(self):
        for word, message in (
                ("people.eu.schedule.huor", "error: the sync 'people.eu' has no attribute 'schedule.huor'\n"
                                            "  hint: did you mean 'schedule.hour', 'schedule' or 'schedule.day'?\n"),
                ("people.eu.mappings[scroe]", "error: the sync 'people.eu' has no attribute 'mappings[scroe]'\n"
                                              "  hint: did you mean 'mappings[score]', 'mappings[since]' or 'mappings[name]'?\n"),
                ("people.eu.", "error: the sync 'people.eu' has no attribute ''\n"
                               "  hint: `censusctl explain-diff people.eu` lists them\n")):
            done = self.explain(word, expect=64)
            self.assertEqual((done.stdout, done.stderr), ("", message))
        done = self.explain("poeple.eu", expect=1)
        self.assertEqual(done.stderr, "error: no manifest declares a sync 'poeple.eu'\n  hint: did you mean 'people.eu'?\n")

    def test_a_sync_that_is_missing_or_faulty(self):
        new = PEOPLE.replace("people.eu", "new").replace("label: People", "label: New")
        self.write("syncs/b.yaml", new)
        self.assertEqual(self.explain("new", expect=1).stderr, "error: the sync 'new' is not in the workspace yet\n"
                                                               "  hint: `censusctl plan` shows what an apply would create\n")
        # Both have one problem in common, which is told once.
        self.write("syncs/a.yaml", PEOPLE.replace("model: people", "model: poeple"))
        self.write("syncs/b.yaml", new.replace("model: people", "model: poeple"))
        for key in ("people.eu", "new"):
            done = self.explain(key, expect=3)
            self.assertEqual((done.stdout, done.stderr), ("", f"error: the sync '{key}' has errors\n"
                                                              "  hint: `censusctl plan` shows them\n"))


if __name__ == "__main__":
    unittest.main()
