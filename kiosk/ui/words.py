"""Sentences made of texts and figures: what a page says about money, stock, ages and people."""

from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from kiosk.core.stock import MANY, Availability
from sync.catalogue import present
from sync.protocol.actors import Actor
from sync.protocol.money import Price
from sync.protocol.products import Store
from sync.protocol.products import Texts as Names
from sync.protocol.stock import Confidence, StockState
from sync.texts import Texts

if TYPE_CHECKING:
    from sync.catalogue.display import Display

Act = Literal["added", "changed"]

MINUTE, HOUR = 60, 3600
JUST_NOW = 60
"""Seconds below which news is `just now`."""
HOURS_SHOWN = 6
"""Beyond this many hours a clock time or a day says more than a count."""


class Words:
    """The kiosk's words in one language, for one store."""

    def __init__(self, texts: Texts, store: Store) -> None:
        self.texts = texts
        self.currency = store.currency
        self._timezone = store.timezone

    @cached_property
    def display(self) -> "Display":
        """How figures, money and times are written."""
        # Loads babel and its language data, and the first page shows no figure.
        from sync.catalogue.display import Display  # noqa: PLC0415

        return Display.of(self.language, self._timezone)

    @property
    def language(self) -> str:
        """The language spoken here."""
        return self.texts.language

    def name(self, names: Names) -> str:
        """Return a product text in this language, else in English, else in whichever there is."""
        return present.text(names, self.language)

    def price(self, prices: dict[str, Price]) -> Price | None:
        """Return the price in the store's currency, None when it is not sold here."""
        return prices.get(self.currency)

    def money(self, amount: int) -> str:
        """Return an amount in the store's currency."""
        return self.display.money(amount, self.currency)

    def saving(self, price: Price) -> str:
        """Say how much less it is and until when; '' when the price is the usual one."""
        if price.was <= price.amount:
            return ""
        less = self.display.saving(price, self.currency)
        if not price.until:
            return self.texts.get("product.less", less)
        return self.texts.get(
            "product.less_until", less, self.display.day(datetime.fromisoformat(price.until).date())
        )

    def weight(self, grams: int) -> str:
        """Return a weight in kg."""
        return self.texts.get("product.weight", self.display.kilograms(grams))

    def age(self, moment: datetime, now: datetime) -> str:
        """Say how long ago something was: minutes, hours, then the clock time or the day."""
        seconds = (now - moment).total_seconds()
        if seconds < JUST_NOW:
            return self.texts.get("age.now")
        if seconds < HOUR:
            return self.texts.get("age.minutes", count=int(seconds // MINUTE))
        if seconds < HOURS_SHOWN * HOUR:
            return self.texts.get("age.hours", count=int(seconds // HOUR))
        return self.since(moment, now)

    def ago(self, age: timedelta) -> str:
        """Say how long ago something was, however long: `3 min ago`."""
        moment = datetime.now(UTC)
        return self.age(moment - age, moment)

    def since(self, moment: datetime, now: datetime) -> str:
        """Say at what time, or on which day, something was."""
        today = self.display.local_date(moment) == self.display.local_date(now)
        return self.texts.get("age.at" if today else "age.on", self.clock(moment, now))

    def clock(self, moment: datetime, now: datetime) -> str:
        """Return the time of a moment today, else its day."""
        day = self.display.local_date(moment)
        if day == self.display.local_date(now):
            return self.display.time(moment)
        return self.display.day(day)

    def stock_age(self, row: Availability, now: datetime) -> str:
        """Say how old a stock figure is; an unknown one has no age."""
        if row.as_of is None:
            return ""
        if row.state is StockState.OLD:
            return self.since(row.as_of, now)
        age = self.age(row.as_of, now)
        return self.texts.get("stock.counted", age) if row.place == "here" else age

    def stock_figure(self, row: Availability) -> str:
        """Say how many there are in a place: `4 here`, `20+ online`, `None in Torino`."""
        place = row.store.city or row.store.name
        if row.state is StockState.UNKNOWN:
            return self.texts.get(f"stock.{row.place}_unknown", place)
        if row.status:
            return self.texts.get(f"stock.{row.place}_{row.status}", place)
        if not row.available:
            return self.texts.get(f"stock.{row.place}_none", place)
        return self.texts.get(f"stock.{row.place}", self._figure(row.available), place)

    def stock_detail(self, row: Availability) -> str:
        """Say what else helps: where in the store, how far, or that the figure is not sure."""
        if row.state is StockState.UNKNOWN:
            return self.texts.get("stock.not_known")
        if row.state is StockState.OLD:
            return self.texts.get("stock.may_have_changed")
        return self._joined(self._whereabouts(row), self._doubt(row))

    def way(self, row: Availability) -> str:
        """Say how far another store is, '' where that is not known."""
        known = row.place == "near" and row.metres < float("inf")
        return self.display.kilometres(row.metres) if known else ""

    def _whereabouts(self, row: Availability) -> str:
        if row.place == "here":
            return self.texts.get("stock.aisle", row.aisle) if row.aisle and not row.known_to_be_out else ""
        return self.way(row)

    def _doubt(self, row: Availability) -> str:
        """Say how far a figure can be trusted, where there is something to go for and doubt about it."""
        if row.confidence is Confidence.SURE or not row.in_stock:
            return ""
        return self.texts.get(f"stock.{row.confidence}")

    @staticmethod
    def _joined(*parts: str) -> str:
        return " · ".join(part for part in parts if part)

    def act_by(self, act: Act, actor: Actor, here: Store) -> str:
        """Say who did something to a line: `Added by Anna on the phone`, `Changed on phone 2`."""
        if actor.kind == "phone" and not actor.name:
            return self.texts.get(f"list.{act}_phone_number", actor.number)
        place = actor.place if actor.place and actor.place != here.code else here.name
        return self.texts.get(f"list.{act}_{actor.kind}", actor.name or place, place)

    def _figure(self, available: int) -> str:
        return f"{MANY}+" if available >= MANY else self.display.number(available)
