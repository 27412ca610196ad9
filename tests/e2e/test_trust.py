"""What a stranger's pull request can put into the files: it moves no token, switches no limit off and commands no runner."""
import json
import os
import signal
import socket
import subprocess
import time
import unittest
import xml.etree.ElementTree

from support import PROGRAM, SECRET, Project, Server, manifest

CONNECTING = (["plan"], ["plan", "--rehearse"], ["drift"], ["lock"], ["lock", "--check"], ["schema"], ["validate", "--online"],
              ["explain-diff", "braze-users"], ["trigger", "braze-users"], ["apply", "--auto-approve"],
              ["apply", "--auto-approve", "--expect", "sha256:00"])


class Listener:
    """A port that is listened on, to see whether anything comes."""

    def __init__(self, test):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.setblocking(False)
        test.addCleanup(self.socket.close)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/api/v1"

    def connected(self):
        try:
            self.socket.accept()[0].close()
            return True
        except BlockingIOError:
            return False


class Hosts(Project):
    def setUp(self):
        super().setUp()
        self.write("syncs/a.yaml", manifest())

    def test_a_file_sends_the_token_to_no_host_of_its_own_choice(self):
        self.write("censusctl.yaml", 'version: 1\nworkspace:\n  base_url: "https://census.invalid/api/v1"\n')
        for words in CONNECTING:
            if words == ["lock", "--check"]:
                self.write("censusctl.lock.json", "{}")
            done = self.run_program(*words, expect=None, env={"CENSUS_API_TOKEN": SECRET})
            if words == ["lock", "--check"]:
                (self.folder / "censusctl.lock.json").unlink()
                self.assertNotEqual(done.returncode, 0)
                continue
            self.assertEqual(done.returncode, 5, f"{words}\n{done.stderr}")
            self.assertEqual(done.stderr.splitlines()[-2:], [
                "error: the token is not sent to 'census.invalid:443', which only censusctl.yaml:3:13 names: a file may name "
                "hosts of the vendor (https, below getcensus.com or fivetran.com) and loopback",
                "  hint: if it is right, the caller allows it: --base-url, CENSUS_BASE_URL, or "
                "CENSUSCTL_TRUSTED_HOSTS=census.invalid:443"])

    def test_hosts_that_look_alike_are_refused(self):
        for url in ("https://app.getcensus.com.evil.invalid/api/v1", "https://app.getcensus.com:8443/api/v1",
                    "http://app.getcensus.com/api/v1", "https://app.getcensus.com./api/v1", "http://2130706433/api/v1",
                    "http://0x7f.1/api/v1", "https://xn--app.getcensus.com/api/v1", "http://[::ffff:127.0.0.1]/api/v1"):
            self.write("censusctl.yaml", f'version: 1\nworkspace: {{base_url: "{url}"}}\n')
            done = self.run_program("plan", expect=5, env={"CENSUS_API_TOKEN": SECRET})
            self.assertIn("error: the token is not sent to '", done.stderr)

    def test_the_caller_allows_a_host(self):
        self.write("censusctl.yaml", 'version: 1\nworkspace: {base_url: "https://census.invalid/api/v1"}\n')
        for words, env in (([], {"CENSUSCTL_TRUSTED_HOSTS": "other.example census.invalid"}),
                           (["--base-url", "https://census.invalid/api/v1"], {}),
                           ([], {"CENSUS_BASE_URL": "https://census.invalid/api/v1"})):
            done = self.run_program("plan", "--timeout", "3", *words, expect=1, env={"CENSUS_API_TOKEN": SECRET, **env})
            self.assertIn("census.invalid", done.stderr)

    def test_a_sandbox_asks_nobody(self):
        self.write("censusctl.yaml", 'version: 1\nworkspace: {base_url: "https://census.invalid/api/v1", token_env: HOME}\n')
        self.run_program("plan", "--sandbox", env={"CENSUS_API_TOKEN": SECRET})


