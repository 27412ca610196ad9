"""Whose change is it: `plan --base`, `--only mine`, `policy: drift`, and what an apply makes of it."""
import json
import re
import shutil
import subprocess
import unittest

from support import manifest, Served, Server

AT_EIGHT = "{frequency: daily, hour: 8}"
BY_ID = "[{from: USER_ID, to: external_id, is_primary_identifier: true}]"


class Attributed(Served):
    api = ("--api", "v1")

    def setUp(self):
        super().setUp()
        self.server = Server(self.folder / "server.state", *self.api)
        self.addCleanup(self.server.stop)
        self.write("censusctl.yaml", "version: 1\nmanifests: [syncs]\n")
        self.write("syncs/a.yaml", manifest(schedule=AT_EIGHT))

    def policy(self, choice):
        self.write("censusctl.yaml", f"version: 1\nmanifests: [syncs]\npolicy: {{drift: {choice}}}\n")

    def apply(self, *words, expect=0):
        return self.run_there("apply", "--auto-approve", *words, expect=expect)

    def plan(self, *words, expect=0):
        return json.loads(self.run_there("plan", "--format", "json", *words, expect=expect).stdout)

    def sync_id(self, label="Braze users"):
        listed = json.loads(self.run_there("list", "syncs", "--format", "json").stdout)
        (found,) = [row["id"] for row in listed["items"] if row["label"] == label]
        return found

    def edit(self, label="Braze users", **changes):
        """Somebody edits the sync in the web page."""
        self.ask("PATCH", f"/syncs/{self.sync_id(label)}", changes)

    def live(self, label="Braze users"):
        return self.ask("GET", f"/syncs/{self.sync_id(label)}")["data"]

    def hour(self):
        return self.live()["mode"]["triggers"]["schedule"]["hour"]

    def sides(self, planned, of="changes"):
        return [(change["action"], change["sync"], change["moved"], {field["path"]: field["moved"] for field in change["fields"]})
                for change in planned[of]]

    def git(self, *words):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.com", *words], cwd=self.folder, check=True, capture_output=True)

    def commit(self):
        self.git("init", "-q")
        self.git("add", "--all", "syncs", "censusctl.yaml")
        self.git("commit", "-qm", "as it is")


