"""`migrate`: the files of one generation of the API become those of another, once they are proved to plan empty there."""
import json
import os
import shutil
import stat
import unittest

import jsonschema

from support import ROOT, SECRET, Server
from test_v2 import Worlds

SCHEMA = jsonschema.Draft7Validator(json.loads((ROOT / "schemas/migrate.schema.json").read_text()))


class Migrating(Worlds):
    def start(self, api, world="today", *words):
        server = Server(self.folder / f"{api}-{len(list(self.folder.glob('*.state')))}.state", "--api", api, "--world", world, *words)
        self.addCleanup(server.stop)
        return server

    def here(self, server, **more):
        """The environment of a caller whose token is the server's; the base URL is the files' matter."""
        return {"CENSUS_API_TOKEN": server.token, **more}

    def config(self, *lines):
        self.write("censusctl.yaml", "version: 1\nworkspace:\n" + "".join(f"  {line}\n" for line in lines) + "manifests: [syncs.yaml]\n")

    def files(self):
        return {path.name: path.read_text() for path in sorted(self.folder.glob("*.yaml"))}

    def migrate(self, *words, env, expect=0):
        return self.run_program("migrate", *words, env=env, expect=expect)

    def document(self, *words, env, expect=0):
        found = json.loads(self.migrate(*words, "--format", "json", env=env, expect=expect).stdout)
        SCHEMA.validate(found)
        return found

    def obstacles(self, *words, env):
        """What stands in the way; nothing is written then."""
        before = self.files()
        found = self.document(*words, env=env, expect=1)
        self.assertEqual((found["result"], self.files()), ("in-the-way", before))
        return [(one["file"], one["line"], one["sync"], one["message"]) for one in found["obstacles"]]


