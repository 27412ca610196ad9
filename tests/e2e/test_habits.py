"""What somebody expects of a program in a terminal: help, quiet and loud, the project found from a folder below, completion
and man pages of the same words."""
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import time
import unittest

from support import PROGRAM, SECRET, Project, manifest

TAB = b"\t"


class Help(Project):
    def test_a_commands_own_options_come_first(self):
        shown = self.run_program("plan", "--help").stdout
        self.assertEqual(shown.splitlines()[0], "Usage: censusctl plan [OPTION…] [PATH…]")
        places = [shown.index(text) for text in ("\nArguments:\n", "\nOptions:\n", "\n  --detailed-exitcode ", "\nShared options, which `censusctl help` describes:\n",
                                                 "\n  -h, --help, -C DIR, ", "\nReads the workspace, writes nothing.")]
        self.assertEqual(places, sorted(places))
        self.assertIn("\n  -C DIR                      Folder to begin in: the project is the one whose\n", self.run_program("help").stdout)

    def test_every_command_has_help_and_a_man_page(self):
        listed = re.search(r"^Commands:\n(.*?)\n\n", self.run_program("help").stdout, re.S | re.M)[1]
        commands = re.findall(r"^  ([a-z-]+)", listed, re.M)
        self.assertGreater(len(commands), 16)
        for command in commands:
            self.assertTrue(self.run_program("help", command).stdout.startswith(f"Usage: censusctl {command}"), command)
            self.assertIn(f".SH NAME\ncensusctl\\-{command.replace('-', chr(92) + '-')} \\- ", self.run_program("help", "--man", command).stdout)

    def test_every_topic_has_help_and_a_man_page(self):
        listed = re.search(r"^Topics of `censusctl help TOPIC`:\n(.*?)\n\n", self.run_program("help").stdout, re.S | re.M)[1]
        topics = re.findall(r"^  ([a-z-]+)", listed, re.M)
        self.assertEqual(topics[0], "files")
        self.assertEqual(self.run_program("__complete", "fish", "help", "tru").stdout,
                         "words\ntrust\twhat a stranger's pull request can do, and what not\n")
        for topic in topics:
            self.assertTrue(self.run_program("help", topic).stdout.startswith(f"censusctl {topic}: "), topic)
            page = self.write("page.7", self.run_program("help", "--man", topic).stdout)
            done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", str(page)], capture_output=True, text=True, timeout=60,
                                  env={**os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8"})
            self.assertEqual((done.returncode, done.stderr), (0, ""), topic)
            self.assertIn(f"censusctl-{topic} - ", done.stdout)
        self.assertIn("hint: did you mean 'trust'?", self.run_program("help", "trusts", expect=64).stderr)

    def test_shared_options_stand_on_either_side_of_every_command(self):
        listed = re.search(r"^Commands:\n(.*?)\n\n", self.run_program("help").stdout, re.S | re.M)[1]
        for command in re.findall(r"^  ([a-z-]+)", listed, re.M):
            shown = self.run_program("help", command).stdout
            options = ["-C", "syncs", "--log-level", "error", "--color=never", "-q"]
            if "--sandbox[=WORLD]" in shown:
                options += ["--base-url", "http://127.0.0.1:9/api/v1", "--api", "v1", "--timeout", "5", "--sandbox=today", "--read-only"]
            for words in ([*options, command, "--help"], [command, *options, "--help"], [*options[:2], command, *options[2:], "--help"]):
                self.assertEqual(self.run_program(*words).stdout, shown, words)

    def test_usage_errors_end_with_what_helps(self):
        for words, error in (((["plan", "--frmat", "json"]), "error: The following argument was not expected: --frmat\n"
                                                             "  hint: did you mean '--format'? `censusctl help plan` tells what there is\n"),
                             (["plna"], "error: 'plna' is no command of censusctl\n  hint: did you mean 'plan'? `censusctl help` tells what there is\n"),
                             (["help", "wibble"], "error: 'wibble' is no command of censusctl\n  hint: `censusctl help` tells what there is\n"),
                             (["plan", "-qv"], "error: --quiet excludes --verbose\n  hint: `censusctl help plan` tells what there is\n"),
                             (["completion", "tcsh"], "error: SHELL: tcsh not in {bash,zsh,fish}\n  hint: `censusctl help completion` tells what there is\n")):
            done = self.run_program(*words, expect=64)
            self.assertEqual((done.stdout, done.stderr), ("", error))


class Quiet(Project):
    def setUp(self):
        super().setUp()
        self.write("syncs/a.yaml", manifest(run="on_create"))

    def test_only_what_was_asked_for(self):
        loud = self.run_program("plan", "--sandbox")
        self.assertIn("Read with ", loud.stderr)
        quiet = self.run_program("-q", "plan", "--sandbox")
        self.assertEqual((quiet.stdout, quiet.stderr), (loud.stdout, ""))
        self.assertEqual(self.run_program("validate", "--quiet").stderr, "")
        done = self.run_program("apply", "-q", "--sandbox", "--auto-approve")
        self.assertEqual(done.stderr, "")
        self.assertIn("+ created braze-users", done.stdout)

    def test_errors_are_told(self):
        self.assertEqual(self.run_program("-q", "trigger", "--sandbox", "braze-usr", expect=1).stderr,
                         "error: no manifest declares a sync 'braze-usr'\n  hint: did you mean 'braze-users'?\n")

    def test_more_is_logged(self):
        fault = ("--fault", "GET ** status=503 times=1")
        self.assertNotIn(" info request is repeated", self.run_program("plan", "--sandbox", *fault).stderr)
        loud = self.run_program("plan", "-v", "--sandbox", *fault).stderr
        self.assertIn(" info request is repeated", loud)
        self.assertNotIn(" debug ", loud)
        self.assertIn(" debug request answered", self.run_program("-vv", "plan", "--sandbox").stderr)
        self.assertNotIn(" debug ", self.run_program("-vv", "plan", "--sandbox", "--log-level", "error").stderr)


class Upwards(Project):
    """The project is found from a folder below it."""

    def setUp(self):
        super().setUp()
        self.write("repo/.git/HEAD", "ref: refs/heads/main\n")
        self.write("repo/team/censusctl.yaml", "version: 1\nmanifests: [syncs]\n")
        self.write("repo/team/syncs/deep/a.yaml", manifest(operaton="upsert"))

    def in_folder(self, name, *words, expect=0):
        before, self.folder = self.folder, self.folder / name
        try:
            return self.run_program(*words, expect=expect)
        finally:
            self.folder = before

    def test_from_every_folder_below(self):
        shown = self.in_folder("repo/team", "validate", expect=3)
        self.assertIn("syncs/deep/a.yaml:10:5: error: ", shown.stdout)
        for folder, words in (("repo/team/syncs", []), ("repo/team/syncs/deep", []), ("repo", ["-C", "team/syncs"]), (".", ["-C", str(self.folder / "repo/team/syncs/deep")])):
            done = self.in_folder(folder, *words, "validate", expect=3)
            self.assertEqual((done.stdout, done.stderr), (shown.stdout, shown.stderr), folder)

    def test_a_path_is_the_callers(self):
        self.write("repo/team/syncs/deep/a.yaml", manifest())
        self.write("repo/team/syncs/b.yaml", manifest(label="Second").replace("braze-users:", "second:"))
        done = self.in_folder("repo/team/syncs/deep", "validate", "a.yaml")
        self.assertEqual(done.stderr, "No problems in 1 of 2 syncs.\n")
        self.assertEqual(self.in_folder("repo/team/syncs/deep", "validate").stderr, "No problems in 2 syncs.\n")
        done = self.in_folder("repo/team/syncs/deep", "plan", "--sandbox", "--out", "saved.plan")
        self.assertIn("Saved to saved.plan; `censusctl apply -C ../.. --sandbox --plan saved.plan` does exactly this.", done.stderr)
        self.assertTrue((self.folder / "repo/team/syncs/deep/saved.plan").exists())
        self.assertTrue((self.folder / "repo/team/.censusctl").is_dir())
        self.in_folder("repo/team/syncs/deep", "apply", "-C", "../..", "--sandbox", "--auto-approve", "--plan", "saved.plan")

    def test_not_beyond_the_repository(self):
        self.write("censusctl.yaml", "version: 1\nworkspace: {base_url: 'https://elsewhere.example/api/v1'}\n")
        shutil.rmtree(self.folder / "repo/team")
        self.write("repo/syncs/a.yaml", manifest())
        done = self.in_folder("repo/syncs", "validate", expect=3)
        self.assertIn("there is no folder 'syncs' in '.'", done.stdout)
        self.assertIn("the variable CENSUS_API_TOKEN is not set", self.in_folder("repo", "plan", expect=1).stderr)

    def test_init_begins_a_project_where_it_is(self):
        self.in_folder("repo/team/syncs", "init")
        self.assertTrue((self.folder / "repo/team/syncs/censusctl.yaml").exists())


class Completion(Project):
    """In bash itself, which completes what is typed in a terminal, with the names of a project that means harm."""

    NAMES = ("plain", "two words", "$(touch pwned)", "`touch pwned`", "it's", 'say "x"', "a;touch pwned", "größe", "!!", "a\\b", "dogs'")

    def setUp(self):
        super().setUp()
        (self.folder / "bin").mkdir()
        (self.folder / "bin/censusctl").symlink_to(PROGRAM)
        keys = "".join("  '" + f"z{number}-{name}".replace("'", "''") + "': {}\n" for number, name in enumerate(self.NAMES))
        self.write("syncs/a.yaml", "version: 1\nsyncs:\n" + keys)

    def start(self, rc):
        """A shell in a terminal that shows no prompt but `READY`."""
        self.write("rc", rc)
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        environment = {"PATH": f"{self.folder}/bin:/usr/bin:/bin", "HOME": str(self.folder), "TERM": "dumb", "LANG": "C.UTF-8", "INPUTRC": "/dev/null",
                       "CENSUS_API_TOKEN": SECRET}
        process = subprocess.Popen(["bash", "--norc", "--noprofile", "-i"], cwd=self.folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs,
                                   start_new_session=True)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        os.close(theirs)
        self.terminal = ours
        self.seen = b""
        self.send(b"PS1=READ''Y; stty -echo; . ./rc; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'\n")
        self.wait_for(b"READY")

    def send(self, data):
        os.write(self.terminal, data)

    def wait_for(self, text):
        deadline = time.monotonic() + float(os.environ.get("WAIT", "120"))
        while text not in self.seen:
            self.assertLess(time.monotonic(), deadline, f"never saw {text!r} in {self.seen!r}")
            if select.select([self.terminal], [], [], 1)[0]:
                self.seen += os.read(self.terminal, 65536)
        _, _, self.seen = self.seen.partition(text)

    def completed(self, typed):
        """The words that a command gets when this was typed, completed and run."""
        got = self.folder / "got"
        self.send(f"censusctl() {{ printf '%s\\0' \"$@\" > got.new; mv got.new got; }}\n".encode())
        self.wait_for(b"READY")
        self.send(typed + TAB + b"\n")
        self.wait_for(b"READY")
        words = got.read_bytes().decode().split("\0")[:-1]
        got.unlink()
        return words

    def test_bash(self):
        self.start(subprocess.run([PROGRAM, "completion", "bash"], capture_output=True, text=True, check=True).stdout)
        self.assertEqual(self.completed(b"censusctl grap"), ["graph"])
        self.assertEqual(self.completed(b"censusctl plan --color=alw"), ["plan", "--color=always"])
        self.assertEqual(self.completed(b"censusctl plan --detai"), ["plan", "--detailed-exitcode"])
        self.assertEqual(self.completed(b"censusctl plan --output htm"), ["plan", "--output", "html="])
        self.assertEqual(self.completed(b"censusctl validate syncs/a.y"), ["validate", "syncs/a.yaml"])
        self.assertEqual(self.completed(b"censusctl -C syn"), ["-C", "syncs/"])
        for number, name in enumerate(self.NAMES):
            for quote in (b"", b"'", b'"'):
                with self.subTest(name=name, quote=quote):
                    self.assertEqual(self.completed(b"censusctl trigger " + quote + f"z{number}-".encode()), ["trigger", f"z{number}-{name}"])
        self.assertEqual(list(self.folder.glob("pwned*")), [])

    def test_scripts_are_read_without_complaint(self):
        for shell, words in (("bash", ["bash", "-n"]), ("zsh", ["zsh", "-n"]), ("fish", ["fish", "--no-execute"])):
            script = self.write(f"completion.{shell}", self.run_program("completion", shell).stdout)
            done = subprocess.run([*words, str(script)], capture_output=True, text=True, timeout=60)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""), shell)

    def test_fish(self):
        script = self.write("completion.fish", self.run_program("completion", "fish").stdout)
        environment = {**os.environ, "PATH": f"{self.folder}/bin:{os.environ['PATH']}", "HOME": str(self.folder), "LANG": "C.UTF-8"}
        def offered(line):
            done = subprocess.run(["fish", "--no-config", "-c", f"source {script}; complete --do-complete=$argv[1]", line], cwd=self.folder,
                                  env=environment, capture_output=True, text=True, timeout=60)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            return [row.split("\t")[0] for row in done.stdout.splitlines()]
        self.assertEqual(offered("censusctl grap"), ["graph"])
        self.assertEqual(offered("censusctl plan --color=alw"), ["--color=always"])
        self.assertEqual(sorted(offered("censusctl trigger z")), sorted(f"z{number}-{name}" for number, name in enumerate(self.NAMES)))
        self.assertEqual(offered("censusctl validate syncs/a.y"), ["syncs/a.yaml"])
        self.assertEqual(list(self.folder.glob("pwned*")), [])

    def test_zsh(self):
        """Its completion wants a terminal of its own: zpty, which zsh brings along."""
        script = self.write("completion.zsh", self.run_program("completion", "zsh").stdout)
        driver = self.write("drive.zsh", f"""
zmodload zsh/zpty
zpty shell env TERM=dumb zsh -f -i
put() {{ zpty -w shell "$1" }}
until_seen() {{ local all= part; while [[ $all != *$1* ]]; do zpty -r shell part || exit 1; all+=$part; done }}
put 'PS1=; autoload -Uz compinit; compinit -u -D; source {script}; print READ\\Y'
until_seen READY
put 'censusctl() {{ print -rN -- "$@" > got.new; mv got.new got; print DON\\E }}'
zpty -w -n shell "$1"$'\\t\\n'
until_seen DONE
zpty -d shell
""")
        environment = {"PATH": f"{self.folder}/bin:/usr/bin:/bin", "HOME": str(self.folder), "LANG": "C.UTF-8"}
        def completed(line):
            subprocess.run(["zsh", "-f", str(driver), line], cwd=self.folder, env=environment, capture_output=True, timeout=120, check=True)
            return (self.folder / "got").read_bytes().decode().split("\0")[:-1]
        self.assertEqual(completed("censusctl grap"), ["graph"])
        self.assertEqual(completed("censusctl plan --color=alw"), ["plan", "--color=always"])
        self.assertEqual(completed("censusctl validate syncs/a.y"), ["validate", "syncs/a.yaml"])
        for number, name in enumerate(self.NAMES):
            with self.subTest(name=name):
                self.assertEqual(completed(f"censusctl trigger z{number}-"), ["trigger", f"z{number}-{name}"])
        self.assertEqual(list(self.folder.glob("pwned*")), [])

    def test_it_reads_files_and_nothing_else(self):
        """Neither a faulty project, nor one that is somewhere else, is anything to complain of while somebody types."""
        self.write("censusctl.yaml", "version: 1\nworkspace: {base_url: 'http://127.0.0.1:9/api/v1'}\nmanifests: [/etc, ../.., syncs, {}]\n")
        os.mkfifo(self.folder / "syncs/pipe.yaml")
        (self.folder / "syncs/environment.yaml").symlink_to("/proc/self/environ")
        done = self.run_program("__complete", "zsh", "trigger", "z0", env={"CENSUS_API_TOKEN": SECRET})
        self.assertEqual((done.stdout, done.stderr), ("words\nz0-plain\n", ""))
        self.write("censusctl.yaml", "version: [")
        self.assertEqual(self.run_program("__complete", "zsh", "runs", "z0").stdout, "words\nz0-plain\n")

    def test_names_of_the_lock(self):
        self.write("syncs/a.yaml", manifest())
        self.run_program("lock", "--sandbox")
        shutil.rmtree(self.folder / "syncs")
        self.assertEqual(self.run_program("__complete", "zsh", "list", "models", "").stdout, "words\nSnowflake - Prod\n")
        self.assertEqual(self.run_program("__complete", "fish", "list", "fields", "Br").stdout, "words\nBraze\n")


class Manual(Project):
    def test_man_has_nothing_to_complain_of(self):
        for words in ([], ["plan"], ["explain-diff"], ["import"], ["completion"], ["sandbox"]):
            page = self.write("page.1", self.run_program("help", "--man", *words).stdout)
            done = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", str(page)], capture_output=True, text=True, timeout=60,
                                  env={**os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8"})
            self.assertEqual((done.returncode, done.stderr), (0, ""), words)
            self.assertIn(" - ".join(("-".join(("censusctl", *words)), "")), done.stdout)
            self.assertRegex(done.stdout, r"\nEXIT STATUS\n +0 ")


if __name__ == "__main__":
    unittest.main()
