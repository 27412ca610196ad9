"""A workspace in which every attribute of a sync can be stated and changed: two source connections that have all kinds of objects under the
same names, and two destination connections with the same objects, so that a change of either leaves the mappings right."""

KINDS = ["model", "table", "dataset", "segment", "cohort", "topic"]
# By id, as a connection is written: its name, and its label where it has one.
SOURCES = {1: ["Warehouse", "Depot"], 2: ["Lake"]}
DESTINATIONS = {11: ["Salesforce"], 12: ["Salesforce EU"]}
OBJECTS = ["Contact", "LeadContactUnion"]
COLUMNS = {"email": "text", "account_id": "text", "first_name": "text", "last_name": "text", "domain": "text", "score": "numeric",
           "active": "boolean", "since": "timestamp", "tags": "array"}
TABLES = [(catalog, schema, name) for catalog in ("dev", "prod") for schema in ("public", "other") for name in ("users", "people")]
NAMES = {"model": ["people", "users"], "dataset": ["golden", "silver"], "segment": ["vip", "lapsed"], "cohort": ["Control", "Treatment"],
         "topic": ["signups", "logins"]}

TEXTS = ["FirstName", "LastName", "Nick__c", "Note__c", "Run__c", "Mood__c"]
# Those that keep what they have, if they are asked to.
KEEPING = ["FirstName", "Nick__c"]
FIELDS = {"key": ["Email", "External_Id__c"], "text": TEXTS, "number": ["Score__c", "Rank__c"], "datetime": ["Since__c", "Until__c"],
          "boolean": ["Active__c", "Vetted__c"], "array": ["Tags__c", "Labels__c"], "lookup": ["AccountId", "ParentId"]}
SETTINGS = {"bulk_id_lookup": [True, False], "batch_size": [1, 200, 5000], "format": ["CSV", "TSV", "JSON"]}


def objects_of(source, kind):
    """The objects of a kind that a source connection has: each as its id and its name, a table's in three parts."""
    first = source * 1000 + KINDS.index(kind) * 100 + 1
    return list(enumerate(TABLES if kind == "table" else NAMES[kind], first))


def field(kind, name):
    key = kind == "key"
    told = {"label": name, "full_name": name, "can_be_upsert_key": key, "can_be_update_key": key, "can_be_insert_key": key,
            "can_be_reference_key": key, "preserve_values_supported": name in KEEPING}
    if kind in ("number", "datetime", "boolean"):
        told["type"] = {"number": "Number", "datetime": "DateTime", "boolean": "Boolean"}[kind]
    if kind == "array":
        told |= {"array": True, "operations": ["merge", "overwrite"]}
    if kind == "lookup":
        told["lookup_object"] = "Account"
    return told


def destination(number, names):
    settings = [{"name": name, "label": name, "type": {bool: "boolean", int: "integer", str: "string"}[type(values[0])], "default": values[0]}
                for name, values in SETTINGS.items()]
    written = {"allow_custom_fields": True, "supports_field_ordering": True, "allow_case_sensitive_field_names": False,
               "supported_operations": ["append", "insert", "mirror", "update", "upsert", "delete"],
               "advanced_configuration_field_definitions": settings,
               "fields": [field(kind, name) for kind, names_of_kind in FIELDS.items() for name in names_of_kind]}
    account = {"label": "Account", "full_name": "Account",
               "fields": [field("key", "External_Id__c"), field("key", "Domain__c")]}
    return {"id": number, "name": names[0], "type": "salesforce",
            "objects": [{"label": name, "full_name": name, **written} for name in OBJECTS] + [account]}


def source(number, names):
    columns = [{"name": name, "type": kind} for name, kind in COLUMNS.items()]
    data = [{"type": "table", "id": each, "table_catalog": parts[0], "table_schema": parts[1], "table_name": parts[2], "columns": columns}
            for each, parts in objects_of(number, "table")]
    data += [{"type": kind, "id": each, "name": name, "columns": columns} for kind in ("model", "topic") for each, name in objects_of(number, kind)]
    of_dataset = objects_of(number, "dataset")[0][0]
    segments = [{"id": each, "name": name, "dataset_id": of_dataset} for each, name in objects_of(number, "segment")]
    segments[0]["cohorts"] = [{"id": each, "name": name, "percentage": 50} for each, name in objects_of(number, "cohort")]
    return {"id": number, "name": names[0], "label": names[1] if names[1:] else None, "type": "redshift", "data_sources": data,
            "segments": segments}


def of_somebody_else():
    """A sync that no file declares; also, without any the program does not know how V2 writes one."""
    return {"id": 1, "label": "Of somebody else", "created_at": "2021-10-01T00:00:00.000Z", "operation": "upsert",
            "source_attributes": {"connection_id": 1, "object": {"type": "model", "id": objects_of(1, "model")[0][0]}},
            "destination_attributes": {"connection_id": 11, "object": OBJECTS[0]},
            "mappings": [{"from": {"type": "column", "data": "email"}, "to": "Email", "is_primary_identifier": True}]}


def world():
    columns = [{"name": name, "data_type": kind} for name, kind in COLUMNS.items()]
    datasets = [{"id": each, "source_id": number, "type": "sql", "name": name, "columns": columns}
                for number in SOURCES for each, name in objects_of(number, "dataset")]
    return {"version": 1, "sources": [source(number, names) for number, names in SOURCES.items()], "datasets": datasets,
            "destinations": [destination(number, names) for number, names in DESTINATIONS.items()], "syncs": [of_somebody_else()]}
