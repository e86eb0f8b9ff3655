"""News for a busy desk, as the sync engine brings them: received in its own thread, told in the GUI's."""

import random
from concurrent.futures import ThreadPoolExecutor

from desk_shop import CUSTOMERS, ORDERS, DeskShop, Placed, customer
from desk_tablet import send
from PySide6.QtCore import QEventLoop, QTimer

from kiosk.app import Kiosk
from sync.protocol import scopes

EVERY_MS, ANSWERS = 100, 30


def pour(kiosk: Kiosk, shop: DeskShop) -> None:
    """Let answers with news come in, one after the other, and what they lead to."""
    loop, timer = QEventLoop(), QTimer(interval=EVERY_MS)
    tell = kiosk._news.listeners().on_changed
    left = [news(shop, number) for number in range(ANSWERS)]

    def take() -> None:
        if left:
            documents = left.pop()
            engine.submit(lambda: tell(send(kiosk._replica, documents)))
        else:
            timer.stop()
            QTimer.singleShot(EVERY_MS * 5, loop.quit)

    timer.timeout.connect(take)
    with ThreadPoolExecutor(1) as engine:
        timer.start()
        loop.exec()


def news(shop: DeskShop, number: int) -> list[Placed]:
    """Return what one answer brings: an order that changed, somebody looked for, a size that was learned."""
    chance = random.Random(number)
    order, who = chance.randrange(ORDERS), chance.randrange(CUSTOMERS)
    name = customer(who)
    everything: list[Placed] = [
        (scopes.orders(shop.store), "order", f"o{order}", shop.order(order, version=2 + number)),
        (scopes.staff(shop.store), "opening", name, shop.opening(who, looks=2)),
        (scopes.customer(name), "customer", name, shop.customer(who, size=41)),
    ]
    return [everything[number % len(everything)]] if number % 4 else everything
