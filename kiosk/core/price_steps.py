"""Price limits to choose from: a few round amounts between the cheapest and the dearest."""

STEPS = (1, 2, 5)
MOST = 4


def price_steps(low: int, high: int) -> list[int]:
    """Return at most `MOST` round amounts of which each leaves something below and something above.

    Args:
        low: The cheapest, in minor units.
        high: The dearest.

    >>> price_steps(2900, 149000)
    [10000, 20000, 50000, 100000]
    """
    amounts = []
    size = 1
    while size < high:
        amounts += [size * step for step in STEPS if low < size * step < high]
        size *= 10
    return amounts[-MOST:]
