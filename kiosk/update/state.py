"""How far an update has come: one small file, written whole or not at all.

Everything that a power cut may fall into is a step from one of these states to the next: what the launcher
does at its start follows from the file alone.
"""

from collections.abc import Callable
from typing import Literal

import msgspec

from kiosk import lock
from kiosk.update.places import FACTORY, Places
from sync.catalogue.current import replace_file
from sync.protocol.errors import UNREADABLE
from sync.shapes import ready

TRIES = 2
"""So often a version may fail at its start before the one before comes back."""

MOST_BAD = 50
"""Versions that are remembered as bad."""

Outcome = Literal["confirmed", "crashed", "silent", "hung"]
"""How a trial ended: it serves; it ended by itself; it never got to its first frame; it stood still."""


class Staged(msgspec.Struct, frozen=True):
    """A version that is whole in a slot and waits for a moment without a shopper."""

    slot: str
    version: str


class Trial(msgspec.Struct, frozen=True, omit_defaults=True):
    """A version that has to prove itself: `before` is the slot to go back to, `tries` its starts so far.

    `returning` says that it has failed, and how: going back was begun.
    """

    slot: str
    version: str
    before: str
    tries: int = 0
    returning: Outcome | Literal[""] = ""


class Result(msgspec.Struct, frozen=True):
    """How the last trial ended; `at` is this tablet's clock (ISO 8601 UTC)."""

    version: str
    outcome: Outcome
    at: str


class State(msgspec.Struct, frozen=True, omit_defaults=True):
    """All of it. `current` is the slot that serves, `bad` the versions that failed here.

    `before` is the slot that served before the one in use, as long as it still holds what it held, '' else.
    `ring` is which ring of the newest release this tablet is in, as it was last looked: '0' for the first.
    """

    current: str = FACTORY
    staged: Staged | None = None
    trial: Trial | None = None
    bad: tuple[str, ...] = ()
    last: Result | None = None
    before: str = ""
    ring: str = ""

    @property
    def serving(self) -> str:
        """The slot to start."""
        return self.trial.slot if self.trial and not self.trial.returning else self.current

    def served_by(self, slot: str) -> "State":
        """Return this with another slot in use."""
        return msgspec.structs.replace(self, current=slot)

    def forgiving(self, version: str) -> "State":
        """Return this without a version among the bad ones."""
        return msgspec.structs.replace(self, bad=tuple(one for one in self.bad if one != version))


def load(places: Places) -> State | None:
    """Return what is written; a tablet without the file begins, None for one that cannot be read.

    Raises:
        OSError: The disk does not work.
    """
    try:
        return msgspec.json.decode(places.state.read_bytes(), type=ready(State))
    except FileNotFoundError:
        return State()
    except UNREADABLE:
        return None


def change(places: Places, step: Callable[[State], State]) -> State:
    """Take a step from what is written, and return what is written then.

    Raises:
        OSError: The disk is full or does not work; what was written stays.
        LockError: Somebody else takes a step for very long.
    """
    with lock.held(places.root):
        before = load(places) or State()
        after = step(before)
        if after != before or not places.state.exists():
            save(places, after)
        return after


def save(places: Places, state: State) -> None:
    """Write it.

    Raises:
        OSError: As above.
    """
    replace_file(places.state, msgspec.json.encode(state))


def stage(state: State, slot: str, version: str) -> State:
    """A version is whole in a slot."""
    return msgspec.structs.replace(state, staged=Staged(slot, version))


def empty(state: State, slot: str) -> State:
    """A slot is about to hold something else."""
    return msgspec.structs.replace(state, before="") if state.before == slot else state


def unstage(state: State) -> State:
    """What waits in a slot is not wanted any more, or not whole."""
    return msgspec.structs.replace(state, staged=None)


def begin(state: State) -> State:
    """What waits is tried from now on."""
    staged = state.staged
    assert staged
    trial = Trial(staged.slot, staged.version, state.current)
    return msgspec.structs.replace(state, staged=None, trial=trial)


def start(state: State) -> State:
    """Count a start of what is tried: before it, so that one that takes the machine with it counts too."""
    assert state.trial
    return msgspec.structs.replace(
        state, trial=msgspec.structs.replace(state.trial, tries=state.trial.tries + 1)
    )


def spare(state: State) -> State:
    """Let the last start of what is tried not count."""
    assert state.trial
    return msgspec.structs.replace(
        state, trial=msgspec.structs.replace(state.trial, tries=max(0, state.trial.tries - 1))
    )


def confirm(state: State, at: str) -> State:
    """What was tried has proved itself."""
    trial = state.trial
    assert trial
    last = Result(trial.version, "confirmed", at)
    return msgspec.structs.replace(state, current=trial.slot, before=trial.before, trial=None, last=last)


def relapse(state: State, version: str, at: str) -> State:
    """What had proved itself does not start any more: the one before serves again."""
    assert state.before
    bad = _remember(state.bad, version)
    last = Result(version, "crashed", at)
    return msgspec.structs.replace(state, current=state.before, before="", bad=bad, last=last)


def fail(state: State, outcome: Outcome) -> State:
    """What was tried goes: from here on nothing starts it, whatever happens."""
    assert state.trial
    return msgspec.structs.replace(state, trial=msgspec.structs.replace(state.trial, returning=outcome))


def back(state: State, at: str) -> State:
    """The one before serves again, and what failed is remembered."""
    trial = state.trial
    assert trial
    assert trial.returning
    bad = _remember(state.bad, trial.version)
    last = Result(trial.version, trial.returning, at)
    return msgspec.structs.replace(state, current=trial.before, trial=None, bad=bad, last=last)


def _remember(bad: tuple[str, ...], version: str) -> tuple[str, ...]:
    return (*(one for one in bad if one != version), version)[-MOST_BAD:]
