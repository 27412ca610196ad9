"""Random syncs in which each attribute of the manifest's schema is stated, and single changes of each."""
import copy
import json
import re

from law_world import COLUMNS, DESTINATIONS, FIELDS, KEEPING, KINDS, OBJECTS, SETTINGS, SOURCES, objects_of

# The words of attributes. Those that the schema has and these have not fail the laws.
OPERATIONS = ["append", "insert", "mirror", "update", "upsert", "delete"]  # the last is of no sync of 2021
STRATEGIES = ["sync_updates_and_deletes", "sync_updates_and_nulls", "upload_and_swap"]
HISTORIES = ["skip_current_records", "backfill_all_records"]
ORDERS = ["alphabetical_column_name", "mapping_order", "source_column_order"]
STYLES = ["start_case", "lower_case", "upper_case", "camel_case", "snake_case", "match_source_names"]
DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
ALERTS = ["failure", "invalid_record_percent", "full_sync_trigger", "runtime", "status"]
CONSTANTS = {"text": ["x", "  y ", "true", "1.50", "ä", "{{ no template"], "number": [1, 1.5, -3, 0, 1234567890123],
             "boolean": [True, False], "datetime": ["2026-01-02T03:04:05Z", "2026-01-02", "2026-03-04 05:06:07.250+02:00"]}
COLUMN_OF = {"number": "score", "datetime": "since", "boolean": "active", "array": "tags", "lookup": "domain"}
# In what forms an object can be named: the third and the fourth under the key of its kind, the fifth under that of any kind.
FORMS = ["text", "parts", "id", "typed id", "id of another key", "type and id"]
UNSTATED = "unstated"


