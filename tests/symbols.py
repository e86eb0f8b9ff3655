"""Codes as a camera sees them: drawn by zxing's writer, then turned, blurred, dimmed, put into a scene."""

import random

import zxingcpp
from PIL import Image, ImageDraw, ImageFilter, ImageOps
from zxingcpp import BarcodeFormat

WALL = 200
SIZE = (1280, 720)

ELEMENTS = "[01]09521000000018[10]LOT7"
PLAIN_ELEMENTS = "010952100000001810LOT7"
LINK = "https://shop.example/01/09521000000018"

SYMBOLS = {
    # name: (format, what the writer is given, what a scanner delivers)
    "EAN-13": (BarcodeFormat.EAN13, "9521000000018", "]E09521000000018"),
    "EAN-8": (BarcodeFormat.EAN8, "95210001", "]E495210001"),
    "UPC-A": (BarcodeFormat.UPCA, "012345678905", "]E00012345678905"),
    "UPC-E": (BarcodeFormat.UPCE, "01234565", "]E00012345000065"),
    "ISBN": (BarcodeFormat.ISBN, "9780306406157", "]E09780306406157"),
    "DataBar Omni": (BarcodeFormat.DataBarOmni, "09521000000018", "]e00109521000000018"),
    "DataBar Limited": (BarcodeFormat.DataBarLtd, "09521000000018", "]e00109521000000018"),
    "DataBar Stacked": (BarcodeFormat.DataBarStk, "09521000000018", "]e00109521000000018"),
    "DataBar Stacked Omni": (BarcodeFormat.DataBarStkOmni, "09521000000018", "]e00109521000000018"),
    "DataBar Expanded": (BarcodeFormat.DataBarExp, ELEMENTS, f"]e0{PLAIN_ELEMENTS}"),
    "DataBar Expanded Stacked": (BarcodeFormat.DataBarExpStk, ELEMENTS, f"]e0{PLAIN_ELEMENTS}"),
    "Code 128": (BarcodeFormat.Code128, "SOF-moss-2120", "]C0SOF-moss-2120"),
    "Code 39": (BarcodeFormat.Code39, "SOF-MOSS-2120", "]A0SOF-MOSS-2120"),
    "Code 93": (BarcodeFormat.Code93, "SOF-MOSS-2120", "]G0SOF-MOSS-2120"),
    "ITF-14": (BarcodeFormat.ITF14, "09521000000018", "]I109521000000018"),
    "QR": (BarcodeFormat.QRCode, LINK, f"]Q1{LINK}"),
    "Micro QR": (BarcodeFormat.MicroQRCode, "9521000000018", "]Q19521000000018"),
    "rMQR": (BarcodeFormat.RMQRCode, "9521000000018", "]Q19521000000018"),
    "DataMatrix": (BarcodeFormat.DataMatrix, "SOF-moss-2120", "]d1SOF-moss-2120"),
    "Aztec": (BarcodeFormat.Aztec, "SOF-moss-2120", "]z0SOF-moss-2120"),
    "PDF417": (BarcodeFormat.PDF417, "SOF-moss-2120", "]L2SOF-moss-2120"),
}


def draw(name, module=3):
    """The symbol alone, with its quiet zones; `module` is the width of its narrowest bar in pixels."""
    kind, content, _ = SYMBOLS[name]
    return drawn(kind, content, module)


def drawn(kind, content, module=3, **options):
    pixels = memoryview(zxingcpp.create_barcode(content, kind, **options).to_image(scale=module))
    height, width = pixels.shape
    return Image.frombytes("L", (width, height), pixels.tobytes())


def frame(symbol, size=SIZE, at=None):
    """The symbol on a grey wall, in the middle unless it is put somewhere."""
    picture = Image.new("L", size, WALL)
    picture.paste(symbol, at or ((size[0] - symbol.width) // 2, (size[1] - symbol.height) // 2))
    return picture


def turn(symbol, degrees):
    return symbol.rotate(degrees, expand=True, fillcolor=WALL, resample=Image.Resampling.BICUBIC)


def grain(picture, part=0.3):
    """What a small sensor adds in poor light; the same in every run."""
    noise = Image.frombytes("L", picture.size, random.Random(1).randbytes(picture.width * picture.height))
    return Image.blend(picture, noise, part)


def specks(picture, part=0.06):
    """Black and white dots, as dust, a bad cable or a poor copy leave them; the same in every run."""
    chance = random.Random(1)
    speckled = picture.copy()
    pen = ImageDraw.Draw(speckled)
    for _ in range(int(picture.width * picture.height * part)):
        place = (chance.randrange(picture.width), chance.randrange(picture.height))
        pen.point(place, fill=chance.choice((0, 255)))
    return speckled


def blur(picture, radius):
    return picture.filter(ImageFilter.GaussianBlur(radius))


def fade(picture, darkest, range_):
    """Little contrast: everything between two greys."""
    return picture.point([darkest + value * range_ // 255 for value in range(256)])


def negative(picture):
    return ImageOps.invert(picture)


def clutter(seed, size=SIZE):
    """A busy shelf with no code on it: edges everywhere, and grain."""
    chance = random.Random(seed)
    picture = Image.new("L", size, 150)
    pen = ImageDraw.Draw(picture)
    for _ in range(120):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        box = (x, y, x + chance.randrange(10, 200), y + chance.randrange(10, 120))
        pen.rectangle(box, fill=chance.randrange(256))
    return grain(picture, 0.25)
