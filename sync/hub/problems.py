"""Errors as they leave the hub: RFC 9457 problems, in plain words and with a stable code."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sync.hub.storage.port import StorageError
from sync.hub.throttle import Throttle
from sync.protocol.errors import PROBLEM_TYPE, Problem

logger = logging.getLogger(__name__)

RETRY_SECONDS = "2"


class Meaning(NamedTuple):
    """What a code says: the status it travels with, and what happened, for the published document."""

    status: int
    text: str


MEANINGS: Mapping[str, Meaning] = {
    "assertion_refused": Meaning(401, "Signed with another key, or by a clock far from this answer's Date."),
    "bad_encoding": Meaning(422, "The body is not packed as Content-Encoding says."),
    "bad_proof": Meaning(422, "No signature of the key that this folder had before."),
    "bad_request": Meaning(400, "This is no HTTP request."),
    "changed": Meaning(412, "Somebody has changed it since it was read; `ETag` names what there is now."),
    "changes_forgotten": Meaning(410, "Too long ago, or another history: take the snapshot instead."),
    "code_expired": Meaning(403, "The enrolment code is too old: have another one made."),
    "code_refused": Meaning(403, "The enrolment code is unknown."),
    "code_used": Meaning(403, "Another tablet has used the enrolment code: have another one made."),
    "cut_off": Meaning(400, "The body ended early."),
    "device_lost": Meaning(403, "Staff reported the device lost: it forgets what it holds of visits."),
    "device_retired": Meaning(403, "The device is out of service: it delivers for some days, reads nothing."),
    "device_unconfirmed": Meaning(403, "A copy of another tablet's folder, or one put back: staff decide."),
    "erased": Meaning(503, "An erasure of this account is under way; ask again in a moment."),
    "fault": Meaning(500, "A mistake of the hub's own; its log has the cause."),
    "forbidden": Meaning(403, "This sender may not do that, or not read this scope."),
    "head_too_large": Meaning(431, "The request line and headers are longer than the hub reads."),
    "hub_too_old": Meaning(409, "The tablet's program is newer than what this hub understands."),
    "id_taken": Meaning(409, "This id, or number, came with other content before."),
    "if_match_missing": Meaning(428, "Send If-Match with the ETag that was read last."),
    "invalid": Meaning(422, "JSON, but not what is described here; `detail` says where."),
    "key_refused": Meaning(401, "The client key is missing, wrong, or taken back."),
    "link_closed": Meaning(404, "The share link never was or was closed: both answer alike."),
    "method_not_allowed": Meaning(405, "The path is there, the method is not; see Allow."),
    "no_claim": Meaning(404, "The code is unknown, used or over: all answer alike."),
    "no_contact": Meaning(409, "It is no e-mail address and no telephone number."),
    "no_address": Meaning(409, "What was sent is no e-mail address."),
    "no_catalogue": Meaning(404, "Nothing was imported yet."),
    "no_cursor": Meaning(409, "This is no cursor of these pages; take it from `next` of the page before."),
    "no_json": Meaning(400, "The body is no JSON, or too deeply nested to be read."),
    "more_than_bought": Meaning(409, "Not so many were bought, or so many are back already."),
    "no_mail": Meaning(409, "This hub sends no mail: let the shopper's phone do it."),
    "no_line": Meaning(409, "The list, or the receipt, has no such line."),
    "no_right": Meaning(403, "The key has not the right that the call needs."),
    "no_customer": Meaning(409, "Nobody, or more than one, is known by what was sent."),
    "no_order": Meaning(409, "The store has no such order."),
    "no_public_key": Meaning(403, "The call is signed, and the hub knows no public key of this client."),
    "no_staff_session": Meaning(403, "No associate is signed in with this proof at this device."),
    "no_store": Meaning(409, "The hub knows no such store."),
    "no_visit": Meaning(409, "No visit of this device that goes on, and is nobody's yet, has this proof."),
    "not_available": Meaning(409, "There are not so many; `detail` names the variants. Nothing was kept."),
    "not_confirmed": Meaning(409, "Nobody has proven an account yet, or the sign-in is over."),
    "not_counted": Meaning(409, "No figure is known, so none can be promised; `detail` names the variants."),
    "not_found": Meaning(404, "There is no such thing."),
    "not_from_the_page": Meaning(403, "Not JSON, or sent from another origin."),
    "not_now": Meaning(409, "The order is over, or its state does not allow this."),
    "not_yours": Meaning(409, "The list belongs to another customer."),
    "other_content": Meaning(422, "The Idempotency-Key came with another request before."),
    "other_device": Meaning(403, "The token belongs to another device."),
    "range_beyond": Meaning(416, "The range begins behind the end; see Content-Range."),
    "reservation_over": Meaning(409, "It expired, was let go, or sold: ask again with another `id`."),
    "signature_missing": Meaning(401, "The call is signed; see `Vetrina-Signature`."),
    "signature_refused": Meaning(401, "Signed with another key or for another path, or changed on the way."),
    "session_used": Meaning(409, "The session is somebody else's, or over: draw another."),
    "sign_in_locked": Meaning(403, "Too many wrong PINs; a manager, or the hub's command, unlocks."),
    "sign_in_refused": Meaning(403, "No associate of this store has this name or badge, and this PIN."),
    "sign_in_waits": Meaning(403, "Too many wrong PINs; the next is looked at after Retry-After."),
    "slow_down": Meaning(429, "Asked more often than agreed; see Retry-After."),
    "store_unavailable": Meaning(
        503, "The hub's store is out of reach; nothing was changed. See Retry-After."
    ),
    "tablet_too_old": Meaning(409, "The tablet's program is older than what this hub still understands."),
    "token_refused": Meaning(401, "The token is missing, wrong, too old, or of somebody who is gone."),
    "too_large": Meaning(413, "The body, packed or unpacked, is larger than the hub reads."),
    "too_many": Meaning(429, "Too often within a minute; see Retry-After."),
    "too_many_connections": Meaning(503, "The hub carries as many connections as it can; see Retry-After."),
    "too_many_consents": Meaning(409, "No further consent can be kept."),
    "too_many_fields": Meaning(409, "No further name or contact can be kept."),
    "too_many_holds": Meaning(409, "No further reservation of this can be kept."),
    "too_many_listeners": Meaning(503, "As many streams are open as the hub, or the link, carries."),
    "too_many_lists": Meaning(409, "The customer has as many lists as can be kept."),
    "too_many_preferences": Meaning(409, "No further preference can be kept."),
    "too_many_sizes": Meaning(409, "No further size can be kept."),
    "too_slow": Meaning(408, "The request did not arrive in time."),
    "unknown_encoding": Meaning(415, "No Content-Encoding that the hub unpacks; see Accept-Encoding."),
    "other_product": Meaning(409, "The variant is of another product: send its own, or leave `product` out."),
    "wrong_code": Meaning(403, "Not the digits that were mailed; a few tries are left."),
    "unknown_variant": Meaning(409, "The catalogue does not know it: send `product` with the variant."),
}
"""Every code that leaves the hub. Codes are for programs and stay; texts are for people and may improve."""


def problem_of(code: str, detail: str = "") -> Problem:
    """Return the problem that a code stands for."""
    status = MEANINGS[code].status
    return Problem(status=status, code=code, title=HTTPStatus(status).phrase, detail=detail)


class HttpProblem(Exception):  # noqa: N818 - an answer, not a fault
    """An answer other than success; raise it from any handler."""

    def __init__(
        self, status: int, code: str, detail: str = "", headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.problem = Problem(status=status, code=code, title=HTTPStatus(status).phrase, detail=detail)
        self.headers = dict(headers or {})


def brake(throttle: Throttle, sender: str) -> None:
    """Refuse who has to wait.

    Raises:
        HttpProblem: 429.
    """
    wait = throttle.wait_seconds(sender)
    if wait:
        raise HttpProblem(429, "too_many", headers={"Retry-After": str(wait)})


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return a problem as a response that nobody caches; one about who sends says how to prove it."""
    proof = {"WWW-Authenticate": "Bearer"} if problem.status == HTTPStatus.UNAUTHORIZED else {}
    return Response(
        msgspec.json.encode(problem),
        status_code=problem.status,
        headers={"Cache-Control": "no-store", **proof, **(headers or {})},
        media_type=PROBLEM_TYPE,
    )


async def on_problem(_: Request, error: Exception) -> Response:
    """Answer a raised `HttpProblem`."""
    assert isinstance(error, HttpProblem)
    return problem_response(error.problem, error.headers)


async def on_http_exception(_: Request, error: Exception) -> Response:
    """Answer what Starlette itself refuses (no such path, wrong method)."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    code = status.name.lower()
    return problem_response(Problem(status=status, code=code, title=status.phrase), error.headers)


async def on_storage_error(_: Request, error: Exception) -> Response:
    """Answer a store that is out of reach: try again."""
    logger.error("the store failed: %s", error)
    problem = Problem(status=503, code="store_unavailable", title="Service Unavailable")
    return problem_response(problem, {"Retry-After": RETRY_SECONDS})


async def on_fault(_: Request, __: Exception) -> Response:
    """Answer our own mistake without telling its insides (uvicorn logs the trace)."""
    return problem_response(Problem(status=500, code="fault", title="Internal Server Error"))


HANDLERS = {
    HttpProblem: on_problem,
    HTTPException: on_http_exception,
    StorageError: on_storage_error,
    Exception: on_fault,
}
"""For Starlette's `exception_handlers`."""
