"""A list that is mailed to whom it belongs: from the operation to the letter, and no address left."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest

from sync.hub import settling, unmailed
from sync.hub.assembly import assemble
from sync.hub.context import STORE_FILE, Config
from sync.hub.mail import seldom, service
from sync.hub.mail.relay import Relay
from sync.hub.mail.service import Mail
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.ids import new_op_id
from sync.protocol.list_verbs import AddLine, CreateList, RenameList, SetNote
from sync.protocol.lists import ShoppingList
from sync.protocol.mailing import MailList
from tests.fakes import Clock
from tests.sync.hub.mail.office import MIRA, STORE, Office, fill

ADDRESS = "anna.ferri@example.com"
LIST = "0198f3c2-list"
SCOPE = scopes.shopping_list(LIST)


@dataclass
class Desk:
    """An office with one list in it."""

    office: Office

    async def begin(self, title: str = "Living room") -> None:
        await self.do(CreateList(title, "it", STORE))
        await self.do(AddLine("lamp", "lamp-red", {"colour": "red"}, 2))
        await self.do(AddLine("cup", "cup-1", {}, 1))

    async def do(self, verb: Any) -> None:
        result = await settling.do(self.office.hub, SCOPE, new_op_id(), verb, MIRA)
        assert result.status == "applied", result.reason

    async def document(self) -> ShoppingList:
        found = await documents.load(self.office.hub.storage, SCOPE, Key("list", LIST), ShoppingList)
        assert found is not None
        return found

    async def states(self) -> list[str]:
        return [mark.state for mark in (await self.document()).mails.values()]


@pytest.fixture
def desk(tmp_path, server):
    """Return a function that runs a story at a desk whose hub sends mail, or does not."""
    clock = Clock()

    async def run(story: Any, *, sends: bool) -> None:
        config = Config(tmp_path / "hub", "https://lists.example", sends_mail=sends)
        hub = await assemble(config, clock.now)
        try:
            await fill(hub)
            postman = service.postman(hub, Mail(Relay(server.host, server.port, "starttls")))
            await story(Desk(Office(hub, postman, clock, server.box)))
        finally:
            await hub.close()

    return lambda story, *, sends=True: asyncio.run(run(story, sends=sends))


def body(message: Any, kind: str = "plain") -> str:
    return str(message.get_body((kind,)).get_content())


def test_the_letter_has_the_things_their_prices_and_the_link_in_the_shoppers_language(desk):
    async def story(desk):
        await desk.begin("Salotto")
        line = (await desk.document()).lines[0].id
        await desk.do(SetNote(line, "Per il lato della finestra"))
        await desk.do(MailList(ADDRESS, "it"))
        assert await desk.states() == ["asked"]
        assert await desk.office.postman.round() == 1
        (letter,) = desk.office.box.arrived
        assert letter["To"] == ADDRESS
        assert letter["Subject"] == "La tua lista da Milano Brera"
        for text in (body(letter), body(letter, "html")):
            for words in ("Salotto", "Lampada", "Rosso", "98", "110,50", "https://lists.example/l/"):
                assert words in text.replace("\N{NO-BREAK SPACE}", " "), words
            assert "Per il lato della finestra" in text
        assert await desk.states() == ["sent"]

    desk(story)


def test_it_speaks_the_language_of_the_moment_else_the_lists(desk):
    async def story(desk):
        await desk.begin()
        await desk.do(MailList(ADDRESS, "ja"))
        await desk.do(MailList("other@example.com"))
        assert await desk.office.postman.round() == 2
        assert sorted(desk.office.box.subjects) == [
            "La tua lista da Milano Brera",
            "Milano Brera でお選びの商品リスト",
        ]

    desk(story)


def test_the_letter_tells_the_list_as_it_is_when_it_goes(desk):
    async def story(desk):
        await desk.begin()
        await desk.do(MailList(ADDRESS, "en"))
        await desk.do(RenameList("Hall", "Living room"))
        await desk.office.postman.round()
        assert "Hall" in body(desk.office.box.arrived[0])

    desk(story)


def test_no_trace_of_the_address_stays_at_the_hub_once_the_letter_went(desk, tmp_path):
    async def story(desk):
        await desk.begin()
        await desk.do(MailList(ADDRESS, "en"))
        assert await desk.office.postman.round() == 1
        assert await desk.office.waiting() == 0

    desk(story)
    with closing(sqlite3.connect(tmp_path / "hub" / STORE_FILE)) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        dump = "\n".join(store.iterdump())
    assert ADDRESS not in dump
    assert ADDRESS.encode().hex() not in dump.lower()


def test_an_address_that_the_mail_server_refuses_is_told_on_the_list(desk):
    async def story(desk):
        desk.office.box.refuse[ADDRESS] = "550 nobody of that name"
        await desk.begin()
        await desk.do(MailList(ADDRESS, "en"))
        assert await desk.office.postman.round() == 0
        assert await desk.states() == ["failed"]

    desk(story)


def test_a_letter_whose_address_is_forgotten_is_not_said_to_be_on_its_way(desk):
    async def story(desk):
        await desk.begin()
        await desk.do(MailList(ADDRESS, "en"))
        await desk.do(MailList("other@example.com", "en"))
        for _ in range(2):  # an erasure that was cut off is done again
            await unmailed.drop(desk.office.hub.storage, {ADDRESS}, set())
            assert await desk.states() == ["failed", "asked"]
        assert await desk.office.waiting() == 1

    desk(story)


def test_a_hub_without_a_mail_server_says_so_on_the_list(desk):
    async def story(desk):
        await desk.begin()
        await desk.do(MailList(ADDRESS, "en"))
        assert await desk.states() == ["failed"]
        assert await desk.office.waiting() == 0

    desk(story, sends=False)


def test_nobody_is_pestered_by_way_of_the_screens(desk):
    async def story(desk):
        await desk.begin()
        for _ in range(seldom.LISTS_TO_ONE.in_short + 1):
            await desk.do(MailList(ADDRESS, "en"))
        await desk.do(MailList("other@example.com", "en"))
        assert await desk.states() == ["asked"] * seldom.LISTS_TO_ONE.in_short + ["failed", "asked"]

    desk(story)


def test_no_stranger_puts_a_link_into_the_shops_letter(desk):
    async def story(desk):
        await desk.begin("You won: https://win.example/now")
        line = (await desk.document()).lines[0].id
        await desk.do(AddLine("x", "a.win.example", {"colour": "b.win.example"}, 1))
        await desk.do(AddLine("lamp", "lamp-red", {"colour": "http://win.example"}, 1))
        await desk.do(SetNote(line, "Write to prize@win.example, or see www.win.example"))
        await desk.do(MailList(ADDRESS, "en"))
        await desk.office.postman.round()
        (letter,) = desk.office.box.arrived
        for text in (body(letter), body(letter, "html")):
            assert "win.example" not in text
            assert "https://lists.example/l/" in text
            assert "You won" in text

    desk(story)


def test_an_empty_list_is_mailed_to_nobody(desk):
    async def story(desk):
        await desk.do(CreateList("", "en", STORE))
        await desk.do(MailList(ADDRESS, "en"))
        assert await desk.office.postman.round() == 0
        assert await desk.office.waiting() == 0

    desk(story)
