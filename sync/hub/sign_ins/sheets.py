"""What the phone shows while somebody signs in: one question a page, plain forms, no script.

What people wrote, and what came from outside, is text here and never markup.
"""

from pathlib import Path
from typing import Literal, NamedTuple

from sync.hub.page import by_code
from sync.hub.page.assets import Assets
from sync.hub.page.plain import PlainPages, button, described, field, form, quiet, safe
from sync.protocol.sign_ins import MAIL_DIGITS
from sync.texts import Texts

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
        self._pages = PlainPages(assets, "sign_in", resources, domain)

    def language(self, *wanted: str) -> str:
        """Return the first of the wanted languages that there is, else English."""
        return self._pages.language(*wanted)

    def type_code(self, language: str, lack: Lack) -> bytes:
        """Ask which code the screen shows."""
        told = self._lack(self._pages.texts[language], lack)
        return by_code.type_code(self._pages, "s", language, told, lacks=lack == "typed")

    def numbers(self, base: str, language: str, place: str, shown: list[str]) -> bytes:
        """Ask which number the screen shows."""
        words = self._pages.texts[language]
        choices = "".join(
            f'<button name="number" value="{number}">{number}</button>' for number in map(safe, shown)
        )
        body = (
            f"<p>{safe(words.get('number.text', place))}</p>"
            f'<form method="post" action="{safe(base)}" class="numbers">{choices}</form>'
            + form(base, quiet(words.get("not_me"), "stop"))
        )
        return self._pages.write(base, language, words.get("number.title"), body)

    def account(self, base: str, language: str, ways: Ways, lack: Lack) -> bytes:
        """Ask whose account it is."""
        words = self._pages.texts[language]
        parts = [self._lack(words, lack)]
        if ways.known:
            known = button(words.get("account.known", ways.known), "known", filled=True)
            parts.append(form(base, known + button(words.get("account.unknown"), "unknown")))
        elif ways.mail:
            address = field(
                words,
                "account",
                'name="email" type="email" autocomplete="email" inputmode="email" maxlength="254" required'
                f"{described(lack in {'email', 'mail'})}",
                label="email",
                hint=True,
            )
            send = button(words.get("account.send"), "mail", filled=True)
            parts.append(form(base, address + send))
        if ways.provider:
            if ways.known or ways.mail:
                parts.append(f'<p class="or">{safe(words.get("account.or"))}</p>')
            label = safe(words.get("account.provider", ways.provider))
            parts.append(f'<p><a class="wide" href="{safe(base)}/provider">{label}</a></p>')
        if not (ways.known or ways.mail or ways.provider):
            parts.append(f"<p>{safe(words.get('account.none'))}</p>")
        parts.append(form(base, quiet(words.get("stop"), "stop")))
        return self._pages.write(base, language, words.get("account.title"), "".join(parts))

    def code(self, base: str, language: str, address: str, lack: Lack) -> bytes:
        """Ask for the digits that were mailed; `address` is masked."""
        words = self._pages.texts[language]
        digits = field(
            words,
            "code",
            'name="code" inputmode="numeric" autocomplete="one-time-code" required class="digits"'
            f' maxlength="{MAIL_DIGITS + 4}"{described(lack == "code")}',
        )
        name = field(words, "code", 'name="name" autocomplete="given-name" maxlength="40"', label="name")
        remember = (
            '<label class="check"><input type="checkbox" name="remember" value="yes">'
            f"<span>{safe(words.get('code.remember'))}</span></label>"
        )
        go = button(words.get("code.go"), "code", filled=True)
        body = (
            f"<p>{safe(words.get('code.text', address))}</p>"
            + self._lack(words, lack)
            + form(base, digits + name + remember + go)
            + form(base, quiet(words.get("code.again"), "other"))
        )
        return self._pages.write(base, language, words.get("code.title"), body)

    def done(self, base: str, language: str, hello: str, *, accepted: bool) -> bytes:
        """Say that the screen has the word now, or that the shopper is signed in there."""
        words = self._pages.texts[language]
        name = "accepted" if accepted else "title"
        text = words.get("done.accepted_text") if accepted else words.get("done.text", hello)
        title = words.get(f"done.{name}")
        body = f"<p>{safe(text)}</p>"
        if not accepted:
            body += form(base, quiet(words.get("not_me"), "stop"))
        return self._pages.write(base, language, title, body, mark=hello[:1])

    def over(self, base: str, language: str) -> bytes:
        """Say that a code is good for nothing: whichever it was, and whyever."""
        words = self._pages.texts[language]
        return self._pages.write(
            base, language, words.get("over.title"), f"<p>{safe(words.get('over.text'))}</p>"
        )

    def place(self, language: str, tablet: str, store: str) -> str:
        """Return where the screen is, in a language."""
        return self._pages.texts[language].get("where", tablet, store)

    def _lack(self, words: Texts, lack: Lack) -> str:
        return f'<p class="lack" id="lack" role="alert">{safe(words.get(f"lack.{lack}"))}</p>' if lack else ""
