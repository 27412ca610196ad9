"""A sync that is taken out of the files without `removed:` is named by plan and drift, where it is known what was declared before."""
import json
import subprocess
import unittest

from support import manifest, Served, Server

WORDS = "is live, was declared as 'events' in {}, and no file declares it any more"


class LeftBehind(Served):
    def setUp(self):
        super().setUp()
        self.server = Server(self.folder / "server.state", "--api", "v1")
        self.addCleanup(self.server.stop)
        self.write("syncs/a.yaml", manifest())
        self.write("syncs/b.yaml", manifest(label="Second", mappings="[{from: USER_ID, to: external_id, is_primary_identifier: true}]")
                   .replace("braze-users", "events"))
        self.write("syncs/c.yaml", "version: 1\nremoved: []\n")

    def left(self, command, *words, expect=0):
        document = json.loads(self.run_there(command, "--format", "json", *words, expect=expect).stdout)
        return [problem for problem in document["diagnostics"] if problem["code"] == "sync-left-behind"]

    def git(self, *words):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *words], cwd=self.folder, check=True, capture_output=True)

    def test_the_newest_journal_knows_what_was_declared(self):
        self.run_there("apply", "--auto-approve")
        self.assertEqual(self.left("plan"), [])
        (self.folder / "syncs/b.yaml").unlink()
        (problem,) = self.left("plan")
        self.assertRegex(problem["message"], r"^sync \d+ 'Second' " + WORDS.format(r"the apply of 20.*Z") + "$")
        self.assertEqual(problem["severity"], "warning")
        self.assertIn("`removed:` and `  - {id: ", problem["hint"])
        self.assertEqual(len(self.left("drift", expect=2)), 1)
        self.assertEqual(self.left("plan", "syncs/a.yaml"), [])  # of a part it cannot be told
        self.assertEqual(self.left("plan", "--ignore", "sync-left-behind"), [])
        self.assertEqual([one["severity"] for one in self.left("plan", "--error", "sync-left-behind", expect=3)], ["error"])
        # The two lines do what they say.
        sync_id = problem["message"].split()[1]
        self.write("syncs/c.yaml", f"version: 1\nremoved:\n  - {{id: {sync_id}, reason: why}}\n")
        self.assertEqual(self.left("plan"), [])
        self.assertIn("1 deleted", self.run_there("apply", "--auto-approve").stderr)

    def test_a_saved_plan_is_a_base_as_well(self):
        self.run_there("plan", "--out", "saved.plan")
        self.run_there("apply", "--plan", "saved.plan", "--auto-approve")
        (self.folder / "syncs/b.yaml").unlink()
        self.assertEqual(len(self.left("plan")), 1)

    def test_a_journal_of_another_workspace_says_nothing(self):
        self.run_there("apply", "--auto-approve")
        (self.folder / "syncs/b.yaml").unlink()
        other = Server(self.folder / "other.state", "--api", "v1", "--world", "today")
        self.addCleanup(other.stop)
        done = self.run_there("plan", "--format", "json", env=other.environment(), expect=None)
        self.assertNotIn("sync-left-behind", done.stdout)

    def test_a_ref_knows_it_where_there_is_no_journal(self):
        self.git("init", "-q")
        self.git("add", "syncs")
        self.git("commit", "-qm", "first")
        self.run_there("apply", "--auto-approve")
        (self.folder / "syncs/b.yaml").unlink()
        for name in (self.folder / ".censusctl/journal").iterdir():
            name.unlink()
        self.assertEqual(self.left("plan"), [])
        for command, expect in (("plan", 0), ("drift", 2)):
            (problem,) = self.left(command, "--base", "HEAD", expect=expect)
            self.assertRegex(problem["message"], r"^sync \d+ 'Second' " + WORDS.format(r"'HEAD \([0-9a-f]{12}\)'") + "$")


if __name__ == "__main__":
    unittest.main()
