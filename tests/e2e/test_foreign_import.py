"""`import --from`: files of other tools say which syncs are meant; what the workspace has of them is written, and plans empty."""
import json
import os
import random
import subprocess
import unittest

from support import PROGRAM, SECRET, Served, Server

CONTACTS = """# made by the vendor
sync:contacts-of-sales:
  label: Contacts to Salesforce
  paused: true
  template_sync_identifier: sync:tmpl
  behavior: {operation: upsert}
  mapping_configuration:
    sync_all_source_columns: {enabled: false, mode: add_only}
    order_by: alphabetical_column_name
  triggers:
    schedule: {frequency: daily, hour: 7, minute: 0}
  enable_sync_logs: true
  service_slice_size: 1000
  colour: red
  source: {type: table, connection_identifier: 'data_warehouse:prod', table_catalog: dev, table_schema: public, table_name: users}
  destination: {connection_identifier: 'destination:salesforce', object_identifier: Contact}
  mappings:
    - {from: {type: column, data: {column_name: email}}, to: {field_name: Email}, is_primary_identifier: true}
    - {from: {type: constant, data: {basic_type: Text, value: warehouse}}, to: {field_name: LeadSource}}
    - {from: {type: liquid, data: {}}, to: {field_name: FirstName}, preserve_values: false}
    - from: {type: column, data: {column_name: company_domain}}
      to: {field_name: AccountId, lookup_object: {object_identifier: Account, field_to_match_by: Domain__c}}
    - {from: {type: reference, data: {}}, to: {field_name: Last_Run__c}}
    - {from: {type: segment-membership, data: {}}, to: {field_name: Segments__c}}
  operational_settings:
    alerts:
      - {type: FailureAlertConfiguration, send_for: first_time, should_send_recovery: true}
      - {type: InvalidRecordPercentAlertConfiguration, send_for: first_time, should_send_recovery: true, options: {threshold: 75}}
"""
GOLDEN = """sync:golden:
  label: Golden users
  behavior: {operation: upsert}
  triggers: {on_other_sync_success: sync:contacts-of-sales}
  destination: {object_identifier: user}
"""


class Foreign(Served):
    def setUp(self):
        super().setUp()
        self.server = Server(self.folder / "state", "--api", "v1", "--world", "today")
        self.addCleanup(self.server.stop)

    def files(self):
        return {str(path.relative_to(self.folder)): path.read_text() for path in sorted((self.folder / "syncs").rglob("*.yaml"))}

    def planned_empty(self, count):
        found = json.loads(self.run_there("plan", "--format", "json", "--detailed-exitcode").stdout)
        self.assertEqual(found["summary"]["unchanged"], count)