class OneWorkspace(Migrating):
    """One world in all generations: what a user sees who moves."""

    def setUp(self):
        super().setUp()
        self.server = self.start("all")
        self.v1 = self.server.base_url.replace("/2021", "")
        self.v2 = self.v1.replace("/v1", "/v2")
        self.config(f"# where it is\n  base_url: {self.v1}   # ours")
        self.run_program("import", "--all", "--out", ".", "--split", "none", env=self.here(self.server))
        self.assertTrue((self.folder / "syncs.yaml").exists())

    def test_the_files_are_moved_and_moved_back(self):
        before = self.files()
        there = self.here(self.server)
        done = self.migrate("--to", "v2", "--dry-run", env=there)
        expected = f"""From v1 to v2:
  v1 at {self.v1}: 13 syncs, read with the token in CENSUS_API_TOKEN
  v2 at {self.v2}: 13 syncs of the groups 'humming_boldly', 'wandering_aimlessly', read with the token in CENSUS_API_TOKEN
Connections under another name or id:
  destination 'Salesforce - Prod' (207671) is 'Salesforce - Prod' (eager_ferret)
  destination 'Salesforce - Prod' (207671) is 'Salesforce - Prod' (glimmering_donkey)
  destination 'Braze' (15) is 'Braze' (amber_badger)
  destination 'Ads' (340) is 'Ads' (brisk_curlew)
  destination 'Exports' (350) is 'Exports' (copper_dormouse)
  destination 'Google Sheets' (360) is 'Google Sheets' (ivory_jackdaw)
To be changed:
  censusctl.yaml:4:13  workspace.base_url: '{self.v1}' -> '{self.v2}'
A plan of the files against v2 is empty: 13 syncs unchanged.
"""
        self.assertEqual(sorted(done.stdout.splitlines()), sorted(expected.splitlines()))
        self.assertEqual(done.stderr, "Nothing was written: this is what would be.\n")
        self.assertEqual(self.files(), before)
        done = self.migrate("--to", "v2", env=there)
        self.assertEqual(done.stdout.replace("Changed:", "To be changed:").splitlines().sort(), expected.splitlines().sort())
        self.assertEqual(done.stderr, "Moved to v2. Review the difference, and commit it.\n")
        self.assertEqual(self.files(), {**before, "censusctl.yaml": before["censusctl.yaml"].replace(self.v1, self.v2)})
        planned = json.loads(self.run_program("plan", "--format", "json", "--detailed-exitcode", env=there).stdout)
        self.assertEqual((planned["workspace"]["api"], planned["summary"]["unchanged"]), ("v2", 13))
        # A second time there is nothing to do.
        moved = self.files()
        done = self.migrate("--to", "v2", env=there)
        self.assertEqual(done.stderr, "Nothing to do: the files are those of v2.\n")
        self.assertTrue(done.stdout.startswith(f"The files speak v2 already.\n  v2 at {self.v2}: 13 syncs"), done.stdout)
        self.assertEqual(self.files(), moved)
        found = self.document("--to", "v1", env=there)
        self.assertEqual((found["result"], found["environment"]), ("migrated", None))
        self.assertEqual(self.files(), before)

    def test_each_generation_has_its_own_token_and_only_names_are_shown(self):
        server = self.start("all", "today", "--personal-token", SECRET)
        url = server.base_url.replace("/2021", "")
        self.config(f"base_url: {url}")
        key = self.here(server)
        done = self.migrate("--to", "v2", env=key, expect=1)
        self.assertIn("GET /sources was refused: the token is not accepted (HTTP 401)", done.stderr)
        done = self.migrate("--to", "v2", "--token-env", "MY_TOKEN", env={**key, "MY_TOKEN": SECRET})
        self.assertIn("13 syncs, read with the token in CENSUS_API_TOKEN\n", done.stdout)
        self.assertIn("read with the token in MY_TOKEN\n", done.stdout)
        self.assertEqual(done.stderr, "! every other command reads the token from CENSUS_API_TOKEN: put there what MY_TOKEN holds.\n"
                                      "Moved to v2. Review the difference, and commit it.\n")
        self.assertNotIn(server.token, done.stdout + done.stderr)
        done = self.migrate("--to", "v1", "--token-env", "no token", env=key, expect=64)
        self.assertIn("it is the name of a variable; the token itself is never an argument", done.stderr)

    def test_without_the_old_generation_the_files_must_do(self):
        for faults, environment, words, why in (
                (("--fault", "/api/v1/** status=410 form=number"), {}, (), "GET /sources was answered with gone: what is asked for is served no "
                                                                          "more (HTTP 410"),
                (("--personal-token", "pat-of-v2"), {"CENSUS_API_TOKEN": "pat-of-v2"}, (), "GET /sources was refused: the token is not accepted "
                                                                                         "(HTTP 401"),
                ((), {"CENSUS_API_TOKEN": ""}, ("--token-env", "OTHER"), "the variable CENSUS_API_TOKEN is not set"),
                ((), {}, ("--files-alone",), "--files-alone")):
            with self.subTest(why):
                server = self.start("all", "today", *faults)
                url = server.base_url.replace("/2021", "")
                self.config(f"base_url: {url}")
                found = self.document("--to", "v2", *words, env={**self.here(server), "OTHER": server.token, **environment})
                self.assertEqual((found["result"], found["from"]["read"], found["to"]["syncs"]), ("migrated", False, 13))
                self.assertIn(why, found["from"]["why_not"])
                self.assertEqual([(one["what"], one["before"], one["after"]) for one in found["edits"]],
                                 [("workspace.base_url", url, url.replace("v1", "v2"))])

    def test_nor_is_the_name_of_the_workspace_found_out_there(self):
        server = self.start("all", "today", "--fault", "/api/v1/** status=410 form=number")
        self.config(f"base_url: {server.base_url.replace('/2021', '')}\n  name: Prod")
        found = self.document("--to", "v2", env=self.here(server))
        self.assertEqual((found["result"], found["from"]["read"], found["to"]["syncs"]), ("migrated", False, 13))
        self.assertIn("GET /workspace was answered with gone", found["from"]["why_not"])

    def test_of_another_workspace_nothing_is_moved(self):
        server = self.start("all", "today")
        self.config(f"base_url: {server.base_url.replace('/2021', '')}\n  name: Acme")
        before = self.files()
        done = self.migrate("--to", "v2", env=self.here(server), expect=5)
        self.assertIn("error: the token is of the workspace 'Prod' (6646), and not of 'Acme', which censusctl.yaml:4:9 names: nothing was done\n", done.stderr)
        self.assertEqual(self.files(), before)

    def test_what_only_breaks_down_is_no_reason_to_go_without(self):
        server = self.start("all", "today", "--fault", "/api/v1/** status=500")
        self.config(f"base_url: {server.base_url.replace('/2021', '')}")
        done = self.migrate("--to", "v2", "--timeout", "20", env=self.here(server), expect=1)
        self.assertIn("GET /sources failed on the server (HTTP 500)", done.stderr)

    def test_differences_that_remain_are_shown_with_their_place(self):
        text = (self.folder / "syncs.yaml").read_text()
        self.write("syncs.yaml", text.replace("frequency: hourly, minute: 20", "frequency: hourly, minute: 25") + "  new:\n"
                   "    source: {connection: Warehouse - Prod, table: dev.public.users}\n    destination: {connection: Braze, object: user}\n"
                   "    operation: append\n    mappings: [{from: id, to: email, is_primary_identifier: true}]\n")
        before = self.files()
        done = self.migrate("--to", "v2", env=self.here(self.server), expect=1)
        line = text[:text.index("  broken-users:")].count("\n") + 1
        end = text.count("\n") + 1
        self.assertTrue(done.stdout.endswith(f"""In the way:
  syncs.yaml:{end}:3  new: v2 has no such sync: it would be created anew
    hint: apply it before you migrate, or take it out of the files
  syncs.yaml:{line}:3  broken-users: schedule.minute: 20 -> 25
    hint: apply or adopt it before you migrate
"""), done.stdout)
        self.assertEqual(done.stderr, "error: nothing was written: 2 things stand in the way of v2\n")
        self.assertEqual(self.files(), before)
        found = self.document("--to", "v2", env=self.here(self.server), expect=1)
        self.assertEqual([(one["sync"], one["fields"]) for one in found["obstacles"]],
                         [("new", []), ("broken-users", [{"path": "schedule.minute", "before": 20, "after": 25}])])

    def test_files_with_errors_are_not_moved(self):
        self.write("syncs.yaml", "version: 1\nsyncs: {x: {sorce: 1}}\n")
        done = self.migrate("--to", "v2", env=self.here(self.server), expect=3)
        self.assertEqual(done.stderr, "error: the files have errors: nothing was migrated\n")

    def test_a_file_that_is_read_only_is_left_alone(self):
        path = self.folder / "censusctl.yaml"
        path.chmod(0o444)
        self.assertEqual(self.obstacles("--to", "v2", env=self.here(self.server)),
                         [("censusctl.yaml", None, None, "it has to be changed, and cannot be: it is read-only")])
        self.assertEqual(stat.S_IMODE(os.stat(path).st_mode), 0o444)

    def test_a_base_url_in_the_environment_is_told_of_and_a_lock_too(self):
        self.run_program("lock", env=self.here(self.server))
        there = self.here(self.server, CENSUS_BASE_URL=self.v1)
        found = self.document("--to", "v2", env=there)
        self.assertEqual(found["notes"], [f"CENSUS_BASE_URL beats the file and still names the old base URL: set it to {self.v2}",
                                          f"censusctl.lock.json is of v1 at {self.v1}: write it anew with `censusctl lock`, and plans that were "
                                          "saved too"])
        done = self.run_program("plan", "--locked", env=self.here(self.server), expect=5)
        self.assertIn("the lock was made in another workspace than this", done.stderr)
        self.run_program("lock", env=self.here(self.server))
        self.assertEqual(self.document("--to", "v2", env=self.here(self.server))["notes"], [])

    def test_a_project_file_is_made_where_there_is_none(self):
        path = self.folder / "censusctl.yaml"
        (self.folder / "syncs").mkdir()
        (self.folder / "syncs.yaml").rename(self.folder / "syncs/all.yaml")
        path.unlink()
        found = self.document("--to", "v2", env=self.here(self.server, CENSUS_BASE_URL=self.v1))
        self.assertEqual([(one["file"], one["line"], one["what"], one["before"], one["after"]) for one in found["edits"]],
                         [("censusctl.yaml", None, "workspace.base_url", None, self.v2)])
        self.assertEqual(path.read_text(), f"version: 1\nworkspace:\n  base_url: {self.v2}\n")
        # In the in-process sandbox the base URL is what the files say: here the vendor's.
        path.unlink()
        self.run_program("migrate", "--to", "v2", "--sandbox=today")
        self.assertEqual(path.read_text(), "version: 1\nworkspace:\n  api: v2\n")
        self.assertEqual(self.run_program("migrate", "--to", "v2", "--sandbox=today").stderr, "Nothing to do: the files are those of v2.\n")

    def test_where_the_new_base_url_comes_from(self):
        there = self.here(self.server)
        self.config("base_url: http://127.0.0.1:9/census")
        done = self.migrate("--to", "v2", env=there, expect=64)
        self.assertIn("the base URL 'http://127.0.0.1:9/census' does not end in /api/v1 or /api/v2, so that the new one does not follow from it",
                      done.stderr)
        self.config("base_url: https://evil.test/api/v1")
        self.assertIn("the token is not sent to 'evil.test:443', which only censusctl.yaml:3:13 names", self.migrate("--to", "v2", env=there, expect=5).stderr)
        self.assertIn("--to: v3 not in {v2,v1,2021}", self.migrate("--to", "v3", env=there, expect=64).stderr)
        self.assertIn("--to is required", self.migrate(env=there, expect=64).stderr)

    def test_an_apply_that_was_left_open_is_settled_first(self):
        server = self.start("all", "today", "--fault", "POST /api/v1/syncs drop-after times=1", "--fault", "GET /api/v1/syncs status=500 skip=1")
        url = server.base_url.replace("/2021", "")
        self.config(f"base_url: {url}")
        text = (self.folder / "syncs.yaml").read_text()
        self.write("syncs.yaml", text + "  new:\n    source: {connection: Warehouse - Prod, table: dev.public.users}\n"
                   "    destination: {connection: Salesforce - Prod, object: Contact}\n    operation: insert\n"
                   "    mappings: [{from: email, to: Email, is_primary_identifier: true}]\n")
        self.run_program("apply", "--auto-approve", "--allow-duplicates", "--timeout", "30", env=self.here(server), expect=4)
        server.stop()
        self.write("syncs.yaml", text)
        journal = next((self.folder / ".censusctl/journal").glob("*.jsonl"))
        again = self.start("all")
        # The journal names the server that is no more; what it left open is bound to its base URL.
        self.config(f"base_url: {again.base_url.replace('/2021', '')}")
        found = self.obstacles("--to", "v2", env=self.here(again))
        self.assertEqual(len(found), 1)
        self.assertRegex(found[0][3], rf"^the apply of \d{{4}}-\S+ to {url} was interrupted, and what it left open can only be found out there$")
        found = self.document("--to", "v2", "--files-alone", env=self.here(again))
        self.assertEqual(found["result"], "migrated")
        self.assertIn(f"compare by hand, and delete {journal.name} in .censusctl/journal", found["notes"][0])


