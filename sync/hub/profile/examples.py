"""One example of every body of the profile API, for the published document."""

from collections.abc import Mapping
from typing import Any

import msgspec

from sync.hub.profile.export import Erased, Export
from sync.hub.profile.requests import (
    Attachment,
    ConsentPatch,
    CustomerOp,
    CustomerOps,
    CustomerPatch,
    LinePatch,
    ListOp,
    ListOps,
    ListPatch,
    NewCustomer,
    NewList,
    PersonPatch,
)
from sync.hub.profile.timeline import EntryView, TimelinePage
from sync.hub.profile.views import (
    AdviceView,
    ChangeView,
    ConsentView,
    Created,
    CustomerView,
    FitView,
    LineView,
    ListPage,
    ListSummary,
    ListView,
    PersonView,
    Results,
)
from sync.protocol.actors import Actor
from sync.protocol.customers import Customer, GiveConsent
from sync.protocol.envelope import Result
from sync.protocol.fits import Tally
from sync.protocol.list_verbs import AddLine
from sync.protocol.lists import ShoppingList
from sync.protocol.persons import Person

CUSTOMER = "6f1c0d52-0c0b-4f57-9d0e-3a51e1f0c9aa"
LIST = "2b1f6c1e-8d8a-4a55-9a53-0f6f3f1f0c11"
LINE = "8f14e45fceea167a5a36dedd"
SHOP = "client:0123456789abcdef"
OP = "0199f3c2-7b44-7f0a-8c11-6d5e4f3a2b1c"
AT = "2026-11-22T10:00:00Z"
DAY = "2026-11-22"
ENTRY = "4f1c0d520c0b4f579d0e3a51e1f0c9aa"
ETAG = '"7d0c2f6e.4"'
NEWS = "newsletter:email"
WORDING = "2026-01"
PLACE = "online shop"

EXAMPLES: Mapping[Any, msgspec.Struct] = {
    type(example): example
    for example in (
        NewCustomer("account-48151", "it", "milano"),
        CustomerPatch(sizes={"shoe": "42"}, consents={NEWS: ConsentPatch(given=True, wording=WORDING)}),
        CustomerOps([CustomerOp(OP, GiveConsent("newsletter", "email", WORDING, PLACE), AT)]),
        CustomerView(
            CUSTOMER,
            "it",
            "milano",
            {"shoe": "42"},
            {"style": "plain"},
            {NEWS: ConsentView(given=True, wording=WORDING, at=AT, place=PLACE)},
            [LIST],
            [
                FitView(
                    "size",
                    "shoes",
                    "Passo",
                    sizes={"9.5": Tally(4, 1, too_small=1)},
                    advice=AdviceView("9.5", kept=3, bought=4),
                )
            ],
            ["7K3M9Q"],
        ),
        PersonPatch(names={"given": "Anna"}, contacts={"email": "anna@example.com"}),
        PersonView(CUSTOMER, {"given": "Anna", "family": "Rossi"}, {"email": "anna@example.com"}),
        NewList("Living room", "it", "milano"),
        Attachment("https://lists.example/l/dGhlLXRva2VuLW9mLWEtbGluaw"),
        ListPatch(title="Living room", lines={LINE: LinePatch(quantity=2, note="By the window")}),
        ListOps([ListOp(OP, AddLine("olmo", "olmo-moss", {"colour": "moss"}), AT, 3)]),
        ListView(
            LIST,
            CUSTOMER,
            "Living room",
            "it",
            "milano",
            4,
            DAY,
            {LINE: LineView("olmo", "olmo-moss", 1, 0, {"colour": "moss"}, by=SHOP, at=AT)},
            {SHOP: Actor(SHOP, "shop", "Online shop")},
            [ChangeView(OP, "AddLine", SHOP, AT, line=LINE, delta=1)],
        ),
        ListPage([ListSummary(LIST, "Living room", "milano", DAY, 1, 1, ETAG)]),
        Results([Result(OP, "applied", 4)], ETAG),
        Created(CUSTOMER),
        Export(
            AT,
            Customer(CUSTOMER, "it", lists=[LIST]),
            Person(CUSTOMER, {"given": "Anna"}),
            [ShoppingList(LIST, f"customer:{CUSTOMER}", "Living room")],
        ),
        Erased(CUSTOMER, AT, devices=2, confirmed=1),
        TimelinePage(
            [
                EntryView(
                    ENTRY, AT, "chat", "question", "Where is my order?", "It was due on Friday.", inbound=True
                )
            ]
        ),
    )
}
"""By the Struct they are of."""