class GitLink(Foreign):
    def test_syncs_come_under_their_names_and_what_is_lost_is_told_with_its_place(self):
        self.write("census/contacts.yaml", CONTACTS)
        self.write("census/more/golden.yaml", GOLDEN)
        self.write("census/users.yaml", "model:users:\n  name: users\n")
        done = self.run_there("import", "--from", "gitlink", "census")
        self.assertEqual(done.stderr, """not carried over: census/users.yaml:1:1: model:users: models are no syncs: it stays in the workspace
not carried over: census/contacts.yaml:5:3: template_sync_identifier: it says where the sync was copied from, and has no effect
not carried over: census/contacts.yaml:8:47: mapping_configuration.sync_all_source_columns.mode: the API does not tell it
not carried over: census/contacts.yaml:12:3: enable_sync_logs: it is a setting of the warehouse, which stays as it is
not carried over: census/contacts.yaml:13:3: service_slice_size: the API does not tell it
not carried over: census/contacts.yaml:14:3: colour: a file of ours has no word for it
not carried over: census/contacts.yaml:15:3: source: its names are GitLink's own, which the API does not tell: it is as the workspace has it, and not compared
not carried over: census/contacts.yaml:16:17: destination.connection_identifier: its names are GitLink's own, which the API does not tell: it is as the workspace has it, and not compared
not carried over: census/contacts.yaml:20:14: mappings[FirstName].from: a mapping from 'liquid' is as the workspace has it
not carried over: census/contacts.yaml:23:14: mappings[Last_Run__c].from: a mapping from 'reference' is as the workspace has it
not carried over: census/contacts.yaml:24:14: mappings[Segments__c].from: a mapping from 'segment-membership' is as the workspace has it
differs: census/contacts.yaml:11:40: schedule.hour: 7, in the workspace 6
differs: census/contacts.yaml:20:86: mappings[FirstName].preserve_values: false, in the workspace true
not stated: 'Golden users' (sync 203641): alerts.RecordCountDeviationAlertConfiguration: a file has no word for this alert
Wrote syncs/braze.yaml: 1 sync.
Wrote syncs/salesforce-prod.yaml: 1 sync.
Imported 2 syncs. A plan of the files is empty: commit them.
""")
        text = "".join(self.files().values())
        self.assertIn("  contacts-of-sales:\n    label: Contacts to Salesforce\n", text)
        self.assertIn("  golden:\n    label: Golden users\n", text)
        self.assertIn("triggers: {sync_sequence: contacts-of-sales}\n", text)
        self.planned_empty(2)
        # A second time there is nothing to do.
        before = self.files()
        done = self.run_there("import", "--from", "gitlink", "census")
        self.assertTrue(done.stderr.endswith("Nothing to import: the files declare 2 of 2 syncs already.\n"), done.stderr)
        self.assertEqual(self.files(), before)

    def test_a_key_at_any_depth_that_nothing_reads_is_told_with_its_place(self):
        self.write("census/a.yaml", """sync:contacts:
  label: Contacts to Salesforce
  destination:
    object_identifier: Contact
    file_settings: {file_format: CSV}
  mappings:
    - from:
        type: column
        cast: text
        data: {column_name: email, trim: true}
      to: {field_name: Email, style: bold}
      is_primary_identifier: true
    - {from: {type: constant, data: {basic_type: Text, value: warehouse, unit: x}}, to: {field_name: LeadSource}}
    - from: {type: column, data: {column_name: company_domain}}
      to: {field_name: AccountId, lookup_object: {object_identifier: Account, field_to_match_by: Domain__c, else: none, other: null}}
    - {from: {type: column, data: {name: last}}, to: {field_name: FirstName}}
  operational_settings:
    alerts:
      - {type: FailureAlertConfiguration, send_for: first_time, should_send_recovery: true, channel: slack}
      - {type: InvalidRecordPercentAlertConfiguration, send_for: first_time, should_send_recovery: true, options: {threshold: 75, per: day}}
      - later
""")
        self.write("census/b.yaml", "sync:golden-users:\n  label: Accounts of Europe\n  mappings: 1\n  operational_settings: {alerts: 2}\n  advanced_configuration: [3]\n")
        done = self.run_there("import", "--from", "gitlink", "census", "--dry-run")
        no_word = "a file of ours has no word for it"
        self.assertEqual([line for line in done.stderr.splitlines() if line.startswith("not carried")], [f"not carried over: census/{line}" for line in (
            f"a.yaml:5:21: destination.file_settings.file_format: {no_word}",
            f"a.yaml:9:9: mappings[Email].from.cast: {no_word}",
            f"a.yaml:10:36: mappings[Email].from.data.trim: {no_word}",
            f"a.yaml:11:31: mappings[Email].to.style: {no_word}",
            f"a.yaml:13:74: mappings[LeadSource].from.data.unit: {no_word}",
            f"a.yaml:15:109: mappings[AccountId].to.lookup_object.else: {no_word}",
            f"a.yaml:16:36: mappings[FirstName].from.data.name: {no_word}",
            "a.yaml:16:14: mappings[FirstName].from: it does not say which column it reads",
            f"a.yaml:19:93: operational_settings.alerts[0].channel: {no_word}",
            f"a.yaml:20:131: operational_settings.alerts[1].options.per: {no_word}",
            "a.yaml:21:9: operational_settings.alerts[2]: it is no mapping",
            f"b.yaml:3:3: mappings: {no_word}",
            f"b.yaml:4:26: operational_settings.alerts: {no_word}",
            f"b.yaml:5:3: advanced_configuration: {no_word}")])

    def test_a_sync_that_is_not_there_is_a_failure_unless_it_may_be_left_out(self):
        self.write("census/golden.yaml", GOLDEN.replace("sync:contacts-of-sales", "sync:somewhere"))
        self.write("census/gone.yaml", "sync:gone:\n  label: Gone\n")
        done = self.run_there("import", "--from", "gitlink", "census", expect=1)
        self.assertIn("in the way: census/gone.yaml:1:1: 'gone': the workspace has no such sync that no other is\n", done.stderr)
        self.assertTrue(done.stderr.endswith("error: nothing was written: 1 sync of 2 cannot be found in the workspace\n"
                                             "  hint: --keep-going leaves those out\n"), done.stderr)
        self.assertEqual(self.files(), {})
        done = self.run_there("import", "--from", "gitlink", "census", "--keep-going", expect=1)
        self.assertIn("differs: census/golden.yaml:4:37: triggers.sync_sequence: 'somewhere', in the workspace sync 203640\n", done.stderr)
        self.assertIn("left out: 'Golden users' (sync 203641): triggers.sync_sequence: the sync 203640, after which it runs, is in no file", done.stderr)

    def test_dry_run_split_and_out_are_those_of_import(self):
        self.write("census/contacts.yaml", CONTACTS)
        done = self.run_there("import", "--from", "gitlink", "census", "--dry-run", "--split", "sync", "--out", "elsewhere")
        self.assertTrue(done.stdout.startswith("# elsewhere/contacts-of-sales.yaml (new)\n"), done.stdout)
        self.assertFalse((self.folder / "elsewhere").exists())

    def test_a_folder_is_read_and_nothing_that_leads_out_of_it(self):
        self.write("outside.yaml", f"sync:{SECRET}:\n  label: x\n")
        self.write("census/contacts.yaml", CONTACTS)
        (self.folder / "census/link.yaml").symlink_to("../outside.yaml")
        (self.folder / "census/folder").symlink_to("..")
        (self.folder / "census/loop").symlink_to(".")
        os.mkfifo(self.folder / "census/pipe.yaml")
        (self.folder / "census/bytes.yaml").write_bytes(b"\xff\xfe\x00")
        self.write("census/broken.yaml", "sync:a: [1\n")
        self.write("census/list.yaml", "- 1\n")
        self.write("census/\x1b[31m.yaml", "- 1\n")
        done = self.run_there("import", "--from", "gitlink", "census")
        for line in ("not carried over: census/link.yaml: the file: it leads out of the folder, and is not read\n",
                     "not carried over: census/pipe.yaml: the file: it cannot be read: ",
                     "not carried over: census/list.yaml:1:1: the file: it is no mapping\n",
                     "not carried over: census/\\x1b[31m.yaml:1:1: the file: it is no mapping\n"):
            self.assertIn(line, done.stderr)
        self.assertNotIn("outside.yaml", done.stderr)
        self.planned_empty(1)

    def test_words(self):
        for words, status, message in (
                (["--from", "gitlink"], 64, "error: --from gitlink takes the folder of the files, and nothing else\n"),
                (["--from", "terraform", "a", "b"], 64, "error: --from terraform takes one file, and nothing else\n"),
                (["--from", "gitlink", "--all"], 64, "error: --from gitlink takes the folder of the files, and nothing else\n"),
                (["--from", "gitlink", "nowhere"], 1, "error: there is no folder 'nowhere'\n"),
                (["--from", "terraform", "nowhere"], 1, "error: 'nowhere' cannot be read: No such file or directory\n")):
            self.assertEqual(self.run_there("import", *words, expect=status).stderr, message)
        (self.folder / "empty").mkdir()
        self.assertEqual(self.run_there("import", "--from", "gitlink", "empty", expect=1).stderr, "error: no sync is described in 'empty'\n")


