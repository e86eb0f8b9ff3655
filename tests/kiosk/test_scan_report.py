"""The command `vetrina scan`, without a shop's folder and with its settings."""

import json

import pytest
import zxingcpp
from PIL import Image

from kiosk.__main__ import main

EAN = "9521000000018"


def run(capsys, *arguments):
    """Return the exit status, what was printed and what was complained about."""
    status = main(["scan", *arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_a_text_needs_no_folder(capsys):
    status, out, err = run(capsys, "--json", "--", f"]C1010{EAN}10A\x1d21B")
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "kind": "product",
        "keys": [{"type": "gtin", "value": f"0{EAN}"}],
        "elements": {"01": f"0{EAN}", "10": "A", "21": "B"},
        "match": None,
        "reason": "",
        "aim": "C1",
        "addon": "",
    }


@pytest.mark.parametrize(
    ("text", "words"), [("", "unknown empty"), ("https://a.example", "link link"), (EAN, "product")]
)
def test_words_for_people(capsys, text, words):
    assert run(capsys, "--", text) == (0, f"{words}\n", "")


def test_a_picture_tells_the_product_first(capsys, tmp_path):
    label = Image.new("L", (900, 500), 255)
    for text, symbology, place in (("https://a.example/x", "QRCode", (5, 5)), (EAN, "EAN13", (400, 250))):
        code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, symbology))
        label.paste(Image.fromarray(code.to_image(scale=3)), place)
    label.save(tmp_path / "label.png")
    status, out, _ = run(capsys, "--json", "--image", str(tmp_path / "label.png"))
    result = json.loads(out)
    assert (status, result["kind"], result["keys"][0]["value"]) == (0, "product", f"0{EAN}")
    assert [other["kind"] for other in result["others"]] == ["link"]


def test_a_picture_without_a_code_says_so(capsys, tmp_path):
    Image.new("L", (200, 200), 255).save(tmp_path / "empty.png")
    status, out, _ = run(capsys, "--json", "--image", str(tmp_path / "empty.png"))
    assert (status, json.loads(out)["reason"], json.loads(out)["others"]) == (0, "no_code", [])


def test_what_is_no_picture_ends_with_two(capsys, tmp_path):
    (tmp_path / "a.png").write_text("x")
    status, out, err = run(capsys, "--json", "--image", str(tmp_path / "a.png"))
    assert (status, out) == (2, "")
    assert "no picture" in err


@pytest.mark.parametrize("arguments", [[], ["--image", "a.png", "--", "text"]])
def test_a_text_or_a_picture_and_not_both(capsys, arguments):
    status, _, err = run(capsys, *arguments)
    assert status == 2
    assert "either" in err


def test_a_folder_without_a_catalogue_or_with_wrong_rules_says_so(capsys, tmp_path):
    assert run(capsys, "--data", str(tmp_path), "--", EAN)[0] == 1
    (tmp_path / "settings.toml").write_text('[scan]\nproduct_links = ["shop.example/p"]\n')
    status, _, err = run(capsys, "--data", str(tmp_path), "--", EAN)
    assert status == 1
    assert "product link" in err
