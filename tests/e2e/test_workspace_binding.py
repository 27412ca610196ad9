"""A base URL serves many workspaces, and the token picks one: what was made in one is not done in another."""
import json
import socket
import unittest

from support import Project, Server, manifest

# Connections of the same names, as staging and production have them, with ids of their own; and one more of both.
WORLD = """
version: 1
settings: {{next_sync_id: {first}}}
sources:
  - {{id: {source}, name: Snowflake - Prod, data_sources: [{{type: model, id: 15, name: braze_test, query: select 1,
      columns: [{{name: EMAIL, type: text}}]}}]}}
destinations:
  - id: {destination}
    name: Braze
    objects: [{{full_name: user, label: User, fields: [{{full_name: external_id, label: External id, type: String,
      createable: true, updateable: true, can_be_upsert_key: true}}]}}]
{more}"""
SYNC = manifest(run="on_create")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Binding(Project):
    def setUp(self):
        super().setUp()
        self.port = str(free_port())
        self.server = None
        self.write("syncs/a.yaml", SYNC)
        self.worlds = {
            "one": WORLD.format(source=4, destination=15, first=100, more=""),
            "other": WORLD.format(source=70, destination=71, first=100, more=""),
            "one with more": WORLD.format(source=4, destination=15, first=100, more="  - {id: 99, name: Late}\n"),
        }

    def serve(self, world, state="state", *faults):
        """The workspace behind the one base URL from now on."""
        if self.server:
            self.server.stop()
        path = self.write(f"worlds/{world.replace(' ', '-')}.yaml", self.worlds[world])
        words = [word for fault in faults for word in ("--fault", fault)]
        self.server = Server(self.folder / f"{world.replace(' ', '-')}.{state}", "--port", self.port, "--world", str(path), *words)
        self.addCleanup(self.server.stop)

    def run_here(self, *words, expect=0):
        return self.run_program(*words, env=self.server.environment(), expect=expect)

    def live_labels(self):
        return [sync["label"] for sync in json.loads(self.run_here("plan", "--format", "json").stdout)["unmanaged"]]

    def test_a_saved_plan_is_not_done_in_another_workspace_behind_the_same_url(self):
        self.serve("one")
        self.run_here("plan", "--out", "p.plan")
        saved = json.loads((self.folder / "p.plan").read_text())
        self.assertEqual(saved["workspace"]["connections"], [{"kind": "destination", "id": "15", "name": "Braze"},
                                                             {"kind": "source", "id": "4", "name": "Snowflake - Prod"}])
        self.serve("other")
        done = self.run_here("apply", "--auto-approve", "--plan", "p.plan", expect=5)
        self.assertEqual(done.stderr, "! only where the plan was made: destination 15 'Braze'\n"
                                      "! only where the plan was made: source 4 'Snowflake - Prod'\n"
                                      "! only here: destination 71 'Braze'\n"
                                      "! only here: source 70 'Snowflake - Prod'\n"
                                      "error: the plan was made in another workspace; nothing was done\n"
                                      "  hint: give the token of that workspace, or plan again in this one\n")
        self.assertIn("Plan: 1 to create,", self.run_here("plan").stdout)
        self.serve("one")
        self.assertIn("Applied: 1 created, 1 triggered;", self.run_here("apply", "--auto-approve", "--plan", "p.plan").stderr)

    def test_a_connection_that_came_since_is_named(self):
        self.serve("one")
        self.run_here("plan", "--out", "p.plan")
        self.serve("one with more")
        done = self.run_here("apply", "--auto-approve", "--plan", "p.plan", expect=5)
        self.assertEqual(done.stderr, "! only here: destination 99 'Late'\n"
                                      "error: the workspace's connections have changed since the plan was made; nothing was done\n"
                                      "  hint: plan again\n")

    def test_the_id_of_a_plan_is_of_its_workspace(self):
        self.serve("one")
        here = json.loads(self.run_here("plan", "--format", "json", "--out", "p.plan").stdout)
        self.assertRegex(here["workspace"]["connections_digest"], "^sha256:[0-9a-f]{64}$")
        self.serve("other")
        there = json.loads(self.run_here("plan", "--format", "json").stdout)
        self.assertNotEqual(there["workspace"]["connections_digest"], here["workspace"]["connections_digest"])
        self.assertNotEqual(there["plan_id"], here["plan_id"])
        done = self.run_here("apply", "--auto-approve", "--expect", "p.plan", expect=5)
        self.assertIn("  only where the plan was made: destination 15 'Braze'\n", done.stderr)
        self.assertIn(", not the one that was expected; nothing was done\n", done.stderr)

    def test_what_an_apply_left_open_in_one_workspace_is_not_settled_in_another(self):
        self.serve("one", "state", "POST /api/v1/syncs drop-before times=1")
        self.run_here("apply", "--auto-approve", expect=4)
        self.serve("other")
        self.assertNotIn("ended early", self.run_here("plan").stderr)
        self.serve("one with more")  # still the same workspace
        self.assertIn("create:braze-users had not been done", self.run_here("plan").stderr)

    def test_a_lock_is_not_held_against_another_workspace(self):
        self.serve("one")
        self.run_here("apply", "--auto-approve")
        self.run_here("lock")
        self.run_here("plan", "--locked")
        self.serve("one with more")
        self.run_here("lock", "--check")
        self.serve("other")
        self.run_here("plan", "--locked")  # there are no syncs to tell it by
        done = self.run_here("lock", "--check", expect=5)
        self.assertIn("! only where the lock was made: destination 15 'Braze'\n", done.stderr)
        self.assertIn("error: the lock was made in another workspace than this\n"
                      "  hint: `censusctl lock` writes it anew from the workspace\n", done.stderr)
        self.run_here("apply", "--auto-approve")
        done = self.run_here("plan", "--locked", expect=5)
        self.assertEqual(done.stderr, "error: the lock was made in another workspace than this: none of the connections that its "
                                      "syncs use is in the lock\n  hint: `censusctl lock` writes it anew from the workspace\n")


if __name__ == "__main__":
    unittest.main()
