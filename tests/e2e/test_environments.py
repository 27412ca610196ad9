"""Several workspaces from one set of files: `environments:`, --env, variables, `only`, and what carries an environment's name."""
import json
import os
import pathlib
import unittest

import jsonschema

from support import manifest, Project, Server

CONFIG = """version: 1
variables: {prefix: ""}
environments:
  staging:
    workspace: {base_url: "%s", token_env: CENSUS_STAGING_TOKEN}
    variables: {prefix: "[staging] "}
    overrides: {paused: true, run: never}
  prod:
    workspace: {base_url: "%s", token_env: CENSUS_PROD_TOKEN}
"""
ROOT = pathlib.Path(__file__).resolve().parents[2]
MORE = {"mappings": "[{from: USER_ID, to: external_id, is_primary_identifier: true}]"}


class Environments(Project):
    """Two simulated workspaces, behind two base URLs and two tokens."""

    def setUp(self):
        super().setUp()
        self.servers = {name: Server(self.folder / f"{name}.state", "--api", "v1") for name in ("staging", "prod")}
        for server in self.servers.values():
            self.addCleanup(server.stop)
        self.write("censusctl.yaml", CONFIG % tuple(self.servers[name].base_url for name in ("staging", "prod")))
        self.write("syncs/a.yaml", manifest(label="${prefix}Braze users"))
        self.write("syncs/b.yaml", manifest(label="Only here", only="[prod]", **MORE).replace("braze-users", "prod-only"))

    def there(self, *words, expect=0, env=None):
        tokens = {"CENSUS_STAGING_TOKEN": Server.token, "CENSUS_PROD_TOKEN": Server.token}
        return self.run_program(*words, env={**tokens, **(env or {})}, expect=expect)

    def planned(self, *words, expect=0):
        return json.loads(self.there("plan", "--format", "json", *words, expect=expect).stdout)

    def labels(self, *words):
        return sorted(change["label"] for change in self.planned(*words)["changes"] if change["action"] == "create")

    def test_each_environment_plans_its_own_workspace(self):
        staging, prod = self.planned("--env", "staging"), self.planned("--env", "prod")
        self.assertEqual(self.labels("--env", "staging"), ["[staging] Braze users"])
        self.assertEqual(self.labels("--env", "prod"), ["Braze users", "Only here"])
        self.assertEqual([one["workspace"]["environment"] for one in (staging, prod)], ["staging", "prod"])
        self.assertEqual([one["workspace"]["base_url"] for one in (staging, prod)], [server.base_url for server in self.servers.values()])
        paused = [field["after"] for field in staging["changes"][0]["fields"] if field["path"] == "paused"]
        self.assertEqual(paused, [True])

    def test_an_apply_of_one_leaves_the_other_alone(self):
        self.there("apply", "--env", "staging", "--auto-approve")
        self.assertEqual(self.planned("--env", "staging")["changes"], [])
        self.assertEqual(self.labels("--env", "prod"), ["Braze users", "Only here"])
        self.there("apply", "--auto-approve", env={"CENSUSCTL_ENV": "prod"})
        self.assertEqual(self.planned("--env", "prod")["changes"], [])

    def test_none_picked_is_refused_before_anything_is_asked_for(self):
        names = "error: the project has environments, and none is picked: staging, prod\n"
        for words in (["plan"], ["apply", "--auto-approve"], ["drift"], ["lock"], ["list", "syncs"], ["import", "--all"], ["adopt", "--all"],
                      ["trigger", "a"], ["runs", "a"], ["schema"], ["explain-diff", "a"], ["validate", "--online"], ["graph"]):
            done = self.there(*words, expect=64)
            self.assertTrue(done.stderr.startswith(names), f"{words}\n{done.stderr}")
        self.write("censusctl.yaml", (self.folder / "censusctl.yaml").read_text() + "default_environment: prod\n")
        self.assertEqual(self.planned()["workspace"]["environment"], "prod")
        self.assertEqual(self.planned("--env", "staging")["workspace"]["environment"], "staging")

    def test_an_unknown_environment_is_a_usage_error_with_a_suggestion(self):
        self.assertEqual(self.there("plan", "--env", "stagin", expect=64).stderr,
                         "error: the project has no environment 'stagin'\n  hint: did you mean 'staging'?\n")
        self.assertEqual(self.there("plan", expect=64, env={"CENSUSCTL_ENV": "x"}).stderr,
                         "error: the project has no environment 'x' (CENSUSCTL_ENV)\n  hint: there are: staging, prod\n")
        self.write("censusctl.yaml", "version: 1\n")
        self.assertEqual(self.there("plan", "--env", "prod", expect=64).stderr,
                         "error: the project has no environments, and so none with the name 'prod'\n")

    def test_a_plan_of_one_environment_is_refused_in_another(self):
        # Both environments are one workspace here: the name alone tells them apart.
        self.write("censusctl.yaml", CONFIG % ((self.servers["prod"].base_url,) * 2))
        self.there("plan", "--env", "staging", "--out", "saved.plan")
        done = self.there("apply", "--env", "prod", "--plan", "saved.plan", "--auto-approve", expect=5)
        url = self.servers["prod"].base_url
        self.assertEqual(done.stderr, f"error: the plan was made for '{url}' (api v1, environment staging), and this is "
                                      f"'{url}' (api v1, environment prod); nothing was done\n")
        self.assertNotEqual(self.planned("--env", "staging")["plan_id"], self.planned("--env", "prod")["plan_id"])
        self.there("apply", "--env", "staging", "--plan", "saved.plan", "--auto-approve")

    def test_each_environment_has_its_lock(self):
        for name in ("staging", "prod"):
            self.assertIn(f"Wrote ./censusctl.lock.{name}.json", self.there("lock", "--env", name).stderr)
            self.there("validate", "--locked", "--env", name)
        self.assertFalse((self.folder / "censusctl.lock.json").exists())
        os.replace(self.folder / "censusctl.lock.staging.json", self.folder / "censusctl.lock.prod.json")
        done = self.there("plan", "--locked", "--env", "prod", expect=5)
        self.assertIn("! the lock was made for the environment 'staging', and this is 'prod'\n", done.stderr)

    def test_reports_carry_the_environment(self):
        url = self.servers["staging"].base_url
        self.assertIn(f"Plan for {url} (API v1, environment staging)\n", self.there("plan", "--env", "staging").stdout)
        comment = self.there("plan", "--env", "staging", "--format", "markdown").stdout
        self.assertTrue(comment.startswith("<!-- censusctl-plan:staging -->\n## censusctl plan (staging): 1 to create\n"), comment)
        self.assertIn(f"<title>Plan for {url} (staging)</title>", self.there("plan", "--env", "staging", "--format", "html").stdout)
        self.assertIn(f"Drift of {url} (API v1, environment staging)", self.there("drift", "--env", "staging", expect=2).stdout)
        self.assertEqual(json.loads(self.there("drift", "--env", "staging", "--format", "json", expect=2).stdout)["workspace"]["environment"], "staging")
        self.assertIn("<title>Drift of " + url + " (staging)</title>", self.there("drift", "--env", "staging", "--format", "html", expect=2).stdout)
        self.assertIn("Next: censusctl apply --env staging --expect sha256:", self.there("plan", "--env", "staging").stdout)

    def test_all_environments_are_planned_one_after_the_other(self):
        self.there("apply", "--env", "staging", "--auto-approve")
        done = self.there("plan", "--env", "all", "--detailed-exitcode", "--output", "json=plan.{env}.json", "--out", "{env}.plan", expect=2)
        self.assertIn("Environment staging\n", done.stdout)
        self.assertIn("\nEnvironment prod\n", done.stdout)
        self.assertEqual(done.stderr.splitlines()[-1], "Environments: staging: done (0); prod: differences (2).")
        for name in ("staging", "prod"):
            self.assertEqual(json.loads((self.folder / f"plan.{name}.json").read_text())["workspace"]["environment"], name)
            self.assertTrue((self.folder / f"{name}.plan").exists())
        self.assertEqual(self.there("plan", "--env", "all", "--output", "json=plan.json", expect=64).stderr,
                         "error: 'plan.json' cannot be the file of several environments\n  hint: put {env} into its name, for the environment's own\n")
        self.there("plan", "--env", "all", "--format", "json", expect=64)
        self.assertIn("'all' environments are for plan, drift, validate and lock", self.there("apply", "--env", "all", expect=64).stderr)
        # The worst of them is the status.
        self.write("syncs/c.yaml", manifest(label="C", only="staging", operation="upsret").replace("braze-users", "c"))
        done = self.there("drift", "--env", "all", expect=3)
        self.assertEqual(done.stderr.splitlines()[-1], "Environments: staging: errors in the files (3); prod: differences (2).")

    def test_all_environments_are_validated_one_after_the_other(self):
        done = self.there("validate", "--env", "all", "--output", "json={env}.json")
        self.assertEqual(done.stdout, "Environment staging\n\n\nEnvironment prod\n\n")
        self.assertEqual(done.stderr, "No problems in 1 sync.\nNo problems in 2 syncs.\nEnvironments: staging: done (0); prod: done (0).\n")
        for name in ("staging", "prod"):
            self.assertEqual(json.loads((self.folder / f"{name}.json").read_text())["environment"], name)
        # An error of one is the status of all, and is told under that one.
        self.write("syncs/c.yaml", manifest(label="C", only="prod", operation="upsret").replace("braze-users", "c"))
        done = self.there("validate", "--env", "all", expect=3)
        staging, prod = done.stdout.split("\nEnvironment prod\n")
        self.assertEqual((staging.count("upsret"), prod.count("error: ")), (0, 1), done.stdout)
        self.assertEqual(done.stderr, "No problems in 1 sync.\n1 error in 3 syncs.\nEnvironments: staging: done (0); prod: errors in the files (3).\n")
        self.assertEqual(self.there("validate", "--env", "all", "--output", "json=all.json", expect=64).stderr,
                         "error: 'all.json' cannot be the file of several environments\n  hint: put {env} into its name, for the environment's own\n")

    def test_all_environments_are_locked_one_after_the_other(self):
        done = self.there("lock", "--env", "all")
        self.assertEqual(done.stdout, "Environment staging\n\n\nEnvironment prod\n\n")
        self.assertEqual([line.split(":")[0] for line in done.stderr.splitlines() if line.startswith("Wrote ")],
                         [f"Wrote ./censusctl.lock.{name}.json" for name in ("staging", "prod")])
        self.assertEqual(done.stderr.splitlines()[-1], "Environments: staging: done (0); prod: done (0).")
        done = self.there("lock", "--check", "--env", "all")
        self.assertEqual(done.stdout, "Environment staging\n\nThe lock is current.\n\nEnvironment prod\n\nThe lock is current.\n")
        # One that is another than its lock is the status of all; one that cannot be checked is worse.
        lock = self.folder / "censusctl.lock.prod.json"
        good = lock.read_text()
        self.assertEqual(good.count('"EMAIL"'), 1)
        lock.write_text(good.replace('"EMAIL"', '"E_MAIL"'))
        done = self.there("lock", "--check", "--env", "all", expect=2)
        self.assertEqual(done.stderr.splitlines()[-1], "Environments: staging: done (0); prod: another than the lock (2).")
        lock.unlink()
        done = self.there("lock", "--check", "--env", "all", expect=None)
        self.assertNotIn(done.returncode, (0, 2))
        self.assertEqual(done.stderr.splitlines()[-1], f"Environments: staging: done (0); prod: failed ({done.returncode}).")
        self.there("lock", "--env", "all")
        self.assertEqual(lock.read_text(), good)

    def test_validate_without_an_environment_checks_each(self):
        done = self.there("validate")
        self.assertEqual((done.stdout, done.stderr), ("", "No problems in 2 environments.\n"))
        self.write("syncs/c.yaml", manifest(label="${who}", only="prod", operation="upsret").replace("braze-users", "c"))
        self.write("syncs/d.yaml", manifest(label="D", operation="upsret").replace("braze-users", "d"))
        done = self.there("validate", expect=3)
        self.assertEqual(done.stdout.count("operation"), 2 * 2)
        self.assertEqual(done.stdout.count("hint: so it is in the environment prod"), 2)
        self.assertEqual(done.stderr, "3 errors in 2 environments.\n")
        self.there("validate", "--env", "staging", "syncs/a.yaml")
        self.assertEqual(self.there("validate", "syncs/b.yaml").stderr, "No problems in 2 environments.\n")  # it is in one of them

    def test_completion_knows_the_connections_of_every_environments_lock(self):
        self.there("lock", "--env", "staging")
        lock = self.folder / "censusctl.lock.staging.json"
        lock.write_text(lock.read_text().replace('"Braze"', '"Braze of staging"'))
        self.assertEqual(self.run_program("__complete", "fish", "list", "objects", "Braze").stdout.split("\n")[1:-1],
                         ["Braze", "Braze of staging"])
        self.assertEqual(self.run_program("__complete", "fish", "plan", "--env", "s").stdout.split("\n")[1:-1], ["staging"])

    def test_the_schema_takes_a_variable_in_place_of_a_word(self):
        schema = json.loads((ROOT / "schemas/manifest.schema.json").read_text())
        check = jsonschema.Draft7Validator(schema)
        sync = {"source": {"connection": "S", "model": "m"}, "destination": {"connection": "D", "object": "o"}, "mappings": [{"from": "A", "to": "b"}]}
        for word, good in (("${how}", True), ("up${rest}", True), ("upsert", True), ("upsret", False), ("$how", False), ("${}", False)):
            document = {"version": 1, "syncs": {"a": {**sync, "operation": word}}}
            self.assertEqual(check.is_valid(document), good, word)
        # So it does in what has no row in the table of attributes.
        words = {"source": {"connection": "S", "type": "${kind}", "id": 1}, "alerts": [{"type": "${alert}"}, {"type": "runtime", "unit": "${unit}"}],
                 "mappings": [{"from": {"value": "x", "type": "${type}"}, "to": "b"}], "schedule": "${often}"}
        for key, stated in words.items():
            for text, good in ((json.dumps(stated), True), (json.dumps(stated).replace("${", "{"), False)):
                self.assertEqual(check.is_valid({"version": 1, "syncs": {"a": {**sync, "operation": "upsert", key: json.loads(text)}}}), good, text)
        self.write("syncs/a.yaml", manifest(label="A", operation="${how}"))
        self.there("validate", "--env", "prod", "--var", "how=upsert")

    def test_each_document_says_its_environment(self):
        self.write("syncs/a.yaml", manifest(label="A", run="on_create"))
        for words in (["apply", "--auto-approve"], ["apply", "--auto-approve"], ["runs", "braze-users"], ["list", "syncs"]):
            for name in ("prod", "staging"):
                self.assertEqual(json.loads(self.there(*words, "--env", name, "--format", "json").stdout)["environment"], name, words)
                self.assertEqual(json.loads(self.there(*words, "--env", name, "--format", "json").stdout)["api"], "v1", words)
        for name in ("prod", "staging"):
            checked = json.loads(self.there("validate", "--env", name, "--format", "json").stdout)
            self.assertEqual((checked["format_version"], checked["environment"], checked["api"]), ("1.1", name, None))
        checked = json.loads(self.there("validate", "--online", "--env", "prod", "--format", "json").stdout)
        self.assertEqual((checked["environment"], checked["api"]), ("prod", "v1"))
        self.there("lock", "--env", "prod")
        checked = json.loads(self.there("validate", "--locked", "--env", "prod", "--format", "json").stdout)
        self.assertEqual((checked["environment"], checked["api"]), ("prod", "v1"))
        # One report of all environments is that of none.
        checked = json.loads(self.there("validate", "--format", "json").stdout)
        self.assertEqual((checked["environment"], checked["api"]), (None, None))
        self.assertEqual(json.loads(self.there("lock", "--check", "--env", "prod", "--format", "json").stdout)["environment"], "prod")

    def test_a_sync_that_starts_after_one_of_another_environment_is_told_so(self):
        self.write("syncs/c.yaml", manifest(label="C", triggers="{sync_sequence: prod-only}").replace("braze-users", "c"))
        self.there("validate", "--env", "prod")
        done = self.there("validate", "--env", "staging", expect=3)
        self.assertEqual(done.stdout.splitlines()[0].split(": ", 1)[1],
                         "error: the sync 'prod-only' is not of this environment: its `only` keeps it to others [trigger-sync-unknown]")
        self.assertIn("   hint: keep this one to the same environments, or say under `environments` what it is in each\n", done.stdout)

    def test_variables_of_the_caller(self):
        self.assertEqual(self.labels("--env", "staging", "--var", "prefix=mine "), ["mine Braze users"])
        given = {"CENSUSCTL_VAR_prefix": "theirs "}
        done = self.there("plan", "--env", "staging", "--format", "json", env=given)
        self.assertEqual(json.loads(done.stdout)["changes"][0]["label"], "theirs Braze users")
        self.assertIn("--var 'prefix=$(x) `y`'", self.there("plan", "--env", "staging", "--var", "prefix=$(x) `y`").stdout)
        self.assertEqual(self.there("plan", "--env", "staging", "--var", "prefx=x", expect=64).stderr,
                         "error: --var: nothing names a variable 'prefx'\n  hint: did you mean 'prefix'?\n")
        self.there("plan", "--env", "staging", "--var", "nothing", expect=64)

    def test_connections_mean_another_there(self):
        text = (self.folder / "censusctl.yaml").read_text()
        self.write("censusctl.yaml", text.replace("  prod:\n", "  prod:\n    connections: {Ours: Snowflake - Prod, Nobody: Braze}\n"))
        self.write("syncs/a.yaml", manifest(label="${prefix}Braze users", source="{connection: Ours, model: braze_test}"))
        document = self.planned("--env", "prod")
        self.assertEqual([one["code"] for one in document["diagnostics"] if one["code"] != "api-retiring"], ["rename-unused"])
        self.assertIn("Braze users", self.labels("--env", "prod"))
        # It is selected by the name in the files, as in every environment, and by what that means in this one.
        for name in ("Ours", "Snowflake - Prod"):
            self.assertIn("Braze users", self.labels("--env", "prod", "--source", name))
        self.planned("--env", "staging", "--source", "Snowflake - Prod", expect=3)
        problem, = [one for one in self.planned("--env", "staging", expect=3)["diagnostics"] if one["severity"] == "error"]
        self.assertEqual(problem["message"], "the workspace has no source 'Ours'")
        self.write("censusctl.yaml", text.replace("  prod:\n", "  prod:\n    connections: {Ours: Snowflke - Prod}\n"))
        problem, = [one for one in self.planned("--env", "prod", expect=3)["diagnostics"] if one["severity"] == "error" and one["sync"] == "braze-users"]
        self.assertEqual(problem["message"], "the workspace has no source 'Snowflke - Prod'")
        self.assertEqual([note["message"] for note in problem["notes"]], ["the environment says that this is its name there"])

    def test_import_writes_what_the_environment_means(self):
        self.servers["prod"].stop()
        text = (self.folder / "censusctl.yaml").read_text()
        self.write("censusctl.yaml", text.replace("  prod:\n", "  prod:\n    connections: {Ours: Snowflake - Prod}\n"))
        prod = Server(self.folder / "other.state", "--api", "v1")
        self.addCleanup(prod.stop)
        self.write("censusctl.yaml", (self.folder / "censusctl.yaml").read_text().replace(self.servers["prod"].base_url, prod.base_url))
        self.write("syncs/a.yaml", manifest(label="costs $${5}", source="{connection: Ours, model: braze_test}"))
        self.write("syncs/b.yaml", "version: 1\nremoved: []\n")
        self.there("apply", "--env", "prod", "--auto-approve")
        (self.folder / "syncs/a.yaml").unlink()
        self.there("import", "--env", "prod", "costs ${5}")
        written = (self.folder / "syncs/braze.yaml").read_text()
        self.assertIn("connection: Ours", written)
        self.assertIn("costs $${5}", written)
        self.assertEqual(self.planned("--env", "prod")["changes"], [])

    def test_adopt_leaves_a_value_with_a_variable_alone(self):
        self.there("apply", "--env", "prod", "--auto-approve")
        self.write("syncs/a.yaml", manifest(label="${prefix}Braze users", environments="{prod: {formerly: [Braze users]}}"))
        done = self.there("adopt", "--all", "--env", "prod", "--var", "prefix=new ", expect=1)
        self.assertIn("in the way: 'braze-users': its `label` has a variable in it, which means other things elsewhere\n", done.stderr)

    def test_an_environment_of_a_stranger_cannot_send_the_token_elsewhere(self):
        self.write("censusctl.yaml", CONFIG % ("https://evil.example/api/v1", self.servers["prod"].base_url))
        done = self.there("plan", "--env", "staging", expect=5)
        self.assertIn("the token is not sent to 'evil.example:443', which only censusctl.yaml:5:27 names", done.stderr)
        self.write("censusctl.yaml", (CONFIG % ("https://evil.example/api/v1", self.servers["prod"].base_url)).replace("CENSUS_PROD_TOKEN", "AWS_SECRET"))
        done = self.there("plan", "--env", "prod", expect=5)
        self.assertIn("the variable 'AWS_SECRET'", done.stderr)

    def test_sandboxes_are_apart(self):
        self.there("apply", "--sandbox", "--env", "staging", "--auto-approve")
        self.assertEqual(self.there("plan", "--sandbox", "--env", "staging", "--detailed-exitcode").returncode, 0)
        self.there("plan", "--sandbox", "--env", "prod", "--detailed-exitcode", expect=2)
        self.assertTrue((self.folder / ".censusctl/sandbox.staging.state").exists())


if __name__ == "__main__":
    unittest.main()
