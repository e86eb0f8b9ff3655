"""A tablet that is the desk of a busy store: somebody signed in, and everything is here as from the hub."""

import random
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from desk_shop import MARCO, Placed, codes, customer, receipt, shop_of

from kiosk.core.staff import device_secret
from kiosk.core.staff.desk import StaffDesk
from kiosk.core.staff.device_secret import DeviceSecret
from sync.client import identity
from sync.client.replica import Replica
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.staff import LEASE_SECONDS, Found, LookedUp, LookUp, SignedIn

PIN = "482913"
PAGE = 1_000
"""Documents in one answer of the hub."""


def hub_says(_path: str, body: msgspec.Struct, _answer: type[Any]) -> Future[Any]:
    """Answer as a hub that needs no time: whoever has the PIN is Marco, and a code leads to its buyer."""
    answered: Future[Any] = Future()
    if isinstance(body, LookUp):
        number = int(body.text[3:9])
        found = {
            codes(number).card: Found("customer", customer(number), customer(number)),
            codes(number).list: Found("list", f"list-{number}", customer(number)),
            codes(number).receipt: Found("receipt", receipt(number), customer(number)),
        }
        answered.set_result(LookedUp([found[body.text]] if body.text in found else []))
    else:
        answered.set_result(SignedIn(MARCO, LEASE_SECONDS))
    return answered


def without_key_store() -> None:
    """Leave the keys of whoever runs this alone: the device's secret is kept in the tablet's folder."""
    device_secret._system_store = lambda: None


def fill(data: Path) -> None:
    """Make a tablet the desk of a busy store: Marco has signed in, and the hub has sent everything."""
    without_key_store()
    shop = shop_of(data)
    who = identity.load(data)
    replica = Replica(data, who)
    StaffDesk(replica, hub_says, DeviceSecret(data, who.device)).sign_in(PIN, name=MARCO.name)
    documents = list(shop.documents())
    random.Random(1).shuffle(documents)
    replica.desk.want({scope for scope, *_ in documents})
    send(replica, documents)
    replica.close()


def send(replica: Replica, documents: Sequence[Placed]) -> frozenset[str]:
    """Take documents in as an answer of the hub, some at a time; return the scopes that changed."""
    changed: frozenset[str] = frozenset()
    epoch = replica.progress().epoch
    heads = dict[str, int]()
    for first in range(0, len(documents), PAGE):
        changes = []
        for scope, kind, name, document in documents[first : first + PAGE]:
            heads[scope] = heads.get(scope, replica.cursor(scope)) + 1
            body = msgspec.Raw(msgspec.json.encode(document))
            changes.append(Change(scope, kind, name, heads[scope], body))
        said = {change.scope: heads[change.scope] for change in changes}
        now = datetime.now(UTC).isoformat()
        changed |= replica.receive(SyncAnswer(epoch, now, changes=changes, heads=said)).changed
    return changed
