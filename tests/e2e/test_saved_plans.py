"""`plan --out` and `apply --plan`: exactly that, or nothing."""
import hashlib
import json
import os
import stat
import unittest

from support import Project, Server, manifest

TWO = manifest(run="on_create") + manifest(label="Second", destination="{connection: Braze, object: event}",
                                           operation="append", mappings="[{from: EMAIL, to: external_id, is_primary_identifier: true}, "
                                           "{from: USER_ID, to: name}, {from: {value: 2021-10-22T00:40:11Z, type: datetime}, to: time}]"
                                           ).split("syncs:\n")[1].replace("braze-users:", "second:")


class SavedPlans(Project):
    def setUp(self):
        super().setUp()
        self.write("syncs/a.yaml", TWO)

    def save(self, *words):
        done = self.run_program("plan", "--sandbox", "--out", "p.plan", *words)
        self.assertIn("Saved to p.plan; `censusctl apply --sandbox --plan p.plan` does exactly this.", done.stderr)
        return json.loads((self.folder / "p.plan").read_text())

    def apply(self, *words, expect=0):
        return self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "p.plan", *words, expect=expect)

    def test_a_saved_plan_is_done_whatever_the_files_say_by_then(self):
        saved = self.save()
        self.assertEqual(stat.S_IMODE(os.stat(self.folder / "p.plan").st_mode), 0o600)
        self.assertEqual(saved["plan_id"], self.plan()["plan_id"])
        self.write("syncs/a.yaml", "version: 1\nsyncs: [nonsense\n")
        done = self.apply()
        self.assertIn("+ created braze-users (sync 4545)", done.stdout)
        self.assertIn("Applied: 2 created, 1 triggered;", done.stderr)
        self.write("syncs/a.yaml", TWO)
        self.run_program("plan", "--sandbox", "--detailed-exitcode")

    def test_a_plan_that_was_done_is_stale(self):
        self.save()
        self.apply()
        done = self.apply(expect=5)
        self.assertIn("! create:braze-users: sync 4545 has this label by now\n", done.stderr)
        self.assertIn("error: the workspace has moved under 2 of 3 actions since the plan was made; nothing was done\n",
                      done.stderr)

    def test_the_difference_is_shown_for_the_action_that_moved_and_others_do_not_count(self):
        self.save()
        other = manifest(label="Elsewhere").replace("braze-users:", "elsewhere:")
        self.write("other/b.yaml", other)
        self.write("censusctl.yaml", "version: 1\nmanifests: [other]\n")  # somebody else's project
        self.run_program("apply", "--sandbox", "--auto-approve", "--allow-duplicates")
        self.write("other/b.yaml", manifest(label="Second", paused="true").replace("braze-users:", "somebody:"))
        stale_free = (self.folder / "p.plan").read_text()
        self.run_program("apply", "--sandbox", "--auto-approve", "--allow-duplicates")
        (self.folder / "censusctl.yaml").unlink()
        done = self.apply(expect=5)
        self.assertIn("! create:second: sync 4546 has this label by now\n    destination.object: planned as event, now user\n",
                      done.stderr)
        self.assertIn("paused: planned as false, now true", done.stderr)
        self.assertNotIn("create:braze-users: ", done.stderr)
        self.assertIn("error: the workspace has moved under 1 of 3 actions", done.stderr)
        self.assertEqual((self.folder / "p.plan").read_text(), stale_free)

    def test_an_altered_plan_is_refused(self):
        self.save()
        path = self.folder / "p.plan"
        path.write_text(path.read_text().replace("Braze users", "Braze Users"))
        done = self.apply(expect=5)
        self.assertEqual(done.stderr, "error: 'p.plan': the plan was altered after it was saved: its digest does not fit\n"
                                      "  hint: make it anew with `censusctl plan --out`\n")

    def test_an_action_of_a_later_version_is_refused_by_its_name(self):
        self.save()
        path = self.folder / "p.plan"
        text = path.read_text().replace('"action":"create"', '"action":"merge"', 1)
        text = text[:text.rindex(',"digest":')]
        digest = "sha256:" + hashlib.sha256(text.encode()).hexdigest()
        path.write_text(text + f',"digest":"{digest}"}}\n')
        done = self.apply(expect=5)
        self.assertEqual(done.stderr, "error: 'p.plan': the plan holds an action that this version does not know, 'merge'\n"
                                      "  hint: make it anew with `censusctl plan --out`\n")

    def test_another_workspace_is_refused(self):
        self.save()
        server = Server(self.folder / "server.state")
        self.addCleanup(server.stop)
        done = self.run_program("apply", "--auto-approve", "--plan", "p.plan", env=server.environment(), expect=5)
        self.assertIn("error: the plan was made for 'sandbox' (api v1), and this is 'http://127.0.0.1:", done.stderr)

    def test_files_that_are_no_plans(self):
        done = self.apply(expect=1)
        self.assertIn("error: the plan 'p.plan' cannot be read: No such file or directory", done.stderr)
        self.write("p.plan", "{}")
        self.assertIn("this is not a plan that `censusctl plan --out` saved", self.apply(expect=1).stderr)
        self.run_program("apply", "--plan", "p.plan", "syncs", expect=64)

    def test_a_plan_with_errors_is_not_saved(self):
        self.write("syncs/a.yaml", manifest(destination="{connection: Braz, object: user}"))
        done = self.run_program("plan", "--sandbox", "--out", "p.plan", expect=3)
        self.assertIn("error: a plan with errors cannot be applied, so it was not saved to 'p.plan'", done.stderr)
        self.assertFalse((self.folder / "p.plan").exists())

    def test_a_plan_that_cannot_be_saved(self):
        done = self.run_program("plan", "--sandbox", "--out", "missing/p.plan", expect=1)
        self.assertIn("error: the plan was not saved: 'missing/p.plan' cannot be written: No such file or directory",
                      done.stderr)

    def test_the_plan_that_was_reviewed_is_expected_by_its_file(self):
        self.save()
        self.write("syncs/a.yaml", TWO.replace("Second", "Third"))
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--expect", "p.plan", expect=5)
        self.assertIn("  create:second is another: label\n", done.stderr)
        self.assertIn(", not the one that was expected; nothing was done", done.stderr)
        self.write("syncs/a.yaml", "# the same\n" + TWO)
        self.run_program("apply", "--sandbox", "--auto-approve", "--expect", "p.plan")


if __name__ == "__main__":
    unittest.main()
