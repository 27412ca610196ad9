"""Runs the real program on a project of its own folder."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["CENSUSCTL"]
# A token that must never be seen in anything that the program prints or writes.
SECRET = "secret-token:Zq81-never-shown"


class Project(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="censusctl-e2e-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def copy_examples(self):
        shutil.copy(ROOT / "examples/censusctl.yaml", self.folder)
        shutil.copytree(ROOT / "examples/syncs", self.folder / "syncs")

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
        self.assertEqual(done.returncode, expect, f"{words}\n{done.stdout}\n{done.stderr}")
        for text in (done.stdout, done.stderr):
            self.assertNotIn(SECRET, text)
        return done

    def plan(self, *words, expect=0):
        return json.loads(self.run_program("plan", "--sandbox", "--format", "json", *words, expect=expect).stdout)


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
