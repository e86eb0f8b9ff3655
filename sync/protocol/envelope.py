"""The wire form of `POST /v1/sync`: operations up, documents down.

An operation is made once and never changes. While its session lives it travels in plain over TLS (small, and
it compresses); once the tablet has wiped itself only the sealed copy is left and travels instead. Both open
to the same operation and so to the same fingerprint.
"""

import base64
import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from sync.protocol.errors import Malformed
from sync.protocol.ids import STORABLE
from sync.protocol.sessions import Wiped
from sync.shapes import ready

if TYPE_CHECKING:
    from nacl.public import PrivateKey, SealedBox

FIRST_SCHEMA = 1
SCHEMA = 2
"""Version of the operations' arguments this code writes; it reads this one and the one before."""

MAX_OPS = 500
"""Operations in one request."""

MAX_CURSORS = 256
"""Scopes in one request."""

Identifier = Annotated[str, msgspec.Meta(min_length=1, max_length=128, pattern=STORABLE)]


class Op(msgspec.Struct, frozen=True, omit_defaults=True):
    """One operation: a verb with its arguments, by a principal, in a scope.

    `id` is a UUIDv7; `order` counts up per device and incarnation; `at` is the maker's clock (ISO 8601 UTC,
    it informs and never decides); `base` is the sequence number of the scope that the maker had seen; `args`
    is the verb's Struct as a plain object, its name under `verb`, in the words of version `schema`. Who makes
    an operation says `SCHEMA`; what is left out on the wire is the first version, for ever.
    """

    id: Identifier
    device: str
    incarnation: str
    order: int
    principal: Identifier
    scope: Identifier
    at: str
    args: dict[str, Any]
    base: int = 0
    schema: int = FIRST_SCHEMA


class SealedOp(msgspec.Struct, frozen=True):
    """An operation that only the hub can read: base64 of a NaCl sealed box around `Opened`."""

    id: Identifier
    device: Identifier
    sealed: str


class Opened(msgspec.Struct, frozen=True):
    """What is inside the seal: the operation and the secret that proves its session."""

    op: Op
    proof: str


class SyncRequest(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a tablet sends. `cursors` maps each scope it wants to the sequence number it has.

    `proofs` are the secrets of the sessions that plain operations act for and whose lists are read.
    Plain operations leave `device` and `incarnation` empty where they are the request's own. `leases` names
    the visits whose lease shall go on; `erased` the orders of erasure that are carried out, durably,
    `wiped` the receipts of visits of which nothing is left.
    `reading` says again, for scopes that are being read from nothing, what the answer's `reading` said.
    """

    device: Identifier
    incarnation: Identifier
    epoch: str = ""
    ops: Annotated[list[Op], msgspec.Meta(max_length=MAX_OPS)] = []
    sealed: Annotated[list[SealedOp], msgspec.Meta(max_length=MAX_OPS)] = []
    proofs: Annotated[list[str], msgspec.Meta(max_length=32)] = []
    cursors: Annotated[dict[Identifier, int], msgspec.Meta(max_length=MAX_CURSORS)] = {}
    leases: Annotated[list[Identifier], msgspec.Meta(max_length=32)] = []
    erased: Annotated[list[Identifier], msgspec.Meta(max_length=256)] = []
    wiped: Annotated[list[Wiped], msgspec.Meta(max_length=64)] = []
    reading: Annotated[dict[str, int], msgspec.Meta(max_length=MAX_CURSORS)] = {}


class Result(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one operation. The first result is stored with the effect and repeated for ever.

    `seq` is the scope's sequence number after it; `reason` is a stable code when it was rejected.
    """

    id: str
    status: Literal["applied", "rejected", "conflict", "retry"]
    seq: int = 0
    reason: str = ""


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """A document as it stands now; `body` is its encoded JSON, UNSET when it was deleted."""

    scope: str
    kind: str
    id: str
    seq: int
    body: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class EraseOrder(msgspec.Struct, frozen=True):
    """A person asked to be forgotten: what a tablet holds of these scopes goes, and `erased` says so."""

    id: str
    scopes: list[str]


class SyncAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the hub answers. `closed` names wanted scopes the device may not (or no longer) read.

    `heads` says up to which sequence number each open scope is complete once `changes` are applied: the next
    cursor. `more` says that further changes wait beyond this page; `server_time` is ISO 8601 UTC.

    `checksums` (16 hex digits, `sync.protocol.checksums`) are given for scopes that are complete at their
    head with this answer. `rebase` names scopes whose changes here start from nothing: the cursor was older
    than the tombstones the hub keeps, or ahead of its head. `removals` gives the sequence number up to which
    staff meant a mass removal. `leases` gives seconds from now for each visit, 0 when it is over. `reading`
    gives, for scopes that are read from nothing and go on beyond this page, the head when that began: as long
    as no younger tombstone is forgotten, the next pages tell of every removal. `receipts` names the visits
    whose receipts need not come again.
    """

    epoch: str
    server_time: str
    results: list[Result] = []
    changes: list[Change] = []
    heads: dict[str, int] = {}
    closed: list[str] = []
    more: bool = False
    checksums: dict[str, str] = {}
    rebase: list[str] = []
    removals: dict[str, int] = {}
    leases: dict[str, int] = {}
    erase: list[EraseOrder] = []
    receipts: list[str] = []
    reading: dict[str, int] = {}


class Hint(msgspec.Struct, frozen=True):
    """One server-sent event: something changed in this scope. Never data."""

    scope: str
    seq: int


def seal(op: Op, proof: str, hub_key: bytes) -> SealedOp:
    """Seal an operation with its proof to the hub's public key (X25519, 32 bytes; libsodium sealed box)."""
    from nacl.public import PublicKey, SealedBox  # noqa: PLC0415 - loads libsodium, for the first seal

    box = SealedBox(PublicKey(hub_key))
    sealed = box.encrypt(msgspec.json.encode(Opened(op, proof)))
    return SealedOp(id=op.id, device=op.device, sealed=base64.b64encode(sealed).decode())


def unseal(sealed: SealedOp, private_key: bytes) -> Opened:
    """Open what `seal` made.

    Raises:
        Malformed: It was sealed to another key, was tampered with, or holds another operation than it says.

    Which device made it stands inside: the tablet that brings it may have been enrolled anew since.
    """
    try:
        plain = _opener(private_key).decrypt(base64.b64decode(sealed.sealed, validate=True))
        opened = msgspec.json.decode(plain, type=ready(Opened))
    except Exception as error:  # nacl, binascii and msgspec each have their own; all mean the same here
        message = "the sealed operation cannot be opened"
        raise Malformed(message) from error
    if opened.op.id != sealed.id:
        message = "the seal names another operation"
        raise Malformed(message)
    return opened


@lru_cache(1)
def _opener(private_key: bytes) -> "SealedBox[PrivateKey]":
    """Return what opens boxes; to derive the public key anew costs a third of opening one."""
    from nacl.public import PrivateKey, SealedBox  # noqa: PLC0415 - as above

    return SealedBox(PrivateKey(private_key))


def fill_in(op: Op, request: SyncRequest) -> Op:
    """Return the whole operation: what it left empty is the request's."""
    if op.device and op.incarnation:
        return op
    return msgspec.structs.replace(
        op, device=op.device or request.device, incarnation=op.incarnation or request.incarnation
    )


def fingerprint(op: Op) -> str:
    """Return the hash of an operation's whole content, the same however it travelled (hex, 128 bits)."""
    canonical = msgspec.json.encode(op, order="deterministic")
    return hashlib.blake2b(canonical, digest_size=16).hexdigest()
