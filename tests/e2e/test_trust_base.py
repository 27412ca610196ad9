"""`--trust-base`: a change that edits its own lock or policy is held to those of the commit that it is compared with, and what is
ignored is counted in every format."""
import json
import subprocess
import unittest
import xml.etree.ElementTree

from support import SECRET, Project, Server, manifest

WRONG = manifest(mappings="[{from: EMAL, to: external_id, is_primary_identifier: true}]")
IGNORING = "version: 1\npolicy:\n  rules:\n    - {code: source-column-unknown, level: ignore, reason: nobody looks}\n"
COLUMN = "error: model 'braze_test' has no column 'EMAL' [source-column-unknown]\n"
FORMATS = ("text", "json", "markdown", "html", "sarif", "junit", "github", "gitlab")


class Fork(Project):
    """A repository whose branch `main` has a good sync, a lock and a policy; the change is in the work tree."""

    def setUp(self):
        super().setUp()
        self.write("syncs/a.yaml", manifest())
        self.write("censusctl.yaml", "version: 1\n")
        self.run_program("lock", "--sandbox")
        self.git("init", "-q", "-b", "main", ".")
        self.commit()

    def git(self, *words):
        subprocess.run(["git", "-c", "user.name=Test", "-c", "user.email=test@example.com", *words], cwd=self.folder,
                       check=True, capture_output=True)

    def commit(self):
        self.git("add", "--all", "--", "syncs", "censusctl.yaml", *(["censusctl.lock.json"] * self.lock.exists()))
        self.git("commit", "-q", "--allow-empty", "-m", "as merged")

    @property
    def lock(self):
        return self.folder / "censusctl.lock.json"


class Locks(Fork):
    def test_a_lock_that_the_change_edits_is_not_believed(self):
        self.write("syncs/a.yaml", WRONG)
        self.lock.write_text(self.lock.read_text().replace('"EMAIL"', '"EMAL"'))
        self.run_program("validate", "--locked")
        done = self.run_program("validate", "--locked", "--trust-base", "main", expect=3)
        self.assertIn(COLUMN, done.stdout)
        self.assertTrue(done.stdout.startswith(
            "warning: censusctl.lock.json is another than in the trusted base 'main', whose lock is used [lock-changed]\n"
            "   hint: merge a new lock in a change of its own\n"), done.stdout)
        self.assertEqual(done.stderr, "1 error, 1 warning in 1 sync.\n")

    def test_nor_is_one_that_it_takes_away_or_breaks(self):
        for text in (None, "{}", "no lock at all"):
            self.lock.unlink(missing_ok=True)
            if text is not None:
                self.lock.write_text(text)
            done = self.run_program("validate", "--locked", "--trust-base", "main")
            self.assertIn("[lock-changed]", done.stdout)
            self.write("syncs/a.yaml", WRONG)
            self.run_program("validate", "--locked", "--trust-base", "main", expect=3)
            self.write("syncs/a.yaml", manifest())

    def test_the_same_lock_is_not_told(self):
        done = self.run_program("validate", "--locked", "--trust-base", "main")
        self.assertEqual((done.stdout, done.stderr), ("", "No problems in 1 sync.\n"))

    def test_plan_and_schema_take_it_too(self):
        self.lock.write_text("{}")
        for words in (["plan", "--sandbox"], ["schema", "--sandbox"]):
            self.run_program(*words, "--locked", expect=1)
            self.run_program(*words, "--locked", "--trust-base", "main")
        self.write("syncs/a.yaml", WRONG)
        self.assertIn(COLUMN, self.run_program("plan", "--sandbox", "--locked", "--trust-base", "main", expect=3).stdout)

    def test_a_base_without_a_lock(self):
        self.git("rm", "-q", "--cached", "censusctl.lock.json")
        self.git("commit", "-q", "-m", "none")
        done = self.run_program("validate", "--locked", "--trust-base", "main", expect=1)
        self.assertEqual(done.stderr, "error: the lock censusctl.lock.json is not in --trust-base 'main'\n"
                                      "  hint: `censusctl lock` writes one; merge it in a change of its own\n")
        self.run_program("validate", "--trust-base", "main")

    def test_a_base_with_a_broken_lock(self):
        self.lock.write_text("{}")
        self.commit()
        done = self.run_program("validate", "--locked", "--trust-base", "main", expect=1)
        self.assertIn("error: the lock censusctl.lock.json of --trust-base 'main' cannot be used: ", done.stderr)

    def test_a_lock_of_the_base_that_is_a_link_is_not_followed(self):
        self.lock.unlink()
        self.lock.symlink_to("/etc/passwd")
        self.commit()
        done = self.run_program("validate", "--locked", "--trust-base", "main", expect=1)
        self.assertEqual(done.stderr, "error: 'censusctl.lock.json' of --trust-base 'main' is not a regular file\n")


