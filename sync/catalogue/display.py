"""Numbers, money, measures and times as people of a language read them."""

import re
from datetime import date, datetime
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

import msgspec
from babel import Locale
from babel.dates import format_date, format_skeleton, match_skeleton
from babel.numbers import format_currency, format_decimal

from sync.protocol.money import Price, minor_digits

LOCALES = {"en": "en_GB"}
"""Where a language alone says too little: day before month and 24 hours, as our shops write."""

SYMBOLS = {"JPY": "¥"}
"""babel has the full-width sign in Japanese, which stands apart from Latin figures."""

MM_PER_CM = 10
METRES_PER_KM = 1000
GRAMS_PER_KG = 1000
NEARBY_KM = 10
"""Below this a distance has one decimal."""


class Display(msgspec.Struct, frozen=True, dict=True):
    """Formats for one language (`en`, `it`, `ja`) in one store's time zone."""

    language: str
    timezone: ZoneInfo

    @classmethod
    def of(cls, language: str, timezone: str) -> "Display":
        """Return the formats for a language in a zone of the IANA database."""
        return cls(language, ZoneInfo(timezone))

    @cached_property
    def locale(self) -> Locale:
        """The locale behind the language."""
        return Locale.parse(LOCALES.get(self.language, self.language))

    def money(self, amount: int, currency: str) -> str:
        r"""Return an amount of minor units.

        >>> Display("en", ZoneInfo("UTC")).money(129000, "EUR")
        '€\xa01,290'
        """
        return _money(self.locale, amount, currency)

    def saving(self, price: Price, currency: str) -> str:
        """Return how much less a reduced price is."""
        return self.money(price.was - price.amount, currency)

    def centimetres(self, millimetres: int) -> str:
        """Return a length in cm without its unit, with a decimal only where it has one."""
        return self.decimal(millimetres / MM_PER_CM)

    def decimal(self, value: float) -> str:
        """Return a number with a decimal only where it has one."""
        return _decimal(self.locale, round(value, 1), "#,##0.#")

    @property
    def decimal_mark(self) -> str:
        """The sign before decimals: `.` or `,`."""
        return str(format_decimal(0.5, locale=self.locale, format="0.0"))[1]

    def kilograms(self, grams: int) -> str:
        """Return a weight in kg without its unit, with a decimal only where it has one."""
        return self.decimal(grams / GRAMS_PER_KG)

    def kilometres(self, metres: float) -> str:
        """Return a distance in km with its unit."""
        km = metres / METRES_PER_KM
        digits = "0.0" if km < NEARBY_KM else "#,##0"
        return f"{format_decimal(km, locale=self.locale, format=digits)}\u00a0km"

    def stars(self, mean: float) -> str:
        """Return a mean rating with one decimal."""
        return _decimal(self.locale, mean, "0.0")

    def number(self, value: int) -> str:
        """Return a count with its separators."""
        return _number(self.locale, value)

    def day(self, day: date) -> str:
        """Return day and month: `30 November`, `30 novembre`, `11月30日`."""
        return str(format_skeleton("MMMMd", datetime(day.year, day.month, day.day), locale=self.locale))  # noqa: DTZ001 - a date has no zone

    def weekday(self, day: date) -> str:
        """Return day of the week, day and month: `Sunday 22 November`, `11月22日日曜日`."""
        moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a date has no zone
        skeletons = self.locale.datetime_skeletons
        # Few languages have it with both names in full: what is nearest is written out (UTS 35, 2.6.2.1).
        pattern = skeletons[match_skeleton("MMMMEEEEd", skeletons) or "MMMEd"].pattern
        full = re.sub("M{3,}", "MMMM", re.sub("E+", "EEEE", pattern))
        return str(format_date(moment, full, locale=self.locale)).replace(",", "")

    def day_name(self, day: date) -> str:
        """Return the day of the week in full: `Monday`, `lunedì`, `月曜日`."""
        return str(format_date(day, "EEEE", locale=self.locale))

    def language_name(self, tag: str) -> str:
        """Return what a language is called in this one; its tag when nobody knows it."""
        return str(self.locale.languages.get(tag.partition("-")[0], tag))

    def full_day(self, day: date) -> str:
        """Return day, month and year."""
        return str(format_date(day, "long", locale=self.locale))

    def time(self, moment: datetime) -> str:
        """Return hours and minutes in the store's zone."""
        here = moment.astimezone(self.timezone)
        return f"{here.hour:02}:{here.minute:02}"

    def local_hour(self, moment: datetime) -> int:
        """Return the hour of a moment in the store, 0 to 23."""
        return moment.astimezone(self.timezone).hour

    def local_date(self, moment: datetime) -> date:
        """Return the store's date at a moment."""
        return moment.astimezone(self.timezone).date()


@lru_cache(maxsize=4096)
def _number(locale: Locale, value: int) -> str:
    """Write it; the same few counts are said again and again, too."""
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=4096)
def _decimal(locale: Locale, value: float, pattern: str) -> str:
    """Write it; measures and mean ratings of a page are asked for by every line that says them."""
    return str(format_decimal(value, locale=locale, format=pattern))


@lru_cache(maxsize=4096)
def _money(locale: Locale, amount: int, currency: str) -> str:
    """Write it; a page says the same few amounts again and again, and babel takes its time over each."""
    digits = minor_digits(currency)
    # As the locale has it, but cents only where there are any.
    decimals = f".{'0' * digits}" if amount % 10**digits else ""
    pattern = re.sub(r"\.0+", decimals, locale.currency_formats["standard"].pattern)
    symbol = SYMBOLS.get(currency) or locale.currency_symbols.get(currency, currency)
    if symbol[-1].isalpha():
        # Letters keep a blank before figures (UTS 35, 4.4: currency spacing).
        pattern = pattern.replace("¤#", "¤\u00a0#")
    text = format_currency(amount / 10**digits, "XXX", pattern, locale=locale, currency_digits=False)
    return text.replace("XXX", symbol).replace("¤", symbol)