def state(*syncs, **more):
    """What `terraform show -json` prints; the second half in a module."""
    resources = [{"address": f"census_sync.{name}", "mode": "managed", "type": "census_sync", "name": name, "provider_name":
                  "registry.terraform.io/sutrolabs/census", "schema_version": 1, "values": values} for name, values in syncs]
    half = (len(resources) + 1) // 2
    for each in resources[half:]:
        each["address"] = "module.a." + each["address"]
    return {"format_version": "1.0", "terraform_version": "1.16.4", "values": {"root_module": {
        "resources": resources[:half] + [{"address": "census_source.x", "mode": "managed", "type": "census_source", "name": "x", "values": {}},
                                         {"address": "data.census_sync.y", "mode": "data", "type": "census_sync", "name": "y", "values": {}},
                                         {"address": "aws_s3_bucket.z", "mode": "managed", "type": "aws_s3_bucket", "name": "z", "values": {}}],
        "child_modules": [{"address": "module.a", "resources": resources[half:]}]}}, **more}


def row(to, kind="direct", **more):
    return {"array_field": False, "constant": "", "field_type": "", "follow_source_type": False, "from": "", "generate_field": False,
            "is_primary_identifier": False, "liquid_template": "", "lookup_field": "", "lookup_object": "", "preserve_values": False,
            "segment_identify_by": "", "sync_metadata_key": "", "sync_null_values": True, "to": to, "type": kind, **more}


