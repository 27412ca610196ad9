"""The workflows of `examples/ci/environments/`, run on the project of `examples/environments/` against two simulated workspaces:
staging on merge, production after approval."""
import json
import shutil
import subprocess
import unittest

import jsonschema
import ruamel.yaml

from ci_hosts import TOKEN, Host, Workflow, clean_environment, tools
from support import PROGRAM, ROOT, Project, Server

FILES = ROOT / "examples/ci/environments"
PROJECT = ROOT / "examples/environments"
NAMES = ("staging", "prod")
# What a stranger would have both environments be: production's workspace, whose name is no longer asked for.
ASTRAY = """version: 1
default_environment: prod
variables: {prefix: ""}
environments:
  staging: &prod
    workspace: {base_url: "%s", token_env: CENSUS_PROD_TOKEN}
    connections: {Warehouse: Warehouse of staging, CRM: CRM sandbox}
  prod: *prod
"""


class Promotion(Project):
    def setUp(self):
        super().setUp()
        self.host = Host(self)
        self.checkout = self.folder / "checkout"
        shutil.copytree(PROJECT, self.checkout)
        self.workspaces, self.tokens = {}, {}
        for name in NAMES:
            served = type(name, (Server,), {"token": f"token-of-{name}-never-shown"})
            self.workspaces[name] = served(self.folder / f"{name}.state", "--api", "v1", "--world", str(PROJECT / f"worlds/{name}.yaml"))
            self.addCleanup(self.workspaces[name].stop)
            self.tokens[f"CENSUS_{name.upper()}_TOKEN"] = served.token
        (self.folder / "bin").mkdir()
        (self.folder / "bin/censusctl").symlink_to(PROGRAM)
        self.environment = clean_environment()
        self.environment["PATH"] = f"{self.folder}/bin:{self.environment['PATH']}"

    def labels(self, name):
        """What is in the workspace itself, whatever the files say."""
        env = {"CENSUS_API_TOKEN": self.workspaces[name].token, "CENSUS_BASE_URL": self.workspaces[name].base_url}
        listed = self.run_program("list", "syncs", "-C", str(self.folder), "--format", "json", env=env)
        return [row["label"] for row in json.loads(listed.stdout)["items"]]

    def hide_tokens(self, *texts):
        for text in texts:
            for token in (TOKEN, *self.tokens.values()):
                self.assertNotIn(token, text)

    def comment_of(self, name):
        [comment] = [one["body"] for one in self.host.comments if one["body"].startswith(f"<!-- censusctl-plan:{name} -->\n")]
        return comment

    def edit_a_sync(self):
        path = self.checkout / "syncs/crm.yaml"
        path.write_text(path.read_text().replace("hour: 6", "hour: 7"))


