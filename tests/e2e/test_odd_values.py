"""A live sync that holds what no reference describes: it alone is not understood, and all others go on."""
import json
import unittest

from later_server import LaterServer
from today_case import TodayCase

CONTACTS, FILES, TREATMENT = 203640, 203645, 203643
THRESHOLD = "alert_attributes[1]/options/threshold is a number with a fraction or exponent, expected an integer"


class OddServer(LaterServer):
    """Tells of some syncs what nobody expects: `odd` is what it makes of a row, by its id."""

    def __init__(self, base_url):
        super().__init__(base_url)
        self.odd, self.writes = {}, []

    def told(self, method, path, body, status, text):
        if method in ("POST", "PATCH", "DELETE"):
            self.writes.append((method, path.removeprefix(f"/{self.root}")))
        return super().told(method, path, body, status, text)

    def take(self, sync_id, body):
        pass

    def add(self, row):
        if row["id"] in self.odd:
            self.odd[row["id"]](row)


def threshold(row):
    row["alert_attributes"][1]["options"]["threshold"] = 12.5


class OddCase(TodayCase):
    def setUp(self):
        super().setUp()
        self.between = OddServer(self.server.base_url)
        self.go_through(self.between)

    def make_odd(self, sync_id, how):
        self.between.odd[sync_id] = how

    def notes(self, planned):
        return [each["message"] for each in planned["diagnostics"] if each["code"] == "sync-not-understood"]

    def take_out(self, key):
        """Declares a sync no more."""
        head, _, rest = (self.folder / "syncs.yaml").read_text().partition(f"  {key}:\n")
        kept = rest.splitlines(keepends=True)
        while kept and kept[0].startswith("    "):
            kept.pop(0)
        self.write("syncs.yaml", head + "".join(kept))