class Policies(Fork):
    def test_a_rule_that_the_change_brings_ignores_nothing(self):
        self.write("syncs/a.yaml", WRONG)
        self.write("censusctl.yaml", IGNORING)
        for words in (["validate", "--locked"], ["plan", "--sandbox"], ["drift", "--sandbox"]):
            done = self.run_program(*words, expect=None)
            self.assertNotEqual(done.returncode, 3, words)
            done = self.run_program(*words, "--trust-base", "main", expect=3)
            self.assertIn(COLUMN, done.stdout)
            self.assertIn("censusctl.yaml:4:7: warning: `policy` is another than in the trusted base 'main', whose rules and limits "
                          "hold [policy-changed]\n", done.stdout)
            self.assertNotIn("problems-ignored", done.stdout)
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--trust-base", "main", expect=3)
        self.assertIn("nothing was done", done.stderr)

    def test_a_rule_of_the_base_holds_although_the_change_takes_it_away(self):
        self.write("censusctl.yaml", IGNORING)
        self.commit()
        self.write("censusctl.yaml", "version: 1\n")
        self.write("syncs/a.yaml", WRONG)
        self.run_program("validate", "--locked", expect=3)
        done = self.run_program("validate", "--locked", "--trust-base", "main")
        self.assertIn("note: 1 problem is ignored by `policy` or --ignore [problems-ignored]\n", done.stdout)

    def test_limits_are_those_of_the_base(self):
        limited = "version: 1\npolicy: {limits: {creates: {max: %d}, triggers: {max: %d}}}\n"
        self.write("censusctl.yaml", limited % (0, 0))
        self.commit()
        self.write("censusctl.yaml", limited % (9, 9))
        done = self.run_program("plan", "--sandbox", "--trust-base", "main", "--out", "p.plan")
        self.assertIn("main:censusctl.yaml:2:34: warning: the plan creates 1 sync, and the limit is 0 [limit-exceeded]\n", done.stdout)
        self.run_program("apply", "--sandbox", "--auto-approve", "--trust-base", "main", expect=5)
        self.run_program("plan", "--sandbox", "--out", "p.plan")
        self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "p.plan", "--trust-base", "main", expect=5)
        self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "p.plan")
        self.run_program("trigger", "--sandbox", "braze-users", "--trust-base", "main", expect=5)
        self.run_program("trigger", "--sandbox", "braze-users")

    def test_a_change_of_any_limit_is_told(self):
        self.assertNotIn("policy-changed", self.run_program("validate", "--trust-base", "main").stdout)
        for key, value in (("creates", "{max: 1000}"), ("updates", "{max: 1000}"), ("deletes", "{max: 1000}"), ("triggers", "{max: 1000}"),
                           ("changes", "{max: 1000}"), ("records", "1000")):
            self.write("censusctl.yaml", f"version: 1\npolicy: {{limits: {{{key}: {value}}}}}\n")
            told = self.run_program("validate", "--trust-base", "main").stdout
            self.assertRegex(told, r"censusctl\.yaml:2:\d+: warning: `policy` is another .* \[policy-changed\]", key)

    def test_a_change_of_ownership_is_told_and_does_not_hold(self):
        self.write("censusctl.yaml", 'version: 1\npolicy: {ownership: {labels: "growth/*"}}\n')
        self.commit()
        self.assertNotIn("policy-changed", self.run_program("validate", "--trust-base", "main").stdout)
        refused = self.run_program("plan", "--sandbox", "--trust-base", "main", expect=3).stdout
        self.assertIn("[outside-ownership]", refused)
        for ownership in ("{all: true}", "{connections: [Braze]}", '{labels: "growth/*", connections: [Braze]}', "{labels: growth}"):
            self.write("censusctl.yaml", f"version: 1\npolicy: {{ownership: {ownership}}}\n")
            told = self.run_program("plan", "--sandbox", "--trust-base", "main", expect=3).stdout
            self.assertRegex(told, r"censusctl\.yaml:2:10: warning: `policy` is another .* \[policy-changed\]", ownership)
            self.assertIn("[outside-ownership]", told, ownership)

    def test_the_same_policy_in_other_words_is_not_told(self):
        self.write("censusctl.yaml", IGNORING)
        self.commit()
        self.write("censusctl.yaml", "# moved\n" + IGNORING.replace("nobody looks", "another reason"))
        self.assertNotIn("policy-changed", self.run_program("validate", "--trust-base", "main").stdout)

    def test_what_a_saved_plan_is_applied_with_keeps_the_base(self):
        done = self.run_program("plan", "--sandbox", "--trust-base", "main")
        self.assertRegex(done.stdout, r"Next: censusctl apply --sandbox --expect sha256:\w+ --trust-base main\n")
        done = self.run_program("plan", "--sandbox", "--trust-base", "main", "--out", "p.plan")
        self.assertIn("Next: censusctl apply --sandbox --plan p.plan --trust-base main\n", done.stdout)


