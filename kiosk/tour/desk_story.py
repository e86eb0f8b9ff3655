"""The associates' half of the story: the same list, orders prepared, a return without explaining twice."""

import hashlib
import secrets
import time
import uuid
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.demo.hub import HubProcess
from kiosk.demo.shop import STORE
from kiosk.tour.cast import Cast, tablet_at
from kiosk.tour.desk_cast import Desk, desk_at, take_on
from kiosk.tour.diary import Diary
from kiosk.tour.phone import Phone
from kiosk.tour.servers import Server
from kiosk.ui.robot import Robot

SOFA, LAMP, CHAIR, RUG, STOOL = "LRC-MOSS-212", "MEL-RUST", "NID-SAGE-OAK", "LNR-OAT-140", "FBS-OAK-65"
PRODUCTS = {
    SOFA: "larch-sofa",
    LAMP: "melo-table-lamp",
    CHAIR: "nido-lounge-chair",
    RUG: "lino-rug",
    STOOL: "filo-bar-stool",
}
QUESTION, ANSWER = "Does the cover come off?", "Yes, and it is washable at 30 degrees."
SAID_IN_CHAT = "The stool is too high for our bar. I explained it all to Sara in the chat."
SEEN_SECONDS = 2.0
"""A sale anywhere is on every open screen within this time."""


class Stage(NamedTuple):
    """Who plays: a kiosk and a phone, a desk, and the shop's other servers."""

    cast: Cast
    desk: Desk
    shop: Server
    till: Server

    @property
    def diary(self) -> Diary:
        """What is written down."""
        return self.cast.diary


def play(folder: Path, hub: HubProcess, phone: Phone, diary: Diary) -> None:
    """Play the associates' chapters on a hub that has the demo shop."""
    shop, till = Server(hub, "Online shop"), Server(hub, "Till 1")
    giulia, marco = take_on(hub, "Giulia"), take_on(hub, "Marco", "manager")
    with (
        tablet_at(folder / "aisle", hub) as (tablet, robot),
        desk_at(folder / "desk", hub, giulia) as desk,
    ):
        stage = Stage(Cast(hub, tablet, robot, phone, diary), desk, shop, till)
        from_home(stage)
        brought(stage)
        collected(stage)
        given_back(stage)
        last_one(stage)
        with desk_at(folder / "other-desk", hub, marco) as other:
            both_offline(stage, other)


def from_home(stage: Stage) -> None:
    """A list that was made at home is seen and extended in the store, under the associate's name."""
    cast, desk, phone = stage.cast, stage.desk, stage.cast.phone
    link, _ = _list_at_home(stage, (SOFA, LAMP))
    with stage.diary.step("a list made at home", phone.look):
        cast.waited(phone.open(link))
        cast.waited(phone.sees(".line >> nth=1"))
    with stage.diary.step("a question from the sofa at home", phone.look):
        cast.waited(phone.click("#ask"))
        cast.waited(phone.fill("#ask-text", QUESTION))
        cast.waited(phone.click("#ask-form button[type=submit]"))
    with stage.diary.step("the list on the desk", desk.robot.look):
        desk.scan(link, "list")
        desk.robot.wait(lambda: desk.shows(QUESTION), "the question")
    with stage.diary.step("added by the associate", desk.robot.look):
        desk.robot.scan(CHAIR)
        desk.robot.wait(lambda: desk.shows("Nido"), "the line")
    with stage.diary.step("her name on the phone", phone.look):
        cast.waited(phone.sees(".by:has-text('Giulia')"))


def brought(stage: Stage) -> None:
    """What stands on the kiosk's list is brought, and half of it is bought."""
    desk, robot = stage.desk, stage.cast.robot
    with stage.diary.step("have it brought", robot.look):
        for code in (LAMP, STOOL):
            robot.scan(code)
            robot.tap("Add to list")
            robot.wait(lambda: any("On your list" in text for text in robot.texts()), "the line")
        robot.tap("List, 2 pieces")
        robot.tap("Have it brought to me")
        robot.tap("Bring it, please")
        robot.wait(lambda: "The store has your request" in robot.texts(), "the store's word")
    with stage.diary.step("the request on Today", desk.robot.look):
        desk.model.go("today")
        desk.robot.wait(lambda: desk.shows("Bring 2 pieces"), "the request")
    with stage.diary.step("I'll bring it", desk.robot.look):
        desk.robot.tap("I’ll bring it")
        desk.robot.wait(lambda: desk.model.page == "order", "the order")
    with stage.diary.step("the shopper sees who brings it", robot.look):
        robot.wait(lambda: any("Giulia" in text for text in robot.texts()), "her name")
    with stage.diary.step("the wrong piece is named", desk.robot.look):
        desk.robot.scan(RUG)
        desk.robot.wait(lambda: desk.shows("It is not in this order"), "the refusal")
    with stage.diary.step("scanned along the shelves", desk.robot.look):
        for code in (LAMP, STOOL):
            desk.robot.scan(code)
        desk.robot.wait(lambda: desk.shows("All together"), "the next step")
    with stage.diary.step("all together, to the till", desk.robot.look):
        desk.robot.tap("All together")
        desk.robot.wait(lambda: desk.shows("For the till"), "the basket code")
    basket = desk.model.order.order
    assert basket is not None
    with stage.diary.step("half of it is bought", robot.look):
        stage.till.post("/v1/sales", _sale((LAMP,), order=basket.basket or basket.id))
        robot.wait(lambda: any("ought" in text for text in robot.texts()), "what was bought")