def values(number, label, **more):
    return {"advanced_configuration": None, "alert": [], "created_at": "2026-10-07T22:39:25Z", "field_behavior": None, "field_normalization": None,
            "field_order": None, "high_water_mark_attribute": None, "historical_sync_operation": None, "id": number, "label": label,
            "last_run_at": None, "mirror_strategy": None, "paused": False, "status": "Ready", "sync_behavior_family": None, "sync_mode": None,
            "updated_at": "2026-10-07T22:39:25Z", "workspace_id": "6646", **more}


def schedule(frequency, hour=0, minute=0, **more):
    return [{"type": "triggered", "triggers": [{"schedule": [{"cron_expression": "", "day": "", "frequency": frequency, "hour": hour,
                                                              "minute": minute, **more}],
                                                "dbt_cloud": [], "fivetran": [], "sync_sequence": []}]}]


CONTACTS_STATE = values(
    "203640", "Contacts to Salesforce", paused=True, operation="upsert", run_mode=schedule("daily", 6),
    destination_attributes=[{"connection_id": 207671, "lead_union_insert_to": "", "object": "Contact"}],
    source_attributes=[{"connection_id": 207672, "object": [{"type": "table", "table_name": "users"}]}],
    alert=[{"id": 1, "type": "FailureAlertConfiguration", "send_for": "first_time", "should_send_recovery": True, "options": {}},
           {"id": 2, "type": "InvalidRecordPercentAlertConfiguration", "send_for": "first_time", "should_send_recovery": True,
            "options": {"threshold": "75"}}],
    field_mapping=[row("Email", **{"from": "email"}, is_primary_identifier=True), row("LeadSource", "constant", constant="warehouse"),
                   row("FirstName", "liquid_template", liquid_template="{{ record['first_name'] | upcase }}", preserve_values=True,
                       sync_null_values=False),
                   row("Last_Run__c", "sync_metadata", sync_metadata_key="sync_run_id"),
                   row("Segments__c", "segment_membership", segment_identify_by="name"),
                   row("AccountId", **{"from": "company_domain"}, lookup_object="Account", lookup_field="Domain__c")])


