"""The hub with everything that follows from what: what serves, and what tests open."""

from datetime import UTC, datetime

from sync.hub.consequences import FOLLOWS
from sync.hub.context import Clock, Config, Hub, open_hub


async def assemble(config: Config, clock: Clock = lambda: datetime.now(UTC)) -> Hub:
    """Open a hub on its data folder.

    Raises:
        StorageError: The store cannot be used.
    """
    return await open_hub(config, clock, FOLLOWS)
