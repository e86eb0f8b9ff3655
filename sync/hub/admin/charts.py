"""Figures over the last days as pictures: one column an hour, the largest at the top.

A picture says in words what it shows; the figures themselves stand beside it, a row a day.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from babel.dates import format_date

from sync.hub.admin.markup import LOCALES, Html, join, tag, text

HOURS = 24
WIDE, HIGH = 2, 120
"""Units of an hour's column, and of the highest."""

LEFT, TOP, BELOW = 48, 12, 24
"""Room for the figures at the side, above, and for the days below."""

LABEL_DAYS = 2
"""A day in so many is named: all of them would touch."""


class Figures(NamedTuple):
    """What is drawn: its title, and a figure an hour from a day's midnight (UTC) on; None if unknown.

    `bound` is what the largest could be, 0 where there is no such thing.
    """

    title: str
    first: dt.date
    hours: Sequence[int | None]
    bound: int = 0

    @property
    def top(self) -> int:
        """The figure at the top of the picture."""
        return max(self.bound, 1, *(one for one in self.hours if one is not None), 1)

    def days(self) -> Iterator[tuple[dt.date, list[int]]]:
        """Yield each day with the figures that are known of it."""
        for start in range(0, len(self.hours), HOURS):
            known = [one for one in self.hours[start : start + HOURS] if one is not None]
            yield self.first + dt.timedelta(days=start // HOURS), known


def draw(figures: Figures, said: str, language: str) -> Html:
    """Return a picture; `said` tells in words what it shows."""
    across, down = LEFT + WIDE * len(figures.hours), TOP + HIGH + BELOW
    parts = [*_lines(figures, across), *_columns(figures), *_named_days(figures, language)]
    drawn = tag(
        "svg",
        join(parts),
        viewBox=f"0 0 {across} {down}",
        role="img",
        aria_label=f"{figures.title}. {said}",
        class_="chart",
    )
    caption = tag("figcaption", join([tag("strong", text(figures.title)), text(said)], Html(" ")))
    scrolled = tag("div", drawn, class_="sheet", tabindex="0", role="group", aria_label=figures.title)
    return tag("figure", join([caption, scrolled]))


def _lines(figures: Figures, across: int) -> Iterator[Html]:
    for figure, at in ((figures.top, TOP), (0, TOP + HIGH)):
        yield Html(f'<path class="line" d="M{LEFT} {at}H{across}"/>')
        yield Html(f'<text class="figure" x="{LEFT - 8}" y="{at + 4}">{figure}</text>')


def _columns(figures: Figures) -> Iterator[Html]:
    """Yield one shape for all columns, and one for the hours of which nothing is known."""
    known, unknown = list[str](), list[str]()
    for hour, figure in enumerate(figures.hours):
        left = LEFT + WIDE * hour
        if figure is None:
            unknown.append(f"M{left} {TOP + HIGH - 2}h{WIDE}v2h-{WIDE}z")
        elif figure:
            high = max(1, round(HIGH * figure / figures.top))
            known.append(f"M{left} {TOP + HIGH - high}h{WIDE}v{high}h-{WIDE}z")
    if unknown:
        yield Html(f'<path class="unknown" d="{"".join(unknown)}"/>')
    yield Html(f'<path class="known" d="{"".join(known)}"/>')


def _named_days(figures: Figures, language: str) -> Iterator[Html]:
    for number, (day, _) in enumerate(figures.days()):
        if number % LABEL_DAYS == 0:
            named = format_date(
                day, "d MMM" if language != "ja" else "M/d", locale=LOCALES.get(language, language)
            )
            yield Html(f'<text x="{LEFT + WIDE * HOURS * number}" y="{TOP + HIGH + 18}">{text(named)}</text>')
