"""How long a launcher waits for what."""

from typing import NamedTuple


class Patience(NamedTuple):
    """How long what may take, in seconds.

    `ready` until the first frame, `beat` between two signs of life, `steady` how long a version that is tried
    has to serve, `stop` to end when asked to; `again` is the longest wait before a kiosk that keeps ending is
    started once more; `first` and `check` until releases are looked for, and between two looks; `fetch` is
    how long one look may take.
    """

    ready: float = 90.0
    beat: float = 60.0
    steady: float = 300.0
    stop: float = 20.0
    again: float = 60.0
    first: float = 120.0
    check: float = 6 * 3600.0
    fetch: float = 2 * 3600.0
