"""What pages have in common that a short code opens: it is scanned or typed, and who guesses has to wait."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from sync.hub.page import guard
from sync.hub.page.plain import PlainPages, button, described, field, form
from sync.hub.page.routes import Handler, accepted, guarded
from sync.hub.problems import brake
from sync.hub.throttle import Throttle, sender_of

Found = TypeVar("Found")

NOBODY = "-"
"""Stands for a code in addresses where there is none."""

FIELD = (
    'name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20"'
    ' required class="digits"'
)


def routes(served: Sequence[tuple[str, Handler, str]]) -> list[Route]:
    """Return the routes of handlers, each with its path and method."""
    return [
        Route(path, guarded(handler, guard.FORM_HEADERS), methods=[method])
        for path, handler, method in served
    ]


def languages(http: Request, own: str = "") -> list[str]:
    """Return the languages of a page, best first; `own` is the screen's, as `it` or `it-IT`."""
    return [own.replace("_", "-").partition("-")[0].lower(), *accepted(http)]


def see_other(where: str) -> Response:
    """Lead on by GET, relative to where the form was, so that loading again sends nothing again."""
    return RedirectResponse(where, status_code=303)


def type_code(pages: PlainPages, where: str, language: str, lack: str, *, lacks: bool) -> bytes:
    """Return the page that asks for the code on the screen.

    Args:
        pages: Writes it.
        where: The first part of its path, `c` or `s`.
        language: One of the texts'.
        lack: The markup that says what was wrong with what was sent before, '' for nothing.
        lacks: Whether it was the code.
    """
    words = pages.texts[language]
    typed = field(words, "type", f"{FIELD}{described(lacks)}", hint=True)
    body = lack + form(where, typed + button(words.get("type.go"), "", filled=True))
    return pages.write(f"{where}/{NOBODY}", language, words.get("type.title"), body)


async def braked(
    throttle: Throttle, http: Request, look: Callable[[], Awaitable[Found | None]]
) -> Found | None:
    """Return what a code leads to, None for one that leads nowhere.

    Who tries many of those has to wait, also with a right one at last: unlike a link, a code is short enough
    that a brake which lets right ones pass would be none.

    Raises:
        HttpProblem: 429.
    """
    sender = sender_of(http)
    brake(throttle, sender)
    found = await look()
    if not found:
        throttle.count(sender)
        return None
    return found
