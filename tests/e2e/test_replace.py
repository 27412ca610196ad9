"""What no update can change is replaced where `--allow-replace` is given: a new sync is made and proved, and the old one deleted."""
import json
import shutil
import unittest

from support import Project, copy_model_and_tables
from test_json_documents import schema_of

FIXED = "the API does not change operation, source or destination of a sync to Braze"


class Replace(Project):
    api = "v1"

    def setUp(self):
        super().setUp()
        copy_model_and_tables(self.folder)
        self.apply()
        self.edit("syncs/braze.yaml", "    label: Braze users\n", "    label: Braze users\n    operation: update\n")
        self.old = self.ids("Braze users")[0]

    def there(self, *words):
        return ("--sandbox", "--api", self.api, *words)

    def apply(self, *words, expect=0):
        return self.run_program("apply", *self.there("--auto-approve", *words), expect=expect)

    def planned(self, *words, expect=0):
        document = json.loads(self.run_program("plan", *self.there("--format", "json", *words), expect=expect).stdout)
        schema_of("plan").validate(document)
        return document

    def edit(self, name, old, new):
        text = (self.folder / name).read_text()
        self.assertEqual(text.count(old), 1, old)
        self.write(name, text.replace(old, new))

    def entries(self):
        return [json.loads(line) for line in (self.folder / ".censusctl/sandbox.state").read_text().splitlines()[1:]]

    def live(self):
        """The syncs of the workspace by their ids, as they are kept."""
        syncs = {}
        for entry in self.entries():
            if "sync" in entry:
                syncs[entry["sync_id"]] = entry["sync"]
            elif "removed_sync" in entry:
                del syncs[entry["removed_sync"]]
        return syncs

    def ids(self, label):
        return [number for number, sync in self.live().items() if sync["label"] == label]

    def runs(self, sync_id):
        return len({entry["run"] for entry in self.entries() if "run" in entry and entry["sync_id"] == sync_id})

    def actions(self, planned):
        return [f"{change['action']}:{change['sync']}" for change in planned["changes"]]

    def half(self):
        """An apply whose delete is refused: both syncs are there."""
        done = self.apply("--allow-replace", "--fault", "DELETE ** status=403", expect=4)
        new = max(self.ids("Braze users"))
        self.assertEqual(sorted(self.ids("Braze users")), [self.old, new])
        return new, done

    def test_without_the_flag_it_is_blocked_and_says_what_would_do_it(self):
        planned = self.planned("--detailed-exitcode", expect=2)
        self.assertEqual(self.actions(planned), ["blocked:braze-users"])
        self.assertEqual(planned["changes"][0]["note"], FIXED + "; `--allow-replace` makes a new sync in its place, and deletes this one")
        self.apply(expect=4)
        self.assertEqual(self.ids("Braze users"), [self.old])

    def test_a_new_sync_takes_its_place_and_runs(self):
        # The files say nothing of alerts any more: the new sync has those of the old one.
        self.edit("syncs/braze.yaml", "    alerts: [{type: failure}, {type: invalid_record_percent, threshold: 20}]\n", "")
        planned = self.planned("--allow-replace", "--detailed-exitcode", expect=2)
        self.assertEqual(self.actions(planned), ["replace:braze-users", "trigger:braze-users"])
        change = planned["changes"][0]
        self.assertEqual((change["sync_id"], change["note"]), (self.old, FIXED + "; what no file states, the new one has from it: alerts"))
        self.assertEqual([risk["kind"] for risk in change["risks"]], ["full-run", "history-lost"])
        self.assertEqual(planned["summary"]["replace"], 1)
        done = self.apply("--allow-replace", "--format", "json")
        document = json.loads(done.stdout)
        schema_of("results").validate(document)
        result = document["results"][0]
        new = self.ids("Braze users")
        self.assertEqual(len(new), 1)
        self.assertEqual((result["action"], result["outcome"], result["sync_id"], result["replaced_sync_id"]),
                         ("replace", "done", new[0], self.old))
        self.assertNotEqual(new[0], self.old)
        sync = self.live()[new[0]]
        self.assertEqual(sync["operation"], "update")
        self.assertEqual([alert.get("options", {}).get("threshold") for alert in sync["alerts"]], [None, 20])
        self.assertEqual((self.runs(self.old), self.runs(new[0])), (1, 1))
        planned = self.planned("--detailed-exitcode")
        self.assertEqual((planned["changes"], planned["summary"]["unchanged"]), ([], 3))

    def test_every_format_says_what_is_lost(self):
        lost = "its id and run history are lost: a new sync takes its place"
        text = self.run_program("plan", *self.there("--allow-replace")).stdout
        self.assertIn(f"  ± replace braze-users (label 'Braze users', id {self.old})", text)
        self.assertIn(f"      reason: {FIXED}\n      risk: the new sync's first run sends all records\n      risk: {lost}\n", text)
        self.assertIn("\nPlan: 0 to create, 0 to update, 1 to replace, 0 to delete, 1 to trigger, 0 blocked; 2 unchanged, ", text)
        self.assertIn("Cost: an apply sends 3 writes and, after planning, about ", text)
        self.assertIn("--allow-replace", text.splitlines()[-1])
        page = self.run_program("plan", *self.there("--allow-replace", "--format", "markdown")).stdout
        self.assertIn("## censusctl plan: 1 to replace, 1 to trigger\n", page)
        self.assertIn("a new sync in its place, ` the new sync's first run sends all records `, ` " + lost + " `", page)
        page = self.run_program("plan", *self.there("--allow-replace", "--format", "html")).stdout
        self.assertIn("risk: " + lost, page)

    def test_the_cost_that_is_told_is_the_cost(self):
        told = self.planned("--allow-replace")["cost"]
        planning = self.planned("--allow-replace", "--log-level", "error")  # the same reads once more
        self.assertEqual(planning["cost"], told)
        before = json.loads(self.run_program("apply", *self.there("--auto-approve", "--allow-replace", "--format", "json")).stdout)["cost"]
        self.assertEqual(before["writes"], told["writes"])

    def test_protect_and_id_keep_it(self):
        self.edit("syncs/braze.yaml", "    label: Braze users\n", "    label: Braze users\n    protect: true\n")
        planned = self.planned("--allow-replace")
        self.assertEqual(self.actions(planned), ["blocked:braze-users"])
        self.assertEqual(planned["changes"][0]["note"], FIXED + "; nor can it be replaced: `protect: true` keeps it")
        self.edit("syncs/braze.yaml", "    protect: true\n", f"    id: {self.old}\n")
        planned = self.planned("--allow-replace")
        self.assertEqual(planned["changes"][0]["note"],
                         FIXED + "; nor can it be replaced: the file names it by its `id`, which the new one would not have; take "
                         "`id` away, and its label finds it")
        self.apply("--allow-replace", expect=4)
        self.assertEqual(self.ids("Braze users"), [self.old])

    def test_what_starts_after_it_is_pointed_to_the_new_one_first(self):
        path = "syncs/salesforce.yaml"
        self.edit(path, "    schedule: {daily".replace("daily", "frequency: daily"), "    triggers: {sync_sequence: braze-users}\n    schedule: {frequency: daily")
        text = (self.folder / "syncs/braze.yaml").read_text()
        self.write("syncs/braze.yaml", text.replace("    operation: update\n", ""))
        self.apply()
        self.write("syncs/braze.yaml", text)
        planned = self.planned("--allow-replace")
        self.assertEqual(self.actions(planned), ["update:accounts", "replace:braze-users", "trigger:braze-users"])
        self.assertEqual(planned["changes"][0]["fields"], [{"path": "triggers.sync_sequence", "before": self.old, "after": "braze-users", "moved": "files"}])
        self.assertEqual(planned["changes"][0]["depends_on"], ["replace:braze-users"])
        self.apply("--allow-replace")
        new = self.ids("Braze users")[0]
        accounts = self.ids("Salesforce accounts")[0]
        self.assertEqual(self.live()[accounts]["triggers"], {"sync_sequence": {"sync_id": new}})
        kinds = [(entry.get("sync_id"), entry.get("removed_sync")) for entry in self.entries()]
        self.assertLess(max(at for at, kind in enumerate(kinds) if kind[0] == accounts), kinds.index((None, self.old)))
        self.planned("--detailed-exitcode")

    def test_what_starts_after_it_and_is_not_declared_is_a_risk(self):
        text = (self.folder / "syncs/salesforce.yaml").read_text()
        self.edit("syncs/salesforce.yaml", "    schedule: {frequency: daily", "    triggers: {sync_sequence: braze-users}\n    schedule: {frequency: daily")
        self.edit("syncs/braze.yaml", "    operation: update\n", "")
        self.apply()
        accounts = self.ids("Salesforce accounts")[0]
        self.edit("syncs/braze.yaml", "    label: Braze users\n", "    label: Braze users\n    operation: update\n")
        self.write("syncs/salesforce.yaml", text[:text.index("  accounts:")] + text[text.index("  contacts:"):].replace("    after: [accounts]", "   #"))
        lost = f"sync {accounts} 'Salesforce accounts', which no file declares, starts after it, and will start no more"
        change = self.planned("--allow-replace")["changes"][0]
        self.assertEqual(change["risks"][-1], {"kind": "follower-lost", "text": lost})
        self.assertIn("      risk: " + lost, self.run_program("plan", *self.there("--allow-replace")).stdout)
        self.assertIn(lost, self.run_program("plan", *self.there("--allow-replace", "--format", "markdown")).stdout)

    def test_a_saved_plan_needs_no_flag_and_is_refused_where_the_sync_has_moved(self):
        self.run_program("plan", *self.there("--allow-replace", "--out", "merge.plan"))
        shutil.copy(self.folder / ".censusctl/sandbox.state", self.folder / "before.state")
        self.apply("--plan", "merge.plan")
        self.assertNotEqual(self.ids("Braze users"), [self.old])
        done = self.apply("--plan", "merge.plan", expect=5)
        self.assertIn(f"! replace:braze-users: sync {self.old} is no longer in the workspace", done.stderr)

    def test_a_delete_that_fails_is_finished_by_the_next_apply(self):
        new, done = self.half()
        self.assertIn(f"! failed: replace braze-users (sync {new} in place of {self.old})\n    sync {new} was made, and the old one, sync {self.old}, is "
                      "still there: DELETE ", done.stdout)
        self.assertEqual(self.runs(new), 0)
        planned = self.planned()
        self.assertEqual(self.actions(planned), ["trigger:braze-users", "delete:braze-users"])
        self.assertEqual((planned["changes"][1]["sync_id"], planned["changes"][1]["reason"], planned["changes"][1]["note"]),
                         (self.old, "replaced", f"sync {new} took its place in an apply that ended early"))
        done = self.apply()
        self.assertIn(f"sync {new} was made in place of sync {self.old} for 'braze-users', and both are there: which one goes is in the plan\n", done.stderr)
        self.assertEqual(self.ids("Braze users"), [new])
        self.assertEqual(self.runs(new), 1)
        self.planned("--detailed-exitcode", "--allow-replace")
        self.assertEqual([p.name for p in (self.folder / ".censusctl/journal").glob("*.jsonl")], [])

    def test_a_delete_that_fails_again_and_again_is_not_forgotten(self):
        new, _ = self.half()
        self.apply("--fault", "DELETE ** status=403", expect=4)
        # An apply of other files leaves it alone, and hands on what it knows.
        self.edit("syncs/salesforce.yaml", "hour: 6", "hour: 7")
        self.apply("syncs/salesforce.yaml")
        self.apply("syncs/salesforce.yaml")
        self.assertEqual(sorted(self.ids("Braze users")), [self.old, new])
        self.assertEqual(self.actions(self.planned()), ["trigger:braze-users", "delete:braze-users"])
        self.apply()
        self.assertEqual(self.ids("Braze users"), [new])

    def test_with_the_journal_lost_nothing_is_deleted(self):
        new, _ = self.half()
        shutil.rmtree(self.folder / ".censusctl/journal")
        done = self.apply("--allow-replace", expect=3)
        self.assertIn(f"2 live syncs have the label 'Braze users': their ids are {self.old} and {new} [label-ambiguous]", done.stdout)
        self.assertIn(f"sync {new} alone is as the file says; an apply that was interrupted while it replaced a sync leaves two", done.stdout)
        self.assertEqual(sorted(self.ids("Braze users")), [self.old, new])
        # As the hint says.
        self.edit("syncs/braze.yaml", "    label: Braze users\n", f"    label: Braze users\n    id: {new}\n")
        self.write("syncs/old.yaml", f"version: 1\nremoved: [{{id: {self.old}}}]\n")
        self.apply()
        self.assertEqual(self.ids("Braze users"), [new])

    def test_a_plan_that_was_saved_after_it_finishes_the_half(self):
        new, _ = self.half()
        self.run_program("plan", *self.there("--out", "merge.plan"))
        self.apply("--plan", "merge.plan")
        self.assertEqual(self.ids("Braze users"), [new])
        self.assertEqual(self.runs(new), 1)
        self.assertEqual([p.name for p in (self.folder / ".censusctl/journal").glob("*.jsonl")], [])

    def test_a_saved_plan_that_knows_nothing_of_the_half_is_refused(self):
        self.run_program("plan", *self.there("--allow-replace", "--out", "merge.plan"))
        new, _ = self.half()
        done = self.apply("--plan", "merge.plan", expect=5)
        self.assertIn("an interrupted apply left ", done.stderr)
        self.assertEqual(sorted(self.ids("Braze users")), [self.old, new])

    def test_a_third_sync_of_the_label_keeps_the_old_one(self):
        done = self.apply("--allow-replace", "--fault", f"POST /syncs copies={self.old} times=1", expect=4)
        self.assertIn("has the same label: somebody else created it at the same time", done.stdout)
        there = self.ids("Braze users")
        self.assertEqual((len(there), min(there)), (3, self.old))
        done = self.apply("--allow-replace", expect=3)
        self.assertIn("2 live syncs have the label 'Braze users'", done.stdout)
        self.assertEqual(self.ids("Braze users"), there)

    def test_a_change_of_mind_between_the_halves_deletes_nothing(self):
        new, _ = self.half()
        self.edit("syncs/braze.yaml", "    operation: update\n", "")
        planned = self.planned("--allow-replace")
        self.assertEqual(self.actions(planned), ["blocked:braze-users"])
        self.assertIn(f"an apply that ended early made this sync in place of sync {self.old}, which is still there", planned["changes"][0]["note"])
        self.apply("--allow-replace", expect=4)
        self.assertEqual(sorted(self.ids("Braze users")), [self.old, new])

    def test_limits_count_a_create_and_a_delete(self):
        self.edit("censusctl.yaml", "manifests: [syncs]\n", "manifests: [syncs]\npolicy: {limits: {creates: {max: 0}, deletes: {max: 0}}}\n")
        done = self.apply("--allow-replace", expect=5)
        for verb in ("creates", "deletes"):
            self.assertIn(f"the plan {verb} 1 sync (1 of them in a replacement, which is a create and a delete), and the limit is 0", done.stdout)
        self.assertEqual(self.ids("Braze users"), [self.old])

    def test_a_rehearsal_replaces_in_the_copy(self):
        done = self.run_program("plan", *self.there("--allow-replace", "--show-requests"))
        self.assertIn("Rehearsed in a copy of the workspace: 0 created, 1 replaced, 1 triggered, with 3 writes", done.stdout)
        self.assertIn("Planned again there: no changes.", done.stdout)
        self.assertIn("DELETE /syncs/" + str(self.old), done.stdout)
        self.assertIn("POST /syncs/{id of braze-users}/trigger", done.stdout)
        planned = self.planned("--allow-replace", "--rehearse")
        self.assertEqual(planned["rehearsal"]["replaced"], 1)
        self.assertEqual(self.ids("Braze users"), [self.old])

    def test_a_lost_reply_is_settled_and_nothing_is_sent_twice(self):
        for at, fault in enumerate(["POST /syncs drop-after times=1", "POST /syncs html status=504 after-work times=1",
                                    "DELETE ** drop-after times=1", "DELETE ** status=500 after-work times=1"]):
            before = self.ids("Braze users")
            self.apply("--allow-replace", "--fault", fault)
            after = self.ids("Braze users")
            self.assertEqual(len(after), 1, fault)
            self.assertNotEqual(after, before, fault)
            now, then = (("update", "upsert"), ("upsert", "update"))[at % 2]
            self.edit("syncs/braze.yaml", f"    operation: {now}\n", f"    operation: {then}\n")


class ReplaceInV2(Replace):
    api = "v2"


class Of2021(Project):
    def test_nothing_is_ever_replaced(self):
        self.copy_examples()
        self.run_program("apply", "--sandbox", "--auto-approve")
        path = self.folder / "syncs/braze.yaml"
        path.write_text(path.read_text().replace("    label: Braze users\n", "    label: Braze users\n    operation: update\n"))
        planned = self.plan("--allow-replace")
        self.assertEqual([(change["action"], change["note"]) for change in planned["changes"]], [("blocked", None)])
        self.run_program("apply", "--sandbox", "--auto-approve", "--allow-replace", expect=4)


if __name__ == "__main__":
    unittest.main()
