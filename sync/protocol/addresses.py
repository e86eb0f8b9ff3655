"""Taking web addresses apart without keeping them."""

from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

split: Callable[[str], SplitResult] = getattr(urlsplit, "__wrapped__", urlsplit)
"""As `urllib.parse.urlsplit`, which keeps the last 128 addresses for speed: a scanned code can be somebody's
own list, and nothing of it may outlive a visit.

>>> split("https://shop.example/p/1?a=b").path
'/p/1'
"""
