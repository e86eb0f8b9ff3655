"""One example of every body, for the published document: a visit in which somebody puts a sofa on a list."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.hub.clienteling import examples as clienteling
from sync.hub.fleet import examples as fleet
from sync.hub.hooks import examples as hooks
from sync.hub.orders import examples as orders
from sync.hub.parking import examples as parking
from sync.hub.profile import examples as profile
from sync.hub.returns import examples as returns
from sync.hub.sign_ins import examples as sign_ins
from sync.hub.staff import examples as staff
from sync.hub.stock import examples as stock
from sync.protocol.actors import Actor
from sync.protocol.catalogue import CatalogueChanges, CatalogueRow, Manifest, SnapshotFile
from sync.protocol.devices import EnrolAnswer, EnrolRequest, TokenAnswer, TokenRequest
from sync.protocol.envelope import Change, Op, Result, SyncAnswer, SyncRequest
from sync.protocol.list_verbs import AddLine, CreateList
from sync.protocol.lists import Entry, Line, ShoppingList
from sync.protocol.money import Price
from sync.protocol.products import Product, Variant

DEVICE = "5e7a0f3c9b1d4e6f8a2c4e6f8a0b2c4d"
EPOCH = "7d0c2f6e-3a4b-4c5d-8e9f-0a1b2c3d4e5f"
PUBLIC_KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
LIST = "2b1f6c1e-8d8a-4a55-9a53-0f6f3f1f0c11"
SCOPE = f"list:{LIST}"
GUEST = "guest:9f86d081884c7d659a2feaa0c55ad015"
PROOF = "Zm9ydHktdGhyZWUtY2hhcmFjdGVycy1vZi1zZWNyZXQ"
LINE = "8f14e45fceea167a5a36dedd"
CREATED = "0199f3c2-7a10-7c3e-9b52-3f1d2c4b5a60"
ADDED = "0199f3c2-7b44-7f0a-8c11-6d5e4f3a2b1c"
AT = "2026-11-22T10:00:00Z"
SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

CREATE = CreateList(title="Living room", language="en", store="milano")
ADD = AddLine(product="olmo", variant="olmo-moss", options={"colour": "moss"})


def _op(identifier: str, order: int, verb: msgspec.Struct) -> Op:
    """Return an operation as a tablet sends it: what is the request's own is left empty."""
    return Op(identifier, "", "", order, GUEST, SCOPE, AT, msgspec.to_builtins(verb))


SHOPPING_LIST = ShoppingList(
    id=LIST,
    owner=GUEST,
    title="Living room",
    language="en",
    store="milano",
    lines=[Line(LINE, "olmo", "olmo-moss", 1, {"colour": "moss"}, by=f"device:{DEVICE}", at=AT)],
    actors={f"device:{DEVICE}": Actor(f"device:{DEVICE}", "kiosk", "Kiosk 1", "Milano")},
    history=[Entry(ADDED, "AddLine", f"device:{DEVICE}", AT, line=LINE, delta=1)],
)

PRODUCT = Product(
    id="olmo",
    name={"en": "Olmo sofa", "it": "Divano Olmo"},
    variants=[Variant("olmo-moss", "OL-01", {"colour": "moss"}, {"EUR": Price(129_000)}, "04006381333931")],
)

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example
    for example in (
        EnrolRequest("7KQM-4XDP", PUBLIC_KEY, "Kiosk 1"),
        EnrolAnswer(
            DEVICE,
            "milano",
            "Kiosk 1",
            "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=",
            "https://lists.example",
        ),
        TokenRequest(DEVICE, "eyJhbGciOiJFZDI1NTE5In0.eyJzdWIiOiI1ZTdhIn0.c2lnbmF0dXJl"),
        TokenAnswer("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI1ZTdhIn0.c2lnbmF0dXJl", 900, "https://lists.example"),
        SyncRequest(
            DEVICE,
            "one",
            EPOCH,
            ops=[_op(CREATED, 1, CREATE), _op(ADDED, 2, ADD)],
            proofs=[PROOF],
            cursors={"catalogue": 812, SCOPE: 0},
        ),
        SyncAnswer(
            EPOCH,
            AT,
            results=[Result(CREATED, "applied", 1), Result(ADDED, "applied", 1)],
            changes=[Change(SCOPE, "list", LIST, 1, msgspec.Raw(msgspec.json.encode(SHOPPING_LIST)))],
            heads={"catalogue": 812, SCOPE: 1},
        ),
        Manifest(800, 812, SnapshotFile(SHA256, 3_145_728, SHA256[::-1], 18_874_368)),
        CatalogueChanges(
            812, [CatalogueRow("product", "olmo", 812, msgspec.Raw(msgspec.json.encode(PRODUCT)))]
        ),
    )
} | {
    **clienteling.EXAMPLES,
    **fleet.EXAMPLES,
    **hooks.EXAMPLES,
    **orders.EXAMPLES,
    **parking.EXAMPLES,
    **profile.EXAMPLES,
    **returns.EXAMPLES,
    **staff.EXAMPLES,
    **sign_ins.EXAMPLES,
    **stock.EXAMPLES,
}
"""By the Struct they are of."""
