"""schemathesis against a hub process, with all checks it has: what is published is what is answered.

`EXAMPLES` says how many random requests each call gets (`make fuzz` takes more).
"""

import asyncio
import gzip
import json
import os
import re
from collections import Counter
from typing import Any

import httpx
import jsonschema_rs
import msgspec
import pytest
import schemathesis
import zstandard
from nacl.signing import SigningKey
from schemathesis.engine import events, from_schema

from sync.hub import examples, headers, signatures
from sync.hub.bodies import reader
from sync.hub.context import open_storage
from sync.hub.orders import examples as orders
from sync.hub.profile import causes, registry
from sync.hub.profile import examples as profile
from sync.protocol.clients import Right
from sync.protocol.envelope import SyncRequest
from sync.protocol.ids import new_id
from sync.protocol.scopes import shopping_list
from tests.signing import public_text

EXAMPLES = int(os.environ.get("EXAMPLES", "4"))
PACK = {"gzip": gzip.compress, "zstd": zstandard.compress}

SYNC = "POST /v1/sync"
ERASE = "/v1/customers/{id}/erase"
DOOMED: list[str] = []
"""Who is erased instead of anybody that other calls are about, be it a customer that one of them has just
made: schemathesis takes only a DELETE for the end of what it made."""
KEYS: set[str] = set()
"""Every `Idempotency-Key` that was sent: hypothesis draws the same text again and again, and a key with
another request is rightly 422."""
SIGNING = SigningKey(bytes(32))
"""What the client signs with whose key is used."""

ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

OPS = ("ops", "sealed")

CONDITIONAL = ["2xx", "401", "403", "404", "409", "412", "428", "429", "5xx"]
RANGED = ["2xx", "3xx", "401", "403", "404", "409", "416", "429", "5xx"]
ELSEWHERE = ["2xx", "401", "403", "404", "410", "429", "5xx"]

REACHED = {
    SYNC,
    "GET /v1/events",
    "GET /v1/catalogue",
    "GET /v1/catalogue/files/{sha256}",
    "GET /v1/catalogue/changes",
    "GET /v1/media/{sha256}/{rendition}",
    "GET /v1/openapi.json",
    "POST /v1/devices/heartbeat",
    "POST /v1/customers",
    "GET /v1/customers/{id}",
    "PATCH /v1/customers/{id}",
    "POST /v1/customers/{id}/ops",
    "GET /v1/customers/{id}/lists",
    "POST /v1/customers/{id}/lists",
    "GET /v1/persons/{id}",
    "PATCH /v1/persons/{id}",
    "GET /v1/customers/{id}/export",
    "GET /v1/lists/{id}",
    "PATCH /v1/lists/{id}",
    "POST /v1/lists/{id}/ops",
    "POST /v1/orders",
    "GET /v1/orders/{store}/{id}",
    "POST /v1/orders/{store}/{id}/cancel",
    "POST /v1/sales",
    "POST /v1/stock-movements",
    "GET /v1/events-out",
    "GET /v1/keys",
    "POST /v1/sign-ins",
}
"""What must have been answered with success: an assertion and a code cannot be drawn at random."""

Json = dict[str, Any]


def config(url: str, token: str, key: str) -> schemathesis.Config:
    """All checks, all kinds of data, a bounded number of requests."""
    return schemathesis.Config.from_dict(
        {
            "base-url": url,
            "cache": {"enabled": False},
            "continue-on-failure": True,
            "request-timeout": 10,
            # A stream of hints never ends; its first word is enough.
            "max-stream-events": 1,
            "generation": {"max-examples": EXAMPLES, "deterministic": EXAMPLES <= 4, "database": "none"},
            "auth": {"openapi": {"device": {"bearer": token}, "client": {"bearer": key}}},
            "operations": [
                {
                    # One bad operation never blocks the others: it is refused in its own result and not by
                    # the status. `refused_by_its_result` looks there.
                    "include-name": SYNC,
                    "checks": {"negative_data_rejection": {"enabled": False}},
                },
                {
                    # What is sent may be right and yet not what was read last: 412, and 428 without a word.
                    "include-method": "PATCH",
                    "checks": {"positive_data_acceptance": {"expected-statuses": CONDITIONAL}},
                },
                {
                    # A range may be one and yet begin behind the end of this file: 416.
                    "include-path-regex": "/v1/(catalogue/files|media)/",
                    "checks": {"positive_data_acceptance": {"expected-statuses": RANGED}},
                },
                {
                    # A number may be right and yet not one of this catalogue's: 410 sends to the snapshot.
                    "include-name": "GET /v1/catalogue/changes",
                    "checks": {"positive_data_acceptance": {"expected-statuses": ELSEWHERE}},
                },
            ],
        }
    )


