"""People who run the devices, with a browser that keeps cookies and an app that shows codes."""

import asyncio
import html
import re
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from sync.hub.admin import people, totp
from sync.hub.admin.people import Made
from sync.hub.admin.rights import Role
from sync.hub.staff.roster import stamp
from sync.hub.storage.port import Storage
from sync.protocol.ids import new_id
from tests.sync.hub.conftest import RunningHub, start_hub

TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')


@dataclass
class App:
    """An authenticator app: every code that it gives was not used yet, and two in a row count at once."""

    secret: bytes
    last: int = 0

    def code(self) -> str:
        """Return the code of the earliest half minute that goes on counting for a while."""
        soon = datetime.now(UTC) + timedelta(seconds=10)
        self.last = max(self.last + 1, totp.step_at(soon) - totp.DRIFT)
        return totp.code(self.secret, self.last)


class Visitor:
    """A browser that knows plain forms."""

    def __init__(self, url: str, language: str = "en") -> None:
        self.url = url
        self.http = httpx.Client(base_url=url, follow_redirects=True, headers={"Accept-Language": language})
        self.page = httpx.Response(200, text="")

    @property
    def own(self) -> dict[str, str]:
        return {"Origin": self.url, "Sec-Fetch-Site": "same-origin"}

    @property
    def title(self) -> str:
        found = TITLE.search(self.page.text)
        return html.unescape(found[1]) if found else self.page.text

    @property
    def token(self) -> str:
        found = TOKEN.search(self.page.text)
        return found[1] if found else ""

    def open(self, path: str) -> str:
        self.page = self.http.get(path)
        return self.title

    def send(self, path: str, **fields: str) -> str:
        """Send a form of the page that is open."""
        self.page = self.http.post(path, data={"token": self.token, **fields}, headers=self.own)
        return self.title

    def sign_in(self, name: str, password: str, code: str) -> str:
        return self.send("/admin", name=name, password=password, code=code)


@dataclass
class Person:
    """Somebody who may come in."""

    made: Made
    app: App = field(init=False)

    def __post_init__(self) -> None:
        self.app = App(self.made.proofs.factor)

    @property
    def name(self) -> str:
        return self.made.admin.name

    @property
    def password(self) -> str:
        return self.made.proofs.password

    def comes(self, visitor: Visitor) -> Visitor:
        """Sign in by a recovery code: those of the app are there for what asks for a fresh one."""
        visitor.sign_in(self.name, self.password, self.made.proofs.codes.pop())
        return visitor


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def hub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """One hub for the tests of a module, on each of the stores that there are."""
    database = ""
    if request.param == "postgres":
        database = request.getfixturevalue("postgres").new_database()
    running = start_hub(tmp_path_factory.mktemp("hub") / "data", database=database)
    yield running
    assert running.stop() == 0


Beside = Callable[[Callable[[Storage], Awaitable[Any]]], Any]


@pytest.fixture
def beside(hub: RunningHub) -> Beside:
    """Do something with the hub's store as its command does, while it serves."""

    async def opened(work: Callable[[Storage], Awaitable[Any]]) -> Any:
        storage = hub.open_storage()
        try:
            return await work(storage)
        finally:
            await storage.close()

    def do(work: Callable[[Storage], Awaitable[Any]]) -> Any:
        with ThreadPoolExecutor(1) as pool:  # Playwright's loop may occupy this thread
            return pool.submit(asyncio.run, opened(work)).result()

    return do


@pytest.fixture
def new_person(beside: Beside) -> Callable[..., Person]:
    """Return a function that lets somebody in, in a role."""

    def new(role: Role = Role.OWNER, store: str = "") -> Person:
        name, now = f"Ada {new_id()[:8]}", stamp(datetime.now(UTC))
        return Person(beside(lambda storage: people.add(storage, name, role, now, store)))

    return new


@pytest.fixture
def new_visitor(hub: RunningHub) -> Iterator[Callable[..., Visitor]]:
    opened: list[Visitor] = []

    def new(language: str = "en") -> Visitor:
        opened.append(Visitor(hub.url, language))
        return opened[-1]

    yield new
    for visitor in opened:
        visitor.http.close()


@pytest.fixture
def signed_in(
    new_person: Callable[..., Person], new_visitor: Callable[..., Visitor]
) -> Callable[..., tuple[Person, Visitor]]:
    """Return a function that lets somebody in and signs them in."""

    def new(role: Role = Role.OWNER, store: str = "") -> tuple[Person, Visitor]:
        person = new_person(role, store)
        return person, person.comes(new_visitor())

    return new
