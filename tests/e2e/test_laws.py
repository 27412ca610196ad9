"""The laws of equality over random syncs with every attribute, against each generation over sockets: what was applied is planned empty, in
whatever order and words it is written, and each single change is seen for what it is, applied, and gone. An attribute of the manifest's
schema that they leave out fails them."""
import copy
import json
import random
import re
import unittest

from law_changes import ADDED, CHANGES, LATER
from law_syncs import Maker, Spelling, attribute_of, attributes_of_schema, changed_attributes, stated
from law_world import world
from support import ROOT, Project, Server

SEEDS = [20261126, 7]
SYNCS = 60

# What these laws leave out in all generations, and why. `only` and `environments` say what an environment makes of a sync.
LEFT_OUT = {
    "run=always": "no plan is empty with it",
    "schedule=weekly": "it is nothing without a day",
}


def all_attributes():
    """Each attribute of the schema, and each word of those that are one of some words: "operation", "operation=mirror"."""
    found = set()
    for attribute, words in attributes_of_schema(json.loads((ROOT / "schemas/manifest.schema.json").read_text())).items():
        found |= {attribute, *(f"{attribute}={word}" for word in words)}
    return found - set(LEFT_OUT)


LATER_KINDS = {"dataset", "segment", "cohort", "topic"}
LATER_PARTS = {"liquid_template", "sync_metadata", "segment_membership", "sync_null_values", "field_type", "array_field", "follow_source_type",
               "cron_expression"}
LATER_ATTRIBUTES = {"triggers", "alerts[]", "field_order", "mirror_strategy", "historical_sync_operation", "high_water_mark_attribute",
                    "advanced_configuration"}


def is_later(attribute):
    """Whether the API of 2021 cannot say it; test_what_it_cannot_say asks the program whether that is so."""
    name, _, word = attribute.partition("=")
    parts = name.split(".")
    if parts[0] == "source":  # under the key of any kind an id may be that of another
        return word in LATER_KINDS if word else parts[1] in LATER_KINDS and parts[2:] in ([], ["name"])
    return parts[0] in LATER_ATTRIBUTES or parts[-1] in LATER_PARTS or attribute in {"operation=delete", "schedule.frequency=expression"}


def as_refused(attribute):
    """What a refusal calls an attribute that a generation cannot say."""
    name, _, word = attribute.partition("=")
    if name.startswith("source."):
        return "source." + (word or name.split(".")[1])
    if name == "operation":
        return "operation: " + word
    return {"alerts[]": "alerts", "schedule": "schedule.cron_expression"}.get(name.split(".")[0], name.removeprefix("mappings[]."))


