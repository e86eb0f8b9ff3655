"""Tablets for the benchmarks: a hub's catalogue and pictures, as a tablet holds them after its first sync."""

import shutil
from pathlib import Path

from durable import identity

from kiosk.demo.hub import hub_command
from sync.client.identity import save


def tablet(folder: Path, feed: Path) -> Path:
    """Import a feed and return the data folder of a tablet that has all of it."""
    hub = folder / f"hub-{feed.name}"
    hub_command("import", str(feed), "--data", str(hub), "--json")
    data = folder / f"tablet-{feed.name}"
    save(data, identity())
    for part in ("catalogue", "media"):
        shutil.copytree(hub / part, data / part)
    return data
