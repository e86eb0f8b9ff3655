"""The phone page's routes. Everything a page calls stands below its own link, and only an open link opens it.

A link that never was and one that was closed answer alike. GET changes nothing. Paths carry the link and are
never logged.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sync import brand
from sync.hub.access import list_for_token
from sync.hub.bodies import JSON, decode, pack, read_body
from sync.hub.context import Hub
from sync.hub.exchange import submit
from sync.hub.files import is_fresh
from sync.hub.index import words
from sync.hub.index.words import Word
from sync.hub.media import picture
from sync.hub.page import guard, ops, view
from sync.hub.page.assets import Assets
from sync.hub.page.concerns import Concerns
from sync.hub.page.ops import actor, actor_id, operation
from sync.hub.page.view import Bought
from sync.hub.problems import HttpProblem, brake, problem_response
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.hub.stream import HEARTBEAT, HEARTBEAT_SECONDS, EventStream
from sync.hub.subscription import Subscription
from sync.hub.throttle import sender_of
from sync.protocol import scopes
from sync.protocol.envelope import Result
from sync.protocol.hashes import digest
from sync.protocol.lists import ShoppingList
from sync.protocol.receipts import Receipt
from sync.protocol.stock import StockLevel

RESOURCES = Path(__file__).parents[3] / "resources"
"""Texts, icons and fonts of the page."""

BRANDS = RESOURCES / "brand"
"""Where the page's brand is found unless the hub is told of another file."""

HTML = "text/html; charset=utf-8"
VISITOR = "vetrina-visitor"
"""The header in which a page says who reads, so that it learns which changes are its own."""

MAX_RECEIPTS = 5
"""Receipts of one list that the page shows: the latest."""

NEWS = b"data: news\n\n"
CLOSED = "link_closed"

Handler = Callable[[Request], Awaitable[Response]]


def assets(hub: Hub) -> Assets:
    """Return what all pages of a hub are made of, in its brand.

    Raises:
        BrandError: The brand file cannot be used.
    """
    return Assets(brand.load(hub.config.brand or brand.choose(BRANDS)), RESOURCES)


def routes(hub: Hub, made_of: Assets) -> list[Route]:
    """Return the routes of the phone page."""
    page = PhonePage(hub, made_of)
    served: list[tuple[str, Handler, str]] = [
        ("/l/{token}", page.show, "GET"),
        ("/l/{token}/list", page.read, "GET"),
        ("/l/{token}/events", page.listen, "GET"),
        ("/l/{token}/ops", page.take, "POST"),
        ("/l/{token}/media/{sha256}/{rendition}", page.picture, "GET"),
        ("/l/{token}/{name}", page.asset, "GET"),
    ]
    return [Route(path, guarded(handler), methods=[method]) for path, handler, method in served]


def guarded(handler: Handler, headers: Mapping[str, str] = guard.HEADERS) -> Handler:
    """Return a handler whose every answer, errors too, carries the page's protective headers."""

    async def serve(http: Request) -> Response:
        try:
            response = await handler(http)
        except HttpProblem as error:
            response = problem_response(error.problem, error.headers)
        for name, value in headers.items():
            response.headers[name] = value
        response.headers.setdefault("Cache-Control", guard.NO_STORE)
        return response

    return serve


