"""The shopper's list at this tablet: every act is durable when its call returns, with or without the hub."""

import secrets
from collections.abc import Mapping
from typing import NamedTuple

from kiosk.core.session import ShopperSession
from sync.client.replica import Replica
from sync.protocol import call_verbs, list_verbs, mailing, scopes
from sync.protocol.hashes import digest
from sync.protocol.ids import new_id
from sync.protocol.lists import Entry, Line, ShoppingList

KIND = "list"
SHARE_BYTES = 32
"""256 random bits: a link that nobody guesses."""


class Change(NamedTuple):
    """What an act made of the list; `op` is the operation to take back, `changed` says whether it shows."""

    document: ShoppingList
    op: str
    changed: bool


class ListKeeper:
    """The one list of the visit. Any thread may call; calls that change something wait for the disk.

    All of those raise `sync.protocol.errors.Rejected` when the list's rule says no, and write nothing.
    """

    def __init__(self, replica: Replica, session: ShopperSession, language: str = "") -> None:
        """`language` is the tag new lists carry; set it again when the shopper switches."""
        self.language = language
        self._replica = replica
        self.session = session

    def current(self) -> ShoppingList | None:
        """Return the list as it is to be shown, None while there is none."""
        scope = self._scope()
        return self._document(scope) if scope else None

    def ensure(self, title: str = "") -> ShoppingList:
        """Return the list, starting one (and the visit) when there is none."""
        scope = self._scope()
        document = self._document(scope) if scope else None
        if document is not None:
            return document
        session = self.session.begin()
        store = self._replica.identity.store
        create = list_verbs.CreateList(title=title, language=self.language, store=store)
        scope = scopes.shopping_list(new_id())
        self._replica.commit(session.id, scope, create)
        return self._must(self._document(scope))

    def add(self, product: str, variant: str, options: Mapping[str, str], quantity: int = 1) -> Change:
        """Put a variant on the list, or more of it."""
        return self.do(list_verbs.AddLine(product, variant, dict(options), quantity))

    def adjust(self, line: str, delta: int) -> Change:
        """Move the quantity of a line (by its id)."""
        return self.do(list_verbs.AdjustLine(line, delta))

    def remove(self, line: Line) -> Change:
        """Take a line off as it was seen: what somebody else added meanwhile stays."""
        return self.do(list_verbs.AdjustLine(line.id, -line.quantity))

    def set_note(self, line: Line, note: str) -> Change:
        """Write a note on a line, in place of the one that was seen."""
        return self.do(list_verbs.SetNote(line.id, note, line.note))

    def set_priority(self, line: Line, priority: list_verbs.Priority) -> Change:
        """Say how much a line is wanted."""
        return self.do(list_verbs.SetPriority(line.id, priority, line.priority))

    def put(self, line: str, place: int) -> Change | None:
        """Put a line (its id) at a place among those that are present; None when it stands there, or is none.

        `place` counts from 0, as if the line stood nowhere.
        """
        document = self.current()
        names = [each.id for each in document.present] if document else []
        if line not in names or names.index(line) == place:
            return None
        others = [name for name in names if name != line]
        place = max(0, place)
        return self.do(list_verbs.MoveLine(line, others[place] if place < len(others) else ""))

    def rename(self, title: str) -> Change:
        """Give the list a title."""
        return self.do(list_verbs.RenameList(title, self.ensure().title))

    def take_back(self, op: str) -> Change:
        """Take back one change (its operation's id), however long ago it was."""
        return self.do(list_verbs.Undo(op))

    def undo(self) -> Change | None:
        """Take back the last change made at this tablet that still stands; None when there is none."""
        entry = self.undoable()
        return self.do(list_verbs.Undo(entry.op)) if entry else None

    def undoable(self) -> Entry | None:
        """Return the change that `undo` would take back."""
        document = self.current()
        me = self._replica.identity.actor.id
        return next(
            (entry for entry in reversed(document.history if document else []) if stands(entry, me)), None
        )

    def do(self, verb: list_verbs.Verb | call_verbs.Verb | mailing.MailList) -> Change:
        """Carry out any of the list's verbs, starting a list when there is none."""
        document = self.ensure()
        session = self.session.begin()
        committed = self._replica.commit(session.id, scopes.shopping_list(document.id), verb)
        after = self._document(scopes.shopping_list(document.id))
        return Change(self._must(after), committed.op, bool(committed.changed))

    def share(self) -> str:
        """Return the link for the shopper's phone, opening one when there is none. Works without the hub.

        The link's token is drawn here and stays on this tablet until the visit ends; the hub learns its hash.
        """
        document = self.ensure()
        session = self.session.begin()
        token = self._token(session.id)
        if not token or document.shares.get(digest(token)) is False:
            token = secrets.token_urlsafe(SHARE_BYTES)
            # Kept before it is announced: a crash in between must not leave a link nobody can close.
            self._replica.keep_share(session.id, token)
        if digest(token) not in document.shares:
            self.do(list_verbs.ShareList(digest(token)))
        return f"{self._replica.identity.public_url.rstrip('/')}/l/{token}"

    def is_shared(self) -> bool:
        """Say whether the link that was given out here still opens the list; a phone may have closed it."""
        document, session = self.current(), self.session.current
        token = self._token(session.id) if session else ""
        return bool(document and token and document.shares.get(digest(token)) is not False)

    def revoke(self) -> Change | None:
        """Close the open link for good; None when there is none."""
        session = self.session.current
        token = self._token(session.id) if session else ""
        if session is None or not token:
            return None
        change = self.do(list_verbs.RevokeShare(digest(token)))
        self._replica.keep_share(session.id, "")
        return change

    def _scope(self) -> str | None:
        session = self.session.current
        names = self._replica.scopes_of(session.id) if session else []
        return next((name for name in names if scopes.parse(name).kind == KIND), None)

    def _document(self, scope: str) -> ShoppingList | None:
        return self._replica.document(scope, KIND, scopes.parse(scope).id, ShoppingList)

    def _token(self, session: str) -> str:
        return next((visit.share for visit in self._replica.visits() if visit.id == session), "")

    def _must(self, document: ShoppingList | None) -> ShoppingList:
        assert document is not None, "a list that was just written is there"
        return document


def stands(entry: Entry, actor: str) -> bool:
    """Whether a change can be taken back: the actor's, not taken back yet, and no taking back itself."""
    changed = entry.delta != 0 or entry.before != entry.after
    return entry.by == actor and entry.verb != "Undo" and not entry.undone and changed
