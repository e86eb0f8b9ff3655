"""Furnished rooms: the picture of the start page, and products among what goes with them."""

from __future__ import annotations

from collections.abc import Callable

import chairs
import homeware
import lamps
import seating
import storage
import tables
from catalogue import Article
from colour import BLACK, BRASS, OAK, WALNUT
from parts import Size
from recipes import FURNITURE
from rooms import Room

Piece = Callable[[Room], None]

_FLOOR_LAMP, _TABLE_LAMP = Size(48, 48, 162), Size(38, 38, 52)
_VASE, _PLANT = Size(25, 25, 30), Size(85, 85, 140)


def attract(width: int, height: int) -> str:
    """Return the room of the start page: words go to its left and along its lower edge."""
    wide = width / height
    room = Room(width, height, wall="#42564c", scale=height / 320, middle=(0.60 if wide < 1.7 else 0.635, 0.775), sun=0.85)
    homeware.picture(room, (6, 176, -60), 58, 74)
    homeware.picture(room, (72, 184, -60), 44, 56, frame=BLACK, motif="ribbon")
    with room.group((152, 0, -36)):
        lamps.floor_lamp(room, Size(48, 48, 166), BRASS)
    with room.group((-166, 0, -36)):
        homeware.plant(room, Size(80, 80, 117), "#cfc5b2")
    with room.group((0, 0, 70)):
        homeware.rug(room, Size(330, 150, 1), "#d8cdb8")
    with room.group():
        seating.sofa(room, Size(224, 94, 84), "#c8a679", pillow=True)
    with room.group((125, 0, 92), -34):
        seating.lounge(room, Size(78, 76, 92), "#93a095")
    with room.group((-62, 0, 112)):
        tables.round_side_table(room, Size(62, 62, 36), OAK)
    with room.group((-70, 36, 112)):
        homeware.amphora(room, Size(15.5, 15.5, 21), "#e7dfd0")
    return room.picture(_veil(width, height))


def _veil(width: int, height: int) -> str:
    """Return the darkening that keeps white words readable at the left and at the bottom."""
    return (
        '<defs><linearGradient id="left"><stop offset="0" stop-color="#0c1512" stop-opacity=".62"/>'
        '<stop offset=".34" stop-color="#0c1512" stop-opacity=".40"/><stop offset=".60" stop-color="#0c1512" stop-opacity="0"/>'
        '</linearGradient><linearGradient id="below" x1="0" y1="0" x2="0" y2="1">'
        '<stop offset=".70" stop-color="#0d0a06" stop-opacity="0"/><stop offset=".88" stop-color="#0d0a06" stop-opacity=".55"/>'
        '<stop offset="1" stop-color="#0d0a06" stop-opacity=".74"/></linearGradient></defs>'
        f'<rect width="{width}" height="{height}" fill="url(#left)"/><rect width="{width}" height="{height}" fill="url(#below)"/>'
    )


def _living(room: Room, piece: Piece) -> None:
    homeware.picture(room, (-14, 150, -60), 58, 74)
    with room.group((-150, 0, -30)):
        lamps.floor_lamp(room, _FLOOR_LAMP, BRASS)
    with room.group((152, 0, -34)):
        homeware.plant(room, _PLANT, "#d6cdbc")
    with room.group((0, 0, 60)):
        homeware.rug(room, Size(300, 140, 1), "#d9cfbd")
    with room.group():
        piece(room)


def _corner(room: Room, piece: Piece) -> None:
    homeware.picture(room, (66, 140, -60), 48, 62, frame=BLACK, motif="ribbon")
    with room.group((-92, 0, -30)):
        lamps.floor_lamp(room, _FLOOR_LAMP, BRASS)
    with room.group((112, 0, -30)):
        homeware.plant(room, Size(80, 80, 120), "#b7643f")
    with room.group((0, 0, 40)):
        homeware.rug(room, Size(220, 130, 1), "#d9cfbd")
    with room.group((-4, 0, 20), -26):
        piece(room)
    with room.group((-82, 0, 46)):
        tables.round_side_table(room, Size(44, 44, 46), OAK)
    with room.group((-82, 46, 46)):
        homeware.drop_vase(room, Size(14, 14, 19), "#4d5c57")


def _along_wall(room: Room, piece: Piece, top: float) -> None:
    homeware.picture(room, (-16, top + 80, -60), 60, 76, motif="ribbon")
    with room.group((-4, 0, -36)):
        piece(room)
    with room.group((-62, top, -36)):
        lamps.table_lamp(room, _TABLE_LAMP, "#a9552f")
    with room.group((44, top, -36)):
        homeware.amphora(room, _VASE, "#e4ddcf")
    with room.group((138, 0, -26)):
        homeware.plant(room, _PLANT, "#d6cdbc")


