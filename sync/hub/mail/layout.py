"""A letter's form: HTML in the brand's colours with its pictures inside, and the same as plain text.

Mail programs know tables and styles at each element, and load nothing from elsewhere unasked: so the pictures
travel along, and nobody learns whether a letter was opened. What people wrote is text here, never markup.
"""

import html
import io
import re
from collections.abc import Iterator, Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from string import Template
from typing import NamedTuple

from sync.brand import Brand, Font
from sync.hub.mail.content import Code, Content, Group, Item
from sync.protocol import symbols
from sync.texts import Texts, joined

MOST_ITEMS = 30
"""Things that are shown of a group; of a cart of two hundred the list knows the rest."""

QR_PIXELS = 5
"""Pixels a module."""

SIZES = {
    True: "font-size:20px;letter-spacing:2px",
    False: "font-size:36px;line-height:44px;letter-spacing:6px",
}
"""How a code is written: below its symbol, or alone."""

LOGO_HEIGHT = 32
SYSTEM_FONTS = "'Helvetica Neue',Arial,'Hiragino Sans','Noto Sans JP',sans-serif"

TABLE = '<table role="presentation" cellpadding="0" cellspacing="0"'
MOST_ROUND = 8
"""Pixels by which the corners of a picture as small as here are rounded, however round the brand is."""

AFTER_FIGURE = re.compile(r"(?<=\d) (?=[^\W\d])")
"""Where no line may end: between a figure and what it counts, or a day and its month."""

SUBTYPES = {".jpg": "jpeg", ".png": "png"}


class Look(NamedTuple):
    """How letters look: the brand, and the frame around every one."""

    brand: Brand
    frame: Template


class Envelope(NamedTuple):
    """Who writes to whom; `key` names the letter, the same whenever it is sent (RFC 5322 section 3.6.4)."""

    sender: Address
    to: Address
    key: str


class _Picture(NamedTuple):
    """A picture that travels along: its name in the letter, its bytes and their subtype."""

    name: str
    body: bytes
    subtype: str


def message(content: Content, envelope: Envelope, look: Look, words: Texts) -> EmailMessage:
    """Return the finished message, but for its date."""
    made = EmailMessage()
    made["From"], made["To"] = envelope.sender, envelope.to
    made["Subject"] = one_line(content.subject)
    made["Message-ID"] = f"<{envelope.key}@{envelope.sender.domain}>"
    # Nobody's holiday note answers it (RFC 3834).
    made["Auto-Submitted"] = "auto-generated"
    made["Content-Language"] = content.language
    made.set_content(_text(content, look, words))
    pictures: dict[str, _Picture] = {}
    body = _Html(look.brand, words, pictures).page(content, look.frame)
    made.add_alternative(body, subtype="html")
    part = made.get_payload()[1]  # type: ignore[index]
    assert isinstance(part, EmailMessage)
    for picture in pictures.values():
        part.add_related(
            picture.body,
            "image",
            picture.subtype,
            cid=f"<{picture.name}>",
            disposition="inline",
            filename=f"{picture.name}.{picture.subtype}",
        )
    return made


def one_line(text: str) -> str:
    """Return a text for a header: in one line, whatever somebody put into it."""
    return " ".join(text.split())


def _text(content: Content, look: Look, words: Texts) -> str:
    parts = [look.brand.name, content.title, content.hello, *content.lines]
    parts += [_text_group(group, words) for group in content.groups]
    parts.append("\n".join(joined(": ", fact) for fact in content.facts))
    if content.code:
        parts.append(f"{content.code.title}\n{content.code.text}\n{content.code.words}")
    if content.button:
        parts.append(": ".join(content.button))
    parts += ["-- ", _thanks(content, look.brand), content.why]
    return "\n\n".join(filter(None, parts)) + "\n"


def _thanks(content: Content, brand: Brand) -> str:
    return brand.words(content.language).thanks if content.thanks else ""


def _text_group(group: Group, words: Texts) -> str:
    shown, rest = _cut(group.items)
    rows = [group.title, *(_text_item(item) for item in shown)]
    if rest:
        rows.append(words.get("items.more", count=rest))
    return "\n".join(rows)


def _text_item(item: Item) -> str:
    told = joined(", ", (item.name, item.choices, item.remark, item.price))
    return f"  {item.quantity} {told}"


def _cut(items: Sequence[Item]) -> tuple[Sequence[Item], int]:
    """Return the things that are shown, and how many more there are."""
    shown = items if len(items) <= MOST_ITEMS else items[: MOST_ITEMS - 1]
    return shown, len(items) - len(shown)