def new_key(hub: Any) -> str:
    """Hand out a key with every right."""

    async def hand_out() -> str:
        storage = open_storage(hub.data)
        key = await registry.add(storage, "fuzz", tuple(Right), "", public_text(SIGNING))
        await storage.close()
        return str(key)

    return asyncio.run(hand_out())


def a_customer_with_a_list(url: str, key: str, reference: str) -> tuple[str, str]:
    """The ids of a customer and of a list of theirs."""
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}) as shop:
        customer = shop.post("/v1/customers", json={"reference": reference}).raise_for_status().json()["id"]
        begun = shop.post(f"/v1/customers/{customer}/lists", json={}).raise_for_status().json()["id"]
    return customer, begun


def an_order(url: str, key: str) -> str:
    """The id of an order that a store prepares."""
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}) as shop:
        body = {"store": orders.STORE, "lines": [{"variant": "lamp-1", "product": "lamp"}]}
        return str(shop.post("/v1/orders", json=body).raise_for_status().json()["id"])


def is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 128


def is_id(value: Any) -> bool:
    return (
        isinstance(value, str)
        and re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value) is not None
    )


def guide(schema: Any, tablet: Any, shop: Any) -> None:
    """Make random requests meet what is there: this tablet, its visit, a file, a picture.

    Only what is drawn well is exchanged, so that what is drawn badly on purpose stays bad.
    """
    files = {"/v1/catalogue": shop.manifest.file.sha256, "/v1/media": shop.media}

    @schema.hook
    def map_path_parameters(context: Any, path_parameters: Json) -> Json:
        drawn = (path_parameters or {}).get("sha256")
        there = [file for start, file in files.items() if context.operation.path.startswith(start)]
        if isinstance(drawn, str) and re.fullmatch("[0-9a-f]{64}", drawn):
            return {**path_parameters, "sha256": there[0]}
        return path_parameters

    @schema.hook
    def map_body(context: Any, body: Any) -> Any:
        if context.operation.label != SYNC or not isinstance(body, dict) or not is_name(body.get("device")):
            return body
        ops = body.get("ops")
        if isinstance(ops, list):
            ops = [own_op(op) for op in ops]
        return {**body, "device": tablet.device, **({"ops": ops} if ops else {})}

    def own_op(op: Any) -> Any:
        if not isinstance(op, dict) or not (is_name(op.get("principal")) and is_name(op.get("scope"))):
            return op
        return {**op, "device": "", "principal": tablet.visit.principal, "scope": shopping_list("fuzz")}


@schemathesis.hook
def before_call(_: Any, case: Any, kwargs: Json) -> None:
    """Pack a body as its Content-Encoding says, and never use one Idempotency-Key for two requests.

    schemathesis sends every body as it is, and some key with several. It would also erase whoever it read of.
    """
    if case.operation.path == ERASE and is_id(case.path_parameters.get("id")):
        case.path_parameters["id"] = DOOMED[-1]
    own_key(case)
    signature = str((case.headers or {}).get(signatures.HEADER, ""))
    if re.fullmatch(headers.SIGNATURE.kind.__metadata__[0].pattern, signature):
        sign(case, kwargs)
    encoding = (case.headers or {}).get("Content-Encoding")
    if encoding in PACK and isinstance(case.body, dict | list):
        kwargs["data"] = PACK[encoding](msgspec.json.encode(case.body))


