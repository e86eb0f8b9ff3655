"""The shopper's list at this tablet: every act is durable when its call returns, with or without the hub."""

import secrets
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kiosk.core import merging
from kiosk.core.session import ShopperSession
from sync.client.replica import Replica
from sync.protocol import call_verbs, list_verbs, mailing, scopes
from sync.protocol.customers import CUSTOMER, Customer
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
    """The list of the visit that is gone on with: a guest's one, or one of a customer's several.

    Any thread may call; calls that change something wait for the disk.

    All of those raise `sync.protocol.errors.Rejected` when the list's rule says no, and write nothing.
    """

    def __init__(self, replica: Replica, session: ShopperSession, language: str = "") -> None:
        """`language` is the tag new lists carry; set it again when the shopper switches."""
        self.language = language
        self._replica = replica
        self.session = session
        self._chosen = ""
        self._spared: frozenset[str] = frozenset()

    def choose(self, identifier: str) -> None:
        """Go on with another list (its id) of the visit; '' = with the one that was changed last."""
        self._chosen = identifier

    def spare(self, ops: Iterable[str]) -> None:
        """Let `undo` pass over these operations: they belong together and are taken back together."""
        self._spared = frozenset(ops)

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
        return self.start(title)

    def start(self, title: str = "") -> ShoppingList:
        """Start another list (and the visit), and go on with it; that of who signed in is their own."""
        session = self.session.begin()
        store = self._replica.identity.store
        create = list_verbs.CreateList(title=title, language=self.language, store=store)
        shopper = self._replica.shopper_of(session.id)
        # As long as nothing is known of them here nothing can be put among their lists: it joins those later.
        if shopper and self._is_here(shopper.customer):
            identifier, acts = merging.begin_list(shopper.customer, create)
        else:
            identifier = new_id()
            acts = [(scopes.shopping_list(identifier), create)]
        self._replica.commit_all(session.id, acts)
        self._chosen = identifier
        return self._must(self._document(scopes.shopping_list(identifier)))

    def _is_here(self, customer: str) -> bool:
        scope = scopes.customer(customer)
        return self._replica.document(scope, CUSTOMER, customer, Customer) is not None

    def all(self) -> list[ShoppingList]:
        """Return all lists of the visit that are here, the one that was changed last first."""
        return sorted(held(self._replica, self.session), key=last_changed, reverse=True)

    def carry(self, source: ShoppingList, line: Line, target: str, *, keep: bool) -> None:
        """Bring a line of a list to another one (its id), or (`keep`) put the same there too; all at once."""
        onto = next((one for one in self.all() if one.id == target), None)
        if onto is not None and onto.id != source.id:
            session = self.session.begin()
            self._replica.commit_all(session.id, merging.carry(line, source, onto, keep=keep))

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
        me, begun = self._replica.identity.actor.id, self._begun()
        history = reversed(document.history if document else [])
        mine = (one for one in history if stands(one, me) and one.at >= begun)
        return next((one for one in mine if one.op not in self._spared), None)

    def _begun(self) -> str:
        """Return when the visit began: what an earlier one did with the same list is not its to take back."""
        session = self.session.current
        return next((one.begun for one in self._replica.visits() if session and one.id == session.id), "")

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
        token = self._token(document)
        if not token:
            token = self._fresh_token(session.id)
            self.do(list_verbs.ShareList(digest(token)))
        return f"{self._replica.identity.public_url.rstrip('/')}/l/{token}"

    def is_shared(self) -> bool:
        """Say whether the link that was given out here still opens the list; a phone may have closed it."""
        document = self.current()
        return bool(document and self._token(document))

    def revoke(self) -> Change | None:
        """Close the open link for good; None when there is none."""
        session, document = self.session.current, self.current()
        token = self._token(document) if document else ""
        if session is None or not token:
            return None
        change = self.do(list_verbs.RevokeShare(digest(token)))
        self._replica.keep_share(session.id, " ".join(one for one in self._tokens() if one != token))
        return change

    def _scope(self) -> str | None:
        session = self.session.current
        names = self._replica.scopes_of(session.id, KIND) if session else []
        if len(names) <= 1:
            return names[0] if names else None
        chosen = scopes.shopping_list(self._chosen) if self._chosen else ""
        if chosen in names and self._document(chosen):
            return chosen
        latest = max(held(self._replica, self.session), key=last_changed, default=None)
        return scopes.shopping_list(latest.id) if latest else None

    def _document(self, scope: str) -> ShoppingList | None:
        return self._replica.document(scope, KIND, scopes.parse(scope).id, ShoppingList)

    def _token(self, document: ShoppingList) -> str:
        """Return the token of the link that opens a list and was given out here, '' for none."""
        return next((token for token in self._tokens() if document.shares.get(digest(token))), "")

    def _fresh_token(self, visit: str) -> str:
        """Return a token that opens no list yet."""
        tokens = self._tokens()
        announced = {share for one in held(self._replica, self.session) for share in one.shares}
        left = next((token for token in tokens if digest(token) not in announced), "")
        if left:
            return left
        token = secrets.token_urlsafe(SHARE_BYTES)
        # Kept before it is announced: a crash in between must not leave a link nobody can close.
        self._replica.keep_share(visit, " ".join([*tokens, token]))
        return token

    def _tokens(self) -> list[str]:
        """Return the tokens that were drawn in the visit: each opens one of its lists."""
        session = self.session.current
        kept = (one.share for one in self._replica.visits() if session and one.id == session.id)
        return next(kept, "").split()

    def _must(self, document: ShoppingList | None) -> ShoppingList:
        assert document is not None, "a list that was just written is there"
        return document


def held(replica: Replica, session: ShopperSession) -> list[ShoppingList]:
    """Return all lists of the visit that are here."""
    current = session.current
    names = replica.scopes_of(current.id, KIND) if current else []
    found = (replica.document(name, KIND, scopes.parse(name).id, ShoppingList) for name in names)
    return [one for one in found if one and not one.erased]


def last_changed(document: ShoppingList) -> tuple[bool, str, str]:
    """Say when a list was changed last: the greatest is gone on with. One without pieces comes behind."""
    last = document.history[-1].at if document.history else document.changed
    return bool(document.present), last, document.id


def stands(entry: Entry, actor: str) -> bool:
    """Whether a change can be taken back: the actor's, not taken back yet, and no taking back itself."""
    changed = entry.delta != 0 or entry.before != entry.after
    return entry.by == actor and entry.verb != "Undo" and not entry.undone and changed
