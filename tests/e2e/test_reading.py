"""Manifests are parsed on several threads: what is said does not depend on how many there are, nor on whether any can be made."""
import os
import resource
import subprocess
import unittest

from support import PROGRAM, Project, manifest

GIBIBYTE = 1 << 30


def on_one_processor():
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def without_threads():
    """No stack of a thread fits into the memory that there is; that of the program itself grows as it is needed."""
    resource.setrlimit(resource.RLIMIT_STACK, (64 * GIBIBYTE, resource.getrlimit(resource.RLIMIT_STACK)[1]))
    resource.setrlimit(resource.RLIMIT_AS, (16 * GIBIBYTE, 16 * GIBIBYTE))


class Reading(Project):
    def setUp(self):
        super().setUp()
        for number in range(40):
            text = manifest(label=f"L{number}").replace("braze-users", f"sync-{number % 37}")  # some keys stand twice
            self.write(f"syncs/{number:02}.yaml", text + ("    nonsense: 1\n" if number % 5 == 0 else ""))
        self.write("syncs/07.yaml", "version: [1\n")
        self.write("syncs/11.yaml", "")

    def told(self, *words, before=None):
        done = subprocess.run([PROGRAM, "validate", *words], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, preexec_fn=before, timeout=120)
        return done.returncode, done.stdout, done.stderr

    def test_it_is_the_same_with_one_processor_and_without_threads(self):
        for words in ((), ("--format", "json")):
            told = self.told(*words)
            self.assertEqual(told[0], 3)
            self.assertIn(b"nonsense", told[1])
            self.assertEqual(self.told(*words, before=on_one_processor), told)
            self.assertEqual(self.told(*words, before=without_threads), told)


if __name__ == "__main__":
    unittest.main()
