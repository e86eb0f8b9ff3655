"""Every state of the phone's pages for signing in: axe looks at each, and the camera too."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub
from sync.hub.settling import do
from sync.hub.sign_in_records import KIND, SignIn, Step, id_of, keyed
from sync.hub.sign_ins import phones
from sync.hub.sign_ins.accounts import HUB
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.hub.traces import BROWSER, Browser
from sync.protocol import persons, scopes
from sync.protocol.customers import CreateCustomer
from sync.protocol.ids import new_id, new_op_id
from sync.protocol.orders.codes import DIGITS

SECRET = "the-secret-of-this-phone"


class State(NamedTuple):
    """How far it is ('' for no sign-in at all), what is asked for beside, and whether the phone is known."""

    step: Step | None = None
    query: str = ""
    mailed: bool = False
    known: bool = False


STATES: dict[str, State] = {
    "type": State(),
    "type-wrong": State(query="?lack=typed"),
    "number": State("seen"),
    "account": State("chosen"),
    "account-wrong": State("chosen", "?lack=email"),
    "account-mail": State("chosen", "?lack=mail"),
    "account-provider": State("chosen", "?lack=provider"),
    "account-known": State("chosen", known=True),
    "code": State("chosen", mailed=True),
    "code-wrong": State("chosen", "?lack=code", mailed=True),
    "done": State("confirmed"),
    "accepted": State("accepted"),
    "over": State("refused"),
}


class Opened(NamedTuple):
    """Where a state is seen, and the cookies that the phone has."""

    path: str
    cookies: dict[str, str]


async def put(
    data: Path, state: State, language: str, place: str = "Kiosk 1", store: str = "milano"
) -> Opened:
    """Write a state into the store of a hub, as the hub does."""
    if state.step is None:
        return Opened(f"/s{state.query}", {})
    hub = await assemble(Config(data, "http://hub"))
    try:
        code = "".join(DIGITS[one % len(DIGITS)] for one in new_id().encode()[:8])
        record = SignIn(
            id_of(hub, code),
            "tablet",
            "visit",
            store,
            hub.now(),
            hub.later(dt.timedelta(hours=1)),
            step=state.step,
            place=place,
            language=language,
        )
        record = replace(
            record,
            browser=keyed(hub, "phone", record.id, SECRET),
            shown="a***@e***.com" if state.mailed else "",
            hello="A***",
        )
        await documents.keep_first(hub.storage, scopes.sign_in(record.id), Key(KIND, record.id), record)
        cookies = {phones.OPENED: f"{code}.{SECRET}"}
        return Opened(f"/s/{code}{state.query}", {**cookies, **(await _known(hub) if state.known else {})})
    finally:
        await hub.close()


async def _known(hub: Hub) -> dict[str, str]:
    """Let the phone know somebody."""
    customer = new_id()
    await do(hub, scopes.person(customer), new_op_id(), persons.SetName("given", "Anna"), HUB)
    await do(hub, scopes.customer(customer), new_op_id(), CreateCustomer(), HUB)
    hashed = keyed(hub, "known", customer)[: phones.HASH_SIGNS]
    browser = Browser(customer, hub.now(), hub.later(dt.timedelta(days=90)))
    await documents.keep_first(hub.storage, scopes.browser(hashed), Key(BROWSER, hashed), browser)
    return {phones.KNOWN: customer}
