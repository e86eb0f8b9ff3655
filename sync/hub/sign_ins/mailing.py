"""Mailing a code: through the store's box like every letter, and seldom enough that nobody is pestered.

Whether an address is known, or had too many letters already, no answer tells: the same is written, and in
the end a letter goes or it does not.
"""

from msgspec.structs import replace

from sync.hub.context import Hub
from sync.hub.mail import letters, seldom
from sync.hub.mail.letters import Letter
from sync.hub.sign_in_records import SignIn, change
from sync.protocol import contacts, moments
from sync.protocol.ids import derived_id

MAX_MAILS = 3
"""Codes that somebody can ask for in one sign-in."""


async def send(hub: Hub, record: SignIn, address: str) -> SignIn | None:
    """Let a code go to an address (`contacts.email`) for a sign-in that is open; return how it stands then.

    Raises:
        StorageError: The store is out of reach.
    """
    goes = address if await _may_go(hub, record.device, address) else ""
    shown = contacts.mask(address)
    noted = await change(
        hub, record.id, lambda known: replace(known, email=goes, shown=shown, mails=known.mails + 1)
    )
    identifier = derived_id(record.id, address, str(noted.mails if noted else 0), "letter")
    letter = Letter(identifier, "sign_in", record.id, moments.write(hub.clock()))
    await letters.put(hub.storage, record.store, letter)
    return noted


async def _may_go(hub: Hub, device: str, address: str) -> bool:
    """Count a code by the tablet, and by the address where the tablet has not sent too many."""
    if not await seldom.may_go(hub, seldom.FROM_ONE, "codes", device):
        return False
    return await seldom.may_go(hub, seldom.TO_ONE, address)
