"""`drift`: the state of each sync, how it runs, which side moved, and the exit status."""
import json
import subprocess
import unittest

from support import Project, manifest

WORLD = """
version: 1
sources:
  - id: 1
    name: Warehouse
    data_sources:
      - {type: model, id: 11, name: people, query: select 1, columns: [{name: MAIL, type: text}, {name: NAME, type: text}]}
destinations:
  - id: 2
    name: Mail
    objects:
      - full_name: person
        label: Person
        fields: [{full_name: email, can_be_upsert_key: true}, {full_name: name}]
      - full_name: list
        label: List
        fields: [{full_name: email, can_be_upsert_key: true}]
syncs:
  - {id: 7, label: People, operation: upsert, schedule_frequency: daily, schedule_hour: 8, paused: true,
     updated_at: "2021-10-22T00:43:44.173Z",
     source_attributes: {connection_id: 1, data_source: {type: model, name: people}},
     destination_attributes: {connection_id: 2, object: person},
     mappings: [{from: MAIL, to: email, is_primary_identifier: true}]}
  - {id: 8, label: By hand, operation: upsert,
     source_attributes: {connection_id: 1, data_source: {type: model, name: people}},
     destination_attributes: {connection_id: 2, object: list},
     mappings: [{from: MAIL, to: email, is_primary_identifier: true}]}
sync_runs:
  - {id: 1, sync_id: 7, status: completed, source_record_count: 10, records_processed: 10, records_updated: 9,
     records_failed: 1, records_invalid: 0, created_at: "2021-10-20T01:00:00.000Z", completed_at: "2021-10-20T01:01:00.000Z"}
  - {id: 2, sync_id: 7, status: completed, source_record_count: 20, records_processed: 20, records_updated: 18,
     records_failed: 0, records_invalid: 2, created_at: "2021-10-20T02:00:00.000Z", completed_at: "2021-10-20T02:01:00.000Z"}
  - {id: 3, sync_id: 7, status: failed, error_code: NO_ACCESS, error_message: "access was \\e[31mdenied",
     created_at: "2021-10-20T03:00:00.000Z", updated_at: "2021-10-20T03:01:00.000Z"}
"""
PEOPLE = """version: 1
syncs:
  people:
    label: People
    source: {connection: Warehouse, model: people}
    destination: {connection: Mail, object: person}
    operation: upsert
    schedule: {frequency: daily, hour: HOUR}
    mappings: [{from: MAIL, to: email, is_primary_identifier: true}]
"""
NEW = """version: 1
syncs:
  new:
    label: New
    source: {connection: Warehouse, model: people}
    destination: {connection: Mail, object: person}
    operation: upsert
    mappings: [{from: MAIL, to: email, is_primary_identifier: true}]
"""


