"""What leads to what: a scan to a page, a tap to a toast, the end of a visit to the wipe."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from kiosk.ui.codes import CodeReader
from kiosk.ui.models.kiosk import KioskModel
from kiosk.ui.models.pages import Pages
from kiosk.ui.models.ways import SIGN_OUT
from kiosk.ui.shop import Shop

NO_PRODUCTS = frozenset({"list", "customer", "receipt", "order", "coupon"})
"""Kinds of scans that have words of their own and no page here."""
BROKEN = dict.fromkeys(
    ("element_syntax", "unknown_identifier", "missing_separator", "element_value", "conflict"), "broken_label"
)
"""What is wrong with a label is for whoever prints it; a shopper is told that it is."""
FAREWELL = frozenset({"finish", SIGN_OUT})
"""Ends of a visit that the shopper wanted: they are told what was kept."""
SOUNDS = {"toast.added": "added", "toast.removed": "undone", "toast.undone": "undone"}


class Flow(QObject):
    """Connects the models with each other. Lives in the GUI thread."""

    happened = Signal(str)
    """Something worth a sound: a name of the brand's sounds."""

    def __init__(
        self, shop: Shop, model: KioskModel, pages: Pages, read_code: CodeReader, home_language: str
    ) -> None:
        """`home_language` is what the kiosk speaks before anybody chooses; '' = the store's language."""
        super().__init__(model)
        self._shop = shop
        self._model = model
        self._pages = pages
        self._read_code = read_code
        self._home_language = home_language
        pages.product.chosen_to_add.connect(pages.list.add)
        pages.list.told.connect(self._tell)
        pages.list.refused.connect(self._refuse)
        pages.service.refused.connect(self._refuse)
        pages.mail.refused.connect(self._refuse)
        pages.lists.refused.connect(self._refuse)
        pages.lists.told.connect(model.toast)
        pages.lists.switched.connect(self._show_list)
        pages.paper.told.connect(model.toast)
        pages.paper.failed.connect(lambda key: model.toast(key, done=False))
        pages.service.told.connect(model.toast)
        pages.service.happened.connect(self.happened)
        for told in (pages.questions.told, pages.compare.told, pages.stores.told):
            told.connect(model.toast)
        pages.questions.happened.connect(self.happened)
        pages.list.product_wanted.connect(self._show_product)
        pages.search.wanted.connect(self._show_product)
        pages.product.wanted.connect(self._show_product)
        pages.product.sought.connect(pages.stores.show)
        pages.stores.picked.connect(pages.product.pick)
        pages.stores.taken.connect(self._take_along)
        pages.stores.refused.connect(self._refuse)
        pages.compare.chosen_to_add.connect(pages.list.add)
        pages.known.changed.connect(self._greet)
        pages.visit.warned.connect(self._warn)
        pages.visit.ended.connect(self._wipe)
        pages.visit.resumed.connect(self._resume)
        pages.leaving.stayed.connect(model.toList)
        pages.sign_in.entered.connect(self._enter)
        pages.sign_in.stirred.connect(pages.visit.touch)
        known = pages.known
        known.switched.connect(self._show_list)
        known.joining.told.connect(self._tell_joined)
        known.joining.done.connect(pages.list.refresh)
        known.mine.told.connect(model.toast)
        pages.space.told.connect(model.toast)
        for refused in (known.joining.refused, known.mine.refused):
            refused.connect(self._refuse)
        pages.list.told.connect(known.joining.forget)
        pages.claim.found.connect(self._take_up)
        pages.claim.answered.connect(self.happened)
        model.begun.connect(pages.visit.touch)
        model.left.connect(self.speak_home)
        model.returned.connect(self._return)
        shop.opened.connect(self.speak_home)

    @Slot(str)
    def scan(self, text: str) -> None:
        """Answer a scan: the product's page, or why there is none; at the desk, what it leads to there."""
        if self._model.at_desk:
            known = self._pages.desk.model.take_scan(self._read_code(text), text)
            self.happened.emit("known" if known else "unknown")
            return
        self._pages.visit.touch()
        if self._pages.visit.offered:
            return
        scan = self._read_code(text)
        product = self._shop.product(scan.match.product) if scan.match else None
        if scan.match and product and self._is_to_compare(product.id, scan.match.variant):
            self._compare(product.id, scan.match.variant)
        elif scan.match and product and self._pages.compare.gathering:
            self._pages.compare.choose(product.id, scan.match.variant)
        elif scan.match and product:
            self._pages.product.show(product, scan.match.variant)
            self._model.go("product", product.id)
        elif any(key.type == "claim" for key in scan.keys):
            self._model.toClaim()
            self._pages.claim.take(next(key.value for key in scan.keys if key.type == "claim"))
            return
        elif scan.kind in NO_PRODUCTS:
            self._model.answer.give(scan.kind)
        else:
            # A product of which nothing is sold any more has no reason of its own.
            reason = BROKEN.get(scan.reason, scan.reason) or "gone"
            self._model.answer.give(reason if self._shop.catalogue else "no_catalogue")
        self._model.scanned.emit(product is not None)
        self.happened.emit("known" if product else "unknown")

    @Slot()
    def notice(self) -> None:
        """Somebody touched the screen."""
        self._model.notice()
        # Asked whether anybody is here, a shopper answers by letting go: the question has buttons to press.
        if not self._model.resting and not self._pages.visit.warning:
            self._pages.visit.touch()

    def begin_in(self, language: str) -> None:
        """Have visits begin in another language; '' is the store's."""
        self._home_language = language

    @Slot()
    def speak_home(self) -> None:
        """Speak as before anybody chose a language."""
        self._shop.speak(self._home_language or self._shop.store.language)

    @Slot()
    def _enter(self) -> None:
        """Somebody has signed in."""
        self._pages.visit.touch()
        self._pages.list.refresh()
        self._pages.known.enter(lambda: self._model.go("welcome"))

    @Slot()
    def _show_list(self) -> None:
        """Another list is gone on with: the code for the phone is its own."""
        self._pages.take.clear()
        self._model.toList()

    @Slot(str, str)
    def _tell_joined(self, key: str, count: str) -> None:
        self._pages.take.clear()
        self._model.toList()
        text = self._shop.words.texts.get(key, count=int(count)) if count else ""
        if text:
            self._model.say(text, undo=True)
        else:
            self._model.toast(key)

    @Slot(str, bool)
    def _tell(self, key: str, undo: bool) -> None:  # noqa: FBT001 - a signal's arguments have no names
        later = key == "toast.added" and self._model.hub.offline
        self._model.toast("toast.added_offline" if later else key, undo=undo)
        if key in SOUNDS:
            self.happened.emit(SOUNDS[key])

    @Slot(str)
    def _refuse(self, reason: str) -> None:
        texts = self._shop.words.texts
        known = texts.raw(f"toast.refused_{reason}")
        self._model.toast("toast.rejected", done=False, value=known or texts.get("toast.refused_unknown"))

    @Slot(str)
    def _show_product(self, product: str) -> None:
        if self._pages.compare.picking:
            self._compare(product)
            return
        if self._pages.compare.gathering:
            self._pages.compare.toggle(product)
            return
        self._pages.product.open(product)
        self._model.go("product", product)

    @Slot(str, str, dict)
    def _take_along(self, product: str, variant: str, options: dict[str, str]) -> None:
        self._pages.list.add(product, variant, options)
        self._model.toTake()

    @Slot()
    def _greet(self) -> None:
        """Greet on the home page whoever has signed in."""
        self._pages.home.welcome(self._pages.known.shopper)

    def _is_to_compare(self, product: str, variant: str) -> bool:
        """Whether a scan is put beside the rest: the compare page asks for that while it has room."""
        compare = self._pages.compare
        return compare.picking or (str(self._model.page) == "compare" and compare.takes(product, variant))

    def _compare(self, product: str, variant: str = "") -> None:
        self._pages.compare.add(product, variant)
        self._model.go("compare")

    @Slot(str, str)
    def _return(self, page: str, key: str) -> None:
        """Show again what a page showed."""
        if page == "product" and self._pages.product.identifier != key:
            self._pages.product.open(key)
        elif page == "category":
            self._pages.category.open(key)

    @Slot()
    def _warn(self) -> None:
        self.happened.emit("idle")

    @Slot()
    def _take_up(self) -> None:
        """Go on with a list that waited: the code for the phone is its own."""
        self._pages.list.refresh()
        self._pages.take.clear()
        self._pages.take.offer()
        self._model.go("list")
        self._model.toast("toast.taken_up")

    @Slot()
    def _resume(self) -> None:
        self._pages.space.recall()
        self._pages.known.refresh()
        self._pages.list.refresh()
        self._pages.take.offer()
        self._model.go("list")

    @Slot(str)
    def _wipe(self, why: str) -> None:
        """Forget everything of the visit that lives in memory; the disk was wiped with its end."""
        self._pages.product.clear()
        self._pages.list.clear()
        self._pages.service.clear()
        self._pages.questions.clear()
        self._pages.stores.close()
        self._pages.space.clear()
        self._pages.take.clear()
        self._pages.mail.clear()
        self._pages.line.clear()
        self._pages.lists.clear()
        self._pages.history.clear()
        self._pages.search.clear()
        self._pages.home.clear()
        self._pages.sign_in.clear()
        self._pages.known.clear()
        self._pages.category.clear()
        self._pages.compare.clear()
        self._pages.claim.clear()
        self._pages.leaving.clear()
        self._model.hideToast()
        self._shop.pictures.clear()
        QGuiApplication.clipboard().clear()
        if why in FAREWELL:
            self._model.go("finish")
        elif not self._model.staffed:
            self._model.toAttract()

    @Slot()
    def leave_desk(self) -> None:
        """The last associate has signed out: what lives in memory goes, and shoppers are served again."""
        self._shop.pictures.clear()
        QGuiApplication.clipboard().clear()
        if not self._model.only_desk:
            self._model.toAttract()
