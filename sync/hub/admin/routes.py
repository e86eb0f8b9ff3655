"""The routes below `/admin`. Whoever is not signed in sees the sign-in and nothing else, whatever the path.

GET changes nothing but who is seen to be there. A POST comes from a page of this origin and carries the token
of its seat. What somebody has no right to, and what is not there, look alike.
"""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sync.hub.admin import entrance, frame, seats
from sync.hub.admin.audit import Doing, note
from sync.hub.admin.frame import Frame
from sync.hub.admin.markup import NOTHING, Html, hidden, join, link, paragraph, tag, text
from sync.hub.admin.pages import PAGES
from sync.hub.admin.rights import Right
from sync.hub.admin.seats import Guest
from sync.hub.admin.signing_in import Door, Typed, Waits
from sync.hub.admin.turn import Answer, Handler, Lead, NoSuch, Page, Turn
from sync.hub.context import Hub
from sync.hub.page import guard
from sync.hub.page.assets import Assets
from sync.hub.page.plain import read_form
from sync.hub.page.routes import HTML, RESOURCES, accepted, file, guarded, packed
from sync.hub.problems import HttpProblem
from sync.hub.throttle import sender_of

PATHS = ("/admin", *sorted({f"/admin/{path.partition('/')[0]}" for path, *_ in PAGES}), "/admin/-")
"""What of the paths may stand in a log."""


def routes(hub: Hub, assets: Assets) -> list[Route]:
    """Return the routes of the page."""
    pages = AdminPages(hub, assets)
    ways: list[tuple[str, Callable[[Request], Awaitable[Response]], str]] = [
        ("/admin", pages.begin, "GET"),
        ("/admin", pages.enter, "POST"),
        ("/admin/-/{name}", pages.asset, "GET"),
        ("/admin/sign-out", pages.leave, "POST"),
        *(
            (f"/admin/{path}", pages.served(right, handler, is_post=method == "POST"), method)
            for path, method, right, handler in PAGES
        ),
    ]
    return [Route(path, guarded(way, guard.FORM_HEADERS), methods=[method]) for path, way, method in ways]


class AdminPages:
    """The handlers, for one hub and one brand."""

    def __init__(self, hub: Hub, assets: Assets) -> None:
        self._hub = hub
        self._assets = assets
        self._door = Door(hub)
        self._frame = Frame(assets, RESOURCES, hub.config.public_url)

    async def asset(self, http: Request) -> Response:
        """Return a style, a font or the logo."""
        return file(self._assets, http)

    async def begin(self, http: Request) -> Response:
        """Lead who is signed in to their first page; ask everybody else who they are."""
        guest = await seats.guest_of(self._hub, http)
        if guest is None:
            return self._sign_in(http, 200)
        return self._lead(frame.places(guest)[0], guest)

    async def enter(self, http: Request) -> Response:
        """Take name, password and code."""
        hub, sender = self._hub, sender_of(http)
        form = await read_form(hub, http)
        wait = hub.throttles.admins.wait_seconds(sender)
        if wait:
            return self._sign_in(http, 429, "waits", wait)
        # Counted before it is looked at: many who guess at once have no more tries than one after the other.
        hub.throttles.admins.count(sender)
        typed = Typed(form.get("name", ""), form.get("password", ""), form.get("code", ""))
        try:
            entered = await self._door.enter(typed)
        except Waits as waits:
            return self._sign_in(http, 429, "waits", waits.seconds)
        if entered is None:
            return self._sign_in(http, 403, "refused")
        hub.throttles.admins.uncount(sender)
        admin = entered.guest.admin
        more = {"wrong": str(entered.wrong)} if entered.wrong else {}
        act = "sign_in_recovered" if entered.recovered else "sign_in"
        await note(hub.storage, Doing(admin.id, admin.name, hub.now()), act, **more)
        return self._lead(frame.places(entered.guest)[0], entered.guest)

    async def leave(self, http: Request) -> Response:
        """Sign out."""
        guest = await seats.guest_of(self._hub, http)
        if guest is not None:
            form = await read_form(self._hub, http)
            if not seats.is_from_a_form(self._hub, guest, form.get("token", "")):
                raise HttpProblem(403, "not_from_the_page")
            await seats.end(self._hub, guest)
        response: Response = RedirectResponse(self._frame.root, status_code=303)
        seats.drop(self._hub, response)
        return response

    def served(
        self, right: Right | None, handler: Handler, *, is_post: bool
    ) -> Callable[[Request], Awaitable[Response]]:
        """Return what serves a page to those who have a right."""

        async def serve(http: Request) -> Response:
            guest = await seats.guest_of(self._hub, http)
            if guest is None:
                return self._sign_in(http, 401)
            form = await read_form(self._hub, http) if is_post else {}
            if is_post and not seats.is_from_a_form(self._hub, guest, form.get("token", "")):
                raise HttpProblem(403, "not_from_the_page")
            words = self._frame.texts[self._language(http)]
            turn = Turn(self._hub, http, guest, words, self._frame.root, form)
            if right is not None and not guest.may(right):
                return self._show(turn, _nothing(turn))
            return self._answer(turn, await _handled(turn, handler))

        return serve

    def _answer(self, turn: Turn, answer: Answer) -> Response:
        match answer:
            case Page():
                return self._show(turn, answer)
            case Lead():
                return self._lead(answer.path, turn.guest)
            case _:
                return self._kept(turn.guest, answer)

    def _show(self, turn: Turn, page: Page) -> Response:
        leave = tag("button", text(turn.get("sign_out")), class_="plain")
        mine = hidden("token", seats.token(self._hub, turn.guest))
        out = tag("form", join([mine, leave]), method="post", action=turn.where("sign-out"))
        body = join([turn.told(), page.body])
        whole = self._frame.write(turn.language, page.title, body, guest=turn.guest, here=page.here, out=out)
        return self._kept(turn.guest, packed(turn.http, whole, HTML, page.status))

    def _lead(self, path: str, guest: Guest) -> Response:
        return self._kept(guest, RedirectResponse(f"{self._frame.root}/{path}", status_code=303))

    def _kept(self, guest: Guest, response: Response) -> Response:
        if guest.cookie:
            seats.keep(self._hub, response, guest.cookie)
        return response

    def _sign_in(self, http: Request, status: int, lack: str = "", wait: int = 0) -> Response:
        language = self._language(http)
        words = self._frame.texts[language]
        body = entrance.form(words, self._frame.root, lack, wait)
        page = self._frame.write(language, words.get("sign_in.title"), body, guest=None, here="", out=NOTHING)
        response = packed(http, page, HTML, status)
        if wait:
            response.headers["Retry-After"] = str(wait)
        return response

    def _language(self, http: Request) -> str:
        return self._frame.language(*accepted(http))


async def _handled(turn: Turn, handler: Handler) -> Answer:
    try:
        return await handler(turn)
    except NoSuch:
        return _nothing(turn)
    except Waits as waits:
        minutes = -(-waits.seconds // 60)
        return Page(turn.get("lack.title"), paragraph(turn.get("sign_in.waits", count=minutes)), status=429)


def _nothing(turn: Turn) -> Page:
    home: Html = link(turn.where(frame.places(turn.guest)[0]), turn.get("nothing.home"))
    return Page(
        turn.get("nothing.title"),
        join([paragraph(turn.get("nothing.text")), tag("p", home)]),
        status=404,
    )
