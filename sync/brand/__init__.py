"""A brand: the look and the words of one shop, read from one file for kiosk, phone page, mail and print.

`load` is the door. The attract photo is judged apart, in `sync.brand.photo`, because that needs Pillow
and a kiosk should start without it.
"""

from sync.brand.document import (
    Attract,
    Brand,
    BrandError,
    Colours,
    Font,
    Fonts,
    Gallery,
    Radius,
    Sounds,
    Tone,
    choose,
    load,
)

__all__ = [
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
    "choose",
    "load",
]