def stated(value, path=""):
    """What a sync states: the place and the value of each attribute."""
    if isinstance(value, dict) and path != "advanced_configuration":
        for key, held in value.items():
            yield from stated(held, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value:
        for at, held in enumerate(value):
            yield from stated(held, f"{path}[{at}]")
    else:
        yield path, json.dumps(value, sort_keys=True)


def attribute_of(place):
    return re.sub(r"\[\d+\]", "[]", place)


def changed_attributes(before, after):
    return {attribute_of(place) for place, _ in set(stated(before)) ^ set(stated(after))}


def attributes_of_schema(schema):
    """The attributes that a sync can state, each with the words that it can be."""
    found = {}

    def walk(node, path):
        if "$ref" in node:
            walk(schema["definitions"][node["$ref"].rpartition("/")[2]], path)
        for alternative in node.get("anyOf", []):
            walk(alternative, path)
        for key, part in node.get("properties", {}).items():
            walk(part, f"{path}.{key}" if path else key)
        if "items" in node:
            walk(node["items"], path + "[]")
        types = node.get("type", [])
        types = {types} if isinstance(types, str) else set(types)
        free = isinstance(node.get("additionalProperties"), dict) and "properties" not in node
        if types & {"string", "integer", "number", "boolean"} or (free and "object" in types):
            found.setdefault(path, set()).update(word for word in node.get("enum", []) if word is not None)

    walk({"properties": {key: part for key, part in schema["definitions"]["sync"]["properties"].items()
                         if key not in ("only", "environments")}}, "")
    return found


def read_source(source):
    """Which source connection, kind and object a sync reads, however it is written."""
    connection = next(number for number, names in SOURCES.items() if source["connection"] in [number, *names])
    if "type" in source:
        return connection, source["type"], source["id"]
    kind, named = next((key, value) for key, value in source.items() if key != "connection")
    if isinstance(named, dict) and "id" in named:
        return connection, named.get("type", kind), named["id"]
    if kind == "table":
        named = tuple(named.split(".")) if isinstance(named, str) else (named["catalog"], named["schema"], named["name"])
    elif isinstance(named, dict):
        named = named["name"]
    return connection, kind, next(number for number, name in objects_of(connection, kind) if name == named)


class Maker:
    """Makes syncs by throwing dice, and sees to it that no word is left out where there are enough throws."""

    def __init__(self, dice, generation):
        self.dice = dice
        self.old = generation == "2021"
        self.couples = generation == "v2"  # two connections by an activation, which is what a file's destination is there
        self.decks = {}

    def maybe(self, share=0.5):
        return self.dice.random() < share

    def deal(self, what, options):
        """One of these: each comes once before any comes again."""
        deck = self.decks.setdefault((what, repr(options)), [])
        if not deck:
            deck.extend(options)
            self.dice.shuffle(deck)
        return copy.deepcopy(deck.pop())

    def deal_into(self, target, key, options):
        """One of these, or none."""
        value = self.deal(key, [UNSTATED, *options])
        if value != UNSTATED:
            target[key] = value

    # What a sync reads.

    def written_source(self, connection, kind, number, form=None, key=None):
        name = dict(objects_of(connection, kind))[number]
        form = form or self.deal("form of " + kind, FORMS)
        source = {"connection": self.deal("source", [connection, *SOURCES[connection]])}
        if form == "text":
            source[kind] = ".".join(name) if kind == "table" else name
        elif form == "parts":
            source[kind] = dict(zip(("catalog", "schema", "name"), name)) if kind == "table" else {"name": name}
        elif form == "id":
            source[kind] = {"id": number}
        elif form == "typed id":
            source[kind] = {"type": kind, "id": number}
        elif form == "id of another key":
            source[key or self.deal("key of " + kind, KINDS)] = {"type": kind, "id": number}
        else:
            source |= {"type": kind, "id": number}
        return source

    def source(self):
        connection = self.deal("connection", list(SOURCES))
        kind = self.deal("kind", KINDS[:2] if self.old else KINDS)
        return self.written_source(connection, kind, self.dice.choice(objects_of(connection, kind))[0])

    def destination(self):
        number = self.deal("destination", list(DESTINATIONS))
        made = {"connection": self.deal("written", [number, *DESTINATIONS[number]]), "object": self.deal("object", OBJECTS)}
        self.deal_into(made, "lead_union_insert_to", ["Lead", "Contact"])
        return made

    # When it runs.

    def schedule(self):
        words = ["never", "continuous", "quarter_hourly", "hourly", "daily", "weekly", "weekly"] + ([] if self.old else ["expression"])
        word = self.deal("schedule", words)
        if word == "expression":
            cron = f"{self.dice.randrange(60)} */{self.dice.randrange(2, 12)} * * 1,2"
            return {"cron_expression": cron, **self.deal("frequency of a cron expression", [{}, {"frequency": word}])}
        if word != "weekly" and self.deal("bare " + word, [True, False]):
            return word
        made = {"frequency": word}
        if word == "weekly":
            made["day"] = self.deal("day", DAYS)
        if word in ("daily", "weekly"):
            made["hour"] = self.dice.randrange(24)
        if word in ("hourly", "daily", "weekly"):
            made["minute"] = self.dice.randrange(60)
        return made

    def triggers(self, before):
        made = {}
        if self.maybe():
            made["dbt_cloud"] = {"project_id": str(self.dice.randrange(1, 99)), "job_id": str(self.dice.randrange(1, 99))}
        if self.maybe():
            made["fivetran"] = {"job_id": f"job{self.dice.randrange(9)}", "job_name": "Load"}
        if before and self.maybe():
            made["sync_sequence"] = self.dice.choice(before)
        return made

    # Whom it tells.

    def alert(self, kind=None):
        made = {"type": kind or self.deal("alert", ALERTS)}
        if made["type"] in ("invalid_record_percent", "runtime"):
            made["threshold"] = self.dice.randrange(1, 100)
        if made["type"] == "runtime":
            made["unit"] = self.deal("unit", ["minutes", "hours"])
            made["start_type"] = self.deal("start", ["actual", "scheduled"])
        if made["type"] == "status":
            made["status_name"] = self.deal("status", ["started", "completed"])
        if made["type"] != "full_sync_trigger":  # the API takes none of these for it
            self.deal_into(made, "send_for", ["first_time", "every_time"])
            self.deal_into(made, "should_send_recovery", [True, False])
        return made

    # What it writes.

    def constant(self, kind, other_than=None):
        return {"value": self.deal("constant", [value for value in CONSTANTS[kind] if value != other_than]), "type": kind}

    def text_source(self):
        form = self.deal("from", ["column", "constant"] + ([] if self.old else ["liquid", "metadata", "membership"]))
        if form == "column":
            return self.deal("column", ["email", "account_id", "first_name", "last_name", "domain"])
        if form == "constant":
            return self.constant("text")
        return {"liquid": {"liquid_template": "{{ record['%s'] | upcase }}" % self.dice.choice(list(COLUMNS))},
                "metadata": {"sync_metadata": "sync_run_id"}, "membership": {"segment_membership": "name"}}[form]

    def mapping(self, kind, field):
        made = {"to": field}
        if kind == "text":
            made["from"] = self.text_source()
        elif kind == "custom":
            made["from"] = self.deal("custom", ["tags", "score", "first_name", {"value": "7", "type": "text"}, {"value": True, "type": "boolean"}])
            made["generate_field"] = True
        elif kind in CONSTANTS and self.maybe():
            made["from"] = self.constant(kind)
        else:
            made["from"] = COLUMN_OF[kind]
        if kind == "array":
            self.deal_into(made, "operation", ["merge", "overwrite"])
        if kind == "lookup" and self.maybe(0.7):
            made |= {"lookup_object": "Account", "lookup_field": self.deal("lookup", ["External_Id__c", "Domain__c"])}
        if field in KEEPING:
            self.deal_into(made, "preserve_values", [True, False])
        if not self.old:
            self.deal_into(made, "sync_null_values", [True, False])
            self.deal_into(made, "follow_source_type", [True, False])
            if kind == "custom":
                self.deal_into(made, "field_type", ["Text", "Number"])
                self.deal_into(made, "array_field", [True, False])
        return made

    def mappings(self):
        made = [{"from": "email", "to": "Email"}, {"from": "account_id", "to": "External_Id__c"}]
        self.dice.choice(made)["is_primary_identifier"] = True
        made = [mapping for mapping in made if "is_primary_identifier" in mapping or self.maybe(0.7)]
        for kind, fields in {**FIELDS, "custom": ["Custom_1", "Custom_2"]}.items():
            if kind != "key":
                made += [self.mapping(kind, field) for field in fields if self.maybe()]
        self.dice.shuffle(made)
        return made

    # All of it.

    def sync(self, number, before):
        """One that may follow those before it, which are given by their keys."""
        made = {"label": f"Random {number}", "source": self.source(), "destination": self.destination(),
                "operation": self.deal("operation", OPERATIONS[:-1] if self.old else OPERATIONS), "mappings": self.mappings()}
        if self.maybe(0.95):
            made["schedule"] = self.schedule()
        self.deal_into(made, "paused", [True, False])
        self.deal_into(made, "field_behavior", ["specific_properties", "sync_all_properties"])
        if made.get("field_behavior") == "sync_all_properties":
            self.deal_into(made, "field_normalization", STYLES)
        if self.old:
            self.deal_into(made, "trigger_on_dbt_cloud_rebuild", [True, False])
        else:
            self.later(made, before)
        self.of_files(made, before)
        return made

    def later(self, made, before):
        if found := self.triggers(before):
            made["triggers"] = found
        self.deal_into(made, "field_order", ORDERS)
        if self.maybe(0.7):
            made["alerts"] = [self.alert() for _ in range(self.deal("alerts", [0, 1, 2, 4]))]
        if made["operation"] == "mirror":
            self.deal_into(made, "mirror_strategy", STRATEGIES)
        if made["operation"] == "append":
            self.deal_into(made, "historical_sync_operation", HISTORIES)
            self.deal_into(made, "high_water_mark_attribute", ["since", "score"])
        if self.maybe(0.4):
            made["advanced_configuration"] = {name: self.deal(name, values) for name, values in SETTINGS.items() if self.maybe(0.6)}

    def of_files(self, made, before):
        """What no workspace knows of a sync: nothing of it is ever a difference."""
        self.deal_into(made, "run", ["never", "never", "on_create", "on_change"])
        self.deal_into(made, "protect", [True, False])
        if before and made.get("run") == "on_change":
            self.deal_into(made, "after", [before[-1], [before[-1]]])


class Spelling:
    """Says the same syncs in other words and in another order."""

    def __init__(self, make):
        self.make = make

    def shuffled(self, value):
        if isinstance(value, dict):
            keys = list(value)
            self.make.dice.shuffle(keys)
            return {key: self.shuffled(value[key]) for key in keys}
        return [self.shuffled(item) for item in value] if isinstance(value, list) else value

    def again(self, sync, freely):
        """The same sync; freely where a plan need not show what the file says: fields, which these objects do not tell apart by their
        capitals, and numbers."""
        said = copy.deepcopy(sync)
        said["source"] = self.make.written_source(*read_source(sync["source"]))
        number = next(number for number, names in DESTINATIONS.items() if sync["destination"]["connection"] in [number, *names])
        said["destination"]["connection"] = self.make.deal("written", [number, *DESTINATIONS[number]])
        if isinstance(said.get("schedule"), str):
            said["schedule"] = {"frequency": said["schedule"]}
        elif "cron_expression" in said.get("schedule", {}):
            said["schedule"]["cron_expression"] = said["schedule"]["cron_expression"].replace(" ", "  ")
        for alert in said.get("alerts", []):
            if self.make.maybe(0.3):
                alert["type"] = "".join(part.capitalize() for part in alert["type"].split("_")) + "AlertConfiguration"
        for key, otherwise in [("paused", False), ("field_behavior", "specific_properties"), ("schedule", "never"), ("run", "never")]:
            if self.make.maybe():
                said.setdefault(key, otherwise)
        for mapping in said["mappings"]:
            self.mapping(mapping, freely)
            if freely:
                mapping["to"] = self.make.deal("capitals", [str.upper, str.lower, str])(mapping["to"])
        if said.get("field_order") != "mapping_order":
            self.make.dice.shuffle(said["mappings"])
        self.make.dice.shuffle(said.get("alerts", []))
        return self.shuffled(said)

    def mapping(self, mapping, freely):
        for key in ("is_primary_identifier", "generate_field", "preserve_values"):
            if self.make.maybe(0.3):
                mapping.setdefault(key, False)
        said = mapping["from"] if isinstance(mapping["from"], dict) else {}
        if freely and said.get("type") == "number":
            said["value"] = float(said["value"])
        if said.get("value") == "2026-01-02T03:04:05Z":
            said["value"] = self.make.deal("instant", ["2026-01-02T05:04:05+02:00", "2026-01-02 03:04:05.000 UTC"])
