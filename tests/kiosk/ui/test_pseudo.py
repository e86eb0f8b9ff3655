"""Every page in a language nobody wrote: longer by two fifths, accented, in brackets.

A text without its brackets was never translated, or was put together outside the texts; one that is cut off
has no room for a translation.
"""

import re

import pytest

from kiosk.app import kiosk as app
from tests.kiosk.ui.test_access import PAGES, to_staff

PSEUDO = "de"
"""A language that babel knows and the shop has no texts in."""
ACCENTED = str.maketrans("aeiouAEIOUcsyz", "áéíóúÁÉÍÓÚçšýž")
OPENED, CLOSED = "⟦", "⟧"
LONGER = 0.4
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
PLACE = re.compile(r"(\\.|%[n1-9])")
AS_IT_IS = re.compile(r"\b(cm|km|kg|qqqqq|sofa|English|Italiano|Anna|Hall|\d+\. \w+)\b|[\w.]*[.@][\w.@]+")
"""Measures, what was typed, languages and people by their own names, days as babel writes them, addresses."""
TABLE_HEADS = {to_staff}
"""Pages with a table of figures for staff: its heads and names have two lines, and lose the rest."""


def pseudo(found):
    """Return a text as its translation might be: longer, with other letters; places for values stay."""
    parts = PLACE.split(found[1])
    inside = "".join(part if at % 2 else part.translate(ACCENTED) for at, part in enumerate(parts))
    return f'"{OPENED}{inside}{"-" * round(len(found[1]) * LONGER)}{CLOSED}"'


@pytest.fixture
def kiosk(open_kiosk, tmp_path, monkeypatch):
    """A kiosk that speaks a language nobody wrote, in its texts and in the brand's words."""
    resources = tmp_path / "resources"
    resources.mkdir()
    for folder in app.RESOURCES.iterdir():
        if folder.name not in {"i18n", "brand"}:
            (resources / folder.name).symlink_to(folder)
    texts = resources / "i18n" / "kiosk"
    texts.mkdir(parents=True)
    english = (app.RESOURCES / "i18n" / "kiosk" / "en.toml").read_text()
    (texts / "en.toml").write_text(english)
    (texts / f"{PSEUDO}.toml").write_text(STRING.sub(pseudo, english))
    brands = resources / "brand"
    brands.mkdir()
    for path in (app.RESOURCES / "brand").iterdir():
        if path.suffix == ".toml":
            text = path.read_text()
            tone = re.search(r"\[tone\.en\]\n((?:.*\n)*?)(?=\n\[|\Z)", text)
            words = STRING.sub(pseudo, tone[1])
            (brands / path.name).write_text(f"{text}\n\n[tone.{PSEUDO}]\n{words}")
        else:
            (brands / path.name).symlink_to(path)
    monkeypatch.setattr(app, "RESOURCES", resources)
    monkeypatch.setattr(app, "TEXTS", texts)
    return open_kiosk(language=PSEUDO)


def words_of(robot):
    """Return what is visible and has words: each text, and whether it is cut off."""
    for item in robot._visible():
        text = item.property("text")
        if isinstance(text, str) and len(text) > 1 and any(sign.isalpha() for sign in text):
            yield text, bool(item.property("truncated"))


def of_the_shop(kiosk):
    """Return what is in no language: what the shop says of products, stores and itself, and a list's code."""
    said = {kiosk._brand.name, kiosk._brand.signature, "EUR", kiosk.code}
    for kind in ("product", "store", "category"):
        for body in kiosk.shop.catalogue.walk(kind, dict):
            said |= set(strings(body))
    return sorted((text for text in said if len(text) > 1), key=len, reverse=True)


def strings(body):
    """Yield every text in a document."""
    if isinstance(body, str):
        yield body
    elif isinstance(body, dict):
        for each in body.values():
            yield from strings(each)
    elif isinstance(body, list):
        for each in body:
            yield from strings(each)


def own(text, theirs):
    """Return what of a text is neither the shop's nor the same in every language."""
    for each in theirs:
        text = text.replace(each, "")
    return AS_IT_IS.sub("", text)


@pytest.mark.parametrize("go", PAGES)
def test_every_word_is_of_the_texts_and_has_room(kiosk, robot, go):
    go(kiosk)
    robot.work(50)
    theirs = of_the_shop(kiosk)
    found = list(words_of(robot))
    assert any(OPENED in text for text, _ in found)
    bare = [text for text, _ in found if OPENED not in text]
    assert [text for text in bare if any(sign.isalpha() for sign in own(text, theirs))] == []
    if go in TABLE_HEADS:
        return
    # What names a product may lose its end; a sentence of ours may not.
    ours = [(text, cut) for text, cut in found if text.startswith(OPENED) and text.endswith(CLOSED)]
    assert [text for text, cut in ours if cut and not any(each in text for each in theirs)] == []
