"""Who does something."""

from typing import Literal

import msgspec


class Actor(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who did something: a kiosk, a phone, an associate. `place` is the store's name.

    `number` tells phones without a name apart (`phone 2`); the document gives it on first sight.
    """

    id: str
    kind: Literal["kiosk", "phone", "associate", "shop"]
    name: str = ""
    place: str = ""
    number: int = 0
