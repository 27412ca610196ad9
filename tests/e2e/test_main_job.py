"""Validate, plan, apply, and plan again to "No changes"."""
import json
import re
import unittest

from support import SECRET, Project, manifest


class MainJob(Project):
    def test_examples_from_plan_to_no_changes(self):
        self.copy_examples()
        self.run_program("validate")
        before = self.plan()
        self.assertGreater(before["summary"]["create"], 0)
        self.assertTrue(before["plan_id"].startswith("sha256:"))
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--wait")
        self.assertIn("+ created braze-users (sync 4545)", done.stdout)
        self.assertIn("run 1234567890, completed: ", done.stdout)
        again = self.run_program("plan", "--sandbox", "--detailed-exitcode")
        self.assertIn("No changes. The workspace is as the files say", again.stdout)
        self.assertEqual(self.plan()["changes"], [])

    def test_plan_writes_nothing(self):
        self.copy_examples()
        first = self.run_program("plan", "--sandbox").stdout
        self.assertEqual(first, self.run_program("plan", "--sandbox").stdout)

    def test_spelling_of_the_file_is_no_change(self):
        self.write("syncs/a.yaml", manifest())
        self.run_program("apply", "--sandbox", "--auto-approve")
        self.write("syncs/a.yaml", """# moved about
syncs:
    braze-users: {mappings: [{is_primary_identifier: true, to: external_id, from: "EMAIL"}], schedule: {frequency: hourly, minute: 0},
                  operation: 'upsert', destination: {object: user, connection: 15},
                  source: {model: {type: model, id: 32}, connection: Warehouse}, label: Braze users}
version: 1
""")
        self.run_program("plan", "--sandbox", "--detailed-exitcode")

    def test_a_changed_sync_is_blocked_with_the_edits(self):
        self.speak_2021()
        self.write("syncs/a.yaml", manifest())
        self.run_program("apply", "--sandbox", "--auto-approve")
        self.write("syncs/a.yaml", manifest(paused="true"))
        shown = self.plan("--detailed-exitcode", expect=2)
        self.assertEqual(shown["summary"]["blocked"], 1)
        self.assertEqual(shown["changes"][0]["fields"], [{"path": "paused", "before": False, "after": True, "moved": "files"}])
        self.assertIn("set paused from false to true", " ".join(shown["changes"][0]["edits"]))
        done = self.run_program("apply", "--sandbox", "--auto-approve", expect=4)
        self.assertEqual(done.stderr.splitlines()[-1], "Not all is as the files say: 1 sync must be edited by hand ('braze-users').")

    def test_a_renamed_label_does_not_become_a_second_sync(self):
        self.speak_2021()
        self.write("syncs/a.yaml", manifest())
        self.run_program("apply", "--sandbox", "--auto-approve")
        self.write("syncs/a.yaml", manifest(label="Other name"))
        shown = self.plan(expect=3)
        self.assertEqual([d["code"] for d in shown["diagnostics"]], ["sync-renamed"])
        self.run_program("apply", "--sandbox", "--auto-approve", expect=3)
        self.write("syncs/a.yaml", manifest(label="Other name", formerly="[Braze users]"))
        self.assertEqual(self.plan()["changes"][0]["action"], "blocked")

    def test_after_waits_for_the_run(self):
        first = manifest(run="on_create")
        second = "\n".join(manifest(label="Second", run="on_create", after="[braze-users]", destination="{connection: Braze, object: event}",
                                    mappings="[{from: EMAIL, to: external_id, is_primary_identifier: true}, "
                                             "{from: USER_ID, to: name}, "
                                             "{from: {value: 2021-10-22T00:40:11Z, type: datetime}, to: time}]",
                                    operation="append").split("\n")[2:]).replace("braze-users:", "second:", 1)
        self.write("syncs/a.yaml", first + second)
        shown = self.plan()
        triggers = [c for c in shown["changes"] if c["action"] == "trigger"]
        self.assertEqual([t["sync"] for t in triggers], ["braze-users", "second"])
        self.assertIn("trigger:braze-users", triggers[1]["depends_on"])

    def test_apply_needs_somebody_to_say_yes(self):
        self.write("syncs/a.yaml", manifest())
        done = self.run_program("apply", "--sandbox", expect=5)
        self.assertIn("give --auto-approve", done.stderr)
        self.assertEqual(self.plan()["summary"]["create"], 1)

    def test_apply_refuses_a_plan_that_was_not_expected(self):
        self.write("syncs/a.yaml", manifest())
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--expect", "sha256:00", expect=5)
        self.assertIn("not the one that was expected; nothing was done", done.stderr)
        wanted = self.plan()["plan_id"]
        self.run_program("apply", "--sandbox", "--auto-approve", "--expect", wanted)

    def test_a_plan_predicts_what_an_apply_costs(self):
        def spent(text):
            found = re.search(r"with \d+ requests? \((\d+) reads?, (\d+) writes?; (\d+) of them repeats\)", text)
            return [int(number) for number in found.groups()]

        self.copy_examples()
        shown = self.run_program("plan", "--sandbox")
        said = re.search(r"^Cost: an apply sends (\d+) writes and, after planning, about (\d+) reads\.$", shown.stdout, re.M)
        writes, reads = int(said.group(1)), int(said.group(2))
        self.assertEqual(self.plan()["cost"], {"writes": writes, "reads": reads})
        planning = spent(shown.stderr)
        self.assertEqual(planning[1:], [0, 0])
        done = spent(self.run_program("apply", "--sandbox", "--auto-approve").stderr)
        self.assertEqual(done[1:], [writes, 0])
        self.assertLessEqual(abs(done[0] - planning[0] - reads), 3)
        self.assertNotIn("Cost:", self.run_program("plan", "--sandbox").stdout)

    def test_results_as_json_are_alone_on_stdout(self):
        self.write("syncs/a.yaml", manifest())
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--format", "json")
        document = json.loads(done.stdout)
        self.assertTrue(document["complete"])
        self.assertEqual(document["results"][0]["sync_id"], 4545)
        self.assertEqual((document["cost"]["writes"], document["cost"]["repeats"]), (1, 0))
        self.assertGreater(document["cost"]["reads"], 5)