class Managed(OddCase):
    def blocked(self, sync_id, key, why, *words):
        planned = self.planned("--detailed-exitcode", *words, expect=2)
        change, paths = self.change(planned)
        self.assertEqual((change["action"], change["sync"], change["sync_id"], paths), ("blocked", key, sync_id, []))
        self.assertEqual(change["note"], "it is not understood, and left as it is: " + why)
        self.assertEqual(change.get("edits", []), [])
        self.assertEqual(self.notes(planned), [])
        return planned

    def test_each_odd_value_blocks_its_own_sync_alone(self):
        def at(*way, to):
            def change(row):
                for step in way[:-1]:
                    row = row[step]
                row[way[-1]] = to
            return change

        for sync_id, key, how, why in [
                (CONTACTS, "contacts", threshold, THRESHOLD),
                (CONTACTS, "contacts", at("alert_attributes", 0, "options", to="none"),
                 "alert_attributes[0]/options is a string, expected an object"),
                (CONTACTS, "contacts", at("mode", "triggers", "schedule", "day", to=1),
                 "mode/triggers/schedule/day is a number, expected a string"),
                (TREATMENT, "treatment", at("mode", "triggers", "fivetran", to=["a"]),
                 "mode/triggers/fivetran is an array, expected an object"),
                (CONTACTS, "contacts", at("paused", to="yes"), "paused is a string, expected a boolean"),
                (CONTACTS, "contacts", at("mappings", 0, "to", to=5), "mappings[0]/to is a number, expected a string"),
                (CONTACTS, "contacts", at("mappings", to={}), "mappings is an object, expected an array"),
                (CONTACTS, "contacts", lambda row: row.pop("operation"), "operation is missing")]:
            with self.subTest(why):
                self.between.odd = {sync_id: how}
                planned = self.blocked(sync_id, key, why)
                self.assertEqual(planned["summary"]["unmanaged"], 2)  # which the world has beside those of the files
                text = self.run_there("plan").stdout
                self.assertIn(why, text)

    def test_digits_are_a_number(self):
        def digits(row):
            row["mode"]["triggers"]["schedule"].update(hour="6", minute="0")
        self.make_odd(CONTACTS, digits)
        self.assertEqual(self.planned("--detailed-exitcode")["changes"], [])

    def test_an_apply_does_the_rest_and_says_what_it_left(self):
        self.make_odd(CONTACTS, threshold)
        self.edit("{job_id: abc, job_name: Load}", "{job_id: abd, job_name: Load}")
        self.edit("schedule: {frequency: daily, hour: 6}", "schedule: {frequency: daily, hour: 7}")
        before = self.live(CONTACTS)
        done = self.run_there("apply", "--auto-approve", expect=4)
        self.assertIn("contacts", done.stderr.splitlines()[-1])
        self.assertEqual({path for _, path in self.between.writes}, {f"/syncs/{TREATMENT}"})
        self.assertEqual(self.live(CONTACTS), before)

    def test_whatever_else_the_plan_is_asked_for_it_stays_as_it_is(self):
        self.make_odd(CONTACTS, threshold)
        self.blocked(CONTACTS, "contacts", THRESHOLD, "--allow-replace")
        self.blocked(CONTACTS, "contacts", THRESHOLD, "--allow-duplicates")
        self.run_there("plan", "--rehearse")
        self.run_there("plan", "--out", "plan.json")
        self.run_there("apply", "--plan", "plan.json", expect=4)
        self.assertEqual(self.between.writes, [])

    def test_drift_does_not_compare_it(self):
        self.make_odd(CONTACTS, threshold)
        shown = json.loads(self.run_there("drift", "--format", "json", expect=2).stdout)
        entry = next(each for each in shown["syncs"] if each["sync"] == "contacts")
        self.assertEqual((entry["state"], entry["not_understood"], entry["fields"]), ("faulty", THRESHOLD, []))
        self.assertEqual([each["sync"] for each in shown["syncs"] if "not_understood" in each], ["contacts"])
        self.assertEqual(shown["summary"]["changed"], 0)
        for words in ((), ("--format", "markdown"), ("--format", "html")):
            self.assertIn("alert_attributes[1]/options/threshold", self.run_there("drift", *words, expect=2).stdout)
        done = self.run_there("drift", "--fail-on", "changed", expect=2)
        self.assertIn("! not compared contacts", done.stdout)
        self.assertEqual(done.stderr.splitlines()[-1], "Syncs of the workspace are not understood: they were not compared.")

    def test_adopt_and_explain_diff_say_why_not(self):
        self.make_odd(CONTACTS, threshold)
        before = (self.folder / "syncs.yaml").read_text()
        done = self.run_there("adopt", "contacts", expect=1)
        self.assertIn("it is not understood: " + THRESHOLD, done.stderr)
        self.assertEqual((self.folder / "syncs.yaml").read_text(), before)
        done = self.run_there("explain-diff", "contacts", expect=1)
        self.assertIn(THRESHOLD, done.stderr)

    def test_a_plan_that_was_saved_before_is_stale(self):
        self.edit("schedule: {frequency: daily, hour: 6}", "schedule: {frequency: daily, hour: 7}")
        self.run_there("plan", "--out", "plan.json")
        self.make_odd(CONTACTS, threshold)
        done = self.run_there("apply", "--plan", "plan.json", "--auto-approve", expect=5)
        self.assertIn("it is not understood: " + THRESHOLD, done.stdout + done.stderr)
        self.assertEqual(self.between.writes, [])

    def test_what_is_read_back_must_be_understood(self):
        self.edit("schedule: {frequency: daily, hour: 6}", "schedule: {frequency: daily, hour: 7}")

        def odd_once_written(row):
            if self.between.writes:
                threshold(row)
        self.make_odd(CONTACTS, odd_once_written)
        done = self.run_there("apply", "--auto-approve", expect=4)
        self.assertIn("what was read back is not understood: " + THRESHOLD, done.stdout + done.stderr)
        self.assertEqual(self.live(CONTACTS)["mode"]["triggers"]["schedule"]["hour"], 7)

    def test_a_label_that_cannot_be_read_creates_nothing(self):
        self.make_odd(CONTACTS, lambda row: row.update(label=["Contacts"]))
        done = self.run_there("plan", expect=1)
        self.assertIn("/label is an array, expected a string", done.stderr)
        self.run_there("apply", "--auto-approve", expect=1)
        self.assertEqual(self.between.writes, [])

    def test_an_id_that_cannot_be_read_is_a_failure(self):
        self.make_odd(CONTACTS, lambda row: row.update(id=None))
        self.assertIn("/id is null, expected a number", self.run_there("plan", expect=1).stderr)

    def test_another_label_does_not_make_a_second_sync(self):
        def renamed(row):
            row["label"] = "Contacts of old"
            row["mappings"][1]["to"] = []
        self.make_odd(CONTACTS, renamed)
        planned = self.planned(expect=3)
        self.assertIn("sync-renamed", [each["code"] for each in planned["diagnostics"]])
        self.assertEqual(planned["summary"]["create"], 0)


