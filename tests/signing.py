"""A client that signs what it sends, as tills and shops do."""

import base64
from collections.abc import Iterator

import httpx
from nacl.signing import SigningKey

from sync.hub.signatures import HEADER, sign


class Signing(httpx.Auth):
    """Signs every request, with a key and under a client's bearer key."""

    requires_request_body = True

    def __init__(self, bearer: str, key: SigningKey | None = None) -> None:
        self.bearer = bearer
        self.key = key or SigningKey.generate()

    @property
    def public_key(self) -> str:
        return public_text(self.key)

    def auth_flow(self, request: httpx.Request) -> Iterator[httpx.Request]:
        request.headers["Authorization"] = f"Bearer {self.bearer}"
        request.headers[HEADER] = sign(self.key, request.content, request.url.path)
        yield request


def public_text(key: SigningKey) -> str:
    """The public key as it is registered."""
    return base64.urlsafe_b64encode(bytes(key.verify_key)).decode().rstrip("=")
