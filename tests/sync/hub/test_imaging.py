import hashlib
import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

from sync.hub import imaging
from sync.hub.decoding import ImagingError
from sync.hub.imaging import Media, measure, rendition_path, take_in

WHITE = (255, 255, 255)


def save(path: Path, image: Image.Image, **options: object) -> Path:
    image.save(path, **options)
    return path


def rendition(data: Path, media: Media, name: str) -> Image.Image:
    path = rendition_path(data, media.sha256, name)
    assert path is not None
    with Image.open(path) as image:
        image.load()
        return image


def near(one: object, other: tuple[int, ...]) -> bool:
    assert isinstance(one, tuple)
    return all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_what_is_half_written_is_called_so_and_stays_out_of_backups(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = save(tmp_path / "lamp.jpg", Image.new("RGB", (20, 10), "navy"))
    written: list[str] = []
    write_bytes = Path.write_bytes

    def noting(path: Path, content: bytes) -> int:
        written.append(path.suffix)
        return write_bytes(path, content)

    monkeypatch.setattr(Path, "write_bytes", noting)
    take_in(source, data)
    assert written == [".tmp"] * 3


def test_a_picture_is_named_by_its_bytes_and_made_in_three_sizes(tmp_path: Path, data: Path) -> None:
    source = save(tmp_path / "big.jpg", Image.new("RGB", (2000, 1000), "navy"))
    media = take_in(source, data)
    assert media == Media(hashlib.sha256(source.read_bytes()).hexdigest(), 1600, 800)
    assert rendition(data, media, "full").size == (1600, 800)
    assert rendition(data, media, "400").size == (400, 200)
    assert rendition(data, media, "240").size == (240, 240)
    path = rendition_path(data, media.sha256, "400")
    assert path == data / "media" / media.sha256[:2] / f"{media.sha256}-400.jpg"


def test_a_small_picture_is_not_enlarged(tmp_path: Path, data: Path) -> None:
    media = take_in(save(tmp_path / "small.png", Image.new("RGB", (30, 40), "navy")), data)
    assert rendition(data, media, "400").size == rendition(data, media, "full").size == (30, 40)
    assert rendition(data, media, "240").size == (40, 40)


def test_what_is_there_is_not_made_again_and_nothing_else_is_left(tmp_path: Path, data: Path) -> None:
    source = save(tmp_path / "one.jpg", Image.new("RGB", (500, 300), "navy"))
    first = take_in(source, data)
    stamps = {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()}
    assert len(stamps) == 3
    assert take_in(source, data) == first
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()} == stamps


def test_a_cut_rendition_is_made_again(tmp_path: Path, data: Path) -> None:
    source = save(tmp_path / "one.jpg", Image.new("RGB", (500, 300), "navy"))
    media = take_in(source, data)
    path = rendition_path(data, media.sha256, "400")
    assert path is not None
    path.write_bytes(b"")
    take_in(source, data)
    assert rendition(data, media, "400").size == (400, 240)


def test_the_square_holds_the_whole_picture_in_the_colour_of_its_edge(tmp_path: Path, data: Path) -> None:
    image = Image.new("RGB", (200, 400), (240, 230, 220))
    ImageDraw.Draw(image).rectangle((20, 0, 180, 399), fill="navy")
    square = rendition(data, take_in(save(tmp_path / "tall.png", image), data), "240")
    assert near(square.getpixel((0, 120)), (240, 230, 220))
    assert near(square.getpixel((120, 1)), (0, 0, 128))
    assert near(square.getpixel((120, 238)), (0, 0, 128))


def test_each_side_goes_on_in_the_colour_of_its_own_edge(tmp_path: Path, data: Path) -> None:
    image = Image.new("RGB", (400, 200), (230, 225, 215))
    ImageDraw.Draw(image).rectangle((0, 150, 399, 199), fill=(190, 150, 100))
    square = rendition(data, take_in(save(tmp_path / "room.png", image), data), "240")
    assert near(square.getpixel((120, 2)), (230, 225, 215))
    assert near(square.getpixel((120, 237)), (190, 150, 100))


def test_a_close_up_is_padded_with_its_backdrop(tmp_path: Path, data: Path) -> None:
    image = Image.new("RGB", (200, 400), WHITE)
    ImageDraw.Draw(image).rectangle((0, 60, 199, 399), fill=(200, 150, 130))
    square = rendition(data, take_in(save(tmp_path / "close.png", image), data), "240")
    assert near(square.getpixel((0, 200)), WHITE)


def test_a_drawn_square_is_used_where_there_is_one(tmp_path: Path, data: Path) -> None:
    wide = save(tmp_path / "wide.jpg", Image.new("RGB", (400, 200), "navy"))
    drawn = save(tmp_path / "square.jpg", Image.new("RGB", (500, 500), "orange"))
    media = take_in(wide, data, drawn)
    assert near(rendition(data, media, "240").getpixel((120, 120)), (255, 165, 0))
    assert near(rendition(data, media, "400").getpixel((120, 120)), (0, 0, 128))


