"""Orders at the desk: what stands on a kiosk's list is brought, what was bought online is collected."""

from kiosk.demo.shop import KIOSK, STORE
from kiosk.tour.desk_cast import Desk
from kiosk.tour.goods import CHAIR, LAMP, RUG, STOOL, line, list_at_home, sale
from kiosk.tour.tablet import Tablet
from kiosk.tour.world import World


def brought(world: World, tablet: Tablet, desk: Desk) -> None:
    """What stands on the kiosk's list is brought, and half of it is bought."""
    with world.diary.step("Two things on the list, and a wish to have them brought", tablet.look):
        for code in (LAMP, STOOL):
            tablet.add(code)
        tablet.to_list()
        tablet.tap("service.bring")
        tablet.tap("service.name_go")
        tablet.see("service.new")
    with world.diary.step("The desk hears of it: Today", desk.look):
        desk.model.go("today")
        desk.until(lambda: len(desk.model.today.rows), "the request")
        desk.robot.tap_beginning(desk.say("today.bring", KIOSK, count=2))
        desk.see("today.do_bring")
    with world.diary.step("I’ll bring it: the way along the shelves", desk.look):
        desk.tap("today.do_bring")
        desk.until(lambda: desk.model.page == "order", "the order")
    with world.diary.step("The shopper sees who brings it", tablet.look):
        tablet.read(desk.who.name)
    with world.diary.step("The wrong piece is named, and not taken", desk.look):
        desk.scan(RUG)
        # The sentence goes on with what was chosen of it.
        desk.read(desk.say("order.wrong", desk.named(RUG)).partition(desk.named(RUG))[2])
    with world.diary.step("Both scanned along the shelves", desk.look):
        for code in (LAMP, STOOL):
            desk.scan(code)
        desk.see("order.do_pack")
    with world.diary.step("All together, with a code for the till", desk.look):
        desk.tap("order.do_pack")
        desk.see("order.basket")
    basket = desk.model.order.order
    assert basket is not None, "the order is on the screen"
    with world.diary.step("One of the two is bought; the list knows it", tablet.look):
        world.till.post("/v1/sales", sale((LAMP,), order=basket.basket or basket.id))
        tablet.see("list.bought")


def collected(world: World, desk: Desk) -> None:
    """Bought online and collected here: one is short, one is another, and a code hands it over."""
    phone = world.phone
    link, listed = list_at_home(world, (CHAIR, RUG, STOOL))
    order = world.shop.post(
        "/v1/orders",
        {
            "store": STORE,
            "list_id": listed,
            "paid": True,
            "lines": [line(one) for one in (CHAIR, RUG, STOOL)],
            "contact": {"name": "Luca B.", "language": "it"},
        },
    )
    desk.waited(phone.open(link))
    with world.diary.step("Bought online, to be collected here", desk.look):
        desk.model.show("order", order["id"])
        desk.read(order["number"])
        desk.tap("order.do_claim")
        desk.see("order.do_pick")
    with world.diary.step("One is not found", desk.look):
        _choose_line(desk, RUG)
        desk.tap("order.one_missing")
        why = desk.say("order.why_not_found")
        desk.robot.tap(why[:1].upper() + why[1:])
        desk.see("order.line_short", why, count=1)
    questions = desk.model.order.questions
    with world.diary.step("For another something alike is offered", desk.look):
        _choose_line(desk, CHAIR)
        desk.tap("order.substitute")
        desk.until(lambda: not questions.searching and len(questions.alike) > 0, "what is alike")
    with world.diary.step("The shopper agrees on the phone", phone.look):
        questions.choose(questions.alike[0].key)
        desk.waited(phone.click(".offer .yes"))
        desk.waited(phone.sees("#toast:not([hidden])"))
    with world.diary.step("Ready: it lies at the pick-up desk", desk.look):
        for code in (_agreed(desk), STOOL):
            desk.scan(code)
        desk.tap("order.do_pack")
        desk.tap("order.do_ready")
        desk.tap("order.place_desk")
        desk.see("order.hand_ready_for_pickup")
    with world.diary.step("Handed over for the code", desk.look):
        desk.scan(order["claim"])
        desk.see("order.hand_picked_up")


def _choose_line(desk: Desk, variant: str) -> None:
    order = desk.model.order
    assert order.order is not None, "the order is on the screen"
    chosen = next(one for one in order.order.lines if one.variant == variant)
    order.choose(chosen.id)


def _agreed(desk: Desk) -> str:
    """Wait until the desk knows what the shopper said yes to; return its variant."""
    order = desk.model.order

    def variants() -> list[str]:
        lines = order.order.lines if order.order else []
        return [one.substitute.variant for one in lines if one.substitute and one.substitute.agreed == "yes"]

    desk.until(variants, "the shopper's word")
    return variants()[0]
