"""Whatever ends with another status than 0 says why in the last line on stderr, below which at most its hint stands: also with -q."""
import subprocess
import unittest

from support import PROGRAM, Project, manifest


class Exits(Project):
    def ended(self, words, status, why):
        """Loud and quiet, it is the same line."""
        for more in ([], ["-q"]):
            with self.subTest(words=" ".join([*words, *more])):
                done = self.run_program(*words, *more, expect=status)
                lines = [line for line in done.stderr.splitlines() if not line.lstrip().startswith("hint: ")]
                self.assertEqual(lines[-1:], [why], done.stderr)

    def test_faulty_manifests(self):
        self.write("syncs/a.yaml", manifest(operaton="upsert"))
        for words, why in (
                (["validate"], "1 error in 1 sync."),
                (["validate", "--sandbox"], "1 error in 1 sync."),
                (["plan", "--sandbox"], "1 error."),
                (["plan", "--sandbox", "--out", "saved"], "error: a plan with errors cannot be applied, so it was not saved to 'saved'"),
                (["apply", "--sandbox"], "1 error: nothing was done."),
                (["drift", "--sandbox"], "1 error."),
                (["graph"], "error: the manifests have 1 error: nothing was drawn"),
                (["trigger", "--sandbox", "braze-users"], "error: the manifests have 1 error: nothing was started"),
                (["lock", "--sandbox"], "error: the lock was not written"),
                (["lock", "--sandbox", "--check"], "error: the lock was not checked"),
                (["explain-diff", "--sandbox", "braze-users"], "error: the sync 'braze-users' has errors"),
                (["plan"], "error: the manifests were not checked against the workspace: no API token: the variable CENSUS_API_TOKEN is not set")):
            self.ended(words, 3, why)

    def test_a_faulty_project_file(self):
        self.write("censusctl.yaml", "verison: 1\n")
        self.write("syncs/a.yaml", manifest())
        for command in ("plan", "apply", "drift", "lock", "schema", "import --all", "adopt --all", "runs a", "cancel a", "trigger a", "explain-diff a"):
            self.ended([*command.split(), "--sandbox"], 3, "error: the project file has errors: nothing was connected to, and nothing done")
        self.ended(["list", "sources", "--sandbox"], 3, "error: the project file has errors: nothing was connected to, and nothing done")

    def test_differences(self):
        self.write("syncs/a.yaml", manifest())
        self.ended(["plan", "--sandbox", "--detailed-exitcode"], 2, "There are differences.")
        self.ended(["drift", "--sandbox"], 2, "The workspace has left the files.")
        self.run_program("lock", "--sandbox")
        self.write("syncs/a.yaml", manifest(destination="{connection: Braze, object: event}"))
        self.ended(["lock", "--sandbox", "--check"], 2, "The lock and the workspace differ.")

    def test_refusals(self):
        self.write("syncs/a.yaml", manifest())
        self.ended(["apply", "--sandbox"], 5, "error: apply needs somebody to say yes, and this is not a terminal")
        self.run_program("plan", "--sandbox", "--out", "saved")
        self.write("syncs/a.yaml", manifest(schedule="daily"))
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--expect", "saved", "-q", expect=5)
        self.assertRegex(done.stderr.splitlines()[-2], r"^error: the plan is sha256:\w+, not the one that was expected; nothing was done$")
        self.write("censusctl.yaml", "version: 1\nworkspace: {base_url: 'https://elsewhere.example/api/v1'}\n")
        self.ended(["plan"], 5, "error: the token is not sent to 'elsewhere.example:443', which only censusctl.yaml:2:23 names: a file may name hosts of the "
                                "vendor (https, below getcensus.com or fivetran.com) and loopback")

    def test_an_incomplete_apply(self):
        self.write("syncs/a.yaml", manifest())
        self.ended(["apply", "--sandbox", "--auto-approve", "--fault", "POST ** status=422"], 4,
                   "error: not all of it was done; what failed or is unknown is said above")
        self.speak_2021()
        self.run_program("apply", "--sandbox", "--auto-approve")
        self.write("syncs/a.yaml", manifest(paused="true"))
        self.ended(["apply", "--sandbox", "--auto-approve"], 4, "Not all is as the files say: 1 sync must be edited by hand ('braze-users').")

    def test_failures_and_words(self):
        self.write("syncs/a.yaml", manifest())
        for words, status, why in (
                (["plan"], 1, "error: no API token: the variable CENSUS_API_TOKEN is not set"),
                (["trigger", "--sandbox", "x"], 1, "error: no manifest declares a sync 'x'"),
                (["runs", "--sandbox", "x"], 1, "error: no manifest declares a sync 'x'"),
                (["cancel", "--sandbox", "x"], 1, "error: no manifest declares a sync 'x'"),
                (["adopt", "--sandbox", "x"], 1, "error: no manifest declares a sync 'x'"),
                (["explain-diff", "--sandbox", "x"], 1, "error: no manifest declares a sync 'x'"),
                (["import", "--sandbox", "x"], 1, "error: the workspace has no sync with the label or id 'x'"),
                (["list", "--sandbox", "models", "x"], 1, "error: there is no source 'x'"),
                (["schema", "--locked"], 1, "error: the lock censusctl.lock.json cannot be read: No such file or directory"),
                (["apply", "--sandbox", "--plan", "nowhere"], 1, "error: the plan 'nowhere' cannot be read: No such file or directory"),
                (["import", "--sandbox"], 64, "error: name syncs by their labels or ids, or give --all"),
                (["list", "--sandbox", "x"], 64, "error: 'x' cannot be listed"),
                (["explain", "x"], 64, "error: there is no code 'x'"),
                (["init", "--base-url", "x"], 64, "error: that is no base URL of an API: nothing was written"),
                (["trigger", "--sandbox"], 64, "error: KEY is required"),
                (["plan", "--timeout", "x"], 64, "error: --timeout: Value x not in range 1 to 86400"),
                (["plna"], 64, "error: 'plna' is no command of censusctl")):
            self.ended(words, status, why)


