"""PATH, KEY, --label, --destination and --source select among the syncs of a project, all of which stay declared."""
import json
import unittest

from support import manifest, Project, Served, Server


class Selected(Served):
    """Two files: `a` with one sync of Braze, `b` with two of Salesforce, of which one waits for `a`."""

    def setUp(self):
        super().setUp()
        self.server = Server(self.folder / "server.state", "--api", "v1")
        self.addCleanup(self.server.stop)
        self.copy_examples()
        self.write("censusctl.yaml", "version: 1\n")
        text = (self.folder / "syncs/salesforce.yaml").read_text()
        self.write("syncs/salesforce.yaml", text.replace("after: [accounts]", "after: [accounts, braze-users]"))

    def planned(self, *words, expect=0):
        document = json.loads(self.run_there("plan", "--format", "json", *words, expect=expect).stdout)
        document["diagnostics"] = [one for one in document["diagnostics"] if one["code"] != "api-retiring"]
        return document, sorted({change["sync"] for change in document["changes"]})

    def test_a_path_plans_its_syncs_and_what_others_declare_stays_declared(self):
        document, syncs = self.planned("syncs/salesforce.yaml")
        self.assertEqual(syncs, ["accounts", "contacts"])
        self.assertEqual(document["diagnostics"], [])  # `after` names a sync of the other file
        self.assertEqual(document["selection"], {"asked": ["syncs/salesforce.yaml"], "selected": 2, "declared": 3})
        self.assertIsNone(self.planned()[0]["selection"])
        self.run_there("apply", "--auto-approve", "syncs/braze.yaml")
        document, syncs = self.planned("syncs/salesforce.yaml")
        self.assertEqual(syncs, ["accounts", "contacts"])
        # The one that the other file declares is not unmanaged.
        self.assertNotIn("Braze users", [one["label"] for one in document["unmanaged"]])

    def test_a_key_is_enough_and_keys_and_paths_go_together(self):
        self.assertEqual(self.planned("contacts")[1], ["contacts"])
        self.assertEqual(self.planned("contacts", "syncs/braze.yaml")[1], ["braze-users", "contacts"])
        done = self.run_there("plan", "contact", expect=3)
        self.assertIn("error: there is no file, folder or sync 'contact' [manifest-empty]\n   hint: did you mean 'contacts'?\n", done.stdout)

    def test_labels_and_connections_select(self):
        self.assertEqual(self.planned("--label", "Salesforce *")[1], ["accounts", "contacts"])
        self.assertEqual(self.planned("--destination", "Braze")[1], ["braze-users"])
        self.assertEqual(self.planned("--destination", "Braze", "--destination", "Salesforce - Prod", "--label", "*ers", "--label", "*nts")[1],
                         ["accounts", "braze-users"])
        self.assertEqual(self.planned("--source", "Snowflake - Prod", "syncs/braze.yaml")[1], ["braze-users"])
        done = self.run_there("plan", "--destination", "Salesforce", expect=3)
        self.assertIn("no sync writes to the destination 'Salesforce' [manifest-empty]", done.stdout)
        done = self.run_there("drift", "--label", "x", expect=3)
        self.assertIn("no sync has a label like 'x' [manifest-empty]", done.stdout)

    def test_the_head_says_what_is_selected(self):
        head = "Selected: 1 of 3 syncs (contacts, --label Sales*)"
        words = ("contacts", "--label", "Sales*")
        self.assertIn(head, self.run_there("plan", *words).stdout.splitlines())
        self.assertIn(f"<p class=\"faint\">{head}</p>", self.run_there("plan", *words, "--format", "html").stdout)
        self.assertIn("Selected: ` 1 of 3 syncs (contacts, --label Sales*) `\n", self.run_there("plan", *words, "--format", "markdown").stdout)
        self.assertIn(head, self.run_there("drift", *words, expect=2).stdout.splitlines())
        self.run_there("apply", "--auto-approve", *words)
        self.assertIn("No changes. The workspace is as the files say of what is selected: 1 unchanged, ", self.run_there("plan", *words).stdout)
        self.assertNotIn("Selected", self.run_there("plan").stdout)

    def test_the_plan_id_covers_what_is_in_it_and_the_next_command_does_it(self):
        alone = self.planned("accounts")[0]["plan_id"]
        self.assertNotEqual(alone, self.planned()[0]["plan_id"])
        self.write("syncs/more.yaml", manifest(label="More", mappings="[{from: USER_ID, to: external_id, is_primary_identifier: true}]")
                   .replace("braze-users", "more"))
        self.assertEqual(self.planned("accounts")[0]["plan_id"], alone)  # of another sync it knows nothing
        self.assertEqual(self.planned("--label", "Salesforce acc*")[0]["plan_id"], alone)
        shown = self.run_there("plan", "--label", "Salesforce acc*", "--destination", "Salesforce - Prod").stdout
        self.assertIn(f"censusctl apply --expect {alone} --label 'Salesforce acc*' --destination 'Salesforce - Prod'\n", shown)
        self.run_there("apply", "--expect", alone, "--auto-approve", "--label", "Salesforce acc*")
        self.assertEqual(self.planned()[1], ["braze-users", "contacts", "more"])

    def test_a_saved_plan_of_a_selection_applies(self):
        self.run_there("plan", "accounts", "--out", "saved.plan")
        done = self.run_there("apply", "--plan", "saved.plan", "--auto-approve")
        self.assertEqual(done.stdout.splitlines()[0], "Selected: 1 of 3 syncs (accounts)")
        self.assertEqual(self.planned()[1], ["braze-users", "contacts"])
        self.assertIn("it takes no PATH", self.run_there("apply", "--plan", "saved.plan", "--label", "*", expect=64).stderr)

    def test_a_path_outside_of_the_project_is_added_to_it(self):
        self.write("elsewhere.yaml", manifest(label="Elsewhere").replace("braze-users", "elsewhere"))
        document, syncs = self.planned("elsewhere.yaml")
        self.assertEqual(syncs, ["elsewhere"])
        self.assertEqual(document["selection"]["declared"], 4)
        # It is held to the syncs of the project.
        self.write("elsewhere.yaml", manifest())
        problem, = self.planned("elsewhere.yaml", expect=3)[0]["diagnostics"]
        self.assertEqual((problem["code"], problem["file"], problem["message"]),
                         ("sync-duplicate", "syncs/braze.yaml", "the sync 'braze-users' is declared twice"))

    def test_errors_of_others_do_not_stand_in_the_way_but_those_of_identity_do(self):
        self.write("syncs/bad.yaml", manifest(operation="upsret").replace("braze-users", "bad").replace("Braze users", "Bad"))
        self.planned(expect=3)
        document, syncs = self.planned("accounts")
        self.assertEqual((syncs, document["diagnostics"]), (["accounts"], []))
        self.run_there("apply", "--auto-approve", "accounts")
        # Columns that are not there are of that sync alone.
        self.write("syncs/bad.yaml", manifest(mappings="[{from: NOPE, to: external_id, is_primary_identifier: true}]")
                   .replace("braze-users", "bad").replace("Braze users", "Bad"))
        self.assertEqual(self.planned("contacts")[1], ["contacts"])
        # Which sync is which must be known.
        self.write("syncs/bad.yaml", manifest().replace("braze-users", "bad"))
        problem, = self.planned("contacts", expect=3)[0]["diagnostics"]
        self.assertEqual(problem["code"], "label-duplicate")
        self.write("syncs/bad.yaml", "version: 1\nsyncs: {bad: [")
        self.assertEqual([one["code"] for one in self.planned("contacts", expect=3)[0]["diagnostics"]], ["yaml-syntax"])
        self.write("syncs/bad.yaml", "version: 1\nsync: {}\n")
        self.assertEqual([one["code"] for one in self.planned("contacts", expect=3)[0]["diagnostics"]], ["key-unknown"])

    def test_what_a_named_file_holds_and_nobody_can_read_is_told(self):
        self.write("syncs/bad.yaml", manifest().replace("braze-users", "bad").replace("Braze users", "Bad") + "  empty:\n")
        for words in (["syncs/bad.yaml"], []):
            done = self.run_program("validate", *words, expect=3)
            self.assertIn("error: 'empty' must be a mapping, not an empty value [type-mismatch]", done.stdout)
        self.assertEqual(self.run_program("validate", "contacts").stdout, "")

    def test_drift_of_a_selection_tells_and_fails_of_its_syncs_only(self):
        self.run_there("apply", "--auto-approve", "accounts")
        document = json.loads(self.run_there("drift", "--format", "json", "accounts").stdout)
        self.assertEqual([one["sync"] for one in document["syncs"] if one["state"] != "unmanaged"], ["accounts"])
        self.assertEqual(document["selection"], {"asked": ["accounts"], "selected": 1, "declared": 3})
        self.assertGreater(document["summary"]["unmanaged"], 0)
        self.run_there("drift", "accounts", "--fail-on", "unmanaged", expect=2)
        self.run_there("drift", "contacts", expect=2)

    def test_a_parent_that_is_not_selected_and_not_there_blocks(self):
        self.write("syncs/child.yaml", manifest(label="Child", schedule="null", triggers="{sync_sequence: accounts}",
                                                mappings="[{from: USER_ID, to: external_id, is_primary_identifier: true}]").replace("braze-users", "child"))
        document, _ = self.planned("child")
        change, = document["changes"]
        self.assertEqual((change["action"], change["note"]), ("blocked", "it is to start after 'accounts', which is not created yet, and is not selected"))
        # It is no change of a sync, and nothing in the web page would help.
        self.assertEqual(change["risks"], [])
        text = self.run_there("plan", "child").stdout
        self.assertIn("      reason: it is to start after 'accounts', which is not created yet, and is not selected\n"
                      "      Snowflake - Prod / braze_test -> Braze / user: upsert, 1 mapping\n"
                      "      do this first:\n        1. select 'accounts' as well, or apply it first\n", text)
        self.assertNotIn("null", self.run_there("plan", "child", "--full").stdout)
        self.assertIn("\nDo this first:\n", self.run_there("plan", "child", "--format", "markdown").stdout)
        self.assertIn("Do this first", self.run_there("plan", "child", "--format", "html").stdout)
        self.assertEqual(self.run_there("apply", "--auto-approve", "child", expect=4).stderr.splitlines()[-1],
                         "Not all is as the files say: 1 sync must be edited by hand ('child').")
        self.assertEqual(self.planned("child", "accounts")[1], ["accounts", "child"])
        self.run_there("apply", "--auto-approve", "accounts")
        self.assertEqual([one["action"] for one in self.planned("child")[0]["changes"]], ["create"])

    def test_entries_of_removed_belong_to_their_file(self):
        self.run_there("apply", "--auto-approve")
        (self.folder / "syncs/braze.yaml").unlink()
        text = (self.folder / "syncs/salesforce.yaml").read_text()
        self.write("syncs/salesforce.yaml", text.replace(", braze-users", ""))
        self.write("syncs/gone.yaml", "version: 1\nremoved: [{label: Braze users}]\n")
        document, syncs = self.planned("accounts")
        self.assertEqual((syncs, [one["label"] for one in document["unmanaged"] if one["label"] == "Braze users"]), ([], []))
        self.assertEqual(self.planned("syncs/gone.yaml")[1], ["Braze users"])
        self.assertEqual(self.planned("--label", "Braze*", "syncs/gone.yaml")[1], ["Braze users"])
        self.run_there("apply", "--auto-approve", "syncs/gone.yaml")
        self.assertEqual(self.planned("syncs/gone.yaml")[1], [])

    def test_only_what_is_selected_is_read_of_the_metadata(self):
        done = self.run_there("plan", "accounts", "--log-level", "debug")
        self.assertNotIn("objects/user", done.stderr)
        self.assertIn("objects/Account", done.stderr)

    def test_pruning_judges_by_all_files(self):
        self.write("censusctl.yaml", "version: 1\npolicy: {ownership: {all: true}}\n")
        for words in (["accounts"], ["--label", "*"], ["--source", "Snowflake - Prod"]):
            self.assertEqual(self.run_there("plan", "--prune", *words, expect=64).stderr,
                             "error: --prune judges by all files of the project: it takes no PATH, and nothing that selects\n")

    def test_a_lock_is_of_the_whole_project_and_checked_of_a_part(self):
        self.assertEqual(self.run_there("lock", "syncs/braze.yaml", expect=64).stderr, "error: a lock is of the whole project: PATH goes with --check\n")
        self.run_there("lock")
        self.assertEqual(self.run_there("lock", "--check", "syncs/braze.yaml").stdout, self.run_there("lock", "--check").stdout)
        self.assertEqual(self.run_there("plan", "--locked", "braze-users").stdout, self.run_there("plan", "braze-users").stdout)


