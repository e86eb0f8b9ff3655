"""What is counted, paid or measured is a whole number: half a cent would round differently on each side."""

import importlib
import pkgutil
import typing
from collections.abc import Iterator

import msgspec

import sync.protocol


def structs() -> Iterator[type[msgspec.Struct]]:
    for module in pkgutil.iter_modules(sync.protocol.__path__):
        found = vars(importlib.import_module(f"sync.protocol.{module.name}")).values()
        yield from (one for one in found if isinstance(one, type) and issubclass(one, msgspec.Struct))


def mentions(hint: object, wanted: type) -> bool:
    return hint is wanted or any(mentions(part, wanted) for part in typing.get_args(hint))


def test_rule_14_money_and_measures_are_integers():
    found = {
        f"{struct.__name__}.{name}"
        for struct in structs()
        for name, hint in typing.get_type_hints(struct).items()
        if mentions(hint, float)
    }
    neither = {"Store.latitude", "Store.longitude", "Rating.average"}
    assert found == neither, "a place on the map and a mean of other people's stars are neither"
