"""Codes drawn at the command line, and scanned back."""

import pytest

from kiosk.core.scan import parse
from kiosk.core.scan.image import read_image
from sync.hub.__main__ import main


@pytest.mark.parametrize("bars", [[], ["--bars"]])
@pytest.mark.parametrize("kind", ["list", "claim", "customer", "receipt", "order"])
def test_a_shops_own_code_comes_back(kind, bars, tmp_path, capsys):
    picture = tmp_path / "code.png"
    assert main(["code", kind, "7k3m9q", "-o", str(picture), *bars]) == 0
    (scanned,) = read_image(picture)
    assert scanned.endswith(capsys.readouterr().out.strip())
    key = parse(scanned).keys[0]
    assert (key.type, key.value) == (kind, "7K3M9Q")


@pytest.mark.parametrize("bars", [[], ["--bars"]])
def test_a_product_comes_back_by_its_number(bars, tmp_path, capsys):
    picture = tmp_path / "code.png"
    assert (
        main(["code", "product", "9521234567882", "--link", "https://a.example/", "-o", str(picture), *bars])
        == 0
    )
    assert parse(read_image(picture)[0]).keys[0].value == "09521234567882"
    assert capsys.readouterr().out == (
        "09521234567882\n" if bars else "https://a.example/01/09521234567882\n"
    )


def test_the_text_alone_and_an_svg(tmp_path, capsys):
    assert main(["code", "order", "4711A"]) == 0
    text = capsys.readouterr().out.strip()
    assert parse(text).kind == "order"
    assert main(["code", "order", "4711A", "-o", str(tmp_path / "code.svg")]) == 0
    assert (tmp_path / "code.svg").read_text().startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["customer", "ab"], "4 to 40"),
        (["product", "9521234567883"], "no GTIN"),
        (["order", "4711A", "-o", "code.gif"], ".svg or .png"),
    ],
)
def test_what_cannot_be_drawn_is_told(arguments, words, capsys):
    assert main(["code", *arguments]) == 1
    assert words in capsys.readouterr().err
