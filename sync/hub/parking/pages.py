"""The pages below `/c`: a shopper's phone brings the code of lists that wait, and gets links to them.

GET changes nothing: a code is used by a tap. Whatever is not good any more (unknown, used by somebody else,
over) looks alike. Paths are never logged.
"""

import secrets
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync.hub import parked
from sync.hub.context import Hub
from sync.hub.page import by_code
from sync.hub.page.assets import Assets
from sync.hub.page.plain import read_form
from sync.hub.page.routes import HTML, RESOURCES, Handler, file, packed
from sync.hub.parking import claiming
from sync.hub.parking.sheets import Sheets
from sync.protocol import parking
from sync.protocol.lists import ShoppingList

COOKIE = "vetrina-claim"
COOKIE_SECONDS = parking.WAITS_HOURS * 3600


def routes(hub: Hub, assets: Assets) -> list[Route]:
    """Return the routes of the pages."""
    pages = Pages(hub, assets)
    served: list[tuple[str, Handler, str]] = [
        ("/c", pages.ask, "GET"),
        ("/c", pages.typed, "POST"),
        ("/c/{code}", pages.show, "GET"),
        ("/c/{code}", pages.take, "POST"),
        ("/c/{code}/{name}", pages.asset, "GET"),
    ]
    return by_code.routes(served)


class Pages:
    """The handlers, for one hub and one brand."""

    def __init__(self, hub: Hub, assets: Assets) -> None:
        self._hub = hub
        self._assets = assets
        self._sheets = Sheets(assets, RESOURCES, urlsplit(hub.config.public_url).netloc)

    async def asset(self, http: Request) -> Response:
        """Return a style, a font or the logo."""
        return file(self._assets, http)

    async def ask(self, http: Request) -> Response:
        """Ask for the code, of who cannot scan it."""
        lacks = "lack" in http.query_params
        return packed(http, self._sheets.type_code(self._language(http), lacks=lacks), HTML)

    async def typed(self, http: Request) -> Response:
        """Lead to the code that was typed."""
        form = await read_form(self._hub, http)
        code = parking.clean(form.get("code", ""))
        if not await self._find(http, code):
            return by_code.see_other("c?lack=typed")
        return by_code.see_other(f"c/{code}")

    async def show(self, http: Request) -> Response:
        """Offer to take the lists to this phone."""
        code = parking.clean(http.path_params["code"])
        found = await self._find(http, code)
        if not found:
            return self._over(http)
        language = self._language(http, found[0])
        response = packed(http, self._sheets.offer(code, parking.grouped(code), language), HTML)
        if not http.cookies.get(COOKIE):
            self._know(response)
        return response

    async def take(self, http: Request) -> Response:
        """Use the code, and lead to its list, or show its lists."""
        await read_form(self._hub, http)
        code = parking.clean(http.path_params["code"])
        found = await self._find(http, code)
        secret = http.cookies.get(COOKIE) or secrets.token_urlsafe(32)
        ways = await claiming.lead(self._hub, code, secret) if found else []
        if not ways:
            return self._over(http)
        if len(ways) == 1:
            return by_code.see_other(f"../l/{ways[0].token}")
        return packed(http, self._sheets.lists(code, self._language(http, found[0]), ways), HTML)

    async def _find(self, http: Request, code: str) -> list[ShoppingList]:
        """Return the lists that a code leads this phone to; none for a code that leads it to none.

        Raises:
            HttpProblem: 429.
        """

        async def look() -> list[ShoppingList]:
            record = await parked.find(self._hub, code)
            mine = claiming.phone(self._hub, http.cookies.get(COOKIE, ""))
            return await parked.leads(self._hub, record, code, mine) if record else []

        return await by_code.braked(self._hub.throttles.typed_claims, http, look) or []

    def _know(self, response: Response) -> None:
        """Let the phone be known again: it may lose the answer, and a code is good once."""
        url = urlsplit(self._hub.config.public_url)
        response.set_cookie(
            COOKIE,
            secrets.token_urlsafe(32),
            max_age=COOKIE_SECONDS,
            path=f"{url.path.rstrip('/')}/c",
            secure=url.scheme == "https",
            httponly=True,
            samesite="lax",
        )

    def _over(self, http: Request) -> Response:
        return packed(http, self._sheets.over(self._language(http)), HTML, status=404)

    def _language(self, http: Request, document: ShoppingList | None = None) -> str:
        return self._sheets.language(*by_code.languages(http, document.language if document else ""))
