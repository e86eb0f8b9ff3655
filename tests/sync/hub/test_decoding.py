"""Pictures as they come: other kinds, sixteen bits, profiles, broken bytes. Whole or told in words."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from sync.hub import decoding
from sync.hub.decoding import ImagingError, decode, open_picture, upright_size
from sync.hub.imaging import rendition_path, take_in

SIDE = 1600
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SWAPPED = SRGB.replace(b"rXYZ", b"tmp.", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"tmp.", b"bXYZ", 1)
"""A profile whose red is sRGB's blue."""


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'<?xml version="1.0"?>\n<SVG xmlns="http://www.w3.org/2000/svg"/>', "this is an SVG drawing"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "this is HEIC"),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1", "this is AVIF"),
        (b"\0\0\0\x18ftypisom\0\0\0\0mp41", "this is a video"),
        (b"<!DOCTYPE html><title>404</title>", "this is a web page"),
        (b"%PDF-1.7", "this is a PDF"),
        (encoded(Image.new("RGB", (8, 8)), "TIFF"), "this is TIFF"),
        (encoded(Image.new("RGB", (8, 8)), "BMP"), "this is BMP"),
        (b"hello", "this is no picture"),
    ],
)
def test_other_kinds_are_called_by_their_names(content: bytes, told: str) -> None:
    with pytest.raises(ImagingError, match=told):
        open_picture(content)


def test_sixteen_bits_are_scaled_not_cut_off() -> None:
    image = Image.new("I;16", (64, 2))
    for x in range(64):
        image.putpixel((x, 0), x * 1024)
    found = decode(encoded(image, "PNG"), SIDE)
    greys = [found.getpixel((x, 0))[0] for x in (0, 16, 32, 48)]
    assert all(abs(grey - x * 1024 / 257) <= 1 for grey, x in zip(greys, (0, 16, 32, 48), strict=True))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_a_profile_counts_in_every_kind_of_colour(mode: str) -> None:
    colour = (200, 60, 30)
    image = Image.new("RGB", (9, 9), colour)
    image = image.quantize() if mode == "P" else image
    if mode == "RGBA":
        image.putalpha(90)
    found = decode(encoded(image, "PNG", icc_profile=SWAPPED), SIDE)
    assert all(abs(a - b) <= 2 for a, b in zip(found.getpixel((4, 4)), colour[::-1], strict=False))
    assert found.mode == ("RGBA" if mode == "RGBA" else "RGB")
    if mode == "RGBA":
        assert found.getpixel((4, 4))[3] == 90


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_of_a_moving_picture_the_first_one_stays(form: str) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue", "green")]
    moving = encoded(frames[0], form, save_all=True, append_images=frames[1:])
    red, _, blue = decode(moving, SIDE).convert("RGB").getpixel((20, 15))
    assert red > 240
    assert blue < 10


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_every_kind_of_file_is_turned_upright(form: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 8
    content = encoded(Image.new("RGB", (40, 20), "navy"), form, exif=exif)
    assert decode(content, SIDE).size == (20, 40)
    with open_picture(content) as image:
        assert upright_size(image) == (20, 40)


def test_a_broken_exif_does_not_cost_the_picture() -> None:
    plain = encoded(Image.new("RGB", (40, 20), "navy"), "JPEG")
    broken = plain[:2] + b"\xff\xe1\x00\x10Exif\0\0XXXXXXXX" + plain[2:]
    assert decode(broken, SIDE).size == (40, 20)


def test_a_large_photo_is_decoded_at_a_part_of_its_size() -> None:
    content = encoded(Image.new("RGB", (4000, 2000), "navy"), "JPEG")
    found = decode(content, 800)
    assert found.size == (1000, 500)
    assert decode(encoded(Image.new("RGB", (30, 10), "navy"), "JPEG"), 800).size == (30, 10)


def test_what_stands_behind_a_jpegs_end_is_not_kept(tmp_path: Path) -> None:
    content = encoded(Image.new("RGB", (60, 40), "navy"), "JPEG")
    for hidden in (b"SECRET", content.replace(b"JFIF", b"SECR")):
        source = tmp_path / "photo.jpg"
        source.write_bytes(content + hidden)
        full = rendition_path(tmp_path, take_in(source, tmp_path).sha256, "full")
        assert full is not None
        assert b"SECR" not in full.read_bytes()


def test_the_cap_counts_before_anything_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    content = encoded(Image.new("RGB", (100, 100)), "PNG")
    monkeypatch.setattr(decoding, "MAX_PIXELS", 9_999)
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))
    with pytest.raises(ImagingError, match="more than"):
        decode(content, SIDE)


TURNED = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
NOISE = Image.effect_noise((24, 24), 60)
WHOLE = [
    encoded(NOISE.convert("RGB"), "JPEG", icc_profile=SRGB),
    encoded(
        NOISE.convert("RGB"),
        "JPEG",
        progressive=True,
        exif=TURNED,
    ),
    encoded(NOISE.convert("CMYK"), "JPEG"),
    encoded(NOISE, "PNG"),
    encoded(NOISE.convert("RGBA"), "PNG", icc_profile=SRGB),
    encoded(NOISE.convert("P"), "GIF"),
    encoded(NOISE.convert("RGB"), "WEBP"),
    encoded(NOISE.convert("RGBA"), "WEBP", lossless=True),
]
wounds = st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), min_size=1, max_size=5)


@given(whole=st.sampled_from(WHOLE), wounds=wounds, kept=st.floats(0.05, 1))
def test_damaged_bytes_are_a_picture_or_words(
    whole: bytes, wounds: list[tuple[float, bytes]], kept: float
) -> None:
    content = whole
    for where, wound in wounds:
        place = int(where * len(content))
        content = content[:place] + wound + content[place + len(wound) :]
    try:
        image = decode(content[: int(kept * len(content))], SIDE)
    except ImagingError:
        return
    assert image.mode in {"RGB", "RGBA"}
