"""The small parent of the kiosk: it holds nothing, and starts another kiosk whenever one wants a successor.

It forks before anything is loaded, so that each kiosk begins with a memory in which nobody has been. What an
old and a new kiosk have to say to each other goes between the two alone, through a channel that the keeper
gives them: nothing that anybody touches or scans ever comes here.
"""

import os
import select
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

POSSIBLE = sys.platform.startswith("linux")
"""Elsewhere the libraries of a screen bear no fork, and the kiosk stays one process."""

SUCCESSOR = b"successor"
"""What a kiosk says to its keeper that wants one. The answer is a channel, and the successor's number."""

LONGEST = 20
"""Bytes of any of these."""

LET_IN = b"let in"
"""What a successor says to its keeper that has the data from now on: its end will be the end of the kiosk."""

SIGNALLED = 128
STOPS = (signal.SIGTERM, signal.SIGINT)


class Ties(NamedTuple):
    """A kiosk's ways to its keeper, and to the kiosk before it: None for the first."""

    keeper: socket.socket
    before: socket.socket | None = None


class _Kiosk(NamedTuple):
    """A process, and the way to it."""

    number: int
    line: socket.socket

    def says(self) -> bytes:
        """Return what it says; nothing once it has ended."""
        return hear(self.line)[0]


class Keeper:
    """Keeps kiosks: at most times one, at a change two."""

    def __init__(self) -> None:
        self.status = 0
        """Exit status of the kiosk that had the data last, as a shell tells it."""
        self._stopping = False
        self._kiosks: list[_Kiosk] = []
        self._holder: int | None = None
        """Number of the kiosk that has the data; none once it has ended."""
        for each in STOPS:
            signal.signal(each, self._stop)

    @property
    def has_any(self) -> bool:
        """Whether a kiosk runs."""
        return bool(self._kiosks)

    def start(self, before: _Kiosk | None = None) -> Ties | None:
        """Start a kiosk, as the successor of another one or as the first.

        Returns: In the new process its ties, in the keeper None.

        Raises:
            OSError: The system has no room for one more.
        """
        ours, theirs = pair()
        older, newer = pair() if before else (None, None)
        # A signal between the fork and the first line after it would find the keeper's answer to it.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        try:
            number = os.fork()
            if number == 0:
                self._forget(ours, older)
                return Ties(theirs, newer)
            self._kiosks.append(_Kiosk(number, ours))
            if before is None:
                self._holder = number
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
        theirs.close()
        if before and older and newer:
            with older, newer, suppress(OSError):
                # Who wanted it may be gone: then nobody has the other end, and the successor ends.
                socket.send_fds(before.line, [str(number).encode()], [older.fileno()])
        return None

    def serve(self) -> Ties | None:
        """Wait until a kiosk says something or ends, and act on it; returns as `start` does."""
        ready, _, _ = select.select([kiosk.line for kiosk in self._kiosks], [], [])
        for kiosk in [each for each in self._kiosks if each.line in ready]:
            said = kiosk.says()
            if not said:
                self._bury(kiosk)
            elif said == LET_IN:
                self._holder = kiosk.number
            elif not self._stopping:
                # Where there is no room it is asked for again, later.
                with suppress(OSError):
                    if (ties := self.start(kiosk)) is not None:
                        return ties
        return None

    def _bury(self, kiosk: _Kiosk) -> None:
        kiosk.line.close()
        _, ended = os.waitpid(kiosk.number, 0)
        status = os.waitstatus_to_exitcode(ended)
        # One that has handed the data on may take longer to end than the one that it handed them to.
        if kiosk.number == self._holder:
            # The system gives a number out again: the next one's is not let in yet.
            self._holder = None
            self.status = status if status >= 0 else SIGNALLED - status
        self._kiosks.remove(kiosk)

    def _forget(self, *own: socket.socket | None) -> None:
        """Leave to the keeper what is the keeper's: who held it would hide its end from the others."""
        for line in (*own, *(kiosk.line for kiosk in self._kiosks)):
            if line:
                line.close()
        for each in STOPS:
            signal.signal(each, signal.SIG_DFL)

    def _stop(self, _number: int, _frame: object) -> None:
        self._stopping = True
        for kiosk in self._kiosks:
            with suppress(ProcessLookupError):
                os.kill(kiosk.number, signal.SIGTERM)


def keep(opened: Callable[[Ties], int]) -> int:
    """Run a kiosk, and its successors; return the exit status: in the keeper's process and in each kiosk's.

    Args:
        opened: Opens a kiosk, and returns its exit status at its end.
    """
    keeper = Keeper()
    ties = keeper.start()
    while ties is None and keeper.has_any:
        ties = keeper.serve()
    return keeper.status if ties is None else opened(ties)


def hear(line: socket.socket) -> tuple[bytes, list[int]]:
    """Return what the other end says, and the channels that come with it; nothing once it is gone."""
    try:
        said, channels, *_ = socket.recv_fds(line, LONGEST, 1)
    except ConnectionError:
        # It went before it had read all that was said to it.
        return b"", []
    return said, channels


def pair() -> tuple[socket.socket, socket.socket]:
    """Return the two ends of a channel: what is said on one arrives on the other as it was said."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