class Plan(Attributed):
    def test_each_difference_is_marked_with_who_made_it(self):
        self.apply()
        self.commit()
        self.edit(paused=True, label="Braze users")
        self.write("syncs/a.yaml", manifest(schedule="{frequency: daily, hour: 9}"))
        for base in ("HEAD", "last-applied"):
            planned = self.plan("--base", base)
            self.assertEqual(self.sides(planned), [("update", "braze-users", "both", {"schedule.hour": "files", "paused": "workspace"})])
            self.assertEqual(planned["changes"][0]["overwrites"], ["paused"])
            self.assertEqual(planned["base"]["applied"], base == "last-applied")
        text = self.run_there("plan", "--base", "last-applied").stdout
        self.assertIn(f"  ~ update braze-users (label 'Braze users', id {self.sync_id()}) [both]  syncs/a.yaml:3:3\n"
                      "      overwrites what was edited in the workspace: paused\n"
                      "      schedule.hour: 8 -> 9 [files]\n"
                      "      paused: true -> false [workspace]\n", text)
        self.assertRegex(text, r"\nSince the apply of 20\S*Z: 1 of the files, 0 were so before\.\n")
        # A commit may never have been applied: less is said for sure.
        text = self.run_there("plan", "--base", "HEAD").stdout
        self.assertRegex(text, r"      overwrites what the workspace had before: paused \(edited there, or 'HEAD \([0-9a-f]{12}\)' was never applied\)\n")

    def test_a_field_that_both_changed(self):
        self.apply()
        self.edit(schedule_frequency="daily", schedule_hour=10)
        self.write("syncs/a.yaml", manifest(schedule="{frequency: daily, hour: 9}"))
        self.assertEqual(self.sides(self.plan()), [("update", "braze-users", "both", {"schedule.hour": "both"})])
        self.assertIn("      overwrites what was edited in the workspace: schedule.hour\n      schedule.hour: 10 -> 9 [both]\n",
                      self.run_there("plan").stdout)

    def test_what_the_files_alone_change_is_marked_only_where_it_was_asked(self):
        self.apply()
        self.write("syncs/a.yaml", manifest(schedule="{frequency: daily, hour: 9}"))
        self.assertIn("      schedule.hour: 8 -> 9\n", self.run_there("plan").stdout)
        self.assertIn("      schedule.hour: 8 -> 9 [files]\n", self.run_there("plan", "--base", "last-applied").stdout)
        self.assertEqual(self.sides(self.plan()), [("update", "braze-users", "files", {"schedule.hour": "files"})])

    def test_without_a_base_nobody_is_named(self):
        planned = self.plan()
        self.assertIsNone(planned["base"])
        self.assertNotIn("moved", planned["changes"][0])
        self.assertEqual(planned["drift"], "overwrite")

    def test_creates_and_the_runs_that_follow_from_them(self):
        self.apply()
        self.commit()
        self.ask("DELETE", f"/syncs/{self.sync_id()}")
        self.write("syncs/a.yaml", manifest(schedule=AT_EIGHT, run="on_create"))
        self.write("syncs/b.yaml", manifest(label="New", mappings=BY_ID, run="on_create").replace("braze-users", "new"))
        planned = self.plan("--base", "HEAD")
        self.assertEqual([(change["action"], change["sync"], change["moved"]) for change in planned["changes"]],
                         [("create", "braze-users", "workspace"), ("create", "new", "files"),
                          ("trigger", "braze-users", "workspace"), ("trigger", "new", "files")])
        text = self.run_there("plan", "--base", "HEAD").stdout
        self.assertRegex(text, r"      'HEAD \([0-9a-f]{12}\)' declares it too: it was deleted in the workspace, or never applied\n"
                               r"      to have it so in the files: `censusctl adopt --delete braze-users`\n")
        self.assertIn(": 2 of the files, 2 were so before; an apply does them as well.\n", text)
        self.assertIn("      was deleted in the workspace\n", self.run_there("plan").stdout)

    def test_only_mine_judges_by_what_the_files_changed(self):
        self.apply()
        self.commit()
        self.edit(paused=True)
        self.run_there("plan", "--base", "HEAD", "--detailed-exitcode", expect=2)
        done = self.run_there("plan", "--base", "HEAD", "--detailed-exitcode", "--only", "mine")
        self.assertIn("So before, and done by an apply as well:\n\n  ~ update braze-users", done.stdout)
        self.assertNotIn("paused: true", done.stdout)
        self.assertIn("Next: censusctl apply --expect sha256:", done.stdout)
        self.write("syncs/a.yaml", manifest(schedule="hourly"))
        self.run_there("plan", "--base", "HEAD", "--detailed-exitcode", "--only", "mine", expect=2)

    def test_only_mine_needs_a_base(self):
        done = self.run_there("plan", "--only", "mine", expect=64)
        self.assertEqual(done.stderr, "error: --only mine needs --base, by which a change is told to be yours\n"
                                      "  hint: give what the files were before: --base origin/main, or --base last-applied\n")

    def test_last_applied_must_be_known(self):
        done = self.run_there("plan", "--base", "last-applied", expect=1)
        self.assertIn("--base last-applied: no apply to this workspace that went well is known here", done.stderr)

    def test_an_apply_that_did_not_go_well_is_no_base(self):
        self.apply()
        self.write("syncs/a.yaml", manifest(schedule="{frequency: daily, hour: 9}"))
        journals = self.folder / ".censusctl/journal"
        known = set(journals.iterdir())
        self.apply()
        (newest,) = set(journals.iterdir()) - known
        newest.write_text(newest.read_text().replace('"outcome":"done"', '"outcome":"failed"'))
        self.edit(schedule_frequency="daily", schedule_hour=10)
        # It may have been the apply that made it so: that somebody did is not said.
        self.assertEqual(self.sides(self.plan()), [("update", "braze-users", None, {"schedule.hour": None})])
        self.assertEqual(self.plan("--drift", "keep")["summary"]["kept"], 0)

    def test_an_apply_with_nothing_to_write_settles_what_is_known(self):
        self.apply()
        self.edit(schedule_frequency="daily", schedule_hour=10)
        self.run_there("adopt", "braze-users")
        self.apply()  # files and workspace agree
        self.edit(schedule_frequency="daily", schedule_hour=11)
        self.assertEqual(self.sides(self.plan()), [("update", "braze-users", "workspace", {"schedule.hour": "workspace"})])
        journals = len(list((self.folder / ".censusctl/journal").iterdir()))
        self.apply()
        self.apply()
        self.apply()
        self.assertEqual(len(list((self.folder / ".censusctl/journal").iterdir())), journals + 1)  # nothing new to note

    def test_a_comment_has_its_own_changes_first_and_folds_the_rest(self):
        self.write("syncs/b.yaml", manifest(label="Second", mappings=BY_ID).replace("braze-users", "second"))
        self.apply()
        self.commit()
        self.edit(paused=True)
        self.write("syncs/b.yaml", manifest(label="Second", mappings=BY_ID, schedule="daily").replace("braze-users", "second"))
        comment = self.run_there("plan", "--base", "HEAD", "--format", "markdown").stdout
        self.assertTrue(comment.startswith("<!-- censusctl-plan -->\n## censusctl plan: 1 to update\n"), comment)
        before, fold, after = comment.partition("<details><summary>1 change was so before: 1 to update</summary>\n")
        self.assertTrue(fold, comment)
        self.assertIn("| update | ` second ` |", before)
        self.assertNotIn("braze-users", before)
        self.assertIn("| update | ` braze-users ` |", after)
        self.assertIn("An apply does it as well.", after)
        self.assertIn("+ paused: false [workspace]\n", after)
        self.assertEqual(comment.count("<details>"), comment.count("</details>"))
        # Without a change of its own.
        self.git("commit", "-qam", "second")
        comment = self.run_there("plan", "--base", "HEAD", "--format", "markdown").stdout
        self.assertTrue(comment.startswith("<!-- censusctl-plan -->\n## censusctl plan: these files change nothing\n"), comment)

    def test_a_renamed_key(self):
        self.apply()
        self.write("syncs/a.yaml", manifest(schedule=AT_EIGHT).replace("braze-users", "users"))
        planned = self.plan("--detailed-exitcode")
        (problem,) = [problem for problem in planned["diagnostics"] if problem["code"] == "key-renamed"]
        self.assertRegex(problem["message"], r"^sync 'users' is the one that the apply of \S+ declares as 'braze-users': only its key is another$")
        self.assertEqual((problem["severity"], problem["file"], problem["line"]), ("note", "syncs/a.yaml", 3))
        self.assertIn("must name 'users'", problem["hint"])

    def test_a_connection_of_the_ownership_that_there_is_not(self):
        self.write("censusctl.yaml", "version: 1\nmanifests: [syncs]\npolicy: {ownership: {connections: [Braz]}}\n")
        (problem,) = [problem for problem in self.plan(expect=3)["diagnostics"] if problem["severity"] == "error"]
        self.assertEqual((problem["code"], problem["file"], problem["line"], problem["column"]),
                         ("destination-connection-unknown", "censusctl.yaml", 3, 36))
        self.assertEqual(problem["message"], "the workspace has no destination 'Braz', which `ownership` names")
        self.assertEqual(problem["hint"], "did you mean 'Braze'?")

    def test_a_plan_is_saved_without_the_sync_whose_id_is_gone(self):
        self.write("syncs/b.yaml", manifest(label="Gone", id=999999, mappings=BY_ID).replace("braze-users", "gone"))
        done = self.run_there("plan", "--out", "saved.plan", expect=3)
        self.assertEqual(done.stderr.splitlines()[-2], "Without 'gone', whose `id` the workspace does not have.")
        done = self.apply("--plan", "saved.plan", expect=3)
        self.assertIn("1 created", done.stderr)
        self.assertIn("done but for syncs whose `id` the workspace does not have", done.stderr)


