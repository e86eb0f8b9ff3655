"""What a shop asks for stands in its brand file: each purpose on a channel once, in words with a version."""

from pathlib import Path

import pytest

from sync.brand import Asked, BrandError, load
from sync.brand.asking import AskedWords, check, is_older

RESOURCES = Path(__file__).parents[3] / "resources"


def test_both_brands_ask_for_what_their_files_say() -> None:
    ours, theirs = (load(RESOURCES / "brand" / f"{name}.toml").consents for name in ("olmaia", "vesperi"))
    everywhere = ["stock:email", "service:store"]
    assert [one.key for one in ours] == ["newsletter:email", "reminder:email", *everywhere]
    assert [one.key for one in theirs] == ["newsletter:email", "fittings:email", *everywhere]
    assert {tag for one in theirs for tag in one.words} == {"en", "it", "ja"}


def test_a_language_without_own_words_has_those_of_the_first() -> None:
    words = AskedWords("Letter", "News")
    assert Asked("letter", "post", "shop-1", {"en": words}).said_in("ja") == words
    assert Asked("newsletter", "email", "shop-1").said_in("ja") is None


@pytest.mark.parametrize(
    ("said", "wording", "again"),
    [
        ("kiosk-1", "kiosk-2", True),
        ("kiosk-9", "kiosk-10", True),
        ("kiosk-2", "kiosk-1", False),
        ("kiosk-1", "kiosk-1", False),
        ("2026-01", "kiosk-2", False),
        ("desk-1", "kiosk-2", False),
        ("v1", "kiosk-2", False),
        ("", "kiosk-2", False),
    ],
)
def test_only_an_answer_to_earlier_words_of_the_same_kind_is_asked_for_again(
    said: str, wording: str, *, again: bool
) -> None:
    assert is_older(said, wording) is again


def test_what_would_be_asked_twice_or_without_words_is_refused() -> None:
    with pytest.raises(BrandError, match="newsletter:email is asked twice"):
        check((Asked("newsletter", "email", "a-1"), Asked("newsletter", "email", "a-2")))
    with pytest.raises(BrandError, match="zodiac:post has no words"):
        check((Asked("zodiac", "post", "a-1"),))
    check((Asked("newsletter", "email", "a-1"), Asked("newsletter", "post", "a-1")))


def test_a_version_is_a_name_with_a_number(tmp_path: Path) -> None:
    text = (RESOURCES / "brand" / "olmaia.toml").read_text()
    path = tmp_path / "odd.toml"
    path.write_text(text.replace('wording = "kiosk-1"', 'wording = "new"', 1))
    with pytest.raises(BrandError, match="consents"):
        load(path)
