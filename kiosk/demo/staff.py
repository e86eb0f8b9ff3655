"""The people of the demo shop: taken on at its hub, with PINs that the demo tells."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from kiosk.demo.hub import hub_command
from kiosk.demo.shop import SHOP

ROLES = {"lead": "manager", "floor": "stock"}
"""What somebody may do, by what they do in the demo's story; everybody else advises."""


class Colleague(NamedTuple):
    """Somebody of the demo shop."""

    name: str
    store: str
    role: str
    pin: str


def colleagues(store: str = "") -> list[Colleague]:
    """Return the people of a store, '' for all of them."""
    told = tomllib.loads((SHOP / "people.toml").read_text(encoding="utf-8"))["associate"]
    everybody = [
        Colleague(one["name"], one["store"], ROLES.get(one["role"], "associate"), one["pin"]) for one in told
    ]
    return [one for one in everybody if store in {"", one.store}]


def take_on(hub: Path, store: str) -> list[Colleague]:
    """Take on those of a store who are not known yet (again changes nothing); return all of them."""
    wanted = colleagues(store)
    known = {one["name"] for one in hub_command("associate", "list", *_at(hub, store), "--json")}
    for one in wanted:
        if one.name not in known:
            asked = ("--role", one.role, "--ask-pin", "--json")
            hub_command("associate", "add", one.name, *_at(hub, store), *asked, typed=f"{one.pin}\n")
    return wanted


def _at(hub: Path, store: str) -> tuple[str, ...]:
    return "--store", store, "--data", str(hub)