class Policy(Attributed):
    def test_overwrite_is_the_default(self):
        self.apply()
        self.edit(paused=True)
        self.assertIn("overwrites what was edited in the workspace: paused", self.apply().stdout)
        self.assertFalse(self.live()["paused"])

    def test_keep_leaves_it_alone_plan_after_plan(self):
        self.policy("keep")
        self.apply()
        self.edit(paused=True)
        for _ in range(2):
            planned = self.plan("--detailed-exitcode")
            self.assertEqual((planned["changes"], planned["summary"]["kept"]), ([], 1))
            self.assertEqual(self.sides(planned, "kept"), [("update", "braze-users", "workspace", {"paused": "workspace"})])
            text = self.run_there("plan").stdout
            self.assertIn("      paused: file false, workspace true\n", text)
            self.assertIn("No changes to make, 1 kept. 0 unchanged, 3 unmanaged.\n", text)
            self.assertNotIn("PATCH", self.apply().stdout)
            self.assertTrue(self.live()["paused"])

    def test_keep_takes_only_its_fields_out_of_an_update(self):
        self.policy("keep")
        self.apply()
        mappings = self.live()["mappings"]
        self.edit(paused=True, mappings=mappings + [{"from": {"type": "column", "data": "USER_ID"}, "to": "cohort"}])
        self.write("syncs/a.yaml", manifest(
            schedule="{frequency: daily, hour: 9}",
            mappings="[{from: EMAIL, to: external_id, is_primary_identifier: true}, {from: {value: x, type: text}, to: first_name}]"))
        planned = self.plan()
        self.assertEqual(self.sides(planned), [("update", "braze-users", "files", {"schedule.hour": "files", "mappings[first_name].from": "files"})])
        self.assertEqual(self.sides(planned, "kept"), [("update", "braze-users", "workspace", {"paused": "workspace", "mappings[cohort].from": "workspace"})])
        self.apply("--expect", planned["plan_id"])
        live = self.live()
        self.assertTrue(live["paused"])
        self.assertEqual(sorted(mapping["to"] for mapping in live["mappings"]), ["cohort", "external_id", "first_name"])
        self.assertEqual(self.hour(), 9)
        planned = self.plan("--detailed-exitcode")
        self.assertEqual((planned["changes"], planned["summary"]["kept"]), ([], 1))

    def test_a_saved_plan_does_what_was_decided(self):
        self.apply()
        self.edit(paused=True)
        self.write("syncs/a.yaml", manifest(schedule="{frequency: daily, hour: 9}"))
        self.run_there("plan", "--drift", "keep", "--out", "saved.plan")
        self.apply("--plan", "saved.plan", "--drift", "keep", expect=64)
        done = self.apply("--plan", "saved.plan")
        self.assertIn("      paused: file false, workspace true\n", done.stdout)
        self.assertEqual((self.live()["paused"], self.hour()), (True, 9))
        self.assertEqual(self.plan("--drift", "keep")["changes"], [])

    def test_keep_makes_no_sync_anew_that_was_deleted(self):
        self.policy("keep")
        self.write("syncs/a.yaml", manifest(schedule=AT_EIGHT, run="on_create"))
        self.apply()
        self.ask("DELETE", f"/syncs/{self.sync_id()}")
        planned = self.plan("--detailed-exitcode")
        self.assertEqual((planned["changes"], [kept["action"] for kept in planned["kept"]]), ([], ["create"]))
        self.assertIn("      was deleted in the workspace\n      to have it so in the files: `censusctl adopt --delete braze-users`\n",
                      self.run_there("plan").stdout)
        self.apply()
        self.assertEqual(self.plan("--drift", "overwrite")["summary"]["create"], 1)

    def test_fail_does_nothing_until_somebody_decides(self):
        self.policy("fail")
        self.apply()
        self.edit(paused=True)
        for command in (("plan", "--out", "saved.plan"), ("apply", "--auto-approve")):
            done = self.run_there(*command, expect=5)
            self.assertIn("syncs/a.yaml:3:3: warning: sync 'braze-users' is another in the workspace than the apply of ", done.stdout)
            self.assertEqual(done.stderr.splitlines()[-2:], [
                "error: the workspace was edited, and `drift: fail` says that somebody decides first: 'braze-users'; nothing was done",
                "  hint: `censusctl adopt braze-users` takes it into the files, `--drift overwrite` makes the workspace as the files say"])
        self.assertFalse((self.folder / "saved.plan").exists())
        self.assertTrue(self.live()["paused"])
        self.apply("--drift", "overwrite")
        self.assertFalse(self.live()["paused"])
        # What the files change needs no decision.
        self.write("syncs/a.yaml", manifest(schedule="{frequency: daily, hour: 9}"))
        self.apply()

    def test_without_a_base_it_decides_nothing_and_says_so_once(self):
        self.policy("keep")
        done = self.apply()
        said = ("`drift: keep` decides nothing here: no apply that went well is known, and no --base was given, "
                "so that every difference counts as the files'.")
        self.assertEqual(done.stderr.count(said), 1)
        self.assertNotIn("decides nothing", self.run_there("plan").stderr)

    def test_the_trusted_base_decides(self):
        self.commit()
        self.apply()
        self.edit(paused=True)
        self.policy("keep")
        planned = self.plan("--trust-base", "HEAD")
        self.assertEqual((planned["drift"], planned["summary"]["update"]), ("overwrite", 1))
        self.assertIn("policy-changed", [problem["code"] for problem in planned["diagnostics"]])