class Laws(Project):
    generation = "v1"
    seeds = SEEDS
    attributes = {attribute for attribute in all_attributes() if attribute != "trigger_on_dbt_cloud_rebuild"}
    changes = {name: make for name, make in CHANGES.items() if not name.startswith("trigger_on_dbt_cloud_rebuild")}

    def serve(self, name):
        server = Server(self.folder / (name + ".state"), "--api", self.generation, "--world", str(self.folder / "world.json"))
        self.addCleanup(server.stop)
        return server

    def write_syncs(self, syncs, spelling=None, freely=False):
        """Writes them as they are, or in other words; what is stated is kept in mind."""
        said = syncs
        if spelling:
            said = spelling.shuffled({key: spelling.again(sync, freely) for key, sync in syncs.items()})
        for sync in said.values():
            for place, value in stated(sync):
                attribute = attribute_of(place)
                self.covered |= {attribute, f"{attribute}={json.loads(value)}"}
        self.write("syncs/random.yaml", json.dumps({"version": 1, "syncs": said}))

    def planned(self, server, expect=0):
        done = self.run_program("plan", "--format", "json", "--allow-duplicates", "--detailed-exitcode", env=server.environment(), expect=expect)
        return json.loads(done.stdout)

    def apply(self, server):
        self.run_program("apply", "--auto-approve", "--allow-duplicates", env=server.environment())

    def ids(self, server):
        listed = json.loads(self.run_program("list", "syncs", "--format", "json", env=server.environment()).stdout)
        return {sync["label"]: sync["id"] for sync in listed["items"]}

    def change_some(self, make, syncs, left, server):
        """Makes each change that is left in a sync of its own, as far as there are such, and tells what a plan must show of each."""
        shown = {}
        untouched = sorted(syncs)
        make.dice.shuffle(untouched)
        ids = self.ids(server)
        for name in make.dice.sample(sorted(left), len(left)):
            for key in untouched:
                after = copy.deepcopy(syncs[key])
                paths = self.changes[name](make, after, {"ids": ids, "before": sorted(syncs)[:sorted(syncs).index(key)]})
                if paths is not None:
                    self.changed |= changed_attributes(syncs[key], after)
                    shown[key] = (name, paths)
                    syncs[key] = after
                    untouched.remove(key)
                    left.remove(name)
                    break
        return shown

    def check_shown(self, plan, syncs, shown, action):
        seen = {change["sync"]: {field["path"] for field in change["fields"]} for change in plan["changes"] if change["action"] == action}
        self.assertLessEqual({change["action"] for change in plan["changes"]}, {action, "trigger"})
        for key, (name, paths) in shown.items():
            with self.subTest(change=name, sync=key):
                may = {path.strip("()") for path in paths if path.startswith("(")}
                here = seen.pop(key, set())
                if ADDED in paths:
                    declared = {mapping["to"] for mapping in syncs[key]["mappings"]}
                    may |= {path for path in here if path.startswith("mappings[") and path[9:path.index("]")] not in declared}
                self.assertEqual(here - may, {path for path in paths if not path.startswith("(")})
        self.assertEqual(seen, {})

    def random_syncs(self, make):
        syncs = {}
        for number in range(SYNCS):
            syncs[f"random-{number:02}"] = make.sync(number, list(syncs))
        return syncs

    def test_the_laws(self):
        self.write("world.json", json.dumps(world()))
        for seed in self.seeds:
            with self.subTest(seed=seed):
                print(f"{self.generation}: seed {seed}")
                self.covered, self.changed = set(), set()
                self.keep_the_laws(Maker(random.Random(seed), self.generation), f"laws-{seed}")
                self.assertEqual(self.attributes - self.covered, set(), "are in no sync")
                self.assertEqual({name for name in self.attributes if "=" not in name} - self.changed, set(), "have no single change")

    def test_what_it_cannot_say(self):
        """What is left out of the laws of a generation is what it refuses, no less and no more."""
        self.write("world.json", json.dumps(world()))
        self.covered = set()
        other = "v1" if self.generation == "2021" else "2021"
        self.write_syncs(self.random_syncs(Maker(random.Random(SEEDS[0]), other)))
        done = self.run_program("plan", "--format", "json", env=self.serve("refused").environment(), expect=3)
        refused = [problem["message"] for problem in json.loads(done.stdout)["diagnostics"] if problem["code"] == "attribute-unsupported"]
        told = {re.fullmatch(f"the API of generation {self.generation} cannot express '(.*)'", message)[1] for message in refused}
        self.assertEqual(told, {as_refused(attribute) for attribute in all_attributes() - self.attributes})

    def keep_the_laws(self, make, name):
        server, syncs, spelling = self.serve(name), self.random_syncs(make), Spelling(make)
        self.write_syncs(syncs)
        self.apply(server)
        self.assertEqual(self.planned(server)["summary"]["unchanged"], len(syncs))
        for _ in range(3):
            self.write_syncs(syncs, spelling, freely=True)
            self.planned(server)
        left = set(self.changes)
        while left:
            shown = self.change_some(make, syncs, left, server)
            self.assertTrue(shown, f"no sync can be changed so: {left}")
            self.write_syncs(syncs, spelling)
            server = self.see(server, syncs, shown, name + str(len(left)))
            for sync in syncs.values():
                if sync["label"]:
                    sync.pop("formerly", None)

    def see(self, server, syncs, shown, name):
        self.check_shown(self.planned(server, expect=2), syncs, shown, "update")
        self.apply(server)
        self.planned(server)
        return server


class LawsOfV2(Laws):
    generation = "v2"
    seeds = SEEDS[1:]


class LawsOf2021(Laws):
    """This API creates syncs only: a change is seen, and is gone where all are made anew as the files say by then."""

    generation = "2021"
    seeds = SEEDS[:1]
    attributes = {attribute for attribute in all_attributes() if not is_later(attribute)}
    changes = {name: make for name, make in CHANGES.items() if name not in LATER}

    def see(self, server, syncs, shown, name):
        self.check_shown(self.planned(server, expect=2), syncs, shown, "blocked")
        for sync in syncs.values():
            sync.pop("id", None)
            sync.pop("distinct_from", None)
        self.write_syncs(syncs)
        server.stop()
        server = self.serve(name)
        self.apply(server)
        self.planned(server)
        return server


if __name__ == "__main__":
    unittest.main()
