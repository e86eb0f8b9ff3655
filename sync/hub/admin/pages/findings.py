"""What the tablets' own checks found: the code, which check it was, and what to do, in the doctor's words."""

from collections.abc import Sequence
from functools import cache

from sync.hub.admin.markup import DASH, Html, join, sentence, tag, text
from sync.hub.page.routes import RESOURCES
from sync.texts import Texts

WORDS = RESOURCES / "i18n" / "doctor"


def told(codes: Sequence[str], language: str) -> Html:
    """Return what was found; a tablet that is newer than this hub may name what it has no words for."""
    if not codes:
        return DASH
    words = _words(language)
    return tag("ul", join(tag("li", _one(code, words)) for code in codes), class_="findings")


def _one(code: str, words: Texts) -> Html:
    check = words.raw(f"{code.partition('.')[0]}.title")
    todo = words.raw(f"{code}_do")
    named = [tag("b", text(check))] if check else []
    what = join([*named, tag("code", text(code))], Html(" "))
    return join([what, sentence(todo)], Html("<br>")) if todo else what


@cache
def _words(language: str) -> Texts:
    return Texts.load(WORDS, language)
