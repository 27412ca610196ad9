"""Single changes of syncs: of each attribute at least one, with what a plan must show of it and nothing else."""
from law_syncs import ALERTS, CONSTANTS, FORMS, HISTORIES, OPERATIONS, ORDERS, STRATEGIES, STYLES, read_source
from law_world import DESTINATIONS, FIELDS, KEEPING, KINDS, OBJECTS, SETTINGS, SOURCES, TEXTS, objects_of

# Each takes the maker, a sync that it changes, and what is known of the others; it gives the paths that a plan must show (one in
# brackets it may show), or None where this sync cannot be changed in this way.
CHANGES = {}
ADDED = "(the mappings that the server had added)"
LATER = set()  # those of attributes that came after 2021


def change(name, later=False, fixed=False):
    """Adds a change; one of what is fixed in a sync that deletes is made in others only."""
    def add(make_change):
        CHANGES[name] = lambda make, sync, known: None if fixed and sync["operation"] == "delete" else make_change(make, sync, known)
        if later:
            LATER.add(name)
        return make_change
    return add


def flag(name, otherwise=False, later=False):
    """A change of a flag of the sync from what it is to what it is not."""
    @change(name, later)
    def _(make, sync, _):
        sync[name] = not sync.get(name, otherwise)
        return {name}


def word(name, words, where=lambda sync: True, later=True):
    """A change of a word of the sync to another, where it was stated, so that what stood there is known."""
    @change(name, later)
    def _(make, sync, _):
        if name not in sync or not where(sync):
            return None
        sync[name] = make.deal("to " + name, [other for other in words if other != sync[name]])
        return {name}


def of_mapping(name, fits, later=False):
    """A change of one mapping that fits: the function gives what a plan shows of it."""
    def add(make_change):
        @change(name, later)
        def _(make, sync, _):
            fitting = [mapping for mapping in sync["mappings"] if not mapping.get("is_primary_identifier") and fits(mapping)]
            if not fitting:
                return None
            mapping = make.dice.choice(fitting)
            return {f"mappings[{mapping['to']}].{part}" for part in make_change(make, mapping)}
        return make_change
    return add


def flag_of_mapping(name, fits, later=False):
    @of_mapping(name, lambda mapping: name in mapping and fits(mapping), later)
    def _(make, mapping):
        mapping[name] = not mapping[name]
        return [name]


# The sync itself.

@change("label")
def _(make, sync, known):
    if not sync["label"]:
        return None
    sync["formerly"] = sync["label"]
    sync["label"] += " anew"
    return {"label"}


@change("label taken away", later=True)
def _(make, sync, known):
    if not sync["label"]:
        return None
    sync["id"] = known["ids"][sync["label"]]
    sync["label"] = None
    return {"label"}


@change("operation", fixed=True)
def _(make, sync, known):
    if {"mirror_strategy", "historical_sync_operation", "high_water_mark_attribute"} & set(sync):
        return None
    sync["operation"] = make.deal("operation", [other for other in OPERATIONS[:-1] if other != sync["operation"]])
    return {"operation"}


flag("paused")
flag("trigger_on_dbt_cloud_rebuild")


@change("field_behavior")
def _(make, sync, known):
    if sync.get("field_behavior") == "sync_all_properties":
        return None
    sync["field_behavior"] = "sync_all_properties"
    return {"field_behavior"}


@change("field_behavior: the mapped fields only")
def _(make, sync, known):
    if sync.get("field_behavior") != "sync_all_properties":
        return None
    sync["field_behavior"] = "specific_properties"
    sync.pop("field_normalization", None)
    return {"field_behavior", ADDED}


word("field_normalization", STYLES, later=False)
word("field_order", ORDERS[::2], lambda sync: sync["field_order"] != "mapping_order")


@change("field_order: as mapped", later=True)
def _(make, sync, known):
    if sync.get("field_order", "mapping_order") == "mapping_order":
        return None
    sync["field_order"] = "mapping_order"
    return {"field_order", "(mappings)"}  # which may be in another order than when they were written


word("mirror_strategy", STRATEGIES)
word("historical_sync_operation", HISTORIES)
word("high_water_mark_attribute", ["since", "score", "email"])


