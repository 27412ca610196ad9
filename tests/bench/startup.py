#!/usr/bin/env python3
"""What `validate` of one file costs, by processor time (user and system) of whole processes: beside a process that does
nothing, and beside `version`, which is the program's own start. In a folder of its own, in a project, and in a repository.
Wall time says nothing on a machine that is shared. Times and ratios of one run; printed, not asserted. Arguments: the
program (a Release build), and how often each is run (default 200)."""
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

program = os.path.abspath(sys.argv[1])
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 200
MANIFEST = """version: 1
syncs:
  users:
    source: {connection: Warehouse, model: users}
    destination: {connection: Braze, object: user}
    operation: upsert
    mappings:
      - {from: EMAIL, to: external_id, is_primary_identifier: true}
"""


def spent(folder, words):
    """Milliseconds of processor time of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(words, cwd=folder, env={}, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"exit {done.returncode} of {words}\n{done.stderr.decode()[-2000:]}")
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


with tempfile.TemporaryDirectory() as parent:
    bare, project, repository = (pathlib.Path(parent, name) for name in ("bare", "project", "repository"))
    for folder in (bare, project, repository):
        folder.mkdir()
        (folder / "all.yaml").write_text(MANIFEST)
    for folder in (project, repository):
        (folder / "censusctl.yaml").write_text("version: 1\nmanifests: [all.yaml]\n")
    subprocess.run(["git", "init", "-q", repository], check=True)
    cases = {"true": (bare, ["/bin/true"]), "version": (bare, [program, "version"]),
             "validate FILE": (bare, [program, "validate", "all.yaml"]),
             "validate, in a project": (project, [program, "validate"]),
             "validate, in a repository": (repository, [program, "validate"])}
    times = {name: [] for name in cases}
    for _ in range(rounds):  # in turn, so that whatever else the machine does falls on all of them
        for name, case in cases.items():
            times[name].append(spent(*case))
    median = {name: statistics.median(each) for name, each in times.items()}
    for name, each in median.items():
        print(f"{name}: {each:.2f} ms, {each / median['true']:.1f} x nothing, {each / median['version']:.2f} x version")
