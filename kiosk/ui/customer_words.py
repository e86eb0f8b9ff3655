"""Sentences about a customer: why a size fits, what they agreed to, what happened and when."""

from datetime import datetime

from kiosk.core.customers import ConsentRow, SizeRow, TimelineRow
from kiosk.ui.reasons import reason_words
from kiosk.ui.words import Words
from sync.protocol import notices
from sync.protocol.actors import Actor
from sync.texts import joined


class CustomerWords:
    """What the desk says of a customer, in the words of one language and store."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def size(self, row: SizeRow, category: str) -> str:
        """Say what fits: `Shoes, Passo: 9.5`; `category` is what the shop calls it, '' for any."""
        both = category and row.brand
        place = self._get("fits.of", category, row.brand) if both else category or row.brand
        return self._get("fits.size", place or self._axis(row.axis), row.size)

    def reason(self, row: SizeRow) -> str:
        """Say why: `Kept in 3 of 4 purchases`."""
        match row.reason:
            case "said":
                return self._get("fits.said")
            case "chosen":
                return self._words.texts.get("fits.chosen", count=row.chosen)
            case _ if row.kept == row.bought:
                return self._words.texts.get("fits.all_kept", count=row.bought)
            case _:
                return self._words.texts.get("fits.kept", row.kept, count=row.bought)

    def instead(self, row: SizeRow) -> list[str]:
        """Say what became of other sizes: `10: 1 bought, too large`."""
        return [
            self._get(f"fits.other_{_fate(tally.too_small, tally.too_large, tally.returned)}", size)
            for size, tally in row.also
        ]

    def purpose(self, row: ConsentRow) -> str:
        """Say what was asked: `May be found by address or phone`; the shop's own word where it is its own."""
        if row.known:
            return self._get(f"consents.{row.purpose}", self._channel_of(row.channel))
        return self._get("consents.own", row.purpose, self._channel_of(row.channel))

    def consent(self, row: ConsentRow, now: datetime) -> str:
        """Say what was said, where and when: `Yes, on 22 Nov, online shop`."""
        answer = self._get("consents.yes" if row.given else "consents.no")
        day = self._words.clock(row.at, now) if row.at else ""
        return joined(self._get("list.and"), (answer, day, row.place))

    def happened(self, row: TimelineRow) -> str:
        """Say what happened: the words of whoever wrote it down, ours where the hub did."""
        if not row.is_code:
            return row.title
        if row.state:
            return self._get(f"timeline.state_{row.state}", row.number or "")
        if row.title == "looked_up":
            return self._get(f"timeline.looked_up_{row.text or 'other'}")
        if row.title == "notice":
            _, failure = notices.parse(row.text)
            return self._get("timeline.notice_failed" if failure else "timeline.notice")
        return self._get(f"timeline.{row.title}")

    def detail(self, row: TimelineRow) -> str:
        """Say more of it: what was written or asked; what of a purchase came back."""
        if row.title in {"looked_up", "notice"}:
            return ""
        if row.pieces:
            return self._words.texts.get("timeline.came_back", count=row.pieces)
        if row.is_code and row.title.startswith("order_"):
            return reason_words(self._words, row.text)
        return row.text

    def whence(self, row: TimelineRow, now: datetime) -> str:
        """Say where and when, and who of the shop took part: `Chat, today 10:04, Marta`."""
        who = _first_name(row.by)
        parts = (self._get(f"timeline.by_{row.channel}"), row.place, self._words.clock(row.at, now), who)
        return joined(self._get("list.and"), parts)

    def _axis(self, axis: str) -> str:
        raw, name = self._words.texts.raw, axis.replace("-", "_")
        return raw(f"fits.axis_{name}") or raw(f"customer.axis_{name}") or axis.replace("-", " ").capitalize()

    def _channel_of(self, channel: str) -> str:
        return self._words.texts.raw(f"consents.by_{channel}") or channel

    def _get(self, key: str, *values: object) -> str:
        return self._words.texts.get(key, *values)


def _fate(too_small: int, too_large: int, returned: int) -> str:
    """Return what is to be said of a size that does not stand first."""
    if too_small > too_large:
        return "small"
    if too_large:
        return "large"
    return "back" if returned else "kept"


def _first_name(actor: Actor | None) -> str:
    return actor.name if actor and actor.kind == "associate" else ""
