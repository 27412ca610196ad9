"""`policy: limits`: plan warns with the arithmetic, apply refuses."""
import unittest

from support import Project, manifest

CONFIG = """version: 1
policy:
  limits:
    creates: {max: 0}
"""


class Limits(Project):
    def setUp(self):
        super().setUp()
        self.write("censusctl.yaml", CONFIG)
        self.write("syncs/a.yaml", manifest(run="on_create"))

    def test_plan_warns_and_apply_refuses(self):
        done = self.run_program("plan", "--sandbox")
        self.assertIn("censusctl.yaml:4:20: warning: the plan creates 1 sync, and the limit is 0 [limit-exceeded]\n",
                      done.stdout)
        done = self.run_program("apply", "--sandbox", "--auto-approve", expect=5)
        self.assertIn("error: the plan exceeds a limit of `policy`; nothing was done\n"
                      "  hint: give --override-limits if this much is meant\n", done.stderr)
        self.assertEqual(self.plan()["summary"]["create"], 1)

    def test_the_limits_can_be_overridden(self):
        self.run_program("apply", "--sandbox", "--auto-approve", "--override-limits")
        self.run_program("plan", "--sandbox", "--detailed-exitcode")

    def test_a_saved_plan_has_the_limits_of_the_day(self):
        self.write("censusctl.yaml", "version: 1\n")
        self.run_program("plan", "--sandbox", "--out", "p.plan")
        self.write("censusctl.yaml", CONFIG)
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "p.plan", expect=5)
        self.assertIn("censusctl.yaml:4:20: warning: the plan creates 1 sync, and the limit is 0 [limit-exceeded]\n",
                      done.stdout)
        self.assertIn("syncs/a.yaml:3:3", done.stdout)
        self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "p.plan", "--override-limits")

    def test_percent_of_the_live_syncs_from_the_floor_on(self):
        self.write("censusctl.yaml", CONFIG.replace("{max: 0}", "{max_percent: 33, floor: 0}"))
        done = self.run_program("plan", "--sandbox")
        self.assertIn("the plan creates 1 sync where 3 are live, which is 33.3%, and the limit is 33% (from 1 on)",
                      done.stdout)
        self.write("censusctl.yaml", CONFIG.replace("{max: 0}", "{max_percent: 33, floor: 1}"))
        self.assertNotIn("limit", self.run_program("plan", "--sandbox").stdout)
        self.run_program("apply", "--sandbox", "--auto-approve")


class Runs(Project):
    def test_in_ci_a_run_that_is_followed_has_plain_lines(self):
        self.write("syncs/a.yaml", manifest(run="on_create"))
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--wait")
        self.assertIn("run 1234567890 of braze-users: working", done.stderr)
        self.assertIn("> triggered braze-users (sync 4545), run 1234567890, completed: 1200 processed, 1200 updated, "
                      "0 failed, 0 invalid\n", done.stdout)

    def test_too_many_invalid_records_fail_the_run(self):
        self.speak_2021()
        accounts = manifest(label="Accounts", source="{connection: Snowflake - Prod, table: analytics.public.accounts}",
                            destination="{connection: Salesforce - Prod, object: Account}", run="always",
                            mappings="[{from: ACCOUNT_ID, to: External_Id__c, is_primary_identifier: true}, {from: NAME, to: Name}]")
        self.write("syncs/a.yaml", accounts)
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--max-invalid-percent", "0.5", expect=4)
        self.assertIn("the run completed with 2 invalid records of 300, 0.7%, which is more than the 0.5% of "
                      "--max-invalid-percent", done.stdout)
        self.run_program("apply", "--sandbox", "--auto-approve", "--max-invalid-percent", "1")
        done = self.run_program("trigger", "--sandbox", "braze-users", "--max-invalid-percent", "0", expect=4)
        self.assertIn("! failed: trigger braze-users", done.stdout)
        self.run_program("trigger", "--sandbox", "braze-users", "--max-invalid-percent", "101", expect=64)


if __name__ == "__main__":
    unittest.main()
