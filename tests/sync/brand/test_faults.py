"""Whatever is wrong with a brand file, whoever wrote it reads which key and what to do."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.brand import BrandError, load
from sync.brand.faults import explain

BRANDS = Path(__file__).parents[3] / "resources" / "brand"
FILE = BRANDS / "vesperi.toml"
LINES = FILE.read_text(encoding="utf-8").splitlines()
OPTIONAL = {"wordmark", "synonyms", "links", "shelves", "consents"}


def entries() -> list[tuple[int, str]]:
    """Line and full name of every key that must be there."""
    found, table = [], ""
    for number, line in enumerate(LINES):
        if head := re.match(r"\[+([\w.]+)\]", line):
            table = head[1]
        elif (key := re.match(r"(\w+) = ", line)) and table.partition(".")[0] not in OPTIONAL:
            found.append((number, f"{table}.{key[1]}".removeprefix(".")))
    return [(number, name) for number, name in found if name not in OPTIONAL]


COLOURS = [
    (number, name) for number, name in entries() if name.startswith("colours.") or name == "attract.text"
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brand file to be broken, beside the pictures it names."""
    folder = tmp_path_factory.mktemp("brand")
    (folder / "vesperi").symlink_to(BRANDS / "vesperi")
    return folder / "broken.toml"


def refusal(path: Path, number: int, line: str) -> str:
    """What is said of the file with one line changed."""
    path.write_text("\n".join([*LINES[:number], line, *LINES[number + 1 :]]), encoding="utf-8")
    with pytest.raises(BrandError) as caught:
        load(path)
    return str(caught.value)


@pytest.mark.parametrize(("number", "name"), entries(), ids=str)
def test_each_missing_key_is_asked_for_by_name(written: Path, number: int, name: str) -> None:
    said = refusal(written, number, "")
    # Of words the reader says which one, not of which language.
    place = re.sub(r"^tone\.\w+", "tone[...]", name)
    assert f"`{place}` is missing. Add it" in said


@given(
    at=st.sampled_from(COLOURS),
    text=st.text(st.characters(codec="utf-8", exclude_characters='"\\'), max_size=9),
)
def test_what_is_no_colour_is_named(written: Path, at: tuple[int, str], text: str) -> None:
    number, name = at
    if re.fullmatch("#[0-9A-Fa-f]{6}", text):
        return
    key = name.rpartition(".")[2]
    said = refusal(written, number, f'{key} = "{text}"')
    printable = all(character.isprintable() for character in text)
    assert not printable or f"`{name}` is no colour" in said


@given(
    at=st.sampled_from(entries()), value=st.sampled_from(["7", "true", '"#000000"', "[]", "{}", "-1", "1e9"])
)
def test_a_wrong_value_is_refused_by_name_or_read(written: Path, at: tuple[int, str], value: str) -> None:
    number, name = at
    key = name.rpartition(".")[2]
    text = "\n".join([*LINES[:number], f"{key} = {value}", *LINES[number + 1 :]])
    written.write_text(text, encoding="utf-8")
    said = ""
    try:
        load(written)
    except BrandError as error:
        said = str(error)
    assert not said or said.startswith("broken.toml: ")
    assert "$" not in said
    assert "\n" not in said


def test_a_link_without_a_place_for_the_product_says_where_it_goes() -> None:
    fault = (
        r"Expected `str` matching regex '^[^{}]+\\{(product|sku|gtin)\\}[^{}]*$' - at `$.links.products[...]`"
    )
    assert explain(fault).startswith("`links.products[...]` must hold {product}, {sku} or {gtin} once")


def test_what_has_no_place_is_told_as_it_is() -> None:
    assert explain("Invalid initial character") == "Invalid initial character."
