"""A brand: the look and the words of one shop, read from one file for kiosk, phone page, mail and print.

`load` is the door. The attract photo is judged apart, in `sync.brand.photo`, by whoever shows it.
"""

from sync.brand.asking import Asked
from sync.brand.document import (
    Attract,
    Brand,
    Colours,
    Font,
    Fonts,
    Gallery,
    Radius,
    Sounds,
    Tone,
    Wordmark,
)
from sync.brand.faults import BrandError
from sync.brand.own_words import parts, speak
from sync.brand.reading import choose, load
from sync.brand.typefaces import print_fonts

__all__ = [
    "Asked",
    "Attract",
    "Brand",
    "BrandError",
    "Colours",
    "Font",
    "Fonts",
    "Gallery",
    "Radius",
    "Sounds",
    "Tone",
    "Wordmark",
    "choose",
    "load",
    "parts",
    "print_fonts",
    "speak",
]
