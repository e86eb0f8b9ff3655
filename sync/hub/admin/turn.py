"""One request of somebody who is signed in, and what comes of it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from sync.hub.admin import audit, markup, seats, signing_in
from sync.hub.admin.audit import Doing
from sync.hub.admin.markup import NOTHING, Html, field, hidden, join, tag
from sync.hub.admin.rights import Right
from sync.hub.admin.seats import Guest
from sync.hub.context import Hub
from sync.texts import Texts


class Page(NamedTuple):
    """A page to show: its headline, what stands below, and which place it belongs to."""

    title: str
    body: Html
    here: str = ""
    status: int = 200


class Lead(NamedTuple):
    """Another page to go to, below the root; loading that again does nothing again."""

    path: str


Answer = Page | Lead | Response


class NoSuch(Exception):  # noqa: N818 - an answer, not a fault
    """What was asked for is not there, or not to be seen by who asks: both alike."""


class Turn(NamedTuple):
    """A request: `form` holds the fields of a POST, {} for a GET."""

    hub: Hub
    http: Request
    guest: Guest
    words: Texts
    root: str
    form: Mapping[str, str]

    @property
    def language(self) -> str:
        """The page's language."""
        return self.words.language

    def asked(self, name: str) -> str:
        """Return a part of the query, '' where it is not there."""
        return self.http.query_params.get(name, "")

    def given(self, name: str) -> str:
        """Return a field of the form without blanks around it, '' where it is not there."""
        return self.form.get(name, "").strip()

    def part(self, name: str) -> str:
        """Return a part of the path."""
        found: str = self.http.path_params[name]
        return found

    def may(self, right: Right) -> bool:
        """Say whether who asks has a right."""
        return self.guest.may(right)

    def get(self, key: str, *values: object, count: int | None = None) -> str:
        """Return words of the page's language."""
        return self.words.get(key, *values, count=count)

    def where(self, path: str) -> str:
        """Return the address of a page."""
        return f"{self.root}/{path}"

    def moment(self, at: str, empty: Html = markup.DASH) -> Html:
        """Return a moment in the page's language."""
        return markup.moment(at, self.language, empty)

    def act(self, path: str, *inside: Html, look: str = "fields") -> Html:
        """Return a form that does something: it carries what no other site can know."""
        mine = hidden("token", seats.token(self.hub, self.guest))
        return tag(
            "form",
            join([mine, tag("div", join(inside), class_=look)]),
            method="post",
            action=self.where(path),
        )

    def told(self) -> Html:
        """Return what was done just now, or what was wrong, as the query says."""
        for kind, look, role in (("done", "told", "status"), ("lack", "lack", "alert")):
            said = self.words.raw(f"{kind}.{self.asked(kind)}") if self.asked(kind) else None
            if said:
                return tag(
                    "p", markup.text(self.words.get(f"{kind}.{self.asked(kind)}")), class_=look, role=role
                )
        return NOTHING

    def fresh_code(self) -> Html:
        """Return the field for a code of the second factor: what is done for good asks for one."""
        return field(
            self.get("code.label"),
            "code",
            hint=self.get("code.fresh"),
            autocomplete="one-time-code",
            maxlength="20",
            required="",
            class_="digits",
        )

    async def has_fresh_code(self) -> bool:
        """Say whether the form brought a right one; each is good once."""
        return await signing_in.prove_again(self.hub, self.guest, self.given("code"))

    async def note(self, act: str, about: str = "", *, store: str = "", **more: str) -> None:
        """Write down what was done, and by whom."""
        admin = self.guest.admin
        by = Doing(admin.id, admin.name, self.hub.now())
        await audit.note(self.hub.storage, by, act, about, store=store, **more)


Handler = Callable[[Turn], Awaitable[Answer]]

Served = tuple[str, str, Right | None, Handler]
"""A path below the root, the method, the right that it asks for (None: none of its own), what serves it."""
