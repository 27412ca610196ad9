"""`censusctl schema` in a real editor's hands: yaml-language-server, driven over its protocol, completes names of the
workspace and underlines those that are not there.

The server is an npm package, installed into the build folder at the version named here."""
import json
import re
import shutil
import subprocess
import threading
import unittest

import jsonschema
import ruamel.yaml

from npm_tools import installed
from support import ROOT, Project, manifest


def language_server():
    """Its program."""
    return installed("npm", {"yaml-language-server": "1.15.0"}) / "yaml-language-server/bin/yaml-language-server"


class Session:
    """The Language Server Protocol over the server's stdin and stdout."""

    def __init__(self, program, schema):
        self.process = subprocess.Popen([shutil.which("node"), str(program), "--stdio"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.number = self.opened = 0
        self.replies, self.diagnostics = {}, {}
        self.changed = threading.Condition()
        self.settings = {"yaml": {"schemas": {schema.as_uri(): "*.yaml"}, "validate": True, "completion": True,
                                  "schemaStore": {"enable": False}}}
        threading.Thread(target=self.read, daemon=True).start()
        self.request("initialize", {"processId": None, "rootUri": None, "workspaceFolders": None, "capabilities": {
            "textDocument": {"completion": {"completionItem": {"documentationFormat": ["plaintext"]}},
                             "publishDiagnostics": {}},
            "workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}}})
        self.notify("initialized", {})
        self.notify("workspace/didChangeConfiguration", {"settings": self.settings})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def notify(self, method, params):
        self.send({"method": method, "params": params})

    def request(self, method, params):
        with self.changed:
            self.number += 1
            number = self.number
        self.send({"id": number, "method": method, "params": params})
        with self.changed:
            assert self.changed.wait_for(lambda: number in self.replies, timeout=120), f"no reply to {method}"
            return self.replies.pop(number)

    def read(self):
        stream = self.process.stdout
        while True:
            length = 0
            while (line := stream.readline().strip()):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            message = json.loads(stream.read(length))
            if "method" in message and "id" in message:
                answer = None
                if message["method"] == "workspace/configuration":
                    answer = [self.settings.get(item.get("section"), None) for item in message["params"]["items"]]
                self.send({"id": message["id"], "result": answer})
            with self.changed:
                if message.get("method") == "textDocument/publishDiagnostics":
                    self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
                elif "method" not in message:
                    self.replies[message["id"]] = message.get("result")
                self.changed.notify_all()

    def open(self, path, text):
        """Opens a text and returns what is underlined in it. Each time under another name, so that what the server
        says late of an earlier text is not taken for this one's."""
        self.opened += 1
        uri = self.uri = path.with_name(f"{self.opened}.yaml").as_uri()
        self.notify("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        with self.changed:
            assert self.changed.wait_for(lambda: uri in self.diagnostics, timeout=120), "no diagnostics came"
            return self.diagnostics[uri]

    def complete(self, path, text, after):
        """What is offered directly behind a piece of the text that stands in it once."""
        self.open(path, text)
        assert text.count(after) == 1, after
        before = text[:text.index(after) + len(after)]
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        offered = self.request("textDocument/completion", {"textDocument": {"uri": self.uri}, "position": place})
        return {item["label"]: item.get("documentation", "") for item in offered["items"]}

    def stop(self):
        self.process.kill()
        self.process.wait(timeout=60)
        self.process.stdin.close()
        self.process.stdout.close()


class Editor(Project):
    def setUp(self):
        super().setUp()
        self.copy_examples()
        # The examples name the general schema; here the workspace's own is set in the server's settings.
        self.texts = {}
        for name in ("braze", "salesforce"):
            path = self.folder / f"syncs/{name}.yaml"
            lines = path.read_text().splitlines(keepends=True)
            self.texts[name] = (path, "".join(line for line in lines if "yaml-language-server" not in line))
        self.run_program("lock", "--sandbox")
        done = self.run_program("schema", "--locked", "--out", "workspace.schema.json")
        self.assertIn("Wrote workspace.schema.json.", done.stderr)
        self.editor = Session(language_server(), self.folder / "workspace.schema.json")
        self.addCleanup(self.editor.stop)

    def test_an_editor_completes_and_underlines(self):
        path, text = self.texts["salesforce"]
        with self.subTest("what is right is not underlined"):
            self.assertEqual(self.editor.open(path, text), [])
            self.assertEqual(self.editor.open(*self.texts["braze"]), [])
        with self.subTest("a wrong field is underlined where it stands"):
            found = self.editor.open(path, text.replace("to: Industry", "to: Industri"))
            self.assertEqual(len(found), 1, found)
            line = text.splitlines()[found[0]["range"]["start"]["line"]]
            self.assertIn("to: Industry", line)
            self.assertEqual(found[0]["range"]["start"]["character"], line.index("Industry"))
        with self.subTest("so are a wrong column, object, connection and lookup"):
            for right, wrong in (("from: EMPLOYEES", "from: EMPLOYES"), ("object: Contact", "object: Contakt"),
                                 ("Salesforce - Prod", "Salesforce"), ("lookup_field: External_Id__c", "lookup_field: Name")):
                self.assertEqual(len(self.editor.open(path, text.replace(right, wrong))), 1, wrong)
        with self.subTest("a field may be written in another case where the object does not care"):
            self.assertEqual(self.editor.open(path, text.replace("to: Industry", "to: INDUSTRY")), [])
        with self.subTest("a field name is completed with its label"):
            begun = text.replace("{from: INDUSTRY, to: Industry, preserve_values: true}", "from: INDUSTRY\n        to: ")
            offered = self.editor.complete(path, begun, "from: INDUSTRY\n        to: ")
            self.assertIn("NumberOfEmployees", offered)
            self.assertIn("Employees", offered["NumberOfEmployees"])
            self.assertNotIn("LastName", offered)
        with self.subTest("a column is completed"):
            begun = text.replace("{from: INDUSTRY, to: Industry, preserve_values: true}", "to: Industry\n        from: ")
            offered = self.editor.complete(path, begun, "to: Industry\n        from: ")
            self.assertIn("OWNER_EMAIL", offered)
            self.assertNotIn("LAST_NAME", offered)

    def judge(self, text):
        document = ruamel.yaml.YAML(typ="safe", pure=True).load(text)
        return [error.message for error in self.validator.iter_errors(document)]

    def test_nothing_is_refused_that_the_program_accepts(self):
        schema = json.loads((self.folder / "workspace.schema.json").read_text())
        jsonschema.Draft7Validator.check_schema(schema)
        self.validator = jsonschema.Draft7Validator(schema)
        keyed = "{from: EMAIL, to: external_id, is_primary_identifier: true}"
        for changes in ({}, {"source": "{connection: Warehouse, model: braze_test}"}, {"source": "{connection: 12, model: {type: model, id: 32}}"},
                        {"source": "{connection: 12, type: model, id: 32}"}, {"destination": "{connection: 15, object: user}"},
                        {"source": "{connection: 12, table: {catalog: analytics, schema: public, name: accounts}}",
                         "mappings": "[{from: OWNER_EMAIL, to: external_id, is_primary_identifier: true}]"},
                        {"mappings": f"[{keyed}, {{from: HUE, to: favourite_hue, generate_field: true}}]"},
                        {"mappings": f"[{keyed}, {{from: {{value: x, type: text}}, to: first_name}}]"}):
            text = manifest(**changes)
            self.write("syncs/braze.yaml", text)
            self.run_program("validate", "--locked")
            self.assertEqual(self.judge(text), [], text)
        for changes in ({"mappings": f"[{keyed}, {{from: HUE, to: favourite_hue}}]"}, {"destination": "{connection: Braz, object: user}"},
                        {"source": "{connection: 12, type: model, id: 32}", "mappings": "[{from: OWNER_EMAIL, to: external_id, is_primary_identifier: true}]"}):
            text = manifest(**changes)
            self.write("syncs/braze.yaml", text)
            self.run_program("validate", "--locked", expect=3)
            self.assertEqual(len(self.judge(text)), 1, text)

    def test_a_schema_that_cannot_be_written(self):
        done = self.run_program("schema", "--locked", "--out", "missing/s.json", expect=1)
        self.assertIn("error: the schema was not written: 'missing/s.json' cannot be written: No such file or directory", done.stderr)
        live = self.run_program("schema", "--sandbox")
        self.assertEqual(json.loads(live.stdout)["title"], "censusctl manifest of this workspace")


class WhatCameLater(Project):
    """Datasets, segments, cohorts and topics, which V1 and V2 list."""

    # The name that the examples use, and all that the workspace has of the kind, as they are described.
    KINDS = {"dataset": ("people", {"people": "id 41"}), "segment": ("VIP customers", {"VIP customers": "id 42"}),
             "cohort": ("Spring offer", {"Spring offer": "id 43", "Spring offer control": "id 44"}), "topic": ("signups", {"signups": "id 37"})}

    def setUp(self):
        super().setUp()
        self.copy_examples(ROOT / "examples")
        self.texts = {path.stem: (path, path.read_text().partition("\n")[2]) for path in sorted(self.folder.glob("syncs/*.yaml"))}
        self.run_program("schema", "--sandbox", "--out", "workspace.schema.json")
        self.editor = Session(language_server(), self.folder / "workspace.schema.json")
        self.addCleanup(self.editor.stop)

    def stated(self, kind):
        """The file that reads one of this kind, its text, and the words there."""
        words = f"{kind}: {self.KINDS[kind][0]}}}"
        [(path, text)] = [(path, text) for path, text in self.texts.values() if words in text]
        return path, text, words

    def test_what_the_examples_say_is_not_underlined(self):
        for name, (path, text) in self.texts.items():
            self.assertEqual(self.editor.open(path, text), [], name)

    def test_names_of_each_kind_are_completed(self):
        for kind, (_, names) in self.KINDS.items():
            with self.subTest(kind):
                path, text, words = self.stated(kind)
                begun = re.sub(f"source: {{{words}.*", f"source:\n      {kind}: ", text)
                offered = self.editor.complete(path, begun, f"source:\n      {kind}: ")
                # Nothing stated takes a default back.
                self.assertEqual(offered, {**names, "null": ""})

    def test_a_wrong_name_of_each_kind_is_underlined_where_it_stands(self):
        others = {"dataset": "signups", "segment": "Spring offer", "cohort": "VIP customers", "topic": "people"}
        for kind, other in others.items():
            path, text, words = self.stated(kind)
            # One that is nowhere, and one that something of another kind has.
            for wrong in ("nobody", other):
                with self.subTest(f"{kind}: {wrong}"):
                    changed = text.replace(words, f"{kind}: {wrong}}}")
                    [found] = self.editor.open(path, changed)
                    line = changed.splitlines()[found["range"]["start"]["line"]]
                    self.assertEqual(found["range"]["start"]["character"], line.index(f"{kind}: {wrong}") + len(kind) + 2)
                    # The program refuses it too.
                    path.write_text(changed)
                    done = self.run_program("validate", "--online", "--sandbox", expect=3)
                    self.assertIn("[source-object-unknown]", done.stdout)
                    path.write_text(text)

    def test_columns_of_a_dataset_and_of_what_is_taken_from_it(self):
        for kind, column in (("dataset", "FIRST_NAME"), ("segment", "EMAIL"), ("cohort", "USER_ID")):
            with self.subTest(kind):
                path, text, words = self.stated(kind)
                sync = text.index(words)
                key = text.index("      - {from: ", sync)
                end = text.index("\n", key)
                begun = text[:key] + "      - is_primary_identifier: true  # the key\n        from: " + text[end:]
                offered = self.editor.complete(path, begun, "# the key\n        from: ")
                self.assertIn(column, offered)
                self.assertIn("LIFETIME_VALUE", offered)
                self.assertNotIn("ACCOUNT_ID", offered)


if __name__ == "__main__":
    unittest.main()
