"""A shopper signs in at the tablet, with a real hub, a real mail server and a real browser on the phone."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kiosk.demo.hub import HubProcess, hub_command
from kiosk.tour.phone import Phone
from sync.protocol.ids import new_id
from sync.protocol.lists import ShoppingList
from tests.flow import leaving
from tests.flow.account_page import AccountPage
from tests.flow.actors import KioskProcess, eventually
from tests.flow.leaving import Again, Place, Way
from tests.sync.hub.mail.office import serving
from tests.sync.hub.sign_ins.conftest import Post

SOFA, LAMP = "LRC-MOSS-212", "MEL-RUST"
RIGHTS = "lists:read,lists:write,customers:read,customers:write,persons:read,persons:write"
YES = "Yes, that’s me"

Lists = Callable[[], list[ShoppingList]]
OpenKiosk = Callable[..., KioskProcess]


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def hub(demo_shop: Path, tmp_path: Path, post: Post) -> Iterator[HubProcess]:
    """A hub that serves the demo shop, and mails."""
    data = tmp_path / "hub"
    shutil.copytree(demo_shop, data)
    with serving(post) as server:
        mail = ("--smtp", f"smtp://{server.host}:{server.port}", "--mail-from", "hello@shop.example")
        with HubProcess(data, *mail) as process:
            yield process


@pytest.fixture
def anna(hub: HubProcess) -> Iterator[AccountPage]:
    """A customer of the online shop, whose page is open at home."""
    key = hub_command("client", "add", "Online shop", "--rights", RIGHTS, "--data", str(hub.data), "--json")
    with AccountPage(hub.url, key["key"], "anna") as page:
        yield page


def an_address() -> str:
    return f"anna.{new_id()[:8]}@example.com"


def to_sign_in(kiosk: KioskProcess) -> tuple[str, str]:
    """Go to where one signs in; return the link in the code, and the number."""
    kiosk.tap("Sign in")
    kiosk.see("Your number: ")
    kiosk.see("Waiting for your phone")
    link = kiosk.link()
    said = next(text for text in kiosk.reads() if text.startswith("Your number: "))
    return link, said.rpartition(" ")[2]


def prove(phone: Phone, address: str, post: Post, name: str = "Anna") -> None:
    """Say on the phone whose account it is."""
    phone.fill("input[name=email]", address).result()
    phone.click("button[value=mail]").result()
    phone.fill("input[name=code]", post.code(address)).result()
    phone.fill("input[name=name]", name).result()
    phone.click("button[value=code]").result()


def by_mail(kiosk: KioskProcess, address: str, post: Post) -> None:
    """Sign in with a code that is mailed, up to the question."""
    kiosk.tap("Sign in")
    kiosk.see("Waiting for your phone")
    kiosk.tap("Use an e-mail code")
    kiosk.write(address)
    kiosk.tap("Send the code")
    kiosk.see("Type the six digits")
    for digit in post.code(address):
        kiosk.tap(digit)
    kiosk.see("is this you?")


def title(phone: Phone) -> str:
    return str(phone.ask("document.querySelector('h1').innerText").result())


def pieces(lists: list[ShoppingList], owner: str) -> dict[str, int]:
    """How many of each are on the lists of one kind of owner."""
    found: dict[str, int] = {}
    for one in lists:
        for line in one.present if one.owner.startswith(owner) else []:
            found[line.product] = found.get(line.product, 0) + line.quantity
    return found


def test_the_first_time_by_phone_and_the_guests_list_joins(
    kiosk: KioskProcess, new_phone: Callable[[], Phone], post: Post, lists_at_hub: Lists
) -> None:
    phone, address = new_phone(), an_address()
    kiosk.add(SOFA)
    link, number = to_sign_in(kiosk)
    phone.visit(link).result()
    kiosk.see("Go on on your phone")
    phone.click(f'button[value="{number}"]').result()
    prove(phone, address, post)
    assert title(phone) == "Nearly there"
    kiosk.see("Hello A***, is this you?")
    assert pieces(lists_at_hub(), "customer:") == {}, "nothing changes before the yes"
    kiosk.tap(YES)
    kiosk.see("Good to see you, Anna")
    kiosk.see("Shall what you chose here join your lists?")
    kiosk.tap("Join 1 line")
    kiosk.see("1 line has joined your list")
    eventually("the list to be hers", lambda: pieces(lists_at_hub(), "customer:") == {"larch-sofa": 1})
    phone.visit(link).result()
    assert title(phone) == "You are signed in"
    kiosk.tap("Undo")
    kiosk.see("Parted again")
    eventually("the list to be a guest's", lambda: pieces(lists_at_hub(), "guest:") == {"larch-sofa": 1})
    assert pieces(lists_at_hub(), "customer:") == {}


def test_who_is_known_goes_on_with_lists_from_home_and_both_see_each_other(
    kiosk: KioskProcess, anna: AccountPage, post: Post
) -> None:
    address = an_address()
    anna.introduce(names={"given": "Anna"}, contacts={"email": address})
    hall = anna.begin("Hall")
    anna.begin("Garden")
    anna.act(hall, verb="AddLine", product="melo-table-lamp", variant="MEL-RUST", options={"colour": "rust"})
    kiosk.tap("Begin")
    by_mail(kiosk, address, post)
    kiosk.tap(YES)
    kiosk.see("Good to see you, Anna")
    kiosk.see("Hall, 1 piece")
    kiosk.tap_showing("Hall")
    kiosk.see("List, 1 piece")
    kiosk.see("Added online")
    assert any("Garden" in text for text in kiosk.reads())

    kiosk.add(SOFA)
    eventually("the sofa at home", lambda: len(anna.show(hall)["lines"]) == 2)
    anna.change(hall, title="The hall upstairs")
    kiosk.tap("List, 2 pieces")
    kiosk.see("The hall upstairs")
    anna.begin("Made just now")
    kiosk.see("Made just now")


def test_a_wrong_number_ends_it_and_nothing_has_changed(
    kiosk: KioskProcess, new_phone: Callable[[], Phone], lists_at_hub: Lists
) -> None:
    phone = new_phone()
    kiosk.add(SOFA)
    link, number = to_sign_in(kiosk)
    phone.visit(link).result()
    phone.click(f'button[name=number]:not([value="{number}"])').result()
    kiosk.see("That was not it")
    kiosk.tap("Stay a guest")
    kiosk.see("Larch sofa")
    assert pieces(lists_at_hub(), "guest:") == {"larch-sofa": 1}


def test_it_is_not_them(kiosk: KioskProcess, anna: AccountPage, post: Post, lists_at_hub: Lists) -> None:
    address = an_address()
    anna.introduce(contacts={"email": address})
    anna.begin("Hall")
    kiosk.add(SOFA)
    by_mail(kiosk, address, post)
    kiosk.tap("No, not me")
    kiosk.tap("List, 1 piece")
    assert not any("Hall" in text for text in kiosk.reads())
    assert pieces(lists_at_hub(), "guest:") == {"larch-sofa": 1}


def test_a_hub_that_is_gone_in_the_middle(
    hub: HubProcess, kiosk: KioskProcess, new_phone: Callable[[], Phone], post: Post
) -> None:
    phone = new_phone()
    kiosk.tap("Begin")
    link, number = to_sign_in(kiosk)
    phone.visit(link).result()
    kiosk.see("Go on on your phone")
    hub.kill()
    kiosk.see("We can’t reach the shop right now, trying again")
    hub.start()
    phone.click(f'button[value="{number}"]').result()
    prove(phone, an_address(), post)
    kiosk.see("Hello A***, is this you?", 60)
    kiosk.tap(YES)
    kiosk.see("Good to see you, Anna", 60)


def test_without_the_hub_it_says_so_and_offers_to_stay_a_guest(hub: HubProcess, kiosk: KioskProcess) -> None:
    kiosk.add(SOFA)
    hub.kill()
    kiosk.see("Last news from other stores")
    kiosk.tap("Sign in")
    kiosk.see("Go on as a guest")
    kiosk.tap("Stay a guest")
    kiosk.tap("List, 1 piece")
    kiosk.see("Larch sofa")


def sign_out(kiosk: KioskProcess, _again: Again) -> KioskProcess:
    kiosk.tap("Ermenegilda")
    kiosk.see("What fits")
    kiosk.tap("Sign out")
    kiosk.see("Your lists, under your name")
    kiosk.tap("Next shopper")
    return kiosk


PATIENT = (14, 3)
"""Long enough for the digits that are mailed to come, and shorter than a robot looks for what follows."""

LEFT_BY = {
    "signed out": Way(sign_out),
    "idle": Way(leaving.stand_idle, PATIENT),
    "crashed": Way(partial(leaving.crash, seconds=sum(PATIENT)), PATIENT),
}


@pytest.mark.parametrize("way", LEFT_BY.values(), ids=[name.replace(" ", "-") for name in LEFT_BY])
def test_the_next_shopper_finds_nothing_of_who_was_signed_in(
    open_kiosk: OpenKiosk, place: Place, anna: AccountPage, post: Post, *, lists_at_hub: Lists, way: Way
) -> None:
    def start() -> KioskProcess:
        return open_kiosk(*way.idle, environment=place.environment)

    address = an_address()
    anna.introduce(names={"given": "Ermenegilda"}, contacts={"email": address})
    anna.begin("Casa di via Zuccoli")
    # The address never comes to the tablet's disk; here somebody has copied it.
    shown = ["Ermenegilda", "Casa di via Zuccoli"]
    secrets = [*shown, address]
    kiosk = start()
    kiosk.tap("Begin")
    by_mail(kiosk, address, post)
    kiosk.tap(YES)
    kiosk.see("Casa di via Zuccoli")
    kiosk.holds(address)
    assert place.holds(*secrets) == set(shown)
    assert all(any(secret in words for words in kiosk.everything()) for secret in shown)

    kiosk = way.leave(kiosk, start)

    kiosk.see("Begin")
    eventually("the wipe", lambda: not place.holds(*secrets))
    assert kiosk.holds() == ""
    assert not any(secret in words for secret in secrets for words in kiosk.everything())
    kiosk.tap("Begin")
    kiosk.add(LAMP)
    kiosk.tap("List, 1 piece")
    kiosk.see("Sign in")
    eventually("a guest's list", lambda: pieces(lists_at_hub(), "guest:") == {"melo-table-lamp": 1})
    assert not any(secret in kiosk.said for secret in secrets)


def test_a_tablet_that_is_killed_while_lists_join(
    kiosk: KioskProcess, open_kiosk: OpenKiosk, anna: AccountPage, post: Post, lists_at_hub: Lists
) -> None:
    address = an_address()
    anna.introduce(names={"given": "Anna"}, contacts={"email": address})
    hall = anna.begin("Hall")
    anna.act(
        hall,
        verb="AddLine",
        product="larch-sofa",
        variant="LRC-MOSS-212",
        options={"colour": "moss", "width": "2120"},
    )
    for code in (SOFA, LAMP):
        kiosk.add(code)
    by_mail(kiosk, address, post)
    kiosk.tap(YES)
    kiosk.see("Join 2 lines")
    kiosk.tap("Join 2 lines")
    kiosk.kill()
    again = open_kiosk()
    again.see("Go on with this list?")
    again.tap("Go on")
    again.see("Anna")

    def whole() -> bool:
        lists = lists_at_hub()
        sums = [pieces(lists, kind).get("melo-table-lamp", 0) for kind in ("guest:", "customer:")]
        return sum(sums) == 1

    eventually("each piece once", whole)


def test_yes_to_one_thing_is_on_record_and_no_is_as_easy(
    kiosk: KioskProcess, anna: AccountPage, post: Post
) -> None:
    address = an_address()
    anna.introduce(names={"given": "Anna"}, contacts={"email": address})
    kiosk.tap("Begin")
    by_mail(kiosk, address, post)
    kiosk.tap(YES)
    kiosk.see("Good to see you, Anna")
    kiosk.tap("My sizes and choices")
    kiosk.tap("Yes: News by e-mail")
    kiosk.see("Noted, thank you")

    def said() -> Any:
        return anna.profile()["consents"].get("newsletter:email", {})

    eventually("the yes", lambda: said().get("given"))
    assert (said()["wording"], said()["place"]) == ("kiosk-1", "Milano Brera")
    kiosk.tap("No: News by e-mail")
    eventually("the no", lambda: said().get("given") is False)
