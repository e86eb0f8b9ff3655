"""A repository of releases in a folder: read, changed, signed; a power cut leaves the old one.

What points to what is written last: archives, then `targets`, `snapshot`, and `timestamp` in the end.
"""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from sync.catalogue.current import replace_file
from sync.hub.releases.keys import ROLES, ROOT, SNAPSHOT, TARGETS, TIMESTAMP, FileSigner, ReleaseError
from sync.hub.releases.places import FILES, METADATA
from sync.protocol.errors import UNREADABLE
from sync.protocol.releases import Channel, channel_file
from sync.shapes import ready

LASTS = {
    ROOT: timedelta(days=730),
    TARGETS: timedelta(days=365),
    SNAPSHOT: timedelta(days=30),
    TIMESTAMP: timedelta(days=14),
}
"""After so long a role's word counts no more: who is shown an old one for ever notices by then."""

Signers = dict[str, list[FileSigner]]


class Repository:
    """The repository in a folder. One process at a time changes it."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._now = now

    @property
    def exists(self) -> bool:
        """Whether one was begun here."""
        return (self._metadata / f"{TIMESTAMP}.json").exists()

    @property
    def _metadata(self) -> Path:
        return self.folder / METADATA

    def begin(self, signers: Signers, threshold: int) -> None:
        """Begin one: `threshold` of the root's keys say from now on who else counts.

        Raises:
            ReleaseError: There is one already, or the keys are too few.
            OSError: It cannot be written.
        """
        if self.exists:
            raise ReleaseError(f"{self.folder} holds releases already")
        if not 1 <= threshold <= len(signers[ROOT]):
            raise ReleaseError(f"{threshold} keys of {len(signers[ROOT])} cannot be asked for")
        root = Root(expires=self._expiry(ROOT), consistent_snapshot=True)
        for role in ROLES:
            for signer in signers[role]:
                root.add_key(signer.public_key, role)
        root.roles[ROOT].threshold = threshold
        self._write(ROOT, Metadata(root), signers[ROOT])
        self._write(TARGETS, Metadata(Targets(expires=self._expiry(TARGETS))), signers[TARGETS])
        snapshot = Snapshot(expires=self._expiry(SNAPSHOT), meta={f"{TARGETS}.json": MetaFile(1)})
        self._write(SNAPSHOT, Metadata(snapshot), signers[SNAPSHOT])
        timestamp = Timestamp(expires=self._expiry(TIMESTAMP), snapshot_meta=MetaFile(1))
        self._write(TIMESTAMP, Metadata(timestamp), signers[TIMESTAMP])

    def read(self, role: str) -> Any:
        """Return the newest metadata of a role, as `Metadata`.

        Raises:
            ReleaseError: There is none, or it is damaged.
        """
        try:
            return Metadata.from_bytes(self._newest(role).read_bytes())
        except (OSError, RepositoryError) as error:
            raise ReleaseError(f"{role} cannot be read in {self._metadata}: {error}") from error

    def root_bytes(self) -> bytes:
        """Return the newest root, as tablets are given it to begin with."""
        return self._newest(ROOT).read_bytes()

    def channels(self) -> list[Channel]:
        """Return what is offered, by platform.

        Raises:
            ReleaseError: It cannot be read.
        """
        targets = self.read(TARGETS).signed.targets
        return [self._channel(name, target) for name, target in sorted(targets.items()) if _is_channel(name)]

    def files(self) -> list[Path]:
        """Return the files of all that is offered: channels and archives.

        Raises:
            ReleaseError: It cannot be read.
        """
        targets = self.read(TARGETS).signed.targets
        return [self._path(name, target) for name, target in sorted(targets.items())]

    def archive(self, name: str) -> Path:
        """Return the file of a target that is offered.

        Raises:
            ReleaseError: None has this name.
        """
        target = self.read(TARGETS).signed.targets.get(name)
        if target is None:
            raise ReleaseError(f"{name} is not offered")
        return self._path(name, target)

    def publish(
        self,
        signers: Signers,
        channels: Sequence[Channel],
        archives: Sequence[tuple[str, Path]] = (),
        gone: Sequence[str] = (),
    ) -> None:
        """Offer channels as they are now, with archives (name, file) that come new and without those `gone`.

        The files of those that are gone are removed: a tablet in the middle of one looks again.

        Raises:
            ReleaseError: A role's keys are missing.
            OSError: It cannot be written.
        """
        targets = self.read(TARGETS)
        for name, path in archives:
            target = TargetFile.from_file(name, str(path), ["sha256"])
            with path.open("r+b") as file:
                os.fsync(file.fileno())
            path.replace(self._place(name, target))
            targets.signed.targets[name] = target
        for channel in channels:
            name, content = channel_file(channel.platform), msgspec.json.encode(channel)
            target = TargetFile.from_data(name, content, ["sha256"])
            replace_file(self._place(name, target), content)
            targets.signed.targets[name] = target
        left = [(name, target) for name in gone if (target := targets.signed.targets.pop(name, None))]
        self._next(TARGETS, targets, signers)
        self.renew(signers)
        # Not before nothing points to them.
        for name, target in left:
            self._path(name, target).unlink(missing_ok=True)

    def get_ahead(self, signers: Signers, versions: int) -> None:
        """Number everything so many versions further: tablets have seen what came after a restored backup.

        Raises:
            ReleaseError: A role's keys are missing.
            OSError: It cannot be written.
        """
        for role in (TARGETS, SNAPSHOT, TIMESTAMP):
            metadata = self.read(role)
            metadata.signed.version += versions
            self._next(role, metadata, signers)
        self.renew(signers)

    def renew(self, signers: Signers) -> None:
        """Say anew that what is there is the newest.

        Raises:
            ReleaseError: The keys of `snapshot` or `timestamp` are missing.
            OSError: It cannot be written.
        """
        snapshot = self.read(SNAPSHOT)
        snapshot.signed.meta[f"{TARGETS}.json"] = MetaFile(self.read(TARGETS).signed.version)
        self._next(SNAPSHOT, snapshot, signers)
        timestamp = self.read(TIMESTAMP)
        timestamp.signed.snapshot_meta = MetaFile(snapshot.signed.version)
        self._next(TIMESTAMP, timestamp, signers)

    def fades(self) -> bool:
        """Say whether what a hub renews by itself is half over."""
        return any(
            self.read(role).signed.expires - self._now() < LASTS[role] / 2 for role in (SNAPSHOT, TIMESTAMP)
        )

    def replace_keys(self, role: str, fresh: Sequence[FileSigner], signers: Signers) -> None:
        """Have other keys count for a role from now on, and no longer those before.

        Raises:
            ReleaseError: Too few of the root's keys are here.
            OSError: It cannot be written.
        """
        root = self.read(ROOT)
        before = list(signers[ROOT])
        for keyid in list(root.signed.roles[role].keyids):
            root.signed.revoke_key(keyid, role)
        for signer in fresh:
            root.signed.add_key(signer.public_key, role)
        after = {**signers, role: list(fresh)}
        # The root before has to agree, and so has the one that comes.
        self._next(ROOT, root, {**after, ROOT: [*before, *(fresh if role == ROOT else [])]})
        if role == TARGETS:
            self._next(TARGETS, self.read(TARGETS), after)
        if role != ROOT:
            self.renew(after)

    def require_root(self, signers: Signers) -> None:
        """Refuse a change of keys that would fail for want of the root's, before new keys are made.

        Raises:
            ReleaseError: Too few of them are here, or one cannot be opened, or there are no releases.
        """
        asked = self.read(ROOT).signed.roles[ROOT]
        here = [signer for signer in signers[ROOT] if signer.public_key.keyid in asked.keyids]
        if len({signer.public_key.keyid for signer in here}) < asked.threshold:
            raise ReleaseError(_more_keys(ROOT))
        for signer in here:
            # One that is locked is opened by its first signature, whatever that is of.
            signer.sign(b"")

    def keyids(self, role: str) -> list[str]:
        """Return the names of the keys that count for a role.

        Raises:
            ReleaseError: There are no releases, or they cannot be read.
        """
        return list(self.read(ROOT).signed.roles[role].keyids)

    def _next(self, role: str, metadata: Any, signers: Signers) -> None:
        metadata.signed.version += 1
        metadata.signed.expires = self._expiry(role)
        self._write(role, metadata, signers[role])

    def _write(self, role: str, metadata: Any, signers: Sequence[FileSigner]) -> None:
        metadata.signatures.clear()
        try:
            for signer in signers:
                metadata.sign(signer, append=True)
        except RepositoryError as error:
            raise ReleaseError(str(error.__cause__ or error)) from error
        self._require_signed(role, metadata)
        name = f"{role}.json" if role == TIMESTAMP else f"{metadata.signed.version}.{role}.json"
        replace_file(self._metadata / name, metadata.to_bytes())

    def _require_signed(self, role: str, metadata: Any) -> None:
        """Refuse to write what no tablet would take."""
        judges = [metadata] if role == ROOT else []
        if role != ROOT or metadata.signed.version > 1:
            judges.append(self.read(ROOT))
        for judge in judges:
            try:
                judge.signed.verify_delegate(role, metadata.signed_bytes, metadata.signatures)
            except RepositoryError as error:
                raise ReleaseError(_more_keys(role)) from error

    def _newest(self, role: str) -> Path:
        if role == TIMESTAMP:
            return self._metadata / f"{role}.json"
        found = [
            path for path in self._metadata.glob(f"*.{role}.json") if path.name.split(".")[0].isdecimal()
        ]
        if not found:
            raise ReleaseError(f"{self.folder} holds no releases; `vetrina-hub release begin` begins them")
        # One that nothing points to was left by a power cut; the next is numbered after it.
        return max(found, key=lambda path: int(path.name.split(".")[0]))

    def _channel(self, name: str, target: TargetFile) -> Channel:
        try:
            return msgspec.json.decode(self._path(name, target).read_bytes(), type=ready(Channel))
        except (OSError, *UNREADABLE) as error:
            raise ReleaseError(f"{name} cannot be read: {error}") from error

    def _place(self, name: str, target: TargetFile) -> Path:
        path = self._path(name, target)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _path(self, name: str, target: TargetFile) -> Path:
        return self.folder / FILES / f"{target.hashes['sha256']}.{name}"

    def _expiry(self, role: str) -> datetime:
        return self._now().astimezone(UTC).replace(microsecond=0) + LASTS[role]


def _is_channel(name: str) -> bool:
    return name.endswith(".json")


def _more_keys(role: str) -> str:
    return f"{role} needs more keys than are here: say with --keys where they are, once for each stick"
