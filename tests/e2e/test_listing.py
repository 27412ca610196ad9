"""A listing of syncs that changes between two of its pages: noticed, read again, and nothing created on its word."""
import json
import unittest

from support import Project

WORLD = "--sandbox=large:250"
# GET /syncs gives page numbers and no totals. A removal on page 1 after it was read moves sync 101 from page 2, not yet
# read, to page 1, so that it is on neither page as they were read.
REMOVAL = "GET /syncs removes=5 skip={} times=1"


def manifest(*numbers):
    """Syncs as the world large:N has them; a number beyond N is one that does not exist yet."""
    lines = ["version: 1", "syncs:"]
    for number in numbers:
        lines += [f"  sync-{number:05}:", "    source: {connection: Warehouse, model: users}",
                  "    destination: {connection: Braze, object: user}", "    operation: upsert",
                  f"    schedule: {{frequency: hourly, minute: {number % 60}}}", "    mappings:",
                  "      - {from: COLUMN_0, to: field_0, is_primary_identifier: true}"]
        lines += [f"      - {{from: COLUMN_{i}, to: field_{i}}}" for i in range(1, 7)]
        lines += [f"      - {{from: {{value: sync-{number:05}, type: text}}, to: field_7}}"]
    return "\n".join(lines) + "\n"


class Listing(Project):
    def plan_with_log(self, *words, expect=0):
        """The plan, and how many requests were made for pages of syncs."""
        done = self.run_program("plan", WORLD, "--format", "json", "--allow-duplicates", "--log-level", "debug",
                                "--log-format", "json", *words, expect=expect)
        log = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
        listed = [line for line in log if line.get("path") == "/api/v1/syncs" and "status" in line]
        return json.loads(done.stdout), len(listed), done.stderr

    def test_a_plan_that_creates_nothing_asks_for_each_page_once(self):
        self.write("syncs/a.yaml", manifest(1, 101, 250))
        shown, requests, _ = self.plan_with_log()
        self.assertEqual(shown["changes"], [])
        self.assertEqual(requests, 3)

    def test_a_plan_that_creates_makes_sure_that_the_listing_is_whole(self):
        self.write("syncs/a.yaml", manifest(1, 251))
        shown, requests, _ = self.plan_with_log()
        self.assertEqual([c["sync"] for c in shown["changes"]], ["sync-00251"])
        self.assertEqual(requests, 3 + 2)

    def test_a_sync_that_slips_between_two_pages_is_not_created_again(self):
        self.write("syncs/a.yaml", manifest(101))
        shown, requests, log = self.plan_with_log("--fault", REMOVAL.format(1))
        self.assertEqual(shown["changes"], [])
        self.assertEqual(shown["summary"]["unmanaged"], 248)
        self.assertEqual(requests, 3 + 2 + 3)
        self.assertIn("a sync was removed while the syncs were listed; they are listed again", log)

    def test_an_id_that_slips_between_two_pages_is_not_called_unknown(self):
        self.write("syncs/a.yaml", manifest(201).replace("    operation", "    id: 201\n    operation"))
        shown, _, _ = self.plan_with_log("--fault", REMOVAL.format(2))
        self.assertEqual((shown["changes"], shown["diagnostics"]), ([], []))

    def test_apply_creates_what_is_missing_and_nothing_else(self):
        self.write("syncs/a.yaml", manifest(101, 251))
        done = self.run_program("apply", WORLD, "--auto-approve", "--allow-duplicates", "--fault", REMOVAL.format(1))
        self.assertIn("+ created sync-00251 (sync 251)", done.stdout)
        self.assertIn("1 created, 0 triggered; 0 failed", done.stderr)
        again, _, _ = self.plan_with_log("--detailed-exitcode")
        self.assertEqual(again["summary"]["unmanaged"], 248)

    def test_a_sync_that_appears_between_two_pages_is_seen(self):
        self.write("syncs/a.yaml", manifest(101))
        shown, requests, _ = self.plan_with_log("--fault", "GET /syncs copies=101 skip=1 times=1", expect=3)
        self.assertEqual([d["code"] for d in shown["diagnostics"]], ["label-ambiguous"])
        self.assertEqual(requests, 3)

    def test_a_listing_that_never_stands_still_creates_nothing(self):
        self.write("syncs/a.yaml", manifest(251))
        faults = []
        for reading in range(4):
            faults += ["--fault", f"GET /syncs removes={reading + 5} skip={reading * 5 + 1} times=1"]
        done = self.run_program("apply", WORLD, "--auto-approve", "--allow-duplicates", *faults, expect=1)
        self.assertIn("GET /syncs changed each time it was read, so that a sync may be missing from it; nothing was done",
                      done.stderr)
        self.assertIn("hint: try again when nobody edits the workspace", done.stderr)
        shown, _, _ = self.plan_with_log()
        self.assertEqual(shown["summary"]["create"], 1)


if __name__ == "__main__":
    unittest.main()
