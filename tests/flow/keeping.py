"""The keeper of `kept_kiosk`, as a process. As the command does, it imports the kiosk in the kiosk's own."""

import sys

from kiosk.keeper import Ties, keep


def opened(ties: Ties) -> int:
    """Open a kiosk."""
    from tests.flow import kept_kiosk  # noqa: PLC0415 - not in the keeper

    return kept_kiosk.opened(ties)


if __name__ == "__main__":
    sys.exit(keep(opened))
