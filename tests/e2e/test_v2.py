"""V2: all that is shown of V1, and what is V2's own: activations, groups, personal access tokens, and keys that are learnt."""
import json
import unittest

import test_v1
from support import Project, Server, manifest

ACTIVATION_PLACES = ["activation_id", "activation.id", "destination_attributes.activation_id", "destination_attributes.connection_id"]
OBJECT_PLACES = ["destination_attributes.object", "activation_attributes.object", "object_full_name", "object", "destination_object"]


def at(document, place):
    for key in place.split("."):
        document = document[key]
    return document


class TodayInV2(test_v1.Today):
    generation = "v2"
    retiring = []

    def test_the_generation_is_found_out_and_contradictions_end_it(self):
        self.assertEqual(self.planned()["workspace"]["api"], "v2")
        self.assertEqual(self.planned("--api", "v2")["workspace"]["api"], "v2")
        done = self.run_there("plan", "--api", "v1", expect=1)
        self.assertIn("/data/0/group_id is there, which only sources of the generation v2 have", done.stderr)
        older = Server(self.folder / "older.state", "--api", "v1", "--world", "today")
        self.addCleanup(older.stop)
        done = self.run_program("plan", "--api", "v2", env=older.environment(), expect=1)
        self.assertIn("/data/0/group_id is missing, which each source of the generation v2 has", done.stderr)


