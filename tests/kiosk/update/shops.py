"""A retailer's releases for the tests: a real repository in a folder, with real keys."""

from datetime import UTC, datetime
from pathlib import Path

from kiosk.update.fetching import Found, Tablet, fetch
from kiosk.update.places import Places, this_platform
from kiosk.update.sources import Folder, Source
from sync.hub.releases import keys, releasing
from sync.hub.releases.keys import ROLES, ROOT, FileSigner
from sync.hub.releases.repository import Repository
from sync.protocol.releases import DEFAULT_SHARES, Release
from tests.kiosk.update import trees

DEVICE = "tablet-1"
RECORD = "0" * 64
"""What real devices show was told of all that this shop offers (tests/sync/hub/releases/test_record.py)."""


class Shop:
    """Releases in `place/releases`, keys in `place/keys`; `when` is the clock that signs."""

    def __init__(self, place: Path, when: datetime | None = None, root_keys: int = 2) -> None:
        self.place = place
        self.when = when
        self.folder = place / "releases"
        self.folder.mkdir(parents=True)
        self.repository = Repository(self.folder, lambda: self.when or datetime.now(UTC))
        self.signers: dict[str, list[FileSigner]] = {
            role: [keys.make(place / "keys", role) for _ in range(root_keys if role == ROOT else 1)]
            for role in ROLES
        }
        self.repository.begin(self.signers, root_keys)
        self.root = self.repository.root_bytes()

    def add(
        self,
        version: str,
        *,
        rings: int = 4,
        manner: str = trees.GOOD,
        shares: tuple[int, ...] = DEFAULT_SHARES,
        tree: Path | None = None,
    ) -> Release:
        """Offer a version, to all tablets unless fewer rings are open."""
        made = tree or trees.tree(self.place / f"tree-{version}", version, manner)
        offered = Release(version, "none", 0, 9, shares, record=RECORD)
        added = releasing.add(self.repository, self.signers, made, this_platform(), offered)
        if rings:
            self.change(version, releasing.open_rings(rings if shares == DEFAULT_SHARES else len(shares)))
        return added

    def change(self, version: str, step) -> None:
        releasing.change(self.repository, self.signers, version, step)

    def archive(self, version: str) -> Path:
        return self.repository.archive(f"vetrina-{version}-{this_platform()}.tar.zst")

    def metadata(self, name: str) -> Path:
        return self.folder / "metadata" / name


def look(places: Places, shop: Shop, source: Source | None = None, device: str = DEVICE) -> Found:
    """Look for a release as a tablet does that has version 0.1.0 installed."""
    return fetch(places, source or Folder(shop.folder), shop.root, Tablet(device, "0.1.0"))
