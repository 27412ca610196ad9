"""Runs the real program on a project of its own folder."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["CENSUSCTL"]
# A token that must never be seen in anything that the program prints or writes.
SECRET = "secret-token:Zq81-never-shown"


def copy_model_and_tables(folder):
    """The project of the examples with those three of its syncs that read a model and tables."""
    (folder / "syncs").mkdir(parents=True)
    for name in ("censusctl.yaml", "syncs/braze.yaml", "syncs/salesforce.yaml"):
        shutil.copy(ROOT / "examples" / name, folder / name)


class Project(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="censusctl-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def copy_examples(self, folder=pathlib.Path(__file__).parent / "reference"):
        """Three syncs of the reference world, for the API of 2021; or the project in another folder."""
        shutil.copy(folder / "censusctl.yaml", self.folder)
        shutil.copytree(folder / "syncs", self.folder / "syncs")

    def speak_2021(self):
        self.write("censusctl.yaml", 'version: 1\nworkspace: {api: "2021"}\n')

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def run_program(self, *words, expect=0, env=None):
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("CENSUS_", "HTTPS_PROXY"))}
        environment.update(env or {})
        done = subprocess.run([PROGRAM, *words], cwd=self.folder, env=environment, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=240)
        if expect is not None:
            self.assertEqual(done.returncode, expect, f"{words}\n{done.stdout}\n{done.stderr}")
        for text in (done.stdout, done.stderr):
            self.assertNotIn(SECRET, text)
        return done

    def plan(self, *words, expect=0):
        return json.loads(self.run_program("plan", "--sandbox", "--format", "json", *words, expect=expect).stdout)


class Server:
    """`censusctl sandbox` as a process of its own, on a free port, with a state file; of 2021 unless the words say otherwise."""

    token = "token-of-the-simulated-server"

    def __init__(self, state, *words):
        words = words if "--api" in words else ("--api", "2021", *words)
        self.process = subprocess.Popen([PROGRAM, "sandbox", "--state", str(state), "--token", self.token, *words], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.base_url = self.process.stdout.readline().strip()
        if not self.base_url.startswith("http://127.0.0.1:"):
            self.stop()
            raise RuntimeError(f"the sandbox did not start: {self.base_url!r}")

    def environment(self):
        return {"CENSUS_BASE_URL": self.base_url, "CENSUS_API_TOKEN": self.token}

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)
        self.process.stdout.close()


class Served(Project):
    """A project, and in `server` the simulated workspace that its commands are run against."""

    def run_there(self, *words, expect=0, env=None):
        return self.run_program(*words, env={**self.server.environment(), **(env or {})}, expect=expect)

    def ask(self, method, path, body=None):
        """What the workspace answers to somebody else."""
        asked = urllib.request.Request(self.server.base_url + path, method=method, data=None if body is None else json.dumps(body).encode(),
                                       headers={"Authorization": "Bearer " + self.server.token, "Content-Type": "application/json"})
        with urllib.request.urlopen(asked) as reply:
            return json.load(reply)


def manifest(**changes):
    """The text of a manifest with one sync of the reference world, parts of it changed."""
    parts = {
        "label": "Braze users", "source": "{connection: Snowflake - Prod, model: braze_test}",
        "destination": "{connection: Braze, object: user}", "operation": "upsert", "schedule": "hourly",
        "mappings": "[{from: EMAIL, to: external_id, is_primary_identifier: true}]",
    }
    parts.update(changes)
    lines = [f"    {key}: {value}" for key, value in parts.items() if value is not None]
    return "version: 1\nsyncs:\n  braze-users:\n" + "\n".join(lines) + "\n"
