"""The size is not here: where it is, and have it sent; the other store sees to it at once."""

from kiosk.demo.shop import DESK
from kiosk.tour.desk_cast import desk_at, take_on
from kiosk.tour.tablet import Tablet
from kiosk.tour.world import NEAR, World, count

COAT, WANTED = "SER-CAMEL-M", "SER-CAMEL-L"
NEAR_CITY = "Torino"
COLLEAGUE = "Irene"


def play(world: World) -> None:
    """Play the story between two stores."""
    count(world.till, "milano", {WANTED: 0})
    with world.tablet() as tablet:
        asking(world, tablet)
        with desk_at(world, take_on(world.hub, COLLEAGUE, store=NEAR), DESK, store=NEAR) as desk:
            with world.diary.step("The other store’s desk has the request", desk.look):
                desk.model.go("orders")
                desk.until(lambda: len(desk.model.orders.rows), "the request")
            with world.diary.step("A colleague there sees to it", desk.look):
                desk.model.orders.openChosen()
                desk.tap("order.do_claim")
                desk.see("order.do_pick")
            with world.diary.step("… and the shopper’s list says so at once", tablet.look):
                tablet.to_list()
                tablet.see("service.elsewhere_accepted", NEAR_CITY)


def asking(world: World, tablet: Tablet) -> None:
    """A size that is not here says where it is."""
    stores = tablet.kiosk.stores
    with world.diary.step("A coat; one size is dashed, it is not here", tablet.look):
        tablet.scan(COAT)
        tablet.read(tablet.named(COAT))
        tablet.until(tablet.robot.pictures_ready, "its pictures")
    with world.diary.step("Where that size is, how far, until when they are open", tablet.look):
        tablet.pick("size", "L")
        tablet.until(lambda: stores.shown and stores.away, "the stores that have it")
        tablet.see("stores.promise")
    near = next(row for row in stores.rows[:] if row.key == NEAR)
    with world.diary.step("Sent here, please", tablet.look):
        tablet.tap("stores.send_from", near.figure)
        tablet.see("stores.asked")
    tablet.tap("nav.close")
