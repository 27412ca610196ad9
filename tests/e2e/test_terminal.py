"""What somebody at a terminal sees: the question, colours, progress, Ctrl-C. The terminal is a real one (a pty)."""
import os
import pty
import re
import select
import signal
import subprocess
import time
import unittest

from support import PROGRAM, Project, Server, manifest

RED_OR_GREEN = re.compile(r"\x1b\[3[12]m")


class Terminal(Project):
    """Runs the program with a terminal as stdin, stdout and stderr."""

    def setUp(self):
        super().setUp()
        self.write("syncs/a.yaml", manifest(run="on_create"))

    def start(self, *words, env=None):
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("CENSUS_", "NO_COLOR"))}
        environment.update({"TERM": "xterm", **(env or {})})
        ours, theirs = pty.openpty()
        self.addCleanup(os.close, ours)
        self.seen = ""
        self.terminal = ours
        self.process = subprocess.Popen([PROGRAM, *words], cwd=self.folder, env=environment, stdin=theirs, stdout=theirs,
                                        stderr=theirs, start_new_session=True)
        self.addCleanup(self.process.kill)
        os.close(theirs)

    def read_until(self, text=None):
        """Reads until the text is seen, or, without one, to the end."""
        deadline = time.monotonic() + 120
        while text is None or text not in self.seen:
            self.assertLess(time.monotonic(), deadline, f"never saw {text!r} in {self.seen!r}")
            if select.select([self.terminal], [], [], 1)[0]:
                try:
                    self.seen += os.read(self.terminal, 65536).decode()
                except OSError:  # the other end was closed
                    self.assertIsNone(text, self.seen)
                    break
        return self.seen

    def end(self, status):
        self.read_until()
        self.assertEqual(self.process.wait(timeout=60), status, self.seen)

    def test_yes_is_yes(self):
        self.start("apply", "--sandbox", "--wait")
        self.read_until("Do this? Only `yes` is taken as yes: ")
        self.assertNotIn("created", self.seen)
        os.write(self.terminal, b"yes\n")
        self.end(0)
        self.assertIn("created braze-users (sync 4545)", self.seen)
        self.assertIn("Applied: 1 created, 1 triggered; 0 failed, 0 unknown, 0 not done.", self.seen)

    def test_anything_else_is_no(self):
        for answer in (b"y\n", b"\n", b"YES\n", b"yes please\n", b"\x04"):
            self.start("apply", "--sandbox")
            self.read_until("Only `yes` is taken as yes: ")
            os.write(self.terminal, answer)
            self.end(5)
            self.assertIn("nothing was done", self.seen)
        self.assertEqual(self.plan()["summary"]["create"], 1)

    def test_a_plan_that_moved_while_it_was_read_is_refused(self):
        server = Server(self.folder / "server.state")
        self.addCleanup(server.stop)
        self.start("apply", env=server.environment())
        self.read_until("Only `yes` is taken as yes: ")
        other = Project("run_program")
        other.setUp()
        self.addCleanup(other.doCleanups)
        other.write("syncs/a.yaml", manifest())
        other.run_program("apply", "--auto-approve", env=server.environment())
        os.write(self.terminal, b"yes\n")
        self.end(5)
        self.assertIn("the workspace has moved since the plan was shown; nothing was done", self.seen)

    def test_import_lets_one_choose(self):
        (self.folder / "syncs/a.yaml").unlink()
        question = "Which? 1,3-5, all, a part of a name to list only those, or nothing: "
        self.start("import", "--sandbox", "--api", "2021")
        self.read_until(question)
        self.assertIn("  1  Companies (52)\r\n  2  sync 60 (60)\r\n  3  sync 61 (61)\r\n", self.seen)
        for answer, shown in ((b"7\n", "'7' is no number from 1 to 3\r\n"), (b"nobody\n", "None has 'nobody' in its name.\r\n"),
                              (b"SYNC\n", "  2  sync 60 (60)\r\n  3  sync 61 (61)\r\nWhich?")):
            self.seen = ""
            os.write(self.terminal, answer)
            self.read_until(question)
            self.assertIn(shown, self.seen)
        self.assertNotIn("Companies", self.seen)
        os.write(self.terminal, b"all\n")
        self.end(0)
        self.assertIn("Imported 2 syncs. A plan of the files is empty: commit them.", self.seen)
        self.start("import", "--sandbox", "--api", "2021")
        self.read_until("  1  Companies (52)\r\n" + question)
        os.write(self.terminal, b"1\n")
        self.end(0)
        self.assertIn("Wrote syncs/hubspot.yaml: 1 sync.", self.seen)
        self.start("import", "--sandbox", "--api", "2021")
        self.end(0)
        self.assertIn("Nothing to import: the files declare all of the workspace's syncs.\r\n", self.seen)

    def test_nothing_chosen_is_nothing_imported(self):
        (self.folder / "syncs/a.yaml").unlink()
        for answer in (b"\n", b"\x04"):
            self.start("import", "--sandbox", "--api", "2021")
            self.read_until("or nothing: ")
            os.write(self.terminal, answer)
            self.end(0)
            self.assertIn("Nothing was chosen, and nothing imported.\r\n", self.seen)
            self.assertEqual(list((self.folder / "syncs").iterdir()), [])

    def test_colours_where_there_is_no_terminal(self):
        for words, env in ((("--color", "always"), None), ((), {"CLICOLOR_FORCE": "1"})):
            self.assertRegex(self.run_program("plan", "--sandbox", *words, env=env).stdout, RED_OR_GREEN)
        for words, env in (((), None), (("--color=auto",), None), ((), {"CLICOLOR_FORCE": "0"}), ((), {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"})):
            self.assertNotIn("\x1b", self.run_program("plan", "--sandbox", *words, env=env).stdout)
        self.assertIn("not in {auto,always,never}", self.run_program("plan", "--color", "maybe", expect=64).stderr)

    def test_colours_and_progress_are_for_terminals(self):
        self.start("plan", "--sandbox")
        self.end(0)
        self.assertRegex(self.seen, RED_OR_GREEN)
        self.assertIn("reading the workspace: ", self.seen)
        self.assertIn("\r", self.seen)
        for words, env in ((("--no-color",), None), (("--color", "never"), {"CLICOLOR_FORCE": "1"}), ((), {"NO_COLOR": "1"}), ((), {"TERM": "dumb"})):
            self.start("plan", "--sandbox", *words, env=env)
            self.end(0)
            self.assertNotRegex(self.seen, RED_OR_GREEN)
        done = self.run_program("plan", "--sandbox")
        self.assertNotIn("\x1b", done.stdout + done.stderr)
        self.assertNotIn("reading the workspace", done.stderr)

    def test_ctrl_c_lets_the_action_in_flight_end_and_begins_no_other(self):
        second = manifest(label="Second", destination="{connection: Braze, object: user}").split("syncs:\n")[1]
        self.write("syncs/b.yaml", "version: 1\nsyncs:\n" + second.replace("braze-users:", "second:"))
        server = Server(self.folder / "server.state", "--fault", "POST ** latency=1500ms")
        self.addCleanup(server.stop)
        env = server.environment()
        self.start("apply", "--auto-approve", "--concurrency", "1", env=env)
        self.read_until("doing create:braze-users")
        os.killpg(self.process.pid, signal.SIGINT)
        self.read_until("interrupted: no further action is begun; those under way end (again: stop at once)")
        self.end(130)
        self.assertIn("created braze-users (sync 4545)", self.seen)
        self.assertIn("skipped: create second", self.seen)
        self.assertIn("Applied: 1 created, 0 triggered; 0 failed, 0 unknown, 2 not done.", self.seen)
        # The next apply makes up for what the interrupted one owes: the other sync, and the run of the first.
        done = self.run_program("plan", env=env)
        self.assertIn("> trigger braze-users (id 4545)  run: owed by an interrupted apply", done.stdout)
        self.run_program("apply", "--auto-approve", env=env)
        self.assertIn("No changes.", self.run_program("plan", "--detailed-exitcode", env=env).stdout)

    def test_a_second_ctrl_c_ends_at_once(self):
        server = Server(self.folder / "server.state", "--fault", "POST ** latency=20s")
        self.addCleanup(server.stop)
        self.start("apply", "--auto-approve", env=server.environment())
        self.read_until("doing create:braze-users")
        os.killpg(self.process.pid, signal.SIGINT)
        self.read_until("(again: stop at once)")
        os.killpg(self.process.pid, signal.SIGINT)
        self.end(130)
        self.assertNotIn("Applied:", self.seen)

    def test_ctrl_c_while_reading_ends(self):
        server = Server(self.folder / "server.state", "--fault", "GET /syncs latency=20s")
        self.addCleanup(server.stop)
        self.start("plan", env=server.environment())
        self.read_until("reading the workspace: ")
        os.killpg(self.process.pid, signal.SIGINT)
        self.end(130)
        self.assertIn("error: interrupted while the workspace was read; nothing was done", re.sub(r"\x1b\[[0-9;]*m", "", self.seen))


if __name__ == "__main__":
    unittest.main()
