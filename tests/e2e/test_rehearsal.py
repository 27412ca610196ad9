"""`--rehearse`: a plan is applied in a copy of the workspace, and planned there again, before anything real is touched."""
import html
import http.server
import json
import threading
import unittest
import urllib.error
import urllib.request

from support import ROOT, Project, Server, manifest


class Relay:
    """Stands before a simulated workspace at a base path of its own, and may respell what it answers."""

    def __init__(self, test, base_url, respell):
        upstream = base_url.removesuffix("/api/v1")
        self.requests = requests = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def relay(self):
                requests.append(f"{self.command} {self.path}")
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or None
                asked = urllib.request.Request(upstream + self.path.removeprefix("/census"), data=body, method=self.command,
                                               headers={"Authorization": self.headers["Authorization"]})
                try:
                    with urllib.request.urlopen(asked) as reply:
                        status, text = reply.status, reply.read()
                except urllib.error.HTTPError as reply:
                    status, text = reply.code, reply.read()
                text = respell(text)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = relay

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        test.addCleanup(self.server.server_close)
        test.addCleanup(self.server.shutdown)
        self.base_url = f"http://127.0.0.1:{self.server.server_port}/census/api/v1"


class Rehearsal(Project):
    def serve(self, *words):
        server = Server(self.folder / "server.state", *words)
        self.addCleanup(server.stop)
        return server

    def sync_count(self, server):
        asked = urllib.request.Request(server.base_url + "/syncs?per_page=100", headers={"Authorization": f"Bearer {server.token}"})
        with urllib.request.urlopen(asked) as reply:
            return len(json.load(reply)["data"])

    def test_the_examples_rehearse_well_and_nothing_is_written(self):
        self.copy_examples()
        server = self.serve()
        env = server.environment()
        before = self.sync_count(server)
        done = self.run_program("plan", "--rehearse", env=env)
        self.assertTrue(done.stdout.endswith(
            "\n\nRehearsed in a copy of the workspace: 3 created, 3 triggered, with 6 writes and 13 reads.\n"
            "Planned again there: no changes.\n"), done.stdout)
        self.assertTrue(done.stdout.startswith(self.run_program("plan", env=env).stdout))
        self.assertIn("(12 reads, 0 writes; 0 of them repeats)", done.stderr)
        self.assertEqual(self.sync_count(server), before)
        self.assertFalse((self.folder / ".censusctl").exists())

    def test_the_requests_are_those_that_an_apply_then_sends(self):
        """Held to what a relay sees of the real apply."""
        self.copy_examples()
        server = self.serve()
        relay = Relay(self, server.base_url, lambda text: text)
        env = {"CENSUS_BASE_URL": relay.base_url, "CENSUS_API_TOKEN": server.token}
        document = json.loads(self.run_program("plan", "--show-requests", "--format", "json", env=env).stdout)
        self.assertFalse([one for one in relay.requests if one.startswith("POST")])
        rehearsal = document["rehearsal"]
        self.assertEqual({key: rehearsal[key] for key in ("passed", "created", "triggered", "blocked", "writes", "reads", "problems")},
                         {"passed": True, "created": 3, "triggered": 3, "blocked": 0, "writes": 6, "reads": 13, "problems": []})
        self.assertEqual((document["cost"]["writes"], document["cost"]["reads"]), (6, 13))

        planned = len(relay.requests)
        results = json.loads(self.run_program("apply", "--auto-approve", "--concurrency", "1", "--format", "json", env=env).stdout)
        sent = [one.replace("/census/api/v1", "") for one in relay.requests[planned:]]
        for result in results["results"]:
            kind = {"create": (f"/syncs/{result['sync_id']}", f"/syncs/{{id of {result['sync']}}}"),
                    "trigger": (f"/sync_runs/{result['sync_run_id']}", f"/sync_runs/{{run of {result['sync']}}}")}[result["action"]]
            sent = [one.replace(*kind) for one in sent]
        shown = [f"{one['method']} {one['path']}" for one in rehearsal["requests"]]
        of_planning = len(sent) - sum(one["times"] for one in rehearsal["requests"])
        unrepeated = [one for at, one in enumerate(sent[of_planning:]) if at == 0 or one != sent[of_planning + at - 1]]
        self.assertEqual(shown, unrepeated)
        self.assertEqual(rehearsal["requests"][0]["body"]["label"], "Braze users")
        self.assertEqual({one["body"] is None for one in rehearsal["requests"] if one["method"] == "GET"}, {True})

    def test_the_log_tells_the_copy_from_the_workspace(self):
        self.write("syncs/a.yaml", manifest())
        log = self.run_program("plan", "--sandbox", "--rehearse", "--log-level", "debug", "--log-format", "json").stderr
        lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
        answered = [line for line in lines if line.get("message") == "request answered"]
        self.assertEqual({line.get("workspace") for line in answered if line["method"] == "POST"}, {"copy"})
        self.assertEqual({line.get("workspace") for line in answered if line["method"] == "GET"}, {None, "copy"})

    def test_requests_in_text(self):
        self.speak_2021()
        self.write("syncs/a.yaml", manifest(run="on_create"))
        done = self.run_program("plan", "--sandbox", "--show-requests")
        self.assertEqual(done.stdout.split("Planned again there: no changes.\n\n")[1], """\
Requests to sandbox after planning:
  1. POST /syncs
      {
        "label": "Braze users",
        "operation": "upsert",
        "source_attributes": {"connection_id": 12, "data_source": {"type": "model", "id": 32}},
        "destination_attributes": {"connection_id": 15, "object": "user"},
        "schedule_frequency": "hourly",
        "paused": false,
        "mappings": [
          {"from": "EMAIL", "to": "external_id", "is_primary_identifier": true}
        ]
      }
  2. GET /syncs/{id of braze-users}
  3. GET /syncs?page=1&per_page=100&order=desc
  4. GET /syncs/{id of braze-users}/sync_runs?page=1&per_page=1&order=desc
  5. POST /syncs/{id of braze-users}/trigger
  6. GET /syncs?page=1&per_page=100&order=asc
""")

    def test_formats_that_have_no_place_for_it_leave_it_to_stderr(self):
        self.write("syncs/a.yaml", manifest())
        done = self.run_program("plan", "--sandbox", "--show-requests", "--format", "sarif")
        self.assertEqual(json.loads(done.stdout)["version"], "2.1.0")
        self.assertIn("Planned again there: no changes.\n\nRequests to sandbox after planning:\n  1. POST /syncs\n", done.stderr)
        done = self.run_program("plan", "--sandbox", "--show-requests", "--format", "json")
        self.assertNotIn("Requests", done.stderr)

    def test_what_the_workspace_would_refuse_fails_in_the_copy(self):
        """An error that a policy ignores is still the API's to refuse."""
        self.speak_2021()
        self.write("syncs/a.yaml", manifest(mappings="[{from: EMAIL, to: external_id, is_primary_identifier: true}, "
                                                     "{from: EMAIL, to: no_such_field}]"))
        self.run_program("plan", "--sandbox", expect=3)
        ignoring = ("--sandbox", "--ignore", "field-unknown")
        self.run_program("plan", *ignoring)
        done = self.run_program("plan", *ignoring, "--rehearse", "--out", "p.plan", expect=4)
        self.assertIn("\n\nThe rehearsal failed in a copy of the workspace; nothing real was touched:\n"
                      "  ! failed: create braze-users\n"
                      "      POST /api/v1/syncs: 422: mappings[1].to names no field of the object 'user': 'no_such_field'\n",
                      done.stdout)
        self.assertIn("error: the rehearsal failed; nothing real was touched\n  hint: the plan was not saved\n", done.stderr)
        self.assertNotIn("censusctl apply", done.stdout)
        self.assertFalse((self.folder / "p.plan").exists())
        document = json.loads(self.run_program("plan", *ignoring, "--rehearse", "--format", "json", expect=4).stdout)
        self.assertIs(document["rehearsal"]["passed"], False)
        self.assertEqual(document["rehearsal"]["created"], 0)
        done = self.run_program("plan", *ignoring, "--rehearse", "--format", "github", "--output", "markdown=c.md",
                                "--output", "html=c.html", expect=4)
        page = html.unescape((self.folder / "c.html").read_text())
        for text in (done.stderr, (self.folder / "c.md").read_text(), page):
            self.assertIn("names no field of the object 'user': 'no_such_field'", text)
            self.assertIn("The rehearsal failed in a copy of the workspace; nothing real was touched:", text)
        self.assertNotIn("censusctl apply", (self.folder / "c.md").read_text() + page)
        done = self.run_program("apply", *ignoring, "--rehearse", "--auto-approve", expect=5)
        self.assertIn("error: the rehearsal failed; nothing was done\n", done.stderr)
        self.run_program("apply", *ignoring, "--auto-approve", expect=4)

    def test_a_changed_sync_stays_to_be_edited_by_hand(self):
        self.speak_2021()
        self.write("syncs/a.yaml", manifest())
        self.run_program("apply", "--sandbox", "--rehearse", "--auto-approve")
        self.write("syncs/a.yaml", manifest(schedule="daily"))
        done = self.run_program("plan", "--sandbox", "--rehearse")
        self.assertIn("\nRehearsed in a copy of the workspace: nothing can be done there; 1 blocked, to be edited by hand.\n", done.stdout)
        self.write("syncs/b.yaml", manifest(label="B", id=None).replace("braze-users:", "b:"))
        done = self.run_program("plan", "--sandbox", "--rehearse", "--allow-duplicates")
        self.assertIn("1 created, 0 triggered, with 1 write and 1 read.\n"
                      "Planned again there: no changes but 1 blocked, to be edited by hand.\n", done.stdout)

    def test_a_run_owed_by_an_apply_that_was_refused(self):
        """The workspace refuses the run, which the next plan then has on its own."""
        self.write("syncs/a.yaml", manifest(run="on_create"))
        self.run_program("apply", "--sandbox", "--auto-approve", "--fault", "POST /syncs/*/trigger status=422 times=1", expect=4)
        done = self.run_program("plan", "--sandbox", "--rehearse")
        self.assertIn("run: owed by an interrupted apply", done.stdout)
        self.assertIn("0 created, 1 triggered, with 1 write and 1 read.\nPlanned again there: no changes.\n", done.stdout)

    def test_a_run_that_every_apply_starts_is_no_change(self):
        self.write("syncs/a.yaml", manifest(run="always"))
        self.run_program("apply", "--sandbox", "--auto-approve")
        done = self.run_program("plan", "--sandbox", "--rehearse")
        self.assertIn("0 created, 1 triggered, with 1 write and 1 read.\nPlanned again there: no changes.\n", done.stdout)

    def test_a_copy_that_is_not_like_the_workspace_is_said(self):
        """A number that no double holds comes back otherwise: the copy would prove nothing."""
        self.write("syncs/a.yaml", manifest(mappings="[{from: EMAIL, to: external_id, is_primary_identifier: true}, "
                                                     "{from: {value: 7, type: number}, to: first_name}]"))
        server = self.serve()
        self.run_program("apply", "--auto-approve", env=server.environment())
        relay = Relay(self, server.base_url, lambda text: text.replace(b'"value":"7"', b'"value":123456789012345678901234'))
        env = {"CENSUS_BASE_URL": relay.base_url, "CENSUS_API_TOKEN": server.token}
        done = self.run_program("plan", "--rehearse", env=env, expect=4)
        self.assertIn("  the copy does not plan as the workspace does:\n", done.stdout)

    def test_a_thousand_syncs_over_pages(self):
        self.write("syncs/a.yaml", "version: 1\nsyncs:\n" + "".join(
            f"  s{at}: {{label: new {at}, source: {{connection: Warehouse, model: users}}, operation: upsert,\n"
            "    destination: {connection: Braze, object: user}, mappings: [{from: COLUMN_0, to: field_0, is_primary_identifier: true}]}\n"
            for at in range(300)))
        done = self.run_program("plan", "--sandbox=large:1000", "--rehearse", "--allow-duplicates")
        self.assertIn("300 created, 0 triggered, with 300 writes and ", done.stdout)
        self.assertIn("Planned again there: no changes.\n", done.stdout)

    def test_what_does_not_go_together(self):
        self.write("syncs/a.yaml", manifest())
        done = self.run_program("plan", "--sandbox", "--locked", "--rehearse", expect=64)
        self.assertEqual(done.stderr, "error: --rehearse copies what the workspace says: it takes no --locked\n")
        done = self.run_program("apply", "--sandbox", "--plan", "x", "--rehearse", expect=64)
        self.assertEqual(done.stderr, "error: --plan does exactly a saved plan: it takes no PATH and no --rehearse\n")
        self.write("syncs/a.yaml", manifest(operation="upsrt"))
        done = self.run_program("plan", "--sandbox", "--rehearse", expect=3)
        self.assertIn("Not rehearsed: there are errors.\n", done.stderr)
        self.assertNotIn("copy of the workspace", done.stdout)


if __name__ == "__main__":
    unittest.main()
