"""Fifty buyers want the last one at once, over HTTP: exactly one gets it, and the others hear so at once.

make soak-last-unit
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests import postgres
from tests.sync.hub.conftest import start_hub
from tests.sync.hub.stock.till import STORE, Till, furnish, open_till

BUYERS = 50
SERVERS = 5
"""Each stands for some of the buyers, as the servers of an online shop do."""


class Market:
    """A hub that serves, and the servers whose customers all want the same thing."""

    def __init__(self, url: str, tills: list[Till]) -> None:
        self.url = url
        self.tills = tills

    def play(self, rounds: int, *, quiet: bool = True) -> None:
        """Play some rounds, each for another thing of which there is one."""
        asyncio.run(self._play(rounds, quiet=quiet))

    async def _play(self, rounds: int, *, quiet: bool) -> None:
        limits = httpx.Limits(max_connections=BUYERS)
        begun = time.monotonic()
        clients = [
            httpx.AsyncClient(base_url=self.url, auth=till.http.auth, timeout=60, limits=limits)
            for till in self.tills
        ]
        try:
            for number in range(1, rounds + 1):
                await _round(clients, f"thing-{number}")
                if not quiet and number % 50 == 0:
                    print(f"{number} rounds, {time.monotonic() - begun:.0f} s", flush=True)
        finally:
            for client in clients:
                await client.aclose()


async def _round(clients: list[httpx.AsyncClient], variant: str) -> None:
    counts = [{"variant": variant, "on_hand": 1}]
    body = {"id": variant, "store": STORE, "counts": counts}
    (await _post(clients[0], "/v1/stock-movements", body)).raise_for_status()
    wants = [_want(clients[buyer % len(clients)], variant, buyer) for buyer in range(BUYERS)]
    answers = Counter(await asyncio.gather(*wants))
    assert answers == {"kept": 1, "not_available": BUYERS - 1}, answers
    late = await _want(clients[-1], variant, BUYERS)
    assert late == "not_available"


async def _want(client: httpx.AsyncClient, variant: str, buyer: int) -> str:
    body = {"id": f"{variant}-{buyer}", "store": STORE, "lines": [{"variant": variant}]}
    answer = await _post(client, "/v1/reservations", body)
    if answer.status_code == httpx.codes.OK:
        (level,) = answer.json()["levels"]
        assert (level["on_hand"], level["available"]) == (1, 0)
        return "kept"
    return str(answer.json()["code"])


async def _post(client: httpx.AsyncClient, path: str, body: object) -> httpx.Response:
    """Send something until there is an answer: a key may be used so often within a minute and no more."""
    while True:
        answer = await client.post(path, json=body)
        if answer.status_code != httpx.codes.TOO_MANY_REQUESTS:
            return answer
        await asyncio.sleep(float(answer.headers["Retry-After"]))


@contextmanager
def market(data: Path, database_url: str = "") -> Iterator[Market]:
    """Open a hub on a folder, or with its documents in a database, for the length of a `with` block."""
    options = ("--database-url", database_url) if database_url else ()
    running = start_hub(data, *options)
    tills = []
    try:
        tills = [open_till(running.url, data, database_url) for _ in range(SERVERS)]
        tills[0].with_storage(lambda storage: furnish(storage, data))
        yield Market(running.url, tills)
        assert running.stop() == 0
    finally:
        running.process.kill()
        for till in tills:
            till.http.close()


def main() -> int:
    """Play many rounds on both stores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1_000)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, market(Path(folder) / "data") as one:
        print("SQLite")
        one.play(rounds, quiet=False)
    if postgres.missing():
        print(postgres.missing())
        return 1
    with (
        tempfile.TemporaryDirectory() as folder,
        postgres.Postgres() as server,
        market(Path(folder) / "data", server.new_database()) as other,
    ):
        print("PostgreSQL")
        other.play(rounds, quiet=False)
    print(f"{rounds} rounds with {BUYERS} buyers on each store: always exactly one got the last one.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
