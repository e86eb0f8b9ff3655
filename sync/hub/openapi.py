"""`/v1/openapi.json`: the published contract, made from the routes and their Structs, so it cannot differ."""

import inspect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from http import HTTPStatus
from operator import or_
from typing import Any, NamedTuple

import msgspec

from sync import version
from sync.hub import headers, signatures
from sync.hub.bodies import JSON, MAX_BODY, MAX_DECODED
from sync.hub.bodies import PROBLEMS as BODY_PROBLEMS
from sync.hub.endpoint import Endpoint, Parameter
from sync.hub.examples import EXAMPLES
from sync.hub.problems import MEANINGS
from sync.protocol.catalogue import CatalogueRow
from sync.protocol.envelope import Change, Hint, Op, Opened
from sync.protocol.errors import PROBLEM_TYPE, Problem
from sync.protocol.products import Category, Product, Store
from sync.protocol.rules import RULES, verbs_of

REFERENCE = "#/components/schemas/{name}"
HOME = "sync.protocol."

Json = dict[str, Any]

EVERYWHERE = (
    "bad_request",
    "fault",
    "head_too_large",
    "store_unavailable",
    "too_many_connections",
    "too_slow",
)
"""Codes that any call may be answered with."""

VERBS = reduce(or_, dict.fromkeys(verb for rule in RULES for verb in verbs_of(rule)))
READ = tuple(dict.fromkeys(rule.document for rule in RULES if rule.scope != "session"))
"""Every verb of an operation, and every document that a device may read."""

FREE_FIELDS: dict[tuple[str, str], tuple[Any, ...]] = {
    (Op.__name__, "args"): (VERBS,),
    (Change.__name__, "body"): READ,
    (CatalogueRow.__name__, "body"): (Product, Category, Store),
}
"""Fields that the code passes on unread, by Struct and name, and what stands in them."""

ABOUT = f"""The central profile API, which tablets, phones and servers of a shop agree on.

Every error is a problem (RFC 9457) whose `code` is stable. Bodies are JSON, at most {MAX_BODY:,} bytes on
the wire and {MAX_DECODED:,} unpacked; answers come as zstd to who accepts that. Fields that a reader does not
know are to be skipped. Moments are RFC 3339, money is in minor units, lengths are millimetres.
`vetrina-hub conformance URL` runs the protocol's rules against any implementation.
"""


class Schemas(NamedTuple):
    """The schema of each type that the document speaks of, and the named ones they refer to."""

    of: dict[Any, Json]
    named: dict[str, Json]


def document(endpoints: Sequence[Endpoint]) -> Json:
    """Return the OpenAPI 3.1 description of the endpoints."""
    schemas = _schemas(endpoints)
    paths: dict[str, Json] = {}
    for one in endpoints:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Vetrina hub",
            "version": version.installed(),
            "description": ABOUT,
            "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {
            "schemas": schemas.named,
            "securitySchemes": {
                auth.name: {"type": "http", "scheme": "bearer", "description": auth.description}
                for one in endpoints
                for auth in one.ways_in
            },
        },
    }


def _schemas(endpoints: Iterable[Endpoint]) -> Schemas:
    kinds = [kind for one in endpoints for kind in _kinds(one)]
    kinds += [Problem, Hint, Opened, *(kind for free in FREE_FIELDS.values() for kind in free)]
    kinds = list(dict.fromkeys(kinds))
    references, named = msgspec.json.schema_components(kinds, ref_template=REFERENCE)
    named = {name.removeprefix(HOME): _at_home(schema) for name, schema in named.items()}
    of = dict(zip(kinds, map(_at_home, references), strict=True))
    for schema in named.values():
        if "description" in schema:
            schema["description"] = inspect.cleandoc(schema["description"])
    for (struct, field), free in FREE_FIELDS.items():
        if struct in named:
            choices = [of[kind] for kind in free]
            named[struct]["properties"][field] = choices[0] if len(choices) == 1 else {"anyOf": choices}
    return Schemas(of, named)


def _at_home(schema: Json) -> Json:
    """Return a schema with short names where two of the protocol's modules have one name: `lists.Line`."""
    encoded = msgspec.json.encode(schema).replace(f"/{HOME}".encode(), b"/")
    shortened: Json = msgspec.json.decode(encoded)
    return shortened


def _kinds(endpoint: Endpoint) -> Iterator[Any]:
    yield from (kind for kind in (endpoint.request, endpoint.answer) if kind)
    yield from (reply.kind for reply in endpoint.replies)
    yield from (parameter.kind for parameter in _parameters(endpoint))