class GitHub(Promotion):
    def setUp(self):
        super().setUp()
        self.artifacts = self.folder / "artifacts"
        self.artifacts.mkdir()

    def run_job(self, workflow, job, name, **known):
        environment = {**self.environment, "GITHUB_API_URL": self.host.url, "GITHUB_REPOSITORY": "acme/syncs", "GITHUB_SHA": "abc123",
                       "GITHUB_SERVER_URL": "https://github.com", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(self.checkout), "HOME": str(self.folder)}
        run = Workflow(FILES / f"github/{workflow}.yml", self.artifacts, self.workspaces[name].base_url)
        succeeded, done = run.run(job, self.checkout, {"github.token": TOKEN, "github.event.number": "7", "github.run_id": "1",
                                                       "github.run_attempt": "1", **known}, environment)
        for one in done.values():
            self.hide_tokens(one.stdout, one.stderr)
        return succeeded, done, run

    def of_matrix(self, workflow, job, name):
        matrix = ruamel.yaml.YAML(typ="safe").load((FILES / f"github/{workflow}.yml").read_text())["jobs"][job]["strategy"]["matrix"]
        [entry] = [one for one in matrix["include"] if one["environment"] == name]
        return self.run_job(workflow, job, name, **{"matrix.environment": name, "secrets[matrix.token]": self.tokens[entry["token"]]})[:2]

    def plan(self, name):
        succeeded, done = self.of_matrix("census-plan", "plan", name)
        self.assertTrue(succeeded, done)

    def promote(self, name):
        succeeded, done, run = self.run_job("census-apply", "reviewed", name)
        self.assertTrue(succeeded, done)
        self.assertEqual(run.outputs, {"run": "4242"})
        # A secret of the environment that the job names, and of no other.
        [environment] = [job["environment"] for key, job in run.document["jobs"].items() if key == name]
        self.assertEqual(environment, f"census-{name}")
        return self.run_job("census-apply", name, name, **{"needs.reviewed.outputs.run": run.outputs["run"],
                                                           "secrets.CENSUS_API_TOKEN": self.workspaces[name].token})[:2]

    def test_staging_on_merge_production_after_approval(self):
        for name in NAMES:
            self.plan(name)
        self.assertIn("## censusctl plan (staging): 2 to create\n", self.comment_of("staging"))
        self.assertIn("## censusctl plan (prod): 1 to create\n", self.comment_of("prod"))
        self.edit_a_sync()  # a second push replaces both comments
        for name in NAMES:
            self.plan(name)
        self.assertEqual(len(self.host.comments), 2)
        self.assertTrue(self.promote("staging")[0])
        self.assertEqual((self.labels("staging"), self.labels("prod")), (["[staging] Accounts", "[staging] Leads"], []))
        self.assertTrue(self.promote("prod")[0])
        self.assertEqual(self.labels("prod"), ["Accounts"])
        for name in NAMES:
            self.assertTrue(self.of_matrix("census-drift", "drift", name)[0])

    def test_production_waits_for_staging_and_for_reviewers(self):
        jobs = ruamel.yaml.YAML(typ="safe").load((FILES / "github/census-apply.yml").read_text())["jobs"]
        self.assertEqual([(key, job.get("needs"), job.get("environment")) for key, job in jobs.items()],
                         [("reviewed", None, None), ("staging", "reviewed", "census-staging"), ("prod", ["reviewed", "staging"], "census-prod")])
        self.assertEqual([job["concurrency"]["group"] for job in list(jobs.values())[1:]], ["census-staging", "census-prod"])

    def test_each_is_held_to_its_own_plan(self):
        for name in NAMES:
            self.plan(name)
        env = {"CENSUS_API_TOKEN": self.workspaces["prod"].token, "CENSUS_BASE_URL": self.workspaces["prod"].base_url}
        self.run_program("apply", "-C", str(self.checkout), "--env", "prod", "--auto-approve", env=env)  # by hand, meanwhile
        self.assertTrue(self.promote("staging")[0])
        succeeded, done = self.promote("prod")
        self.assertEqual((succeeded, done["Apply"].returncode), (False, 5))
        self.assertIn("not the one that was expected; nothing was done", done["Apply"].stderr)
        # Nor is that of staging one for production.
        shutil.copy(self.artifacts / "reviewed-plan-staging", self.artifacts / "reviewed-plan-prod")
        self.assertEqual(self.promote("prod")[1]["Apply"].returncode, 5)

    def test_files_lead_staging_into_no_production(self):
        self.write("checkout/censusctl.yaml", ASTRAY % self.workspaces["prod"].base_url)
        self.plan("staging")
        self.assertTrue(self.promote("staging")[0])
        self.assertEqual((len(self.labels("staging")), self.labels("prod")), (2, []))

    def test_a_token_of_the_other_workspace_is_refused(self):
        """As a slip in the settings would have it: the names in the files are what tells."""
        self.plan("staging")
        self.tokens["CENSUS_STAGING_TOKEN"], self.workspaces["staging"] = self.workspaces["prod"].token, self.workspaces["prod"]
        succeeded, done = self.of_matrix("census-plan", "plan", "staging")
        self.assertEqual((succeeded, done["Plan"].returncode), (False, 5))
        self.assertIn("the token is of the workspace 'Acme' (11), and not of 'Acme staging'", done["Plan"].stderr)
        self.assertEqual(self.promote("staging")[1]["Apply"].returncode, 5)
        self.assertEqual(self.labels("prod"), [])

    def test_a_fork_is_held_to_the_lock_of_each_environment(self):
        git = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.com", "-C", str(self.checkout)]
        for name in NAMES:
            env = {"CENSUS_API_TOKEN": self.workspaces[name].token, "CENSUS_BASE_URL": self.workspaces[name].base_url}
            self.run_program("lock", "-C", str(self.checkout), "--env", name, env=env)
        subprocess.run([*git, "init", "-q", "-b", "main"], check=True)
        for text in (None, "{from: NAMES, to: Name}"):
            path = self.checkout / "syncs/crm.yaml"
            path.write_text(path.read_text().replace("{from: NAME, to: Name}", text) if text else path.read_text())
            subprocess.run([*git, "add", "--all"], check=True)
            subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "as it is"], check=True)
        for name in NAMES:
            succeeded, done, _ = self.run_job("census-plan", "validate", name, **{"matrix.environment": name})
            self.assertEqual((succeeded, done["Validate"].returncode), (False, 3), done)
            self.assertIn("title=source-column-unknown::", done["Validate"].stdout)


