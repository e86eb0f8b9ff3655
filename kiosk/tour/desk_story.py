"""The associates' half of the story: the same list, orders, a return without explaining twice, one stock."""

import time
import uuid
from functools import partial
from pathlib import Path

from kiosk.demo.shop import DESK, STORE
from kiosk.tour.desk_cast import Desk, desk_at, take_on
from kiosk.tour.goods import CHAIR, LAMP, RUG, SOFA, STOOL, line, list_at_home, sale
from kiosk.tour.order_story import brought, collected
from kiosk.tour.tablet import Tablet
from kiosk.tour.world import World, count

QUESTION = {
    "en": "Does the cover come off?",
    "it": "Il rivestimento si toglie?",
    "ja": "カバーは外せますか？",
}
WHY_BACK = {
    "en": "The stool is too high for our bar. I explained it all to Sara in the chat.",
    "it": "Lo sgabello è troppo alto per il nostro bancone. Ho spiegato tutto a Sara in chat.",
    "ja": "スツールがうちのカウンターには高すぎました。サラさんにチャットで全部お話ししました。",
}
TITLE = {"en": "Gives the bar stool back", "it": "Rende lo sgabello", "ja": "スツールの返品"}
OTHER_DESK = "Desk 2"
SEEN_SECONDS = 2.0
"""A sale anywhere is on every open screen within this time."""


def from_home(world: World, desk: Desk) -> None:
    """A list that was made at home is seen and extended in the store, under the associate's name."""
    phone, question = world.phone, QUESTION[world.manner.language]
    link, _ = list_at_home(world, (SOFA, LAMP))
    with world.diary.step("A list made at home, on the phone", phone.look):
        desk.waited(phone.open(link))
        desk.waited(phone.sees(".line >> nth=1"))
    with world.diary.step("A question from the sofa at home", phone.look):
        desk.waited(phone.click("#ask"))
        desk.waited(phone.fill("#ask-text", question))
        desk.waited(phone.click("#ask-form button[type=submit]"))
    with world.diary.step("In the store: the same list, and the question", desk.look):
        desk.scan_to(link, "list")
        desk.read(question)
    with world.diary.step("The associate adds a chair", desk.look):
        desk.scan(CHAIR)
        desk.read(desk.named(CHAIR))
    with world.diary.step("It is on the phone, with her name", phone.look):
        desk.waited(phone.sees(f".by:has-text('{desk.who.name}')"))


def given_back(world: World, desk: Desk) -> None:
    """Bought online, the return begun in a chat: the desk goes on where that stopped."""
    why = WHY_BACK[world.manner.language]
    sold = world.shop.post("/v1/sales", {**sale((STOOL, LAMP)), "channel": "online"})
    world.shop.post(
        "/v1/interactions",
        {
            "id": str(uuid.uuid4()),
            "channel": "chat",
            "topic": "return",
            "title": TITLE[world.manner.language],
            "text": why,
            "receipt": sold["receipt"],
        },
    )
    with world.diary.step("The return goes on from the chat: nobody explains twice", desk.look):
        desk.scan_to(sold["receipt"], "return")
        desk.until(lambda: desk.model.returns.known, "the receipt")
        desk.read(why)
    with world.diary.step("Taken back, and the till is told", desk.look):
        desk.scan(STOOL)
        desk.tap("returns.reason_changed_mind")
        desk.tap("returns.take")
        desk.see("returns.undo")


def last_one(world: World, tablet: Tablet, desk: Desk) -> None:
    """The last one is sold at the till while a kiosk, a phone and a desk look at it."""
    phone = world.phone
    count(world.till, STORE, {RUG: 1})
    link, _ = list_at_home(world, (RUG,))
    with world.diary.step("The last one, on a kiosk, a phone and a desk", tablet.look):
        tablet.scan(RUG)
        tablet.see("product.only_left", count=1)
        desk.model.go("stock")
        desk.scan(RUG)
        tablet.waited(phone.open(link))
        tablet.waited(phone.sees(".line .stock"))
    before = tablet.waited(phone.ask("document.querySelector('.line .stock').innerText"))
    with world.diary.step("Sold at the till: none left, on all three", tablet.look):
        begun = time.monotonic()
        world.till.post("/v1/sales", sale((RUG,)))
        tablet.see("stock.here_none")
        seen = [time.monotonic() - begun]
        desk.until(partial(_none_left, desk), "none, on the desk")
        seen.append(time.monotonic() - begun)
        tablet.waited(phone.differs(".line .stock", before))
        seen.append(time.monotonic() - begun)
        world.diary.figure("a sale on three screens", seen)
        assert max(seen) < SEEN_SECONDS, f"a sale was seen after {max(seen):.1f} s"


def both_offline(world: World, desk: Desk, other: Desk) -> None:
    """Two associates take one order while the hub is away: one has it, the other is told who."""
    order = world.shop.post("/v1/orders", {"store": STORE, "lines": [line(LAMP)], "paid": True})
    for each in (desk, other):
        each.model.show("order", order["id"])
        each.read(order["number"])
    with world.diary.step("Without the hub two take the same order", other.look):
        world.hub.kill()
        for each in (desk, other):
            each.tap("order.do_claim")
            each.see("order.do_pick")

    def look_at_the_other(path: Path) -> None:
        (desk if _told_of(desk, other)[0] else other).look(path)

    with world.diary.step("It is back: one has it, and the other is told who", look_at_the_other):
        world.hub.start()
        for each in (desk, other):
            each.until(lambda: sum(_told_of(desk, other)) == 1, "one who has it", 60)


def _told_of(desk: Desk, other: Desk) -> list[bool]:
    """Say for each of two who want an order whether they are told that their colleague has it."""
    return [
        one.shows(one.say("order.has_it", colleague.who.name))
        for one, colleague in ((desk, other), (other, desk))
    ]


def _none_left(desk: Desk) -> bool:
    return any(text in {desk.say("stock.here_none"), "0"} for text in desk.robot.texts())


def play_list(world: World) -> None:
    """A list from home, seen and extended in the store."""
    with desk_at(world, take_on(world.hub, "Giulia"), DESK) as desk:
        from_home(world, desk)


def play_orders(world: World) -> None:
    """A kiosk's list is brought; an order from online is collected."""
    with world.tablet() as tablet, desk_at(world, take_on(world.hub, "Sara"), DESK) as desk:
        brought(world, tablet, desk)
        collected(world, desk)


def play_return(world: World) -> None:
    """A return that was begun in a chat."""
    with desk_at(world, take_on(world.hub, "Elena"), DESK) as desk:
        given_back(world, desk)


def play_stock(world: World) -> None:
    """One stock: the last one, and two who take the same order."""
    with world.tablet() as tablet, desk_at(world, take_on(world.hub, "Luca"), DESK) as desk:
        last_one(world, tablet, desk)
        with desk_at(world, take_on(world.hub, "Marco", "manager"), OTHER_DESK) as other:
            both_offline(world, desk, other)
