"""What the phone shows while somebody signs in: one question a page, plain forms, no script.

What people wrote, and what came from outside, is text here and never markup.
"""

import html
from pathlib import Path
from string import Template
from typing import Literal, NamedTuple

from sync.hub.page.assets import STATIC, Assets
from sync.protocol.sign_ins import MAIL_DIGITS
from sync.texts import FALLBACK, Texts

NOBODY = "-"
"""Stands for a code in addresses where there is none."""

Lack = Literal["", "email", "code", "mail", "provider", "typed"]
"""What was wrong with what was sent before."""

LACKS: tuple[Lack, ...] = ("email", "code", "mail", "provider", "typed")

LABELS: dict[Lack, str] = {"email": "email", "mail": "email", "code": "code", "typed": "code"}
"""The field that is described by what was wrong."""


class Ways(NamedTuple):
    """How an account can be proven here: whose phone it is (a mask), by mail, by a provider of a name."""

    known: str = ""
    mail: bool = False
    provider: str = ""


class Sheets:
    """Writes the pages, in the hub's brand. `base` is what the page's address ends with."""

    def __init__(self, assets: Assets, resources: Path, domain: str) -> None:
        """`resources` holds the words (`i18n/sign_in`); `domain` is where the reader is."""
        self._assets = assets
        self._domain = domain
        self._frame = Template((STATIC / "sign_in.html").read_text(encoding="utf-8"))
        folder = resources / "i18n" / "sign_in"
        self._texts = {path.stem: Texts.load(folder, path.stem) for path in sorted(folder.glob("*.toml"))}

    def language(self, *wanted: str) -> str:
        """Return the first of the wanted languages that there is, else English."""
        return next((tag for tag in wanted if tag in self._texts), FALLBACK)

    def type_code(self, language: str, lack: Lack) -> bytes:
        """Ask which code the screen shows."""
        words = self._texts[language]
        field = _field(
            words,
            "type",
            'name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20"'
            f' required class="digits"{_described(lack == "typed")}',
            hint=True,
        )
        go = _button(words.get("type.go"), "", filled=True)
        body = self._lack(words, lack) + f'<form method="post" action="s">{field}{go}</form>'
        return self._page(f"s/{NOBODY}", language, words.get("type.title"), body)

    def numbers(self, base: str, language: str, place: str, shown: list[str]) -> bytes:
        """Ask which number the screen shows."""
        words = self._texts[language]
        choices = "".join(
            f'<button name="number" value="{number}">{number}</button>' for number in map(_safe, shown)
        )
        body = (
            f"<p>{_safe(words.get('number.text', place))}</p>"
            f'<form method="post" action="{_safe(base)}" class="numbers">{choices}</form>'
            + _form(base, _plain(words.get("not_me"), "stop"))
        )
        return self._page(base, language, words.get("number.title"), body)

    def account(self, base: str, language: str, ways: Ways, lack: Lack) -> bytes:
        """Ask whose account it is."""
        words = self._texts[language]
        parts = [self._lack(words, lack)]
        if ways.known:
            known = _button(words.get("account.known", ways.known), "known", filled=True)
            parts.append(_form(base, known + _button(words.get("account.unknown"), "unknown")))
        elif ways.mail:
            field = _field(
                words,
                "account",
                'name="email" type="email" autocomplete="email" inputmode="email" maxlength="254" required'
                f"{_described(lack in {'email', 'mail'})}",
                label="email",
                hint=True,
            )
            send = _button(words.get("account.send"), "mail", filled=True)
            parts.append(_form(base, field + send))
        if ways.provider:
            if ways.known or ways.mail:
                parts.append(f'<p class="or">{_safe(words.get("account.or"))}</p>')
            label = _safe(words.get("account.provider", ways.provider))
            parts.append(f'<p><a class="wide" href="{_safe(base)}/provider">{label}</a></p>')
        if not (ways.known or ways.mail or ways.provider):
            parts.append(f"<p>{_safe(words.get('account.none'))}</p>")
        parts.append(_form(base, _plain(words.get("stop"), "stop")))
        return self._page(base, language, words.get("account.title"), "".join(parts))

    def code(self, base: str, language: str, address: str, lack: Lack) -> bytes:
        """Ask for the digits that were mailed; `address` is masked."""
        words = self._texts[language]
        digits = _field(
            words,
            "code",
            'name="code" inputmode="numeric" autocomplete="one-time-code" required class="digits"'
            f' maxlength="{MAIL_DIGITS + 4}"{_described(lack == "code")}',
        )
        name = _field(words, "code", 'name="name" autocomplete="given-name" maxlength="40"', label="name")
        remember = (
            '<label class="check"><input type="checkbox" name="remember" value="yes">'
            f"<span>{_safe(words.get('code.remember'))}</span></label>"
        )
        go = _button(words.get("code.go"), "code", filled=True)
        body = (
            f"<p>{_safe(words.get('code.text', address))}</p>"
            + self._lack(words, lack)
            + _form(base, digits + name + remember + go)
            + _form(base, _plain(words.get("code.again"), "other"))
        )
        return self._page(base, language, words.get("code.title"), body)

    def done(self, base: str, language: str, hello: str, *, accepted: bool) -> bytes:
        """Say that the screen has the word now, or that the shopper is signed in there."""
        words = self._texts[language]
        name = "accepted" if accepted else "title"
        text = words.get("done.accepted_text") if accepted else words.get("done.text", hello)
        title = words.get(f"done.{name}")
        body = f"<p>{_safe(text)}</p>"
        if not accepted:
            body += _form(base, _plain(words.get("not_me"), "stop"))
        return self._page(base, language, title, body, mark=hello[:1])

    def over(self, base: str, language: str) -> bytes:
        """Say that a code is good for nothing: whichever it was, and whyever."""
        words = self._texts[language]
        return self._page(base, language, words.get("over.title"), f"<p>{_safe(words.get('over.text'))}</p>")

    def place(self, language: str, tablet: str, store: str) -> str:
        """Return where the screen is, in a language."""
        return self._texts[language].get("where", tablet, store)

    def _lack(self, words: Texts, lack: Lack) -> str:
        return (
            f'<p class="lack" id="lack" role="alert">{_safe(words.get(f"lack.{lack}"))}</p>' if lack else ""
        )

    def _page(self, base: str, language: str, title: str, body: str, *, mark: str = "") -> bytes:
        words = self._texts[language]
        sign = f'<p class="mark" aria-hidden="true">{_safe(mark)}</p>' if mark else ""
        return self._frame.substitute(
            self._assets.common(base, language),
            base=_safe(base),
            title=_safe(title),
            mark=sign,
            body=body,
            domain=_safe(words.get("domain", self._domain)),
        ).encode()


def _field(words: Texts, part: str, attributes: str, *, label: str = "label", hint: bool = False) -> str:
    told = f'<span class="hint">{_safe(words.get(f"{part}.hint"))}</span>' if hint else ""
    if label == "name":
        told = f'<span class="hint">{_safe(words.get(f"{part}.name_hint"))}</span>'
    return f"<label><span>{_safe(words.get(f'{part}.{label}'))}</span>{told}<input {attributes}></label>"


def _described(lacks: bool) -> str:  # noqa: FBT001 - said by its name
    return ' aria-invalid="true" aria-describedby="lack"' if lacks else ""


def _form(base: str, inside: str) -> str:
    return f'<form method="post" action="{_safe(base)}">{inside}</form>'


def _button(label: str, do: str, *, filled: bool = False) -> str:
    return f'<button class="wide{" filled" if filled else ""}" name="do" value="{do}">{_safe(label)}</button>'


def _plain(label: str, do: str) -> str:
    return f'<button class="plain" name="do" value="{do}">{_safe(label)}</button>'


def _safe(text: str) -> str:
    return html.escape(text)
