"""Which stores of a chain can be asked, from elsewhere, to keep something or to send it."""

from collections.abc import Iterable

from sync.protocol.products import Store

COLLECT = "collect"
"""The service of a store at which things that were asked for elsewhere are collected."""


def collects(store: Store, chain: Iterable[Store]) -> bool:
    """Say whether a store takes requests from elsewhere: where the chain says so of any, only those do.

    >>> milano, online = Store("milano", "Milano", services=["collect"]), Store("online", "Online")
    >>> collects(milano, [milano, online]), collects(online, [milano, online]), collects(online, [online])
    (True, False, True)
    """
    return COLLECT in store.services or not any(COLLECT in other.services for other in chain)
