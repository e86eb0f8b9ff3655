"""Bringing releases: what broke off is gone on with, and what is of no use any more is let go."""

from collections.abc import Iterator

import pytest

from kiosk import lock
from kiosk.__main__ import main
from kiosk.update import slots, state
from kiosk.update.fetching import Found
from kiosk.update.places import Places
from kiosk.update.sources import Folder
from sync.client.errors import Offline
from sync.hub.releases import releasing
from tests.kiosk.update import trees
from tests.kiosk.update.shops import Shop, look

NOISE = 300_000
PIECE = 1 << 16


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path / "update")


@pytest.fixture
def shop(tmp_path):
    """Releases with an archive of several pieces."""
    made = Shop(tmp_path / "shop")
    tree = trees.tree(tmp_path / "noisy", "1.0.0")
    (tree / "noise").write_bytes(trees.noise(NOISE))
    made.add("1.0.0", tree=tree)
    return made


class Broken:
    """A line that breaks after so many bytes of an archive; `asked` is from where it was asked to go on."""

    def __init__(self, shop: Shop, breaks_after: int) -> None:
        self._folder = Folder(shop.folder)
        self._left = breaks_after
        self.asked: list[int] = []

    def blocks(self, name: str, start: int = 0) -> Iterator[bytes]:
        for block in self._folder.blocks(name, start):
            if not name.endswith(".zst"):
                yield block
                continue
            self.asked.append(start)
            for at in range(0, len(block), PIECE):
                if self._left <= 0:
                    raise Offline("the line broke")
                self._left -= PIECE
                yield block[at : at + PIECE]


def test_an_archive_that_broke_off_is_gone_on_with(places, shop):
    with pytest.raises(Offline, match="the line broke"):
        look(places, shop, Broken(shop, 2 * PIECE))
    assert state.load(places).staged is None
    again = Broken(shop, NOISE * 2)
    assert look(places, shop, again) == Found("staged", "1.0.0")
    assert set(again.asked) == {2 * PIECE}
    assert slots.check(places, "a").version == "1.0.0"
    assert [path.name for path in places.downloads.iterdir()] == ["kiosk.lock"]


def test_a_part_that_was_spoilt_is_begun_anew(places, shop):
    with pytest.raises(Offline):
        look(places, shop, Broken(shop, 2 * PIECE))
    (part,) = places.downloads.glob("*.part")
    part.write_bytes(bytes(PIECE))
    with pytest.raises(Exception, match="hash"):
        look(places, shop)
    assert look(places, shop) == Found("staged", "1.0.0")


def test_a_part_of_a_version_that_is_not_offered_any_more_is_let_go(places, shop):
    with pytest.raises(Offline):
        look(places, shop, Broken(shop, 2 * PIECE))
    shop.change("1.0.0", releasing.withdraw)
    assert look(places, shop).what == "nothing"
    assert not list(places.downloads.glob("*.part"))


def test_a_newer_version_takes_the_place_of_one_that_waits(places, shop):
    look(places, shop)
    shop.add("1.1.0")
    assert look(places, shop) == Found("staged", "1.1.0")
    assert state.load(places).staged.version == "1.1.0"


def test_while_a_version_is_tried_nothing_is_fetched(places, shop):
    look(places, shop)
    state.change(places, state.begin)
    shop.add("1.1.0")
    assert look(places, shop) == Found("trying", "1.0.0")


class Slow:
    """A line that takes so long that the kiosk hands over meanwhile, and what waited is tried."""

    def __init__(self, shop: Shop, places: Places) -> None:
        self._folder = Folder(shop.folder)
        self._places = places

    def blocks(self, name: str, start: int = 0) -> Iterator[bytes]:
        if name.endswith("timestamp.json"):
            state.change(self._places, state.begin)
        return self._folder.blocks(name, start)


def test_a_trial_that_begins_while_the_line_is_slow_keeps_its_slot(places, shop):
    look(places, shop)
    shop.add("1.1.0")
    assert look(places, shop, Slow(shop, places)) == Found("trying", "1.0.0")
    assert slots.check(places, "a").version == "1.0.0"


def test_a_folder_that_cannot_be_used_is_not_called_a_look_under_way(places, shop, tmp_path, capsys):
    places.make()
    (places.downloads / lock.NAME).mkdir()
    (tmp_path / "root.json").write_bytes(shop.root)
    what = [
        "--data",
        str(tmp_path / "kiosk"),
        "--from",
        str(shop.folder),
        "--trust",
        str(tmp_path / "root.json"),
    ]
    assert main(["update", "fetch", *what]) == 1
    assert (
        capsys.readouterr().err == f"vetrina: no update: {places.downloads} cannot be used: Is a directory\n"
    )
    (places.downloads / lock.NAME).rmdir()
    with lock.held(places.downloads):
        assert main(["update", "fetch", *what]) == 1
    assert "looked for already" in capsys.readouterr().err


def test_a_state_that_cannot_be_read_is_told_in_words(places, tmp_path, capsys):
    places.state.mkdir(parents=True)
    assert main(["update", "status", "--data", str(tmp_path / "kiosk")]) == 1
    assert capsys.readouterr().err.startswith("vetrina: how updates stand cannot be read: ")
