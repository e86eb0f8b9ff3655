"""Mailing a code: through the store's box like every letter, and seldom enough that nobody is pestered.

Whether an address is known, or had too many letters already, no answer tells: the same is written, and in
the end a letter goes or it does not.
"""

from datetime import timedelta

import msgspec
from msgspec.structs import replace

from sync.hub.context import Hub
from sync.hub.mail import letters
from sync.hub.mail.letters import Letter
from sync.hub.sign_in_records import SignIn, change, keyed
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import contacts, moments, scopes
from sync.protocol.ids import derived_id

KIND = "mailed"

MAX_MAILS = 3
"""Codes that somebody can ask for in one sign-in."""

SHORT, IN_SHORT = timedelta(minutes=10), 3
LONG, IN_LONG = timedelta(days=1), 20
"""So many letters an address gets within that time. With five tries each, guessing six digits takes years."""


class Mailed(msgspec.Struct, frozen=True):
    """When codes went to an address, whose keyed hash is the document's id: kind `mailed`."""

    times: list[str] = []


async def send(hub: Hub, record: SignIn, address: str) -> SignIn | None:
    """Let a code go to an address (`contacts.email`) for a sign-in that is open; return how it stands then.

    Raises:
        StorageError: The store is out of reach.
    """
    goes = address if await _may_mail(hub, address) else ""
    shown = contacts.mask(address)
    noted = await change(
        hub, record.id, lambda known: replace(known, email=goes, shown=shown, mails=known.mails + 1)
    )
    identifier = derived_id(record.id, address, str(noted.mails if noted else 0), "letter")
    letter = Letter(identifier, "sign_in", record.id, moments.write(hub.clock()))
    await letters.put(hub.storage, record.store, letter)
    return noted


async def _may_mail(hub: Hub, address: str) -> bool:
    """Count a letter to an address; return whether it may go."""
    place = keyed(hub, "mailed", address)[:32]
    may = False

    def step(known: Mailed | None) -> Mailed:
        nonlocal may
        times = [one for one in (known or Mailed()).times if one > hub.later(-LONG)]
        recent = [one for one in times if one > hub.later(-SHORT)]
        may = len(recent) < IN_SHORT and len(times) < IN_LONG
        return Mailed([*times, hub.now()] if may else times)

    await documents.change(hub.storage, scopes.sign_in(place), Key(KIND, place), Mailed, step)
    return may
