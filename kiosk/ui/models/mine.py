"""What a shopper who signed in finds, changes and forgets: sizes, store, language, what they agreed to."""

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from kiosk.core.known import KnownShopper
from kiosk.ui.known_rows import (
    ChoiceRow,
    ConsentRow,
    FitRow,
    consent_rows,
    fit_rows,
    language_rows,
    store_rows,
)
from kiosk.ui.models.rows import Rows
from kiosk.ui.models.size_choice import SizeChoiceModel
from kiosk.ui.searcher import Searcher
from kiosk.ui.shop import Shop
from kiosk.ui.tasks import Tasks
from sync.protocol.customers import Customer, GiveConsent, SetLanguage, SetStore, Verb, WithdrawConsent
from sync.protocol.errors import Rejected
from sync.protocol.fits import ForgetFit, SayFit

QML_IMPORT_NAME = "Vetrina.Models"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("made by the app")
class MineModel(QObject):
    """Their own word counts first, and what they have forgotten is forgotten everywhere."""

    changed = Signal()
    done = Signal()
    """Something was changed."""
    told = Signal(str)
    """A sentence for the toast: the text's key."""
    refused = Signal(str)
    """The rule said no; carries the reason's code."""

    def __init__(
        self, shop: Shop, known: KnownShopper, tasks: Tasks, searcher: Searcher, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._known = known
        self._tasks = tasks
        self._customer: Customer | None = None
        self.sizes = SizeChoiceModel(shop, searcher, self)
        self.sizes.picked.connect(self._say)
        self.sizes.dropped.connect(self.forget)
        self._fits = Rows(FitRow, self, keyed=True)
        self._consents = Rows(ConsentRow, self, keyed=True)
        self._stores = Rows(ChoiceRow, self, keyed=True)
        self._languages = Rows(ChoiceRow, self, keyed=True)

    def tell(self, customer: Customer | None) -> None:
        """Take what the shop knows of them, None for nobody."""
        shop, self._customer = self._shop, customer
        self._fits.replace(fit_rows(shop, customer) if customer else [])
        self._consents.replace(consent_rows(shop, customer) if customer else [])
        self._stores.replace(store_rows(shop, customer) if customer else [])
        self._languages.replace(language_rows(shop, customer) if customer else [])
        self.changed.emit()

    def clear(self) -> None:
        """Forget what was being asked (part of the wipe)."""
        self.sizes.close()
        self.tell(None)

    @Slot(str)
    def change(self, key: str) -> None:
        """Ask for another size."""
        row = self._fit(key)
        if row and self._customer:
            self.sizes.ask(row, self._customer.fits[key].sizes)

    @Slot(object, str)
    def _say(self, row: FitRow, size: str) -> None:
        self._do(SayFit(row.axis, size, row.category, row.brand), "mine.said_now")

    @Slot(str)
    def forget(self, key: str) -> None:
        """Forget one size, however it was learned."""
        row = self._fit(key)
        if row:
            self._do(ForgetFit(row.axis, row.category, row.brand), "mine.forgotten")

    @Slot()
    def forgetAll(self) -> None:
        """Forget all sizes."""
        self._do(ForgetFit(), "mine.forgotten")

    @Slot(str)
    def prefer(self, store: str) -> None:
        """Prefer a store; the same once more prefers none."""
        known = any(row.chosen and row.key == store for row in self._stores[:])
        self._do(SetStore("" if known else store), "mine.noted")

    @Slot(str)
    def read(self, language: str) -> None:
        """Read letters and pages in a language."""
        self._do(SetLanguage(language), "mine.noted")

    @Slot(str)
    def agree(self, key: str) -> None:
        """Yes to one thing that is asked."""
        self._answer(key, GiveConsent, "mine.agreed")

    @Slot(str)
    def disagree(self, key: str) -> None:
        """No to it, or not any more."""
        self._answer(key, WithdrawConsent, "mine.disagreed")

    @Property(Rows, notify=changed)
    def fits(self) -> Rows:
        """What fits, and why."""
        return self._fits

    @Property(Rows, notify=changed)
    def consents(self) -> Rows:
        """What is asked, and what was said."""
        return self._consents

    @Property(Rows, notify=changed)
    def stores(self) -> Rows:
        """The stores to prefer one of."""
        return self._stores

    @Property(Rows, notify=changed)
    def languages(self) -> Rows:
        """The languages to read."""
        return self._languages

    @Property(SizeChoiceModel, notify=changed)
    def choice(self) -> SizeChoiceModel:
        """Where another size is chosen."""
        return self.sizes

    def _answer(self, key: str, verb: type[GiveConsent | WithdrawConsent], told: str) -> None:
        row = next((row for row in self._consents[:] if row.key == key), None)
        if row:
            purpose, _, channel = key.partition(":")
            self._do(verb(purpose, channel, row.wording, self._shop.store.name), told)

    def _fit(self, key: str) -> FitRow | None:
        return next((row for row in self._fits[:] if row.key == key), None)

    def _do(self, verb: Verb, told: str) -> None:
        def work() -> str:
            try:
                self._known.do(verb)
            except (Rejected, msgspec.ValidationError) as refusal:
                return refusal.reason if isinstance(refusal, Rejected) else "malformed"
            return ""

        def ended(refused: str) -> None:
            self.done.emit()
            if refused:
                self.refused.emit(refused)
            else:
                self.told.emit(told)

        self._tasks.run(work, ended)
