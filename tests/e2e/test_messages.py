#!/usr/bin/python3
"""What is said of the mistakes that people make: one problem each, at its place, the right hint first."""
import os
import pathlib
import re
import unittest

from support import Project

MISTAKES = pathlib.Path(__file__).with_name("mistakes")
# Mistakes of which two things are worth saying.
NOT_ONE = {"source and destination fields as others name them": 2}


class Mistake:
    def __init__(self, text):
        head, _, self.output = text.partition("\n---\n")
        self.title, *lines = head.split("\n")
        self.lines = lines
        self.removed = "\n".join(line[1:] for line in lines if line[0] == "-")
        self.added = "\n".join(line[1:] for line in lines if line[0] == "+")

    def made(self, good):
        """The manifest with the mistake in it."""
        whole_lines = not any(line[0] == "+" for line in self.lines)
        removed = self.removed + "\n" if whole_lines else self.removed
        if removed not in good:
            raise AssertionError(f"{self.title}: {removed!r} is not in good.yaml")
        return good.replace(removed, self.added, 1)


def read_mistakes():
    head, *entries = (MISTAKES / "messages.txt").read_text().split("\n=== ")
    return head, [Mistake(entry) for entry in entries]


class Messages(Project):
    def setUp(self):
        super().setUp()
        self.good = (MISTAKES / "good.yaml").read_text()

    def said(self, manifest, expect):
        self.write("syncs/all.yaml", manifest)
        return self.run_program("validate", "--online", f"--sandbox={MISTAKES / 'world.yaml'}", "--api", "v1", expect=expect)

    def test_the_manifest_without_mistakes_is_good(self):
        done = self.said(self.good, 0)
        self.assertEqual((done.stdout, done.stderr), ("", "No problems in 2 syncs.\n"))

    def test_each_mistake_is_told_once_and_in_these_words(self):
        head, mistakes = read_mistakes()
        self.assertGreaterEqual(len(mistakes), 120)
        accept = os.environ.get("CENSUSCTL_ACCEPT") == "1" and not os.environ.get("CI")
        for mistake in mistakes:
            with self.subTest(mistake.title):
                done = self.said(mistake.made(self.good), None)
                self.assertIn(done.returncode, (0, 3))
                levels = re.findall(r"^\S*: ?(error|warning): ", done.stdout, re.MULTILINE)
                self.assertEqual(done.returncode, 3 if "error" in levels else 0)
                if accept:
                    mistake.output = done.stdout
                self.assertEqual(len(levels), NOT_ONE.get(mistake.title, 1), done.stdout)
                self.assertEqual(done.stdout.rstrip("\n"), mistake.output.rstrip("\n"))
        if accept:
            entries = ["\n=== " + "\n".join([one.title, *one.lines]) + "\n---\n" + one.output.rstrip("\n") + "\n" for one in mistakes]
            (MISTAKES / "messages.txt").write_text(head + "".join(entries))


if __name__ == "__main__":
    unittest.main()
