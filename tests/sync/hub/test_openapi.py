"""The published contract is whole, true to the code, and enough to write the other side from."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest
import schemathesis

import sync.hub
from sync.hub.app import ENDPOINTS
from sync.hub.examples import EXAMPLES
from sync.hub.orders import placing
from sync.hub.problems import MEANINGS
from sync.hub.profile.patching import REASONS
from sync.hub.returns import endpoints as returns
from sync.hub.stock.reservations import REFUSALS
from sync.protocol.rules import RULES, verbs_of

SOURCES = sorted(Path(sync.hub.__file__).parent.rglob("*.py"))


@pytest.fixture
def document(stranger: Any) -> dict[str, Any]:
    return dict(stranger.http.get("/v1/openapi.json").raise_for_status().json())


def operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [operation for methods in document["paths"].values() for operation in methods.values()]


def test_every_route_is_in_the_published_document(document: dict[str, Any]) -> None:
    described = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    assert described == {(one.method, one.path) for one in ENDPOINTS}


def test_it_is_an_openapi_document(document: dict[str, Any]) -> None:
    schemathesis.openapi.from_dict(document).validate()
    names = [operation["operationId"] for operation in operations(document)]
    assert len(set(names)) == len(names)
    assert all(operation["summary"] and operation["description"] for operation in operations(document))


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    named = re.findall(r"#/components/schemas/([\w.]+)", str(document))
    assert {"SyncRequest", "SyncAnswer", "Problem", "Change"} <= set(named) <= set(schemas)


def test_what_every_schema_means_is_said(document: dict[str, Any]) -> None:
    undescribed = [
        name for name, schema in document["components"]["schemas"].items() if not schema.get("description")
    ]
    assert undescribed == []


def test_paths_with_parameters_describe_them(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            inside = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert inside == set(re.findall(r"{(\w+)}", path))


def test_what_needs_a_token_says_so_and_asks_for_it(stranger: Any, document: dict[str, Any]) -> None:
    for one in ENDPOINTS:
        path = re.sub(r"{\w+}", "x", one.path)
        security = document["paths"][one.path][one.method.lower()]["security"]
        assert security == [{auth.name: list(auth.rights)} for auth in one.ways_in]
        if one.auth:
            assert one.auth.name in document["components"]["securitySchemes"]
            answer = stranger.http.request(one.method, path)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"


def test_the_verbs_can_be_written_from_the_document_alone(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]
    args = schemas["Op"]["properties"]["args"]
    assert args["discriminator"]["propertyName"] == "verb"
    assert set(args["discriminator"]["mapping"]) == {
        verb.__name__ for rule in RULES for verb in verbs_of(rule)
    }
    assert schemas["AddLine"]["properties"]["quantity"] == {
        "type": "integer",
        "minimum": 1,
        "maximum": 999,
        "default": 1,
    }


def bodies(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every described JSON body, of requests, answers and problems."""
    for operation in operations(document):
        contents = [operation.get("requestBody", {}), *operation["responses"].values()]
        for content in contents:
            yield from (body for body in content.get("content", {}).values() if "schema" in body)


def test_every_body_has_an_example_and_every_example_is_one(document: dict[str, Any]) -> None:
    components = {"components": document["components"]}
    for body in bodies(document):
        if body["schema"].get("type") == "string":
            continue
        examples = [body["example"]] if "example" in body else [e["value"] for e in body["examples"].values()]
        assert examples
        validator = jsonschema_rs.validator_for({**body["schema"], **components})
        for example in examples:
            validator.validate(example)
    for operation in operations(document):
        for parameter in operation["parameters"]:
            msgspec.convert(parameter["example"], str)


def test_an_example_that_is_none_would_be_noticed(document: dict[str, Any]) -> None:
    schema = {"$ref": "#/components/schemas/SyncRequest", "components": document["components"]}
    wrong = msgspec.to_builtins(EXAMPLES[_struct("SyncRequest")])
    wrong["ops"][0]["args"] = {"verb": "AddLine", "product": "p", "variant": "v", "quantity": 0}
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validator_for(schema).validate(wrong)


def _struct(name: str) -> type[msgspec.Struct]:
    return next(kind for kind in EXAMPLES if kind.__name__ == name)


def raised(source: Path) -> Iterator[tuple[int, str]]:
    """The status and the code of every problem that a module makes."""
    tree = ast.parse(source.read_text())
    constants = {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }

    def value(node: ast.expr) -> Any:
        return node.value if isinstance(node, ast.Constant) else constants.get(getattr(node, "id", ""))

    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "_refuse"
        ):
            code = value(node.args[0])
            yield MEANINGS[code].status, code
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        named = {keyword.arg: value(keyword.value) for keyword in node.keywords}
        if node.func.id == "HttpProblem":
            if isinstance(node.args[1], ast.Constant | ast.Name):
                yield value(node.args[0]), value(node.args[1])
        elif node.func.id == "Problem" and isinstance(named["code"], str):
            yield named["status"], named["code"]


def test_every_problem_has_one_meaning_and_every_meaning_is_used() -> None:
    made = {problem for source in SOURCES for problem in raised(source)}
    made |= {(404, "not_found"), (405, "method_not_allowed")}  # Starlette's own, by the name of their status
    made |= {(403, "device_unconfirmed")}  # named by the device's standing
    named = (
        *REASONS,
        *REFUSALS,
        *placing.REASONS,
        *returns.REFUSALS,
    )  # by the rule of what was to be changed
    made |= {(409, reason) for reason in named}
    assert made == {(meaning.status, code) for code, meaning in MEANINGS.items()}


def test_endpoints_promise_known_problems_alone() -> None:
    promised = {
        code for one in ENDPOINTS for code in (*one.problems, *(one.auth.problems if one.auth else ()))
    }
    assert promised <= set(MEANINGS)
