from pathlib import Path

import pytest

from sync.hub.feeds.images import ImageIndex, view_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("images/m/h/one.jpg", "images/w/h/one.jpg", "images/w/h/Two.JPG", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("/m/h/one.jpg", "images/m/h/one.jpg"),
        ("w\\h\\one.jpg", "images/w/h/one.jpg"),
        ("/somewhere/else/two.jpg", "images/w/h/Two.JPG"),
        ("one.jpg", "images/m/h/one.jpg"),
        ("/x/one.jpg", None),
        ("../../etc/passwd", None),
        ("notes.txt", None),
        ("", None),
    ],
)
def test_a_reference_finds_the_file_it_means(folder: Path, reference: str, found: str | None) -> None:
    path = ImageIndex(folder).find(reference)
    assert path == (folder / found if found else None)


def test_what_was_never_asked_for_is_unused(folder: Path) -> None:
    index = ImageIndex(folder)
    index.find("/m/h/one.jpg")
    assert [path.name for path in index.unused()] == ["Two.JPG", "one.jpg"]


def test_links_out_of_the_folder_are_not_followed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.jpg"
    outside.touch()
    (folder / "secret.jpg").symlink_to(outside)
    assert ImageIndex(folder).find("secret.jpg") is None


@pytest.mark.parametrize(
    ("name", "view"),
    [("a-gray_main.jpg", "front"), ("a_back.jpg", "back"), ("a_alt1.jpg", "other"), ("7.jpg", "front")],
)
def test_the_view_is_in_the_name(name: str, view: str) -> None:
    assert view_of(Path(name)) == view
