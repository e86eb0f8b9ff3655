"""No picture that Python serves is loaded in the background: that can stop the kiosk (pictures/media)."""

import re

from kiosk.ui.stage import QML

IMAGE = re.compile(r"(?:Border)?Image \{(?P<body>(?:[^{}]|\{[^{}]*\})*)\}")


def test_what_is_loaded_in_the_background_is_a_file():
    found = []
    for path in QML.rglob("*.qml"):
        for image in IMAGE.finditer(path.read_text()):
            if "asynchronous: " in image["body"]:
                found.append(path.name)
                assert "image://" not in image["body"], path
                assert "photo.address" not in image["body"], path
    assert set(found) == {"AccessPhoto.qml", "AttractPage.qml", "HomeList.qml", "Photo.qml", "ZoomDialog.qml"}


def test_the_addresses_for_the_background_are_files(kiosk):
    kiosk.scan("SOF-moss-2120")
    assert kiosk.product.gallery.photoFull.startswith("file:///")
    assert kiosk.product.gallery.photoUrl.startswith("image://media/")
