"""Orders in words, for Today: of hundreds, those that read otherwise than before are said anew."""

from datetime import date, timedelta
from typing import NamedTuple

from kiosk.core.orders import Bucket, Haste
from kiosk.core.today import Task
from kiosk.ui.desk import today_rows
from kiosk.ui.desk.today_rows import TodayRow
from kiosk.ui.shop import Shop
from kiosk.ui.words import Words
from sync.protocol.orders import Order


class _Basis(NamedTuple):
    """All that a row is said from. Words know whole minutes, and which day it is."""

    order: Order
    bucket: Bucket
    haste: Haste
    age: int
    left: int | None
    late: bool
    today: date


class SaidTasks:
    """The rows of orders as they were said last. For the thread that reads."""

    def __init__(self) -> None:
        self._words: Words | None = None
        self._said: dict[str, tuple[_Basis, TodayRow]] = {}

    def rows(self, shop: Shop, tasks: list[Task]) -> dict[str, TodayRow]:
        """Return the rows of the orders among some tasks, by the tasks' keys; the others are forgotten."""
        words, now = shop.words, shop.now()
        before = self._said if words is self._words else {}
        today = words.display.local_date(now)
        said: dict[str, tuple[_Basis, TodayRow]] = {}
        for task in tasks:
            basis = _basis(task, today)
            if basis is None:
                continue
            known = before.get(task.key)
            # What was sold elsewhere is told with names of the catalogue, and that may be another one by now.
            same = known is not None and not basis.order.sold_away and known[0] == basis
            said[task.key] = known if known and same else (basis, today_rows.today_row(shop, task))
        self._words, self._said = words, said
        return {key: row for key, (_, row) in said.items()}


def _basis(task: Task, today: date) -> _Basis | None:
    if task.due is None:
        return None
    left = task.left
    minutes = None if left is None else _minutes(abs(left))
    late = left is not None and left < timedelta(0)
    return _Basis(task.due.order, task.bucket, task.haste, _minutes(task.age), minutes, late, today)


def _minutes(time: timedelta) -> int:
    return int(time.total_seconds() // today_rows.MINUTE)
