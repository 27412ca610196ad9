"""`workspace.name` and `workspace.id` of the project file: the token must be of that workspace, where the API tells. `region`."""
import unittest

from support import Project, Server, manifest

SYNC = manifest()


class Named(Project):
    def serve(self, *words):
        server = Server(self.folder / "-".join(("state", *words)).replace("/", "").replace(" ", ""), *words)
        self.addCleanup(server.stop)
        return server.environment()

    def setUp(self):
        super().setUp()
        self.write("syncs/a.yaml", SYNC)

    def project(self, workspace):
        self.write("censusctl.yaml", f"version: 1\nworkspace: {workspace}\n")

    def requests(self, done):
        return int(done.stderr.split(" requests (")[0].split()[-1])

    def test_the_right_one_is_worked_in_at_the_cost_of_one_request(self):
        env = self.serve("--api", "v1")
        self.project("{token_env: CENSUS_API_TOKEN}")
        asked = self.requests(self.run_program("plan", "-v", env=env))
        for words in ("{name: Sandbox}", "{id: 1}", "{name: Sandbox, id: 1}"):
            self.project(words)
            self.assertEqual(self.requests(self.run_program("plan", "-v", env=env)), asked + 1, words)

    def test_nothing_is_done_in_another(self):
        env = self.serve("--api", "v1")
        for words, named in (("{name: Acme}", "'Acme', which censusctl.yaml:2:19"), ("{name: sandbox}", "'sandbox', which censusctl.yaml:2:19"),
                             ("{id: 4711}", "the workspace 4711, which censusctl.yaml:2:17"),
                             ("{name: Sandbox, id: 4711}", "the workspace 4711, which censusctl.yaml:2:32")):
            self.project(words)
            for command in (("plan",), ("apply", "--auto-approve"), ("drift",), ("trigger", "braze-users"), ("lock",), ("import", "--all")):
                told = self.run_program(*command, env=env, expect=5)
                self.assertEqual(told.stderr, f"error: the token is of the workspace 'Sandbox' (1), and not of {named} names: nothing was done\n"
                                 "  hint: take the token of that workspace, or correct the file\n", command)
                self.assertEqual(told.stdout, "", command)
        self.project("{name: Sandbox}")
        self.assertIn("1 to create", self.run_program("plan", env=env).stdout)

    def test_the_environments_word_is_the_stronger(self):
        env = self.serve("--api", "v1")
        self.write("censusctl.yaml", "version: 1\nworkspace: {name: Sandbox}\nenvironments:\n  staging: {workspace: {name: Acme staging}}\n  prod: {}\n")
        self.run_program("plan", "--env", "prod", env=env)
        self.assertIn("and not of 'Acme staging', which censusctl.yaml:4:31 names", self.run_program("plan", "--env", "staging", env=env, expect=5).stderr)

    def test_an_api_that_does_not_tell_is_believed(self):
        for api in ("2021", "v2"):
            with self.subTest(api):
                env = self.serve("--api", api)
                self.project("{name: Acme, id: 4711}")
                self.run_program("plan", env=env)

    def test_the_sandbox_stands_in_for_any_workspace(self):
        self.project("{name: Acme, id: 4711}")
        self.run_program("plan", "--sandbox")

    def test_a_server_that_fails_to_tell_is_not_believed(self):
        env = self.serve("--api", "v1", "--fault", "GET /workspace status=403")
        self.project("{name: Sandbox}")
        self.assertIn("403", self.run_program("plan", env=env, expect=1).stderr)

    def test_a_region_and_a_base_url_are_one_too_many(self):
        self.project("{region: us, base_url: https://app.getcensus.com/api/v1}")
        told = self.run_program("validate", expect=3)
        self.assertIn("censusctl.yaml:2:21: error: 'region' and 'base_url' both say where the API is [value-invalid]", told.stdout + told.stderr)
        self.assertIn("keep one of them", told.stdout + told.stderr)
        self.project("{region: au}")
        self.assertIn("us, eu", self.run_program("validate", expect=3).stdout)

    def test_an_environment_may_say_it_the_other_way(self):
        env = self.serve("--api", "v1")
        self.write("censusctl.yaml", "version: 1\nworkspace: {region: eu}\nenvironments:\n"
                   f"  local: {{workspace: {{base_url: \"{env['CENSUS_BASE_URL']}\"}}}}\n  prod: {{}}\n")
        own = {key: value for key, value in env.items() if key != "CENSUS_BASE_URL"} | {"CENSUS_BASE_URL": ""}
        self.run_program("plan", "--env", "local", env=own)


if __name__ == "__main__":
    unittest.main()
