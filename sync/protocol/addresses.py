"""Taking web addresses apart without keeping them, and showing them without what opens doors."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult, urlsplit

import msgspec

CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+@")

split: Callable[[str], SplitResult] = getattr(urlsplit, "__wrapped__", urlsplit)
"""As `urllib.parse.urlsplit`, which keeps the last 128 addresses for speed: a scanned code can be somebody's
own list, and nothing of it may outlive a visit.

>>> split("https://shop.example/p/1?a=b").path
'/p/1'
"""


def without_credentials(value: Any) -> Any:
    """Return a value as it may be printed: names and passwords in addresses are left out, also inside it.

    >>> without_credentials("http://till:geheim@proxy.store:3128")
    'http://***@proxy.store:3128'
    """
    match value:
        case str():
            return CREDENTIALS.sub("***@", value)
        case list() | tuple():
            return [without_credentials(one) for one in value]
        case msgspec.Struct():
            return without_credentials(msgspec.to_builtins(value))
        case dict():
            return {key: without_credentials(one) for key, one in value.items()}
        case _:
            return value