class Tokens(Project):
    def setUp(self):
        super().setUp()
        self.server = Server(self.folder / "server.state")
        self.addCleanup(self.server.stop)
        self.write("syncs/a.yaml", manifest())

    def test_a_file_names_no_secret_of_others(self):
        self.write("censusctl.yaml", "version: 1\nworkspace:\n  token_env: AWS_SECRET_ACCESS_KEY\n")
        listener = Listener(self)
        for words in CONNECTING:
            done = self.run_program(*words, expect=None,
                                    env={"AWS_SECRET_ACCESS_KEY": SECRET, "CENSUS_BASE_URL": listener.url})
            self.assertFalse(listener.connected(), words)
            if words != ["lock", "--check"]:
                self.assertEqual(done.returncode, 5, f"{words}\n{done.stderr}")
                self.assertEqual(done.stderr.splitlines()[-2:], [
                    "error: the variable 'AWS_SECRET_ACCESS_KEY', which censusctl.yaml:3:14 names, is not read: a file may "
                    "name variables that begin with CENSUS",
                    "  hint: if it is right, the caller allows it: CENSUSCTL_TOKEN_ENV=AWS_SECRET_ACCESS_KEY"])
        self.run_program("plan", env={"AWS_SECRET_ACCESS_KEY": Server.token, "CENSUS_BASE_URL": self.server.base_url,
                                      "CENSUSCTL_TOKEN_ENV": "AWS_SECRET_ACCESS_KEY"})

    def test_a_file_may_name_a_variable_of_ours(self):
        self.write("censusctl.yaml", "version: 1\nworkspace: {token_env: CENSUS_STAGING_TOKEN}\n")
        self.run_program("plan", env={"CENSUS_STAGING_TOKEN": Server.token, "CENSUS_BASE_URL": self.server.base_url})

    def test_the_callers_variable_beats_the_files(self):
        self.write("censusctl.yaml", "version: 1\nworkspace: {token_env: CENSUS_STAGING_TOKEN}\n")
        self.run_program("plan", env={"CENSUS_STAGING_TOKEN": SECRET, **self.server.environment()})


class ProjectFile(Project):
    BROKEN = ("version: 1\nworkspace: {base_ur: 'https://x.invalid'}\n", "version: 1\nworkspace: [\n", "version: 2\n",
              "version: 1\npolcy: {}\n", "version: 1\npolicy: {limits: {creates: {mx: 1}}}\n", "version: 1\nmanifests: 7\n",
              "workspace: {api: '2021'}\n", "nonsense\n", "version: 1\nversion: 1\n")

    def test_an_error_in_it_stops_every_command_before_any_connection(self):
        self.write("syncs/a.yaml", manifest())
        listener = Listener(self)
        for text in self.BROKEN:
            self.write("censusctl.yaml", text)
            for words in CONNECTING:
                done = self.run_program(*words, "--timeout", "3", expect=3,
                                        env={"CENSUS_API_TOKEN": SECRET, "CENSUS_BASE_URL": listener.url})
                self.assertFalse(listener.connected(), f"{words} {text}")
                self.assertIn("error: the project file has errors: nothing was connected to, and nothing done\n", done.stderr)
                self.assertRegex(done.stdout + done.stderr, r"censusctl\.yaml:\d+:\d+: error: ")

    def test_a_saved_plan_is_not_done_beside_a_faulty_one(self):
        self.write("syncs/a.yaml", manifest())
        self.run_program("plan", "--sandbox", "--out", "p.plan")
        for text in self.BROKEN:
            self.write("censusctl.yaml", text)
            self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "p.plan", expect=3)
        (self.folder / "censusctl.yaml").unlink()
        self.assertEqual(self.plan()["summary"]["create"], 1)

    def test_a_saved_plan_carries_its_limits(self):
        self.write("syncs/a.yaml", manifest(run="on_create"))
        self.write("censusctl.yaml", "version: 1\npolicy: {limits: {creates: {max: 0}}}\n")
        self.run_program("plan", "--sandbox", "--out", "p.plan")
        self.write("censusctl.yaml", "version: 1\n")
        done = self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "p.plan", expect=5)
        self.assertIn("the plan creates 1 sync, and the limit is 0", done.stdout)
        self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "p.plan", "--override-limits")

    def test_the_stricter_of_two_limits_holds(self):
        self.write("syncs/a.yaml", manifest())
        self.write("censusctl.yaml", "version: 1\npolicy: {limits: {creates: {max: 5}}}\n")
        self.run_program("plan", "--sandbox", "--out", "p.plan")
        self.write("censusctl.yaml", "version: 1\npolicy: {limits: {creates: {max: 0}}}\n")
        self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "p.plan", expect=5)