@change("advanced_configuration", later=True)
def _(make, sync, known):
    if not sync.get("advanced_configuration"):
        return None
    name = make.dice.choice(list(sync["advanced_configuration"]))
    sync["advanced_configuration"][name] = make.dice.choice([value for value in SETTINGS[name] if value != sync["advanced_configuration"][name]])
    return {"advanced_configuration"}


@change("advanced_configuration: one more", later=True)
def _(make, sync, known):
    if "format" in sync.get("advanced_configuration", {"format": ""}):
        return None
    sync["advanced_configuration"]["format"] = "JSON"  # what it is by itself is another
    return {"advanced_configuration"}


@change("advanced_configuration: one less", later=True)
def _(make, sync, known):
    if len(sync.get("advanced_configuration", {})) < 2:
        return None
    sync["advanced_configuration"].popitem()
    return set()


# What it reads and where it writes.

def each_source(kind, form, key=None):
    @change(f"source.{kind} as {form}" + (f", {key}" if key else ""), later=kind not in ("model", "table"), fixed=True)
    def _(make, sync, known):
        connection, before, number = read_source(sync["source"])
        if before != kind:
            return None
        other = make.dice.choice([each for each, _ in objects_of(connection, kind) if each != number])
        sync["source"] = make.written_source(connection, kind, other, form, key)
        return {"source." + kind}


for each_kind in KINDS:
    for each_form in FORMS:
        if each_form != "id of another key":
            each_source(each_kind, each_form)
    for each_key in KINDS:
        each_source(each_kind, "id of another key", each_key)


def each_part_of_a_table(part, at):
    @change(f"source.table.{part}", fixed=True)
    def _(make, sync, known):
        connection, kind, number = read_source(sync["source"])
        if kind != "table":
            return None
        before = dict(objects_of(connection, kind))[number]
        near = next(each for each, name in objects_of(connection, kind) if [name[i] == before[i] for i in range(3)] == [i != at for i in range(3)])
        sync["source"] = make.written_source(connection, kind, near, "parts")
        return {"source.table"}


for each_place, each_part in enumerate(("catalog", "schema", "name")):
    each_part_of_a_table(each_part, each_place)


@change("source of another kind", fixed=True)
def _(make, sync, known):
    connection, before, _ = read_source(sync["source"])
    kind = make.deal("other kind", [kind for kind in (KINDS[:2] if make.old else KINDS) if kind != before])
    sync["source"] = make.written_source(connection, kind, make.dice.choice(objects_of(connection, kind))[0])
    return {"source." + before, "source." + kind}


@change("source.connection", fixed=True)
def _(make, sync, known):
    connection, kind, number = read_source(sync["source"])
    other = make.dice.choice([each for each in SOURCES if each != connection])
    at = [each for each, _ in objects_of(connection, kind)].index(number)
    sync["source"] = make.written_source(other, kind, objects_of(other, kind)[at][0])
    coupled = {"destination.connection"} if make.couples else set()
    return {"source.connection", "source." + kind} | coupled


@change("destination.connection", fixed=True)
def _(make, sync, known):
    before = sync["destination"]["connection"]
    number = next(number for number, names in DESTINATIONS.items() if before not in [number, *names])
    sync["destination"]["connection"] = make.dice.choice([number, *DESTINATIONS[number]])
    return {"destination.connection"}


@change("destination.object", fixed=True)
def _(make, sync, known):
    sync["destination"]["object"] = next(name for name in OBJECTS if name != sync["destination"]["object"])
    return {"destination.object"}


def each_insert(name, words):
    @change(f"destination.lead_union_insert_to {name}", fixed=True)
    def _(make, sync, known):
        before = sync["destination"].get("lead_union_insert_to")
        wanted = [other for other in words if other != before]
        if len(wanted) != 1 or (name == "stated" and before):
            return None
        sync["destination"]["lead_union_insert_to"] = wanted[0]
        if wanted[0] is None:
            del sync["destination"]["lead_union_insert_to"]
        return {"destination.lead_union_insert_to"}


each_insert("stated", ["Lead"])
each_insert("changed", ["Lead", "Contact"])
each_insert("taken away", [None])


# When it runs.

def frequency_of(sync):
    said = sync.get("schedule", "never")
    return said if isinstance(said, str) else said.get("frequency", "expression")