class Drift(Project):
    def setUp(self):
        super().setUp()
        self.world = str(self.write("world.yaml", WORLD))
        self.people("8")
        self.sandbox = f"--sandbox={self.world}"

    def people(self, hour, paused=True):
        self.write("syncs/people.yaml", PEOPLE.replace("HOUR", hour) + ("    paused: true\n" if paused else ""))

    def drift(self, *words, expect=2, env=None):
        return self.run_program("drift", self.sandbox, *words, expect=expect, env=env)

    def document(self, *words, expect=2):
        return json.loads(self.drift("--format", "json", *words, expect=expect).stdout)

    def git(self, *words):
        subprocess.run(["git", "-c", "user.name=Test", "-c", "user.email=test@example.com", *words], cwd=self.folder,
                       check=True, capture_output=True)

    def commit(self):
        self.git("init", "-q", "-b", "main", ".")
        self.git("add", "syncs")
        self.git("commit", "-q", "-m", "as applied")

    def test_each_state_with_exact_texts(self):
        self.people("9", paused=False)
        self.write("syncs/new.yaml", NEW)
        done = self.drift()
        self.assertEqual(done.stdout, """\
Drift of sandbox (API v1)
Drift: 1 changed, 1 missing, 1 unmanaged, 0 as declared; 1 failing; 1 paused though declared live.
Coverage: 1 of 2 live syncs are managed (50%).

  ! failing, changed people (label 'People', id 7)  syncs/people.yaml:3:3
      schedule.hour: file 9, live 8
      paused: file false, live true
      last edited 2021-10-22T00:43:44.173Z
      it is paused, and the file declares it live
      runs: 2 of 3 succeeded (66%); records: 30 processed, 1 failed, 2 invalid
      failing: run 3 of 2021-10-20T03:01:00.000Z: NO_ACCESS: access was \\x1b[31mdenied
  - missing new (label 'New')  syncs/new.yaml:3:3
  ? unmanaged 8 (label 'By hand')
""")
        self.assertEqual(done.stderr, "`censusctl adopt --all` takes what was changed there into the files, in place.\n"
                                      "`censusctl import --all` writes manifests for what is unmanaged.\n"
                                      "The workspace has left the files.\n")

    def test_as_declared(self):
        done = self.drift("--runs", "0")
        self.assertEqual(done.stdout, """\
Drift of sandbox (API v1)
Drift: 0 changed, 0 missing, 1 unmanaged, 1 as declared.
Coverage: 1 of 2 live syncs are managed (50%).

  ? unmanaged 8 (label 'By hand')
  = 1 sync is as declared (--full)
""")
        self.assertIn("\n  ? unmanaged 8 (label 'By hand')\n  = as declared people (label 'People', id 7)  syncs/people.yaml:3:3\n",
                      self.drift("--runs", "0", "--full").stdout)
        self.write("syncs/by-hand.yaml", NEW.replace("New", "By hand").replace("person", "list"))
        done = self.drift("--runs", "0", expect=0)
        self.assertEqual(done.stderr, "The workspace is as the files say.\n")
        self.assertIn("Coverage: 2 of 2 live syncs are managed (100%).\n", done.stdout)

    def test_only_narrows_what_is_shown_and_what_the_status_is_judged_by(self):
        self.people("9")
        changed = self.drift("--only", "changed")
        self.assertIn("  ! failing, changed people", changed.stdout)
        self.assertNotIn("unmanaged 8", changed.stdout)
        self.assertTrue(changed.stdout.endswith("    1 sync is left out by --only\n"), changed.stdout)
        self.assertIn("Drift: 1 changed, 0 missing, 1 unmanaged, 0 as declared; 1 failing.\n", changed.stdout)
        self.drift("--only", "missing", expect=0)
        self.drift("--only", "missing,failing")
        self.drift("--only", "missing", "--fail-on", "changed")  # what is shown and what is an alarm can differ
        document = self.document("--only", "unmanaged,failing")
        self.assertEqual((document["only"], [one["sync_id"] for one in document["syncs"]]), (["unmanaged", "failing"], [7, 8]))
        self.assertIsNone(self.document()["only"])
        refused = self.drift("--only", "chnaged", expect=64)
        self.assertIn("--only: chnaged not in {changed,missing,failing,faulty,as-declared,unmanaged}", refused.stderr)
        refused = self.drift("--only", "failing", "--runs", "0", expect=64)
        self.assertIn("--only failing needs runs to judge by, and --runs is 0", refused.stderr)

    def test_markdown_for_a_comment(self):
        self.people("9", paused=False)
        self.write("syncs/new.yaml", NEW)
        env = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "acme/syncs", "GITHUB_SHA": "abc123"}
        text = self.drift("--format", "markdown", env=env).stdout
        self.assertTrue(text.startswith("<!-- censusctl-drift -->\n## censusctl drift: 1 changed, 1 missing, 1 unmanaged, 0 as declared; 1 failing;"
                                        " 1 paused though declared live\n"), text)
        rows = [line for line in text.splitlines() if line.startswith("| ")]
        self.assertEqual(rows[0], "| state | sync | from → to | id | declared at | what |")
        self.assertIn("| **failing**, changed | ` people ` | ", rows[1])
        self.assertIn("(https://github.com/acme/syncs/blob/abc123/syncs/people.yaml#L3) | run 3 failed: ` NO_ACCESS: access was \\x1b[31mdenied `, "
                      "2 differences, paused though declared live |", rows[1])
        self.assertIn("| missing | ` new ` | ", rows[2])
        self.assertIn("| unmanaged | ` By hand ` | ", rows[3])
        self.assertIn("```diff\n- schedule.hour: 8\n+ schedule.hour: 9\n", text)

    def test_fail_on_chooses_the_exit_status(self):
        for kinds, status in (("changed", 0), ("missing", 0), ("unmanaged", 2), ("failing", 2), ("none", 0),
                              ("changed,missing", 0), ("changed,missing,failing", 2)):
            with self.subTest(kinds=kinds):
                self.drift("--fail-on", kinds, expect=status)
        self.write("syncs/new.yaml", NEW)
        self.drift("--fail-on", "missing", expect=2)
        self.people("9")
        self.drift("--fail-on", "changed", expect=2)
        done = self.drift("--fail-on", "broken", expect=64)
        self.assertEqual(done.stdout, "")
        self.assertIn("--fail-on: broken not in {changed,missing,unmanaged,failing,none}", done.stderr)
        done = self.drift("--fail-on", "failing", "--runs", "0", expect=64)
        self.assertEqual(done.stderr, "error: --fail-on failing needs runs to judge by, and --runs is 0\n")

    def test_a_standing_order_to_run_is_no_difference(self):
        self.write("syncs/people.yaml", (self.folder / "syncs/people.yaml").read_text() + "    run: always\n")
        self.drift("--fail-on", "changed,missing", expect=0)

    def test_errors_in_the_files(self):
        self.people("9")
        path = self.folder / "syncs/people.yaml"
        path.write_text(path.read_text().replace("to: email", "to: emial"))
        done = self.drift(expect=3)
        self.assertIn("syncs/people.yaml:9:33: error: ", done.stdout)
        self.assertIn("  ! failing, not compared people (label 'People', id 7)  syncs/people.yaml:3:3\n", done.stdout)

    def test_run_statistics_in_the_document(self):
        document = self.document()
        self.assertEqual(document["format_version"], "2.1")
        self.assertEqual(document["coverage"], {"live": 2, "managed": 1, "percent": 50})
        people, by_hand = document["syncs"]
        self.assertEqual(people["state"], "as-declared")
        self.assertEqual(people["lineage"], {"source": "Warehouse", "source_object": "people", "destination": "Mail",
                                             "destination_object": "person"})
        runs = people["runs"]
        self.assertEqual([run["id"] for run in runs.pop("newest")], [3, 2, 1])
        self.assertEqual(runs.pop("error"), {"run_id": 3, "at": "2021-10-20T03:01:00.000Z", "code": "NO_ACCESS",
                                             "message": "access was \x1b[31mdenied", "detail": None})
        self.assertEqual(runs, {"completed": 2, "failed": 1, "stopped": 0, "running": 0, "success_percent": 66,
                                "records_processed": 30, "records_failed": 1, "records_invalid": 2, "failing": True})
        self.assertIsNone(by_hand["runs"])
        newest = self.document("--runs", "1")["syncs"][0]["runs"]
        self.assertEqual([run["id"] for run in newest["newest"]], [3])

    def test_base_attributes_each_difference(self):
        self.people("7", paused=False)
        self.commit()
        self.people("7", paused=False)
        done = self.drift("--base", "main")
        self.assertIn("      schedule.hour: file 7, live 8; the workspace moved from 7\n"
                      "      paused: file false, live true; the workspace moved from false\n", done.stdout)
        self.assertIn("  ? unmanaged 8 (label 'By hand'): the workspace moved\n", done.stdout)
        self.people("9", paused=True)
        self.write("syncs/new.yaml", NEW)
        document = self.document("--base", "HEAD")
        self.assertRegex(document["base"], r"^HEAD \([0-9a-f]{12}\)$")
        self.assertEqual(document["syncs"][1]["fields"],
                         [{"path": "schedule.hour", "declared": 9, "live": 8, "moved": "both", "base": 7}])
        self.assertEqual([(sync["sync"], sync["moved"]) for sync in document["syncs"]],
                         [("new", "files"), ("people", "both"), (None, "workspace")])

    def test_base_may_be_a_folder_or_a_file(self):
        base = self.write("applied/syncs/people.yaml", PEOPLE.replace("HOUR", "8") + "    paused: true\n")
        self.people("9")
        for given in ("applied", str(base)):
            done = self.drift("--base", given)
            self.assertIn(f"Drift of sandbox (API v1), last applied: {given}\n", done.stdout)
            self.assertIn("      schedule.hour: file 9, live 8; the files moved from 8\n", done.stdout)

    def test_base_of_a_project_in_a_folder_of_the_repository(self):
        self.write("sub/syncs/people.yaml", PEOPLE.replace("HOUR", "8") + "    paused: true\n")
        self.git("init", "-q", "-b", "main", ".")
        self.git("add", "sub")
        self.git("commit", "-q", "-m", "as applied")
        self.write("sub/syncs/people.yaml", PEOPLE.replace("HOUR", "9") + "    paused: true\n")
        done = self.drift("-C", "sub", "--base", "main")
        self.assertIn("schedule.hour: file 9, live 8; the files moved from 8\n", done.stdout)
        done = self.drift("--base", "main", expect=1)
        self.assertEqual(done.stderr, "error: what --base names declares no sync: 'main'\n"
                                      "  hint: give the project as it was when it was applied\n")

    def test_a_ref_and_a_path_of_one_name_are_told_apart_by_the_caller(self):
        self.write("syncs/people.yaml", PEOPLE.replace("HOUR", "8") + "    paused: true\n")
        self.git("init", "-q", "-b", "main", ".")
        self.git("add", "syncs")
        self.git("commit", "-q", "-m", "as applied")
        self.write("main/syncs/people.yaml", PEOPLE.replace("HOUR", "3") + "    paused: true\n")
        done = self.drift("--base", "main", expect=1)
        self.assertEqual(done.stderr, "error: --base 'main' is a ref of this repository and a path as well\n"
                                      "  hint: write './main' for the path, or 'main^0' for the ref\n")
        self.assertIn("last applied: ./main", self.drift("--base", "./main", expect=None).stdout)
        self.assertIn("last applied: main^0", self.drift("--base", "main^0", expect=None).stdout)

    def test_a_repository_among_the_files_is_not_opened(self):
        self.git("init", "-q", "-b", "main", ".")
        self.git("init", "-q", "--bare", "-b", "main", "inner")
        self.write("inner/syncs/people.yaml", PEOPLE.replace("HOUR", "8") + "    paused: true\n")
        with (self.folder / "inner/config").open("a") as file:
            file.write("[core]\n\tfsmonitor = touch pwned\n\thooksPath = hooks\n")
        done = self.drift("-C", "inner", "--base", "main", expect=1)
        self.assertIn("git says", done.stderr)
        self.assertEqual(list(self.folder.rglob("pwned")), [])

    def test_a_base_that_is_not_there(self):
        done = self.drift("--base", "main", expect=1)
        self.assertIn("error: --base 'main' is no file, and the project is in no git repository: git says 'fatal: not a "
                      "git repository", done.stderr)
        self.commit()
        done = self.drift("--base", "nowhere", expect=1)
        self.assertEqual(done.stderr, """\
error: --base 'nowhere' is neither a file nor a commit of this repository
  hint: a clone of CI may be shallow: fetch the ref first, for instance with `git fetch --depth=1 origin REF`
""")
        for ref in ("--output=stolen", "-n", ""):
            done = self.drift(f"--base={ref}", expect=64)
            self.assertNotIn("usage: git", done.stderr)
        self.assertEqual(self.drift("--base=--output=stolen", expect=64).stderr, """\
error: --base '--output=stolen' is neither a file nor a git ref
  hint: a ref does not begin with '-'; give a branch, a tag, a commit or a folder
""")
        self.assertFalse((self.folder / "stolen").exists())
        self.drift("--base", "main:syncs; touch stolen", expect=1)
        self.assertFalse((self.folder / "stolen").exists())

    def test_a_base_with_errors(self):
        self.commit()
        self.write("applied/syncs/a.yaml", "version: 1\nsyncs:\n  a: {lable: x}\n")
        done = self.drift("--base", "applied", expect=1)
        self.assertIn("syncs/a.yaml:3:7: error: ", done.stderr)
        self.assertIn("error: what --base names has errors: 'applied'\n", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_git_is_not_given_the_token(self):
        self.commit()
        spy = self.write("bin/git", '#!/bin/sh\nenv >> "$SPY"\nexec /usr/bin/git "$@"\n')
        spy.chmod(0o755)
        log = self.folder / "seen"
        self.drift("--base", "main", env={"PATH": f"{spy.parent}:/usr/bin:/bin", "SPY": str(log),
                                          "CENSUS_API_TOKEN": "secret-token:Zq81-never-shown"})
        seen = log.read_text()
        self.assertIn("GIT_OPTIONAL_LOCKS=0", seen)
        self.assertNotIn("CENSUS_API_TOKEN", seen)

    def test_variables_of_a_git_hook_lead_nowhere_else(self):
        self.write("sub/syncs/people.yaml", PEOPLE.replace("HOUR", "8") + "    paused: true\n")
        self.git("init", "-q", "-b", "main", ".")
        self.git("add", "sub")
        self.git("commit", "-q", "-m", "as applied")
        self.git("init", "-q", "-b", "main", "other")
        for hook in ({"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"}, {"GIT_DIR": str(self.folder / "other/.git")},
                     {"GIT_DIR": str(self.folder / ".git"), "GIT_PREFIX": "nowhere/"}):
            self.assertIn("last applied: main", self.drift("-C", "sub", "--base", "main", env=hook).stdout)

    def test_without_git(self):
        done = self.drift("--base", "main", env={"PATH": str(self.folder)}, expect=1)
        self.assertIn("error: --base names a git ref, and there is no `git` to read it with\n", done.stderr)


class ReferenceWorld(Project):
    def test_drift_is_stable(self):
        self.write("syncs/a.yaml", manifest())
        first = self.run_program("drift", "--sandbox", "--format", "json", expect=2).stdout
        self.assertEqual(first, self.run_program("drift", "--sandbox", "--format", "json", expect=2).stdout)


if __name__ == "__main__":
    unittest.main()