class Whereto(Fork):
    def test_another_host_or_variable_is_told_at_the_head_of_each_report(self):
        self.write("censusctl.yaml", "version: 1\nworkspace:\n  base_url: 'https://eu.getcensus.com/api/v1'\n  token_env: CENSUS_OTHER_KEY\n")
        host = ("`base_url` is 'https://eu.getcensus.com/api/v1' here, and not stated in the trusted base 'main'")
        variable = "`token_env` is 'CENSUS_OTHER_KEY' here, and not stated in the trusted base 'main'"
        done = self.run_program("validate", "--trust-base", "main")
        self.assertTrue(done.stdout.startswith(f"censusctl.yaml:3:13: warning: {host} [host-changed]\n"), done.stdout)
        self.assertIn(f"censusctl.yaml:4:14: warning: {variable} [token-variable-changed]\n", done.stdout)
        done = self.run_program("plan", "--sandbox", "--trust-base", "main", "--format", "markdown")
        self.assertEqual(done.stdout.splitlines()[5:8], [
            "> [!WARNING]", "> * **the token goes to another host than before**: see the problems",
            "> * **another secret is taken for the token than before**: see the problems"])
        self.assertIn(host, done.stdout)
        self.assertEqual([(d["code"], d["line"]) for d in self.plan("--trust-base", "main")["diagnostics"]],
                         [("host-changed", 3), ("token-variable-changed", 4)])
        self.commit()
        self.assertEqual(self.plan("--trust-base", "main")["diagnostics"], [])

    def test_it_allows_no_host(self):
        self.write("censusctl.yaml", "version: 1\nworkspace: {base_url: 'https://census.invalid/api/v1'}\n")
        self.commit()
        done = self.run_program("plan", "--trust-base", "main", expect=5, env={"CENSUS_API_TOKEN": SECRET})
        self.assertIn("the token is not sent to 'census.invalid:443'", done.stderr)


