"""Prices with their currency, and which of two prices is asked on the day of an import."""

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from babel.numbers import list_currencies

from sync.hub.feeds.values import parse_day, parse_price
from sync.protocol.money import Price, minor_digits

CODE = re.compile(r"(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])")
SIGNS = {
    "US$": ("USD",),
    "CA$": ("CAD",),
    "A$": ("AUD",),
    "R$": ("BRL",),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("JPY", "CNY"),
    "￥": ("JPY", "CNY"),
    "円": ("JPY",),
    "₩": ("KRW",),
    "₹": ("INR",),
    "₺": ("TRY",),
    "zł": ("PLN",),
    "Kč": ("CZK",),
}
"""What is written instead of a currency's code; of several readings the feed's own currency goes first."""


class Money(NamedTuple):
    """An amount in minor units of an ISO 4217 currency."""

    currency: str
    amount: int

    def __str__(self) -> str:
        """Return `12.90 EUR`."""
        digits = minor_digits(self.currency)
        return f"{self.amount / 10**digits:.{digits}f} {self.currency}"


class Asked(NamedTuple):
    """What is asked today; `remark` says in words what the catalogue cannot hold, '' for nothing."""

    prices: dict[str, Price]
    remark: str = ""


@lru_cache(maxsize=8192)
def parse_money(text: str, currency: str, mark: str = "") -> Money:
    """Read a price such as `12.00 EUR`, `EUR 12,00`, `€12`, or a number alone, which is in `currency`.

    `mark` is the decimal mark of the column, where it is known (`Table.decimal`).

    Raises:
        ValueError: It is no price.

    >>> parse_money("1,299.00 USD", "EUR"), parse_money("980", "JPY")
    (Money(currency='USD', amount=129900), Money(currency='JPY', amount=980))
    """
    for match in CODE.finditer(text):
        code = match[0].upper()
        if code in _currencies():
            rest = text[: match.start()] + text[match.end() :]
            return Money(code, parse_price(rest.strip(), code, mark))
    for sign, codes in SIGNS.items():
        if sign in text:
            code = currency if currency in codes else codes[0]
            return Money(code, parse_price(text.replace(sign, "").strip(), code, mark))
    return Money(currency, parse_price(text, currency, mark))


def parse_period(text: str) -> tuple[date | None, date | None]:
    """Read a period such as `2026-02-24T11:07+0100/2026-03-10T23:59+0100`: first and last day, None for open.

    Raises:
        ValueError: It is no period.
    """
    starts, slash, ends = text.partition("/")
    if not slash:
        raise ValueError("this is not a period: a / stands between its first and its last day")
    return (parse_day(starts) if starts.strip() else None, parse_day(ends) if ends.strip() else None)


def asked(
    regular: Money | None,
    reduced: Money | None,
    period: tuple[date | None, date | None],
    today: date,
) -> Asked:
    """Return which price is asked on a day: the reduced one from the first to the last day of its period.

    A reduction that begins later is told in the remark: the next import after its first day brings it.
    """
    if regular is None or reduced is None:
        told = regular or reduced
        return Asked({told.currency: Price(told.amount)} if told else {})
    full = Asked({regular.currency: Price(regular.amount)})
    starts, ends = period
    if reduced.currency != regular.currency:
        return full._replace(remark="the lower price is in another currency and is left out")
    if reduced.amount >= regular.amount or (ends and ends < today):
        return full
    if starts and starts > today:
        return full._replace(remark=f"the lower price {reduced} begins on {starts.isoformat()}")
    until = ends.isoformat() if ends else ""
    return Asked({regular.currency: Price(reduced.amount, was=regular.amount, until=until)})


def crossed_out(price: Money | None, before: Money | None) -> dict[str, Price]:
    """Return a price with the one it had before, which counts only when it was higher."""
    if price is None:
        return {}
    was = before.amount if before and before.currency == price.currency else 0
    return {price.currency: Price(price.amount, was=was if was > price.amount else 0)}


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())
