"""What a feed without quantities says about stock, in one of the words of `sync.protocol.stock.STATUSES`."""

import re

WORDS = {
    "instock": "in_stock",
    "available": "in_stock",
    "instoreonly": "in_stock",
    "onlineonly": "in_stock",
    "limitedavailability": "low_stock",
    "limited": "low_stock",
    "lowstock": "low_stock",
    "outofstock": "out_of_stock",
    "outstock": "out_of_stock",
    "soldout": "out_of_stock",
    "notavailable": "out_of_stock",
    "discontinued": "out_of_stock",
    "reserved": "out_of_stock",
    "preorder": "preorder",
    "presale": "preorder",
    "backorder": "backorder",
    "madetoorder": "backorder",
    "availablefororder": "backorder",
    "ondisplaytoorder": "backorder",
}
"""Words of Google's product data, of Meta's and of schema.org (`ItemAvailability`), letters only."""


def parse_availability(text: str) -> str:
    """Return a status.

    Raises:
        ValueError: It is none that is known.

    >>> parse_availability("in stock"), parse_availability("https://schema.org/SoldOut")
    ('in_stock', 'out_of_stock')
    """
    word = re.sub(r"[\W_]", "", text.strip().rpartition("/")[2].casefold())
    if word not in WORDS:
        raise ValueError("this says nothing about stock that is known here")
    return WORDS[word]
