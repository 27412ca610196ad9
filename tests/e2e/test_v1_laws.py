"""The laws of equality over random syncs with every attribute, against V1 and V2 over sockets: what was applied is planned empty, in whatever
order it is written, and each single change is seen, applied, and gone."""
import copy
import json
import random
import unittest

from support import Project, Server

SEED = 20261126
COLUMNS = ["email", "first_name", "last_name", "company_domain", "id"]


def source(dice):
    return dice.choice([{"connection": "Warehouse - Prod", "table": "dev.public.users"},
                        {"connection": "Warehouse - Prod", "dataset": "golden-users"},
                        {"connection": "Warehouse - Prod", "segment": "vip"},
                        {"connection": "Warehouse - Prod", "cohort": "Control"}])


def columns_of(read):
    return COLUMNS if "table" in read else ["email", "first_name", "id", "ltv"]


def schedule(dice):
    return dice.choice(["never", "continuous", "quarter_hourly", {"frequency": "hourly", "minute": dice.randrange(60)}, "daily",
                        {"frequency": "daily", "hour": dice.randrange(24), "minute": dice.randrange(60)},
                        {"frequency": "weekly", "day": dice.choice(["Sunday", "Friday"]), "hour": dice.randrange(24)},
                        {"cron_expression": f"{dice.randrange(60)} */{dice.randrange(2, 12)} * * 1,2"}])


def triggers(dice, parents):
    found = {}
    if dice.random() < 0.4:
        found["dbt_cloud"] = {"project_id": str(dice.randrange(1, 99)), "job_id": str(dice.randrange(1, 99))}
    if dice.random() < 0.4:
        found["fivetran"] = {"job_id": f"job{dice.randrange(9)}", "job_name": "Load"}
    if parents and dice.random() < 0.5:
        found["sync_sequence"] = dice.choice(parents)
    return found


def alerts(dice):
    all_types = [{"type": "failure"}, {"type": "invalid_record_percent", "threshold": dice.randrange(1, 100)},
                 {"type": "runtime", "threshold": dice.randrange(1, 90), "unit": "minutes", "start_type": "scheduled"},
                 {"type": "status", "status_name": dice.choice(["started", "completed"]), "send_for": "every_time"}]
    chosen = dice.sample(all_types, dice.randrange(len(all_types) + 1))
    for alert in chosen:
        if dice.random() < 0.5:
            alert["should_send_recovery"] = dice.random() < 0.5
    return chosen


def mapping_source(dice, columns):
    return dice.choice([dice.choice(columns), {"value": dice.choice(["x", "  y ", "true", "1.50", "ä"]), "type": "text"},
                        {"value": dice.choice([1, 1.5, -3]), "type": "number"}, {"value": dice.random() < 0.5, "type": "boolean"},
                        {"liquid_template": "{{ record['%s'] | upcase }}" % dice.choice(columns)}, {"sync_metadata": "sync_run_id"},
                        {"segment_membership": "name"}])


def sync(dice, number, parents):
    read = source(dice)
    made = {"label": f"Random {number}", "source": read, "operation": dice.choice(["upsert", "update"]), "schedule": schedule(dice),
            "paused": dice.random() < 0.5, "destination": {"connection": "Salesforce - Prod", "object": "Contact"}}
    mappings = [{"from": "email", "to": "Email", "is_primary_identifier": True}]
    for field in dice.sample(["FirstName", "LastName", "LeadSource", "Last_Run__c", "Segments__c"], dice.randrange(1, 5)):
        mapping = {"from": mapping_source(dice, columns_of(read)), "to": field}
        if dice.random() < 0.4:
            mapping["sync_null_values"] = dice.random() < 0.5
        if field == "FirstName" and dice.random() < 0.5:
            mapping["preserve_values"] = True
        mappings.append(mapping)
    dice.shuffle(mappings)
    made["mappings"] = mappings
    if found := triggers(dice, parents):
        made["triggers"] = found
    if dice.random() < 0.6:
        made["alerts"] = alerts(dice)
    if dice.random() < 0.4:
        made["advanced_configuration"] = {"bulk_id_lookup": dice.random() < 0.5}
    if dice.random() < 0.3:
        made["field_behavior"] = "sync_all_properties"
        made["field_normalization"] = dice.choice(["snake_case", "camel_case"])
    return made