def own_key(case: Any) -> None:
    """Give a request a key of its own where another came with this one; what is drawn badly stays bad."""
    key = str((case.headers or {}).get(headers.IDEMPOTENCY_KEY.name, ""))
    if key in KEYS:
        key = case.headers[headers.IDEMPOTENCY_KEY.name] = new_id()
    if causes.FORM.fullmatch(key):
        KEYS.add(key)


def sign(case: Any, kwargs: Json) -> None:
    """Sign what goes over: a signature that is drawn well is a good one, and one drawn badly stays bad."""
    body = b""
    if isinstance(case.body, dict | list):
        body = kwargs["data"] = msgspec.json.encode(case.body)
        case.headers.setdefault("Content-Type", "application/json")
    path = httpx.URL(case.as_transport_kwargs().get("url", case.formatted_path)).path
    case.headers[signatures.HEADER] = signatures.sign(SIGNING, body, path)


@schemathesis.check
def refused_by_its_result(_: Any, response: Any, case: Any) -> None:
    """Bad operations among others are refused one by one, and what is around them is right."""
    if case.operation.label != SYNC or response.status_code != 200 or not isinstance(case.body, dict):
        return
    around = {name: part for name, part in case.body.items() if name not in OPS}
    # As the hub reads it: 2.0 is the whole number 2, in JSON Schema too.
    reader(SyncRequest)(msgspec.json.encode(around))
    results = msgspec.json.decode(response.content).get("results", [])
    statuses = Counter(result["status"] for result in results)
    assert sum(statuses.values()) == sum(len(case.body.get(name, ())) for name in OPS)
    schemas = case.operation.schema.raw_schema["components"]
    one = jsonschema_rs.validator_for({"$ref": "#/components/schemas/Op", "components": schemas})
    bad = sum(not one.is_valid(op) for op in case.body.get("ops", ()))
    assert statuses["rejected"] + statuses["retry"] >= bad


@pytest.mark.first
# Hypothesis would tell a person to print less; nothing is printed here.
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
def test_schemathesis_finds_nothing(hub: Any, tablet: Any, shop: Any) -> None:
    token = tablet.http.headers["Authorization"].removeprefix("Bearer ")
    key = new_key(hub)
    customer, begun = a_customer_with_a_list(hub.url, key, "fuzz")
    order = an_order(hub.url, key)
    doomed, _ = a_customer_with_a_list(hub.url, key, "somebody else")
    published = tablet.http.get("/v1/openapi.json").text
    for example, here in {
        examples.DEVICE: tablet.device,
        examples.GUEST: tablet.visit.principal,
        examples.PROOF: tablet.visit.secret,
        profile.CUSTOMER: customer,
        profile.LIST: begun,
        orders.ORDER: order,
        # No ETag that is drawn was ever read; this is whatever there is.
        json.dumps(headers.VERSION): '"*"',
    }.items():
        published = published.replace(example, here)
    schema = schemathesis.openapi.from_dict(json.loads(published), config=config(hub.url, token, key))
    guide(schema, tablet, shop)
    DOOMED.append(doomed)
    found: list[str] = []
    seen: Counter[tuple[str, int]] = Counter()
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            for case, checks in event.recorder.checks.items():
                found += [describe(event, case, check) for check in checks if check.failure_info]
            for case, interaction in event.recorder.interactions.items():
                if interaction.response:
                    seen[
                        event.recorder.cases[case].value.operation.label, interaction.response.status_code
                    ] += 1
        elif isinstance(event, events.NonFatalError | events.FatalError):
            found.append(str(event))
    assert not found, "\n\n".join(found)
    # What was never reached was never tested.
    assert {operation for operation, status in seen if status < 300} >= REACHED


def describe(event: events.ScenarioFinished, case: str, check: Any) -> str:
    failure = check.failure_info.failure
    told = (event.phase, event.recorder.label, failure.title, failure.message, check.failure_info.code_sample)
    return "\n".join(str(part) for part in told)