def _parameters(endpoint: Endpoint) -> Iterator[Parameter]:
    yield from endpoint.parameters
    if endpoint.signed:
        yield headers.SIGNATURE
    if endpoint.request:
        yield headers.CONTENT_ENCODING
    if endpoint.has_etag:
        yield headers.IF_NONE_MATCH
    if endpoint.has_ranges:
        yield from (headers.RANGE, headers.IF_RANGE)


def _operation(endpoint: Endpoint, schemas: Schemas) -> Json:
    operation: Json = {
        "summary": endpoint.summary,
        "description": inspect.getdoc(endpoint.handle) or "",
        "operationId": endpoint.handle.__name__,
        "parameters": [_parameter(one, schemas) for one in _parameters(endpoint)],
        "responses": {**_answers(endpoint, schemas), **_problems(endpoint, schemas)},
        "security": [{auth.name: list(auth.rights)} for auth in endpoint.ways_in],
    }
    if endpoint.request:
        body = _json(endpoint.request, schemas)[JSON]
        operation["requestBody"] = {"required": True, "content": dict.fromkeys(endpoint.takes, body)}
    return operation


def _parameter(parameter: Parameter, schemas: Schemas) -> Json:
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.required,
        "description": parameter.text,
        "schema": schemas.of[parameter.kind],
        "example": parameter.example,
    }


def _json(kind: Any, schemas: Schemas) -> Json:
    content: Json = {"schema": schemas.of[kind]}
    if kind in EXAMPLES:
        content["example"] = msgspec.json.decode(msgspec.json.encode(EXAMPLES[kind]))
    return {JSON: content}


def _answers(endpoint: Endpoint, schemas: Schemas) -> Json:
    sent = ("ETag",) if endpoint.has_etag else ()
    content: Json = {media_type: {} for media_type in endpoint.media_types}
    if endpoint.answer:
        content = _json(endpoint.answer, schemas)
    done: Json = {"description": "Done.", "content": content, "headers": headers.describe(sent)}
    if endpoint.links:
        done["links"] = {
            link.operation: {
                "operationId": link.operation,
                "parameters": {link.parameter: f"$response.body#{link.field}"},
            }
            for link in endpoint.links
        }
    answers: Json = {"200": done}
    for reply in endpoint.replies:
        answers[str(reply.status)] = {"description": reply.text, "content": _json(reply.kind, schemas)}
    if endpoint.has_etag:
        answers["304"] = {"description": "Nothing newer.", "headers": headers.describe(sent)}
    if endpoint.has_ranges:
        part = headers.describe((*sent, "Content-Range"))
        answers["206"] = {"description": "The part that was asked for.", "content": content, "headers": part}
    return answers


def _problems(endpoint: Endpoint, schemas: Schemas) -> Json:
    by_status: dict[int, list[str]] = defaultdict(list)
    for code in sorted(problems_of(endpoint)):
        by_status[MEANINGS[code].status].append(code)
    return {
        str(status): {
            "description": "\n".join(f"- `{code}`: {MEANINGS[code].text}" for code in codes),
            "headers": headers.describe(headers.OF_PROBLEMS.get(status, ())),
            "content": {
                PROBLEM_TYPE: {
                    "schema": _problem_schema(status, codes, schemas),
                    "examples": {code: {"value": _example(status, code)} for code in codes},
                }
            },
        }
        for status, codes in sorted(by_status.items())
    }


def problems_of(endpoint: Endpoint) -> set[str]:
    """Return every code that a call may be answered with."""
    return {
        *EVERYWHERE,
        *endpoint.problems,
        *(code for auth in endpoint.ways_in for code in auth.problems),
        *(BODY_PROBLEMS if endpoint.request else ()),
        *(signatures.PROBLEMS if endpoint.signed else ()),
        *(["range_beyond"] if endpoint.has_ranges else ()),
        *(
            "not_found" if one.place == "path" else "invalid"
            for one in endpoint.parameters
            if one.place != "header"
        ),
    }


def _problem_schema(status: int, codes: list[str], schemas: Schemas) -> Json:
    exact = {"properties": {"status": {"const": status}, "code": {"enum": codes}}}
    return {"allOf": [schemas.of[Problem], exact]}


def _example(status: int, code: str) -> Any:
    return msgspec.to_builtins(Problem(status=status, code=code, title=HTTPStatus(status).phrase))
