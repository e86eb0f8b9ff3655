"""`/v1/openapi.json`: the published contract, made from the routes and their Structs, so it cannot differ."""

import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import msgspec

from sync.hub.bodies import JSON
from sync.hub.endpoint import Endpoint
from sync.protocol.errors import PROBLEM_TYPE, Problem

REFERENCE = "#/components/schemas/{name}"


def document(endpoints: Sequence[Endpoint]) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the endpoints."""
    structs = [kind for one in endpoints for kind in (one.request, one.answer) if kind]
    structs = list(dict.fromkeys([*structs, Problem]))
    references, schemas = msgspec.json.schema_components(structs, ref_template=REFERENCE)
    schema_of = dict(zip(structs, references, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for one in endpoints:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, schema_of)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Vetrina hub", "version": version("vetrina")},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                one.auth.name: {"type": "http", "scheme": "bearer", "description": one.auth.description}
                for one in endpoints
                if one.auth
            },
        },
    }


def _operation(endpoint: Endpoint, schema_of: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    answer = {"schema": schema_of[endpoint.answer]} if endpoint.answer else {}
    operation: dict[str, Any] = {
        "summary": endpoint.summary,
        "operationId": endpoint.handle.__name__,
        "parameters": _parameters(endpoint),
        "responses": {
            "200": {"description": "done", "content": {endpoint.media_type: answer}},
            "default": {
                "description": "a problem (RFC 9457)",
                "content": {PROBLEM_TYPE: {"schema": schema_of[Problem]}},
            },
        },
    }
    if endpoint.request:
        content = {JSON: {"schema": schema_of[endpoint.request]}}
        operation["requestBody"] = {"required": True, "content": content}
    if endpoint.auth:
        operation["security"] = [{endpoint.auth.name: []}]
    return operation


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    places = [(name, "path") for name in re.findall(r"{(\w+)}", endpoint.path)]
    places += [(name, "query") for name in endpoint.query]
    return [
        {"name": name, "in": place, "required": True, "schema": {"type": "string"}} for name, place in places
    ]
