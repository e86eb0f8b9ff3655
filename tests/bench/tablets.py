"""Tablets for the benchmarks: what a tablet holds after its first sync, down to the stock figures."""

import asyncio
import shutil
from pathlib import Path

from kiosk.demo.hub import HubProcess, hub_command
from sync.catalogue.read import Catalogue
from sync.client.enrolment import enrol
from sync.client.exchange import Exchange
from sync.client.replica import Replica
from sync.client.transport import Transport
from sync.protocol import scopes


def tablet(folder: Path, feed: Path) -> Path:
    """Import a feed into a hub, enrol a tablet in its first store; return the tablet's data folder."""
    hub = folder / f"hub-{feed.name}"
    hub_command("import", str(feed), "--data", str(hub), "--json")
    data = folder / f"tablet-{feed.name}"
    for part in ("catalogue", "media"):
        shutil.copytree(hub / part, data / part)
    catalogue = Catalogue.open_current(data)
    assert catalogue is not None
    stores = [store.code for store in catalogue.stores()]
    catalogue.close()
    code = hub_command("enrol", "--data", str(hub), "--store", stores[0], "--name", "Kiosk 1", "--json")[
        "code"
    ]
    with HubProcess(hub) as running:
        replica = Replica(data, enrol(data, running.url, code))
        for store in stores:
            replica.watch(scopes.stock(store))
        asyncio.run(take_in(replica))
        replica.close()
    return data


async def take_in(replica: Replica) -> None:
    """Exchange until the hub has nothing more to say."""
    link, exchange = Transport(replica.identity), Exchange(replica)
    while (await exchange.trip(link)).more:
        pass
    await link.close()