class Secrets(Project):
    ODD = 'token "with\' \\ odd <signs> & more|of%them*_`x'

    def test_a_token_in_a_manifest_is_shown_by_no_command_in_no_format(self):
        self.write("syncs/a.yaml", "version: 1\nsyncs:\n  a: {label: %s, bogus: 1}\n" % SECRET)
        env = {"CENSUS_API_TOKEN": SECRET}
        for words in (["validate"], ["graph"], ["lock"], ["plan", "--sandbox"], ["validate", "--format", "json"],
                      ["validate", "--format", "sarif"], ["validate", "--format", "junit"], ["validate", "--format", "github"],
                      ["validate", "--format", "gitlab"], ["plan", "--sandbox", "--format", "html"]):
            done = self.run_program(*words, expect=None, env=env)
            self.assertNotEqual(done.returncode, 0, words)
            self.assertNotIn(SECRET[:20], done.stdout + done.stderr)

    def test_however_a_format_spells_it(self):
        self.write("syncs/a.yaml", "version: 1\nsyncs:\n" + manifest(label=json.dumps(self.ODD)).split("syncs:\n")[1])
        self.write("censusctl.yaml", "version: 1\nworkspace: {token_env: CENSUS_ODD_TOKEN}\n")
        env = {"CENSUS_ODD_TOKEN": self.ODD}
        for name in ("text", "json", "html", "markdown", "sarif", "junit", "github", "gitlab"):
            done = self.run_program("plan", "--sandbox", "--format", name, "--output", f"html={self.folder}/o.html",
                                    "--output", f"json={self.folder}/o.json", env=env)
            written = (self.folder / "o.html").read_text() + (self.folder / "o.json").read_text()
            for text in (done.stdout, done.stderr, written):
                for piece in ("odd <signs>", "odd &lt;signs", "more|of%them", "odd \\<signs", "%25them", "more\\|of"):
                    self.assertNotIn(piece, text, name)
        done = self.run_program("plan", "--sandbox", "--out", "p.plan", expect=1, env=env)
        self.assertIn("error: the saved plan would hold the token itself; nothing was written or sent\n", done.stderr)
        self.assertFalse((self.folder / "p.plan").exists())
        done = self.run_program("apply", "--sandbox", "--auto-approve", expect=1, env=env)
        self.assertIn("error: the plan would hold the token itself; nothing was written or sent\n", done.stderr)
        self.assertFalse(list(self.folder.glob(".censusctl/journal/*")))

    WORLD = """
version: 1
sources:
  - {id: 1, name: Warehouse, data_sources: [{type: model, id: 11, name: people, query: select 1, columns: [{name: MAIL, type: text}]}]}
destinations:
  - id: 2
    name: "%s"
    objects: [{full_name: person, label: Person, fields: [{full_name: email, can_be_upsert_key: true}]}]
"""

    def test_neither_lock_nor_schema_keeps_it(self):
        """A workspace, too, may hold the token: as the name of a connection, to which a manifest leads by its id."""
        world = self.write("world.yaml", self.WORLD % SECRET)
        self.write("syncs/a.yaml", """version: 1
syncs:
  a:
    source: {connection: Warehouse, model: people}
    destination: {connection: 2, object: person}
    operation: upsert
    mappings: [{from: MAIL, to: email, is_primary_identifier: true}]
""")
        for words, what, file in ((["lock"], "the lock", "censusctl.lock.json"), (["schema", "--out", "s.json"], "the schema", "s.json")):
            done = self.run_program(*words, f"--sandbox={world}", expect=1, env={"CENSUS_API_TOKEN": SECRET})
            self.assertEqual(done.stderr, f"error: {what} would hold the token itself; nothing was written or sent\n"
                                          "  hint: take the token out of the manifests and their history, and renew it\n")
            self.assertFalse((self.folder / file).exists())
            self.run_program(*words, f"--sandbox={world}", env={"CENSUS_API_TOKEN": "another"})
            self.assertIn(SECRET, (self.folder / file).read_text())
        self.run_program("schema", f"--sandbox={world}", env={"CENSUS_API_TOKEN": SECRET})

    def test_no_core_of_a_process_that_holds_one(self):
        process = subprocess.Popen([PROGRAM, "sandbox"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                   stdin=subprocess.DEVNULL, text=True)
        self.addCleanup(process.wait)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.terminate)
        process.stdout.readline()
        with open(f"/proc/{process.pid}/limits") as file:
            core = next(line for line in file if line.startswith("Max core file size"))
        self.assertEqual(core.split()[4:6], ["0", "0"])