class Selected(Attributed):
    """An apply of a part of the files is the last one of that part, and of no other."""

    def setUp(self):
        super().setUp()
        self.policy("keep")
        self.write("syncs/b.yaml", manifest(label="B", schedule=AT_EIGHT, mappings=BY_ID).replace("braze-users", "b"))
        self.apply()

    def hour_is(self, hour, name="a"):
        text = (self.folder / f"syncs/{name}.yaml").read_text()
        self.write(f"syncs/{name}.yaml", text.replace("hour: 8", f"hour: {hour}"))

    def edit_hour(self, hour, label="Braze users"):
        self.edit(label, mode={"type": "triggered", "triggers": {"schedule": {"frequency": "daily", "hour": hour, "minute": 0}}})

    def test_an_edit_after_it_is_kept(self):
        self.hour_is(9)
        self.apply("braze-users")
        self.edit_hour(11)
        planned = self.plan()
        self.assertEqual(planned["changes"], [])
        self.assertEqual(self.sides(planned, "kept"), [("update", "braze-users", "workspace", {"schedule.hour": "workspace"})])

    def test_what_was_not_selected_is_still_of_the_files(self):
        self.hour_is(9)
        self.hour_is(10, "b")
        self.apply("braze-users")
        self.assertEqual(self.sides(self.plan()), [("update", "b", "files", {"schedule.hour": "files"})])

    def test_an_edit_before_it_of_what_was_not_selected_is_kept(self):
        self.edit_hour(12, "B")
        self.hour_is(9)
        self.apply("braze-users")
        planned = self.plan()
        self.assertEqual(planned["changes"], [])
        self.assertEqual(self.sides(planned, "kept"), [("update", "b", "workspace", {"schedule.hour": "workspace"})])

    def test_a_sync_that_is_taken_out_meanwhile_is_told_of_by_the_next_whole_apply(self):
        (self.folder / "syncs/b.yaml").unlink()
        self.hour_is(9)
        self.apply("braze-users")
        told = self.plan()["diagnostics"]
        self.assertEqual([one["code"] for one in told if one["code"] != "api-retiring"], ["sync-left-behind"])

    def test_by_a_commit_that_may_never_have_been_applied_nothing_of_the_rest_is_said(self):
        self.commit()
        self.edit_hour(12, "B")
        self.hour_is(9)
        self.apply("braze-users", "--base", "HEAD")
        self.assertEqual(self.sides(self.plan(), "kept"), [("update", "b", "workspace", {"schedule.hour": "workspace"})])


