"""What the processes of `tests/forks.py` are forked from: it imports, and forks for every order.

    python -m tests.fork_server SOCKET MODULES…

One thread, and nothing opened: a fork of it is what a fresh process would be after the same imports.
"""

import json
import os
import runpy
import selectors
import socket
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

ORDER = socket.SOCK_SEQPACKET
"""One packet is one order, with the process's three streams and the socket for its news."""
LONGEST = 1 << 17
"""Bytes of an order; most of them are the environment."""
NUMBER = struct.Struct("!i")
"""The news on a process: its number first, and at its end its exit status, negative for a signal."""
SCRIPT = ".py"
STREAMS = (0, 1, 2)


class Order(NamedTuple):
    """What to run: a module's dotted name or a script's path, with what, where and with which variables."""

    program: str
    arguments: Sequence[str]
    folder: str
    environment: dict[str, str]


class _Child(NamedTuple):
    pid: int
    news: socket.socket


def serve(orders: socket.socket) -> Order | None:
    """Fork for every order: return it in the new process, and None in this one when there will be no more."""
    with selectors.DefaultSelector() as watched:
        watched.register(orders, selectors.EVENT_READ)
        while True:
            for key, _ in watched.select():
                if key.data:
                    _tell_the_end(watched, key)
                    continue
                text, files, _, _ = socket.recv_fds(orders, LONGEST, len(STREAMS) + 1)
                if not text:
                    return None
                if not _fork(watched, files):
                    return Order(*json.loads(text))


def _fork(watched: selectors.BaseSelector, files: list[int]) -> int:
    """Return the new process's number; in it, 0, and nothing of the others is open."""
    pid = os.fork()
    if not pid:
        for stream in STREAMS:
            os.dup2(files[stream], stream)
        for key in watched.get_map().values():
            if key.data:
                os.close(key.fd)
                key.data.news.close()
    for file in files if not pid else files[:-1]:
        os.close(file)
    if pid:
        news = socket.socket(fileno=files[-1])
        watched.register(os.pidfd_open(pid), selectors.EVENT_READ, _Child(pid, news))
        _tell(news, pid)
    return pid


def _tell_the_end(watched: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
    watched.unregister(key.fd)
    os.close(key.fd)
    _, status = os.waitpid(key.data.pid, 0)
    with key.data.news as news:
        _tell(news, os.waitstatus_to_exitcode(status))


def _tell(news: socket.socket, number: int) -> None:
    # Who ordered the process may be gone.
    with suppress(OSError):
        news.sendall(NUMBER.pack(number))


def become(order: Order) -> None:
    """Run what was ordered as Python does from a command line."""
    os.environ.clear()
    os.environ.update(order.environment)
    os.chdir(order.folder)
    sys.argv = [order.program, *order.arguments]
    if order.program.endswith(SCRIPT):
        sys.path[0] = str(Path(order.program).parent)
        runpy.run_path(order.program, run_name="__main__")
    else:
        sys.path[0] = order.folder
        runpy.run_module(order.program, run_name="__main__", alter_sys=True)


def main() -> None:
    """Import, serve, and become whatever this process turns out to be."""
    for module in sys.argv[2:]:
        import_module(module)
    # Ctrl-C goes to everybody at the terminal: to who ordered the processes, and to them.
    order = None
    with suppress(KeyboardInterrupt), socket.socket(fileno=int(sys.argv[1])) as orders:
        order = serve(orders)
    if order:
        become(order)


if __name__ == "__main__":
    main()