class Output(Project):
    def setUp(self):
        super().setUp()
        self.write("syncs/a.yaml", manifest())

    def shell(self, text, expect):
        done = subprocess.run(["sh", "-c", text, PROGRAM], cwd=self.folder, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=120)
        self.assertEqual(done.returncode, expect, done.stderr)
        return done

    def test_what_could_not_be_written_whole_is_a_failure(self):
        for command in ("plan --sandbox", "plan --sandbox --format json", "validate --format json", "explain", "graph"):
            done = self.shell(f'"$0" {command} >/dev/full', 1)
            self.assertIn("error: the output could not be written whole: No space left on device", done.stderr)
        done = self.shell('"$0" apply --sandbox --auto-approve >/dev/full', 1)
        self.assertIn("Applied: 1 created, 0 triggered;", done.stderr)
        self.assertEqual(done.stderr.splitlines()[-1],
                         "error: the output could not be written whole: No space left on device; what the command did is as "
                         "said above")

    def test_closed_descriptors_take_no_file(self):
        self.shell('"$0" apply --sandbox --auto-approve >&- 2>&- <&-', 0)
        for path in self.folder.rglob("*"):
            if path.is_file():
                self.assertNotIn(b"Applied:", path.read_bytes(), path)
                self.assertNotIn(b"+ created", path.read_bytes(), path)

    def test_no_line_of_output_commands_a_runner(self):
        self.write("syncs/a.yaml", manifest(label='"B##[add-mask]x"', operation="append", mappings="""
      - {from: EMAIL, to: external_id, is_primary_identifier: true}
      - {from: {value: "a\\n::stop-commands::x\\n##[group]y", type: text}, to: note, generate_field: true}"""))
        for name in ("text", "json", "html", "markdown", "sarif", "junit", "gitlab"):
            done = self.run_program("plan", "--sandbox", "--format", name)
            for line in (done.stdout + done.stderr).splitlines():
                self.assertNotIn("##[", line, name)
                self.assertFalse(line.strip().startswith("::"), f"{name}: {line}")


