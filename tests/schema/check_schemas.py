#!/usr/bin/env python3
"""Asks an independent validator (Debian's python3-jsonschema) whether schemas/ are draft 7.

    check_schemas.py                    the schemas alone, and the cases of tests/schema/*.json
    check_schemas.py records.jsonl …    these records too, a document a line

Exit code 0: all is well; 1: something is not; 77: python3-jsonschema is not installed.
"""
import json
import pathlib
import sys

try:
    from jsonschema import Draft7Validator, RefResolver
except ImportError:
    print("python3-jsonschema is not installed: skipped", file=sys.stderr)
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]


def load_schemas():
    paths = sorted((ROOT / "schemas").glob("*.schema.json"))
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def refuse_remote(uri):
    raise LookupError(f"{uri}: schemas refer to one another by $id only")


def validator(store, name):
    schemes = ("", "http", "https", "file", "ftp")
    resolver = RefResolver(name, store[name], store=store, handlers={s: refuse_remote for s in schemes})
    return Draft7Validator(store[name], resolver=resolver)


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from references(child)


def check_schema(store, name):
    Draft7Validator.check_schema(store[name])
    if store[name].get("$id") != name:
        yield f"{name}: $id is not the file's name"
    resolver = validator(store, name).resolver
    for reference in references(store[name]):
        resolver.resolve(reference)  # raises when it leads nowhere


def check_cases(store, path):
    """A case file: {schema, base, tests: [{description, change: {member: value}, drop: [member], valid}]}."""
    suite = json.loads(path.read_text(encoding="utf-8"))
    checker = validator(store, suite["schema"])
    for case in suite["tests"]:
        instance = {**suite["base"], **case.get("change", {})}
        for member in case.get("drop", []):
            del instance[member]
        if checker.is_valid(instance) != case["valid"]:
            yield f"{path.name}: {case['description']}: valid should be {case['valid']}"


def check_records(store, path):
    checker = validator(store, "records.schema.json")
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            for error in checker.iter_errors(json.loads(line)):
                yield f"{path}:{number}: /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def main(records):
    store = load_schemas()
    problems = [p for name in store for p in check_schema(store, name)]
    cases = sorted((ROOT / "tests" / "schema").glob("*.json"))
    problems += [p for path in cases for p in check_cases(store, path)]
    problems += [p for path in records for p in check_records(store, path)]
    print("\n".join(problems) or f"{len(store)} schemas, {len(cases)} case files, {len(records)} record files: ok")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
