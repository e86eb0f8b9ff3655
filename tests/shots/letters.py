"""What is photographed of letters: every one the shop writes, on a phone and on a PC."""

import base64
from email.headerregistry import Address
from email.message import EmailMessage
from string import Template
from typing import get_args

from msgspec.structs import replace
from phone_pages import browser
from scenes import CHAIR, COAT, LAMP, NOTES, RUG, SOFA, STOOL
from studio import Studio

from kiosk.core.scan import look_up, parse
from sync import brand as brands
from sync.catalogue.read import Catalogue
from sync.hub.mail import layout, of_alarms, of_lists, of_orders, of_receipts, of_sign_ins
from sync.hub.mail.content import Content
from sync.hub.mail.letters import Letter
from sync.hub.mail.speech import Speech, texts
from sync.hub.mail.writer import ABOUT_STORES
from sync.hub.page.routes import BRANDS, RESOURCES
from sync.hub.sign_in_records import SignIn
from sync.protocol.lists import Line as Listed
from sync.protocol.lists import ShoppingList
from sync.protocol.notices import Template as Name
from sync.protocol.orders import Contact, Line, Order, State, Substitute
from sync.protocol.receipts import Receipt, Return, Returned, Sold

WIDTHS = (360, 700)
STORE = "milano"
NAMES = {"en": "Anna Ferri", "it": "Anna Ferri", "ja": "山本さくら"}
TITLES = {"en": "Living room", "it": "Salotto", "ja": "リビング"}
LINK, CODE, TILL = "https://lists.example/l/x", "VTP-7K3M-9QAB-CD", "VTR-7K3M-9QAB-CDEF-GHJK"
ASKED, PROMISED, KEPT = "2026-11-22T08:20:00Z", "2026-11-22T09:09:00Z", "2026-11-28T17:00:00Z"
STANDS: dict[Name, State] = {
    "accepted": "accepted",
    "ready": "ready_for_pickup",
    "short": "picking",
    "substitute": "picking",
    "cancelled": "cancelled",
    "rejected": "rejected",
    "expired": "expired",
}


class Letters:
    """Takes the pictures of one language: every letter, narrow and wide."""

    def __init__(self, studio: Studio, language: str) -> None:
        self._out = studio.out
        self._brand = studio.brand
        self._language = language
        look = brands.load(brands.choose(BRANDS, studio.brand))
        frame = (RESOURCES / "mail" / "frame.html").read_text(encoding="utf-8")
        self._look = layout.Look(look, Template(frame))
        catalogue = Catalogue.open_current(studio.data)
        assert catalogue is not None
        self._catalogue = catalogue
        store = catalogue.store(STORE)
        assert store is not None
        words = texts(RESOURCES / "i18n" / "mail")[language]
        self._speech = Speech(words, store, catalogue, studio.hub.data)

    def play(self) -> None:
        """Take them all."""
        with browser() as chromium:
            for name in get_args(Name):
                page = chromium.new_page(viewport={"width": WIDTHS[0], "height": 640}, device_scale_factor=2)
                page.set_content(_shown(self._message(name)))
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 640})
                    file = f"letter-{name}-{self._language}-{self._brand}-{width}.png"
                    page.screenshot(path=self._out / file, full_page=True)
                page.close()
        self._catalogue.close()

    def _message(self, name: Name) -> EmailMessage:
        to = Address(NAMES[self._language], addr_spec="anna@example.com")
        sender = Address(self._look.brand.name, addr_spec=f"no-reply@{self._look.brand.domain}")
        envelope = layout.Envelope(sender, to, "key")
        return layout.message(self._content(name), envelope, self._look, self._speech.words)

    def _content(self, name: Name) -> Content:
        letter = Letter("l", name, "o", ASKED, part="b" if name in {"return", "substitute"} else "")
        if name == "sign_in":
            return of_sign_ins.content(
                SignIn("s", "d", "v", STORE, ASKED, KEPT, place="Kiosk 2"), self._speech, "482913"
            )
        if name == "list":
            return of_lists.content(self._list(), self._speech, LINK)
        if name in ABOUT_STORES:
            return of_alarms.content(replace(letter, about=ASKED), self._speech, LINK)
        if name in STANDS:
            return of_orders.content(letter, self._order(name), self._speech, CODE, LINK)
        return of_receipts.content(letter, self._receipt(name), self._speech, TILL, LINK)

    def _order(self, name: Name) -> Order:
        lines = [self._line(sku, key) for sku, key in zip((SOFA, LAMP, RUG, CHAIR), "abcd", strict=True)]
        lines[0] = replace(lines[0], state="picked", picked=1)
        if name == "substitute":
            other = self._line(STOOL, "x")
            lines[1] = replace(lines[1], substitute=Substitute(other.product, other.variant, 2))
        elif name in {"short", "ready"}:
            lines[1] = replace(lines[1], state="short", picked=1, reason="not_found")
        order = Order("o", "A-1042", STORE, "collect", STANDS[name], lines, ASKED, promise=PROMISED)
        contact = Contact(NAMES[self._language], "anna@example.com", language=self._language)
        return replace(
            order, contact=contact, currency="EUR", place="B 3", expires=KEPT, reason="too_many_open"
        )

    def _list(self) -> ShoppingList:
        lines = [
            Listed(
                one.id, one.product, one.variant, one.quantity, note=NOTES[self._language] * (one.id == "b")
            )
            for one in (self._line(sku, key) for sku, key in zip((SOFA, LAMP, RUG), "abc", strict=True))
        ]
        return ShoppingList("l", "guest:v", TITLES[self._language], lines=lines)

    def _line(self, sku: str, key: str) -> Line:
        match = look_up(parse(sku), self._catalogue).match
        assert match is not None
        price = 129_000 if key == "a" else 12_900
        return Line(key, match.product, match.variant, 1 + (key == "b"), price=price)

    def _receipt(self, name: Name) -> Receipt:
        sold = [
            Sold(line.id, line.product, line.variant, line.quantity, line.price)
            for line in (self._line(sku, key) for sku, key in zip((CHAIR, LAMP, COAT), "abc", strict=True))
        ]
        contact = Contact(NAMES[self._language], "anna@example.com", language=self._language)
        receipt = Receipt("r", "0017/26", STORE, "store", ASKED, "EUR", sold, until="2026-12-22")
        back = Return("b", ASKED, "x", STORE, [Returned("b", 1, "changed_mind")], 12_900, ASKED)
        return replace(receipt, contact=contact, returns=[back] if name == "return" else [])


def _shown(message: EmailMessage) -> str:
    """Return a letter's HTML with its pictures in it, as a mail program puts them there."""
    body = message.get_body(("html",))
    assert body is not None
    page = str(body.get_content())
    for part in message.walk():
        if name := str(part["Content-ID"] or "").strip("<>"):
            picture = base64.b64encode(part.get_payload(decode=True)).decode()
            page = page.replace(f"cid:{name}", f"data:{part.get_content_type()};base64,{picture}")
    return page
