"""Every text exists in every language, with the same placeholders and the plural forms the language needs."""

import re
from pathlib import Path

import pytest
from babel import Locale

from sync.texts import Texts

FOLDER = Path(__file__).parents[2] / "resources" / "i18n"
PARTS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
LANGUAGES = ("en", "it", "ja")


def own(part, language):
    """The texts of one file, without any fallback."""
    return Texts.load(FOLDER / part, language)._texts


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_complete(part, language):
    assert sorted(own(part, language)) == sorted(own(part, "en"))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(part, language):
    english = own(part, "en")
    for key, forms in own(part, language).items():
        assert placeholders(forms) == placeholders(english[key]), key


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_texts_have_the_forms_the_language_needs(part, language):
    needed = {Locale.parse(language).plural_form(number) for number in range(20)} | {"other"}
    for key, forms in own(part, language).items():
        if isinstance(forms, dict):
            assert needed <= set(forms), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_parts_a_number_from_its_unit(language):
    """`85` at the end of one line and `cm` on the next is not how a measure is set."""
    texts = [text for forms in own("kiosk", language).values() for text in spoken(forms)]
    assert not [text for text in texts if re.search(r"%[1-9n] (cm|kg|km|m|MB|×)(?![a-z])", text)]


def spoken(forms):
    return forms.values() if isinstance(forms, dict) else [forms]


def placeholders(forms):
    texts = forms.values() if isinstance(forms, dict) else [forms]
    return {mark for text in texts for mark in re.findall(r"%[0-9n]", text)} - {"%n"}