class Growth(Attributed):
    """What the journals weigh: by the number of syncs where something is new, and nothing where nothing is."""
    many = 40
    kept = 20  # closed journals

    def sizes(self):
        return [path.stat().st_size for path in sorted((self.folder / ".censusctl/journal").glob("*.closed"))]

    def test_journals_grow_with_what_is_declared_and_not_with_how_often_it_is_applied(self):
        for at in range(self.many):
            text = manifest(label=f"Sync {at:02}", schedule=AT_EIGHT, mappings=BY_ID)
            self.write(f"syncs/{at:02}.yaml", text.replace("braze-users", f"sync-{at:02}"))
        self.apply()
        first = self.sizes()
        self.apply()
        self.assertEqual(self.sizes(), first)
        for round_of in range(self.kept + 2):
            text = (self.folder / "syncs/00.yaml").read_text()
            self.write("syncs/00.yaml", re.sub(r"hour: \d+", f"hour: {round_of % 2}", text))
            self.apply()
        sizes = self.sizes()
        self.assertEqual(len(sizes), self.kept)
        # One change among them all: what is declared, and about that one.
        self.assertLess(max(sizes), 600 * self.many + 2000)
        self.assertGreater(min(sizes), 100 * self.many)


class Explained(Attributed):
    """`explain-diff` says of each difference whose it is, as `plan` does."""

    def rows(self, *words):
        document = json.loads(self.run_there("explain-diff", "braze-users", "--format", "json", *words).stdout)
        sides = {row["path"]: (row["moved"], row.get("base")) for row in document["attributes"] if "moved" in row}
        self.assertEqual(set(sides) - {row["path"] for row in document["attributes"] if not row["equal"]}, set())
        return document["base"], sides

    def differ(self):
        self.edit(paused=True)
        self.write("syncs/a.yaml", manifest(schedule="{frequency: daily, hour: 9}"))

    def test_each_difference_is_somebodys(self):
        self.apply()
        self.differ()
        base, sides = self.rows()
        self.assertRegex(base, r"^the apply of 20\S*Z$")
        self.assertEqual(sides, {"schedule.hour": ("files", 8), "paused": ("workspace", False)})
        text = self.run_there("explain-diff", "braze-users").stdout
        self.assertRegex(text, r"  ! schedule\.hour  different\n(?:    .*\n)*    whose change:   the files'\n    before:         8\n    rule: ")
        self.assertRegex(text, r"  ! paused  different\n(?:    .*\n)*    whose change:   the workspace's\n    before:         false\n    rule: ")
        self.assertEqual(text.count("whose change:"), 2)
        self.assertRegex(text, r" 2 different.*\.\nWhose change it is follows from the apply of 20\S*Z\.\n$")

    def test_both_changed_it(self):
        self.apply()
        self.edit(schedule_frequency="daily", schedule_hour=10)
        self.write("syncs/a.yaml", manifest(schedule="{frequency: daily, hour: 9}"))
        self.assertEqual(self.rows()[1], {"schedule.hour": ("both", 8)})
        self.assertIn("    whose change:   both sides'\n    before:         8\n", self.run_there("explain-diff", "braze-users.schedule").stdout)

    def test_by_a_commit(self):
        self.apply()
        self.commit()
        self.differ()
        base, sides = self.rows("--base", "HEAD")
        self.assertRegex(base, r"^'HEAD \([0-9a-f]{12}\)'$")
        self.assertEqual(sides, {"schedule.hour": ("files", 8), "paused": ("workspace", False)})

    def test_without_a_base_nobody_is_named(self):
        self.apply()
        self.differ()
        shutil.rmtree(self.folder / ".censusctl")
        self.assertEqual(self.rows(), (None, {}))
        self.assertNotIn("hose change", self.run_there("explain-diff", "braze-users").stdout)
        refused = self.run_there("explain-diff", "braze-users", "--base", "last-applied", expect=1)
        self.assertIn("--base last-applied: no apply to this workspace that went well is known here", refused.stderr)