def _dining(room: Room, piece: Piece, half: float) -> None:
    homeware.picture(room, (74, 156, -60), 48, 60)
    with room.group((-164, 0, -36)):
        homeware.plant(room, _PLANT, "#d6cdbc")
    for x in (-half * 0.42, half * 0.42):
        with room.group((x, 0, -36)):
            chairs.spindle_chair(room, Size(48, 51, 79), WALNUT)
    with room.group((0, 0, 10)):
        piece(room)
    with room.group((-22, 75, 10)):
        homeware.amphora(room, Size(19, 19, 26), "#b7643f")
    with room.group((half + 22, 0, 16), -82):
        chairs.spindle_chair(room, Size(48, 51, 79), WALNUT)
    with room.group((0, 162, 10)):
        lamps.bell_pendant(room, Size(45, 45, 34), "#2f5245")


def _sleeping(room: Room, piece: Piece, half: float) -> None:
    homeware.picture(room, (-28, 152, -60), 46, 58)
    homeware.picture(room, (28, 152, -60), 46, 58, frame=BLACK, motif="ribbon")
    with room.group((0, 0, 92)):
        homeware.rug(room, Size(half * 2 + 120, 150, 1), "#cfc3ae")
    for side in (-1, 1):
        with room.group((side * (half + 34), 0, -36)):
            storage.bedside(room, Size(46, 40, 50), OAK)
        with room.group((side * (half + 34), 50, -36)):
            lamps.table_lamp(room, Size(34, 34, 46), "#4d5c57")
    with room.group((0, 0, 46)):
        piece(room)


def _study(room: Room, piece: Piece) -> None:
    homeware.picture(room, (-10, 148, -60), 58, 74, motif="ribbon")
    with room.group((116, 0, -26)):
        homeware.plant(room, Size(80, 80, 120), "#d6cdbc")
    with room.group((0, 0, -24)):
        piece(room)
    with room.group((-48, 74, -28)):
        lamps.table_lamp(room, Size(34, 34, 46), "#a9552f")
    with room.group((10, 0, 34), 158):
        chairs.spindle_chair(room, Size(48, 51, 79), WALNUT)


def _shelves(room: Room, piece: Piece) -> None:
    homeware.picture(room, (96, 146, -60), 52, 66)
    with room.group((-22, 0, -42)):
        piece(room)
    with room.group((62, 0, 30)):
        homeware.rug(room, Size(190, 110, 1), "#d9cfbd")
    with room.group((84, 0, 0), -32):
        seating.lounge(room, Size(78, 76, 92), "#93a095")
    with room.group((-112, 0, -26)):
        homeware.plant(room, _PLANT, "#d6cdbc")


_LIVING: dict[str, tuple[str, float]] = {
    "larch-sofa": ("#d3ccbd", 392),
    "fen-sofa": ("#8d9a92", 410),
    "brina-loveseat": ("#cdb9a0", 372),
}
_CORNERS = {"larch-armchair": "#c8c3b6", "nido-lounge-chair": "#54655b", "sella-lounge-chair": "#cdc4b4", "tondo-armchair": "#a3937f"}
_WALLS: dict[str, tuple[str, float]] = {"canneto-sideboard": ("#cdb9a0", 72), "quieto-sideboard": ("#7f8d86", 52)}
_TABLES: dict[str, tuple[str, float]] = {"lido-dining-table": ("#8b9a92", 100), "cerchio-dining-table": ("#cbbfae", 65)}
_BEDS: dict[str, tuple[str, float]] = {"sogno-bed": ("#b9bcb0", 84), "lenzo-bed": ("#c9bcab", 88)}

ROOMS = frozenset({*_LIVING, *_CORNERS, *_WALLS, *_TABLES, *_BEDS, "carta-desk", "scala-shelf"})


def room_svg(article: Article, colour: str, width: int, height: int) -> str:
    """Return the picture of a product in its room.

    Raises KeyError for a product that has none (see `ROOMS`).
    """
    product, recipe = article.product, FURNITURE[article.product]

    def piece(room: Room) -> None:
        recipe.draw(room, article.size, colour, **recipe.options)

    def build(wall: str, span: float, *, ground: float = 0.83, pitch: float = 5) -> Room:
        return Room(width, height, wall=wall, scale=width / span, middle=(0.5, ground), pitch=pitch)

    if product in _LIVING:
        wall, span = _LIVING[product]
        _living(room := build(wall, span), piece)
    elif product in _CORNERS:
        _corner(room := build(_CORNERS[product], 320, ground=0.80), piece)
    elif product in _WALLS:
        wall, top = _WALLS[product]
        _along_wall(room := build(wall, 380, ground=0.86), piece, top)
    elif product in _TABLES:
        wall, half = _TABLES[product]
        _dining(room := build(wall, 420, ground=0.82), piece, half)
    elif product in _BEDS:
        wall, half = _BEDS[product]
        _sleeping(room := build(wall, 430, ground=0.66, pitch=13), piece, half)
    elif product == "carta-desk":
        _study(room := build("#9aa39b", 350, ground=0.84), piece)
    else:
        _shelves(room := build("#c6b9a4", 360, ground=0.86), piece)
    return room.picture()
