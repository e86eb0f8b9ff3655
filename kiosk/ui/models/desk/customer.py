"""One customer: what fits, what was agreed to, what happened so far, the lists, what could be suggested."""

from typing import NamedTuple

import msgspec
from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core import customers
from kiosk.core.scan import Scan
from kiosk.ui.desk import customer_rows
from kiosk.ui.desk.customer_rows import WORDING, ConsentRow, FitRow, TimelineRow
from kiosk.ui.desk.workplace import Workplace
from kiosk.ui.models.desk.customer_lists import CustomerListsModel
from kiosk.ui.models.desk.identity import IdentityModel
from kiosk.ui.models.desk.page import DeskPage
from kiosk.ui.models.desk.writing import WritingModel
from kiosk.ui.models.rows import Rows
from sync.protocol import scopes
from sync.protocol.customers import Customer, GiveConsent, SetPreference, SetSize, WithdrawConsent
from sync.protocol.fits import ForgetFit, SayFit
from sync.protocol.interactions import Interaction
from sync.protocol.lists import ShoppingList
from sync.protocol.persons import Person
from sync.protocol.receipts import Receipt
from sync.protocol.staff import Opening

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1

LONGEST_SIZE = 40


class Seen(NamedTuple):
    """A customer as this desk knows them."""

    customer: Customer | None = None
    person: Person | None = None
    opening: Opening | None = None
    happened: tuple[customers.TimelineRow, ...] = ()
    lists: tuple[ShoppingList, ...] = ()