@change("schedule")
def _(make, sync, known):
    words = ["never", "continuous", "quarter_hourly"]
    if frequency_of(sync) not in words:
        return None
    sync["schedule"] = make.dice.choice([other for other in words if other != frequency_of(sync)])
    return {"schedule.frequency"}


@change("schedule.frequency")
def _(make, sync, known):
    if frequency_of(sync) != "weekly":
        return None
    del sync["schedule"]["day"]
    sync["schedule"]["frequency"] = "daily"
    return {"schedule.frequency"}


def part_of_schedule(part, other):
    @change("schedule." + part, later=part == "cron_expression")
    def _(make, sync, known):
        if not isinstance(sync.get("schedule"), dict) or part not in sync["schedule"]:
            return None
        sync["schedule"][part] = other(sync["schedule"][part])
        return {"schedule." + part}


part_of_schedule("day", lambda day: "Tuesday" if day != "Tuesday" else "Wednesday")
part_of_schedule("hour", lambda hour: (hour + 5) % 24)
part_of_schedule("minute", lambda minute: (minute + 7) % 60)
part_of_schedule("cron_expression", lambda cron: "*/20" + cron[cron.index(" "):])


def part_of_triggers(of, part):
    @change(f"triggers.{of}.{part}", later=True)
    def _(make, sync, known):
        if of not in sync.get("triggers", {}):
            return None
        sync["triggers"][of][part] = "1" + sync["triggers"][of][part]
        return {f"triggers.{of}.{part}"}


for each_of, each_part in [("dbt_cloud", "project_id"), ("dbt_cloud", "job_id"), ("fivetran", "job_id"), ("fivetran", "job_name")]:
    part_of_triggers(each_of, each_part)


@change("triggers.sync_sequence", later=True)
def _(make, sync, known):
    others = [key for key in known["before"] if key != sync.get("triggers", {}).get("sync_sequence")]
    if not others:
        return None
    sync.setdefault("triggers", {})["sync_sequence"] = make.dice.choice(others)
    return {"triggers.sync_sequence"}


@change("triggers taken away", later=True)
def _(make, sync, known):
    gone = sync.pop("triggers", {})
    return {f"triggers.{key}" + (f".{part}" if part else "") for key, held in gone.items()
            for part in (held if isinstance(held, dict) else [""])} or None


# Whom it tells.

def of_alert(name, fits, *others):
    """A change of one of the alerts that fit."""
    def add(make_change):
        @change("alerts: " + name, later=True)
        def _(make, sync, _):
            fitting = [alert for alert in sync.get("alerts", []) if fits(alert)]
            if not fitting:
                return None
            make_change(make, make.dice.choice(fitting))
            return {"alerts"}
        return make_change
    return add


@of_alert("type", lambda alert: True)
def _(make, alert):
    kind = make.deal("alert to", [kind for kind in ALERTS if kind != alert["type"]])
    alert.clear()
    alert |= make.alert(kind)


@of_alert("send_for", lambda alert: alert["type"] != "full_sync_trigger")
def _(make, alert):
    alert["send_for"] = "first_time" if alert.get("send_for") == "every_time" else "every_time"


@of_alert("should_send_recovery", lambda alert: alert["type"] != "full_sync_trigger")
def _(make, alert):
    alert["should_send_recovery"] = not alert.get("should_send_recovery", True)


for each_type in ("invalid_record_percent", "runtime"):
    @of_alert("threshold of " + each_type, lambda alert, each_type=each_type: alert["type"] == each_type)
    def _(make, alert):
        alert["threshold"] = alert["threshold"] % 99 + 1


@of_alert("unit", lambda alert: alert["type"] == "runtime")
def _(make, alert):
    alert["unit"] = "hours" if alert["unit"] == "minutes" else "minutes"


@of_alert("start_type", lambda alert: alert["type"] == "runtime")
def _(make, alert):
    alert["start_type"] = "actual" if alert["start_type"] == "scheduled" else "scheduled"


@of_alert("status_name", lambda alert: alert["type"] == "status")
def _(make, alert):
    alert["status_name"] = "started" if alert["status_name"] == "completed" else "completed"


@change("alerts: one more", later=True)
def _(make, sync, known):
    if "alerts" not in sync:
        return None
    sync["alerts"].append(make.alert())
    return {"alerts"}


