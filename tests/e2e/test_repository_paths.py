"""Where reports say that files lie: in real repositories of Git, reached by links too, for tools and in comments."""

import json
import subprocess
import unittest
import urllib.parse

from support import PROGRAM, Project, manifest

FAULTY = manifest(mappings="[{from: EMAL, to: external_id, is_primary_identifier: true}]")


class RealRepository(Project):
    def setUp(self):
        super().setUp()
        self.top = self.folder
        self.repository = self.top / "repository"

    def make(self, *files):
        for name in files:
            self.write(f"repository/{name}", FAULTY if "/syncs/" in f"/{name}" or name.startswith("shared/") else "version: 1\n")
        self.git("init", "-q")

    def git(self, *words, folder=None):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", *words], check=True,
                       cwd=folder or self.repository, capture_output=True)

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-qm", "files")

    def told(self, expected, *words, within=None):
        """The one place that each format for others has for the problem."""
        outputs = [word for format in ("sarif", "junit", "gitlab", "github", "markdown", "json")
                   for word in ("--output", f"{format}={self.top}/p.{format}")]
        self.folder = within or self.top
        try:
            text = self.run_program("plan", *words, "--sandbox", *outputs, expect=3).stdout
        finally:
            self.folder = self.top
        read = {format: (self.top / f"p.{format}").read_text() for format in ("sarif", "junit", "gitlab", "github", "markdown", "json")}
        [found] = json.loads(read["sarif"])["runs"][0]["results"]
        self.assertEqual(urllib.parse.unquote(found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]), expected)
        self.assertEqual([one["location"]["path"] for one in json.loads(read["gitlab"])], [expected])
        self.assertIn(f"file={expected},line=", read["github"])
        self.assertIn(f'name="{expected}"', read["junit"])
        self.assertIn(f">{expected}:", read["junit"])
        self.assertIn(f"```text\n{expected}:", read["markdown"])
        return text, json.loads(read["json"])["diagnostics"][0]["file"]

    def test_a_project_in_a_subfolder(self):
        self.make("my census/censusctl.yaml", "my census/syncs/a.yaml")
        as_before = ("syncs/a.yaml", "syncs/a.yaml")
        for words, within in ((("-C", "my census"), self.repository), ((), self.repository / "my census" / "syncs"),
                              (("-C", "repository/my census"), self.top)):
            text, file = self.told("my census/syncs/a.yaml", *words, within=within)
            self.assertEqual((text.split(":")[0], file), as_before)

    def test_a_project_at_the_root(self):
        self.make("censusctl.yaml", "syncs/a.yaml")
        self.told("syncs/a.yaml", "-C", "repository")

    def test_no_repository(self):
        self.write("project/syncs/a.yaml", FAULTY)
        self.told("syncs/a.yaml", "-C", "project")

    def test_a_linked_worktree(self):
        self.make("census/censusctl.yaml", "census/syncs/a.yaml")
        self.commit()
        self.git("worktree", "add", "-q", str(self.top / "other"))
        self.assertTrue((self.top / "other" / ".git").is_file())
        self.told("census/syncs/a.yaml", "-C", "other/census")

    def test_a_link_to_the_project_folder(self):
        self.make("teams/census/censusctl.yaml", "teams/census/syncs/a.yaml")
        (self.repository / "census").symlink_to("teams/census")
        (self.top / "link").symlink_to(self.repository / "teams" / "census")
        self.told("teams/census/syncs/a.yaml", "-C", "census", within=self.repository)
        self.told("teams/census/syncs/a.yaml", "-C", "link")
        self.told("teams/census/syncs/a.yaml", within=self.top / "link")

    def test_a_link_to_the_manifests(self):
        self.make("census/censusctl.yaml", "shared/a.yaml")
        (self.repository / "census" / "syncs").symlink_to("../shared")
        self.assertEqual(self.told("shared/a.yaml", "-C", "repository/census")[1], "syncs/a.yaml")
        (self.repository / "census" / "syncs").unlink()
        (self.repository / "census" / "syncs").mkdir()
        (self.repository / "census" / "syncs" / "b.yaml").symlink_to("../../shared/a.yaml")
        self.assertEqual(self.told("shared/a.yaml", "-C", "repository/census")[1], "syncs/b.yaml")

    def test_a_file_beside_the_project(self):
        self.make("census/censusctl.yaml", "shared/a.yaml")
        (self.repository / "census" / "censusctl.yaml").write_text("version: 1\nmanifests: [../shared]\n")
        self.told("shared/a.yaml", "-C", "repository/census")

    def test_standard_input_lies_nowhere(self):
        self.make("census/censusctl.yaml")
        done = subprocess.run([PROGRAM, "plan", "-C", "census", "-", "--sandbox", "--format", "github"], cwd=self.repository,
                              input=FAULTY, capture_output=True, text=True, timeout=240)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("::error file=-,line=", done.stdout)

    def test_hostile_names_stay_escaped(self):
        folder = "c,x\n::error::`<b>"
        self.make(f"{folder}/censusctl.yaml", f"{folder}/syncs/a.yaml")
        outputs = [word for format in ("github", "junit", "markdown") for word in ("--output", f"{format}={self.top}/p.{format}")]
        self.run_program("plan", "-C", f"repository/{folder}", "--sandbox", *outputs, expect=3)
        [line] = (self.top / "p.github").read_text().splitlines()
        self.assertTrue(line.startswith("::error file=c%2Cx\\n%3A%3Aerror%3A%3A`<b>/syncs/a.yaml,line="), line)
        self.assertIn('name="c,x\\n::error::`&lt;b&gt;/syncs/a.yaml"', (self.top / "p.junit").read_text())
        self.assertIn("\nc,x\\n::error::`<b>/syncs/a.yaml:", (self.top / "p.markdown").read_text())

    def test_a_file_of_the_trusted_base_has_its_name_in_git(self):
        self.make("census/censusctl.yaml", "census/syncs/a.yaml")
        self.commit()
        text = self.run_program("plan", "-C", "repository/census", "--sandbox", "--trust-base", "HEAD", "--format", "junit", expect=3).stdout
        self.assertIn('name="HEAD:census/censusctl.yaml"', text)
        self.git("cat-file", "-e", "HEAD:census/censusctl.yaml")

    def test_problems_of_drift(self):
        self.make("census/censusctl.yaml", "census/syncs/a.yaml")
        text = self.run_program("drift", "-C", "repository/census", "--sandbox", "--format", "markdown", expect=None).stdout
        self.assertIn("```text\ncensus/syncs/a.yaml:", text)


if __name__ == "__main__":
    unittest.main()
