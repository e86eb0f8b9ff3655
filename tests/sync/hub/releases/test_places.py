"""A copy of releases that is made while they change is whole: nothing in it points to what is not there."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tuf.api.metadata import Metadata

from sync.hub.releases import keys, places, releasing
from sync.hub.releases.keys import ROLES, SNAPSHOT, TARGETS, TIMESTAMP
from sync.hub.releases.places import FOLDER
from sync.hub.releases.repository import Repository
from sync.protocol.releases import Release
from tests.kiosk.update import trees


@pytest.mark.parametrize("at", range(8))
def test_a_release_that_comes_in_the_middle_of_a_copy(tmp_path: Path, at: int) -> None:
    hub, copy = tmp_path / "hub", tmp_path / "copy"
    signers = {role: [keys.make(hub / FOLDER / places.KEYS, role)] for role in ROLES}
    repository = Repository(hub / FOLDER, lambda: datetime.now(UTC))
    repository.begin(signers, 1)
    for number, path in enumerate(places.files(hub)):
        if number == at:
            tree = trees.tree(tmp_path / "tree", "1.0.0")
            releasing.add(repository, signers, tree, "linux-x86_64", Release("1.0.0", "none", 0, 9))
        target = copy / path.relative_to(hub / FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    metadata = copy / places.METADATA
    newest = Metadata.from_bytes((metadata / f"{TIMESTAMP}.json").read_bytes())
    snapshot = Metadata.from_bytes(
        (metadata / f"{newest.signed.snapshot_meta.version}.{SNAPSHOT}.json").read_bytes()
    )
    version = snapshot.signed.meta[f"{TARGETS}.json"].version
    targets = Metadata.from_bytes((metadata / f"{version}.{TARGETS}.json").read_bytes())
    for name, target in targets.signed.targets.items():
        assert (copy / places.FILES / f"{target.hashes['sha256']}.{name}").is_file()
