"""`import`: what the workspace has becomes files that plan empty, and nothing else does."""
import json
import unittest

from later_server import LaterServer
from support import Project, Served, Server

EXAMPLE = """# ours
version: 1
defaults: {paused: true, operation: mirror}   # stays
syncs:
    companies:   # four spaces
        label: Companies
        source: {connection: 'Snowflake - xxxxxxx.us-east-1', model: airtable_test}
        destination: {connection: HubSpot, object: company}
        operation: upsert
        paused: false
        mappings:
            - {from: COMPANY_ID, to: company_id, is_primary_identifier: true}
            - {from: NAME, to: name}
            - {from: INDUSTRIES, to: industries, operation: overwrite}

# what follows belongs to what follows
removed:
    - {label: Nobody, reason: gone}
"""


class Import(Project):
    def take(self, *words, expect=0, api="2021", world="reference"):
        return self.run_program("import", *words, f"--sandbox={world}", "--api", api, expect=expect)

    def files(self):
        return {str(path.relative_to(self.folder)): path.read_text() for path in sorted(self.folder.rglob("*.yaml"))}

    def planned(self, api="2021", world="reference"):
        return self.run_program("plan", f"--sandbox={world}", "--api", api, "--detailed-exitcode").stdout

    def test_the_world_of_2021_as_a_person_would_have_written_it(self):
        done = self.take("--all")
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr, "Wrote syncs/braze.yaml: 2 syncs.\nWrote syncs/hubspot.yaml: 1 sync.\n"
                                      "Imported 3 syncs. A plan of the files is empty: commit them.\n")
        self.assertEqual(self.files(), {
            "syncs/braze.yaml": """# yaml-language-server: $schema=../.censusctl/manifest.schema.json
version: 1
defaults:
  source: {connection: Snowflake - xxxxxxx.us-east-1, model: braze_test}
  destination: {connection: Braze, object: user}
  operation: upsert
syncs:
  sync-60:
    label: null
    id: 60
    mappings:
      - {from: EMAIL, to: external_id, is_primary_identifier: true}
      - {from: {value: usa, type: text}, to: country}
  sync-61:
    label: null
    id: 61
    mappings:
      - {from: EMAIL, to: external_id, is_primary_identifier: true}
      - {from: {value: test, type: text}, to: first_name}
""",
            "syncs/hubspot.yaml": """# yaml-language-server: $schema=../.censusctl/manifest.schema.json
version: 1
syncs:
  companies:
    label: Companies
    source: {connection: Snowflake - xxxxxxx.us-east-1, model: airtable_test}
    destination: {connection: HubSpot, object: company}
    operation: upsert
    mappings:
      - {from: COMPANY_ID, to: company_id, is_primary_identifier: true}
      - {from: NAME, to: name}
      - {from: INDUSTRIES, to: industries, operation: overwrite}
"""})
        self.assertIn("3 unchanged, 0 unmanaged", self.planned())

    def test_a_second_import_changes_nothing(self):
        self.take("61")
        self.assertIn("Extended syncs/braze.yaml: 1 sync.\n", self.take("--all").stderr)
        before = self.files()
        self.assertEqual(self.take("--all").stderr, "Nothing to import: the files declare 3 of 3 syncs already.\n")
        self.assertEqual(self.take("60", "Companies").stderr, "Nothing to import: the files declare 2 of 2 syncs already.\n")
        self.assertEqual(self.files(), before)
        self.assertIn("3 unchanged, 0 unmanaged", self.planned())

    def test_each_way_to_split(self):
        for split, names in (("source", ["snowflake-xxxxxxx-us-east-1"]), ("sync", ["companies", "sync-60", "sync-61"]), ("none", ["syncs"]),
                             ("destination", ["braze", "hubspot"])):
            with self.subTest(split):
                self.folder = self.folder / split
                self.folder.mkdir()
                self.take("--all", "--split", split)
                self.assertEqual(list(self.files()), [f"syncs/{name}.yaml" for name in names])
                self.assertIn("3 unchanged, 0 unmanaged", self.planned())
        done = self.take("--all", "--split", "object", expect=64)
        self.assertIn("--split: object not in {destination,source,sync,none}", done.stderr)

    def test_a_dry_run_prints_what_would_be_written(self):
        done = self.take("--all", "--dry-run")
        self.assertEqual(done.stderr, "Nothing was written. A plan of these files is empty.\n")
        self.assertEqual(self.files(), {})
        self.assertFalse((self.folder / "syncs").exists())
        self.take("--all")
        files = self.files()
        self.assertEqual(done.stdout, "\n".join(f"# {name} (new)\n{text}" for name, text in files.items()))

    def test_a_file_that_is_there_is_extended_and_else_stays_byte_for_byte(self):
        self.write("syncs/braze.yaml", EXAMPLE)
        self.take("--all")
        text = self.files()["syncs/braze.yaml"]
        start = text.index("    sync-60:")
        end = text.index("\n# what follows")
        self.assertEqual(text[:start] + text[end:], EXAMPLE)
        # What its defaults say is said otherwise, where it is otherwise.
        self.assertIn("    sync-60:\n      label: null\n      id: 60\n", text)
        self.assertEqual(text.count("\n      paused: false\n"), 2)
        self.assertEqual(text.count("\n      operation: upsert\n"), 2)
        self.assertIn("3 unchanged, 0 unmanaged", self.planned())

    def test_a_file_with_no_place_for_more_is_left_alone(self):
        self.write("syncs/braze.yaml", "{version: 1, removed: [{label: Nobody}]}\n")
        self.take("--all")
        self.assertEqual(self.files()["syncs/braze.yaml"], "{version: 1, removed: [{label: Nobody}]}\n")
        self.assertIn("sync-61", self.files()["syncs/braze-2.yaml"])

    def test_defaults_of_the_project_are_contradicted_where_they_must_be(self):
        self.write("censusctl.yaml", "version: 1\ndefaults: {paused: true, schedule: hourly, field_behavior: sync_all_properties}\n")
        self.take("--all")
        self.assertIn("  schedule: never\n  paused: false\n  field_behavior: specific_properties\n", self.files()["syncs/braze.yaml"])
        self.assertIn("3 unchanged, 0 unmanaged", self.planned())

    def test_another_folder(self):
        self.write("censusctl.yaml", "version: 1\nmanifests: ['*.yaml', teams/growth]\n")
        self.take("52")
        self.assertEqual(list(self.files()), ["censusctl.yaml", "teams/growth/hubspot.yaml"])
        done = self.take("60", "--out", "elsewhere/deep")
        self.assertIn("warning: no command reads all of them yet: name elsewhere/deep under `manifests` in censusctl.yaml\n", done.stderr)
        self.assertIn("$schema=../../.censusctl/manifest.schema.json", self.files()["elsewhere/deep/braze.yaml"])

    def test_words_that_name_nothing(self):
        for words, status, message in (
                ([], 64, "error: name syncs by their labels or ids, or give --all\n  hint: `censusctl list syncs` lists them\n"),
                (["--all", "52"], 64, "error: --all takes every sync: name none beside it\n  hint: `censusctl list syncs` lists them\n"),
                (["Compnies"], 1, "error: the workspace has no sync with the label or id 'Compnies'\n  hint: did you mean 'Companies'?\n"),
                (["99"], 1, "error: the workspace has no sync with the label or id '99'\n  hint: `censusctl list syncs` lists them\n")):
            self.assertEqual(self.take(*words, expect=status).stderr, message)
        self.assertEqual(self.files(), {})

    def test_files_with_errors_are_no_ground_to_build_on(self):
        self.write("syncs/a.yaml", "version: 1\nsyncs: {x: {sorce: 1}}\n")
        done = self.take("--all", expect=3)
        self.assertEqual(done.stderr, "error: the files have errors: nothing was imported\n")
        self.assertIn("[key-unknown]", done.stdout)

    def test_a_file_that_cannot_be_read_is_not_written_over(self):
        (self.folder / "syncs/hubspot.yaml").mkdir(parents=True)
        done = self.take("--all", expect=1)
        self.assertRegex(done.stderr, r"^error: '[^']*/syncs/hubspot\.yaml' cannot be read, and so not extended: it is a folder\n$")
        self.assertFalse((self.folder / "syncs/braze.yaml").exists())

    def test_no_link_leads_out_of_the_repository(self):
        outside = self.folder / "outside"
        outside.mkdir()
        self.folder = self.folder / "repository"
        (self.folder / ".git").mkdir(parents=True)
        (self.folder / "syncs").symlink_to(outside)
        self.run_program("import", "--all", "--sandbox", expect=None)
        (self.folder / "syncs").unlink()
        (self.folder / "out").symlink_to(outside)
        done = self.take("--all", "--out", "out/deep", expect=1)
        self.assertEqual(done.stderr, "error: 'out/deep' leads out of the repository; nothing was written\n")
        self.assertEqual(list(outside.iterdir()), [])

    def test_a_thousand_syncs_of_each_generation(self):
        for api in ("2021", "v1", "v2"):
            self.folder = self.folder / api
            self.folder.mkdir()
            self.take("--all", api=api, world="large:1000")
            self.assertIn("1000 unchanged, 0 unmanaged", self.planned(api, "large:1000"))
            self.assertEqual(self.take("--all", api=api, world="large:1000").stderr,
                             "Nothing to import: the files declare 1000 of 1000 syncs already.\n")


