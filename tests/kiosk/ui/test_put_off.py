"""What nobody looks at is told when somebody does; of what is found a few rows at a time, some ahead."""

import msgspec

from kiosk.ui.models.hits import AHEAD, FIRST_ROLE, ROWS_A_TURN, HitRows
from kiosk.ui.product_rows import NO_TILE

SOFA = "SOF-moss-2120"


def test_a_product_page_that_is_not_seen_is_told_anew_when_it_is(kiosk, robot):
    kiosk.scan(SOFA)
    assert kiosk.model.page == "product"
    kiosk.model.toHome()
    said = []
    connection = kiosk.product.changed.connect(lambda: said.append(kiosk.product.name))
    kiosk.shop.speak("it")
    kiosk.shop.stocked.emit()
    kiosk.shop.restocked.emit()
    assert not said
    kiosk.model.go("product")
    assert said
    words = kiosk.shop.words.name(kiosk.shop.product(kiosk.product.identifier).name)
    robot.wait(lambda: words in robot.texts(), "the product in Italian")
    kiosk.product.disconnect(connection)


def test_what_was_found_is_told_anew_a_row_of_tiles_at_a_time(kiosk, robot):
    ids = [str(at) for at in range(3 * ROWS_A_TURN - 1)]
    rows = HitRows(lambda _: NO_TILE, lambda _: None, kiosk)
    rows.replace(ids)
    for at in range(len(ids)):
        rows.row(at)
    told = []
    rows.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    rows.look_at(on=False)
    rows.retell()
    assert not told
    rows.look_at(on=True)
    assert told == [(0, ROWS_A_TURN - 1)]
    robot.wait(lambda: len(told) == len(range(0, len(ids), ROWS_A_TURN)), "the rest")
    assert told[-1] == (2 * ROWS_A_TURN, len(ids) - 1)


def test_what_comes_into_view_next_is_told_and_its_photo_brought_ahead(kiosk, qtbot):
    asked, brought = [], []

    def tell(product):
        asked.append(int(product))
        return msgspec.structs.replace(NO_TILE, url=f"photo {product}")

    rows = HitRows(tell, brought.append, kiosk)
    rows.replace([str(at) for at in range(4 * AHEAD)])
    seen = 2 * AHEAD
    rows.data(rows.index(seen), FIRST_ROLE)
    assert asked == [seen]
    coming = list(range(seen + 1, seen + 1 + AHEAD))
    qtbot.waitUntil(lambda: asked == [seen, *coming])
    assert brought == [f"photo {at}" for at in coming]
    rows.data(rows.index(seen - 1), FIRST_ROLE)
    qtbot.waitUntil(lambda: asked[-1] == seen - 1 - AHEAD)
    rows.replace(["1"])
    told = len(asked)
    rows.data(rows.index(0), FIRST_ROLE)
    assert len(asked) == told + 1
