"""`removed:` names syncs that must not exist any more."""
import json
import unittest

from support import Project, manifest

# Sync 52 of the reference world.
GONE = manifest().rstrip() + """
removed:
  - {id: 52, reason: nobody reads it}
  - {label: Never was}
"""


class Removed(Project):
    def test_a_generation_that_cannot_delete_says_what_to_do_by_hand(self):
        self.speak_2021()
        self.write("syncs/a.yaml", GONE)
        planned = self.plan()
        self.assertEqual(planned["summary"]["blocked"], 1)
        blocked = next(change for change in planned["changes"] if change["action"] == "blocked")
        self.assertEqual((blocked["sync_id"], blocked["reason"], blocked["note"], blocked["fields"]),
                         (52, "removed", "nobody reads it", []))
        self.assertEqual(blocked["edits"][1], "delete it")
        self.assertNotIn(52, [sync["sync_id"] for sync in planned["unmanaged"]])
        text = self.run_program("plan", "--sandbox", "--detailed-exitcode", expect=2).stdout
        self.assertIn("      reason: nobody reads it\n", text)
        self.assertIn("        2. delete it\n", text)
        page = self.run_program("plan", "--sandbox", "--format", "markdown").stdout
        self.assertIn("reason: ` nobody reads it `", page)
        done = self.run_program("apply", "--sandbox", "--auto-approve", expect=4)
        self.assertIn("Applied: 1 created,", done.stderr)

    def test_files_may_say_nothing_else(self):
        self.write("syncs/a.yaml", "version: 1\nremoved: [{label: Never was}]\n")
        self.assertIn("No changes.", self.run_program("plan", "--sandbox").stdout)

    def test_what_is_declared_cannot_be_removed(self):
        self.write("syncs/a.yaml", manifest().rstrip() + "\nremoved: [{label: Braze users}]\n")
        self.run_program("apply", "--sandbox", "--auto-approve", "--format", "json", expect=None)
        done = self.run_program("plan", "--sandbox", "--format", "json", expect=None)
        codes = [problem["code"] for problem in json.loads(done.stdout)["diagnostics"]]
        self.assertEqual((done.returncode, codes), (3, ["removed-still-declared"]))


if __name__ == "__main__":
    unittest.main()