class Refs(Fork):
    def refused(self, ref, status, message, *words, env=None):
        for command in (["validate"], ["plan", "--sandbox"], ["drift", "--sandbox"], ["apply", "--sandbox", "--auto-approve"],
                        ["trigger", "--sandbox", "braze-users"]):
            done = self.run_program(*command, f"--trust-base={ref}", *words, expect=status, env=env)
            self.assertEqual((done.stdout, done.stderr), ("", message), command)

    def test_what_is_no_commit(self):
        self.refused("nowhere", 1, "error: --trust-base 'nowhere' is no commit of this repository\n  hint: a clone of CI may be "
                                   "shallow: fetch the ref first, for instance with `git fetch --depth=1 origin REF`\n")
        for ref in ("-n", "--output=stolen"):
            self.refused(ref, 64, f"error: --trust-base '{ref}' is no git ref\n  hint: a ref does not begin with '-'; give a branch, "
                                  "a tag or a commit\n")
        self.assertFalse((self.folder / "stolen").exists())
        self.run_program("validate", "--trust-base=", expect=64)

    def test_a_folder_of_that_name_is_never_taken_for_it(self):
        (self.folder / "main").mkdir()
        self.write("main/censusctl.yaml", IGNORING)
        self.write("syncs/a.yaml", WRONG)
        self.run_program("validate", "--locked", "--trust-base", "main", expect=3)
        (self.folder / "other").mkdir()
        self.write("other/censusctl.yaml", IGNORING)
        self.run_program("validate", "--locked", "--trust-base", "other", expect=1)

    def test_no_repository_and_no_git(self):
        done = self.run_program("validate", "--trust-base", "main", expect=1, env={"PATH": str(self.folder)})
        self.assertEqual(done.stderr, "error: --trust-base names a git ref, and there is no `git` to read it with\n"
                                      "  hint: install git\n")
        (self.folder / ".git").rename(self.folder / "gone")
        done = self.run_program("validate", "--trust-base", "main", expect=1)
        self.assertIn("error: --trust-base 'main': the project is in no git repository: git says 'fatal: not a git repository",
                      done.stderr)

    def test_a_project_file_of_the_base_with_errors(self):
        self.write("censusctl.yaml", "version: 1\npolcy: {}\n")
        self.commit()
        self.write("censusctl.yaml", "version: 1\n")
        done = self.run_program("plan", "--sandbox", "--trust-base", "main", expect=1)
        self.assertIn("main:censusctl.yaml:2:1: error: ", done.stderr)
        self.assertTrue(done.stderr.endswith(
            "error: the project file of --trust-base 'main' has errors: nothing was done\n"
            "  hint: mend it there first, or trust a commit in which it has none\n"), done.stderr)
        self.assertEqual(done.stdout, "")

    def test_a_base_without_a_project_file_has_no_policy(self):
        self.git("rm", "-q", "--cached", "censusctl.yaml")
        self.git("commit", "-q", "-m", "none")
        self.write("censusctl.yaml", IGNORING)
        self.write("syncs/a.yaml", WRONG)
        self.run_program("validate", "--locked", "--trust-base", "main", expect=3)

    def test_a_project_in_a_folder_of_the_repository(self):
        self.write("sub/syncs/a.yaml", WRONG)
        self.write("sub/censusctl.yaml", "version: 1\n")
        self.lock.rename(self.folder / "sub/censusctl.lock.json")
        self.git("add", "sub")
        self.git("commit", "-q", "-m", "sub")
        self.write("sub/censusctl.yaml", IGNORING)
        self.run_program("validate", "-C", "sub", "--locked", "--trust-base", "main", expect=3)

    def test_git_is_not_given_the_token(self):
        spy = self.write("bin/git", '#!/bin/sh\nenv >> "$SPY"\nexec /usr/bin/git "$@"\n')
        spy.chmod(0o755)
        log = self.folder / "seen"
        self.run_program("validate", "--trust-base", "main",
                         env={"PATH": f"{spy.parent}:/usr/bin:/bin", "SPY": str(log), "CENSUS_API_TOKEN": SECRET})
        self.assertIn("GIT_OPTIONAL_LOCKS=0", log.read_text())
        self.assertNotIn("CENSUS_API_TOKEN", log.read_text())


