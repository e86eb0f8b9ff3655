"""What there is to do in this store today: orders, calls for help and questions, the most urgent first."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

import msgspec

from kiosk.core.orders import RANK, Bucket, Due, Haste, queue, since
from sync.protocol.lists import Question, ShoppingList
from sync.protocol.orders import Order
from sync.protocol.staff import HelpCall

HELP_WITHIN = timedelta(minutes=3)
"""Somebody who asks for a person waits no longer than this without being called late."""

ANSWER_WITHIN = timedelta(hours=1)
"""A question from a phone is answered within this time."""

Kind = Literal["order", "help", "question"]
CALLING = frozenset({"waiting", "coming"})


class Asked(msgspec.Struct, frozen=True):
    """A question that nobody has answered, with the list it stands on and who asked."""

    list_id: str
    question: Question
    by: str
    product: str


class Task(msgspec.Struct, frozen=True):
    """One thing to do. `left` is the time until it is late, `age` how long ago it was asked for."""

    kind: Kind
    id: str
    bucket: Bucket
    haste: Haste
    age: timedelta
    left: timedelta | None = None
    due: Due | None = None
    help: HelpCall | None = None
    asked: Asked | None = None

    @property
    def key(self) -> str:
        """What tells it from every other task."""
        return f"{self.kind} {self.id}"

    @property
    def is_new(self) -> bool:
        """Whether nobody has taken it yet."""
        if self.due:
            return self.due.order.state == "new" and self.due.order.claimed is None
        return self.help is None or self.help.state == "waiting"


def tasks(
    orders: Iterable[Order],
    helps: Iterable[HelpCall],
    lists: Iterable[ShoppingList],
    now: datetime,
    me: str = "",
) -> list[Task]:
    """Return what is to be done at `now`, by bucket and then by what is late first.

    Args:
        orders: The orders of the store.
        helps: Its calls for help.
        lists: The shoppers' lists that this desk may see.
        now: The moment to judge by.
        me: The actor's id of who looks.
    """
    found = [_of_order(due) for due in queue(orders, now, me)]
    found += [_of_help(call, now) for call in helps if call.state in CALLING]
    found += [_of_question(asked, now) for document in lists for asked in open_questions(document)]
    return sorted(found, key=_urgency)


def open_questions(document: ShoppingList) -> list[Asked]:
    """Return the questions of a list that wait for an answer."""
    return [
        Asked(document.id, question, _first_name(document, question), _product(document, question))
        for question in document.questions
        if not question.answer and not document.erased
    ]


def waiting(found: Sequence[Task]) -> int:
    """Return how many tasks nobody has taken yet."""
    return sum(task.is_new for task in found)


def _of_order(due: Due) -> Task:
    return Task("order", due.order.id, due.bucket, due.haste, due.age, due.left, due=due)


def _of_help(call: HelpCall, now: datetime) -> Task:
    age = since(call.at, now)
    left = HELP_WITHIN - age
    haste: Haste = "fine" if call.state == "coming" else _haste(left)
    return Task("help", call.id, Bucket.NOW, haste, age, left, help=call)


def _of_question(asked: Asked, now: datetime) -> Task:
    age = since(asked.question.at, now)
    left = ANSWER_WITHIN - age
    bucket = Bucket.LATER if left > timedelta(0) else Bucket.NOW
    return Task("question", asked.question.id, bucket, _haste(left), age, left, asked=asked)


def _haste(left: timedelta) -> Haste:
    return "late" if left < timedelta(0) else "soon" if left < HELP_WITHIN else "fine"


def _first_name(document: ShoppingList, question: Question) -> str:
    actor = document.actors.get(question.by)
    return actor.name if actor else ""


def _product(document: ShoppingList, question: Question) -> str:
    line = document.line(question.line) if question.line else None
    return line.product if line else ""


def _urgency(task: Task) -> tuple[int, bool, float, str]:
    left = task.left if task.left is not None else -task.age
    sold_away = bool(task.due and task.due.order.sold_away)
    return RANK[task.bucket], not sold_away, left.total_seconds(), task.id
