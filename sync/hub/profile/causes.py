"""Where the ids of operations and documents come from that a request makes: from the request's own key.

A client that sends `Idempotency-Key` may send the same request again after a lost answer: the ids that derive
from it are the same, so that nothing is done twice.
"""

import hmac
import re
import uuid

from sync.hub.endpoint import Call
from sync.hub.problems import HttpProblem
from sync.protocol.ids import new_id

HEADER = "idempotency-key"
FORM = re.compile("[!-~]{1,128}", re.ASCII)


def given(call: Call) -> str:
    """Return the client's own key for this request, '' when it has none.

    Raises:
        HttpProblem: 422; it is no key.
    """
    text = call.http.headers.get(HEADER)
    if text is not None and not FORM.fullmatch(text):
        raise HttpProblem(422, "invalid", "Idempotency-Key: 1 to 128 visible ASCII signs, no blanks")
    return text or ""


def cause(call: Call, *about: str) -> str:
    """Return an id for what a request does about something; the same again for the same `Idempotency-Key`.

    Derived with a secret of the hub's, so that nobody else can tell it. Without a key it is a random one.
    """
    key = given(call)
    if not key:
        return new_id()
    return derive(call.hub.keys.token, call.client.id, key, *about)


def derive(secret: bytes, *parts: str) -> str:
    """Return the id (in the form of a UUID) that derives from some texts; only the hub can tell it."""
    mac = hmac.digest(secret, "\x1f".join(parts).encode(), "sha256")
    return str(uuid.UUID(bytes=mac[:16], version=5))
