"""Which phone it is: the one that opened a sign-in first, and one that its customer asked to be known on.

Both are cookies of this hub's pages alone; the hub keeps keyed hashes of them.
"""

import hmac
import secrets
from datetime import timedelta
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from sync.hub import traces
from sync.hub.context import Hub
from sync.hub.index.keeping import Ground
from sync.hub.sign_in_records import SignIn, change, keyed
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.hub.traces import BROWSER, Browser
from sync.protocol import scopes

OPENED = "vetrina-sign-in"
KNOWN = "vetrina-known"

OPENED_SECONDS = 1_200
KNOWN_DAYS = 90
HASH_SIGNS = 40


class Opened(NamedTuple):
    """What a phone keeps of the sign-in that it opened: the code, and the secret that it alone has."""

    code: str
    secret: str


class Cookie(NamedTuple):
    """A cookie of these pages; `site` says whether it comes along from other sites' pages."""

    name: str
    value: str
    seconds: int
    site: Literal["lax", "strict"]


def opened(http: Request) -> Opened:
    """Return which sign-in a phone opened last; empty where it says nothing."""
    code, _, secret = http.cookies.get(OPENED, "").partition(".")
    return Opened(code, secret)


def is_first(hub: Hub, http: Request, code: str, record: SignIn) -> bool:
    """Say whether a request comes from the phone that opened a sign-in first."""
    kept = opened(http)
    mine = keyed(hub, "phone", record.id, kept.secret) if kept.code == code and kept.secret else ""
    return bool(record.browser) and hmac.compare_digest(mine, record.browser)


async def bind(hub: Hub, code: str, record: SignIn) -> tuple[SignIn, Opened] | None:
    """Bind a sign-in to the phone that opens it; None where another one was quicker."""
    kept = Opened(code, secrets.token_urlsafe(32))
    hashed = keyed(hub, "phone", record.id, kept.secret)

    def step(known: SignIn) -> SignIn:
        if known.browser or known.step != "pending":
            return known
        return replace(known, browser=hashed, step="seen")

    bound = await change(hub, record.id, step)
    return (bound, kept) if bound and bound.browser == hashed else None


def remember_opened(hub: Hub, response: Response, kept: Opened) -> None:
    """Let the phone keep that it opened a sign-in. Lax: it comes back from a provider's pages, too."""
    cookie = Cookie(OPENED, f"{kept.code}.{kept.secret}", OPENED_SECONDS, "lax")
    _set(hub, response, cookie)


async def known(hub: Hub, http: Request) -> str:
    """Return the customer who asked to be known on this phone, '' for nobody."""
    secret = http.cookies.get(KNOWN, "")
    if not secret:
        return ""
    hashed = _hashed(hub, secret)
    found = await documents.load(hub.storage, scopes.browser(hashed), Key(BROWSER, hashed), Browser)
    return found.customer if found and hub.now() < found.until else ""


async def make_known(hub: Hub, response: Response, customer: str) -> None:
    """Let a phone know its customer from now on."""
    secret = secrets.token_urlsafe(32)
    hashed = _hashed(hub, secret)
    # The trace first: from then on an erasure finds the phone.
    await traces.note(Ground(hub.storage, hub.keys.token), customer, "browser", hashed)
    lasts = timedelta(days=KNOWN_DAYS)
    browser = Browser(customer, hub.now(), hub.later(lasts))
    await documents.keep_first(hub.storage, scopes.browser(hashed), Key(BROWSER, hashed), browser)
    _set(hub, response, Cookie(KNOWN, secret, int(lasts.total_seconds()), "strict"))


async def forget(hub: Hub, http: Request, response: Response) -> None:
    """Let a phone know nobody any more."""
    secret = http.cookies.get(KNOWN, "")
    if secret:
        await traces.forget_browser(hub.storage, _hashed(hub, secret))
    response.delete_cookie(KNOWN, path=_path(hub))


def _hashed(hub: Hub, secret: str) -> str:
    return keyed(hub, "known", secret)[:HASH_SIGNS]


def _set(hub: Hub, response: Response, cookie: Cookie) -> None:
    response.set_cookie(
        cookie.name,
        cookie.value,
        max_age=cookie.seconds,
        path=_path(hub),
        secure=hub.config.public_url.startswith("https://"),
        httponly=True,
        samesite=cookie.site,
    )


def _path(hub: Hub) -> str:
    """Return the path below which the pages are, as a phone sees it."""
    return f"{urlsplit(hub.config.public_url).path.rstrip('/')}/s"