def changed(dice, before):
    """The sync with one attribute changed, and what it is."""
    after = copy.deepcopy(before)
    what = dice.choice(["label", "schedule", "paused", "triggers", "alerts", "mapping", "constant", "operation"])
    if what == "label":
        after["label"] += " anew"
        after["formerly"] = before["label"]
    elif what == "schedule":
        after["schedule"] = {"frequency": "weekly", "day": "Tuesday", "hour": 3, "minute": 7}
    elif what == "paused":
        after["paused"] = not before["paused"]
    elif what == "triggers":
        after.setdefault("triggers", {})["fivetran"] = {"job_id": "changed", "job_name": "Load"}
    elif what == "alerts":
        after["alerts"] = [{"type": "invalid_record_percent", "threshold": 100}, {"type": "failure", "send_for": "every_time"}]
    elif what == "mapping":
        after["mappings"].append({"from": {"value": "anew", "type": "text"}, "to": "AccountId", "lookup_object": "Account",
                                  "lookup_field": "Domain__c"})
    elif what == "constant":
        last = next(mapping for mapping in after["mappings"] if mapping["to"] != "Email")
        last["from"] = {"value": "changed", "type": "text"}
    else:
        after["operation"] = "update" if before["operation"] == "upsert" else "upsert"
    return what, after


class Laws(Project):
    generation = "v1"

    def write_syncs(self, syncs, dice=None):
        names = list(syncs)
        if dice:
            dice.shuffle(names)
        shown = {}
        for name in names:
            shown[name] = dict(syncs[name])
            if dice:
                keys = list(shown[name].items())
                dice.shuffle(keys)
                shown[name] = dict(keys)
                shown[name]["mappings"] = dice.sample(shown[name]["mappings"], len(shown[name]["mappings"]))
                if "alerts" in shown[name]:
                    shown[name]["alerts"] = dice.sample(shown[name]["alerts"], len(shown[name]["alerts"]))
        self.write("syncs/random.yaml", json.dumps({"version": 1, "syncs": shown}))

    def planned(self, server, *words, expect=0):
        return json.loads(self.run_program("plan", "--format", "json", "--allow-duplicates", *words, env=server.environment(),
                                           expect=expect).stdout)

    def test_the_laws(self):
        dice = random.Random(SEED)
        server = Server(self.folder / "laws.state", "--api", self.generation, "--world", "today")
        self.addCleanup(server.stop)
        syncs = {}
        for number in range(40):
            syncs[f"random-{number}"] = sync(dice, number, list(syncs))
        self.write_syncs(syncs)
        self.run_program("apply", "--auto-approve", "--allow-duplicates", env=server.environment())
        first = self.planned(server, "--detailed-exitcode")
        self.assertEqual(first["summary"]["unchanged"], len(syncs))

        self.write_syncs(syncs, dice)
        self.planned(server, "--detailed-exitcode")

        for _ in range(3):
            expected = set()
            for name in dice.sample(sorted(syncs), 12):
                what, after = changed(dice, syncs[name])
                if after != syncs[name]:
                    expected.add(name)
                syncs[name] = after
            self.write_syncs(syncs, dice)
            seen = self.planned(server, "--detailed-exitcode", expect=2)
            self.assertEqual({change["sync"] for change in seen["changes"]}, expected)
            self.assertEqual({change["action"] for change in seen["changes"]}, {"update"})
            self.run_program("apply", "--auto-approve", "--allow-duplicates", env=server.environment())
            self.planned(server, "--detailed-exitcode")
            for name in syncs:
                syncs[name].pop("formerly", None)


class LawsOfV2(Laws):
    generation = "v2"


if __name__ == "__main__":
    unittest.main()
