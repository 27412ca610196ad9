"""A plan as a person reads it: its head, folded creates, names in place of ids, and that an apply folds nothing (law 1)."""
import unittest

from support import Project, manifest

FOLDED = """  + create braze-users (label 'Braze users')  syncs/a.yaml:3:3
      Snowflake - Prod / braze_test -> Braze / user: upsert, 1 mapping
"""
MAPPING = "      mappings[external_id].from: EMAIL\n"


class PlanText(Project):
    def setUp(self):
        super().setUp()
        self.speak_2021()
        self.write("syncs/a.yaml", manifest())

    def test_a_new_sync_is_two_lines_unless_all_is_asked_for(self):
        folded = self.run_program("plan", "--sandbox").stdout
        self.assertIn("\n" + FOLDED + "\n", folded)
        self.assertNotIn(MAPPING, folded)
        whole = self.run_program("plan", "--sandbox", "--full").stdout
        self.assertIn(FOLDED.splitlines(keepends=True)[0], whole)
        self.assertIn(MAPPING, whole)
        self.assertIn("      source.connection: Snowflake - Prod (", whole)
        self.assertIn("      destination.connection: Braze (", whole)

    def test_the_head_comes_first(self):
        lines = self.run_program("plan", "--sandbox").stdout.splitlines()
        self.assertRegex(lines[0], r"^Plan for \S+ \(API 2021\)$")
        self.assertRegex(lines[1], r"^Plan: 1 to create, 0 to update, 0 to delete, 0 to trigger, 0 blocked; 0 unchanged, \d+ unmanaged\.$")
        self.assertRegex(lines[2], r"^Left alone: \d+ live syncs? that none of these files declares: \d+ ")
        self.assertEqual(lines[3:5], ["", FOLDED.splitlines()[0]])

    def test_what_an_apply_writes_it_shows_whole(self):
        applied = self.run_program("apply", "--sandbox", "--auto-approve")
        self.assertIn(MAPPING, applied.stdout)

    def test_a_saved_plan_is_shown_whole_before_it_is_done(self):
        self.run_program("plan", "--sandbox", "--out", "saved.plan")
        applied = self.run_program("apply", "--sandbox", "--plan", "saved.plan", "--auto-approve")
        self.assertIn(MAPPING, applied.stdout)

    def test_nobody_else_takes_full(self):
        refused = self.run_program("apply", "--sandbox", "--full", expect=64)
        self.assertIn("--full", refused.stderr)


if __name__ == "__main__":
    unittest.main()