@QmlElement
@QmlUncreatable("made by the app")
class CustomerModel(DeskPage):
    """The customer page; its key is a customer's id."""

    changed = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._seen = Seen()
        self._correcting = False
        self._identity = IdentityModel(work, self)
        self._lists = CustomerListsModel(work, self)
        self._writing = WritingModel(work.shop, self)
        self._fits = Rows(FitRow, self, keyed=True)
        self._consents = Rows(ConsentRow, self, keyed=True)
        self._timeline = Rows(TimelineRow, self, keyed=True)

    def open(self, key: str) -> None:
        """Show a customer who was opened to this store."""
        if key:
            self._work.watch([scopes.customer(key), scopes.person(key)])
        super().open(key)

    def clear(self) -> None:
        """Let go of everything that was read, shown and written."""
        self._correcting = False
        self._writing.cancel()
        self._identity.hide()
        self._show(Seen())
        super().clear()

    def refresh(self) -> None:
        """Read the customer again."""
        key = self._key
        self.look(lambda: self._read(key), self._show)

    def renew(self) -> None:
        """Read the customer again, and show what has changed: of all the store's news that is little."""
        key = self._key
        self.look(lambda: self._read(key), self._show_news)

    def watches(self, changed: frozenset[str]) -> bool:
        """Say whether a change concerns what is known of the customer, or their lists, orders, receipts."""
        opening, key, work = self._seen.opening, self._key, self._work
        of_store = (scopes.customer(key), scopes.person(key), work.people, work.orders) if key else ()
        receipts = map(scopes.receipt, opening.receipts if opening else [])
        return not changed.isdisjoint([*of_store, *receipts, *self._lists.scopes])

    def take_scan(self, scan: Scan) -> bool:
        """Put what was scanned on the customer's list."""
        return self._lists.take(scan.match.product, scan.match.variant) if scan.match else False

    @Slot()
    def undo(self) -> None:
        """Take back what was put on the list."""
        self._lists.undo()

    # Sizes and preferences.

    @Slot()
    def correct(self) -> None:
        """Let what fits be corrected and forgotten, or no longer."""
        self._correcting = not self._correcting
        self.changed.emit()

    @Slot(str)
    def say(self, key: str) -> None:
        """Write down what the customer says about one thing that fits."""
        row = next((row for row in self._fits[:] if row.key == key), None)
        texts = self._work.shop.words.texts
        if row:
            self._writing.ask(
                texts.get("customer.say_title"),
                lambda text: self._do(said(row, text), "customer.said_now"),
                hint=row.title,
                text=row.size,
                longest=LONGEST_SIZE,
            )

    @Slot(str)
    def forget(self, key: str) -> None:
        """Forget one thing that fits."""
        row = next((row for row in self._fits[:] if row.key == key), None)
        if row:
            verb = ForgetFit(row.axis, row.category, row.brand) if row.axis else said(row, "")
            self._do(verb, "customer.forgotten")

    # What was agreed to.

    @Slot(str)
    def agree(self, key: str) -> None:
        """The customer says yes, having been told what for."""
        purpose, _, channel = key.partition(":")
        self._do(GiveConsent(purpose, channel, WORDING, self._work.shop.store.name), "customer.agreed")

    @Slot(str)
    def disagree(self, key: str) -> None:
        """The customer says no; nobody asks again."""
        purpose, _, channel = key.partition(":")
        verb = WithdrawConsent(purpose, channel, WORDING, self._work.shop.store.name)
        self._do(verb, "customer.disagreed")

    # The timeline.

    @Slot()
    def write(self) -> None:
        """Write a note on the timeline; the customer can read it."""
        texts = self._work.shop.words.texts
        self._writing.ask(
            texts.get("timeline.note_title"), self._note, hint=texts.get("timeline.note_warning")
        )

    @Slot(str)
    def follow(self, key: str) -> None:
        """Go to what a row of the timeline is about."""
        row = next((row for row in self._timeline[:] if row.key == key), None)
        if row and row.page:
            self._work.wanted.emit(row.page, row.about)

    @Slot()
    def takeBack(self) -> None:
        """Take something back that this customer bought."""
        self._work.wanted.emit("return", self._latest_receipt())

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether the customer is here."""
        return self._seen.customer is not None

    @Property(bool, notify=changed)
    def correcting(self) -> bool:
        """Whether what fits can be corrected now."""
        return self._correcting

    @Property(str, notify=changed)
    def opened(self) -> str:
        """How and when they were opened to this store."""
        return customer_rows.opened(self._work.shop, self._seen.opening)

    @Property(IdentityModel, notify=changed)
    def identity(self) -> IdentityModel:
        """Who it is, masked until somebody asks."""
        return self._identity

    @Property(WritingModel, notify=changed)
    def writing(self) -> WritingModel:
        """Where notes and sizes are written."""
        return self._writing

    @Property(Rows, notify=changed)
    def fits(self) -> Rows:
        """What fits, and why."""
        return self._fits

    @Property(Rows, notify=changed)
    def consents(self) -> Rows:
        """What was agreed to."""
        return self._consents

    @Property(Rows, notify=changed)
    def timeline(self) -> Rows:
        """What happened, the newest first."""
        return self._timeline

    @Property(CustomerListsModel, notify=changed)
    def lists(self) -> CustomerListsModel:
        """Their lists."""
        return self._lists

    def _read(self, key: str) -> Seen:
        if not key:
            return Seen()
        replica, person = self._work.replica, scopes.person(key)
        customer = replica.document(scopes.customer(key), "customer", key, Customer)
        opening = replica.document(self._work.people, "opening", key, Opening)
        here = customer if customer and not customer.erased else None
        return Seen(
            here,
            replica.document(person, "person", key, Person),
            opening,
            tuple(self._happened(key, opening)),
            tuple(self._lists.read(here, opening)) if here else (),
        )

    def _happened(self, key: str, opening: Opening | None) -> list[customers.TimelineRow]:
        replica, work = self._work.replica, self._work
        told = replica.documents(scopes.person(key), "interaction", Interaction)
        orders = [one for one in work.all_orders() if one.customer == key]
        names = opening.receipts if opening else []
        held = (replica.document(scopes.receipt(name), "receipt", name, Receipt) for name in names)
        return customers.timeline(told, orders, [receipt for receipt in held if receipt])

    def _show_news(self, seen: Seen) -> None:
        before = self._seen
        if seen == before:
            return
        if seen._replace(lists=before.lists) != before:
            self._show(seen)
            return
        self._seen = seen
        self._lists.tell(seen.customer, seen.opening, seen.lists)

    def _show(self, seen: Seen) -> None:
        self._seen, customer, shop = seen, seen.customer, self._work.shop
        self._identity.tell(seen.person if customer else None)
        self._lists.tell(customer, seen.opening, seen.lists)
        self._fits.replace(customer_rows.fit_rows(shop, customer) if customer else [])
        self._consents.replace(customer_rows.consent_rows(shop, customer) if customer else [])
        self._timeline.replace(customer_rows.timeline_rows(shop, list(seen.happened)))
        self.changed.emit()

    def _do(self, verb: msgspec.Struct, told: str) -> None:
        self._work.do(scopes.customer(self._key), verb, lambda: self._work.tell(told))

    def _note(self, text: str) -> None:
        shop = self._work.shop
        verb = customers.write_note(text, shop.now(), place=shop.store.name)
        self._work.do(scopes.person(self._key), verb, lambda: self._work.tell("customer.noted"))

    def _latest_receipt(self) -> str:
        """Return the receipt that is most likely meant: one with a begun return, else the latest."""
        opened = self._seen.opening.receipts if self._seen.opening else []
        bought = sorted(self._seen.happened, key=lambda one: one.at, reverse=True)
        return next((one.receipt for one in bought if one.receipt), opened[0] if opened else "")


def said(row: FitRow, text: str) -> msgspec.Struct:
    """Return the verb by which a customer's own word about something stands; '' forgets what was written."""
    kind, _, name = row.key.partition("|")
    if row.axis:
        return SayFit(row.axis, text, row.category, row.brand)
    return SetSize(name, text) if kind == customer_rows.SIZE else SetPreference(name, text)
