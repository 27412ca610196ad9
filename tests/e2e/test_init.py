"""`init`: a project begins with what it needs, and nothing that is there is touched."""
import os
import pty
import select
import subprocess
import time
import unittest

from support import PROGRAM, ROOT, Project, Server


class Init(Project):
    def files(self):
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())

    def test_a_project_that_plans(self):
        done = self.run_program("init")
        self.assertEqual((done.stdout, done.stderr),
                         ("", "Wrote censusctl.yaml.\nNext: put the token into CENSUS_API_TOKEN, and `censusctl import --all` writes manifests "
                              "for the syncs that there are.\n"))
        self.assertEqual(self.files(), ["censusctl.yaml"])
        server = Server(self.folder / "state")
        self.addCleanup(server.stop)
        self.run_program("import", "--all", env=server.environment())
        self.assertIn("No changes.", self.run_program("plan", "--detailed-exitcode", env=server.environment()).stdout)

    def test_the_first_way_in_of_the_readme(self):
        """Its lines, as they stand there, in a repository and against a workspace that has syncs."""
        text = (ROOT / "README.md").read_text().split("## The first five minutes\n")[1].split("\n## ")[0]
        lines = [line[4:].split("  #")[0].rstrip() for line in text.splitlines() if line.startswith("    ")]
        self.assertEqual([line.split()[:2] for line in lines], [["censusctl", "init"], ["export", "CENSUS_API_TOKEN=…"], ["censusctl", "import"],
                                                                ["git", "add"], ["censusctl", "plan"]])
        server = Server(self.folder / "state", "--api", "v1", "--world", "reference")
        self.addCleanup(server.stop)
        tools = self.folder / ".git/tools"  # the program by its name, where git does not look for files
        tools.mkdir(parents=True)
        (tools / "censusctl").symlink_to(os.path.abspath(PROGRAM))
        person = {f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        script = "\n".join(["set -e", "git init --quiet", "echo 'state*' >.git/info/exclude", *lines]).replace("=…", f"={server.token}")
        done = subprocess.run(["sh", "-c", script], cwd=self.folder, capture_output=True, text=True, timeout=240, stdin=subprocess.DEVNULL,
                              env={**os.environ, **person, "PATH": f"{tools}:{os.environ['PATH']}", "CENSUS_BASE_URL": server.base_url})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("No changes.", done.stdout)
        committed = subprocess.run(["git", "ls-files"], cwd=self.folder, capture_output=True, text=True, check=True).stdout.split()
        self.assertEqual(committed, [".github/workflows/census-apply.yml", ".github/workflows/census-drift.yml",
                                     ".github/workflows/census-plan.yml", "censusctl.yaml", "syncs/braze.yaml", "syncs/hubspot.yaml"])

    def test_workflows_are_those_of_the_examples(self):
        done = self.run_program("init", "--ci", "github", "--base-url", "https://app-eu.getcensus.com/api/v1", "--token-env", "CENSUS_EU")
        self.assertIn("  base_url: https://app-eu.getcensus.com/api/v1\n  token_env: CENSUS_EU  #", (self.folder / "censusctl.yaml").read_text())
        self.assertIn("put the token into CENSUS_EU,", done.stderr)
        for name in ("plan", "apply", "drift"):
            example = (ROOT / f"examples/ci/github/census-{name}.yml").read_text()
            self.assertEqual((self.folder / f".github/workflows/census-{name}.yml").read_text(),
                             example.replace("https://app.getcensus.com/api/v1", "https://app-eu.getcensus.com/api/v1"))
        self.run_program("init", "--ci", "gitlab")
        self.assertEqual((self.folder / ".gitlab-ci.yml").read_text(), (ROOT / "examples/ci/gitlab/.gitlab-ci.yml").read_text())

    def test_nothing_is_overwritten(self):
        self.write("censusctl.yaml", "version: 1\n")
        self.write("syncs/first-sync.yaml", "mine")
        done = self.run_program("init", "--example", "--ci", "gitlab")
        self.assertEqual(done.stderr.splitlines()[:3], ["Kept censusctl.yaml, which is there already.",
                                                        "Kept syncs/first-sync.yaml, which is there already.", "Wrote .gitlab-ci.yml."])
        self.assertEqual(((self.folder / "censusctl.yaml").read_text(), (self.folder / "syncs/first-sync.yaml").read_text()),
                         ("version: 1\n", "mine"))

    def test_the_first_manifest_is_sound_in_structure(self):
        self.run_program("init", "--example")
        self.assertEqual(self.run_program("validate").stderr, "No problems in 1 sync.\n")

    def test_what_it_does_not_take(self):
        for words, message in ((["--base-url", "https://user:secret-word@host/api"], "error: that is no base URL of an API: nothing was written\n"),
                               (["--base-url", "nonsense"], "error: that is no base URL of an API: nothing was written\n"),
                               (["--ci", "jenkins"], "error: --ci: jenkins not in {github,gitlab,none}\n"),
                               (["--token-env", "HOME"], "error: --token-env: it is the name of a variable that begins with CENSUS; the token itself "
                                                         "is never in a file\n")):
            done = self.run_program("init", *words, expect=64)
            self.assertTrue(done.stderr.startswith(message), done.stderr)
            self.assertNotIn("secret-word", done.stderr)
        self.assertEqual(self.files(), [])

    def test_on_a_terminal_it_asks(self):
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        process = subprocess.Popen([PROGRAM, "init"], cwd=self.folder, stdin=theirs, stdout=theirs, stderr=theirs,
                                   env={**os.environ, "TERM": "dumb"}, start_new_session=True)
        self.addCleanup(process.kill)
        os.close(theirs)
        seen = ""

        def until(text):
            nonlocal seen
            deadline = time.monotonic() + 60
            while text not in seen:
                self.assertLess(time.monotonic(), deadline, seen)
                if select.select([ours], [], [], 1)[0]:
                    seen += os.read(ours, 65536).decode()

        until("Base URL of the API [https://app.getcensus.com/api/v1]: ")
        os.write(ours, b"\n")
        until("Workflows for CI: github, gitlab or none [none]: ")
        os.write(ours, b"gitlab\n")
        until("Next: ")
        self.assertEqual(process.wait(timeout=60), 0)
        self.assertEqual(self.files(), [".gitlab-ci.yml", "censusctl.yaml"])


if __name__ == "__main__":
    unittest.main()
