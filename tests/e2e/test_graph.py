"""`graph`: the lineage as Mermaid and DOT, from the files alone."""
import re
import subprocess
import unittest
import xml.etree.ElementTree as xml

from support import Project

MANIFEST = """version: 1
defaults: {operation: upsert, source: {connection: Warehouse}}
syncs:
  accounts:
    source: {table: c.s.accounts}
    destination: {connection: Mail, object: account}
    mappings: [{from: A, to: b, is_primary_identifier: true}]
  people:
    source: {model: people}
    destination: {connection: 15, object: person}
    mappings: [{from: A, to: b, is_primary_identifier: true}]
    after: [accounts]
  people-too:
    source: {model: people}
    destination: {connection: Mail, object: person}
    mappings: [{from: A, to: b, is_primary_identifier: true}]
"""
HOSTILE = '"]; evil [label="x"]; <b>&amp; `code` %%{init}%% \\\\N \\\\" end'


class Graph(Project):
    def graph(self, *words, expect=0):
        return self.run_program("graph", *words, expect=expect)

    def drawn(self, text):
        """The texts of the picture that Graphviz draws, which must find no fault."""
        done = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return [element.text for element in xml.fromstring(done.stdout).iter() if element.tag.endswith("}text")]

    def test_a_sequence_of_the_workspace_is_an_order_too(self):
        self.write("syncs/a.yaml", MANIFEST)
        by_apply = self.graph().stdout
        self.write("syncs/a.yaml", MANIFEST.replace("after: [accounts]", "triggers: {sync_sequence: accounts}"))
        self.assertEqual(self.graph().stdout, by_apply)
        self.write("syncs/a.yaml", MANIFEST.replace("    after: [accounts]\n", ""))
        self.assertNotEqual(self.graph().stdout, by_apply)

    def test_mermaid(self):
        self.write("syncs/a.yaml", MANIFEST)
        done = self.graph()
        self.assertEqual(done.stdout, """\
flowchart LR
  subgraph ac1["Warehouse"]
    a1["c.s.accounts"]
    a2["people"]
  end
  s1(["accounts"])
  s2(["people"])
  s3(["people-too"])
  subgraph zc1["Mail"]
    z1["account"]
    z3["person"]
  end
  subgraph zc2["connection 15"]
    z2["person"]
  end
  a1 --> s1 --> z1
  a2 --> s2 --> z2
  a2 --> s3 --> z3
  s1 -. then .-> s2
""")
        self.assertEqual((done.stderr, self.graph("--format", "mermaid").stdout), ("", done.stdout))

    def test_dot_is_drawn_by_graphviz(self):
        self.write("syncs/a.yaml", MANIFEST)
        text = self.graph("--format", "dot").stdout
        self.assertEqual(sorted(self.drawn(text)), sorted([
            "Warehouse", "c.s.accounts", "people", "accounts", "people", "people-too", "Mail", "account", "person",
            "connection 15", "person", "then"]))
        self.assertIn('  s1 -> s2 [style=dashed, constraint=false, label="then"];\n', text)

    def test_hostile_names_stay_texts(self):
        self.write("syncs/a.yaml", f"""version: 1
syncs:
  '{HOSTILE.replace(chr(92) * 2, chr(92))}':
    source: {{connection: "{HOSTILE.replace('"', chr(92) + '"')}", model: "a\\nb\\u202e"}}
    destination: {{connection: "", object: "-->"}}
    operation: upsert
    mappings: [{{from: A, to: b, is_primary_identifier: true}}]
""".replace('{connection: "", ', '{connection: Mail, '))
        dot = self.graph("--format", "dot").stdout
        name = HOSTILE.replace("\\\\", "\\")
        drawn = self.drawn(dot)
        self.assertEqual(drawn.count(name), 2)
        self.assertIn("a\\nb\\u{202e}", drawn)
        self.assertEqual(len(drawn), 5)
        # Between the quotes of Mermaid's texts nothing stands that means something to anyone.
        for line in self.graph().stdout.splitlines():
            for quoted in re.findall(r'"([^"]*)"', line):
                self.assertRegex(quoted, r"^([\w .,\-/+=]|#\d+;)*$")
            self.assertRegex(re.sub(r'"[^"]*"', '""', line),
                             r'^(flowchart LR|  (subgraph [az]c\d+\[""\]|end|s\d+\(\[""\]\)|[as]\d+ (--> [sz]\d+ ?)+)|    [az]\d+\[""\])$')

    def test_errors_in_the_files(self):
        self.write("syncs/a.yaml", MANIFEST.replace("after:", "aftr:"))
        done = self.graph(expect=3)
        self.assertEqual(done.stdout, "")
        self.assertIn("syncs/a.yaml:12:5: error: ", done.stderr)
        self.graph("--format", "png", expect=64)


if __name__ == "__main__":
    unittest.main()