class Ignored(Project):
    def test_what_is_ignored_is_counted_in_every_format(self):
        self.write("syncs/a.yaml", WRONG)
        self.write("censusctl.yaml", IGNORING)
        said = "1 problem is ignored by `policy` or --ignore"
        for command, formats in ((["plan", "--sandbox"], FORMATS), (["validate", "--sandbox"], set(FORMATS) - {"markdown", "html"}),
                                 (["drift", "--sandbox", "--fail-on", "none"], ("text", "json", "html"))):
            for name in formats:
                path = self.folder / f"report.{name}"
                done = self.run_program(*command, "--format", name, "--output", f"{name}={path}")
                for text in (done.stdout, path.read_text()):
                    self.assertIn(said, text, f"{command} {name}")
                    self.assertIn("problems-ignored", text, f"{command} {name}")
                    if name == "sarif":
                        self.assertEqual([r["level"] for r in json.loads(text)["runs"][0]["results"]], ["note"])
                    if name == "junit":
                        self.assertEqual(xml.etree.ElementTree.fromstring(text).get("failures"), "0")
                    if name == "gitlab":
                        self.assertEqual([item["severity"] for item in json.loads(text)], ["info"])
                    if name == "github":
                        self.assertEqual(text, f"::notice title=problems-ignored::{said}\n")

    def test_by_a_flag_too_and_several(self):
        self.write("syncs/a.yaml", WRONG)
        self.write("syncs/b.yaml", WRONG.replace("braze-users", "b").replace("Braze users", "B").replace("object: user", "object: user"))
        shown = self.plan("--ignore", "source-column-unknown")["diagnostics"]
        self.assertEqual([(d["severity"], d["code"], d["message"]) for d in shown],
                         [("note", "problems-ignored", "2 problems are ignored by `policy` or --ignore")])
        done = self.run_program("validate", "--sandbox", "--ignore", "source-column-unknown")
        self.assertEqual(done.stderr, "No problems in 2 syncs.\n")


class Workspaces(Fork):
    def test_another_region_is_told(self):
        self.write("censusctl.yaml", "version: 1\nworkspace: {region: eu}\n")
        done = self.run_program("validate", "--trust-base", "main")
        self.assertIn("censusctl.yaml:2:21: warning: `region` is 'eu' here, and not stated in the trusted base 'main' [host-changed]\n", done.stdout)

    def test_the_workspace_that_the_base_names_stays_the_one(self):
        server = Server(self.folder / "state", "--api", "v1")
        self.addCleanup(server.stop)
        self.write("censusctl.yaml", "version: 1\nworkspace: {name: Acme}\n")
        self.commit()
        for workspace in ("{name: Sandbox}", "{}", "{id: 1}"):
            self.write("censusctl.yaml", f"version: 1\nworkspace: {workspace}\n")
            self.run_program("plan", env=server.environment())
            done = self.run_program("plan", "--trust-base", "main", env=server.environment(), expect=5)
            self.assertIn("error: the token is of the workspace 'Sandbox' (1), and not of 'Acme', which ", done.stderr)

    ENVIRONMENTS = ("version: 1\ndefault_environment: %s\nenvironments:\n  staging:\n    workspace: {token_env: %s, name: Sandbox%s}\n"
                    "  prod: {workspace: {token_env: CENSUS_PROD_TOKEN, name: Acme}}\n")

    def told(self, *words, expect=0):
        done = self.run_program("validate", "--trust-base", "main", *words, expect=expect)
        return [line for line in done.stdout.splitlines() if "warning" in line]

    def test_what_an_environment_says_of_host_and_token_is_told(self):
        self.write("censusctl.yaml", self.ENVIRONMENTS % ("staging", "CENSUS_STAGING_TOKEN", ""))
        self.commit()
        self.write("censusctl.yaml", self.ENVIRONMENTS % ("staging", "CENSUS_PROD_TOKEN", ", base_url: 'https://eu.getcensus.com/api/v1'"))
        self.assertEqual(self.told("--env", "staging"), [
            "censusctl.yaml:5:28: warning: `token_env` is 'CENSUS_PROD_TOKEN' here, and 'CENSUS_STAGING_TOKEN' in the trusted base 'main' "
            "[token-variable-changed]",
            "censusctl.yaml:5:72: warning: `base_url` is 'https://eu.getcensus.com/api/v1' here, and not stated in the trusted base 'main' [host-changed]"])
        self.assertEqual(self.told("--env", "prod"), [])

    def test_an_environment_that_drops_the_name_of_its_workspace_is_held_to_that_of_the_base(self):
        """Staging's words lead to production's workspace: the token of that is not used there."""
        server = Server(self.folder / "state", "--api", "v1")
        self.addCleanup(server.stop)
        base = self.ENVIRONMENTS % ("prod", "CENSUS_STAGING_TOKEN", "")
        self.write("censusctl.yaml", base.replace("name: Sandbox", "name: Acme staging"))
        self.commit()
        self.write("censusctl.yaml", base.replace("CENSUS_STAGING_TOKEN, name: Sandbox", "CENSUS_PROD_TOKEN"))
        env = {"CENSUS_PROD_TOKEN": server.token, "CENSUS_BASE_URL": server.base_url}
        for words in (["plan"], ["apply", "--auto-approve"], ["drift"]):
            done = self.run_program(*words, "--env", "staging", "--trust-base", "main", env=env, expect=5)
            self.assertIn("error: the token is of the workspace 'Sandbox' (1), and not of 'Acme staging', which ", done.stderr)


