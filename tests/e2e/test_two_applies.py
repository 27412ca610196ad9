"""Two applies of the same manifests at once, from two checkouts: the API has no lock, so both may create. No duplicate
goes unreported."""
import collections
import json
import subprocess
import unittest

from support import PROGRAM, Project, Server, manifest


class TwoApplies(Project):
    def labels(self, state):
        entries = [json.loads(line) for line in state.read_text().splitlines()[1:]]
        return collections.Counter(entry["sync"]["label"] for entry in entries if "sync" in entry)

    def test_no_duplicate_goes_unreported(self):
        state = self.folder / "server.state"
        # Each listing is done, and answered late: both see an empty workspace before either creates.
        server = Server(state, "--fault", "GET /syncs latency=300ms")
        self.addCleanup(server.stop)
        running = []
        for name in ("one", "two"):
            self.write(f"{name}/syncs/a.yaml", manifest())
            running.append(subprocess.Popen([PROGRAM, "apply", "--auto-approve"], cwd=self.folder / name, stdin=subprocess.DEVNULL,
                                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                            env=server.environment()))
        ended = []
        for process in running:
            out, err = process.communicate(timeout=240)
            ended.append((process.returncode, out + err))
        created = self.labels(state)["Braze users"]
        reports = [text for status, text in ended if status == 4 and "has the same label: somebody else created it at the same time" in text]
        self.assertIn(created, (1, 2), ended)
        if created == 2:
            self.assertGreaterEqual(len(reports), 1, ended)
            again = self.run_program("plan", "-C", "one", "--format", "json", env=server.environment(), expect=3)
            self.assertEqual([d["code"] for d in json.loads(again.stdout)["diagnostics"]], ["label-ambiguous"])
        else:  # the second one's plan saw the first one's sync
            self.assertEqual([status for status, _ in ended], [0, 0], ended)

    def test_one_at_a_time_in_a_folder(self):
        server = Server(self.folder / "server.state", "--fault", "POST ** latency=2s")
        self.addCleanup(server.stop)
        self.write("syncs/a.yaml", manifest())
        first = subprocess.Popen([PROGRAM, "apply", "--auto-approve"], cwd=self.folder, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=server.environment())
        self.addCleanup(first.stdout.close)
        while "Plan id:" not in first.stdout.readline():
            self.assertIsNone(first.poll())
        done = self.run_program("apply", "--auto-approve", env=server.environment(), expect=5)
        self.assertIn("error: another apply is under way in this folder; nothing was done\n  hint: wait for it to end\n", done.stderr)
        self.assertEqual(first.wait(timeout=240), 0)


if __name__ == "__main__":
    unittest.main()