class _Html:
    """Writes a letter's HTML and gathers the pictures it shows."""

    def __init__(self, brand: Brand, words: Texts, pictures: dict[str, _Picture]) -> None:
        self._brand = brand
        self._colours = brand.colours
        self._words = words
        self._pictures = pictures

    def page(self, content: Content, frame: Template) -> str:
        """Return the whole page."""
        brand, colours = self._brand, self._colours
        return frame.substitute(
            language=content.language,
            subject=_safe(content.subject),
            preview=_safe(" ".join(content.lines)),
            brand=self._wordmark(),
            title=_safe(content.title),
            body="\n".join(self._body(content)),
            thanks=_safe(_thanks(content, brand)),
            why=_safe(content.why),
            page=colours.page,
            surface=colours.surface,
            ink=colours.ink,
            ink2=colours.ink2,
            primary=colours.primary,
            radius=f"{brand.radius.card}px",
            text_font=_stack(brand.fonts.text),
            display_font=_stack(brand.fonts.display),
            display_weight=str(brand.fonts.display.weight),
            name_weight=str(brand.wordmark.weight),
            name_tracking=f"{brand.wordmark.tracking}em",
        )

    def _wordmark(self) -> str:
        """Return the brand's name, behind its sign where it has one: `logo.png` beside the drawn logo."""
        path = self._brand.logo.with_suffix(".png")
        name = _safe(self._brand.signature)
        if not (self._brand.wordmark.sign and path.is_file()):
            return name
        return f"{self._image('logo', path, LOGO_HEIGHT, 'vertical-align:middle')}&nbsp; {name}"

    def _body(self, content: Content) -> Iterator[str]:
        for line in filter(None, (content.hello, *content.lines)):
            yield f'<p style="margin:0 0 12px">{AFTER_FIGURE.sub("&nbsp;", _safe(line))}</p>'
        if content.code:
            yield self._code(content.code)
        for group in content.groups:
            yield self._group(group)
        if content.facts:
            yield self._facts(content.facts)
        if content.button:
            yield self._button(*content.button)

    def _group(self, group: Group) -> str:
        shown, rest = _cut(group.items)
        rows = "".join(self._item(item) for item in shown)
        if rest:
            more = _safe(self._words.get("items.more", count=rest))
            rows += f'<tr><td colspan="3" style="padding:8px 0;color:{self._colours.ink2}">{more}</td></tr>'
        return (
            f'<h2 style="margin:24px 0 8px;font-size:15px;font-weight:600">{_safe(group.title)}</h2>'
            f'{TABLE} width="100%">{rows}</table>'
        )

    def _item(self, item: Item) -> str:
        line = f"border-top:1px solid {self._colours.line}"
        small = "".join(
            f'<br><span style="font-size:14px;color:{self._colours.ink2}">{_safe(text)}</span>'
            for text in (item.choices, item.remark)
            if text
        )
        corner = f"border-radius:{min(MOST_ROUND, self._brand.radius.photo)}px"
        picture = self._image(item.picture.stem[:16], item.picture, 64, corner) if item.picture else ""
        # How many never stands alone in a line.
        many = _safe(item.quantity).replace(" ", "&nbsp;")
        thing = f"{many}&nbsp;<b>{_safe(item.name)}</b>{small}"
        return "".join(
            (
                f'<tr><td width="76" style="{line};padding:10px 0">{picture}</td>',
                f'<td style="{line};padding:10px 8px">{thing}</td>',
                f'<td align="right" style="{line};padding:10px 0;white-space:nowrap">',
                f"{_safe(item.price)}</td></tr>",
            )
        )

    def _facts(self, facts: Sequence[tuple[str, str]]) -> str:
        name_style = f"padding:3px 12px 3px 0;color:{self._colours.ink2}"
        rows = "".join(
            f'<tr><td width="38%" valign="top" style="{name_style}">{_safe(name)}</td>'
            f'<td valign="top" style="padding:3px 0">{_safe(value)}</td></tr>'
            for name, value in facts
        )
        return f'{TABLE} width="100%" style="margin-top:24px">{rows}</table>'

    def _code(self, code: Code) -> str:
        box = f"margin:20px 0;padding:20px;background:{self._colours.tint}"
        box += f";border-radius:{self._brand.radius.photo}px"
        return "".join(
            (
                f'<div style="{box};text-align:center">',
                f'<p style="margin:0 0 8px;font-weight:600">{_safe(code.title)}</p>',
                self._symbol(code.text) if code.drawn else "",
                f'<p style="margin:8px 0;{SIZES[code.drawn]}">{_safe(code.text)}</p>',
                f'<p style="margin:0;font-size:14px">{_safe(code.words)}</p></div>',
            )
        )

    def _symbol(self, text: str) -> str:
        drawn = io.BytesIO()
        symbols.picture(symbols.qr(text), QR_PIXELS).save(drawn, "PNG", optimize=True)
        self._pictures["code"] = _Picture("code", drawn.getvalue(), "png")
        return f'<img src="cid:code" alt="{_safe(text)}" width="160" height="160">'

    def _button(self, label: str, address: str) -> str:
        colours, radius = self._colours, self._brand.radius.button
        look = f"background:{colours.primary};color:{colours.onprimary};border-radius:{radius}px"
        return (
            f'<p style="margin:28px 0 0"><a href="{_safe(address)}" style="{look};display:inline-block;'
            f'padding:14px 28px;text-decoration:none;font-weight:600">{_safe(label)}</a></p>'
        )

    def _image(self, name: str, path: Path, height: int, style: str) -> str:
        if name not in self._pictures:
            self._pictures[name] = _Picture(name, path.read_bytes(), SUBTYPES[path.suffix])
        return f'<img src="cid:{name}" alt="" height="{height}" style="display:inline-block;{style}">'


def _safe(text: str) -> str:
    return html.escape(text)


def _stack(font: Font) -> str:
    return f"'{font.family}',{SYSTEM_FONTS}"
