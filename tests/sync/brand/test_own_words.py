"""A brand says texts its own way, and leaves out nothing that has to be told."""

from pathlib import Path

import msgspec
import pytest

from sync.brand import Brand, BrandError, load, parts, speak
from sync.brand.document import OwnWords
from sync.texts import Texts

RESOURCES = Path(__file__).parents[3] / "resources"
BRANDS = sorted((RESOURCES / "brand").glob("*.toml"))
VESPERI = load(RESOURCES / "brand" / "vesperi.toml")


def kiosk(language: str) -> Texts:
    return Texts.load(RESOURCES / "i18n" / "kiosk", language)


def saying(**words: str) -> Brand:
    tone = msgspec.structs.replace(VESPERI.tone["en"], words=OwnWords(kiosk={**words}))
    return msgspec.structs.replace(VESPERI, tone={"en": tone})


@pytest.mark.parametrize("path", BRANDS, ids=lambda path: path.stem)
def test_every_brand_that_comes_along_can_be_spoken(path: Path) -> None:
    brand = load(path)
    for part, language in parts(brand):
        speak(brand, part, Texts.load(RESOURCES / "i18n" / part, language))


def test_the_second_brand_greets_its_own_way_in_three_languages() -> None:
    assert {language for part, language in parts(VESPERI) if part == "kiosk"} == {"en", "it", "ja"}
    for language in ("en", "it", "ja"):
        ours, theirs = kiosk(language), speak(VESPERI, "kiosk", kiosk(language))
        for key in ("home.morning_name", "known.welcome", "idle.title", "finish.next"):
            assert theirs.get(key, "Anna") != ours.get(key, "Anna"), key
        assert theirs.get("home.continue") == ours.get("home.continue")
        assert theirs.get("list.pieces", count=2) == ours.get("list.pieces", count=2)
        assert theirs.all()["known.hello"] != ours.all()["known.hello"]


def test_a_language_without_own_words_is_spoken_as_everywhere() -> None:
    brand = saying(**{"known.hello": "Oh, you"})
    assert speak(brand, "kiosk", kiosk("en")).get("known.hello") == "Oh, you"
    assert speak(brand, "kiosk", kiosk("it")).get("known.hello") == kiosk("it").get("known.hello")


@pytest.mark.parametrize(
    ("key", "text", "fault"),
    [
        ("known.nobody", "x", "`tone.en.words.kiosk.known.nobody` is no text"),
        ("list.pieces", "x", "is counted and has plural forms"),
        ("known.welcome", "Hello", "must hold %1"),
        ("known.hello", "Hello %1", "must hold no places"),
    ],
)
def test_what_would_leave_something_out_is_refused_by_name(key: str, text: str, fault: str) -> None:
    with pytest.raises(BrandError, match=fault):
        speak(saying(**{key: text}), "kiosk", kiosk("en"))
