"""How a tablet becomes known: a single-use code for a store, a key of its own, and tokens from then on."""

import asyncio
import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from sync.hub.access import load_device
from sync.hub.context import Hub
from sync.hub.devices import note_next_key, take_next_key
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
from sync.protocol import invitations, plain, scopes
from sync.protocol.devices import (
    ACTIVE,
    CODE_SIGNS,
    HANDSHAKE_VERSION,
    OLDEST_HANDSHAKE,
    TYPED_SIGNS,
    Device,
    EnrolAnswer,
    Enrolment,
    EnrolRequest,
    TokenAnswer,
    TokenRequest,
    clean_code,
    former_message,
    grouped,
    next_message,
)
from sync.protocol.hashes import digest
from sync.protocol.invitations import Batch, Entry

LONG_SIGNS = 26
"""Signs of a code in a file: 130 random bits, which nobody guesses and nobody types."""

CODE_LIFETIME = timedelta(hours=24)

BATCH_LIFETIME = timedelta(days=14)
"""A store's tablets are set up within some days of the file."""

UNKNOWN, USED, EXPIRED = "unknown", "used", "expired"
"""Why a code opens nothing."""

DEFAULT_NAME = "Kiosk"

EVERYBODY = "everybody"
"""The sender under which all are counted together."""


async def hand_out(storage: Storage, store: str, name: str, now: datetime) -> tuple[str, Enrolment]:
    """Return a new code for a tablet in `store`; the hub keeps only its hash."""
    code = grouped(_draw(TYPED_SIGNS))
    enrolment = Enrolment(store=store, expires=(now + CODE_LIFETIME).isoformat(), name=name)
    await _keep(storage, code, enrolment)
    return code, enrolment


async def hand_out_batch(
    storage: Storage, store: str, names: Sequence[str], url: str, now: datetime
) -> Batch:
    """Return what a file for a store's tablets says: an entry for each of the names; '' is for any name.

    Raises:
        InvitationError: `url`, where tablets reach the hub, is no address.
    """
    expires = (now + BATCH_LIFETIME).isoformat()
    entries = [Entry(_draw(LONG_SIGNS), name) for name in names]
    batch = Batch(HANDSHAKE_VERSION, invitations.address(url), store, expires, entries)
    kept = (_keep(storage, each.token, Enrolment(store, expires, name=each.name)) for each in entries)
    await asyncio.gather(*kept)
    return batch


def _draw(signs: int) -> str:
    return "".join(secrets.choice(CODE_SIGNS) for _ in range(signs))


async def _keep(storage: Storage, code: str, enrolment: Enrolment) -> None:
    identifier = _code_hash(code)
    await documents.keep_first(storage, scopes.enrolment(identifier), Key("enrolment", identifier), enrolment)


async def enrol(call: Call) -> EnrolAnswer:
    """`POST /v1/devices/enrol`: register a device's key against a code.

    The device's id derives from code and key, so asking again after a lost answer gives the same answer, and
    asking with another key is refused.
    """
    hub = call.hub
    request: EnrolRequest = call.body
    _require_same_words(request.handshake)
    brake(hub.throttles.codes, call.address)
    brake(hub.throttles.all_codes, EVERYBODY)
    former = await _former(hub, request, call.address)
    code = _code_hash(request.code)
    identifier = hashlib.blake2b(f"{code} {request.public_key}".encode(), digest_size=16).hexdigest()
    enrolment, refusal = await _use(hub, code, identifier)
    if enrolment is None or refusal:
        if enrolment is None or len(clean_code(request.code)) < LONG_SIGNS:
            # Who has a store's file goes through it until an entry is free: that is no guessing.
            hub.throttles.codes.count(call.address)
            hub.throttles.all_codes.count(EVERYBODY)
        raise _refused(refusal)
    fresh = Device(
        id=identifier,
        store=enrolment.store,
        # Shown on pages, and printed on terminals: what would steer those is no part of a name.
        name=enrolment.name or plain.line(request.name) or DEFAULT_NAME,
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
        settings_key=hub.keys.settings_key,
    )


