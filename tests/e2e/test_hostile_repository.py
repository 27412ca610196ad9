"""Every command, in repositories made by somebody who wants what is not theirs: nothing is sent, shown, written elsewhere, run or
waited for, and the exit status is one of those that are documented."""
import os
import re
import select
import signal
import socket
import subprocess
import tempfile
import unittest

from support import PROGRAM, SECRET, Project, manifest

FOREIGN = "foreign-words-of-another-file"
WAIT = 60  # seconds, after which something is waited for that never comes

# Each command with what brings it to its files: `report` is written, `kept` too, and it is there as a saved plan.
COMMANDS = {
    "validate": ([], ["--online"], ["--locked"], ["--format", "json"], ["--output", "sarif=report"],
                 ["--locked", "--trust-base", "main"]),
    "plan": (["--out", "kept"], [], ["--locked"], ["--rehearse"], ["--format", "markdown"], ["--format", "html"], ["--format", "github"],
             ["--output", "html=report"], ["--trust-base", "main"]),
    "apply": (["--auto-approve", "--plan", "kept"], ["--auto-approve", "--expect", "kept"], ["--auto-approve", "--rehearse"],
              ["--auto-approve"], ["--auto-approve", "--format", "json"]),
    "drift": ([], ["--base", "main"], ["--trust-base", "main"], ["--format", "json"], ["--output", "html=report"]),
    "graph": ([], ["--format", "dot"]),
    "trigger": (["braze-users"],),
    "cancel": (["braze-users", "--api", "v1"],),
    "runs": (["braze-users"], ["braze-users", "--format", "json"]),
    "explain": ([], ["field-unknown"]),
    "explain-diff": (["braze-users"], ["braze-users", "--format", "json"]),
    "schema": ([], ["--locked"], ["--out", "report"]),
    "sandbox": (["--state", "state"],),
    "adopt": (["--all", "--dry-run"], ["--all"]),
    "init": (["--ci", "github"],),
    "import": (["--all", "--dry-run"], ["--all", "--out", "imported"], ["60", "--split", "sync", "--dry-run"],
               ["--from", "gitlink", "census", "--dry-run"], ["--from", "terraform", "terraform.json", "--dry-run"]),
    "list": (["sources"], ["fields", "Braze", "user", "--format", "json"], ["models", "--filter", "braze*"]),
    "migrate": (["--to", "v2", "--dry-run"], ["--to", "v2", "--dry-run", "--files-alone", "--format", "json"]),
    "lock": (["--check"], []),
    "completion": (["bash"],),
    # What the scripts of shells ask while somebody types.
    "__complete": (["zsh", "trigger", ""], ["bash", "censusctl list fields ", " "]),
}
OFFLINE = ("graph", "explain", "init", "sandbox", "completion", "__complete")


def connects(words):
    """Whether it needs the workspace, as it is called."""
    name = words[0]
    return name not in OFFLINE and not (name == "validate" and "--online" not in words) and words != ["schema", "--locked"]


