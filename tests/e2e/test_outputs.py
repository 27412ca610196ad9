"""Several reports from one run, and reports as other tools read them."""
import json
import re
import unittest
import xml.etree.ElementTree as ElementTree

from markdown_it import MarkdownIt

from support import ROOT, Project, manifest


class Outputs(Project):
    def setUp(self):
        super().setUp()
        self.write("syncs/a.yaml", manifest(mappings="[{from: EMAL, to: external_id, is_primary_identifier: true}]"))
        self.write("syncs/b.yaml", manifest(label="B").replace("braze-users:", "b:"))

    def text(self, name):
        return (self.folder / name).read_text()

    def test_one_run_gives_all_of_them(self):
        done = self.run_program("plan", "--sandbox", "--output", "sarif=p.sarif", "--output", "junit=p.xml", "--output",
                                "gitlab=p.gitlab", "--output", "json=p.json", "--output", "html=p.html", "--output",
                                "text=p.txt", "--format", "github", expect=3)
        self.assertEqual(done.stdout, "::error file=syncs/a.yaml,line=9,col=23,endColumn=27,title=source-column-unknown::"
                                      "model 'braze_test' has no column 'EMAL'%0Ahint: did you mean 'EMAIL'?\n")
        sarif = json.loads(self.text("p.sarif"))
        self.assertEqual(sarif["version"], "2.1.0")
        [result] = sarif["runs"][0]["results"]
        rules = sarif["runs"][0]["tool"]["driver"]["rules"]
        self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
        place = result["locations"][0]["physicalLocation"]
        self.assertEqual(place["artifactLocation"]["uri"], "syncs/a.yaml")
        self.assertEqual(place["region"], {"startLine": 9, "startColumn": 23, "endColumn": 27})
        cases = {case.get("name"): case for case in ElementTree.fromstring(self.text("p.xml")).iter("testcase")}
        self.assertIn("did you mean 'EMAIL'?", cases["syncs/a.yaml"].find("failure").text)
        self.assertIsNone(cases["syncs/b.yaml"].find("failure"))
        [problem] = json.loads(self.text("p.gitlab"))
        self.assertEqual((problem["severity"], problem["location"]), ("major", {"path": "syncs/a.yaml", "lines": {"begin": 9}}))
        self.assertEqual(json.loads(self.text("p.json"))["diagnostics"][0]["code"], "source-column-unknown")
        self.assertTrue(self.text("p.html").startswith("<!DOCTYPE html>") or "<html" in self.text("p.html")[:200])
        self.assertEqual(self.text("p.txt"), self.run_program("plan", "--sandbox", expect=3).stdout)

    def test_a_value_of_several_lines_is_shown_line_by_line(self):
        constant = "[{from: EMAIL, to: external_id, is_primary_identifier: true}, {from: {value: \"one\\ntwo\\n%s\", type: text}, to: first_name}]"
        (self.folder / "syncs/b.yaml").unlink()
        self.write("syncs/a.yaml", manifest(mappings=constant % "three"))
        self.run_program("apply", "--sandbox", "--auto-approve")
        self.write("syncs/a.yaml", manifest(mappings=constant % "3"))
        lines = "          one\n          two\n        - three\n        + 3\n"
        self.assertIn("      mappings[first_name].from.value:\n" + lines, self.run_program("plan", "--sandbox").stdout)
        self.assertIn("      mappings[first_name].from.value: live (-), file (+)\n" + lines,
                      self.run_program("drift", "--sandbox", expect=2).stdout)
        self.assertIn("```diff\n  mappings[first_name].from.value:\n  one\n  two\n- three\n+ 3\n```\n",
                      self.run_program("plan", "--sandbox", "--format", "markdown").stdout)

    def test_validate_and_drift_too(self):
        self.run_program("validate", "--sandbox", "--output", "github=v.txt", expect=3)
        self.assertIn("::error file=syncs/a.yaml,", self.text("v.txt"))
        self.write("syncs/a.yaml", manifest())
        self.write("syncs/b.yaml", manifest(label="B", destination="{connection: Braze, object: event}", operation="append",
                                           mappings="[{from: EMAIL, to: external_id, is_primary_identifier: true}, {from: USER_ID, to: name}, "
                                                    "{from: {value: 2021-10-22T00:40:11Z, type: datetime}, to: time}]").replace("braze-users:", "b:"))
        self.run_program("drift", "--sandbox", "--output", "json=d.json", "--output", "html=d.html", expect=2)
        self.assertEqual(json.loads(self.text("d.json"))["format_version"], "2.1")
        self.assertIn("<html", self.text("d.html"))

    def test_a_comment_for_the_pull_request(self):
        self.write("syncs/a.yaml", manifest(run="on_create"))
        self.write("syncs/b.yaml", manifest(label="B").replace("braze-users:", "b:"))
        env = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "acme/syncs", "GITHUB_SHA": "abc123"}
        text = self.run_program("plan", "--sandbox", "--format", "markdown", env=env).stdout
        self.assertTrue(text.startswith("<!-- censusctl-plan -->\n## censusctl plan: 2 to create, 1 to trigger\n"), text)
        self.assertIn("| create | ` b ` | ` Snowflake - Prod / braze_test ` → ` Braze / user ` | new | "
                      "[` syncs/b.yaml:3 `](https://github.com/acme/syncs/blob/abc123/syncs/b.yaml#L3) |  |\n", text)
        self.assertIn("> * ` braze-users `: starts a run\n", text)
        plan_id = self.plan()["plan_id"]
        self.assertIn(f"censusctl apply --sandbox --auto-approve --expect {plan_id}\n", text)
        self.run_program("apply", "--sandbox", "--auto-approve", "--expect", plan_id)
        unsafe = {**env, "GITHUB_SERVER_URL": "https://github.com) [x](javascript:"}
        self.assertNotIn("javascript", self.run_program("plan", "--sandbox", "--format", "markdown", env=unsafe).stdout)

    def test_hostile_names_stay_code_in_a_comment(self):
        """Rendered by a real Markdown parser, in which HTML is let through, as on GitHub before it is cleaned."""
        text = (ROOT / "tests/unit/report/golden/plan-hostile.md").read_text()
        parser = MarkdownIt("commonmark", {"html": True}).enable("table")
        tokens = [inner for token in parser.parse(text) for inner in [token, *(token.children or [])]]
        kinds = {token.type for token in tokens}
        self.assertTrue({"code_inline", "fence", "table_open", "html_block"} <= kinds, kinds)
        self.assertFalse({"html_inline", "link_open", "image"} & kinds, kinds)
        headings = [tokens[at + 1].content for at, token in enumerate(tokens) if token.type == "heading_open"]
        self.assertEqual(headings, ["censusctl plan: the manifests have errors", "Problems"])
        for token in tokens:
            if token.type == "html_block":
                tags = set(re.findall(r"<[^>]*>", token.content))
                self.assertLessEqual(tags, {"<!-- censusctl-plan -->", "<details>", "</details>", "<summary>", "</summary>",
                                            "<code>", "</code>"}, token.content)

    def test_outputs_that_cannot_be(self):
        done = self.run_program("plan", "--sandbox", "--output", "srif=x", expect=64)
        self.assertIn("there is no format 'srif'; did you mean 'sarif'?", done.stderr)
        done = self.run_program("plan", "--sandbox", "--output", "sarif", expect=64)
        self.assertIn("write FORMAT=FILE, as in sarif=report", done.stderr)
        self.run_program("drift", "--sandbox", "--output", "junit=x", expect=64)
        done = self.run_program("plan", "--sandbox", "--output", "json=missing/p.json", expect=1)
        self.assertIn("error: an output was not written: 'missing/p.json' cannot be written: No such file or directory", done.stderr)


if __name__ == "__main__":
    unittest.main()