class PhonePage:
    """The handlers, for one hub and one brand."""

    def __init__(self, hub: Hub, assets: Assets) -> None:
        self._hub = hub
        self._assets = assets

    async def show(self, http: Request) -> Response:
        """Return the page itself, in the list's language; a kind one where there is no list."""
        token = http.path_params["token"]
        document = await self._find(http)
        if document is None:
            language = self._assets.language(*accepted(http))
            return packed(http, self._assets.closed(token, language), HTML, status=404)
        language = self._assets.language(document.language, *accepted(http))
        return packed(http, self._assets.page(token, language), HTML)

    async def asset(self, http: Request) -> Response:
        """Return a style, script, text or font: the same under every link, open or not."""
        return file(self._assets, http)

    async def picture(self, http: Request) -> Response:
        """Return a picture of a product."""
        await self._open_list(http)
        path = http.path_params
        return picture(self._hub, http, path["sha256"], path["rendition"], guard.IMMUTABLE)

    async def read(self, http: Request) -> Response:
        """Return the list as JSON, for the reader in `Vetrina-Visitor`, in `?language=`."""
        document = await self._open_list(http)
        # Read once more, for the sequence number that belongs to exactly this content.
        stored = await self._hub.storage.load(scopes.shopping_list(document.id), Key("list", document.id))
        fresh = documents.parse(stored, ShoppingList)
        if stored is None or fresh is None:
            raise HttpProblem(404, CLOSED)
        levels = await self._levels(fresh)
        reader = view.Reader(
            me=actor_id(http.headers.get(VISITOR, ""), document.id),
            language=self._assets.language(http.query_params.get("language", ""), document.language),
            now=self._hub.clock(),
        )
        bought = await self._bought(document.id)
        goods = view.shelf(fresh, self._hub.catalogue.get(), levels, reader.now, bought)
        return packed(http, msgspec.json.encode(view.build(fresh, stored.seq, goods, reader)), JSON)

    async def take(self, http: Request) -> Response:
        """Take one change and answer what became of it."""
        if not guard.may_post(http.headers, self._hub.config.public_url):
            raise HttpProblem(403, "not_from_the_page")
        token = http.path_params["token"]
        document = await self._open_list(http)
        sent = decode(ops.decode, await read_body(http, ops.MAX_BYTES))
        share = digest(token)
        brake(self._hub.throttles.links, share)
        self._hub.throttles.links.count(share)
        op = operation(sent, document.id, share)
        result = await submit(self._hub, op, actor(sent, document.id), share)
        if result.reason == CLOSED:
            raise HttpProblem(404, CLOSED)
        return Response(msgspec.json.encode(result), _status(result), media_type=JSON)

    async def listen(self, http: Request) -> Response:
        """Open a stream that says "news" whenever the list, its lines' stock or the catalogue changed."""
        document = await self._open_list(http)
        stock = scopes.stock(document.store)
        wanted = [scopes.shopping_list(document.id), stock, scopes.CATALOGUE]
        token = http.path_params["token"]
        concerns = Concerns(document.store, (await self._hub.storage.heads([stock]))[stock].seq)
        return EventStream(self._hub.bus, wanted, partial(self._news, token, concerns), link=digest(token))

    async def _news(self, token: str, concerns: Concerns, subscription: Subscription) -> AsyncIterator[bytes]:
        yield HEARTBEAT
        is_open = True
        while is_open and not subscription.closed:
            hints = await subscription.wait(HEARTBEAT_SECONDS)
            document = await list_for_token(self._hub, token) if hints else None
            is_open = not hints or document is not None
            is_news = not is_open or (document and await concerns.meet(self._hub.storage, hints, document))
            yield NEWS if is_news else HEARTBEAT

    async def _open_list(self, http: Request) -> ShoppingList:
        document = await self._find(http)
        if document is None:
            raise HttpProblem(404, CLOSED)
        return document

    async def _find(self, http: Request) -> ShoppingList | None:
        """Return the list that a link opens, None for a link that opens none.

        Who tries many of those has to wait. An open link is served all the same: somebody else on the shop's
        Wi-Fi may be the one who tries.

        Raises:
            HttpProblem: 429.
        """
        document = await list_for_token(self._hub, http.path_params["token"])
        if document is None:
            sender = sender_of(http)
            brake(self._hub.throttles.guessed_links, sender)
            self._hub.throttles.guessed_links.count(sender)
        return document

    async def _bought(self, list_id: str) -> list[Bought]:
        """Return the latest receipts of what was bought from a list."""
        hub = self._hub
        led = await words.follow_up(hub.storage, hub.keys.token, Word("of_list", list_id))
        loads = (
            documents.load(hub.storage, scopes.receipt(to.id), Key("receipt", to.id), Receipt)
            for to in led[:MAX_RECEIPTS]
        )
        found = [one for one in await asyncio.gather(*loads) if one and not one.erased]
        return [Bought(one, hub.keys.receipt_code(one.store, one.number)) for one in found]

    async def _levels(self, document: ShoppingList) -> Mapping[str, StockLevel]:
        scope = scopes.stock(document.store)
        variants = list({line.variant for line in document.present})
        loads = (
            documents.load(self._hub.storage, scope, Key("stock", variant), StockLevel)
            for variant in variants
        )
        found = await asyncio.gather(*loads)
        return {level.variant: level for level in found if level}


def file(assets: Assets, http: Request) -> Response:
    """Return a file of the pages by its name in the path.

    Raises:
        HttpProblem: 404.
    """
    asset = assets.get(http.path_params["name"])
    if asset is None:
        raise HttpProblem(404, "not_found")
    headers = {"ETag": asset.etag, "Cache-Control": guard.REVALIDATE, "Vary": "Accept-Encoding"}
    if is_fresh(http, asset.etag):
        return Response(status_code=304, headers=headers)
    if asset.packed and "gzip" in http.headers.get("accept-encoding", ""):
        return Response(
            asset.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=asset.media_type
        )
    return Response(asset.body, headers=headers, media_type=asset.media_type)


def _status(result: Result) -> int:
    """Return a result's HTTP status: other content under a known id is an error, a refusal an answer."""
    return {"conflict": 422, "retry": 503}.get(result.status, 200)


def accepted(http: Request) -> list[str]:
    """Return the languages a browser asks for, best first, without regions."""
    ranges = [part.partition(";") for part in http.headers.get("accept-language", "").split(",")]
    weighted = [(_weight(weight), tag.strip()[:2].lower()) for tag, _, weight in ranges]
    return [tag for _, tag in sorted(weighted, key=lambda pair: -pair[0])]


def _weight(text: str) -> float:
    try:
        return float(text.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0


def packed(http: Request, body: bytes, media_type: str, status: int = 200) -> Response:
    """Return an answer, packed where its reader accepts that."""
    content, headers = pack(body, http.headers.get("accept-encoding", ""))
    return Response(content, status, headers=headers, media_type=media_type)
