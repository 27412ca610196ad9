#!/usr/bin/env python3
"""Holds schemas/manifest.schema.json and schemas/project.schema.json to the manifest reader.

The reader's own tests say of every file in tests/unit/manifest/cases whether it is read without a problem. Here
the schemas must say the same, except for the files of schema_exceptions.txt, with what JSON Schema cannot say.
"""
import json
import sys
from pathlib import Path

import jsonschema
import ruamel.yaml

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/unit/manifest/cases"
EXCEPTIONS = Path(__file__).with_name("schema_exceptions.txt")


def read_exceptions():
    """`folder/name  reason` on each line."""
    exceptions = {}
    for line in EXCEPTIONS.read_text().splitlines():
        if line and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            assert reason.strip(), f"{name} is excepted without a reason"
            exceptions[name] = reason.strip()
    return exceptions


def load_schema(name):
    schema = json.loads((ROOT / "schemas" / name).read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    return schema


def make_validator(schema, all_schemas):
    resolver = jsonschema.RefResolver("", schema, store={one["$id"]: one for one in all_schemas})
    return jsonschema.Draft7Validator(schema, resolver=resolver)


def check_descriptions(value, where, problems):
    """Every key that a file may have is explained, since editors show the text."""
    if isinstance(value, dict):
        for name, key in value.get("properties", {}).items() if isinstance(value.get("properties"), dict) else ():
            stated = key if isinstance(key, dict) else {}
            conditional = where.endswith(("/not", "/if", "/then"))
            if not conditional and not ("description" in stated or "$ref" in stated):
                problems.append(f"{where}/{name} has no description")
        for name, inner in value.items():
            check_descriptions(inner, f"{where}/{name}", problems)
    elif isinstance(value, list):
        for inner in value:
            check_descriptions(inner, where, problems)


def as_json(value, done=None):
    """Keys of YAML may be null or numbers; those of JSON are texts. Repeated values stay shared."""
    done = {} if done is None else done
    if not isinstance(value, (dict, list)):
        return value
    if id(value) in done:
        if done[id(value)] is None:
            raise ValueError("a value stands in itself")
        return done[id(value)]
    done[id(value)] = None
    if isinstance(value, dict):
        result = {key if isinstance(key, str) else f"key:{key}": as_json(one, done) for key, one in value.items()}
    else:
        result = [as_json(one, done) for one in value]
    done[id(value)] = result
    return result


def read_yaml(path):
    """The document as an editor sees it by YAML 1.2, in which dates are texts."""
    yaml = ruamel.yaml.YAML(typ="safe", pure=True)
    yaml.version = None
    yaml.constructor.add_constructor(
        "tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node)
    )
    return as_json(yaml.load(path.read_bytes()))


def refusal(path, validator):
    """Why the YAML reader or the schema refuses a file; empty if they accept it."""
    try:
        document = read_yaml(path)
    except (ruamel.yaml.error.YAMLError, UnicodeError, ValueError, TypeError) as failure:
        return f"YAML: {type(failure).__name__}"
    # The first is enough: of a value that is repeated by aliases there may be millions.
    error = next(validator.iter_errors(document), None)
    return error.message[:200] if error else ""


def check_folder(folder, validator, accepts, exceptions, problems):
    files = sorted((CASES / folder).glob("*.yaml"))
    assert files, f"{CASES / folder} is empty"
    for path in files:
        name = f"{folder}/{path.stem}"
        reason = refusal(path, validator)
        excepted = exceptions.pop(name, None) is not None
        if accepts and reason:
            problems.append(f"{name} is read by the program, but the schema refuses it: {reason}")
        elif not accepts and not reason and not excepted:
            problems.append(f"{name} is refused by the program, but the schema accepts it")
        elif excepted and (accepts or reason):
            problems.append(f"{name} needs no exception: the schema refuses it too: {reason}")
    return len(files)


def main():
    problems = []
    exceptions = read_exceptions()
    schemas = {name: load_schema(f"{name}.schema.json") for name in ("manifest", "project")}
    count = 0
    for name, prefix in (("manifest", ""), ("project", "project_")):
        check_descriptions(schemas[name], name, problems)
        validator = make_validator(schemas[name], schemas.values())
        count += check_folder(f"{prefix}good", validator, True, exceptions, problems)
        count += check_folder(f"{prefix}bad", validator, False, exceptions, problems)
    problems += [f"{name} is excepted, but there is no such file" for name in exceptions]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{count} files: schemas and reader {'differ' if problems else 'agree'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
