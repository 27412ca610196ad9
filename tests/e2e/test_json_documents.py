"""Every JSON document of ours satisfies its published schema: those that the program prints, and the golden files. A schema
that would take anything is found out by breaking good documents."""
import json
import unittest

import jsonschema

from support import ROOT, Project, manifest

GOLDEN = ROOT / "tests/unit/report/golden"
# What is no document of ours is held to its own format elsewhere.
FOREIGN = {"problems.gitlab.json"}


def schema_of(name):
    schema = json.loads((ROOT / f"schemas/{name}.schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def golden_documents():
    """Each golden document, with the name of its schema: the longest that its file's name begins with."""
    names = sorted((path.name.removesuffix(".schema.json") for path in (ROOT / "schemas").glob("*.json")), key=len, reverse=True)
    for path in sorted(GOLDEN.glob("*.json")):
        if path.name not in FOREIGN:
            stem = {"explain": "explain-diff"}.get(path.stem, path.stem)
            yield path, next((name for name in names if stem == name or stem.startswith(name + "-")), None)


def breakages(document, place="$"):
    """Copies of a document, each broken in one place: a key is gone, or a value is a fraction, which nothing of ours is."""
    if isinstance(document, dict):
        for key in list(document):
            fewer = {name: value for name, value in document.items() if name != key}
            yield f"{place}.{key} missing", fewer
            yield f"{place}.{key} of another type", {**document, key: 0.5}
            for what, broken in breakages(document[key], f"{place}.{key}"):
                yield what, {**document, key: broken}
    elif isinstance(document, list) and document:
        for what, broken in breakages(document[0], f"{place}[0]"):
            yield what, [broken, *document[1:]]
        yield f"{place}[0] of another type", [0.5, *document[1:]]


class Documents(Project):
    def held(self, name, text):
        document = json.loads(text)
        schema_of(name).validate(document)
        return document

    def printed(self, name, *words, expect=0):
        return self.held(name, self.run_program(*words, "--sandbox", "--format", "json", expect=expect).stdout)

    def test_what_the_program_prints(self):
        self.copy_examples()
        self.printed("diagnostics", "validate")
        self.printed("plan", "plan", "--show-requests")
        self.assertTrue(self.printed("results", "apply", "--auto-approve")["complete"])
        self.assertEqual(self.printed("results", "apply", "--auto-approve")["results"], [])
        self.printed("drift", "drift", expect=2)
        self.printed("explain-diff", "explain-diff", "accounts")
        for words in (["sources"], ["models"], ["tables"], ["datasets"], ["segments"], ["cohorts"], ["topics"], ["destinations"], ["objects"], ["syncs"], ["fields", "Braze", "user"],
                      ["columns", "Snowflake - Prod", "braze_test"]):
            self.assertEqual(self.printed("list", "list", *words)["kind"], words[0])
        self.assertEqual(self.printed("migrate", "migrate", "--to", "v2", "--dry-run")["result"], "would-migrate")
        self.run_program("lock", "--sandbox")
        self.held("lock", (self.folder / "censusctl.lock.json").read_text())
        self.assertTrue(self.printed("lock-check", "lock", "--check")["current"])
        lock = (self.folder / "censusctl.lock.json").read_text()
        (self.folder / "censusctl.lock.json").write_text(lock.replace('"EMAIL"', '"EMAIL2"').replace('"text (2)"', '"text (3)"'))
        changed = self.printed("lock-check", "lock", "--check", expect=2)
        self.assertEqual({one["change"] for one in changed["changes"]}, {"added", "removed", "changed"})

    def test_what_it_prints_where_something_is_wrong(self):
        self.write("syncs/a.yaml", manifest(mappings="[{from: EMAL, to: external_id, is_primary_identifier: true}]"))
        self.printed("plan", "plan", expect=3)
        self.printed("drift", "drift", expect=3)
        self.assertEqual(self.printed("diagnostics", "validate", "--online", expect=3)["summary"]["errors"], 1)
        self.write("syncs/a.yaml", manifest(run="on_create"))
        failed = self.printed("results", "apply", "--auto-approve", "--fault", "POST /api/v1/syncs status=422 times=1", expect=4)
        self.assertEqual([one["outcome"] for one in failed["results"]], ["failed", "skipped"])


class Goldens(unittest.TestCase):
    maxDiff = None

    def test_each_satisfies_its_schema(self):
        checked = list(golden_documents())
        self.assertGreaterEqual(len(checked), 9)
        for path, name in checked:
            with self.subTest(path.name):
                self.assertIsNotNone(name, "no schema is known for it")
                schema_of(name).validate(json.loads(path.read_text()))

    def test_a_broken_document_is_refused(self):
        """Optional members may be gone; all else that is broken must be found."""
        optional = {"hints", "notes", "sync", "cost", "rehearsal", "requests", "edits", "before", "after", "base"}
        accepted = []
        for path, name in golden_documents():
            validator = schema_of(name)
            for what, broken in breakages(json.loads(path.read_text())):
                key = what.split(" ")[0].split(".")[-1].split("[")[0]
                if "body" in what or (what.endswith("missing") and key in optional):
                    continue
                if validator.is_valid(broken):
                    accepted.append(f"{path.name}: {what}")
        self.assertEqual(accepted, [])


class Schemas(unittest.TestCase):
    def test_no_schema_is_forgotten(self):
        """Each bears its own name, and the README tells of it."""
        readme = (ROOT / "README.md").read_text()
        for path in sorted((ROOT / "schemas").glob("*.json")):
            schema = json.loads(path.read_text())
            self.assertEqual(schema["$id"], path.name)
            self.assertIn(path.name.removesuffix(".schema.json"), readme)


if __name__ == "__main__":
    unittest.main()
