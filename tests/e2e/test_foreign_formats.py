"""Reports in formats that others define, read by others' means: SARIF by its official schema (which an npm package carries),
JUnit by Debian's reader of it, annotations and code quality by the rules that GitHub and GitLab give for them."""
import json
import re
import subprocess
import unittest
import urllib.parse

import jsonschema
import junitparser

from npm_tools import installed
from support import ROOT, Project, manifest

GOLDEN = ROOT / "tests/unit/report/golden"
PACKAGE, VERSION = "@microsoft/jest-sarif", "1.0.0-beta.0"
HOSTILE = r'"x\e[31m ::error::%0A,a=b:c </failure>]]> \u202e `|"'


def sarif_schema():
    """The schema of SARIF 2.1.0 as OASIS published it."""
    path = installed("npm-sarif", {PACKAGE: VERSION}, "--omit", "peer") / PACKAGE / "lib/schemas/sarif-2.1.0-rtm.5.json"
    schema = json.loads(path.read_text())
    return jsonschema.validators.validator_for(schema)(schema)


class Foreign(Project):
    def setUp(self):
        super().setUp()
        self.write("syncs/good.yaml", manifest(label="Good").replace("braze-users:", "good:"))
        self.write("syncs/bad.yaml", manifest(label=HOSTILE, mappings="[{from: EMAL, to: external_id, is_primary_identifier: true}, "
                                                                      f"{{from: EMAIL, to: {HOSTILE}}}]"))
        self.run_program("plan", "--sandbox", "--output", "sarif=p.sarif", "--output", "junit=p.xml", "--output", "gitlab=p.gitlab",
                         "--output", "github=p.github", "--output", "json=p.json", expect=3)
        self.problems = json.loads(self.text("p.json"))["diagnostics"]
        self.assertEqual({one["code"] for one in self.problems}, {"source-column-unknown", "field-unknown"})

    def text(self, name):
        return (self.folder / name).read_text()

    def test_sarif_is_valid_by_its_official_schema(self):
        validator = sarif_schema()
        self.run_program("validate", "--sandbox", "syncs/good.yaml", "--output", "sarif=none.sarif")
        for text in (self.text("p.sarif"), self.text("none.sarif"), (GOLDEN / "problems.sarif").read_text()):
            validator.validate(json.loads(text))
        document = json.loads(self.text("p.sarif"))
        self.assertEqual([one["ruleId"] for one in document["runs"][0]["results"]], [one["code"] for one in self.problems])
        for breaks in (lambda log: log.pop("version"), lambda log: log["runs"][0].pop("tool"),
                       lambda log: log["runs"][0]["results"][0].update(level="fatal"),
                       lambda log: log["runs"][0]["results"][0].update(unheard_of=1)):
            broken = json.loads(self.text("p.sarif"))
            breaks(broken)
            self.assertFalse(validator.is_valid(broken))

    def test_junit(self):
        for text in (self.text("p.xml"), (GOLDEN / "problems.junit.xml").read_text()):
            read = junitparser.JUnitXml.fromstring(text.encode())
            suites = [read] if isinstance(read, junitparser.TestSuite) else list(read)
            for suite in suites:
                cases = list(suite)
                failed = [case for case in cases if any(isinstance(one, junitparser.Failure) for one in case.result)]
                self.assertEqual((suite.tests, suite.failures), (len(cases), len(failed)))
        read = junitparser.JUnitXml.fromstring(self.text("p.xml").encode())
        cases = {case.name: case for suite in ([read] if isinstance(read, junitparser.TestSuite) else read) for case in suite}
        self.assertEqual({name: bool(case.result) for name, case in cases.items()}, {"syncs/bad.yaml": True, "syncs/good.yaml": False})

    def test_annotations_of_github(self):
        """A line for each: a command, properties, and a message in which %, line ends, and in properties : and , are escaped."""
        lines = self.text("p.github").splitlines()
        self.assertEqual(len(lines), len(self.problems))
        for line, problem in zip(lines, self.problems):
            command, properties, message = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line).groups()
            given = dict(one.split("=", 1) for one in properties.split(","))
            self.assertEqual((command, given["file"], given["line"], given["col"], given["title"]),
                             (problem["severity"], problem["file"], str(problem["line"]), str(problem["column"]), problem["code"]))
            self.assertEqual(re.findall(r"%(?!25|0A|0D|3A|2C)", message), [])
            self.assertTrue(message.isprintable(), message)

    def test_code_quality_of_gitlab(self):
        for text in (self.text("p.gitlab"), (GOLDEN / "problems.gitlab.json").read_text()):
            rows = json.loads(text)
            self.assertEqual(len({one["fingerprint"] for one in rows}), len(rows))
            for one in rows:
                self.assertTrue({"description", "check_name", "fingerprint", "severity", "location"} <= set(one))
                self.assertIn(one["severity"], {"info", "minor", "major", "critical", "blocker"})
                self.assertGreaterEqual(one["location"]["lines"]["begin"], 1)
                self.assertFalse(one["location"]["path"].startswith(("/", "./")))
        self.assertEqual([one["check_name"] for one in json.loads(self.text("p.gitlab"))], [one["code"] for one in self.problems])