def collected(stage: Stage) -> None:
    """Bought online and collected here: one is short, one is another, and a code hands it over."""
    cast, desk, phone = stage.cast, stage.desk, stage.cast.phone
    link, listed = _list_at_home(stage, (CHAIR, RUG, STOOL))
    order = stage.shop.post(
        "/v1/orders",
        {
            "store": STORE,
            "list_id": listed,
            "paid": True,
            "lines": [_line(one) for one in (CHAIR, RUG, STOOL)],
            "contact": {"name": "Luca B.", "language": "it"},
        },
    )
    cast.waited(phone.open(link))
    with stage.diary.step("an order to collect", desk.robot.look):
        desk.model.show("order", order["id"])
        desk.robot.wait(lambda: desk.shows(order["number"]), "the order")
        desk.robot.tap("I’ll do it")
        desk.robot.wait(lambda: "Scan it" in desk.robot.names() or desk.shows("Scan it"), "to pick")
    with stage.diary.step("one is missing", desk.robot.look):
        _choose_line(desk, RUG)
        desk.robot.tap("Missing")
        desk.robot.tap("Not found")
        desk.robot.wait(lambda: desk.shows("short"), "the short line")
    with stage.diary.step("something alike is offered", desk.robot.look):
        _choose_line(desk, CHAIR)
        desk.robot.tap("Substitute")
        questions = desk.model.order.questions
        desk.robot.wait(lambda: not questions.searching and len(questions.alike) > 0, "what is alike")
    with stage.diary.step("the shopper agrees on the phone", phone.look):
        questions.choose(questions.alike[0].key)
        cast.waited(phone.click(".offer .yes"))
        cast.waited(phone.sees("#toast:not([hidden])"))
    with stage.diary.step("ready, it lies on the shelf", desk.robot.look):
        agreed = _agreed(desk)
        for code in (agreed, STOOL):
            desk.robot.scan(code)
        desk.robot.tap("All together")
        desk.robot.tap("Ready, it lies …")
        desk.robot.tap("Pick-up desk")
        desk.robot.wait(lambda: desk.shows("Ready to be fetched"), "ready")
    with stage.diary.step("handed over for the code", desk.robot.look):
        desk.robot.scan(order["claim"])
        desk.robot.wait(lambda: desk.shows("Handed over"), "the end of it")


def given_back(stage: Stage) -> None:
    """Bought online, the return begun in a chat: the desk goes on where that stopped."""
    desk = stage.desk
    sold = stage.shop.post("/v1/sales", {**_sale((STOOL, LAMP)), "channel": "online"})
    stage.shop.post(
        "/v1/interactions",
        {
            "id": str(uuid.uuid4()),
            "channel": "chat",
            "topic": "return",
            "title": "Wants to give the bar stool back",
            "text": SAID_IN_CHAT,
            "receipt": sold["receipt"],
        },
    )
    with stage.diary.step("the return goes on from the chat", desk.robot.look):
        desk.scan(sold["receipt"], "return")
        desk.robot.wait(lambda: desk.model.returns.known, "the receipt")
        desk.robot.wait(lambda: desk.shows("too high for our bar"), "what was said")
    with stage.diary.step("taken back", desk.robot.look):
        desk.robot.scan(STOOL)
        desk.robot.tap("Changed their mind")
        desk.robot.tap("Take back")
        desk.robot.wait(lambda: desk.shows("Taken back"), "the end of it")


