"""Tablets for the benchmarks: what a tablet holds after its first sync, down to the stock figures."""

import asyncio
import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from generated import fill, publish_in, rows

from kiosk.demo.hub import HubProcess, hub_command
from sync.catalogue.read import Catalogue
from sync.client.enrolment import enrol
from sync.client.exchange import Exchange
from sync.client.replica import Replica
from sync.client.transport.line import Transport
from sync.protocol import scopes

BUILD = Path(__file__).resolve().parents[2] / "build"


@cache
def imported(feed: Path) -> Path:
    """Import a feed into a hub, once a run; return the hub's folder, to be copied and left as it is."""
    BUILD.mkdir(exist_ok=True)
    hub = Path(tempfile.mkdtemp(dir=BUILD, prefix="bench-shop-"))
    atexit.register(shutil.rmtree, hub)
    hub_command("import", str(feed), "--data", str(hub), "--json")
    return hub


def tablet(folder: Path, feed: Path) -> Path:
    """Return the data folder of a tablet in the first store of a feed's shop."""
    hub = shutil.copytree(imported(feed), folder / f"hub-{feed.name}")
    return tablet_of(hub, folder / f"tablet-{feed.name}")


def generated_tablet(folder: Path, feed: Path, variants: int) -> Path:
    """Return the data folder of a tablet in a shop of so many variants, with the pictures of a feed."""
    hub = shutil.copytree(imported(feed), folder / f"hub-{variants}")
    pictures = sorted(path.name.partition("-")[0] for path in (hub / "media").glob("*/*-400.*"))
    asyncio.run(fill(hub, rows(variants, media=pictures)))
    asyncio.run(publish_in(hub))
    return tablet_of(hub, folder / f"tablet-{variants}")


def tablet_of(hub: Path, data: Path) -> Path:
    """Enrol a tablet in a hub's first store; return its data folder, in step with the hub."""
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
