"""Colleagues: who of the store may sign in, who waits or is locked out, and letting them try again."""

from concurrent.futures import Future
from datetime import datetime

import msgspec
from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.rows import Rows
from kiosk.ui.words import Words
from sync.client.errors import Offline
from sync.protocol import moments
from sync.protocol.errors import Rejected
from sync.protocol.staff import Associate, Colleague, Colleagues

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

MINUTE = 60
FIRST = {"locked": 0, "waits": 1, "free": 2}


class ColleagueRow(msgspec.Struct, frozen=True):
    """A colleague; `shut` is whether they wait or are locked out, `detail` how it stands, in words."""

    key: str
    mark: str
    name: str
    role: str
    detail: str
    shut: bool


@QmlElement
@QmlUncreatable("made by the app")
class ColleaguesModel(DeskPage):
    """The manager's page. What it shows the hub alone knows: it is asked, and nothing of it is kept."""

    changed = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._people: list[Colleague] | None = None
        self._visit = self._asked = 0
        self._trouble = ""
        self._rows = Rows(ColleagueRow, self)

    def open(self, key: str) -> None:
        """Ask how everybody stands."""
        super().open(key)
        self.ask()

    def clear(self) -> None:
        """Let go of everybody (part of the wipe)."""
        self._people, self._trouble = None, ""
        self._visit += 1
        self._asked += 1
        self._rows.replace([])
        super().clear()

    def watches(self, scopes: frozenset[str]) -> bool:
        """Say no: the page is about what stands in no scope."""
        del scopes
        return False

    def refresh(self) -> None:
        """Tell how everybody stands anew: who is shut out first."""
        people = sorted(self._people or [], key=lambda one: FIRST[one.state])
        words, now = self._work.shop.words, self._work.shop.now()
        self._rows.replace([_row(words, one, now) for one in people])
        self.changed.emit()

    @Slot()
    def ask(self) -> None:
        """Ask the hub how everybody stands now."""
        self._asked += 1
        asked = self._asked
        try:
            future = self._work.staff.colleagues()
        except Rejected as refusal:
            self._fail(refusal.reason)
            return
        future.add_done_callback(lambda done: self._hand_over(done, asked))

    @Slot(str)
    def letIn(self, key: str) -> None:
        """Let a colleague try again."""
        visit = self._visit
        try:
            future = self._work.staff.let_try_again(key)
        except Rejected as refusal:
            self._fail(refusal.reason)
            return
        future.add_done_callback(lambda done: self._let_in(done, visit))

    @Property(Rows, notify=changed)
    def rows(self) -> Rows:
        """Everybody, who is shut out first."""
        return self._rows

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        """Whether the hub has not answered yet."""
        return self._people is None and not self._trouble

    @Property(str, notify=changed)
    def trouble(self) -> str:
        """Why nothing, or nothing newer, can be shown; '' when all is well."""
        return self._work.shop.words.texts.get(f"colleagues.{self._trouble}") if self._trouble else ""

    def _hand_over(self, future: Future[Colleagues], asked: int) -> None:
        """Bring an answer into the thread that paints. Called by the thread that has it."""
        error = future.exception()
        if error is None:
            self._work.tasks.call(self._show, (asked, future.result().colleagues))
        else:
            self._work.tasks.call(self._miss, (asked, _reason(error)))

    def _let_in(self, future: Future[Associate], visit: int) -> None:
        error = future.exception()
        if error is None:
            self._work.tasks.call(self._told, (visit, future.result().name))
        else:
            self._work.tasks.call(self._refuse, (visit, _reason(error)))

    def _show(self, answer: tuple[int, list[Colleague]]) -> None:
        asked, people = answer
        if asked == self._asked:
            self._people, self._trouble = people, ""
            self.refresh()

    def _told(self, answer: tuple[int, str]) -> None:
        visit, name = answer
        if visit == self._visit:
            self._work.tell("colleagues.let_in_told", name)
            self.ask()

    def _miss(self, answer: tuple[int, str]) -> None:
        asked, reason = answer
        if asked == self._asked:
            self._fail(reason)

    def _refuse(self, answer: tuple[int, str]) -> None:
        """Say why nobody was let in, unless the page was left since: somebody else may be there."""
        visit, reason = answer
        if visit == self._visit:
            self._fail(reason)

    def _fail(self, reason: str) -> None:
        self._trouble = "offline" if reason == "offline" else "refused"
        self.changed.emit()


def _reason(error: BaseException) -> str:
    return "offline" if isinstance(error, Offline) else "refused"


def _row(words: Words, one: Colleague, now: datetime) -> ColleagueRow:
    who = one.associate
    return ColleagueRow(
        who.id,
        who.name[:1],
        who.name,
        words.texts.get(f"colleagues.role_{who.role}"),
        _detail(words, one, now),
        one.state != "free",
    )


def _detail(words: Words, one: Colleague, now: datetime) -> str:
    texts = words.texts
    if one.state == "free":
        return texts.get("colleagues.free")
    since = words.clock(moments.parse(one.since), now) if one.since else ""
    if one.state == "locked":
        return texts.get("colleagues.locked_since", since) if since else texts.get("colleagues.locked")
    return texts.get("colleagues.waits", since, count=max(1, -(-one.seconds // MINUTE)))