def last_one(stage: Stage) -> None:
    """The last one is sold at the till while a kiosk, a phone and a desk look at it."""
    cast, desk, robot, phone = stage.cast, stage.desk, stage.cast.robot, stage.cast.phone
    count = {"id": str(uuid.uuid4()), "store": STORE, "counts": [{"variant": RUG, "on_hand": 1}]}
    stage.till.post("/v1/stock-movements", count)
    link, _ = _list_at_home(stage, (RUG,))
    with stage.diary.step("the last one", robot.look):
        robot.scan(RUG)
        robot.wait(lambda: any("1 here" in text or "Last" in text for text in robot.texts()), "one")
        desk.model.go("stock")
        desk.robot.scan(RUG)
        cast.waited(phone.open(link))
        cast.waited(phone.sees(".line .stock"))
    before = cast.waited(phone.ask("document.querySelector('.line .stock').innerText"))
    with stage.diary.step("sold at the till", robot.look):
        begun = time.monotonic()
        stage.till.post("/v1/sales", _sale((RUG,)))
        robot.wait(lambda: any("None here" in text for text in robot.texts()), "none, on the kiosk")
        seen = [time.monotonic() - begun]
        desk.robot.wait(lambda: _none_left(desk.robot), "none, on the desk")
        seen.append(time.monotonic() - begun)
        cast.waited(phone.differs(".line .stock", before))
        seen.append(time.monotonic() - begun)
        stage.diary.figure("a sale on three screens", seen)
        assert max(seen) < SEEN_SECONDS, f"a sale was seen after {max(seen):.1f} s"


def both_offline(stage: Stage, other: Desk) -> None:
    """Two associates take one order while the hub is away: one has it, the other is told who."""
    desk, hub = stage.desk, stage.cast.hub
    order = stage.shop.post("/v1/orders", {"store": STORE, "lines": [_line(LAMP)], "paid": True})
    for each in (desk, other):
        each.model.show("order", order["id"])
        each.robot.wait(partial(each.shows, order["number"]), "the order")
    with stage.diary.step("both take it without the hub", other.robot.look):
        hub.kill()
        for each in (desk, other):
            each.robot.tap("I’ll do it")
            each.robot.wait(partial(each.shows, "Scan it"), "to pick")
    with stage.diary.step("one has it and the other is told", other.robot.look):
        hub.start()
        for each in (desk, other):
            each.robot.wait(lambda: sum(_told_of(desk, other)) == 1, "one who has it", 60)


def _told_of(desk: Desk, other: Desk) -> list[bool]:
    """Say for each of two who want an order whether they are told that their colleague has it."""
    return [one.shows(f"{colleague.who.name} has it") for one, colleague in ((desk, other), (other, desk))]


def _list_at_home(stage: Stage, variants: tuple[str, ...]) -> tuple[str, str]:
    """Make a customer's list in the online shop; return the link that opens it on a phone, and its id."""
    customer = stage.shop.post("/v1/customers", {"reference": str(uuid.uuid4()), "language": "en"})["id"]
    body = {"title": "Living room", "language": "en", "store": STORE}
    listed = stage.shop.post(f"/v1/customers/{customer}/lists", body)["id"]
    token = secrets.token_urlsafe(32)
    verbs: list[dict[str, Any]] = [
        {"verb": "AddLine", "product": PRODUCTS[one], "variant": one, "options": {}} for one in variants
    ]
    verbs.append({"verb": "ShareList", "share": hashlib.sha256(token.encode()).hexdigest()})
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    ops = [{"id": str(uuid.uuid4()), "at": at, "args": verb} for verb in verbs]
    stage.shop.post(f"/v1/lists/{listed}/ops", {"ops": ops})
    return f"{stage.cast.hub.url.rstrip('/')}/l/{token}", listed


def _line(variant: str) -> dict[str, Any]:
    return {"variant": variant, "product": PRODUCTS[variant], "quantity": 1, "price": 12_900}


def _sale(variants: tuple[str, ...], order: str = "") -> dict[str, Any]:
    lines = [_line(one) for one in variants]
    return {
        "store": STORE,
        "number": f"R-{secrets.randbelow(10**6):06}",
        "lines": lines,
        **({"order": order} if order else {}),
    }


def _choose_line(desk: Desk, variant: str) -> None:
    order = desk.model.order
    assert order.order is not None
    line = next(one for one in order.order.lines if one.variant == variant)
    order.choose(line.id)


def _agreed(desk: Desk) -> str:
    """Wait until the desk knows what the shopper said yes to; return its variant."""
    order = desk.model.order

    def variants() -> list[str]:
        lines = order.order.lines if order.order else []
        return [one.substitute.variant for one in lines if one.substitute and one.substitute.agreed == "yes"]

    desk.robot.wait(lambda: bool(variants()), "the shopper's word")
    return variants()[0]


def _none_left(robot: Robot) -> bool:
    return any("None here" in text or text == "0" for text in robot.texts())