class GitLab(Promotion):
    def run_job(self, job, name, *variables):
        text = (FILES / "gitlab/.gitlab-ci.yml").read_text()
        image = "  image: registry.example.com/YOUR-GROUP/censusctl:0.1.0\n"
        self.assertIn(image, text)
        self.write("checkout/.gitlab-ci.yml", text.replace("default:\n" + image, ""))
        subprocess.run(["git", "init", "-q", "-b", "main", str(self.checkout)], check=True)
        words = ["node", str(tools() / "gitlab-ci-local/src/index.js"), job]
        # Every job has the tokens of both.
        for one in (f"CI_API_V4_URL={self.host.url}", "CI_PROJECT_ID=5", "CI_COMMIT_SHA=abc123", f"CENSUSCTL_GITLAB_TOKEN={TOKEN}",
                    *(f"{variable}={token}" for variable, token in self.tokens.items()), f"CENSUS_BASE_URL={self.workspaces[name].base_url}",
                    "CI_DEFAULT_BRANCH=main", "CI_COMMIT_BRANCH=main", *variables):
            words += ["--variable", one]
        ran = subprocess.run(words, cwd=self.checkout, env={**self.environment, "HOME": str(self.folder)}, capture_output=True, text=True,
                             stdin=subprocess.DEVNULL, timeout=120)
        self.hide_tokens(ran.stdout, ran.stderr)
        return ran

    def plan(self, name):
        done = self.run_job(f"plan-{name}", name, "CI_PIPELINE_SOURCE=merge_request_event", "CI_MERGE_REQUEST_IID=7", "CI_MERGE_REQUEST_PROJECT_ID=5",
                            "CI_MERGE_REQUEST_SOURCE_PROJECT_ID=5", f"CI_MERGE_REQUEST_PROJECT_URL={self.checkout}",
                            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME=main")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.host.plans[f"plan-{name}"] = (self.checkout / "reviewed.plan").read_bytes()

    def promote(self, name):
        return self.run_job(f"apply-{name}", name, "CI_PIPELINE_SOURCE=push")

    def test_staging_on_merge_production_when_somebody_starts_it(self):
        for name in NAMES:
            self.plan(name)
            self.plan(name)
        self.assertEqual(len(self.host.comments), 2)
        self.assertIn("## censusctl plan (staging): 2 to create\n", self.comment_of("staging"))
        self.assertIn("## censusctl plan (prod): 1 to create\n", self.comment_of("prod"))
        done = self.promote("staging")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual((self.labels("staging"), self.labels("prod")), (["[staging] Accounts", "[staging] Leads"], []))
        done = self.promote("prod")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(self.labels("prod"), ["Accounts"])

    def test_production_is_a_job_by_hand_in_an_environment_to_protect(self):
        jobs = ruamel.yaml.YAML(typ="safe").load((FILES / "gitlab/.gitlab-ci.yml").read_text())
        self.assertEqual(jobs["stages"], ["check", "staging", "prod"])
        for name, when in (("staging", None), ("prod", "manual")):
            [rule] = jobs[f"apply-{name}"]["rules"]
            self.assertEqual((rule.get("when"), jobs[f"apply-{name}"]["environment"], jobs[f"apply-{name}"]["stage"]), (when, f"census/{name}", name))

    def test_what_was_not_reviewed_is_not_applied(self):
        self.plan("prod")
        self.edit_a_sync()
        done = self.promote("prod")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("not the one that was expected; nothing was done", done.stdout + done.stderr)
        self.assertIn("has no plan for staging that succeeded", self.promote("staging").stderr)
        self.assertEqual(self.labels("prod"), [])

    def test_files_lead_staging_into_no_production(self):
        self.write("checkout/censusctl.yaml", ASTRAY % self.workspaces["prod"].base_url)
        self.plan("staging")
        done = self.promote("staging")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual((len(self.labels("staging")), self.labels("prod")), (2, []))


class ExampleProject(Project):
    """With no account, as the head of its project file says."""

    def setUp(self):
        super().setUp()
        shutil.copytree(PROJECT, self.folder, dirs_exist_ok=True)

    def test_from_nothing_to_no_changes_in_both(self):
        self.assertEqual(self.run_program("validate").stderr, "No problems in 2 environments.\n")
        for name, created in (("staging", ["[staging] Accounts", "[staging] Leads"]), ("prod", ["Accounts"])):
            world = ["--env", name, f"--sandbox=worlds/{name}.yaml"]
            self.assertIn(f"#   censusctl plan --env {name} --sandbox=worlds/{name}.yaml\n", (self.folder / "censusctl.yaml").read_text())
            planned = json.loads(self.run_program("plan", *world, "--format", "json").stdout)
            self.assertEqual(([change["label"] for change in planned["changes"]], planned["diagnostics"]), (created, []))
            self.run_program("apply", *world, "--auto-approve")
            self.run_program("plan", *world, "--detailed-exitcode")
            self.run_program("drift", *world)

    def test_it_is_of_the_editors_schemas(self):
        store = {path.name: json.loads(path.read_text()) for path in (ROOT / "schemas").glob("*.json")}
        for name, path in (("project", "censusctl.yaml"), ("manifest", "syncs/crm.yaml")):
            text = (self.folder / path).read_text()
            self.assertTrue((PROJECT / path).parent.joinpath(text.split("$schema=")[1].split("\n")[0]).resolve().samefile(ROOT / f"schemas/{name}.schema.json"))
            schema = store[f"{name}.schema.json"]
            jsonschema.Draft7Validator(schema, resolver=jsonschema.RefResolver("", schema, store=store)).validate(ruamel.yaml.YAML(typ="safe").load(text))


if __name__ == "__main__":
    unittest.main()
