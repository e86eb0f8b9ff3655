"""One list on every screen: the kiosk, phones, and the account page of the online shop."""

import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.demo.hub import HubProcess, hub_command
from sync.hub.__main__ import main as vetrina_hub
from tests.flow.account_page import PATIENCE, AccountPage, Refused
from tests.flow.actors import KioskProcess, PlainPhone, eventually

SOFA = "]E09527310001028"
LAMP = "STE-BRASS"
RIGHTS = "lists:read,lists:write,customers:read,customers:write,persons:read,persons:write,persons:erase"


@pytest.fixture
def account_page(hub: HubProcess) -> Iterator[Callable[[str], AccountPage]]:
    """Log somebody in at the online shop, which has a key to the hub."""
    key = hub_command("client", "add", "Online shop", "--rights", RIGHTS, "--data", str(hub.data), "--json")
    opened: list[AccountPage] = []

    def log_in(account: str) -> AccountPage:
        opened.append(AccountPage(hub.url, key["key"], account))
        return opened[-1]

    yield log_in
    for page in opened:
        page.__exit__(None, None, None)


def pieces(view: dict[str, Any]) -> int:
    return sum(line["quantity"] for line in view["lines"].values())


def a_list_at_the_kiosk(kiosk: KioskProcess) -> str:
    """Put the sofa on a list at the kiosk; return the link that takes it along."""
    kiosk.add(SOFA)
    kiosk.tap("List, 1 piece")
    link = kiosk.link()
    eventually("the link to open", lambda: PlainPhone(link).shows(1))
    return link


def test_a_list_from_the_store_goes_on_at_home_and_each_sees_the_other(
    kiosk: KioskProcess, account_page: Callable[[str], AccountPage]
) -> None:
    page = account_page("anna")
    list_id = page.bring(a_list_at_the_kiosk(kiosk))
    assert [one["id"] for one in page.lists()] == [list_id]
    seen = page.show(list_id)
    (sofa,) = seen["lines"]
    assert pieces(seen) == 1

    with page.watching(f"list:{list_id}") as told:
        while told.get(timeout=PATIENCE)["seq"] < seen["seq"]:
            pass
        kiosk.tap("One more")
        kiosk.see("List, 2 pieces")
        assert told.get(timeout=PATIENCE)["scope"] == f"list:{list_id}"
        # The page still shows one piece: what it wants to change is no longer there.
        with pytest.raises(Refused, match="412 changed"):
            page.change(list_id, lines={sofa: {"quantity": 4}})
        assert pieces(page.show(list_id)) == 2
        page.change(list_id, title="For the bay window", lines={sofa: {"quantity": 4, "note": "In moss"}})

    kiosk.see("List, 4 pieces")
    kiosk.see("In moss")
    kiosk.see("Changed online")
    kiosk.tap("One less")
    kiosk.see("List, 3 pieces")
    eventually("the account page to show it", lambda: pieces(page.show(list_id)) == 3)
    kinds = {actor["kind"] for actor in page.show(list_id)["actors"].values()}
    assert kinds == {"kiosk", "shop"}


def test_a_list_begun_at_home_shows_what_the_store_adds_within_seconds(
    account_page: Callable[[str], AccountPage], hub: HubProcess
) -> None:
    page = account_page("ben")
    list_id = page.begin("New kitchen")
    page.act(list_id, verb="AddLine", product="STE", variant="STE-BRASS")
    token = secrets.token_urlsafe(16)
    page.act(list_id, verb="ShareList", share=hashlib.sha256(token.encode()).hexdigest())
    seen = page.show(list_id)
    associate = PlainPhone(f"{hub.url}/l/{token}", "Marta")
    assert associate.shows(1)
    with page.watching(f"list:{list_id}") as told:
        while told.get(timeout=PATIENCE)["seq"] < seen["seq"]:
            pass
        (line,) = seen["lines"]
        associate.change(verb="AdjustLine", line=line, delta=2)
        told.get(timeout=PATIENCE)
        view = page.show(list_id)
    assert view["lines"][line]["quantity"] == 3
    assert view["actors"][view["changes"][-1]["by"]]["name"] == "Marta"
    # What she did can be taken back from home.
    assert page.act(list_id, verb="Undo", op=view["changes"][-1]["op"])["status"] == "applied"
    assert associate.shows(1)


def test_what_was_agreed_to_once_is_asked_no_more(account_page: Callable[[str], AccountPage]) -> None:
    page = account_page("carla")
    assert "newsletter:email" not in page.profile()["consents"]
    yes = {"newsletter:email": {"given": True, "wording": "2026-01", "place": "online shop"}}
    page.edit_profile(consents=yes, sizes={"shoe": "38"}, store="milano")
    # Another day, another log-in: the same customer.
    again = account_page("carla")
    assert again.id == page.id
    consent = again.profile()["consents"]["newsletter:email"]
    assert (consent["given"], consent["wording"], consent["place"]) == (True, "2026-01", "online shop")
    no = {"newsletter:email": {"given": False, "wording": "2026-01", "place": "online shop"}}
    assert again.edit_profile(consents=no)["consents"]["newsletter:email"]["given"] is False
    changes = again.export()["customer"]["consent_changes"]
    assert [change.get("given") for change in changes] == [True, False]


def test_who_asks_to_be_forgotten_is_on_every_tablet_and_in_a_backup_that_is_put_back(
    kiosk: KioskProcess,
    account_page: Callable[[str], AccountPage],
    hub: HubProcess,
    traces: Callable[..., set[str]],
    tmp_path: Path,
) -> None:
    # The pictures have no part in it, and would be most of the backup.
    shutil.rmtree(hub.data / "media")
    name, mail, note = "Desdemona", "desdemona@example.com", "For the balcony of Desdemona"
    page = account_page("desdemona")
    page.introduce(names={"given": name}, contacts={"email": mail})
    list_id = page.bring(a_list_at_the_kiosk(kiosk))
    page.show(list_id)
    (line,) = page.show(list_id)["lines"]
    page.change(list_id, lines={line: {"note": note}})
    kiosk.see(note)
    assert traces(note) == {note}
    held = json.dumps(page.export())
    assert all(word in held for word in (name, mail, note))
    backup = tmp_path / "hub.tar.zst"
    assert vetrina_hub(["backup", "--data", str(hub.data), "--to", str(backup)]) == 0

    assert page.erase()["devices"] == 1
    kiosk.miss(note)
    eventually("the tablet to confirm", lambda: page.erase()["confirmed"] == 1)
    assert traces(note) == set()
    with pytest.raises(Refused, match="404"):
        page.show(list_id)

    hub.stop()
    restore = ["restore", "--data", str(hub.data), "--from", str(backup), "--replace"]
    assert vetrina_hub(restore) == 0
    kept = [path.read_bytes() for path in hub.data.glob("hub.db*")]
    assert not any(word.encode() in content for content in kept for word in (name, mail, note))
    hub.start()
    for reading in (page.profile, page.export):
        with pytest.raises(Refused, match="404"):
            reading()
    # The tablet is asked again: what it offers to a hub that was put back might be about them.
    eventually("the tablet to confirm again", lambda: page.erase()["confirmed"] == 1)
    assert traces(note) == set()
    # The shopper at the kiosk begins anew.
    kiosk.add(LAMP)
    kiosk.see("List, 1 piece")