class Worlds(Project):
    def serve(self, *words, world="today"):
        server = Server(self.folder / f"{len(words)}-{world}.state".replace("/", "_"), "--api", "v2", "--world", world, *words)
        self.addCleanup(server.stop)
        return server

    def world(self, **changes):
        """A file with a world of two groups, each with a warehouse, and one service that both write to."""
        document = {
            "version": 1, "workspace": {"id": 1, "name": "W", "organization_id": 1, "created_at": "2026-01-01T00:00:00.000Z"},
            "sources": [{"id": number, "name": name, "type": "redshift", "group_id": group, "data_sources": [
                {"type": "table", "id": number * 10, "table_catalog": "dev", "table_schema": "public", "table_name": "users",
                 "columns": [{"name": "email", "type": "text"}, {"name": "name", "type": "text"}]}]}
                for number, name, group in [(1, "North", "group_north"), (2, "South", "group_south")]],
            "destinations": [{"id": 7, "name": "Braze", "type": "hubspot", "created_at": "2026-01-01T00:00:00.000Z", "objects": [
                {"label": "User", "full_name": "user", "fields": [
                    {"label": "Mail", "full_name": "mail", "can_be_upsert_key": True, "can_be_update_key": True, "can_be_insert_key": True},
                    {"label": "Name", "full_name": "name"}]}]}],
            "activations": [{"id": "northern_fox", "source": 1, "destination": 7}, {"id": "southern_owl", "source": 2, "destination": 7}],
            "syncs": [{"id": 10 + number, "label": "Users", "created_at": "2026-02-01T00:00:00.000Z", "operation": "upsert",
                       "source_attributes": {"connection_id": number, "object": {"type": "table", "id": number * 10}},
                       "destination_attributes": {"connection_id": 7, "object": "user"},
                       "mappings": [{"from": {"type": "column", "data": "email"}, "to": "mail", "is_primary_identifier": True}],
                       "mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "never"}}}, "alert_attributes": []}
                      for number in (1, 2)],
            "sync_runs": []}
        document.update(changes)
        return str(self.write("world.json", json.dumps(document)))

    def write_users(self, source="North", name="syncs.yaml", extra="", **more):
        lines = {"label": "Users", "source": "{connection: %s, table: dev.public.users}" % source,
                 "destination": "{connection: Braze, object: user}", "operation": "upsert",
                 "mappings": "[{from: email, to: mail, is_primary_identifier: true}]", **more}
        self.write(name, "version: 1\nsyncs:\n  users:\n" + "".join(f"    {key}: {value}\n" for key, value in lines.items()) + extra)
        self.write("censusctl.yaml", f"version: 1\nmanifests: [{name}]\n")

    def planned(self, server, *words, expect=0):
        return json.loads(self.run_program("plan", "--format", "json", *words, env=server.environment(), expect=expect).stdout)


class Keys(Worlds):
    def setUp(self):
        super().setUp()
        self.write("syncs.yaml", test_v1.TODAY)
        self.write("censusctl.yaml", "version: 1\nmanifests: [syncs.yaml]\n")

    def check_places(self, activation, of_object, note):
        server = self.serve("--set", f"activation_place={activation}", "--set", f"object_place={of_object}")
        done = self.run_program("plan", "--format", "json", "--detailed-exitcode", env=server.environment())
        self.assertEqual(json.loads(done.stdout)["summary"]["unchanged"], 11)
        self.assertEqual("in this V2 " in done.stderr, note, done.stderr)
        # Another destination, and a new sync: both must be said where this server looks for them.
        text = test_v1.TODAY.replace("schedule: quarter_hourly", "schedule: hourly")
        anew = """  anew:
    source: {connection: Warehouse - Prod, table: dev.public.users}
    destination: {connection: Salesforce - Prod, object: %s}
    operation: update
    mappings: [{from: email, to: %s, is_primary_identifier: true}]
"""
        self.write("syncs.yaml", text + anew % ("Contact", "Email"))
        done = self.run_program("apply", "--auto-approve", "--allow-duplicates", env=server.environment())
        self.assertIn("Applied: 1 created, 1 updated, ", done.stderr)
        self.write("syncs.yaml", text + anew % ("Account", "External_Id__c"))
        done = self.run_program("apply", "--auto-approve", "--allow-duplicates", env=server.environment())
        self.assertIn("Applied: 0 created, 1 updated, ", done.stderr)
        self.planned(server, "--detailed-exitcode", "--allow-duplicates")

    def test_the_usual_places(self):
        self.check_places("activation_id", "destination_attributes.object", False)

    def test_within_the_activation(self):
        self.check_places("activation.id", "activation_attributes.object", True)

    def test_within_the_attributes_of_the_destination(self):
        self.check_places("destination_attributes.activation_id", "object_full_name", True)

    def test_as_the_connection_of_the_destination(self):
        self.check_places("destination_attributes.connection_id", "object", True)

    def test_all_beside_one_another(self):
        self.check_places("activation_id", "destination_object", True)

    def test_what_was_learnt_is_said_once(self):
        server = self.serve("--set", "activation_place=activation.id", "--set", "object_place=object_full_name")
        done = self.run_program("plan", env=server.environment())
        self.assertEqual(done.stderr.count("in this V2 the activation of a sync stands under 'activation.id', not 'activation_id', and its "
                                           "object under 'object_full_name', not 'destination_attributes.object': so it is read and written"), 1)


class Unproved(Worlds):
    def test_the_first_write_needs_to_be_allowed(self):
        server = self.serve(world=self.world(syncs=[]))
        self.write_users()
        done = self.run_program("plan", env=server.environment())
        why = "no sync shows under which keys V2 holds the activation and the object of a sync"
        self.assertIn(f"an apply would be refused without --allow-unproved-api: {why}", done.stderr)
        done = self.run_program("apply", "--auto-approve", env=server.environment(), expect=5)
        self.assertIn(f"{why}, so that none is written; nothing was done", done.stderr)
        self.assertEqual(self.planned(server)["summary"]["create"], 1)
        self.run_program("apply", "--auto-approve", "--allow-unproved-api", env=server.environment())
        self.planned(server, "--detailed-exitcode")
        # Once there is a sync to learn from, nobody needs to allow anything.
        self.write_users(paused="true")
        self.run_program("apply", "--auto-approve", env=server.environment())

    def created(self, *words):
        """The requests that create, of an apply by keys that no reply has proved, and the syncs afterwards."""
        server = self.serve(*words, world=self.world(syncs=[]))
        self.write_users()
        done = self.run_program("apply", "--auto-approve", "--allow-unproved-api", "--log-level", "debug", env=server.environment())
        asked = [line for line in done.stderr.splitlines() if "POST " in line and "/syncs" in line and "trigger" not in line]
        self.planned(server, "--detailed-exitcode")
        self.told = done.stdout + done.stderr
        return asked, self.planned(server)["summary"]

    def test_a_sync_is_checked_before_it_is_created_by_unproved_keys(self):
        asked, summary = self.created()
        self.assertEqual((len(asked), summary["unchanged"], summary["unmanaged"]), (2, 1, 0), asked)
        self.assertNotIn("at once", self.told)

    def test_a_server_that_knows_no_check_creates_at_once_and_no_second_time(self):
        asked, summary = self.created("--set", "validate_only=unknown")
        self.assertEqual((len(asked), summary["unchanged"], summary["unmanaged"]), (1, 1, 0), asked)
        self.assertIn("\n    the server did not check 'users' first but created it at once; it is that sync\n", self.told)

    def test_keys_that_are_somewhere_else_are_not_guessed(self):
        server = self.serve("--set", "activation_place=activation.id", world=self.world(syncs=[]))
        self.write_users()
        done = self.run_program("apply", "--auto-approve", "--allow-unproved-api", env=server.environment(), expect=4)
        self.assertIn("activation.id", done.stdout + done.stderr)
        self.assertEqual(self.planned(server)["summary"]["create"], 1)

    def test_an_object_that_is_asked_for_proves_its_key(self):
        # No file names the object of the live syncs, so that it is asked for before the first write.
        server = self.serve(world=self.world())
        self.write_users(source="North", label="Others", mappings="[{from: name, to: name, is_primary_identifier: true}]", operation="append")
        self.run_program("apply", "--auto-approve", "--allow-duplicates", env=server.environment())


class Activations(Worlds):
    def test_the_activation_of_the_pair_is_taken(self):
        server = self.serve(world=self.world())
        self.write_users("South")
        self.assertEqual(self.planned(server, "--detailed-exitcode")["summary"]["unchanged"], 1)
        self.write_users("South", destination="{connection: 7, object: user}")
        self.assertEqual(self.planned(server, "--detailed-exitcode")["summary"]["unchanged"], 1)
        self.write_users("South", destination="{connection: southern_owl, object: user}")
        self.assertEqual(self.planned(server, "--detailed-exitcode")["summary"]["unchanged"], 1)

    def problems(self, server):
        return [(problem["code"], problem["message"], problem["line"]) for problem in self.planned(server, expect=3)["diagnostics"]]

    def test_several_are_named_and_none_is_guessed(self):
        twins = [{"id": "northern_fox", "source": 1, "destination": 7}, {"id": "northern_hen", "source": 1, "destination": 7}]
        server = self.serve(world=self.world(activations=twins, syncs=[]))
        self.write_users()
        self.assertEqual(self.problems(server), [(
            "destination-connection-ambiguous", "several activations take the syncs of source 'North' to the destination 'Braze' "
            "(ids northern_fox, northern_hen)", 6)])
        self.write_users(destination="{connection: northern_hen, object: user}")
        self.assertEqual(self.planned(server)["summary"]["create"], 1)

    def test_none_for_the_source_is_said_as_that(self):
        server = self.serve(world=self.world(activations=[{"id": "northern_fox", "source": 1, "destination": 7}], syncs=[]))
        self.write_users("South")
        self.assertEqual(self.problems(server), [("destination-connection-unknown", "the workspace has no destination 'Braze'", 6)])
        self.write("censusctl.yaml", "version: 1\nmanifests: [syncs.yaml, north.yaml]\n")
        self.write("north.yaml", "version: 1\nsyncs:\n  north:\n    source: {connection: North, table: dev.public.users}\n"
                   "    destination: {connection: Braze, object: user}\n    operation: upsert\n"
                   "    mappings: [{from: email, to: mail, is_primary_identifier: true}]\n")
        self.assertEqual(self.problems(server), [(
            "destination-connection-unknown", "no activation takes the syncs of source 'South' to the destination 'Braze'", 6)])


class Groups(Worlds):
    def test_what_is_in_another_group_is_not_there(self):
        server = self.serve(world=self.world())
        self.write_users()
        planned = self.planned(server, "--detailed-exitcode")
        self.assertEqual(planned["workspace"]["group_ids"], ["group_north"])
        self.assertEqual((planned["summary"]["unchanged"], planned["unmanaged"]), (1, []))
        # Of two syncs with this label only the one of the group can be meant, and is removed.
        self.write("syncs.yaml", "version: 1\nremoved: [{label: Users, reason: gone}]\n")
        done = self.run_program("plan", env=server.environment(), expect=1)
        self.assertIn("the token sees several groups, 'group_north', 'group_south', and no source of the files says in which one they are",
                      done.stderr)
        self.write("censusctl.yaml", "version: 1\nworkspace: {group_id: group_south}\nmanifests: [syncs.yaml]\n")
        planned = self.planned(server)
        self.assertEqual([(change["action"], change["sync_id"]) for change in planned["changes"]], [("delete", 12)])
        self.run_program("apply", "--auto-approve", env=server.environment())
        self.planned(server, "--detailed-exitcode")

    def test_the_stated_group_is_all_there_is(self):
        server = self.serve(world=self.world())
        self.write_users("North")
        self.write("censusctl.yaml", "version: 1\nworkspace: {group_id: group_south}\nmanifests: [syncs.yaml]\n")
        codes = [problem["code"] for problem in self.planned(server, expect=3)["diagnostics"]]
        self.assertEqual(codes, ["source-connection-unknown"])
        self.write("censusctl.yaml", "version: 1\nworkspace: {group_id: group_west}\nmanifests: [syncs.yaml]\n")
        done = self.run_program("plan", env=server.environment(), expect=1)
        self.assertIn("the token sees no source in the group 'group_west'", done.stderr)
        self.assertIn("the groups that it sees are 'group_north', 'group_south'", done.stderr)

    def test_a_saved_plan_stays_in_its_group(self):
        server = self.serve(world=self.world())
        self.write_users(paused="true")
        self.run_program("plan", "--out", "plan.json", env=server.environment())
        done = self.run_program("apply", "--plan", "plan.json", "--auto-approve", env=server.environment())
        self.assertIn("Applied: 0 created, 1 updated, ", done.stderr)

    def test_a_new_sync_is_the_only_one_of_its_label_in_its_group(self):
        server = self.serve(world=self.world())
        self.write_users(label="Child", triggers="{sync_sequence: parent}", extra="""  parent:
    label: Users
    source: {connection: North, table: dev.public.users}
    destination: {connection: Braze, object: user}
    operation: upsert
    mappings: [{from: email, to: mail, is_primary_identifier: true}, {from: name, to: name}]
""")
        self.run_program("apply", "--auto-approve", "--allow-duplicates", env=server.environment())
        self.planned(server, "--detailed-exitcode", "--allow-duplicates")

    def test_a_server_that_wants_the_group_is_told_it_where_it_is_stated(self):
        server = self.serve("--set", "group_needed=true", world=self.world())
        self.write_users(label="Others")
        done = self.run_program("apply", "--auto-approve", "--allow-duplicates", env=server.environment(), expect=4)
        self.assertIn("group_id is required", done.stdout + done.stderr)
        self.write("censusctl.yaml", "version: 1\nworkspace: {group_id: group_north}\nmanifests: [syncs.yaml]\n")
        self.run_program("apply", "--auto-approve", "--allow-duplicates", env=server.environment())

    def test_a_lock_is_of_its_group(self):
        server = self.serve(world=self.world())
        self.write_users()
        self.run_program("lock", env=server.environment())
        planned = self.planned(server, "--locked", "--detailed-exitcode")
        self.assertEqual((planned["summary"]["unchanged"], planned["unmanaged"]), (1, []))


class Understood(Worlds):
    def test_a_sync_whose_activation_is_not_seen_is_left_as_it_is(self):
        # The sync of the south goes through no activation that is listed.
        server = self.serve(world=self.world(activations=[{"id": "northern_fox", "source": 1, "destination": 7}]))
        self.write_users("North", id="12")
        self.write("censusctl.yaml", "version: 1\nworkspace: {group_id: group_north}\nmanifests: [syncs.yaml]\n")
        planned = self.planned(server, "--detailed-exitcode", expect=2)
        change = planned["changes"][0]
        self.assertEqual((change["action"], change["sync_id"], change["note"]),
                         ("blocked", 12, "it is not understood, and left as it is: it names no activation that the token sees"))
        self.run_program("apply", "--auto-approve", env=server.environment(), expect=4)

    def test_a_rehearsal_leaves_it_as_it_is_too(self):
        server = self.serve(world=self.world(activations=[{"id": "northern_fox", "source": 1, "destination": 7}]))
        self.write_users("North", id="12", extra="""  more:
    source: {connection: North, table: dev.public.users}
    destination: {connection: Braze, object: user}
    operation: update
    mappings: [{from: email, to: mail, is_primary_identifier: true}]
    distinct_from: [11]
""")
        self.write("censusctl.yaml", "version: 1\nworkspace: {group_id: group_north}\nmanifests: [syncs.yaml]\n")
        rehearsal = self.planned(server, "--rehearse")["rehearsal"]
        self.assertEqual({key: rehearsal[key] for key in ("passed", "created", "updated", "blocked", "writes", "problems")},
                         {"passed": True, "created": 1, "updated": 0, "blocked": 1, "writes": 1, "problems": []})


class Tokens(Worlds):
    def test_a_token_of_the_wrong_kind_is_told_apart(self):
        key = "secret-token:KEY"
        server = self.serve("--personal-token", "pat-Xk", world=self.world())
        self.write_users()
        there = {**server.environment(), "CENSUS_API_TOKEN": key}
        done = self.run_program("plan", env=there, expect=1)
        self.assertIn("V2 takes a personal access token; this one begins with 'secret-token:'", done.stderr)
        self.assertNotIn("KEY", done.stderr.replace("API key", ""))
        self.run_program("plan", env={**there, "CENSUS_API_TOKEN": "pat-Xk"})
        older = Server(self.folder / "older.state", "--api", "v1", "--world", "today")
        self.addCleanup(older.stop)
        done = self.run_program("plan", env={**older.environment(), "CENSUS_API_TOKEN": "pat-Xk"}, expect=1)
        self.assertIn("V1 takes the API key of a workspace, which begins with 'secret-token:' as this one does not: a personal access "
                      "token is for V2 (--api v2)", done.stderr)


class ReadOnly(Worlds):
    def test_nothing_is_written_in_any_generation(self):
        for api, world in (("v2", "today"), ("v1", "today"), ("2021", "reference")):
            server = Server(self.folder / f"{api}.state", "--api", api, "--world", world)
            self.addCleanup(server.stop)
            self.write("syncs.yaml", manifest() if api == "2021" else
                       test_v1.TODAY.replace("schedule: quarter_hourly", "schedule: hourly"))
            self.write("censusctl.yaml", "version: 1\nmanifests: [syncs.yaml]\n")
            before = self.planned(server)["plan_id"]
            done = self.run_program("apply", "--auto-approve", "--read-only", env=server.environment(), expect=5)
            self.assertIn("nothing may be written here: it is read-only; nothing was done", done.stderr)
            self.assertEqual(self.planned(server, "--read-only")["plan_id"], before)
            self.write("censusctl.yaml", "version: 1\nworkspace: {read_only: true}\nmanifests: [syncs.yaml]\n")
            self.run_program("apply", "--auto-approve", env=server.environment(), expect=5)


if __name__ == "__main__":
    unittest.main()