class Failures(Project):
    def test_errors_are_located_and_exit_3(self):
        self.write("syncs/a.yaml", manifest(operaton="upsert"))
        done = self.run_program("validate", expect=3)
        self.assertIn("syncs/a.yaml:10:5: error: ", done.stdout)
        self.assertIn("[key-unknown]", done.stdout)
        self.assertIn("did you mean 'operation'?", done.stdout)

    def test_unknown_names_have_suggestions(self):
        self.write("syncs/a.yaml", manifest(destination="{connection: Braz, object: user}"))
        shown = self.plan(expect=3)
        self.assertEqual([(d["code"], d["hint"]) for d in shown["diagnostics"]],
                         [("destination-connection-unknown", "did you mean 'Braze'?")])

    def test_an_empty_match_is_an_error(self):
        done = self.run_program("plan", "--sandbox", expect=3)
        self.assertIn("[manifest-empty]", done.stdout)

    def test_no_token_and_a_wrong_one(self):
        self.write("syncs/a.yaml", manifest())
        done = self.run_program("plan", expect=1)
        self.assertIn("the variable CENSUS_API_TOKEN is not set", done.stderr)

    def test_usage(self):
        done = self.run_program("plan", "--frmat", "json", expect=64)
        self.assertIn("did you mean '--format'?", done.stderr)
        done = self.run_program("pln", "--format", "json", expect=64)
        self.assertEqual((done.stdout, done.stderr), ("", "error: 'pln' is no command of censusctl\n"
                                                          "  hint: did you mean 'plan'? `censusctl help` tells what there is\n"))
        self.run_program("explain", "field-unknwon", expect=64)

    def test_help_is_where_people_look_for_it(self):
        shown = self.run_program("--help").stdout
        self.assertEqual(self.run_program().stdout, shown)
        self.assertEqual(self.run_program("help").stdout, shown)
        self.assertEqual(self.run_program("help", "plan").stdout, self.run_program("plan", "--help").stdout)
        self.assertIn("Usage: censusctl plan [OPTION…]", self.run_program("help", "plan").stdout)
        self.assertEqual(self.run_program("version").stdout, self.run_program("--version").stdout)

    def test_options_may_stand_before_the_command(self):
        self.write("there/syncs/a.yaml", manifest())
        behind = self.run_program("validate", "-C", "there", "--format", "json").stdout
        self.assertEqual(self.run_program("-C", "there", "--format", "json", "validate").stdout, behind)
        self.assertEqual(self.run_program("-C", "there", "validate", "--format=json").stdout, behind)

    def test_help_teaches(self):
        self.assertIn("Exit status:", self.run_program("--help").stdout)
        for command in ("validate", "plan", "apply", "drift", "trigger", "explain", "explain-diff", "sandbox"):
            self.assertIn(command, self.run_program(command, "--help").stdout)

    def test_the_token_is_nowhere(self):
        self.write("syncs/a.yaml", manifest(label=SECRET))
        env = {"CENSUS_API_TOKEN": SECRET, "CENSUS_BASE_URL": "http://127.0.0.1:9/api/v1"}
        done = self.run_program("plan", "--log-level", "debug", "--timeout", "5", expect=1, env=env)
        self.assertIn("error: GET /api/v1/", done.stderr)


