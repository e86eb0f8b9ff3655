"""What a shopper is told of the size that fits them, and why."""

from kiosk.core.choice import Choice
from kiosk.core.size_memory import SizeAdvice
from kiosk.ui.words import Words


def size_words(words: Words, choice: Choice, advice: SizeAdvice) -> str:
    """Say it: `You kept M in 3 of 4 purchases`; of another size that is chosen, which one fits."""
    size = size_name(words, choice, advice)
    if choice.variant.options.get(advice.axis) != advice.size:
        return words.texts.get("sizes.usual", size)
    told = advice.known.advice
    if told.said:
        return words.texts.get("sizes.said", size)
    if not told.bought:
        return words.texts.get("sizes.chosen", size)
    if told.kept == told.bought:
        return words.texts.get("sizes.all_kept", size, count=told.bought)
    return words.texts.get("sizes.kept", size, words.display.number(told.kept), count=told.bought)


def size_name(words: Words, choice: Choice, advice: SizeAdvice) -> str:
    """Return what the shop calls a size."""
    values = (value for axis in choice.product.options if axis.id == advice.axis for value in axis.values)
    found = next((value for value in values if value.id == advice.size), None)
    return words.name(found.name) if found else advice.size
