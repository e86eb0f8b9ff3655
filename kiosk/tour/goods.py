"""What the other servers tell the hub of the demo shop's goods: lists made at home, lines, sales."""

import hashlib
import secrets
import time
import uuid
from typing import Any

from kiosk.demo.shop import STORE
from kiosk.tour.world import World

SOFA, LAMP, CHAIR, RUG, STOOL = "LRC-MOSS-212", "MEL-RUST", "NID-SAGE-OAK", "LNR-OAT-140", "FBS-OAK-65"
PRODUCTS = {
    SOFA: "larch-sofa",
    LAMP: "melo-table-lamp",
    CHAIR: "nido-lounge-chair",
    RUG: "lino-rug",
    STOOL: "filo-bar-stool",
}
PRICES = {SOFA: 129_000, LAMP: 12_900, CHAIR: 49_000, RUG: 27_900, STOOL: 17_900}
"""What they cost in the demo shop, in cents."""

TITLES = {"en": "Living room", "it": "Soggiorno", "ja": "リビング"}


def list_at_home(world: World, variants: tuple[str, ...]) -> tuple[str, str]:
    """Make a customer's list in the online shop; return the link that opens it on a phone, and its id."""
    language = world.manner.language
    known = {"reference": str(uuid.uuid4()), "language": language}
    customer = world.shop.post("/v1/customers", known)["id"]
    body = {"title": TITLES[language], "language": language, "store": STORE}
    listed = world.shop.post(f"/v1/customers/{customer}/lists", body)["id"]
    token = secrets.token_urlsafe(32)
    verbs: list[dict[str, Any]] = [
        {"verb": "AddLine", "product": PRODUCTS[one], "variant": one, "options": {}} for one in variants
    ]
    verbs.append({"verb": "ShareList", "share": hashlib.sha256(token.encode()).hexdigest()})
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    ops = [{"id": str(uuid.uuid4()), "at": at, "args": verb} for verb in verbs]
    world.shop.post(f"/v1/lists/{listed}/ops", {"ops": ops})
    return f"{world.hub.url.rstrip('/')}/l/{token}", listed


def line(variant: str) -> dict[str, Any]:
    """Return a line of an order or a sale."""
    return {"variant": variant, "product": PRODUCTS[variant], "quantity": 1, "price": PRICES[variant]}


def sale(variants: tuple[str, ...], order: str = "") -> dict[str, Any]:
    """Return a sale at a till."""
    return {
        "store": STORE,
        "number": f"R-{secrets.randbelow(10**6):06}",
        "lines": [line(one) for one in variants],
        **({"order": order} if order else {}),
    }