class Faults(Project):
    def test_a_read_is_repeated(self):
        self.write("syncs/a.yaml", manifest())
        done = self.run_program("plan", "--sandbox", "--fault", "GET ** status=503 times=1")
        self.assertIn("; 1 of them repeats)", done.stderr)

    def test_a_read_whose_reply_is_no_json_is_repeated(self):
        self.write("syncs/a.yaml", manifest())
        for broken in ("garble", "html status=200", "empty"):
            done = self.run_program("plan", "--sandbox", "--fault", f"GET /api/v1/syncs {broken} times=2")
            self.assertIn("; 2 of them repeats)", done.stderr, broken)

    def test_a_create_whose_reply_is_no_json_is_sent_once(self):
        self.write("syncs/a.yaml", manifest())
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--fault", "POST /api/v1/syncs garble times=1")
        self.assertIn("the reply to the create was lost; the sync was found in the workspace", done.stdout)
        self.assertIn(" 1 write; 0 of them repeats)", done.stderr)

    def test_a_lost_reply_to_a_create_makes_one_sync(self):
        self.write("syncs/a.yaml", manifest())
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--fault", "POST /api/v1/syncs drop-after times=1")
        self.assertIn("the reply to the create was lost; the sync was found in the workspace", done.stdout)
        self.assertEqual(self.plan()["summary"]["unchanged"], 1)
        self.assertEqual(self.plan()["summary"]["unmanaged"], 3)

    def test_a_create_that_cannot_be_settled_is_unknown(self):
        self.write("syncs/a.yaml", manifest())
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--fault",
                                "POST /api/v1/syncs drop-before times=1", expect=4)
        self.assertIn("! unknown: create braze-users", done.stdout)
        self.assertEqual(self.plan()["summary"]["create"], 1)

    def test_a_lost_reply_to_a_trigger_starts_one_run(self):
        self.write("syncs/a.yaml", manifest(run="on_create"))
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--wait", "--fault",
                                "POST /api/v1/syncs/*/trigger drop-after times=1")
        self.assertIn("the reply to the trigger was lost; a run that started since was found", done.stdout)

    def test_an_unknown_trigger_is_settled_by_the_next_apply(self):
        self.write("syncs/a.yaml", manifest(run="on_create"))
        lost = "POST /api/v1/syncs/*/trigger drop-before times=1"
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--fault", lost, expect=4)
        self.assertIn("! unknown: trigger braze-users (sync 4545)\n    the reply to the trigger was lost, and no new run of the "
                      "sync has appeared since", done.stdout)
        planned = self.run_program("plan", "--sandbox", "--detailed-exitcode", expect=2)
        self.assertIn("ended early: trigger:braze-users had not been done\n", planned.stderr)
        self.assertIn("> trigger braze-users (id 4545)  run: owed by an interrupted apply", planned.stdout)
        done = self.run_program("apply", "--sandbox", "--auto-approve")
        self.assertIn("> triggered braze-users (sync 4545), run ", done.stdout)
        self.assertNotIn("ended early", self.run_program("apply", "--sandbox", "--auto-approve").stderr)

    def test_an_unknown_trigger_that_ran_after_all_is_said_to_have_run(self):
        self.write("syncs/a.yaml", manifest(run="on_create"))
        unseen = ("--fault", "POST /api/v1/syncs/*/trigger drop-after times=1", "--fault", "GET /api/v1/syncs/*/sync_runs status=404 skip=1")
        done = self.run_program("apply", "--sandbox", "--auto-approve", *unseen, expect=4)
        self.assertIn("the reply to the trigger was lost, and the sync's runs could not be read to look for it", done.stdout)
        done = self.run_program("apply", "--sandbox", "--auto-approve")
        self.assertRegex(done.stderr, r"ended early: trigger:braze-users had been done, it is run \d+\n")
        self.assertIn("No changes.", done.stdout)

    def test_a_failed_run_exits_4(self):
        self.write("syncs/a.yaml", manifest(run="on_create", source="{connection: Snowflake - Prod, model: broken_test}",
                                           mappings="[{from: USER_ID, to: external_id, is_primary_identifier: true}]"))
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--wait", expect=4)
        self.assertIn("! failed: trigger braze-users", done.stdout)
        self.assertIn("the run failed: The array field being used does not appear to be valid JSON", done.stdout)


if __name__ == "__main__":
    unittest.main()