class Terraform(Foreign):
    def take(self, document, *words, expect=0):
        self.write("state.json", document if isinstance(document, str) else json.dumps(document))
        return self.run_there("import", "--from", "terraform", "state.json", *words, expect=expect)

    def test_a_state_that_is_as_the_workspace_is(self):
        files = values("6646:203645", "Users to files", operation="mirror", field_behavior="sync_all_properties",
                       field_normalization="match_source_names", mirror_strategy="upload_and_swap", advanced_configuration='{"file_format": "TSV"}',
                       run_mode=schedule("weekly", 8, 30, day="Monday"),
                       destination_attributes=[{"connection_id": 350, "lead_union_insert_to": "", "object": "exports/users_%m-%d-%y.csv"}])
        done = self.take(state(("contacts", CONTACTS_STATE), ("files", files)))
        self.assertEqual(done.stderr, """not carried over: census_source.x: census_source: it is no sync: it stays in the workspace
not carried over: census_sync.contacts/destination_attributes/0/connection_id: destination_attributes/0/connection_id: it is as the workspace has it, and not compared
not carried over: census_sync.contacts/source_attributes: source_attributes: it is as the workspace has it, and not compared
not carried over: module.a.census_sync.files/destination_attributes/0/connection_id: destination_attributes/0/connection_id: it is as the workspace has it, and not compared
Wrote syncs/exports.yaml: 1 sync.
Wrote syncs/salesforce-prod.yaml: 1 sync.
Imported 2 syncs. A plan of the files is empty: commit them.
""")
        text = "".join(self.files().values())
        self.assertIn("  contacts:\n    label: Contacts to Salesforce\n", text)
        self.assertIn("  files:\n    label: Users to files\n", text)
        self.planned_empty(2)

    def test_what_the_workspace_has_otherwise_is_told_with_its_address(self):
        other = {**CONTACTS_STATE, "paused": False, "run_mode": schedule("hourly", 0, 5), "colour": "red",
                 "field_mapping": [*CONTACTS_STATE["field_mapping"][:1], row("LeadSource", "constant", constant="web"), row("LastName", "hash")]}
        done = self.take(state(("contacts", other)))
        told = done.stderr.splitlines()
        start = "census_sync.contacts"
        self.assertEqual(sorted(line for line in told if line.startswith(("not carried", "differs"))), sorted([
            "not carried over: census_source.x: census_source: it is no sync: it stays in the workspace",
            f"not carried over: {start}/field_mapping/2/type: field_mapping/2/type: a mapping of type 'hash' is as the workspace has it",
            f"not carried over: {start}/colour: colour: a file of ours has no word for it",
            f"not carried over: {start}/destination_attributes/0/connection_id: destination_attributes/0/connection_id: it is as the workspace has it, and not compared",
            f"not carried over: {start}/source_attributes: source_attributes: it is as the workspace has it, and not compared",
            f"differs: {start}/run_mode/0/triggers/0/schedule/0/frequency: schedule.frequency: hourly, in the workspace daily",
            f"differs: {start}/run_mode/0/triggers/0/schedule/0/minute: schedule.minute: 5, in the workspace 0",
            f"differs: {start}/paused: paused: false, in the workspace true",
            f"differs: {start}/field_mapping/1/constant: mappings[LeadSource].from.value: web, in the workspace warehouse",
            f"differs: {start}: mappings[FirstName].from: null, in the workspace liquid '{{{{ record['first_name'] | upcase }}}}'",
            f"differs: {start}: mappings[Last_Run__c].from: null, in the workspace sync metadata 'sync_run_id'",
            f"differs: {start}: mappings[Segments__c].from: null, in the workspace segment membership 'name'",
            f"differs: {start}: mappings[AccountId].from: null, in the workspace company_domain"]))
        self.planned_empty(1)

    def test_an_attribute_in_any_block_that_nothing_reads_is_told_with_its_address(self):
        other = json.loads(json.dumps(CONTACTS_STATE))
        other.update(sync_behavior_family="mapRecords", sync_mode="triggered")
        other["destination_attributes"][0]["bucket"] = "b"
        mode = other["run_mode"][0]
        mode["zone"] = "UTC"
        mode["triggers"][0]["webhook"] = [{"url": "x"}]
        mode["triggers"][0]["schedule"][0]["second"] = 5
        other["alert"][0]["channel"] = "slack"
        other["alert"][1]["options"]["per"] = "day"
        other["alert"].append("later")
        other["field_mapping"][0]["constant"] = "unused"
        done = self.take(state(("contacts", other)))
        no_word, as_it_is = "a file of ours has no word for it", "it is as the workspace has it, and not compared"
        self.assertEqual(sorted(line for line in done.stderr.splitlines() if line.startswith(("not carried", "differs")))[1:], sorted(
            f"not carried over: census_sync.contacts/{path}: {path}: {why}" for path, why in (
                ("sync_behavior_family", as_it_is), ("sync_mode", as_it_is), ("source_attributes", as_it_is),
                ("destination_attributes/0/connection_id", as_it_is), ("destination_attributes/0/bucket", no_word), ("run_mode/0/zone", no_word),
                ("run_mode/0/triggers/0/webhook", no_word), ("run_mode/0/triggers/0/schedule/0/second", no_word), ("alert/0/channel", no_word),
                ("alert/1/options/per", no_word), ("alert/2", "it is no block"),
                ("field_mapping/0/constant", "a mapping of type 'direct' does not read it"))))
        other.update(run_mode="r", destination_attributes="d", alert="a", field_mapping="f")
        told = self.take(state(("contacts", other)), "--dry-run").stderr
        for path, why in (("run_mode", "it is no block"), ("destination_attributes", "it is no block"), ("alert", no_word), ("field_mapping", no_word)):
            self.assertIn(f"not carried over: census_sync.contacts/{path}: {path}: {why}\n", told)

    def test_standard_input(self):
        done = subprocess.run([PROGRAM, "import", "--from", "terraform", "-"], cwd=self.folder, input=json.dumps(state(("contacts", CONTACTS_STATE))),
                              env={**os.environ, **self.server.environment()}, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr.splitlines()[-1]), (0, "Imported 1 sync. A plan of the files is empty: commit them."))
        self.planned_empty(1)

    def test_an_id_that_is_gone_is_no_reason_to_lose_the_sync(self):
        done = self.take(state(("contacts", {**CONTACTS_STATE, "id": "1"}), ("gone", values("2", "Gone"))), "--keep-going")
        self.assertIn("left out: module.a.census_sync.gone: 'gone': the workspace has no such sync that no other is\n", done.stderr)
        self.planned_empty(1)

    def test_what_is_no_state(self):
        for document, why in (("{", "it is not JSON: "), ("[]", "it has no `values.root_module`, which `terraform show -json` prints"),
                              ({"version": 4, "lineage": "x", "resources": []}, "it is a state file: give what `terraform show -json` prints of it"),
                              ("[" * 100000, "it is not JSON: ")):
            done = self.take(document, expect=1)
            self.assertTrue(done.stderr.startswith("error: 'state.json' is not what `terraform show -json` prints: " + why), done.stderr)
        self.assertEqual(self.take(state(), expect=1).stderr, "error: no sync is described in 'state.json'\n"
                                                              "  hint: census_source.x: census_source: it is no sync: it stays in the workspace\n")


