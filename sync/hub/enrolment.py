"""How a tablet becomes known: a single-use code for a store, a key of its own, and tokens from then on."""

import hashlib
import secrets
from datetime import datetime, timedelta

import msgspec

from sync.hub.access import load_device
from sync.hub.context import Hub
from sync.hub.endpoint import Call
from sync.hub.lives import recognise, require_welcome
from sync.hub.problems import HttpProblem, brake
from sync.hub.storage import documents
from sync.hub.storage.port import Decision, Key, Loaded, Storage
from sync.hub.tokens import (
    LIFETIME,
    Bearer,
    TokenError,
    check_assertion,
    check_signature,
    issue,
)
from sync.protocol import scopes
from sync.protocol.devices import (
    Device,
    EnrolAnswer,
    Enrolment,
    EnrolRequest,
    TokenAnswer,
    TokenRequest,
    former_message,
)
from sync.protocol.hashes import digest

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs without 0 O 1 I, which people mistake for each other."""

GROUPS, GROUP_SIZE = 2, 4
"""40 random bits: with the brake on guessing and a short life that is plenty, and it is typed by hand."""

CODE_LIFETIME = timedelta(hours=24)

DEFAULT_NAME = "Kiosk"

EVERYBODY = "everybody"
"""The sender under which all are counted together."""


async def hand_out(storage: Storage, store: str, name: str, now: datetime) -> tuple[str, Enrolment]:
    """Return a new code for a tablet in `store`; the hub keeps only its hash."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_SIZE)) for _ in range(GROUPS))
    code = "-".join(groups)
    enrolment = Enrolment(store=store, expires=(now + CODE_LIFETIME).isoformat(), name=name)
    identifier = _code_hash(code)
    await documents.keep_first(storage, scopes.enrolment(identifier), Key("enrolment", identifier), enrolment)
    return code, enrolment


async def enrol(call: Call) -> EnrolAnswer:
    """`POST /v1/devices/enrol`: register a device's key against a code.

    The device's id derives from code and key, so asking again after a lost answer gives the same answer, and
    asking with another key is refused.
    """
    hub = call.hub
    request: EnrolRequest = call.body
    brake(hub.throttles.codes, call.address)
    brake(hub.throttles.all_codes, EVERYBODY)
    former = await _former(hub, request, call.address)
    code = _code_hash(request.code)
    identifier = hashlib.blake2b(f"{code} {request.public_key}".encode(), digest_size=16).hexdigest()
    enrolment = await _use(hub, code, identifier)
    if enrolment is None:
        hub.throttles.codes.count(call.address)
        hub.throttles.all_codes.count(EVERYBODY)
        raise HttpProblem(403, "code_refused", "this code is unknown, used, or too old")
    fresh = Device(
        id=identifier,
        store=enrolment.store,
        name=enrolment.name or request.name or DEFAULT_NAME,
        public_key=request.public_key,
        enrolled=hub.now(),
        former=former,
    )
    key = Key("device", identifier)
    device = await documents.keep_first(hub.storage, scopes.device(identifier), key, fresh)
    return EnrolAnswer(
        device=device.id,
        store=device.store,
        name=device.name,
        hub_key=hub.keys.public,
        public_url=hub.config.public_url,
        brand=hub.config.brand.stem if hub.config.brand else "",
    )


async def token(call: Call) -> TokenAnswer:
    """`POST /v1/devices/token`: a signed assertion for a bearer token, and the word on who is speaking."""
    hub = call.hub
    request: TokenRequest = call.body
    sender = f"{call.address} {request.device}"
    device = await load_device(hub, request.device)
    if device is None or not _proves(device, request.assertion, hub.clock()):
        # Who proves itself never waits: a phone on the shop's Wi-Fi cannot keep the shop's tablets out.
        brake(hub.throttles.token_addresses, call.address)
        brake(hub.throttles.tokens, sender)
        hub.throttles.token_addresses.count(call.address)
        hub.throttles.tokens.count(sender)
        raise HttpProblem(401, "assertion_refused", "wrong key, or a clock far from this answer's Date")
    require_welcome(device, hub.clock())
    device, incarnation = await recognise(hub, device, request.incarnation, request.runs)
    standing = device.standing(incarnation)
    run = request.runs[-1] if incarnation else ""
    return TokenAnswer(
        token=issue(hub.keys.token, Bearer(device.id, incarnation, run, standing), hub.clock()),
        expires_in=int(LIFETIME.total_seconds()),
        public_url=hub.config.public_url,
        incarnation=incarnation,
        standing=standing,
    )


async def _former(hub: Hub, request: EnrolRequest, address: str) -> list[str]:
    """Return the devices whose work a folder may deliver under its new name, the last one first.

    Of a device that a restored hub does not know nothing can be checked; what is taken for its work still has
    to prove its visit.
    """
    if not request.former:
        return []
    device = await load_device(hub, request.former)
    if device is None:
        return [request.former]
    try:
        check_signature(device.public_key, former_message(request.public_key), request.former_proof)
    except TokenError as error:
        # Counted like a wrong code: neither is to be tried over and over.
        hub.throttles.codes.count(address)
        raise HttpProblem(422, "bad_proof", str(error)) from error
    return [device.id, *device.former]


def _proves(device: Device, assertion: str, now: datetime) -> bool:
    try:
        check_assertion(device.public_key, assertion, device.id, now)
    except TokenError:
        return False
    return True


def _code_hash(code: str) -> str:
    """Return a code's hash; case, blanks and dashes do not matter."""
    return digest("".join(code.upper().replace("-", "").split()))


async def _use(hub: Hub, code: str, device: str) -> Enrolment | None:
    """Mark a code as used by `device`; None when it is unknown, too old, or another's."""
    key = Key("enrolment", code)
    used: Enrolment | None = None

    def decide(loaded: Loaded) -> Decision:
        nonlocal used
        enrolment = documents.parse(loaded.documents.get(key), Enrolment)
        used = _used_by(device, enrolment, hub.clock()) if enrolment else None
        return Decision([documents.write(key, used)] if used and used != enrolment else [])

    await hub.storage.commit(scopes.enrolment(code), [key], [], decide)
    return used


def _used_by(device: str, enrolment: Enrolment, now: datetime) -> Enrolment | None:
    if enrolment.device:
        return enrolment if enrolment.device == device else None
    if datetime.fromisoformat(enrolment.expires) < now:
        return None
    return msgspec.structs.replace(enrolment, device=device)
