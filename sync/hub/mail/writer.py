"""Writing a letter at the moment it goes: what it is about is read, and whom it goes to."""

from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from email_validator import EmailNotValidError, validate_email

from sync.brand import Brand, speak
from sync.hub import sign_in_records, silences
from sync.hub.access import load_list
from sync.hub.context import Hub
from sync.hub.mail import layout, links, of_alarms, of_lists, of_orders, of_receipts, of_sign_ins
from sync.hub.mail.content import Content
from sync.hub.mail.layout import Envelope, Look, one_line
from sync.hub.mail.letters import Letter
from sync.hub.mail.relay import Refused
from sync.hub.mail.speech import Speech, choose, texts
from sync.hub.storage import documents
from sync.hub.storage.port import Key
from sync.protocol import scopes
from sync.protocol.hashes import digest
from sync.protocol.orders import Contact, Order, claim_code, claim_hash
from sync.protocol.products import Store
from sync.protocol.receipts import Receipt

ABOUT_RECEIPTS = frozenset({"receipt", "return"})
ABOUT_STORES = frozenset({"quiet", "back"})
NOTED_NOWHERE = ABOUT_RECEIPTS | ABOUT_STORES | {"sign_in"}
"""What no order keeps that it went."""


class Writer:
    """Writes letters of one hub in one brand. For the event loop's thread only."""

    def __init__(self, hub: Hub, brand: Brand, sender: Address, resources: Path) -> None:
        """`resources` holds the words (`i18n/mail`) and the frame (`mail/frame.html`) of letters."""
        self._hub = hub
        self._sender = sender
        words = texts(resources / "i18n" / "mail")
        self._words = {language: speak(brand, "mail", each) for language, each in words.items()}
        frame = (resources / "mail" / "frame.html").read_text(encoding="utf-8")
        self._look = Look(brand, Template(frame))

    async def write(self, store: str, letter: Letter) -> EmailMessage | None:
        """Return a letter as it goes, None when it is old news or there is nobody to tell.

        Raises:
            Refused: The address is none.
            StorageError: The store is out of reach.
        """
        alone = {"sign_in": self._sign_in, "list": self._list, "quiet": self._alarm, "back": self._alarm}
        if letter.template in alone:
            return await alone[letter.template](store, letter)
        if letter.template in ABOUT_RECEIPTS:
            receipt = await self._receipt(letter)
            if receipt is None or not of_receipts.is_true(letter, receipt):
                return None
            contact = receipt.contact
            link = await links.to_list(self._hub, receipt.list_id)
            speech = self._speech(store, contact)
            content = of_receipts.content(letter, receipt, speech, self._receipt_code(receipt), link)
            return self._finish(letter, content, contact, speech)
        order = await self._order(store, letter)
        if order is None or not of_orders.is_true(letter, order):
            return None
        link = await links.to_list(self._hub, order.list_id)
        speech = self._speech(store, order.contact)
        content = of_orders.content(letter, order, speech, self._claim(order), link)
        return self._finish(letter, content, order.contact, speech)

    async def _sign_in(self, store: str, letter: Letter) -> EmailMessage | None:
        record = await sign_in_records.load(self._hub, letter.about)
        if record is None or not of_sign_ins.is_true(record, self._hub.now()):
            return None
        contact = Contact(email=record.email, language=record.language)
        speech = self._speech(store, contact)
        digits = sign_in_records.mailed_code(self._hub, record)
        return self._finish(letter, of_sign_ins.content(record, speech, digits), contact, speech)

    async def _list(self, store: str, letter: Letter) -> EmailMessage | None:
        document = await load_list(self._hub, letter.about)
        if document is None or not of_lists.is_true(document):
            return None
        contact = Contact(email=letter.email, language=letter.language or document.language)
        link = await links.to_list(self._hub, document.id)
        speech = self._speech(store, contact)
        return self._finish(letter, of_lists.content(document, speech, link), contact, speech)

    async def _alarm(self, store: str, letter: Letter) -> EmailMessage | None:
        if not await silences.is_news(self._hub, store, letter.about, over=letter.template == "back"):
            return None
        contact = Contact(email=letter.email, language=letter.language)
        speech = self._speech(store, contact)
        page = f"{self._hub.config.public_url}/admin/health?{urlencode({'store': store})}"
        return self._finish(letter, of_alarms.content(letter, speech, page), contact, speech)

    async def _order(self, store: str, letter: Letter) -> Order | None:
        return await documents.load(
            self._hub.storage, scopes.orders(store), Key("order", letter.about), Order
        )

    async def _receipt(self, letter: Letter) -> Receipt | None:
        return await documents.load(
            self._hub.storage, scopes.receipt(letter.about), Key("receipt", letter.about), Receipt
        )

    def _speech(self, code: str, contact: Contact) -> Speech:
        catalogue = self._hub.catalogue.get()
        store = (catalogue.store(code) if catalogue else None) or Store(code, code)
        words = choose(self._words, contact.language, store.language)
        return Speech(words, store, catalogue, self._hub.config.data)

    def _finish(self, letter: Letter, content: Content, contact: Contact, speech: Speech) -> EmailMessage:
        to = address(contact.email, contact.name)
        return layout.message(content, Envelope(self._sender, to, letter.id), self._look, speech.words)

    def _claim(self, order: Order) -> str:
        """Return the pick-up code, '' where the shop gave out one of its own."""
        code = claim_code(self._hub.keys.token, order.id)
        return code if order.claim and claim_hash(code) == order.claim else ""

    def _receipt_code(self, receipt: Receipt) -> str:
        """Return the receipt's code, '' where the till has drawn one of its own."""
        code = self._hub.keys.receipt_code(receipt.store, receipt.number)
        return code if digest(code) == receipt.id else ""


def address(email: str, name: str = "") -> Address:
    """Return an address as it stands in a header.

    Raises:
        Refused: It is none.
    """
    try:
        found = validate_email(email, check_deliverability=False)
        return Address(one_line(name), addr_spec=found.ascii_email or found.normalized)
    except (EmailNotValidError, ValueError) as error:
        raise Refused("address") from error