class Remembered(Attributed):
    def test_what_was_applied_is_known_however_many_runs_came_after(self):
        self.policy("keep")
        self.apply()
        journals = self.folder / ".censusctl/journal"
        (good,) = journals.iterdir()
        for number in range(25):
            # Later than any that is still to come.
            (journals / f"99991231T235959Z-{number:06}-1-0.jsonl.closed").write_bytes(b"")
        self.run_there("trigger", "braze-users")
        left = sorted(path.name for path in journals.iterdir())
        self.assertIn(good.name, left)
        self.assertEqual(len(left), 20 + 1)
        self.edit(paused=True)
        self.assertEqual(self.sides(self.plan(), "kept"), [("update", "braze-users", "workspace", {"paused": "workspace"})])
        # The next that goes well takes its place.
        self.write("syncs/a.yaml", manifest(schedule="{frequency: daily, hour: 9}"))
        self.apply()
        left = {path.name for path in journals.iterdir()}
        self.assertNotIn(good.name, left)
        self.assertEqual(len(left), 20 + 1)


class Blocked(Attributed):
    """The API of 2021 changes nothing: what of that leaves an apply incomplete?"""
    api = ("--api", "all")

    def setUp(self):
        super().setUp()
        self.of_2021 = self.server.base_url
        self.server.base_url = self.of_2021.replace("/2021/api/v1", "/api/v1")

    def there(self, *words, expect=0):
        return self.run_there(*words, expect=expect, env={"CENSUS_BASE_URL": self.of_2021})

    def test_an_edit_of_another_is_a_warning_and_one_of_the_files_is_4(self):
        self.there("apply", "--auto-approve")
        self.edit(paused=True)
        done = self.there("apply", "--auto-approve")
        self.assertIn("warning: 1 sync was edited in the workspace, which no update can undo ('braze-users'): "
                      "`censusctl adopt` takes that into the files\n", done.stderr)
        self.write("syncs/a.yaml", manifest(schedule="hourly"))
        for _ in range(2):  # what was never brought about stays the files' change
            done = self.there("apply", "--auto-approve", expect=4)
            self.assertEqual(done.stderr.splitlines()[-1], "Not all is as the files say: 1 sync must be edited by hand ('braze-users').")

    def test_without_a_base_it_is_4(self):
        self.there("apply", "--auto-approve")
        for journal in (self.folder / ".censusctl/journal").iterdir():
            journal.unlink()
        self.edit(paused=True)
        self.there("apply", "--auto-approve", expect=4)


if __name__ == "__main__":
    unittest.main()
