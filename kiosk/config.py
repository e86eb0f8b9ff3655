"""`vetrina config show`: every setting of this tablet as it counts, and which source said it."""

import sys
from pathlib import Path

import msgspec

from kiosk.core import settings_order
from kiosk.core.settings import Told
from kiosk.core.settings_order import Chosen, Decided
from sync.protocol.addresses import without_credentials


def show(data: Path | None, told: Told, *, origin: bool, as_json: bool) -> int:
    """Show the settings of a data folder (None for none); return the process's exit status.

    Args:
        data: The tablet's data folder.
        told: What counts besides it.
        origin: Whether to say of each who said it.
        as_json: Whether to print one JSON object, with who said it and what cannot be used.
    """
    decided = settings_order.read(data, told)
    if as_json:
        print(_as_json(decided))
        return 0
    for one in decided.chosen.values():
        print(_line(one, origin=origin))
    for fault in decided.faults:
        print(f"vetrina: {fault.words}", file=sys.stderr)
    return 0


def _line(one: Chosen, *, origin: bool) -> str:
    said = f"{one.name} = {msgspec.json.encode(without_credentials(one.value)).decode()}"
    if not origin:
        return said
    place = f" ({one.place})" if one.place else ""
    return f"{said:<48} # {one.origin}{place}"


def _as_json(decided: Decided) -> str:
    settings = [
        {"name": one.name, "value": without_credentials(one.value), "origin": one.origin, "place": one.place}
        for one in decided.chosen.values()
    ]
    faults = [
        {"name": one.name, "origin": one.origin, "place": one.place, "why": one.why} for one in decided.faults
    ]
    return msgspec.json.encode({"settings": settings, "faults": faults}).decode()