class ManagedInV2(Managed):
    generation = "v2"
    retiring = []


class Unmanaged(OddCase):
    def setUp(self):
        super().setUp()
        self.take_out("treatment")

    def fivetran(self, row):
        row["mode"]["triggers"]["fivetran"] = ["a"]

    why = "mode/triggers/fivetran is an array, expected an object"

    def test_it_is_unmanaged_and_told_of(self):
        self.make_odd(TREATMENT, self.fivetran)
        planned = self.planned("--detailed-exitcode")
        self.assertIn({"sync_id": TREATMENT, "label": "Treatment A to Braze"}, planned["unmanaged"])
        self.assertEqual(self.notes(planned), ["1 live sync that no file declares is not understood, and left as it is: "
                                               f"{TREATMENT} 'Treatment A to Braze': {self.why}"])
        self.run_there("apply", "--auto-approve")
        self.assertIn(str(TREATMENT), self.run_there("drift", expect=2).stdout)
        self.assertIn("Treatment A to Braze", self.run_there("list", "syncs").stdout)

    def test_an_import_leaves_it_out(self):
        self.make_odd(TREATMENT, self.fivetran)
        self.take_out("conversions")
        if self.generation == "v2":
            self.write("censusctl.yaml", "version: 1\nworkspace: {group_id: wandering_aimlessly}\nmanifests: [syncs.yaml]\n")
        done = self.run_there("import", "--all", "--out", "there")
        self.assertIn(f"left out: 'Treatment A to Braze' (sync {TREATMENT}): it is not understood: {self.why}", done.stdout + done.stderr)
        written = "".join(path.read_text() for path in (self.folder / "there").rglob("*.yaml"))
        self.assertIn("Conversions", written)
        self.assertNotIn("Treatment A", written)
        done = self.run_there("import", str(TREATMENT), "--out", "elsewhere", expect=1)
        self.assertIn(self.why, done.stderr)

    def test_it_can_be_removed_by_name(self):
        self.make_odd(TREATMENT, self.fivetran)
        self.write("syncs.yaml", (self.folder / "syncs.yaml").read_text() + "removed:\n  - {label: Treatment A to Braze}\n")
        planned = self.planned("--detailed-exitcode", expect=2)
        self.assertEqual(self.notes(planned), [])
        self.assertEqual(self.change(planned)[0]["action"], "delete")
        self.run_there("plan", "--out", "plan.json")
        self.run_there("apply", "--plan", "plan.json", "--auto-approve")
        self.assertEqual(self.between.writes, [("DELETE", f"/syncs/{TREATMENT}")])

    def test_the_others_can_be_created_and_changed(self):
        self.make_odd(TREATMENT, self.fivetran)
        self.edit("schedule: {frequency: daily, hour: 6}", "schedule: {frequency: daily, hour: 7}")
        self.run_there("apply", "--auto-approve")
        self.assertEqual(self.between.writes, [("PATCH", f"/syncs/{CONTACTS}")])
        self.planned("--detailed-exitcode")


class UnmanagedInV2(Unmanaged):
    generation = "v2"
    retiring = []


if __name__ == "__main__":
    unittest.main()
