"""The program's own code: every module of it can be loaded."""

import importlib
import pkgutil
from collections.abc import Iterator

import kiosk
import sync
from kiosk.app.self_test.check import need

NOT_INSTALLED = ("kiosk.demo", "kiosk.tour", "kiosk.ui.robot", "kiosk.ui.traces", "sync.hub")
"""What an installed kiosk leaves out; in the project's folder they are there."""
BEGINS = "__main__"
"""Loading it would begin the program."""


def modules() -> str:
    """Every module can be loaded; the pages' types are known to Qt from then on."""
    count = 0
    for name in (*_of("kiosk", kiosk.__path__), *_of("sync", sync.__path__)):
        importlib.import_module(name)
        count += 1
    need(count, "there are no modules")
    return f"{count} modules"


def _of(package: str, folders: list[str]) -> Iterator[str]:
    for module in pkgutil.iter_modules(folders, f"{package}."):
        if module.name in NOT_INSTALLED or module.name.endswith(f".{BEGINS}"):
            continue
        yield module.name
        if module.ispkg:
            yield from _of(module.name, list(importlib.import_module(module.name).__path__))
