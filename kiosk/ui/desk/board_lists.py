"""The shoppers' lists at this desk, for the questions on them: those with news are read again."""

import threading

from kiosk.ui.desk.workplace import Workplace
from sync.client.store.people import DESK
from sync.protocol import scopes
from sync.protocol.lists import ShoppingList

LIST = "list"


class BoardLists:
    """Lists that somebody asks something on, for one person. One thread reads; any may tell of news."""

    def __init__(self, work: Workplace) -> None:
        self._work = work
        self._lock = threading.Lock()
        self._begun = False
        self._asked: dict[str, ShoppingList] = {}
        """By scope; none before all were read."""
        self._news = set[str]()

    def hear(self, changed: frozenset[str]) -> None:
        """Read these scopes again next time."""
        with self._lock:
            if self._begun:
                self._news |= {scope for scope in changed if scopes.parse(scope).kind == LIST}

    def read(self) -> list[ShoppingList]:
        """Return the lists with an open question; none where who is signed in may not see lists."""
        if not self._work.may_read(LIST):
            return []
        with self._lock:
            begun, self._begun = self._begun, True
            news, self._news = self._news, set()
        if begun:
            found = {scope: self._read(scope) for scope in news}
            kept = {scope: one for scope, one in self._asked.items() if scope not in found}
            self._asked = kept | {scope: one for scope, one in found.items() if one and _is_asked(one)}
        else:
            held = self._work.replica.each(DESK, LIST, ShoppingList)
            self._asked = {scopes.shopping_list(one.id): one for one in held if _is_asked(one)}
        return list(self._asked.values())

    def _read(self, scope: str) -> ShoppingList | None:
        return self._work.replica.document(scope, LIST, scopes.parse(scope).id, ShoppingList)


def _is_asked(document: ShoppingList) -> bool:
    return any(not question.answer for question in document.questions)
