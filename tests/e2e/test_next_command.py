"""The command that a plan ends with is run, by a real shell, just as it was printed."""
import os
import re
import subprocess
import unittest

from support import PROGRAM, Project, Server, manifest

# A name that a careless shell would run.
EVIL = "it's $(touch owned) `touch owned`;touch owned\n& #用 -x"


class NextCommand(Project):
    def setUp(self):
        super().setUp()
        self.write("team a/syncs/a.yaml", manifest())
        (self.folder / "bin").mkdir()
        (self.folder / "bin/censusctl").symlink_to(PROGRAM)

    def next_of(self, *words, expect=0, env=None):
        text = self.run_program("plan", *words, expect=expect, env=env).stdout
        found = re.findall(r"^Next: (.*)$", text, re.MULTILINE)
        if found:
            self.assertTrue(text.endswith(f"Next: {found[0]}\n"), text)
        return found[0] if found else None

    def run_in_shell(self, command, shell="bash", env=None, expect=0):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("CENSUS_")}
        environment["PATH"] = f"{self.folder / 'bin'}:{environment['PATH']}"
        done = subprocess.run([shell, "-c", command], cwd=self.folder, env={**environment, **(env or {})}, capture_output=True,
                              text=True, stdin=subprocess.DEVNULL, timeout=120)
        self.assertEqual(done.returncode, expect, f"{command}\n{done.stdout}\n{done.stderr}")
        self.assertFalse((self.folder / "owned").exists() or (self.folder / "team a/owned").exists(), command)
        return done

    def test_it_does_what_was_shown(self):
        command = self.next_of("-C", "team a", "--sandbox", "team a/syncs/a.yaml")
        self.assertRegex(command, r"^censusctl apply -C 'team a' --sandbox --expect sha256:[0-9a-f]{64} 'team a/syncs/a.yaml'$")
        # Nobody is asked here, so it must be told that it may.
        self.assertIn("give --auto-approve", self.run_in_shell(command, "sh", expect=5).stderr)
        done = self.run_in_shell(command + " --auto-approve", "sh")
        self.assertIn("+ created braze-users (sync 4545)", done.stdout)
        self.assertNotIn("Next:", done.stdout)
        self.assertIsNone(self.next_of("-C", "team a", "--sandbox"))

    def test_on_a_server_with_levels_and_duplicates(self):
        server = Server(self.folder / "server.state")
        self.addCleanup(server.stop)
        env = {"CENSUS_API_TOKEN": server.token}
        self.write("team a/syncs/a.yaml", manifest(label="New", destination="{connection: Braze, object: user}",
                                                   mappings="[{from: EMAIL, to: external_id, is_primary_identifier: true},"
                                                            " {from: EMAIL, to: nowhere}]"))
        words = ("-C", "team a", "--base-url", server.base_url, "--allow-duplicates")
        self.assertIsNone(self.next_of(*words, expect=3, env=env))
        command = self.next_of(*words, "--ignore", "field-unknown", env=env)
        self.assertIn(f" --base-url {server.base_url} ", command)
        self.assertTrue(command.endswith(" --allow-duplicates --ignore field-unknown"), command)
        refused = self.run_in_shell(command + " --auto-approve", env=env, expect=4)
        self.assertNotIn("not the one that was expected", refused.stderr)

    def test_a_saved_plan_is_applied_by_name(self):
        command = self.next_of("-C", "team a", "--sandbox", "--out", "my plan")
        self.assertEqual(command, "censusctl apply -C 'team a' --sandbox --plan 'my plan'")
        self.run_in_shell(command + " --auto-approve")
        done = self.run_program("plan", "-C", "team a", "--sandbox", "--out", "my plan")
        self.assertIn("Saved to my plan.\n", done.stderr)

    def test_hostile_names_are_words(self):
        self.write(f"{EVIL}/syncs/{EVIL}.yaml", manifest())
        self.write(f"{EVIL}/syncs/-b.yaml", manifest(label="B").replace("braze-users:", "b:"))
        command = self.next_of("-C", EVIL, "--sandbox", "--allow-duplicates", "--", f"{EVIL}/syncs/{EVIL}.yaml")
        self.assertTrue(command.isascii() and command.isprintable(), command)
        self.run_in_shell(command, "sh", expect=3)  # dash does not know $'': another name, which is not there
        self.assertIn("+ created braze-users", self.run_in_shell(command + " --auto-approve").stdout)
        markdown = self.run_program("plan", "-C", EVIL, "--sandbox", "--allow-duplicates", "--format", "markdown").stdout
        [shown] = re.findall(r"^```sh\n(.*)\n```$", markdown, re.MULTILINE)
        self.assertIn("+ created b (", self.run_in_shell(shown).stdout)


if __name__ == "__main__":
    unittest.main()