async def token(call: Call) -> TokenAnswer:
    """`POST /v1/devices/token`: a signed assertion for a bearer token, and the word on who is speaking."""
    hub = call.hub
    request: TokenRequest = call.body
    sender = f"{call.address} {request.device}"
    device = await load_device(hub, request.device)
    if device and device.next_key and _proves(device.next_key, device.id, request.assertion, hub.clock()):
        device = await take_next_key(hub.storage, device)
    if device is None or not _proves(device.public_key, device.id, request.assertion, hub.clock()):
        # Who proves itself never waits: a phone on the shop's Wi-Fi cannot keep the shop's tablets out.
        brake(hub.throttles.token_addresses, call.address)
        brake(hub.throttles.tokens, sender)
        hub.throttles.token_addresses.count(call.address)
        hub.throttles.tokens.count(sender)
        raise HttpProblem(401, "assertion_refused", "wrong key, or a clock far from this answer's Date")
    require_welcome(device, hub.clock())
    device, incarnation = await recognise(hub, device, request.incarnation, request.runs)
    standing = device.standing(incarnation)
    if standing == ACTIVE:
        device = await _roll(hub, device, request)
    run = request.runs[-1] if incarnation else ""
    return TokenAnswer(
        token=issue(hub.keys.token, Bearer(device.id, incarnation, run, standing), hub.clock()),
        expires_in=int(LIFETIME.total_seconds()),
        public_url=hub.config.public_url,
        incarnation=incarnation,
        standing=standing,
        settings_key=hub.keys.settings_key,
        # A copy that nobody has confirmed is not asked: it would take the place of the tablet it was made of.
        roll=bool(device.roll) and not request.next_key and standing == ACTIVE,
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


async def _roll(hub: Hub, device: Device, request: TokenRequest) -> Device:
    """Note the key that a device is asked for and names, signed with the one that it has.

    Raises:
        HttpProblem: 422; the signature is another's.
    """
    if not (device.roll and request.next_key) or request.next_key == device.public_key:
        return device
    try:
        check_signature(device.public_key, next_message(request.next_key), request.next_proof)
    except TokenError as error:
        raise HttpProblem(422, "bad_proof", str(error)) from error
    return await note_next_key(hub.storage, device, request.next_key)


def _proves(public_key: str, device: str, assertion: str, now: datetime) -> bool:
    try:
        check_assertion(public_key, assertion, device, now)
    except TokenError:
        return False
    return True


def _code_hash(code: str) -> str:
    """Return a code's hash; case, blanks and dashes do not matter."""
    return digest("".join(code.upper().replace("-", "").split()))


def _require_same_words(handshake: int) -> None:
    """Refuse a tablet of which one of the two would misunderstand the other; it is told which is too old.

    Raises:
        HttpProblem: 409.
    """
    if handshake > HANDSHAKE_VERSION:
        raise HttpProblem(409, "hub_too_old", f"this hub speaks version {HANDSHAKE_VERSION}")
    if handshake < OLDEST_HANDSHAKE:
        raise HttpProblem(409, "tablet_too_old", f"this hub speaks version {OLDEST_HANDSHAKE} at least")


async def _use(hub: Hub, code: str, device: str) -> tuple[Enrolment | None, str]:
    """Mark a code as used by `device`; return what it is for, None for an unknown one, and why not, or ''."""
    key = Key("enrolment", code)
    found: Enrolment | None = None
    refusal = UNKNOWN

    def decide(loaded: Loaded) -> Decision:
        nonlocal found, refusal
        found = documents.parse(loaded.documents.get(key), Enrolment)
        refusal = _refusal(device, found, hub.clock()) if found else UNKNOWN
        if found is None or refusal or found.device:
            return Decision([])
        return Decision([documents.write(key, msgspec.structs.replace(found, device=device))])

    await hub.storage.commit(scopes.enrolment(code), [key], [], decide)
    return found, refusal


def _refused(refusal: str) -> HttpProblem:
    if refusal == USED:
        return HttpProblem(403, "code_used", "another tablet has used this code")
    if refusal == EXPIRED:
        return HttpProblem(403, "code_expired", "this code is too old")
    return HttpProblem(403, "code_refused", "this code is unknown")


def _refusal(device: str, enrolment: Enrolment, now: datetime) -> str:
    """Say why a code is not for a device; '' where it is: unused and in time, or its own from before."""
    if enrolment.device:
        return "" if enrolment.device == device else USED
    return EXPIRED if datetime.fromisoformat(enrolment.expires) < now else ""
