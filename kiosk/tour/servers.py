"""The shop's other servers in the tour (online shop, till, chat): they speak the hub's published API."""

import base64
import json
import urllib.request
import uuid
from typing import Any

from joserfc import jws
from joserfc.jwk import OKPKey
from nacl.signing import SigningKey

from kiosk.demo.hub import HubProcess, hub_command
from sync.protocol.devices import ASSERTION_ALGORITHM

RIGHTS = (
    "lists:read,lists:write,customers:read,customers:write,persons:read,persons:write,"
    "sales:write,stock:write,orders:read,orders:write,interactions:write"
)
WAIT_SECONDS = 10


class Server:
    """A server with a key of its own; what it sends is signed (a detached JWS, as the hub's README says)."""

    def __init__(self, hub: HubProcess, name: str) -> None:
        signing = SigningKey.generate()
        public = _text(bytes(signing.verify_key))
        made = hub_command(
            "client",
            "add",
            name,
            # In one word: one key in 64 begins with a dash, and would be taken for an option.
            *("--data", str(hub.data), "--rights", RIGHTS, f"--public-key={public}", "--json"),
        )
        self._bearer = str(made["key"])
        self._key = OKPKey.import_key(
            {"kty": "OKP", "crv": ASSERTION_ALGORITHM, "x": public, "d": _text(bytes(signing))}
        )
        self._hub = hub

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send something new; return the answer.

        Raises:
            OSError: The hub does not answer, or not with success.
        """
        return self._send("POST", path, body)

    def patch(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Change something as it stands.

        Raises:
            OSError: The hub does not answer, or not with success.
        """
        return self._send("PATCH", path, body, {"If-Match": "*"})

    def get(self, path: str) -> dict[str, Any]:
        """Read something.

        Raises:
            OSError: The hub does not answer, or not with success.
        """
        return self._send("GET", path, None)

    def _send(
        self, method: str, path: str, body: dict[str, Any] | None, headers: dict[str, str] | None = None
    ) -> dict[str, Any]:
        content = json.dumps(body).encode() if body is not None else b""
        request = urllib.request.Request(  # noqa: S310 - the demo's own hub
            f"{self._hub.url}{path}",
            content or None,
            {
                "Authorization": f"Bearer {self._bearer}",
                "Content-Type": "application/json",
                "Idempotency-Key": str(uuid.uuid4()),
                "Vetrina-Signature": self._signature(path, content),
                **(headers or {}),
            },
            method=method,
        )
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:  # noqa: S310 - as above
            told: dict[str, Any] = json.loads(answer.read() or b"{}")
            return told

    def _signature(self, path: str, content: bytes) -> str:
        header = {"alg": ASSERTION_ALGORITHM, "path": path}
        whole = jws.serialize_compact(
            header, content, self._key, algorithms=[ASSERTION_ALGORITHM], registry=_REGISTRY
        )
        protected, _, signature = whole.split(".")
        return f"{protected}..{signature}"


_REGISTRY = jws.JWSRegistry(algorithms=[ASSERTION_ALGORITHM], strict_check_header=False)
"""Lets the header say which path it is for."""


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