class Today(Served):
    def setUp(self):
        super().setUp()
        self.server = self.start()

    def start(self):
        server = Server(self.folder / f"state-{len(list(self.folder.glob('state-*')))}", "--api", "v1", "--world", "today")
        self.addCleanup(server.stop)
        return server

    def summary(self):
        return json.loads(self.run_there("plan", "--format", "json", "--detailed-exitcode").stdout)["summary"]

    def text(self):
        return "".join(path.read_text() for path in sorted(self.folder.glob("syncs/*.yaml")))

    def test_syncs_of_every_kind_plan_empty_and_what_is_unsaid_is_told(self):
        done = self.run_there("import", "--all")
        self.assertEqual(done.stderr.split("Wrote")[0],
                         "not stated: 'Golden users' (sync 203641): alerts.RecordCountDeviationAlertConfiguration: a file has no word for "
                         "this alert\n"
                         "not stated: 'Treatment A to Braze' (sync 203643): triggers.upstream_connections: a file has no word for this trigger\n"
                         "not stated: 'Signups' (sync 203646): schedule: its mode is 'live', for which a file has no word\n"
                         "not stated: 'Leads' (sync 203649): mappings[FirstName].from: a file has no word for "
                         "{\"data\":{\"column\":\"name\",\"object\":\"people\"},\"type\":\"reference\"}\n")
        self.assertIn("Imported 13 syncs. A plan of the files is empty: commit them.\n", done.stderr)
        summary = self.summary()
        self.assertEqual((summary["unchanged"], summary["unmanaged"]), (13, 0))
        # Nothing that a new sync has by itself, and nothing that the server makes.
        for word in ("alphabetical_column_name", "sync_updates_and_deletes", "threshold: 75", "census_tracking_id", "to: plan"):
            self.assertNotIn(word, self.text())
        self.assertIn("triggers: {sync_sequence: contacts-to-salesforce}\n", self.text())
        before = self.text()
        again = self.run_there("import", "--all")
        self.assertIn("Nothing to import: the files declare 13 of 13 syncs already.\n", again.stderr)
        self.assertEqual(self.text(), before)

    def test_what_is_named_must_be_stated(self):
        # A constant of a type that no file can state.
        leads = self.ask("GET", "/syncs/203649")["data"]
        leads["mappings"][0]["from"] = {"type": "constant_value", "data": {"value": "x", "basic_type": "colour"}}
        odd = LaterServer(self.server.base_url, edit=lambda row: row.update(mappings=leads["mappings"]) if row["id"] == 203649 else None)
        self.addCleanup(odd.stop)
        elsewhere = {"CENSUS_BASE_URL": odd.base_url}
        done = self.run_there("import", "Leads", "Signups", expect=1, env=elsewhere)
        self.assertTrue(done.stderr.startswith("in the way: 'Leads' (sync 203649): mappings["), done.stderr)
        self.assertIn("from.type: a file has no word for 'colour'\n", done.stderr)
        self.assertIn("error: nothing was written: not every sync that is named can be stated in a file\n", done.stderr)
        self.assertFalse((self.folder / "syncs").exists())
        self.assertIn("Imported 1 sync.", self.run_there("import", "Leads", "Signups", "--keep-going", env=elsewhere).stderr)

    def test_a_parent_must_be_in_a_file(self):
        done = self.run_there("import", "VIP to ads", expect=1)
        self.assertIn("in the way: 'VIP to ads' (sync 203642): triggers.sync_sequence: the sync 203640, after which it runs, is in no file: "
                      "import that as well\n", done.stderr)
        self.run_there("import", "203640")
        self.run_there("import", "VIP to ads")
        self.assertEqual(self.summary()["unchanged"], 2)

    def test_a_plan_that_is_not_empty_is_told_and_nothing_is_written(self):
        """A policy makes an error of what the workspace has; and no default of the project can be taken back for triggers."""
        self.write("censusctl.yaml", "version: 1\ndefaults: {triggers: {dbt_cloud: {project_id: '1', job_id: '2'}}}\n")
        done = self.run_there("import", "Broken users", expect=1)
        self.assertEqual(done.stderr, "in the way: 'Broken users' (sync 203647): triggers.dbt_cloud.project_id: null -> '1'\n"
                                      "in the way: 'Broken users' (sync 203647): triggers.dbt_cloud.job_id: null -> '2'\n"
                                      "error: nothing was written: a plan of the files would not be empty for 1 sync of 1\n"
                                      "  hint: --keep-going leaves those out\n")
        self.assertFalse((self.folder / "syncs").exists())
        done = self.run_there("import", "Broken users", "Accounts of Europe", "--keep-going")
        self.assertIn("left out: 'Broken users' (sync 203647): triggers.dbt_cloud.job_id: null -> '2'\n", done.stderr)
        self.assertEqual(self.summary()["unchanged"], 1)

    def test_equal_labels_and_labels_that_are_hard_to_write(self):
        labels = ["Broken users", "Broken users", "null", "12", "yes", "a: b # c", "- x", "  ", "{x}", "two\nlines", "tab\there", "日本語", "it's \"q\" \\",
                  "\u202e abc", "${HOME} $${x}", "x" * 200, "*", "&a", "!t", "2021-10-22", "~", "e\u0301"]
        body = {"operation": "upsert", "source_attributes": {"connection_id": 207672, "object": {"type": "model", "id": 18}},
                "destination_attributes": {"connection_id": 15, "object": "user"},
                "mappings": [{"from": {"type": "column", "data": "USER_ID"}, "to": "external_id", "is_primary_identifier": True}],
                "mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "never"}}}}
        for label in labels:
            self.ask("POST", "/syncs", {**body, "label": label})
        done = self.run_there("import", "--all", "--split", "none")
        self.assertIn(f"Imported {13 + len(labels)} syncs.", done.stderr)
        self.assertEqual(self.summary()["unchanged"], 13 + len(labels))
        self.assertEqual(self.text().count("label: Broken users\n    id: "), 3)
        self.assertIn("  broken-users-3:\n", self.text())


class RoundTrip(Served):
    """World, import, plan; nothing, apply, plan: the same world, as the generation itself tells it."""

    def serve(self, world):
        self.server = Server(self.folder / "state", "--api", "all", "--world", world)
        self.addCleanup(self.server.stop)
        older = self.server.base_url
        self.server.base_url = older.replace("/2021", "")
        return {"2021": older, "v1": self.server.base_url, "v2": self.server.base_url.replace("/v1", "/v2")}

    def world(self, url):
        """Each sync by its label, without what a new one cannot have."""
        syncs = self.ask("GET", "/syncs?per_page=100", url=url)["data"]
        labels = {sync["id"]: sync["label"] for sync in syncs}

        def plain(value, key=None):
            if isinstance(value, dict):
                return {name: plain(inner, name) for name, inner in value.items()
                        if name not in ("id", "created_at", "updated_at", "status", "first_sync_completed_at", "created_by",
                                        "last_modified_by", "resource_identifier", "position")}
            if isinstance(value, list):
                return sorted((plain(inner) for inner in value), key=lambda inner: json.dumps(inner, sort_keys=True))
            return labels.get(value, value) if key == "sync_id" else value
        return {sync["label"]: plain(sync) for sync in syncs}

    def ask(self, method, path, body=None, url=None):
        """What V1 answers, or the generation below `url`."""
        usual, self.server.base_url = self.server.base_url, url or self.server.base_url
        try:
            return super().ask(method, path, body)
        finally:
            self.server.base_url = usual

    def go_round(self, url, *words, without=()):
        for sync in without:
            self.ask("DELETE", f"/syncs/{sync}")
        before = self.world(url)
        there = {"CENSUS_BASE_URL": url}
        self.run_there("import", "--all", env=there)

        def planned():
            done = self.run_there("plan", "--format", "json", "--detailed-exitcode", env=there)
            return json.loads(done.stdout)["summary"]["unchanged"]
        self.assertEqual(planned(), len(before))
        for sync in self.ask("GET", "/syncs?per_page=100")["data"]:
            self.ask("DELETE", f"/syncs/{sync['id']}")
        self.assertEqual(self.world(url), {})
        self.run_there("apply", "--auto-approve", *words, env=there)
        self.assertEqual(planned(), len(before))
        after = self.world(url)
        self.assertEqual(set(after), set(before))
        for label, sync in before.items():
            self.assertEqual({key: after[label].get(key) for key in {*sync, *after[label]} if after[label].get(key) != sync.get(key)},
                             {}, label)
        return before

    def test_syncs_of_every_kind_in_v1(self):
        # No label; of an old form; live; not to be made any more; unsaid parts.
        self.go_round(self.serve("today")["v1"], without=(61, 90, 203646, 203648, 203649, 203643, 203641))

    def test_syncs_of_every_kind_in_v2(self):
        """Of one group: those of the other have another source."""
        self.write("censusctl.yaml", "version: 1\nworkspace: {group_id: wandering_aimlessly}\n")
        self.go_round(self.serve("today")["v2"], "--allow-unproved-api",
                      without=(61, 90, 203646, 203648, 203649, 203643, 203641, 203650))

    def test_many_syncs_of_2021(self):
        """The API of 2021 deletes nothing: V1 over the same workspace does."""
        self.assertEqual(len(self.go_round(self.serve("large:20")["2021"], "--allow-duplicates")), 20)


class Activations(Project):
    def test_groups_of_v2(self):
        done = self.run_program("import", "--all", "--sandbox=today", "--api", "v2", expect=1)
        self.assertIn("hint: write `group_id` under `workspace` in censusctl.yaml", done.stderr)
        imported = 0
        for group in ("humming_boldly", "wandering_aimlessly"):
            self.folder = self.folder / group
            self.folder.mkdir()
            self.write("censusctl.yaml", f"version: 1\nworkspace: {{group_id: {group}}}\n")
            done = self.run_program("import", "--all", "--sandbox=today", "--api", "v2")
            planned = json.loads(self.run_program("plan", "--sandbox=today", "--api", "v2", "--detailed-exitcode", "--format", "json").stdout)
            imported += planned["summary"]["unchanged"]
            self.assertIn(f"Imported {planned['summary']['unchanged']} syncs.", done.stderr)
            text = "".join(path.read_text() for path in self.folder.glob("syncs/*.yaml"))
            self.assertNotRegex(text, r"connection: [a-z]+_[a-z]+\b")  # names, not ids
        self.assertEqual(imported, 13)


if __name__ == "__main__":
    unittest.main()
