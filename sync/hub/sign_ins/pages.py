"""The pages below `/s`: a shopper's phone says whose the visit at a screen is.

Only the phone that opened a code first goes on with it, and it has to name the number on the screen. Whatever
is not good any more (unknown, used, over, another phone's) looks alike. Paths are never logged.
"""

import hmac
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import urlsplit

from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.hub.context import Hub
from sync.hub.page import by_code
from sync.hub.page.assets import Assets
from sync.hub.page.by_code import NOBODY, see_other
from sync.hub.page.ops import clean_name
from sync.hub.page.plain import read_form
from sync.hub.page.routes import HTML, RESOURCES, Handler, file, packed
from sync.hub.problems import brake
from sync.hub.sign_in_records import SignIn, change, id_of, keyed, later, load, over
from sync.hub.sign_ins import accounts, calls, mailing, phones
from sync.hub.sign_ins.openid import Account, OpenId, ProviderFailed
from sync.hub.sign_ins.sheets import LACKS, Lack, Sheets, Ways
from sync.protocol import contacts
from sync.protocol.orders.codes import DIGITS
from sync.protocol.sign_ins import TYPE_SECONDS

MAX_NAME = 40
CHOICES = 3
logger = logging.getLogger(__name__)

Form = Mapping[str, str]
Answer = Callable[[Request, str, SignIn, Form], Awaitable[Response]]


def routes(hub: Hub, assets: Assets) -> list[Route]:
    """Return the routes of the pages."""
    pages = Pages(hub, assets)
    served: list[tuple[str, Handler, str]] = [
        ("/s", pages.ask, "GET"),
        ("/s", pages.typed, "POST"),
        ("/s/-/back", pages.back, "GET"),
        ("/s/{code}/provider", pages.leave, "GET"),
        ("/s/{code}", pages.show, "GET"),
        ("/s/{code}", pages.take, "POST"),
        ("/s/{code}/{name}", pages.asset, "GET"),
    ]
    return by_code.routes(served)