class InAFolderOfTheRepository(Project):
    """What shows a repository's files is told where in it they lie; people are told it from the project on, as before."""
    place = "teams/my census"
    path = f"{place}/syncs/a.yaml"

    def setUp(self):
        super().setUp()
        self.repository()
        self.write(self.path, manifest(mappings="[{from: EMAL, to: external_id, is_primary_identifier: true}]"))

    def repository(self):
        (self.folder / ".git").mkdir()

    def told(self, expected, *words):
        """The path of the one problem in each format."""
        outputs = [word for format in ("sarif", "junit", "gitlab", "github", "json") for word in ("--output", f"{format}={self.folder}/p.{format}")]
        text = self.run_program("plan", *words, "--sandbox", *outputs, expect=3).stdout
        self.assertTrue(text.startswith("syncs/a.yaml:"), text)
        self.assertEqual(json.loads(self.text("p.json"))["diagnostics"][0]["file"], "syncs/a.yaml")
        [found] = json.loads(self.text("p.sarif"))["runs"][0]["results"]
        self.assertEqual(urllib.parse.unquote(found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]), expected)
        self.assertEqual(json.loads(self.text("p.gitlab"))[0]["location"]["path"], expected)
        self.assertIn(f"file={expected},line=", self.text("p.github"))
        self.assertIn(f'name="{expected}"', self.text("p.junit"))

    def text(self, name):
        return (self.folder / name).read_text()

    def test_from_the_root_and_from_inside(self):
        self.told(self.path, "-C", self.place)
        self.write(f"{self.place}/censusctl.yaml", "version: 1\n")
        outer, self.folder = self.folder, self.folder / self.place / "syncs"
        try:
            self.told(self.path)
        finally:
            self.folder = outer

    def test_links_of_a_comment(self):
        self.write("teams/plain/syncs/a.yaml", manifest())
        env = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "acme/syncs", "GITHUB_SHA": "abc123"}
        for command in ("plan", "drift"):
            text = self.run_program(command, "-C", "teams/plain", "--sandbox", "--format", "markdown", env=env, expect=None).stdout
            self.assertIn("[` teams/plain/syncs/a.yaml:3 `](https://github.com/acme/syncs/blob/abc123/teams/plain/syncs/a.yaml#L3)", text)


class InALinkedWorktree(InAFolderOfTheRepository):
    def repository(self):
        (self.folder / ".git").write_text("gitdir: /nowhere\n")


class OutsideOfARepository(Project):
    def test_paths_are_of_the_project(self):
        self.write("in/syncs/a.yaml", manifest(mappings="[{from: EMAL, to: external_id, is_primary_identifier: true}]"))
        self.assertIn("file=syncs/a.yaml,", self.run_program("plan", "-C", "in", "--sandbox", "--format", "github", expect=3).stdout)


if __name__ == "__main__":
    unittest.main()
