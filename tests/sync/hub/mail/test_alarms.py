"""Those who run the tablets are written to when a store goes quiet, and when it is back."""

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from sync.hub.__main__ import main
from sync.hub.fleet import health
from sync.hub.fleet.silence import Watch
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.devices import Device
from sync.protocol.heartbeat import Heartbeat
from tests.sync.hub.mail.office import STORE, Office

ADDRESS = "it@shop.example"
AFTER = dt.timedelta(minutes=30)


async def is_heard(office: Office) -> None:
    await health.note(office.hub.storage, "tablet", Heartbeat(clock=0, version="1"), 0, office.clock.now())


async def watch(office: Office) -> Watch:
    config = dataclasses.replace(office.hub.config, alarm_mail=(ADDRESS,))
    device = Device("tablet", STORE, "Kiosk 1", "", office.hub.now())
    await documents.keep_first(office.hub.storage, scopes.device("tablet"), Key("device", "tablet"), device)
    await is_heard(office)
    return Watch(dataclasses.replace(office.hub, config=config), AFTER)


def body(message: Any) -> str:
    return str(message.get_body(("plain",)).get_content())


def test_the_letters_say_which_store_since_when_and_where_to_look(office: Callable[[Any], None]) -> None:
    async def story(office: Office) -> None:
        watched = await watch(office)
        office.clock.pass_by(31 * 60)
        assert await watched.look() == [STORE]
        assert await office.postman.round() == 1
        (letter,) = office.box.arrived
        assert letter["To"] == ADDRESS
        assert letter["Subject"] == "Milano Brera non si sente più"
        assert "Grazie" not in body(letter), "they are no shoppers"
        assert f"https://lists.example/admin/health?store={STORE}" in body(letter)
        await is_heard(office)
        assert await watched.look() == [STORE]
        assert await office.postman.round() == 1
        assert office.box.subjects[1] == "Milano Brera è di nuovo in linea"
        assert await office.waiting() == 0

    office(story)


def test_a_store_that_is_back_before_the_letter_went_is_told_of_in_one(office: Callable[[Any], None]) -> None:
    async def story(office: Office) -> None:
        watched = await watch(office)
        office.clock.pass_by(31 * 60)
        await watched.look()
        await is_heard(office)
        await watched.look()
        await office.postman.round()
        assert office.box.subjects == ["Milano Brera è di nuovo in linea"]
        assert await office.waiting() == 0

    office(story)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--alarm-mail", "nobody", "--smtp", "smtp://mail.example"), "this is no e-mail address"),
        (("--alarm-mail", ADDRESS), "needs a mail server"),
    ],
)
def test_an_alarm_that_would_reach_nobody_is_refused(
    arguments: tuple[str, ...], said: str, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--data", str(tmp_path), *arguments]) == 1
    assert said in capsys.readouterr().err
