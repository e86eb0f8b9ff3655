"""Days as GS1 data write them."""

import calendar

SHORT = 6
"""Digits of YYMMDD; YYYYMMDD has eight."""
MONTHS = 12


def is_date(text: str, *, no_day: bool = False) -> bool:
    """Whether a day exists, six or eight digits; with `no_day`, 00 stands for a whole month.

    Which century two digits mean does not matter here: leap years fall the same in this one and the next.
    """
    year = 2000 + int(text[:2]) if len(text) == SHORT else int(text[:4])
    month, day = int(text[-4:-2]), int(text[-2:])
    if not 1 <= month <= MONTHS or not year:
        return False
    return (no_day and day == 0) or 1 <= day <= calendar.monthrange(year, month)[1]