class Streams(Project):
    """`-` is standard input where a file is read, and standard output where one is written."""

    def setUp(self):
        super().setUp()
        self.text = manifest()

    def pipe(self, text, *words, expect=0):
        done = subprocess.run([PROGRAM, *words], cwd=self.folder, input=text, capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, expect, f"{words}\n{done.stdout}\n{done.stderr}")
        return done

    def test_manifests(self):
        self.assertEqual(self.pipe(self.text, "validate", "-").stderr, "No problems in 1 of 1 sync.\n")
        done = self.pipe(manifest(operaton="upsert"), "validate", "-", expect=3)
        self.assertIn("-:10:5: error: unknown key 'operaton'", done.stdout)
        self.assertIn("there is no file, folder or sync 'syncs/-'", self.pipe("", "validate", "syncs/-", expect=3).stdout)

    def test_no_file_of_the_project_reads_what_is_piped_in(self):
        self.write("censusctl.yaml", "version: 1\nmanifests: ['-']\n")
        self.assertIn("there is no file or folder '-'", self.pipe(self.text, "validate", expect=3).stdout)

    def test_a_saved_plan(self):
        self.write("syncs/a.yaml", self.text)
        saved = self.pipe("", "plan", "--sandbox", "--out", "-")
        self.assertIn("+ create braze-users", saved.stderr)
        self.assertIn("Saved to what reads standard output", saved.stderr)
        self.assertTrue(saved.stdout.startswith("{"), saved.stdout[:80])
        done = self.pipe(saved.stdout, "apply", "--sandbox", "--auto-approve", "--plan", "-")
        self.assertIn("+ created braze-users", done.stdout)
        self.assertEqual(list(self.folder.glob("-*")), [])

    def test_reports(self):
        self.write("syncs/a.yaml", self.text)
        for form in ("json", "html", "sarif", "markdown"):
            alone = self.pipe("", "plan", "--sandbox", "--format", form).stdout
            self.assertEqual(self.pipe("", "plan", "--sandbox", "--output", f"{form}=-").stdout, alone, form)
        done = self.pipe("", "plan", "--sandbox", "--output", "json=-", "--output", "sarif=report")
        self.assertTrue(done.stdout.startswith("{"))
        self.assertTrue((self.folder / "report").exists())
        done = self.pipe("", "plan", "--sandbox", "--output", "json=-", "--output", "html=-", expect=64)
        self.assertEqual((done.stdout, done.stderr.splitlines()[-1]), ("", "error: standard output takes one of what is to be written there"))
        self.assertIn('"$schema"', self.pipe("", "schema", "--sandbox", "--out", "-").stdout)


if __name__ == "__main__":
    unittest.main()