class Pages:
    """The handlers, for one hub and one brand."""

    def __init__(self, hub: Hub, assets: Assets) -> None:
        self._hub = hub
        self._assets = assets
        self._openid = OpenId(hub, hub.config.provider) if hub.config.provider else None
        self._sheets = Sheets(assets, RESOURCES, urlsplit(hub.config.public_url).netloc)

    async def asset(self, http: Request) -> Response:
        """Return a style, a font or the logo."""
        return file(self._assets, http)

    async def ask(self, http: Request) -> Response:
        """Ask for the code, of who cannot scan it."""
        return packed(http, self._sheets.type_code(self._language(http), _lack(http)), HTML)

    async def typed(self, http: Request) -> Response:
        """Lead to the code that was typed."""
        form = await read_form(self._hub, http)
        code = _clean(form.get("code", ""))
        record = await self._find(http, code) if code else None
        if record is None:
            return see_other("s?lack=typed")
        return see_other(f"s/{code}")

    async def show(self, http: Request) -> Response:
        """Return the page for how far a sign-in is; the first phone that opens it has it from then on."""
        code = http.path_params["code"]
        record = await self._find(http, code)
        if record is None:
            return self._over(http)
        if not record.browser:
            return await self._open(http, code, record)
        if not phones.is_first(self._hub, http, code, record):
            return self._over(http)
        return await self._page(http, code, record)

    async def _open(self, http: Request, code: str, record: SignIn) -> Response:
        # What a browser fetches ahead, and a mere look (HEAD), opens nothing.
        if http.headers.get("sec-purpose", "").startswith("prefetch") or http.method == "HEAD":
            return Response(status_code=204)
        bound = await phones.bind(self._hub, code, record)
        if bound is None:
            return self._over(http)
        response = await self._page(http, code, bound[0])
        phones.remember_opened(self._hub, response, bound[1])
        return response

    async def _page(self, http: Request, code: str, record: SignIn) -> Response:
        hub, language = self._hub, self._language(http, record)
        match record.step:
            case "seen":
                where = self._sheets.place(language, record.place, hub.catalogue.store_name(record.store))
                page = self._sheets.numbers(code, language, where, numbers(hub, record.id))
            case "chosen" if record.shown:
                page = self._sheets.code(code, language, record.shown, _lack(http))
            case "chosen":
                page = self._sheets.account(code, language, await self._ways(http), _lack(http))
            case "confirmed" | "accepted":
                is_accepted = record.step == "accepted"
                page = self._sheets.done(code, language, record.hello, accepted=is_accepted)
            case _:
                return self._over(http)
        return packed(http, page, HTML)

    async def take(self, http: Request) -> Response:
        """Take an answer, and lead to the next question."""
        form = await read_form(self._hub, http)
        code = http.path_params["code"]
        record = await self._find(http, code)
        if record is None or not phones.is_first(self._hub, http, code, record):
            return self._over(http)
        brake(self._hub.throttles.sign_in_pages, record.id)
        self._hub.throttles.sign_in_pages.count(record.id)
        if form.get("do") == "stop":
            await change(self._hub, record.id, over)
            return see_other(code)
        if record.step == "seen" and "number" in form:
            return await self._choose(code, record, form["number"])
        answers: dict[str, Answer] = {
            "known": self._known,
            "unknown": self._unknown,
            "mail": self._mail,
            "other": self._other,
            "code": self._code,
        }
        answer = answers.get(form.get("do", "")) if record.step == "chosen" else None
        return await answer(http, code, record, form) if answer else see_other(code)

    async def _choose(self, code: str, record: SignIn, chosen: str) -> Response:
        """Take the number that was chosen: a wrong one ends it, since the phone is not before the screen."""
        hub = self._hub
        is_right = chosen == calls.number(hub, record.id)
        until = later(hub, TYPE_SECONDS)

        def step(known: SignIn) -> SignIn:
            if known.step != "seen":
                return known
            return replace(known, step="chosen", expires=until) if is_right else over(known)

        await change(hub, record.id, step)
        return see_other(code)

    async def _known(self, http: Request, code: str, record: SignIn, _: Form) -> Response:
        customer = await phones.known(self._hub, http)
        if customer and await accounts.known_as(self._hub, customer):
            await accounts.greet(self._hub, record.id, customer)
        return see_other(code)

    async def _unknown(self, http: Request, code: str, _: SignIn, __: Form) -> Response:
        response = see_other(code)
        await phones.forget(self._hub, http, response)
        return response

    async def _mail(self, _: Request, code: str, record: SignIn, form: Form) -> Response:
        address = contacts.email(form.get("email", ""))
        if not address:
            return see_other(f"{code}?lack=email")
        if record.mails >= mailing.MAX_MAILS or not self._hub.config.sends_mail:
            return see_other(f"{code}?lack=mail")
        await mailing.send(self._hub, record, address)
        return see_other(code)

    async def _other(self, _: Request, code: str, record: SignIn, __: Form) -> Response:
        await change(self._hub, record.id, lambda known: replace(known, email="", shown=""))
        return see_other(code)

    async def _code(self, _: Request, code: str, record: SignIn, form: Form) -> Response:
        hub = self._hub
        name = clean_name(form.get("name", ""))[:MAX_NAME]
        proven = await calls.prove(hub, record, form.get("code", ""), name)
        if proven.step == "chosen":
            return see_other(f"{code}?lack=code")
        done = await accounts.confirm(hub, proven)
        response = see_other(code)
        if done and done.step == "confirmed" and form.get("remember"):
            await phones.make_known(hub, response, done.customer)
        return response

    async def leave(self, http: Request) -> Response:
        """Send the phone to the provider. Nothing is changed, or kept, by that."""
        code = http.path_params["code"]
        record = await self._find(http, code)
        if record is None or not phones.is_first(self._hub, http, code, record):
            return self._over(http)
        if record.step != "chosen" or self._openid is None:
            return see_other(f"../{code}")
        try:
            return see_other(await self._openid.address(record))
        except ProviderFailed as error:
            logger.warning("the provider of accounts: %s", error)
            return see_other(f"../{code}?lack=provider")

    async def back(self, http: Request) -> Response:
        """Take the phone back from the provider: the one that went, with what it went for."""
        code = phones.opened(http).code
        record = await self._find(http, code)
        if record is None or not phones.is_first(self._hub, http, code, record) or self._openid is None:
            return self._over(http)
        said = http.query_params
        if not hmac.compare_digest(said.get("state", "").encode(), self._openid.state(record).encode()):
            return self._over(http)
        if record.step == "chosen":
            try:
                account = await self._openid.prove(record, said.get("code", ""), said.get("iss", ""))
            except ProviderFailed as error:
                logger.warning("the provider of accounts: %s", error)
                return see_other(f"../{code}?lack=provider")
            await self._proven(record, account)
        return see_other(f"../{code}")

    async def _proven(self, record: SignIn, account: Account) -> None:
        hashed = accounts.account_hash(self._hub, account.issuer, account.subject)
        email, name = contacts.email(account.email), clean_name(account.name)[:MAX_NAME]

        def step(known: SignIn) -> SignIn:
            if known.step != "chosen":
                return known
            return replace(known, step="proven", account=hashed, email=email, name=name)

        proven = await change(self._hub, record.id, step)
        if proven:
            await accounts.confirm(self._hub, proven)

    async def _ways(self, http: Request) -> Ways:
        customer = await phones.known(self._hub, http)
        known = await accounts.known_as(self._hub, customer) if customer else ""
        return Ways(known, self._hub.config.sends_mail, self._openid.name if self._openid else "")

    async def _find(self, http: Request, code: str) -> SignIn | None:
        """Return the sign-in that a code leads to, None for a code that leads to none, or none any more.

        Raises:
            HttpProblem: 429.
        """

        async def look() -> SignIn | None:
            record = await load(self._hub, id_of(self._hub, code))
            is_good = (
                record and record.way == "phone" and (record.is_open(self._hub.now()) or _is_told(record))
            )
            return record if is_good else None

        return await by_code.braked(self._hub.throttles.typed_sign_ins, http, look)

    def _over(self, http: Request) -> Response:
        return packed(http, self._sheets.over(NOBODY, self._language(http)), HTML, status=404)

    def _language(self, http: Request, record: SignIn | None = None) -> str:
        return self._sheets.language(*by_code.languages(http, record.language if record else ""))


def numbers(hub: Hub, identifier: str) -> list[str]:
    """Return the numbers to choose from, the right one among them; the same however often they are shown."""
    right = calls.number(hub, identifier)
    drawn = random.Random(keyed(hub, "choices", identifier))  # noqa: S311 - the seed is the hub's secret
    # Nobody shall mistake one for another: they have no digit in its place in common with the right one.
    apart = [one for one in map(str, calls.NUMBERS) if one[0] != right[0] and one[1] != right[1]]
    others = drawn.sample(apart, CHOICES - 1)
    return drawn.sample([right, *others], CHOICES)


def _is_told(record: SignIn) -> bool:
    """Say whether the phone is still told how it ended."""
    return record.step == "accepted"


def _lack(http: Request) -> Lack:
    said = http.query_params.get("lack", "")
    return next((one for one in LACKS if one == said), "")


def _clean(typed: str) -> str:
    """Return a code as it was shown, '' for what is none; capitals, blanks and dashes do not matter."""
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    return code if len(code) == calls.CODE_SIGNS and set(code) <= set(DIGITS) else ""