def test_transparency_is_kept_and_an_opaque_picture_is_a_photo(tmp_path: Path, data: Path) -> None:
    clear = Image.new("RGBA", (100, 50), (0, 0, 128, 0))
    ImageDraw.Draw(clear).rectangle((10, 10, 90, 40), fill=(0, 0, 128, 255))
    media = take_in(save(tmp_path / "clear.png", clear), data)
    assert (
        rendition(data, media, "full").getpixel((0, 0)) == (0, 0, 0, 0)
        or rendition(data, media, "full").mode == "RGBA"
    )
    assert rendition(data, media, "240").size == (100, 100)
    path = rendition_path(data, media.sha256, "240")
    assert path is not None
    assert path.suffix == ".png"
    opaque = take_in(save(tmp_path / "opaque.png", Image.new("RGBA", (100, 50), (0, 0, 128, 255))), data)
    path = rendition_path(data, opaque.sha256, "240")
    assert path is not None
    assert path.suffix == ".jpg"


def test_the_orientation_is_applied_before_anything_else(tmp_path: Path, data: Path) -> None:
    image = Image.new("RGB", (400, 200), "navy")
    ImageDraw.Draw(image).rectangle((0, 0, 199, 199), fill="orange")
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right: the left half comes to the top
    source = save(tmp_path / "turned.jpg", image, exif=exif)
    media = take_in(source, data)
    assert (media.width, media.height) == (200, 400)
    assert measure(source) == media
    full = rendition(data, media, "full")
    assert full.size == (200, 400)
    assert near(full.getpixel((100, 20)), (255, 165, 0))


def test_metadata_is_dropped_from_every_size(tmp_path: Path, data: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    jpeg = save(tmp_path / "a.jpg", Image.new("RGB", (300, 300), "navy"), exif=exif, comment=b"SECRET-NAME")
    note = PngImagePlugin.PngInfo()
    note.add_text("Author", "SECRET-NAME")
    clear = Image.new("RGBA", (300, 300), (0, 0, 128, 90))
    png = save(tmp_path / "b.png", clear, pnginfo=note)
    take_in(jpeg, data)
    take_in(png, data)
    stored = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    assert len(stored) == 6
    assert not any(b"SECRET" in raw for raw in stored)


def test_a_clean_jpeg_is_kept_as_it_is(tmp_path: Path, data: Path) -> None:
    source = save(tmp_path / "clean.jpg", Image.new("RGB", (600, 400), "navy"), quality=60)
    path = rendition_path(data, take_in(source, data).sha256, "full")
    assert path is not None
    assert path.read_bytes() == source.read_bytes()


@pytest.mark.parametrize("mode", ["L", "P", "LA", "CMYK", "I;16", "1"])
def test_every_kind_of_colour_becomes_srgb(tmp_path: Path, data: Path, mode: str) -> None:
    image = Image.new("L", (50, 50), 128)
    image = Image.new("I;16", (50, 50), 32768) if mode == "I;16" else image.convert(mode)
    source = save(tmp_path / ("x.jpg" if mode == "CMYK" else "x.png"), image)
    assert rendition(data, take_in(source, data), "full").mode in {"RGB", "RGBA"}


def test_a_colour_profile_is_applied_not_dropped(tmp_path: Path, data: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # A profile whose red is sRGB's blue: the two names change places in its table of tags.
    swapped = srgb.replace(b"rXYZ", b"tmp.", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"tmp.", b"bXYZ", 1)
    colour = (200, 60, 30)
    same = take_in(save(tmp_path / "s.png", Image.new("RGB", (9, 9), colour), icc_profile=srgb), data)
    other = take_in(save(tmp_path / "x.png", Image.new("RGB", (9, 9), colour), icc_profile=swapped), data)
    assert near(rendition(data, same, "full").getpixel((4, 4)), colour)
    assert near(rendition(data, other, "full").getpixel((4, 4)), colour[::-1])
    assert "icc_profile" not in rendition(data, same, "full").info


def test_a_broken_profile_does_not_cost_the_picture(tmp_path: Path, data: Path) -> None:
    source = save(tmp_path / "b.png", Image.new("RGB", (9, 9), (90, 60, 30)), icc_profile=b"nonsense")
    assert near(rendition(data, take_in(source, data), "full").getpixel((4, 4)), (90, 60, 30))


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def bomb(side: int) -> bytes:
    """A tiny PNG that says it has `side` x `side` pixels."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def cut() -> bytes:
    whole = io.BytesIO()
    Image.effect_noise((300, 300), 50).save(whole, "JPEG")
    return whole.getvalue()[:2000]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (bomb(8_000), "more than 60 million pixels"),
        (bomb(10_000), "more than 60 million pixels"),
        (bomb(100_000), "more than 60 million pixels"),
        (cut(), "damaged"),
        (b"<svg/>", "an SVG drawing"),
        (b"", "no picture"),
        (b"GIF89a", "damaged|no picture"),
    ],
    ids=["large", "larger", "largest", "cut", "drawing", "empty", "head only"],
)
def test_what_cannot_be_used_is_refused_in_words(
    tmp_path: Path, data: Path, content: bytes, reason: str
) -> None:
    source = tmp_path / "bad.jpg"
    source.write_bytes(content)
    with pytest.raises(ImagingError, match=reason):
        take_in(source, data)
    assert [path for path in data.rglob("*") if path.is_file()] == []


def test_a_missing_file_and_one_too_large_are_refused(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImagingError, match="cannot be read"):
        take_in(tmp_path / "gone.jpg", data)
    source = save(tmp_path / "one.jpg", Image.new("RGB", (50, 30), "navy"))
    monkeypatch.setattr(imaging, "MAX_BYTES", 10)
    with pytest.raises(ImagingError, match="larger than"):
        take_in(source, data)