class Projects(Fork):
    """What a change may not do: put another project, environment or right in the place of those that the base vouches for."""

    def setUp(self):
        super().setUp()
        self.write("syncs/b.yaml", manifest(label="B", mappings="[{from: USER_ID, to: external_id, is_primary_identifier: true}]").replace("braze-users", "b"))
        self.write("censusctl.yaml", "version: 1\npolicy: {limits: {creates: {max: 1}}}\n")
        self.commit()
        self.apply = ["apply", "--sandbox", "--auto-approve", "--trust-base", "main"]

    def test_a_project_file_nearer_to_where_the_job_begins(self):
        limit = self.run_program("-C", "syncs", *self.apply, expect=5)
        self.assertIn("the plan exceeds a limit of `policy`", limit.stderr)
        self.write("syncs/censusctl.yaml", "version: 1\nmanifests: [a.yaml, b.yaml]\n")
        done = self.run_program("-C", "syncs", *self.apply, expect=5)
        root = self.folder.resolve()
        self.assertEqual(done.stderr, f"error: the project file in use is '{root}/syncs/censusctl.yaml', and that of the trusted base 'main' is "
                         f"'{root}/censusctl.yaml': nothing was done\n  hint: the change moves the project; say where it is by -C, once that is meant\n")
        self.assertEqual(done.stdout, "")

    def test_a_nearer_project_file_that_is_taken_away(self):
        self.write("syncs/censusctl.yaml", "version: 1\nmanifests: [a.yaml, b.yaml]\npolicy: {limits: {creates: {max: 0}}}\n")
        self.git("add", "syncs")
        self.commit()
        self.run_program("-C", "syncs", *self.apply, expect=5)
        (self.folder / "syncs/censusctl.yaml").unlink()
        self.assertIn("nothing was done", self.run_program("-C", "syncs", *self.apply, expect=5).stderr)

    def test_a_project_that_begins_with_the_change(self):
        self.git("rm", "-q", "--cached", "censusctl.yaml")
        self.git("commit", "-q", "-m", "no project file")
        self.write("censusctl.yaml", "version: 1\n")
        self.run_program("plan", "--sandbox", "--trust-base", "main")

    def test_another_environment_by_default(self):
        both = "version: 1\ndefault_environment: %s\nenvironments: {staging: {}, prod: {}}\n"
        self.write("censusctl.yaml", both % "staging")
        self.commit()
        self.run_program(*self.apply)
        self.write("censusctl.yaml", both % "prod")
        done = self.run_program(*self.apply, expect=5)
        self.assertEqual(done.stderr, "error: without --env the files pick the environment 'prod', and the trusted base 'main' picks 'staging': "
                         "nothing was done\n  hint: say which one: --env NAME\n")
        self.write("censusctl.yaml", "version: 1\nenvironments: {staging: {}, prod: {}}\n")
        self.run_program(*self.apply, expect=64)
        self.run_program(*self.apply, "--env", "staging")

    def test_read_only_stays(self):
        self.write("censusctl.yaml", "version: 1\nworkspace: {read_only: true}\n")
        self.commit()
        self.write("censusctl.yaml", "version: 1\n")
        self.assertIn("read-only", self.run_program(*self.apply, expect=5).stderr)

    def test_another_group_or_generation_is_told(self):
        self.write("censusctl.yaml", "version: 1\nworkspace: {api: v1, group_id: other}\n")
        done = self.run_program("validate", "--trust-base", "main")
        self.assertIn("warning: `group_id` is 'other' here, and not stated in the trusted base 'main' [host-changed]\n", done.stdout)
        self.assertIn("warning: `api` is 'v1' here, and not stated in the trusted base 'main' [host-changed]\n", done.stdout)


if __name__ == "__main__":
    unittest.main()