@change("alerts: one less", later=True)
def _(make, sync, known):
    if not sync.get("alerts"):
        return None
    sync["alerts"].pop()
    return {"alerts"}


# What it writes.

def is_text(mapping):
    return mapping["to"] in TEXTS


@change("mappings: one more")
def _(make, sync, known):
    free = [field for field in TEXTS if field not in {mapping["to"] for mapping in sync["mappings"]}]
    if not free or sync.get("field_behavior") == "sync_all_properties":
        return None
    sync["mappings"].append({"from": "domain", "to": free[0]})
    return {f"mappings[{free[0]}].from"}


@change("mappings: one less")
def _(make, sync, known):
    fitting = [mapping for mapping in sync["mappings"] if is_text(mapping) and len(mapping) == 2]
    if not fitting or sync.get("field_behavior") == "sync_all_properties":
        return None
    sync["mappings"].remove(fitting[0])
    return {f"mappings[{fitting[0]['to']}].from"}


@change("mappings: to")
def _(make, sync, known):
    fitting = [mapping for mapping in sync["mappings"] if is_text(mapping) and set(mapping) == {"from", "to"}]
    free = [field for field in TEXTS if field not in {mapping["to"] for mapping in sync["mappings"]}]
    if not fitting or not free or sync.get("field_behavior") == "sync_all_properties" or sync.get("field_order") == "mapping_order":
        return None
    before, fitting[0]["to"] = fitting[0]["to"], free[0]
    return {f"mappings[{before}].from", f"mappings[{free[0]}].from"}


@change("mappings: their order", later=True)
def _(make, sync, known):
    if sync.get("field_order") != "mapping_order" or len(sync["mappings"]) < 2:
        return None
    sync["mappings"].append(sync["mappings"].pop(0))
    return {"mappings"}


@change("mappings: the key")
def _(make, sync, known):
    keys = [mapping for mapping in sync["mappings"] if mapping["to"] in FIELDS["key"]]
    if len(keys) < 2:
        return None
    for mapping in keys:
        mapping["is_primary_identifier"] = not mapping.get("is_primary_identifier", False)
    return {f"mappings[{mapping['to']}].is_primary_identifier" for mapping in keys}


@of_mapping("from a column", lambda mapping: is_text(mapping) and isinstance(mapping["from"], str))
def _(make, mapping):
    mapping["from"] = "email" if mapping["from"] != "email" else "domain"
    return ["from"]


@of_mapping("from a column to a constant", lambda mapping: is_text(mapping) and isinstance(mapping["from"], str))
def _(make, mapping):
    mapping["from"] = make.constant("text")
    return ["from"]


def each_form(name, source):
    @of_mapping(name, lambda mapping: is_text(mapping) and mapping["from"] != source, later=True)
    def _(make, mapping):
        mapping["from"] = source
        return ["from"]


each_form("liquid_template", {"liquid_template": "{{ record['domain'] | downcase }}"})
each_form("sync_metadata", {"sync_metadata": "sync_run_id"})
each_form("segment_membership", {"segment_membership": "name"})


@of_mapping("liquid_template changed", lambda mapping: isinstance(mapping["from"], dict) and "liquid_template" in mapping["from"], later=True)
def _(make, mapping):
    mapping["from"]["liquid_template"] += "!"
    return ["from"]


def each_constant(kind):
    @of_mapping("constant of type " + kind, lambda mapping: isinstance(mapping["from"], dict) and mapping["from"].get("type") == kind
                and (kind == "text" or mapping["to"] in FIELDS[kind]))
    def _(make, mapping):
        mapping["from"] = make.constant(kind, other_than=mapping["from"]["value"])
        return ["from.value"]


for each_type in CONSTANTS:
    each_constant(each_type)


@of_mapping("a constant's type", lambda mapping: mapping["from"] == {"value": "7", "type": "text"})
def _(make, mapping):
    mapping["from"] = {"value": 7, "type": "number"}
    return ["from.type"]


@of_mapping("generate_field", lambda mapping: is_text(mapping) and "generate_field" not in mapping)
def _(make, mapping):
    mapping["generate_field"] = True
    return ["generate_field"]


flag_of_mapping("preserve_values", lambda mapping: mapping["to"] in KEEPING)


@of_mapping("operation of an array", lambda mapping: "operation" in mapping)
def _(make, mapping):
    mapping["operation"] = "merge" if mapping["operation"] == "overwrite" else "overwrite"
    return ["operation"]