class Hostile(Foreign):
    """Outside text: whatever it is, it is shown escaped, bounded, and ends with a documented status."""

    def broken(self, text, rounds, seed):
        dice = random.Random(seed)
        for _ in range(rounds):
            made = list(text)
            for _ in range(dice.randint(1, 8)):
                at = dice.randrange(len(made))
                made[at:at + dice.randint(0, 20)] = dice.choice(["", "{", "]", "\n  ", ": ", "&a ", "*a", "\x1b[2J", "\u202e", "'", '"', "9" * 30, "null", "- "])
            yield "".join(made)

    def judge(self, done):
        self.assertIn(done.returncode, (0, 1), done.stderr)
        self.assertNotRegex(done.stdout + done.stderr, "[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029\u202e]")
        self.assertTrue(all(len(line) < 2000 for line in done.stderr.splitlines()))

    def test_gitlink_files_that_are_broken(self):
        for text in self.broken(CONTACTS, 40, 1):
            self.write("census/contacts.yaml", text)
            self.judge(self.run_there("import", "--from", "gitlink", "census", "--dry-run", "--keep-going", expect=None))

    def test_states_that_are_broken(self):
        for text in self.broken(json.dumps(state(("contacts", CONTACTS_STATE))), 40, 2):
            self.write("state.json", text)
            self.judge(self.run_there("import", "--from", "terraform", "state.json", "--dry-run", "--keep-going", expect=None))

    def test_names_that_are_none(self):
        for name in ("sync:../../x", "sync:\\x1b[31m", "sync:" + "x" * 100000, "sync:", "sync:null", "sync:- a"):
            self.write("census/a.yaml", f'"{name}":\n  label: Broken users\n')
            self.judge(self.run_there("import", "--from", "gitlink", "census", "--dry-run", expect=None))


if __name__ == "__main__":
    unittest.main()
