"""Fonts, icons, picture formats, and whether Qt's own parts came along."""

import sys
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase, QImageReader, QRawFont
from PySide6.QtMultimedia import QMediaFormat
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtSerialPort import QSerialPort
from PySide6.QtTextToSpeech import QTextToSpeech

from kiosk.app.self_test.check import need
from kiosk.app.self_test.words import all_brands
from kiosk.ui.pictures.icons import draw
from kiosk.ui.stage import QML, load_fonts

FORMATS = ("jpeg", "png")
"""What the hub's pictures and the brand's photos come in."""
VOICES = {"linux": "speechd", "win32": "sapi"}
"""What Qt calls its way to the voices of a system."""
LATIN, JAPANESE = "è", "商"
ICON = QSize(48, 48)


def fonts(resources: Path) -> str:
    """Every family that a brand names is there, and has the letters it is there for."""
    load_fonts(resources / "fonts")
    known = set(QFontDatabase.families())
    wanted: set[str] = set()
    for brand in all_brands(resources).values():
        latin = (brand.fonts.text.family, brand.fonts.display.family)
        japanese = brand.fonts.japanese.family
        for family, letter in [*((each, LATIN) for each in latin), (japanese, JAPANESE)]:
            need(family in known, f"the font {family} is not there")
            raw = QRawFont.fromFont(QFont(family))
            need(raw.supportsCharacter(ord(letter)), f"the font {family} has no {letter}")
        wanted |= {*latin, japanese}
    return ", ".join(sorted(wanted))


def icons(resources: Path) -> str:
    """Every icon and logo can be drawn, and is not empty."""
    paths = sorted((resources / "icons").glob("*.svg"))
    paths += [brand.logo for brand in all_brands(resources).values()]
    for path in paths:
        image = draw(path.read_bytes(), "102030", ICON)
        need(any(bytes(image.constBits())), f"{path.name} draws nothing")
    return f"{len(paths)} drawings"


def formats() -> str:
    """Pictures can be decoded."""
    there = {bytes(each.data()).decode() for each in QImageReader.supportedImageFormats()}
    for each in FORMATS:
        need(each in there, f"Qt cannot read {each} here")
    return ", ".join(FORMATS)


def pages() -> str:
    """Every page and part of one can be loaded, whether or not it is ever shown today.

    Their types are known once all modules are loaded (`modules`).
    """
    engine = QQmlEngine()
    engine.addImportPath(str(QML))
    files = sorted(QML.rglob("*.qml"))
    for path in files:
        component = QQmlComponent(engine, str(path))
        need(not component.isError(), component.errorString().strip())
    need(files, "there are no pages")
    return f"{len(files)} pages and parts"


def media() -> str:
    """Sound and camera have what plays and decodes them."""
    formats = QMediaFormat().supportedFileFormats(QMediaFormat.ConversionMode.Decode)
    need(formats, "Qt's multimedia has no backend")
    return f"{len(formats)} formats"


def speech(system: str = sys.platform) -> str:
    """Qt can ask for the system's voices, whether or not there are any."""
    engines = QTextToSpeech.availableEngines()
    way = VOICES.get(system, VOICES["linux"])
    need(way in engines, f"Qt has no way to the system's voices ({way})")
    return ", ".join(engines)


def ports() -> str:
    """A scanner at a serial port could be listened to."""
    port = QSerialPort()
    need(not port.open(QSerialPort.OpenModeFlag.ReadOnly), "a port without a name was opened")
    return "serial ports"
