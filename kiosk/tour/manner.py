"""How a tour is played: in which language, as which house, how strictly."""

from typing import NamedTuple


class Manner(NamedTuple):
    """`brand` '' is the first there is; `only` names the stories to play, none for all.

    `bounded` fails the tour also when a change takes too long from screen to screen; else that is a warning.
    """

    language: str = "en"
    brand: str = ""
    bounded: bool = True
    only: tuple[str, ...] = ()


LOCALES = {"en": "en-GB", "it": "it-IT", "ja": "ja-JP"}
"""The languages that a tour can be played in, and what the shopper's phone says it is set to."""

LANGUAGES = {"en": "English", "it": "Italian", "ja": "Japanese"}
"""What the page about a tour calls them."""