class Walk(Project):
    """Walks every command through one hostile repository after the other."""

    def setUp(self):
        super().setUp()
        self.outside = self.folder / "outside"
        self.home = self.folder
        self.walked = 0

    def repository(self, name):
        """A good one, committed, with a lock and a saved plan."""
        self.folder = self.home / name / "repository"
        self.outside = self.home / name / "outside"
        self.outside.mkdir(parents=True)
        self.outside.joinpath("words").write_text(f"version: 1\n{FOREIGN}: [\n")
        self.outside.joinpath("folder").mkdir()
        self.outside.joinpath("folder/inner.yaml").write_text(f"{FOREIGN}: 1\n")
        self.write("censusctl.yaml", "version: 1\n")
        self.write("syncs/a.yaml", manifest())
        self.write("census/a.yaml", "sync:companies:\n  label: Companies\n")
        self.write("terraform.json", '{"values": {"root_module": {"resources": [{"address": "census_sync.a", "type": "census_sync", "name": "a", '
                                 '"values": {"label": "Companies"}}]}}}')
        self.run_program("lock", "--sandbox")
        self.run_program("plan", "--sandbox", "--out", "kept")
        subprocess.run(["rm", "-rf", self.folder / ".censusctl"], check=True)
        self.git("init", "-q", "-b", "main", ".")
        self.git("add", "--all")
        self.git("commit", "-q", "-m", "as merged")

    def git(self, *words):
        subprocess.run(["git", "-c", "user.name=Test", "-c", "user.email=test@example.com", *words], cwd=self.folder, check=True,
                       capture_output=True)

    def all_outside(self):
        """What lies outside of the repository, with its texts."""
        return {str(path.relative_to(self.outside)): path.read_text() if path.is_file() else None
                for path in sorted(self.outside.rglob("*"))}

    def sandbox(self, words, env):
        """The command that runs until it is ended: its status, and what it printed."""
        with tempfile.TemporaryFile("w+") as errors:
            process = subprocess.Popen([PROGRAM, *words], cwd=self.folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                       stderr=errors, text=True)
            try:
                ready, _, _ = select.select([process.stdout], [], [], WAIT)
                self.assertTrue(ready, f"{words} printed nothing")
                first = process.stdout.readline()
                process.send_signal(signal.SIGTERM)
                rest = process.communicate(timeout=WAIT)[0]
            finally:
                process.kill()
                process.wait()
            errors.seek(0)
            return subprocess.CompletedProcess(words, process.returncode, first + rest, errors.read())

    def run_one(self, words, env):
        if words[0] == "sandbox":
            return self.sandbox(words, env)
        return subprocess.run([PROGRAM, *words], cwd=self.folder, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              timeout=WAIT)

    def walk(self, env=None, simulated=True):
        """Runs every command; yields its words and what came of it, after what holds for all of them was checked."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("CENSUS", "HTTPS_PROXY"))}
        environment.update({"CENSUS_API_TOKEN": SECRET, **(env or {})})
        before = self.all_outside()
        for name, variants in COMMANDS.items():
            for variant in variants:
                words = [name, *variant, *(["--sandbox"] if simulated and name not in OFFLINE else [])]
                if simulated and "--locked" in words and name == "validate":
                    words.remove("--sandbox")
                done = None
                with self.subTest(repository=self.folder.parent.name, command=" ".join(words)):
                    done = self.run_one(words, environment)
                    self.walked += 1
                    said = done.stdout + done.stderr
                    self.assertIn(done.returncode, self.statuses(), said)
                    for secret in (SECRET, FOREIGN):
                        self.assertNotIn(secret, said)
                    self.assertIsNone(re.search("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u2028\u2029\u202e]", said), repr(said))
                    for line in said.splitlines():
                        self.assertNotRegex(line, r"##[A-Za-z]*\[")
                        if "github" not in words:
                            self.assertFalse(line.strip().startswith("::"), line)
                    self.assertEqual(self.all_outside(), before)
                if done is not None:
                    yield [name, *variant], done
        for path in self.folder.rglob("*"):
            if path.is_file() and not path.is_symlink() and ".git" not in path.parts:
                self.assertNotIn(SECRET.encode(), path.read_bytes(), path)
                self.assertNotIn(FOREIGN.encode(), path.read_bytes(), path)
        self.assertEqual(list(self.home.rglob("pwned*")), [])

    def statuses(self):
        """Those that the main help tells, but for our own defects and interruptions."""
        if not hasattr(self, "documented"):
            told = re.search(r"Exit status: (.*?)\. `", self.run_program("--help").stdout, re.S)[1]
            self.documented = {int(number) for number in re.findall(r"(?:^|,\s)(\d+)\s", told)} - {70, 130}
            self.assertEqual(self.documented, {0, 1, 2, 3, 4, 5, 64})
        return self.documented


class Commands(Walk):
    def test_all_of_them_are_walked(self):
        listed = re.search(r"Commands:\n(.*?)\n\n", self.run_program("--help").stdout, re.S)[1]
        self.assertEqual(set(re.findall(r"^  ([a-z-]+)", listed, re.M)), set(COMMANDS) - {"__complete"})

    def test_a_good_repository_passes(self):
        """Else the walks below would show nothing."""
        self.repository("good")
        for words, done in self.walk():
            self.assertIn(done.returncode, (0, 2, 5) if words[0] in ("apply", "drift") else (0,), f"{words}\n{done.stdout}\n{done.stderr}")
        self.assertEqual(self.walked, sum(map(len, COMMANDS.values())))


class Network(Walk):
    def listen(self):
        listener = socket.create_server(("127.0.0.1", 0))
        listener.setblocking(False)
        self.addCleanup(listener.close)
        return listener, listener.getsockname()[1]

    def nobody_came(self, listener):
        with self.assertRaises(BlockingIOError):
            listener.accept()[0].close()

    def test_no_host_of_the_files_choice_is_reached(self):
        listener, port = self.listen()
        table = self.home / "hosts"
        table.write_text("".join(f"127.0.0.1 {name}\n" for name in ("evil.test", "app.getcensus.com.evil.test")))
        resolved = {"LD_PRELOAD": "libnss_wrapper.so", "NSS_WRAPPER_HOSTS": str(table)}
        # The listener is reached by that name, or the walk would show nothing.
        self.repository("control")
        self.run_program("plan", "--base-url", f"https://evil.test:{port}/api/v1", "--timeout", "2", expect=1,
                         env={"CENSUS_API_TOKEN": "nothing", **resolved})
        listener.accept()[0].close()
        while True:
            try:
                listener.accept()[0].close()
            except BlockingIOError:
                break
        for at, url in enumerate((f"https://evil.test:{port}/api/v1", f"http://evil.test:{port}/api/v1",
                                  f"https://app.getcensus.com.evil.test:{port}/api/v1")):
            self.repository(f"host-{at}")
            self.write("censusctl.yaml", f"version: 1\nworkspace: {{base_url: '{url}'}}\n")
            for words, done in self.walk(resolved, simulated=False):
                self.nobody_came(listener)
                self.assertEqual(done.returncode, 5 if connects(words) else 0, f"{words}\n{done.stderr}")

    def test_no_secret_of_the_files_choice_is_sent(self):
        listener, port = self.listen()
        self.repository("token")
        self.write("censusctl.yaml", "version: 1\nworkspace: {token_env: AWS_SECRET_ACCESS_KEY}\n")
        environment = {"CENSUS_BASE_URL": f"http://127.0.0.1:{port}/api/v1", "AWS_SECRET_ACCESS_KEY": SECRET, "CENSUS_API_TOKEN": ""}
        for words, done in self.walk(environment, simulated=False):
            self.nobody_came(listener)
            self.assertEqual(done.returncode, 5 if connects(words) else 0, f"{words}\n{done.stderr}")


class Files(Walk):
    # What a manifest may be instead of one; each reads like one with errors.
    def test_manifests_that_lead_elsewhere(self):
        for name, target in (("environ", "/proc/self/environ"), ("words", "../../outside/words"), ("folder", "../../outside/folder"),
                             ("device", "/dev/zero"), ("itself", "z.yaml"), ("absolute", None)):
            self.repository(f"manifest-{name}")
            link = self.folder / "syncs" / ("more" if name == "folder" else "z.yaml")
            link.symlink_to(target or self.outside / "words")
            for words, done in self.walk():
                self.judge_manifests(words, done)

    def judge_manifests(self, words, done):
        if words[0] in ("validate", "plan", "drift", "graph", "trigger", "lock"):
            self.assertEqual(done.returncode, 3, f"{words}\n{done.stdout}\n{done.stderr}")

    def test_a_pipe_for_a_manifest(self):
        self.repository("manifest-pipe")
        os.mkfifo(self.folder / "syncs/z.yaml")
        for words, done in self.walk():
            self.judge_manifests(words, done)

    def test_a_project_file_that_leads_elsewhere(self):
        for name in ("link", "environ", "pipe", "folder"):
            self.repository(f"project-{name}")
            path = self.folder / "censusctl.yaml"
            path.unlink()
            if name == "pipe":
                os.mkfifo(path)
            elif name == "folder":
                path.mkdir()
            else:
                path.symlink_to("/proc/self/environ" if name == "environ" else self.outside / "words")
            for words, done in self.walk():
                if words[0] not in ("explain", "init", "sandbox", "completion", "__complete"):
                    self.assertEqual(done.returncode, 3, f"{words}\n{done.stdout}\n{done.stderr}")

    def test_a_lock_that_leads_elsewhere(self):
        for name in ("link", "pipe", "dangling"):
            self.repository(f"lock-{name}")
            path = self.folder / "censusctl.lock.json"
            path.unlink()
            if name == "pipe":
                os.mkfifo(path)
            else:
                path.symlink_to(self.outside / ("words" if name == "link" else "new"))
            for words, done in self.walk():
                if "--locked" in words and "--trust-base" not in words or words == ["lock", "--check"]:
                    self.assertEqual(done.returncode, 1, f"{words}\n{done.stdout}\n{done.stderr}")
                if words == ["lock"] and name != "dangling":
                    self.assertEqual(done.returncode, 1, f"{words}\n{done.stdout}\n{done.stderr}")

    def test_outputs_that_lead_elsewhere(self):
        for name in ("link", "dangling", "pipe"):
            self.repository(f"outputs-{name}")
            (self.folder / "kept").unlink()
            for path in (self.folder / "kept", self.folder / "report", self.folder / "state"):
                if name == "pipe":
                    os.mkfifo(path)
                else:
                    path.symlink_to(self.outside / ("words" if name == "link" else "new"))
            for words, done in self.walk():
                # What a link that leads nowhere names is made in its place.
                if name != "dangling" and re.search("kept|report|state", " ".join(words)):
                    self.assertEqual(done.returncode, 1, f"{words}\n{done.stdout}\n{done.stderr}")

    def test_our_own_folder_leads_elsewhere(self):
        for name in (".censusctl", ".censusctl/journal", ".censusctl/sandbox.state"):
            self.repository(f"own-{name.replace('/', '-')}")
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.symlink_to(self.outside / ("words" if name.endswith("state") else "folder"))
            for words, done in self.walk():
                if words[0] == "apply":
                    self.assertNotEqual(done.returncode, 0, f"{words}\n{done.stdout}\n{done.stderr}")

    def test_pipes_in_our_own_folder(self):
        for name in ("journal/20261126T000000Z-000000-1-0.jsonl", "sandbox.state", "lock"):
            self.repository(f"pipes-{name.replace('/', '-')}")
            path = self.folder / ".censusctl" / name
            path.parent.mkdir(parents=True)
            os.mkfifo(path)
            for _ in self.walk():
                pass

    def test_paths_of_the_project_file(self):
        self.repository("paths")
        self.write("censusctl.yaml", "version: 1\nmanifests: [../outside/words, /proc/self/environ, '../**/*.yaml', '/etc/*']\n")
        for words, done in self.walk():
            self.judge_manifests(words, done)


class Git(Walk):
    CONFIG = "[core]\n\tfsmonitor = touch pwned; false\n\thooksPath = hooks\n\tpager = touch pwned\n[alias]\n\tls-tree = !touch pwned\n"

    def test_a_repository_among_the_files(self):
        """The bare form of one: its files are ordinary files of the change."""
        self.repository("bare")
        project = self.folder
        self.git("init", "-q", "--bare", "-b", "main", "inner")
        (project / "inner/config").write_text("[core]\n\tbare = true\n\trepositoryformatversion = 0\n" + self.CONFIG)
        for name in ("censusctl.yaml", "censusctl.lock.json", "kept"):
            (project / "inner" / name).write_text((project / name).read_text())
        self.write("inner/syncs/a.yaml", manifest())
        self.folder = project / "inner"
        for words, done in self.walk():
            if "main" in words:
                self.assertEqual(done.returncode, 1, f"{words}\n{done.stdout}\n{done.stderr}")

    def test_attributes_and_modules_of_the_change(self):
        self.repository("attributes")
        self.write(".gitattributes", "* filter=evil diff=evil textconv=evil\n")
        self.write(".gitmodules", "[submodule \"x\"]\n\tpath = x\n\turl = ext::touch pwned\n")
        self.git("add", "--all")
        self.git("commit", "-q", "-m", "attributes")
        for _ in self.walk():
            pass


class Texts(Walk):
    EVIL = ('\\e[31mred\\e]0;title\\a \\r over \\n::add-mask::x\\n::stop-commands::y\\n##[group]z\\n##vso[task.setvariable]v \\u009b2J '
            '\\u202Etxt \\u2028 <script>alert(1)</script> `x` | [a](http://evil.test) @everyone')

    def test_labels_that_command_terminals_and_runners(self):
        self.repository("texts")
        self.write("syncs/a.yaml", manifest(label=f'"{self.EVIL}"'))
        self.write("syncs/b.yaml", f'version: 1\n"::add-mask::k": 1\nsyncs:\n  "b{self.EVIL}": {{label: x, "{self.EVIL}": 1}}\n')
        for at in range(2):
            for words, done in self.walk():
                if "html" in words:
                    self.assertNotIn("<script>alert", done.stdout)
                if "--output" not in words and words[0] in ("validate", "plan"):
                    self.assertEqual(done.returncode, 3 if at == 0 else 0, f"{words}\n{done.stdout}\n{done.stderr}")
            (self.folder / "syncs/b.yaml").unlink(missing_ok=True)
            subprocess.run(["rm", "-rf", self.folder / ".censusctl"], check=True)

    def test_names_of_files_that_do(self):
        self.repository("names")
        self.write("syncs/::add-mask::x.yaml", "version: 1\nsyncs: {a: {bogus: 1}}\n")
        self.write("syncs/\x1b[31m\n##[group]y.yaml", "version: 1\nsyncs: {b: {bogus: 1}}\n")
        for words, done in self.walk():
            self.judge(words, done)

    def judge(self, words, done):
        if words[0] in ("validate", "plan", "graph"):
            self.assertEqual(done.returncode, 3, f"{words}\n{done.stdout}\n{done.stderr}")


if __name__ == "__main__":
    unittest.main()