MANIFEST = """version: 1   # of the team
defaults:
  destination: {connection: Braze}   # all of them
syncs:
  # the first
  users:
    label: Users
    id: 11   # pinned
    source: {connection: "North", table: dev.public.users}
    destination: {object: user}
    operation: upsert
    mappings: [{from: email, to: mail, is_primary_identifier: true}]
"""


class TwoWorkspaces(Migrating):
    """Generations that number and name things apart: each is a world of its own."""

    def pair(self, before=None, after=None):
        v1 = self.start("v1", self.world(**(before or {})))
        worlds = self.folder / "world.json"
        worlds.rename(self.folder / "before.json")
        v2 = self.start("v2", self.world(**(after or {})))
        self.v1, self.v2 = v1.base_url, v2.base_url
        self.config(f"base_url: {self.v1}")
        return ["--to", "v2", "--base-url", self.v2], self.here(v1)

    def syncs(self, *rows):
        """(id, label, source) for each."""
        return [{"id": number, "label": label, "created_at": "2026-02-01T00:00:00.000Z", "operation": "upsert",
                 "source_attributes": {"connection_id": source, "object": {"type": "table", "id": source * 10}},
                 "destination_attributes": {"connection_id": 7, "object": "user"},
                 "mappings": [{"from": {"type": "column", "data": "email"}, "to": "mail", "is_primary_identifier": True}],
                 "mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "never"}}}, "alert_attributes": []}
                for number, label, source in rows]

    def test_ids_and_names_that_changed_are_put_where_they_stand(self):
        named = [{"id": "northern_fox", "source": 1, "destination": 7, "name": "Braze: north"},
                 {"id": "southern_owl", "source": 2, "destination": 7, "name": "Braze: south"}]
        words, env = self.pair(after={"syncs": self.syncs((501, "Users", 1), (502, "Users", 2)), "activations": named})
        self.write("syncs.yaml", MANIFEST)
        found = self.document(*words, env=env)
        self.assertEqual([(one["file"], one["line"], one["column"], one["what"], one["before"], one["after"]) for one in found["edits"]], [
            ("censusctl.yaml", 3, 13, "workspace.base_url", self.v1, self.v2),
            ("censusctl.yaml", None, None, "workspace.group_id", None, "group_north"),
            ("syncs.yaml", 8, 9, "users.id", "11", "501"),
            ("syncs.yaml", 3, 29, "users.destination.connection", "Braze", "Braze: north")])
        self.assertEqual(self.files()["syncs.yaml"], MANIFEST.replace("id: 11 ", "id: 501 ").replace("connection: Braze}", 'connection: "Braze: north"}'))
        self.assertEqual(self.files()["censusctl.yaml"],
                         f"version: 1\nworkspace:\n  base_url: {self.v2}\n  group_id: group_north\nmanifests: [syncs.yaml]\n")
        self.assertEqual([(one["kind"], one["from_id"], one["to_id"], one["to_name"]) for one in found["connections"]],
                         [("source", 1, 1, "North"), ("destination", 7, "northern_fox", "Braze: north")])
        self.assertEqual(found["syncs"], [{"sync": "users", "label": "Users", "from_id": 11, "to_id": 501}])
        self.assertEqual(found["only_from"], [{"sync_id": 12, "label": "Users"}])
        self.run_program("plan", "--detailed-exitcode", env=env)
        self.assertEqual(self.document("--to", "v2", env=env)["result"], "nothing-to-do")

    def test_an_id_that_is_another_sync_now_is_not_trusted(self):
        """The ids have moved on by one: what was 11 is 12, and 11 is somebody else's."""
        words, env = self.pair(after={"syncs": self.syncs((11, "Others", 1), (12, "Users", 1))})
        self.write("syncs.yaml", MANIFEST)
        self.document(*words, env=env)
        self.assertIn("    id: 12   # pinned\n", self.files()["syncs.yaml"])

    def test_a_default_that_means_several_activations_is_said_by_each(self):
        twins = [{"id": "northern_fox", "source": 1, "destination": 7, "name": "North to Braze"},
                 {"id": "southern_owl", "source": 2, "destination": 7, "name": "South to Braze"}]
        words, env = self.pair(after={"activations": twins})
        self.write("syncs.yaml", MANIFEST + MANIFEST[MANIFEST.index("  users:"):].replace("  users:", "  south:").replace("id: 11   # pinned", "id: 12")
                   .replace('"North"', "South").replace("destination: {object: user}", "destination:\n      object: user"))
        found = self.document(*words, env=env)
        self.assertEqual([(one["line"], one["what"], one["after"]) for one in found["edits"] if one["file"] == "syncs.yaml"],
                         [(6, "users.destination.connection", "North to Braze"), (13, "south.destination.connection", "South to Braze")])
        text = self.files()["syncs.yaml"]
        self.assertIn("    destination: {connection: North to Braze, object: user}\n", text)
        self.assertIn("    destination:\n      object: user\n      connection: South to Braze\n", text)
        self.assertIn("  destination: {connection: Braze}   # all of them\n", text)
        self.run_program("plan", "--detailed-exitcode", env=env)

    def test_of_two_activations_of_a_pair_the_one_of_the_sync_is_taken(self):
        twins = [{"id": "northern_fox", "source": 1, "destination": 7}, {"id": "northern_hen", "source": 1, "destination": 7}]
        words, env = self.pair(after={"activations": twins, "syncs": self.syncs((11, "Users", 1))})
        self.write("syncs.yaml", MANIFEST)
        found = self.document(*words, env=env)
        self.assertEqual([one["after"] for one in found["edits"] if one["what"] == "users.destination.connection"], ["northern_fox"])
        self.run_program("plan", "--detailed-exitcode", env=env)

    def test_a_label_that_two_have_there_is_told_apart_by_an_id(self):
        words, env = self.pair(before={"syncs": self.syncs((11, "Users", 1), (12, "Southerners", 2))},
                               after={"syncs": self.syncs((21, "Users", 1), (22, "Users", 2)), "sources": self.one_group()})
        self.write("syncs.yaml", MANIFEST.replace("    id: 11   # pinned\n", ""))
        found = self.document(*words, env=env)
        self.assertEqual([(one["line"], one["what"], one["before"], one["after"]) for one in found["edits"] if one["file"] == "syncs.yaml"],
                         [(6, "users.id", None, "21")])
        self.assertIn("    operation: upsert\n    id: 21\n    mappings: ", self.files()["syncs.yaml"])
        self.run_program("plan", "--detailed-exitcode", env=env)

    def one_group(self):
        return [{**row, "group_id": "all_of_it"} for row in self.document_of_world()["sources"]]

    def document_of_world(self):
        path = self.folder / self.world()
        return json.loads(path.read_text())

    def test_what_only_one_has_is_told_and_never_guessed(self):
        words, env = self.pair(after={"syncs": self.syncs((12, "Others", 1))})
        self.write("syncs.yaml", MANIFEST)
        self.assertEqual(self.obstacles(*words, env=env), [
            ("syncs.yaml", 6, "users", "the sync 11 of v1 is not in v2 under its label, source and destination")])
        words, env = self.pair(after={"activations": [{"id": "southern_owl", "source": 2, "destination": 7}], "syncs": self.syncs((12, "Users", 2)), "sources": self.one_group()})
        self.assertEqual(self.obstacles(*words, env=env), [
            ("syncs.yaml", 3, "users", "v2 has nothing that takes the syncs of source 'North' to the destination 'Braze' (7) of v1")])
        words, env = self.pair(after={"syncs": self.syncs((21, "Users", 1), (22, "Users", 1))})
        self.assertEqual(self.obstacles(*words, env=env), [
            ("syncs.yaml", 6, "users", "several syncs of v2 could be this one: their ids are 21, 22")])

    def test_groups_that_no_source_of_the_files_tells_must_be_stated(self):
        words, env = self.pair()
        self.write("syncs.yaml", "version: 1\nremoved: [{label: Nobody}]\n")
        done = self.migrate(*words, env=env, expect=1)
        self.assertIn("the token sees several groups, 'group_north', 'group_south', and no source of the files says in which one they are\n"
                      "   hint: write `group_id` under `workspace` in censusctl.yaml\n", done.stderr)
        self.config(f"base_url: {self.v1}", "group_id: group_south")
        self.assertEqual(self.document(*words, env=env)["to"]["group_ids"], ["group_south"])

    def test_an_id_under_removed_that_is_another_sync_there_deletes_nothing(self):
        words, env = self.pair(after={"syncs": self.syncs((61, "Others", 1), (501, "Users", 1))})
        self.write("syncs.yaml", MANIFEST + "removed:\n  - {id: 61, reason: gone long since}\n")
        self.assertEqual(self.obstacles(*words, env=env), [("syncs.yaml", 14, "Others", "the sync 61 of v2 would be deleted")])

    def test_what_the_files_own_is_judged_there_too(self):
        named = [{"id": "northern_fox", "source": 1, "destination": 7, "name": "Braze: north"}]
        words, env = self.pair(after={"activations": named, "syncs": self.syncs((11, "Users", 1))})
        self.write("syncs.yaml", MANIFEST)
        self.write("censusctl.yaml", f"version: 1\nworkspace: {{base_url: '{self.v1}'}}\nmanifests: [syncs.yaml]\n"
                   "policy: {ownership: {connections: [Braze]}}\n")
        self.assertEqual([one[2:] for one in self.obstacles(*words, env=env)],
                         [(None, "the workspace has no destination 'Braze', which `ownership` names [destination-connection-unknown]")])

    def test_a_source_under_another_name_is_found_by_its_id(self):
        renamed = [{**row, "name": row["name"] + " (moved)"} for row in self.document_of_world()["sources"]]
        words, env = self.pair(after={"sources": renamed})
        self.write("syncs.yaml", MANIFEST)
        self.document(*words, env=env)
        self.assertIn("source: {connection: North (moved), table: dev.public.users}\n", self.files()["syncs.yaml"])
        # By the files alone it cannot be told.
        self.write("syncs.yaml", MANIFEST)
        self.config(f"base_url: {self.v1}", "group_id: group_north")
        self.assertEqual(self.obstacles(*words, "--files-alone", env=env), [("syncs.yaml", 9, "users", "v2 has no source 'North'")])

    def test_a_name_that_reads_like_a_variable_is_none(self):
        renamed = [{**row, "name": row["name"] + " ${moved}"} for row in self.document_of_world()["sources"]]
        words, env = self.pair(after={"sources": renamed})
        self.write("syncs.yaml", MANIFEST)
        self.document(*words, env=env)
        self.assertIn("source: {connection: \"North $${moved}\", table: dev.public.users}\n", self.files()["syncs.yaml"])

    def test_what_cannot_be_changed_in_place_is_left_to_a_person(self):
        words, env = self.pair(after={"syncs": self.syncs((501, "Users", 1))})
        for change, place, message in (
                (("id: 11   # pinned", "id: &pin 11"), 8, "`id` must be 501, and cannot be changed in place: it has an anchor, which others may "
                                                          "use, or a tag"),
                (("id: 11   # pinned", "id: !!int 11"), 8, "`id` must be 501, and cannot be changed in place: it has an anchor, which others may "
                                                           "use, or a tag")):
            self.write("syncs.yaml", MANIFEST.replace(*change))
            found = self.obstacles(*words, env=env)
            self.assertEqual([one for one in found if "in place" in one[3]][0][2:], ("users", message))

    def test_nothing_is_ever_written_to_the_workspace(self):
        words, env = self.pair(after={"syncs": self.syncs((501, "Users", 1))})
        states = {path: path.read_bytes() for path in self.folder.glob("*.state")}
        self.write("syncs.yaml", MANIFEST)
        self.document(*words, env=env)
        self.assertEqual({path: path.read_bytes() for path in self.folder.glob("*.state")}, states)


class Environments(Migrating):
    """One set of files for two workspaces, each of which is moved by itself."""

    def two(self, shared=""):
        """The example project against a simulated workspace for each environment; applied to both."""
        shutil.copytree(ROOT / "examples/environments", self.folder, dirs_exist_ok=True)
        self.urls, text = {}, (self.folder / "censusctl.yaml").read_text()
        for name in ("staging", "prod"):
            server = self.start("all", str(self.folder / f"worlds/{name}.yaml"))
            self.token = server.token
            self.urls[name] = server.base_url.replace("/2021", "")
            text = text.replace(f"  {name}:\n    workspace: {{token_env: CENSUS_{name.upper()}_TOKEN", f"  {name}:\n    workspace: {{base_url: {self.urls[name]}")
        self.write("censusctl.yaml", text)
        for name in self.urls:
            self.run_program("apply", "--env", name, "--auto-approve", env={"CENSUS_API_TOKEN": self.token})
        return {"CENSUS_API_TOKEN": self.token}

    def test_one_is_moved_and_the_other_stays(self):
        env = self.two()
        before = self.files()
        v2 = self.urls["staging"].replace("/v1", "/v2")
        found = self.document("--env", "staging", "--to", "v2", env=env)
        self.assertEqual([(one["what"], one["before"], one["after"]) for one in found["edits"]],
                         [("environments.staging.workspace.base_url", self.urls["staging"], v2)])
        self.assertEqual(self.files(), {**before, "censusctl.yaml": before["censusctl.yaml"].replace(self.urls["staging"], v2)})
        for name, api in (("staging", "v2"), ("prod", "v1")):
            planned = json.loads(self.run_program("plan", "--env", name, "--format", "json", "--detailed-exitcode", env=env).stdout)
            self.assertEqual((planned["workspace"]["api"], planned["changes"]), (api, []))
        self.assertEqual(self.document("--env", "staging", "--to", "v2", env=env)["result"], "nothing-to-do")

    def test_what_both_have_in_common_is_said_by_the_one_that_is_moved(self):
        env = self.two()
        text = self.files()["censusctl.yaml"]
        url = self.urls["prod"]
        text = text.replace(f"    workspace: {{base_url: {url}, name: Acme}}\n", "").replace(
            "base_url: https://app.getcensus.com/api/v1", f"base_url: {url}")
        self.write("censusctl.yaml", text)
        found = self.document("--env", "prod", "--to", "v2", env=env)
        v2 = url.replace("/v1", "/v2")
        self.assertEqual([one["what"] for one in found["edits"]], ["environments.prod.workspace.base_url"])
        changed = self.files()["censusctl.yaml"]
        self.assertIn(f"workspace:\n  base_url: {url}\nmanifests", changed)
        self.assertIn(f"    workspace:\n      base_url: {v2}\n", changed)
        self.run_program("plan", "--env", "prod", "--detailed-exitcode", env=env)

    def test_none_is_picked_for_anybody(self):
        env = self.two()
        before = self.files()
        refused = self.migrate("--to", "v2", env=env, expect=64)
        self.assertIn("staging, prod", refused.stderr.replace("'", ""))
        refused = self.migrate("--env", "all", "--to", "v2", env=env, expect=64)
        self.assertEqual(self.files(), before)

    def test_an_environment_that_is_another_by_alias_is_left_to_a_person(self):
        env = self.two()
        url = self.urls["staging"]
        self.write("censusctl.yaml", "version: 1\nvariables: {prefix: \"[staging] \"}\nenvironments:\n  first: &one\n    connections: {Warehouse: Warehouse of staging, CRM: CRM sandbox}\n"
                   f"    overrides: {{paused: true, alerts: []}}\n    workspace: {{base_url: {url}}}\n  staging: *one\n")
        self.assertEqual(self.obstacles("--env", "staging", "--to", "v2", env=env),
                         [("censusctl.yaml", None, None, "`environments.staging.workspace` cannot be changed in place: `staging` is no mapping of its own")])

    def test_an_id_of_all_stays_and_the_one_that_is_moved_has_its_own(self):
        pair = TwoWorkspaces.pair
        words, env = pair(self, after={"syncs": TwoWorkspaces.syncs(self, (501, "Users", 1))})
        self.write("censusctl.yaml", f"version: 1\nmanifests: [syncs.yaml]\nenvironments:\n  north:\n    workspace: {{base_url: {self.v1}}}\n  south: {{}}\n")
        self.write("syncs.yaml", MANIFEST)
        found = self.document("--env", "north", *words, env=env)
        self.assertEqual((found["format_version"], found["environment"]), ("1.1", "north"))
        self.assertEqual([(one["what"], one["after"]) for one in found["edits"] if one["file"] == "syncs.yaml"], [("users.id", "501")])
        self.assertEqual(self.files()["syncs.yaml"], MANIFEST.replace("    mappings", "    environments:\n      north:\n        id: 501\n    mappings"))
        self.run_program("plan", "--env", "north", "--detailed-exitcode", env=env)
        # What it has of its own is changed where it stands.
        self.write("syncs.yaml", MANIFEST + "    environments: {north: {id: 11}, south: {id: 11}}\n")
        self.write("censusctl.yaml", f"version: 1\nmanifests: [syncs.yaml]\nenvironments:\n  north:\n    workspace: {{base_url: {self.v1}}}\n  south: {{}}\n")
        self.document("--env", "north", *words, env=env)
        self.assertEqual(self.files()["syncs.yaml"], MANIFEST + "    environments: {north: {id: 501}, south: {id: 11}}\n")


class Older(Migrating):
    def test_from_2021_to_v1(self):
        old = self.start("2021", "reference")
        new = self.start("v1", "reference")
        self.write("syncs.yaml", "version: 1\nsyncs:\n  companies:\n    label: Companies\n"
                   "    source: {connection: 'Snowflake - xxxxxxx.us-east-1', model: airtable_test}\n"
                   "    destination: {connection: HubSpot, object: company}\n    operation: upsert\n"
                   "    mappings:\n      - {from: COMPANY_ID, to: company_id, is_primary_identifier: true}\n      - {from: NAME, to: name}\n"
                   "      - {from: INDUSTRIES, to: industries, operation: overwrite}\n")
        self.config(f"base_url: {old.base_url}", 'api: "2021"  # as it was')
        found = self.document("--to", "v1", "--base-url", new.base_url, env=self.here(old))
        self.assertEqual([(one["what"], one["before"], one["after"]) for one in found["edits"]],
                         [("workspace.base_url", old.base_url, new.base_url), ("workspace.api", "2021", "v1")])
        self.assertIn("  api: v1  # as it was\n", self.files()["censusctl.yaml"])
        self.run_program("plan", "--detailed-exitcode", env=self.here(old))
        # And what 2021 cannot say stands in the way of going back.
        self.write("syncs.yaml", self.files()["syncs.yaml"] + "    triggers: {dbt_cloud: {project_id: '1', job_id: '2'}}\n")
        found = self.obstacles("--to", "2021", "--base-url", old.base_url, env=self.here(old))
        self.assertTrue(any("[attribute-unsupported]" in one[3] for one in found), found)


if __name__ == "__main__":
    unittest.main()