class Files(Project):
    def setUp(self):
        super().setUp()
        outside = self.folder
        self.folder = outside / "repository"
        (self.folder / ".git").mkdir(parents=True)
        self.secret = outside / "elsewhere"
        self.secret.write_text("kept: hush\n")
        self.write("syncs/a.yaml", manifest())

    def test_a_link_that_leads_out_is_not_read(self):
        for target, name in (("/proc/self/environ", "z.yaml"), (str(self.secret), "y.yaml"), ("../../elsewhere", "x.yaml")):
            link = self.folder / "syncs" / name
            link.symlink_to(target)
            for words in (["validate"], ["plan", "--sandbox"], ["graph"], ["validate", "--format", "json"],
                          ["validate", "--output", "markdown=o.md", "--output", "sarif=o.sarif"]):
                done = self.run_program(*words, expect=None, env={"CENSUS_API_TOKEN": SECRET, "HUSH": "very-hush"})
                if "markdown=o.md" not in words:
                    self.assertEqual(done.returncode, 3, words)
                    self.assertIn(f"'syncs/{name}' cannot be read: it leads out of the repository", done.stdout + done.stderr)
                self.assertNotIn("hush", done.stdout + done.stderr)
            link.unlink()

    def test_a_folder_that_leads_out_is_not_listed(self):
        (self.folder / "syncs/more").symlink_to("/etc")
        done = self.run_program("validate", expect=3)
        self.assertIn("the folder 'syncs/more' cannot be listed: it leads out of the repository", done.stdout)

    def test_the_project_file_names_nothing_outside(self):
        for entry in ("../elsewhere", str(self.secret), "../*.yaml", "syncs/../../elsewhere"):
            self.write("censusctl.yaml", f"version: 1\nmanifests: ['{entry}']\n")
            done = self.run_program("validate", expect=3)
            self.assertIn(f"censusctl.yaml:2:13: error: '{entry}' lies outside of the repository [value-invalid]", done.stdout)

    def test_no_output_follows_a_link_out(self):
        (self.folder / "reviewed.plan").symlink_to(self.secret)
        for words in (["plan", "--sandbox", "--out", "reviewed.plan"], ["plan", "--sandbox", "--output", "json=reviewed.plan"],
                      ["schema", "--sandbox", "--out", "reviewed.plan"]):
            done = self.run_program(*words, expect=1)
            self.assertIn("'reviewed.plan' cannot be written: it leads out of the repository", done.stderr)
        (self.folder / "censusctl.lock.json").symlink_to(self.secret)
        done = self.run_program("lock", "--sandbox", expect=1)
        self.assertIn("it leads out of the repository", done.stderr)
        self.assertEqual(self.secret.read_text(), "kept: hush\n")

    def test_a_caller_may_name_files_elsewhere(self):
        outside = self.secret.parent
        manifests = outside / "manifests"
        manifests.mkdir()
        (manifests / "b.yaml").write_text(manifest(label="Elsewhere").replace("braze-users", "elsewhere"))
        for path in (manifests, manifests / "b.yaml", "../manifests/*.yaml"):
            done = self.run_program("plan", "--sandbox", str(path), "--out", f"{outside}/p.plan", "--output", "json=../p.json")
            self.assertIn("label 'Elsewhere'", done.stdout)
            self.assertEqual(json.loads((outside / "p.json").read_text())["summary"]["create"], 1)
        self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "../p.plan")
        done = self.run_program("drift", "--sandbox", "--base", str(manifests / "b.yaml"), "--fail-on", "none", str(manifests))
        self.assertIn(f"last applied: {manifests}/b.yaml", done.stdout)
        # What the caller names may be a link of the caller's.
        (outside / "link.yaml").symlink_to(manifests / "b.yaml")
        self.run_program("validate", "../link.yaml")

    def test_our_own_folder_is_no_link(self):
        elsewhere = self.secret.parent / "folder"
        elsewhere.mkdir()
        (self.folder / ".censusctl").symlink_to(elsewhere)
        done = self.run_program("apply", "--sandbox", "--auto-approve", expect=1)
        self.assertIn("it leads out of the repository", done.stderr)
        self.assertEqual(list(elsewhere.iterdir()), [])

    def test_a_pipe_among_the_journals_is_not_waited_for(self):
        (self.folder / ".censusctl/journal").mkdir(parents=True)
        os.mkfifo(self.folder / ".censusctl/journal/20261126T000000Z-000000-1-0.jsonl")
        done = self.run_program("apply", "--sandbox", "--auto-approve", expect=1)
        self.assertIn("cannot be read: it is not a regular file", done.stderr)