@of_mapping("operation of an array stated", lambda mapping: mapping["to"] in FIELDS["array"] and "operation" not in mapping)
def _(make, mapping):
    mapping["operation"] = "merge"
    return ["operation"]


@of_mapping("lookup", lambda mapping: mapping["to"] in FIELDS["lookup"] and "lookup_object" not in mapping)
def _(make, mapping):
    mapping |= {"lookup_object": "Account", "lookup_field": "Domain__c"}
    return ["lookup_object", "lookup_field"]


@of_mapping("lookup_field", lambda mapping: "lookup_field" in mapping)
def _(make, mapping):
    mapping["lookup_field"] = "Domain__c" if mapping["lookup_field"] != "Domain__c" else "External_Id__c"
    return ["lookup_field"]


flag_of_mapping("sync_null_values", lambda mapping: True, later=True)
flag_of_mapping("follow_source_type", lambda mapping: True, later=True)
flag_of_mapping("array_field", lambda mapping: mapping.get("generate_field"), later=True)


@of_mapping("field_type", lambda mapping: "field_type" in mapping, later=True)
def _(make, mapping):
    mapping["field_type"] = "Number" if mapping["field_type"] == "Text" else "Text"
    return ["field_type"]


# What is stated no more: it is as the default says, or, of what came later, as the workspace has it.

def taken_away(name, shows=(), otherwise=(), later=True):
    """The attribute is not stated any more. A plan shows nothing, or these, where it was not what is the default."""
    @change(name + " taken away", later)
    def _(make, sync, known):
        if name not in sync or sync[name] in otherwise:
            return None
        del sync[name]
        return set(shows)


def taken_away_of_mapping(name, *shows, also=(), fits=lambda mapping: True, later=False):
    @of_mapping(f"mappings: {name} taken away", lambda mapping: (name in mapping if later else mapping.get(name)) and fits(mapping), later)
    def _(make, mapping):
        for key in (name, *also):
            mapping.pop(key, None)
        return shows


for each_name in ("field_order", "alerts", "mirror_strategy", "historical_sync_operation", "high_water_mark_attribute", "advanced_configuration"):
    taken_away(each_name)
taken_away("field_normalization", later=False)
taken_away("paused", ["paused"], [False], later=False)
taken_away("trigger_on_dbt_cloud_rebuild", ["trigger_on_dbt_cloud_rebuild"], [False], later=False)
for each_name in ("run", "after", "protect"):
    taken_away(each_name, later=False)
for each_name in ("sync_null_values", "follow_source_type", "field_type", "array_field"):
    taken_away_of_mapping(each_name, later=True)
taken_away_of_mapping("preserve_values", "preserve_values")
taken_away_of_mapping("operation", "operation")
taken_away_of_mapping("lookup_object", "lookup_object", "lookup_field", also=["lookup_field"])
taken_away_of_mapping("generate_field", "generate_field", fits=is_text)


@change("schedule taken away")
def _(make, sync, known):
    if frequency_of(sync) not in ("continuous", "quarter_hourly"):
        return None
    del sync["schedule"]
    return {"schedule.frequency"}


# What the files alone know.

def of_files(name, attribute, to):
    @change(name)
    def _(make, sync, known):
        value = to(make, sync, known)
        if value is None or value == sync.get(attribute):
            return None
        sync[attribute] = value
        return set()


def another(sync, known):
    return min(number for label, number in known["ids"].items() if label != sync["label"]) if sync["label"] else None


of_files("run", "run", lambda make, sync, known: make.dice.choice(["never", "on_create", "on_change"]))
of_files("after", "after", lambda make, sync, known: known["before"][0] if known["before"] else None)
of_files("after several", "after", lambda make, sync, known: known["before"][:2] or None)
of_files("id", "id", lambda make, sync, known: known["ids"].get(sync["label"]))
of_files("distinct_from", "distinct_from", lambda make, sync, known: another(sync, known))
of_files("distinct_from several", "distinct_from", lambda make, sync, known: sync["label"] and [another(sync, known)])
of_files("formerly", "formerly", lambda make, sync, known: ["Of long ago"])
of_files("protect", "protect", lambda make, sync, known: not sync.get("protect", False))
