"""The code on the screen is what a phone's camera reads."""

import zxingcpp
from PIL import Image

from kiosk.tour.link import read_link
from kiosk.ui.qr import QrOutline, outline

LINK = "https://lists.example/l/abcdefghijklmnopqrstuvwxyz0123456789_-ABCDE"


def test_nothing_makes_an_empty_outline():
    assert outline("") == QrOutline("", 0)


def test_the_outline_holds_the_text():
    path, side = outline(LINK)
    image = Image.new("L", (side + 8, side + 8), 255)
    for run in path.split("Z")[:-1]:
        start, rest = run[1:].split("H", 1)
        x, y = (int(part) for part in start.split())
        for column in range(x, int(rest.split("V")[0])):
            image.putpixel((column + 4, y + 4), 0)
    large = image.resize((image.width * 4, image.height * 4), Image.Resampling.NEAREST)
    (found,) = zxingcpp.read_barcodes(large)
    assert found.text == LINK


def test_the_window_shows_the_link_of_the_list(kiosk, robot):
    kiosk.scan("SOF-moss-2120")
    kiosk.product.add()
    kiosk.model.toList()
    kiosk.model.toTake()
    robot.work_for(300)
    assert read_link(robot).startswith("https://lists.example/l/")
