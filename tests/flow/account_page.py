"""The account page of an online shop, as its own programmers would write it: from the published contract.

It knows the hub's address, a key, and what `/v1/openapi.json` says. What it sends is held against the
document before it goes, what comes back against what the document promises. Nothing of Vetrina is imported.
"""

import json
import re
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Self

import httpx
import jsonschema_rs

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
PROBLEM = "application/problem+json"
PATIENCE = 20.0
"""Seconds for what takes a fraction of one."""


class Refused(Exception):  # noqa: N818 - what the shop's programmers called it
    """The hub refused; `code` is what its problem says."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class AccountPage:
    """One customer's account page, with the server behind it."""

    def __init__(self, hub: str, key: str, account: str) -> None:
        """Log somebody in: the hub is told of the shop's account once, and says who that is to it."""
        self._http = httpx.Client(base_url=hub, headers={"Authorization": f"Bearer {key}"}, timeout=PATIENCE)
        self._contract: dict[str, Any] = self._http.get("/v1/openapi.json").raise_for_status().json()
        self._etags: dict[str, str] = {}
        self.id = str(self._call("POST", "/v1/customers", {"reference": account})["id"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def lists(self) -> list[dict[str, Any]]:
        """All lists of the customer, however many pages they take."""
        shown: list[dict[str, Any]] = []
        more: dict[str, str] = {}
        while True:
            page = self._call("GET", "/v1/customers/{id}/lists", query=more, id=self.id)
            shown += page["lists"]
            if not page.get("next"):
                return shown
            more = {"after": page["next"]}

    def begin(self, title: str) -> str:
        """Begin a list."""
        sent = {"title": title, "language": "en", "store": "milano"}
        return str(self._call("POST", "/v1/customers/{id}/lists", sent, id=self.id)["id"])

    def bring(self, link: str) -> str:
        """Add the list behind a link that the customer brought from the store."""
        return str(self._call("POST", "/v1/customers/{id}/lists/attach", {"link": link}, id=self.id)["id"])

    def show(self, list_id: str) -> dict[str, Any]:
        """Open a list; what the page shows is what its next change is based on."""
        return self._call("GET", "/v1/lists/{id}", id=list_id)

    def change(self, list_id: str, **fields: Any) -> dict[str, Any]:
        """Change a list as the page shows it."""
        return self._call("PATCH", "/v1/lists/{id}", fields, id=list_id)

    def act(self, list_id: str, **args: Any) -> dict[str, Any]:
        """Do one thing on a list that is no field; return what became of it."""
        sent = {"ops": [{"id": str(uuid.uuid4()), "args": args}]}
        (result,) = self._call("POST", "/v1/lists/{id}/ops", sent, id=list_id)["results"]
        return dict(result)

    def profile(self) -> dict[str, Any]:
        """Sizes, preferences and consents."""
        return self._call("GET", "/v1/customers/{id}", id=self.id)

    def edit_profile(self, **fields: Any) -> dict[str, Any]:
        """Change them as the page shows them."""
        return self._call("PATCH", "/v1/customers/{id}", fields, id=self.id)

    def introduce(self, **fields: Any) -> None:
        """Say who the customer is."""
        self._call("GET", "/v1/persons/{id}", id=self.id)
        self._call("PATCH", "/v1/persons/{id}", fields, id=self.id)

    def export(self) -> dict[str, Any]:
        """Everything that the shop floor's systems hold."""
        return self._call("GET", "/v1/customers/{id}/export", id=self.id)

    def erase(self) -> dict[str, Any]:
        """Ask to be forgotten; asked again, how far that is."""
        return self._call("POST", "/v1/customers/{id}/erase", id=self.id)

    @contextmanager
    def watching(self, *scopes: str) -> Iterator[SimpleQueue[dict[str, Any]]]:
        """Keep a line open on which the hub says what changed; the page asks then."""
        self._operation("GET", "/v1/events")
        told: SimpleQueue[dict[str, Any]] = SimpleQueue()
        opened = threading.Event()
        with self._http.stream("GET", "/v1/events", params={"scopes": ",".join(scopes)}) as answer:

            def listen() -> None:
                try:
                    for line in answer.iter_lines():
                        opened.set()
                        if line.startswith("data: "):
                            told.put(json.loads(line.removeprefix("data: ")))
                except (httpx.HTTPError, httpx.StreamError):
                    return  # the page was left, or the hub is gone

            listening = threading.Thread(target=listen, daemon=True)
            listening.start()
            assert opened.wait(PATIENCE)
            yield told

    def _call(
        self, method: str, path: str, body: Any = None, query: dict[str, str] | None = None, **names: str
    ) -> dict[str, Any]:
        operation = self._operation(method, path)
        address = path.format(**names)
        headers = {"Idempotency-Key": str(uuid.uuid4())} if self._takes(operation, "Idempotency-Key") else {}
        if self._takes(operation, "If-Match"):
            headers["If-Match"] = self._etags[address]
        content = None
        if body is not None:
            media = operation["requestBody"]["content"]
            headers["Content-Type"] = MERGE_PATCH if MERGE_PATCH in media else JSON
            self._hold(body, media[headers["Content-Type"]]["schema"])
            content = json.dumps(body)
        answer = self._http.request(method, address, content=content, params=query, headers=headers)
        return self._read(operation, address, answer)

    def _read(self, operation: dict[str, Any], address: str, answer: httpx.Response) -> dict[str, Any]:
        promised = operation["responses"].get(str(answer.status_code))
        assert promised, f"{answer.status_code} is nowhere in the contract: {answer.text}"
        media_type = answer.headers["content-type"]
        told: dict[str, Any] = answer.json()
        self._hold(told, promised["content"][media_type]["schema"])
        if media_type == PROBLEM:
            raise Refused(answer.status_code, told["code"])
        if "etag" in answer.headers:
            self._etags[address] = answer.headers["etag"]
        return told

    def _operation(self, method: str, path: str) -> dict[str, Any]:
        operation: dict[str, Any] = self._contract["paths"][path][method.lower()]
        assert any("client" in way for way in operation["security"])
        inside = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert inside == set(re.findall(r"{(\w+)}", path))
        return operation

    def _takes(self, operation: dict[str, Any], header: str) -> bool:
        return any((one["in"], one["name"]) == ("header", header) for one in operation["parameters"])

    def _hold(self, value: Any, schema: dict[str, Any]) -> None:
        """Hold a body against its schema."""
        whole = {**schema, "components": self._contract["components"]}
        jsonschema_rs.validator_for(whole).validate(value)
