"""Pages of plain forms, one question each, in the hub's brand and without any script.

What people wrote, and what came from outside, is text here and never markup.
"""

import html
from collections.abc import Mapping
from pathlib import Path
from string import Template
from urllib.parse import parse_qsl

from starlette.requests import Request

from sync.brand.document import Part
from sync.hub.bodies import read_body
from sync.hub.context import Hub
from sync.hub.page import guard
from sync.hub.page.assets import STATIC, Assets
from sync.hub.problems import HttpProblem
from sync.texts import FALLBACK, Texts

MAX_BYTES = 4_096
MAX_FIELDS = 10


class PlainPages:
    """Writes pages; `texts` are their words by language."""

    def __init__(self, assets: Assets, part: Part, resources: Path, domain: str) -> None:
        """`part` names the texts in `resources`; `domain` is where the reader is."""
        self._assets = assets
        self._domain = domain
        self._frame = Template((STATIC / "sign_in.html").read_text(encoding="utf-8"))
        words = resources / "i18n" / part
        self.texts = {path.stem: assets.own(part, words, path.stem) for path in sorted(words.glob("*.toml"))}

    def language(self, *wanted: str) -> str:
        """Return the first of the wanted languages that there is, else English."""
        return next((tag for tag in wanted if tag in self.texts), FALLBACK)

    def write(self, base: str, language: str, title: str, body: str, *, mark: str = "") -> bytes:
        """Return a page.

        Args:
            base: What the page's address ends with; its files are asked for below.
            language: One of `texts`.
            title: Its headline.
            body: The markup below that.
            mark: A sign or two in a disc above it, '' for none.
        """
        words = self.texts[language]
        sign = f'<p class="mark" aria-hidden="true">{safe(mark)}</p>' if mark else ""
        return self._frame.substitute(
            self._assets.common(base, language),
            base=safe(base),
            title=safe(title),
            mark=sign,
            body=body,
            domain=safe(words.get("domain", self._domain)),
        ).encode()


async def read_form(hub: Hub, http: Request) -> Mapping[str, str]:
    """Return the fields of a form that comes from one of these pages.

    Raises:
        HttpProblem: 403, 422.
    """
    if not guard.may_post(http.headers, hub.config.public_url, guard.FORM):
        raise HttpProblem(403, "not_from_the_page")
    body = await read_body(http, MAX_BYTES)
    try:
        return dict(parse_qsl(body.decode("ascii"), max_num_fields=MAX_FIELDS, errors="strict"))
    except ValueError as error:
        raise HttpProblem(422, "invalid", "this is no form") from error


def field(words: Texts, part: str, attributes: str, *, label: str = "label", hint: bool = False) -> str:
    """Return a field with its label and, above it, a hint: texts of a part of the words."""
    told = f'<span class="hint">{safe(words.get(f"{part}.hint"))}</span>' if hint else ""
    if label == "name":
        told = f'<span class="hint">{safe(words.get(f"{part}.name_hint"))}</span>'
    return f"<label><span>{safe(words.get(f'{part}.{label}'))}</span>{told}<input {attributes}></label>"


def described(lacks: bool) -> str:  # noqa: FBT001 - said by its name
    """Return the attributes by which a field says that what was sent before was wrong."""
    return ' aria-invalid="true" aria-describedby="lack"' if lacks else ""


def form(base: str, inside: str) -> str:
    """Return a form that is sent to the page itself."""
    return f'<form method="post" action="{safe(base)}">{inside}</form>'


def button(label: str, do: str, *, filled: bool = False) -> str:
    """Return a button; `do` is what the form then says."""
    return f'<button class="wide{" filled" if filled else ""}" name="do" value="{do}">{safe(label)}</button>'


def quiet(label: str, do: str) -> str:
    """Return a button that is not to be looked at first."""
    return f'<button class="plain" name="do" value="{do}">{safe(label)}</button>'


def safe(text: str) -> str:
    """Return a text as it may stand in markup."""
    return html.escape(text)
