"""The list of a program's parts, judged by CycloneDX's own schema (the one that its library brings)."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema_rs
from cyclonedx.spdx import is_expression

SCHEMAS = ("bom-1.6", "spdx", "jsf-0.82", "cryptography-defs")
BASE = "http://cyclonedx.org/schema/"


@cache
def _validator() -> Any:
    folder = files("cyclonedx") / "schema" / "_res"
    schemas = [json.loads((folder / f"{name}.SNAPSHOT.schema.json").read_text()) for name in SCHEMAS]
    # They name each other by their files.
    named = zip(SCHEMAS, schemas, strict=True)
    registry = jsonschema_rs.Registry(
        [(f"{BASE}{name}.SNAPSHOT.schema.json", schema) for name, schema in named]
    )
    return jsonschema_rs.Draft7Validator(schemas[0], registry=registry, validate_formats=True)


def faults(document: Any) -> list[str]:
    """What is wrong with a list, nothing for one that every tool can read."""
    found = [
        f"{'/'.join(map(str, error.instance_path))}: {error.message}"
        for error in _validator().iter_errors(document)
    ]
    parts = [document["metadata"]["component"], *document["components"]]
    said = [each["expression"] for part in parts for each in part.get("licenses", []) if "expression" in each]
    found += [
        f"{expression!r} is no expression of SPDX" for expression in said if not is_expression(expression)
    ]
    refs = [part["bom-ref"] for part in parts]
    known = set(refs)
    if len(known) < len(refs):
        found.append("two parts have the same bom-ref")
    needs = {need for each in document["dependencies"] for need in (each["ref"], *each.get("dependsOn", []))}
    return [*found, *(f"{need} is needed and not listed" for need in sorted(needs - known))]
