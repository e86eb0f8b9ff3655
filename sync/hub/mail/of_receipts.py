"""What letters about a receipt say: what was bought, and what came back."""

from sync.hub.mail.content import Code, Content, Group, Item
from sync.hub.mail.letters import Letter
from sync.hub.mail.speech import Speech
from sync.protocol.receipts import Receipt, Return, Sold


def is_true(letter: Letter, receipt: Receipt) -> bool:
    """Say whether there is somebody to tell, and something to tell of."""
    if receipt.erased or not receipt.contact.email:
        return False
    return letter.template == "receipt" or _return(letter, receipt) is not None


def content(letter: Letter, receipt: Receipt, speech: Speech, code: str, link: str) -> Content:
    """Return what the letter says. `code` is the receipt's, `link` leads to the list; '' without."""
    words, name = speech.words, letter.template
    back = _return(letter, receipt)
    return Content(
        language=speech.language,
        subject=words.get(f"{name}.subject", receipt.number),
        hello=words.get("hello", receipt.contact.name) if receipt.contact.name else "",
        title=words.get(f"{name}.title"),
        lines=[
            words.get(f"{name}.text", speech.store.name),
            *([words.get("return.refund")] if back and back.refund else []),
        ],
        groups=[_back(receipt, back, speech) if back else _bought(receipt, speech)],
        facts=_facts(receipt, back, speech),
        why=words.get("why_you", speech.store.name),
        code=Code(words.get("code.receipt"), code, words.get("code.receipt_text")) if code else None,
        button=(words.get("open_list"), link) if link else None,
    )


def _return(letter: Letter, receipt: Receipt) -> Return | None:
    back = receipt.back(letter.part)
    return None if back is None or back.undone else back


def _bought(receipt: Receipt, speech: Speech) -> Group:
    items = [_item(sold, sold.quantity, receipt, speech) for sold in receipt.lines]
    return Group(speech.words.get("items.bought"), items)


def _back(receipt: Receipt, back: Return, speech: Speech) -> Group:
    items = [
        _item(sold, one.quantity, receipt, speech) for one in back.lines if (sold := receipt.line(one.line))
    ]
    return Group(speech.words.get("items.back"), items)


def _item(sold: Sold, pieces: int, receipt: Receipt, speech: Speech) -> Item:
    price = speech.display.money(sold.price * pieces, receipt.currency) if receipt.currency else ""
    more = {"price": price, "name": sold.name}
    return speech.item(sold.product, sold.variant, sold.options, pieces, more)


def _facts(receipt: Receipt, back: Return | None, speech: Speech) -> list[tuple[str, str]]:
    words, total = speech.words, sum(sold.price * sold.quantity for sold in receipt.lines)
    money = speech.display.money
    facts = [
        ("fact.receipt", receipt.number),
        ("fact.store", speech.where),
        ("fact.when", speech.moment(back.at if back else receipt.at)),
        ("fact.total", "" if back else money(total, receipt.currency)),
        ("fact.refund", money(back.refund, receipt.currency) if back else ""),
        ("fact.back_until", "" if receipt.is_all_back else speech.day(receipt.last_day)),
    ]
    return [(words.get(key), value) for key, value in facts if value]
