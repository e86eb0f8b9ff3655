"""This life of the tablet: which run of its program speaks, as which incarnation, and how it stands.

Each start of the program draws a run and writes it down before the hub hears of it. So the hub can tell the
tablet's own next start from a copy of its folder, or from an old state of it that was put back.
"""

import logging
import secrets
from pathlib import Path

from msgspec.structs import replace

from sync.client.errors import IdentityError
from sync.client.identity import NAME, Identity, kept_key, load, save
from sync.protocol.devices import ACTIVE, MAX_RUNS, RUN_BYTES, TokenAnswer

NEXT = f"{NAME}.next"
"""Holds the key that a tablet was asked to make, until it signs with it."""

log = logging.getLogger(__name__)


class Life:
    """Keeps `device.json` up to date while the program runs. Use it in the engine's thread."""

    def __init__(self, data: Path, identity: Identity) -> None:
        """Go on as `identity`, which is kept in `data`."""
        self._data = data
        self._identity = identity
        self._run = ""

    @property
    def identity(self) -> Identity:
        """Who the tablet is by now."""
        return self._identity

    @property
    def reads(self) -> bool:
        """Whether the hub lets this tablet read, and not only deliver."""
        return self._identity.standing == ACTIVE

    def begin(self) -> list[str]:
        """Return the runs to tell, the present one last; drawn and durable when this returns.

        Raises:
            IdentityError: It cannot be written down, so the hub must not hear of it; or another program has
                begun on this folder since, and the hub would take the two for copies.
        """
        if self._run:
            self._require_latest()
        else:
            run = secrets.token_hex(RUN_BYTES)
            runs = self._identity.runs
            # The first is the one that the hub knows: told however often the tablet starts without a hub.
            self._keep(replace(self._identity, runs=[*runs[:1], *runs[1:][2 - MAX_RUNS :], run]))
            self._run = run
        return self._identity.runs

    def _require_latest(self) -> None:
        kept = load(self._data)
        if kept is None or kept.runs[-1:] != [self._run]:
            raise IdentityError("another program has begun on this tablet's folder since")

    def settle(self, answer: TokenAnswer) -> None:
        """Take over what the hub said: who this tablet is, how it stands, where phones reach the hub."""
        self._heed(
            replace(
                self._identity,
                incarnation=answer.incarnation or self._identity.incarnation,
                standing=answer.standing,
                public_url=answer.public_url.rstrip("/") or self._identity.public_url,
                # Never another one: who could give it could give any settings.
                settings_key=self._identity.settings_key or answer.settings_key,
                runs=self._identity.runs[-1:],
            )
        )

    def next_key(self) -> str:
        """Return the key (seed, base64url) that takes the place of this tablet's own; kept until it does.

        Raises:
            IdentityError: It cannot be kept: then the hub must not hear of it.
        """
        path = self._data / NEXT
        if kept_key(path) == self._identity.private_key:
            # It was taken, and the power went before the file did.
            path.unlink(missing_ok=True)
        return kept_key(path)

    def take_key(self, private_key: str) -> None:
        """Sign with another key from now on: the hub knows it.

        Raises:
            IdentityError: It cannot be kept; the one that there is stays good.
        """
        self._keep(replace(self._identity, private_key=private_key))
        (self._data / NEXT).unlink(missing_ok=True)

    def stand(self, standing: str) -> None:
        """Remember that the hub refuses this tablet, and why, also across a restart."""
        self._heed(replace(self._identity, standing=standing))

    def _heed(self, identity: Identity) -> None:
        try:
            self._keep(identity)
        except IdentityError as error:
            # It holds for this run. The next one tells its runs from the same place and hears the same again.
            self._identity = identity
            log.warning("the hub's word on this tablet is not kept: %s", error)

    def _keep(self, identity: Identity) -> None:
        if identity != self._identity:
            save(self._data, identity)
            self._identity = identity
