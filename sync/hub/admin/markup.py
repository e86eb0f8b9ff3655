"""The parts that the pages are made of: tables, fields, buttons, states.

`Html` is what may stand in a page as it is. A plain text becomes that by `text` alone, which the type checker
holds everybody to: what people wrote, and what came from outside, is never markup.
"""

import datetime as dt
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NewType

from babel.dates import format_date

from sync.protocol import moments, symbols
from sync.protocol.symbols import Symbol

Html = NewType("Html", str)

NOTHING = Html("")

State = Literal["good", "wait", "out", "bad"]
"""How something stands; each has a shape of its own beside its colour."""

COMMAND = re.compile("`([^`]+)`")
"""Something to type, as words name it."""

LOCALES = {"en": "en_GB"}
"""Where a language alone would not tell how dates are written."""

DASH = Html("–")  # noqa: RUF001 - what people read where there is nothing


def text(value: object) -> Html:
    """Return a text as it may stand in a page, also inside an attribute."""
    return Html(html.escape(str(value)))


def join(parts: Iterable[Html], between: Html = NOTHING) -> Html:
    """Return parts one after the other."""
    return Html(between.join(parts))


def tag(kind: str, inside: Html, /, **attributes: str) -> Html:
    """Return an element; underscores in names of attributes are dashes, `class_` is `class`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' for key, value in attributes.items()
    )
    return Html(f"<{kind}{written}>{inside}</{kind}>")


def sentence(words: str) -> Html:
    """Return words in which a command stands between backticks: no line ends within it.

    >>> sentence("Ask `vetrina outbox`.")
    'Ask <code class="whole">vetrina outbox</code>.'
    """
    return Html(COMMAND.sub(r'<code class="whole">\1</code>', text(words)))


def paragraph(words: str, look: str = "") -> Html:
    """Return a paragraph of words."""
    return tag("p", sentence(words), class_=look) if look else tag("p", sentence(words))


def heading(words: str) -> Html:
    """Return a heading below the page's own."""
    return tag("h2", text(words))


def link(where: str, words: str, look: str = "") -> Html:
    """Return a link."""
    return tag("a", text(words), href=where, class_=look) if look else tag("a", text(words), href=where)


def state(kind: State, words: str) -> Html:
    """Return how something stands, in a shape and in words."""
    return tag("span", text(words), class_="state", data_state=kind)


def moment(at: str, language: str, empty: Html = DASH) -> Html:
    """Return a moment (ISO 8601) as people of a language write it, in UTC; `empty` where there is none."""
    if not moments.is_real(at):
        return empty
    when = moments.parse(at)
    return Html(f'<time datetime="{text(moments.write(when))}">{text(written(when, language))}</time>')


def written(when: dt.datetime, language: str) -> str:
    """Return a moment as people of a language write it, in UTC."""
    there = when.astimezone(dt.UTC)
    return f"{dated(there, language)} {there:%H:%M}"


def dated(day: dt.date, language: str) -> str:
    """Return a day as people write it."""
    return format_date(day, "medium", locale=LOCALES.get(language, language))


def table(
    heads: Sequence[str], rows: Sequence[Sequence[Html]], numbers: frozenset[int] = frozenset()
) -> Html:
    """Return a table; the first cell of each row names it, the columns in `numbers` are set to the right."""
    top = join(_cell("th", text(head), at in numbers, scope="col") for at, head in enumerate(heads))
    body = join(tag("tr", _row(row, numbers)) for row in rows)
    whole = tag("table", Html(f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody>"))
    # What is wider than the screen is scrolled by keys, too.
    return tag("div", whole, class_="sheet", tabindex="0", role="group")


def _row(row: Sequence[Html], numbers: frozenset[int]) -> Html:
    first, *others = row
    rest = join(_cell("td", cell, at in numbers) for at, cell in enumerate(others, 1))
    return join([tag("th", first, scope="row"), rest])


def _cell(name: str, inside: Html, is_number: bool, **more: str) -> Html:  # noqa: FBT001 - one of two looks
    return tag(name, inside, **({**more, "class_": "number"} if is_number else more))


def facts(pairs: Iterable[tuple[str, Html]]) -> Html:
    """Return names with what they are."""
    return tag("dl", join(Html(f"<dt>{text(name)}</dt><dd>{value}</dd>") for name, value in pairs))


def field(label: str, name: str, hint: str = "", **attributes: str) -> Html:
    """Return a field with its label; a hint stands below that."""
    told = tag("span", text(hint), class_="hint") if hint else NOTHING
    given = {"type": "text", "name": name, **attributes}
    written_out = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + (f'="{text(value)}"' if value else "")
        for key, value in given.items()
    )
    return tag("label", Html(f"<span>{text(label)}</span>{told}<input{written_out}>"))


def select(label: str, name: str, options: Mapping[str, str], chosen: str = "") -> Html:
    """Return a choice; `options` are values with their words."""
    each = join(
        Html(f'<option value="{text(value)}"{" selected" if value == chosen else ""}>{text(words)}</option>')
        for value, words in options.items()
    )
    return tag("label", Html(f"<span>{text(label)}</span>{tag('select', each, name=name)}"))


def button(words: str, do: str = "", look: str = "") -> Html:
    """Return a button; `do` is what its form then says, `look` one of `filled`, `grave`."""
    return tag("button", text(words), class_=f"act {look}".rstrip(), name="do", value=do)


def hidden(name: str, value: str) -> Html:
    """Return a value that goes along with a form."""
    return Html(f'<input type="hidden" name="{text(name)}" value="{text(value)}">')


def search_form(where: str, *inside: Html) -> Html:
    """Return a form that only asks."""
    return tag("form", tag("div", join(inside), class_="fields"), method="get", action=where, role="search")


def folded(title: str, inside: Html) -> Html:
    """Return what is looked at on purpose: what cannot be undone is behind one more touch."""
    return tag("details", Html(f"<summary>{text(title)}</summary><div>{inside}</div>"))


def square(symbol: Symbol, said: str) -> Html:
    """Return a code to scan; `said` tells what it is."""
    drawn = symbols.svg(symbol).replace("<svg ", f'<svg role="img" aria-label="{text(said)}" ', 1)
    return tag("div", Html(drawn), class_="square")
