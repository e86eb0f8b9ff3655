"""What the search page says about what was found."""

from kiosk.ui.words import Words
from sync.catalogue.search import Result


def summary(words: Words, text: str, result: Result) -> str:
    """Say how many products have all the words, and whether others come close."""
    looked_for = result.corrected or text
    if not result.near:
        return _found(words, looked_for, result.total)
    if not result.whole:
        return words.texts.get("search.near", looked_for)
    number = words.display.number(result.whole)
    return words.texts.get("search.found_near", number, looked_for, count=result.whole)


def _found(words: Words, looked_for: str, total: int) -> str:
    number = words.display.number(total)
    if not looked_for:
        return words.texts.get("search.found", number, count=total)
    return words.texts.get("search.found_for", number, looked_for, count=total)


def nothing(words: Words, text: str) -> str:
    """Say that nothing was found."""
    return words.texts.get("search.none_for", text) if text else words.texts.get("search.none")


def show(words: Words, total: int) -> str:
    """Say how many products there are to be shown."""
    return words.texts.get("search.show", words.display.number(total), count=total)