class Bounds(Project):
    def test_every_report_is_well_formed_whatever_a_file_says(self):
        self.write("syncs/a.yaml", 'version: 1\nsyncs:\n  a: {"b\\uFFFE\\uFFFF\\u0001": 1}\n')
        done = self.run_program("validate", "--format", "junit", expect=3)
        xml.etree.ElementTree.fromstring(done.stdout)
        self.assertIn("\\u{fffe}", done.stdout)

    def test_what_cannot_be_seen_is_shown(self):
        self.write("syncs/a.yaml", manifest(label='"a\\u2800\\uFE0F\\u3000\\u00A0\\uE000b"'))
        done = self.run_program("plan", "--sandbox")
        self.assertIn("a\\u{2800}\\u{fe0f}\\u{3000}\\u{a0}\\u{e000}b", done.stdout)

    def test_a_file_of_mistakes_prints_a_thousand_and_counts_the_rest(self):
        self.write("syncs/a.yaml", "version: 1\nsyncs:\n  a:\n" + "".join(f"    key_{at}: 1\n" for at in range(20000)))
        done = self.run_program("validate", expect=3)
        self.assertLess(len(done.stdout), 1_000_000)
        self.assertRegex(done.stdout.splitlines()[-1], r"^… and 190\d\d more problems; --format json tells them all$")
        self.assertRegex(done.stderr, r"^200\d\d errors in ")

    def test_too_few_descriptors_are_the_callers_matter(self):
        self.write("syncs/a.yaml", manifest())
        for most in (5, 6, 7):
            done = subprocess.run(["sh", "-c", f'ulimit -n {most}; exec "$0" plan --sandbox', PROGRAM], cwd=self.folder,
                                  capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120)
            self.assertEqual(done.returncode, 1, f"{most}: {done.stderr}")
            self.assertIn("Too many open files", done.stderr)
            self.assertIn("`ulimit -n`", done.stderr)

    def test_a_terminal_that_goes_away_is_as_an_interrupt(self):
        self.write("syncs/a.yaml", manifest(run="on_create"))
        process = subprocess.Popen([PROGRAM, "apply", "--sandbox", "--auto-approve", "--fault", "POST /api/v1/syncs latency=3s"],
                                   cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   stdin=subprocess.DEVNULL,
                                   # Under nohup these tests ignore it, and so would the program.
                                   preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
        for _ in range(600):
            if list(self.folder.glob(".censusctl/journal/*.jsonl")):
                break
            time.sleep(0.05)
        time.sleep(0.3)
        process.send_signal(signal.SIGHUP)
        out, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 130, err)
        self.assertIn("+ created braze-users", out)
        self.assertIn("interrupted before it began", out)

    def test_a_saved_plan_can_be_expected_too(self):
        self.write("syncs/a.yaml", manifest())
        self.run_program("plan", "--sandbox", "--out", "p.plan")
        plan_id = json.loads((self.folder / "p.plan").read_text())["plan_id"]
        self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "p.plan", "--expect", "sha256:00", expect=5)
        self.run_program("apply", "--sandbox", "--auto-approve", "--plan", "p.plan", "--expect", plan_id)

    def test_trigger_keeps_within_the_limits(self):
        self.write("syncs/a.yaml", manifest())
        self.run_program("apply", "--sandbox", "--auto-approve")
        self.write("censusctl.yaml", "version: 1\npolicy: {limits: {triggers: {max: 0}}}\n")
        done = self.run_program("trigger", "--sandbox", "braze-users", expect=5)
        self.assertIn("censusctl.yaml:2:35: warning: the plan triggers 1 sync, and the limit is 0", done.stderr)
        self.assertIn("error: the plan exceeds a limit of `policy`; nothing was done\n", done.stderr)
        self.run_program("trigger", "--sandbox", "braze-users", "--override-limits")


if __name__ == "__main__":
    unittest.main()
