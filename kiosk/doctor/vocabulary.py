"""The words that the program itself can write: what of a log is none of them may be somebody's.

Read from the compiled code, without running it: a bundle has no sources, and a part may not even load.
"""

import builtins
import errno
import os
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import CodeType

WORD = re.compile(r"[^\W_]+")

SENTENCE = re.compile(r"[^\W_] [^\W_]")
"""What is said in words. A constant of one word may be the name of a colour, or of somebody."""

PLACES = ("kiosk", "sync.brand", "sync.catalogue", "sync.client", "sync.protocol")
"""Packages whose words a kiosk's log may hold."""
NOT_THESE = frozenset({"kiosk.demo", "kiosk.tour", "sync.catalogue.search"})
"""They know people by name, or what shoppers look for."""

OTHERS = """
Traceback most recent call last File line in During handling of the above exception another occurred
was direct cause following DEBUG INFO WARNING ERROR CRITICAL vetrina kiosk systemd cage wlroots opt
usr lib py pyc so site packages qt qml qpa wayland xcb offscreen plugin platform Could not load find
even though it is found This application failed to start because no could be initialized
Reinstalling may fix this problem Available plugins are httpx httpcore sqlite3 ssl SSLError ConnectError
ConnectTimeout ReadTimeout ReadError WriteError RemoteProtocolError ProxyError PoolTimeout
certificate verify unable get local issuer self signed chain hostname mismatch expired sqlite
database disk image malformed file a locked full I O readonly attempt write OperationalError
DatabaseError IntegrityError segmentation fault core dumped Started Stopped Stopping Main process
exited code killed status signal Failed with result restart Scheduled job counter at
"""
"""Words of Python, Qt, SQLite, the HTTP library and the system's own journal."""


@cache
def words() -> frozenset[str]:
    """Return the words, as they are written: `The` does not let `the` pass. Takes about a second."""
    known = set(WORD.findall(OTHERS))
    known.update(word for name in dir(builtins) for word in WORD.findall(name))
    known.update(word for number in errno.errorcode for word in WORD.findall(os.strerror(number)))
    for place in PLACES:
        for name, code in _codes(place):
            known.update(WORD.findall(name))
            known.update(_written_in(code))
    return frozenset(known)


def _codes(package: str) -> Iterator[tuple[str, CodeType]]:
    """Go through the compiled modules of a package; what cannot be read is left out, and so blacked out."""
    root = Path(__file__).resolve().parents[2]
    folders = [(package, root.joinpath(*package.split(".")))]
    while folders:
        name, folder = folders.pop()
        for module in pkgutil.iter_modules([str(folder)], f"{name}."):
            if module.name in NOT_THESE:
                continue
            if module.ispkg:
                folders.append((module.name, folder / module.name.rpartition(".")[2]))
            code = _code(module)
            if code is not None:
                yield module.name, code


def _code(module: pkgutil.ModuleInfo) -> CodeType | None:
    try:
        spec = module.module_finder.find_spec(module.name, None)
        found: CodeType | None = spec.loader.get_code(module.name)  # type: ignore[union-attr]
    except (ImportError, AttributeError, SyntaxError):
        return None
    return found


def _written_in(code: CodeType) -> Iterator[str]:
    """Return the words in texts and names of some code; descriptions tell stories and do not count."""
    yield from WORD.findall(code.co_name)
    for place, constant in enumerate(code.co_consts):
        if isinstance(constant, CodeType):
            yield from _written_in(constant)
        elif isinstance(constant, str) and place and SENTENCE.search(constant):
            yield from WORD.findall(constant)