class Offline(Project):
    def setUp(self):
        super().setUp()
        self.copy_examples()

    def test_hooks_that_pass_names_of_files_get_what_is_in_them(self):
        self.write("syncs/bad.yaml", manifest(operation="upsret").replace("braze-users", "bad").replace("Braze users", "Bad"))
        done = self.run_program("validate", "syncs/braze.yaml", "syncs/salesforce.yaml")
        self.assertEqual((done.stdout, done.stderr), ("", "No problems in 3 of 4 syncs.\n"))
        self.assertEqual(self.run_program("validate", "syncs/bad.yaml", expect=3).stderr, "1 error in 1 of 4 syncs.\n")
        # The project file is everything.
        self.assertEqual(self.run_program("validate", "censusctl.yaml", "syncs/braze.yaml", expect=3).stderr, "1 error in 4 of 4 syncs.\n")

    def test_validate_shows_problems_of_the_selection_only(self):
        self.write("syncs/one.yaml", manifest(label="Same").replace("braze-users", "one"))
        self.write("syncs/two.yaml", manifest(label="Same").replace("braze-users", "two"))
        self.assertEqual(self.run_program("validate", "syncs/braze.yaml").stdout, "")
        for name in ("one", "two"):
            self.assertIn("[label-duplicate]", self.run_program("validate", f"syncs/{name}.yaml", expect=3).stdout)
        self.write("syncs/two.yaml", "version: 1\nsyncs: [\n")
        self.assertIn("[yaml-syntax]", self.run_program("validate", "syncs/braze.yaml", expect=3).stdout)

    def test_a_text_that_an_alias_shares_is_a_problem_of_each(self):
        self.write("syncs/alias.yaml", manifest(mappings="&m [{from: EMAIL, to: external_id, is_primary_identifier: yes}]").replace("braze-users", "x") +
                   manifest(label="Y", mappings="*m").replace("version: 1\nsyncs:\n", "").replace("braze-users", "y"))
        for key in ("x", "y"):
            self.assertIn("'is_primary_identifier' must be true or false", self.run_program("validate", key, expect=3).stdout)

    def test_a_file_without_a_sync_is_an_error(self):
        self.write("syncs/empty.yaml", "version: 1\nsyncs: {}\n")
        self.run_program("validate")
        self.assertEqual(self.run_program("validate", "syncs/empty.yaml", "syncs/braze.yaml", expect=3).stdout,
                         "error: no sync is declared in 'syncs/empty.yaml' [manifest-empty]\n   hint: declare one under 'syncs'\n")

    def test_a_graph_of_a_selection(self):
        text = self.run_program("graph", "--destination", "Braze").stdout
        self.assertIn("braze-users", text)
        self.assertNotIn("accounts", text)


if __name__ == "__main__":
    unittest.main()
