"""Furnished rooms: the picture of the start page, and products among what goes with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import chairs
import homeware
import lamps
import seating
import storage
import tables
import textiles
from catalogue import Article
from colour import BLACK, BRASS, OAK, WALNUT
from parts import Size
from recipes import FURNITURE
from rooms import Room

Piece = Callable[[], None]

_FLOOR_LAMP, _TABLE_LAMP = Size(48, 48, 162), Size(38, 38, 52)
_VASE, _PLANT = Size(25, 25, 30), Size(85, 85, 140)


def attract(width: int, height: int) -> str:
    """Return the room of the start page: words go to its left and along its lower edge."""
    wide = width / height
    room = Room(
        width,
        height,
        wall="#42564c",
        scale=height / 320,
        middle=(0.60 if wide < 1.7 else 0.635, 0.775),
        sun=0.78,
    )
    homeware.picture(room, (6, 176, -60), 58, 74)
    homeware.picture(room, (72, 184, -60), 44, 56, frame=BLACK, motif="ribbon")
    with room.group((152, 0, -36)):
        lamps.floor_lamp(room, Size(48, 48, 166), BRASS)
    with room.group((-166, 0, -36)):
        homeware.plant(room, Size(80, 80, 117), "#cfc5b2")
    with room.group((0, 0, 70)):
        textiles.rug(room, Size(330, 150, 1), "#d8cdb8")
    with room.group():
        seating.sofa(room, Size(224, 94, 84), "#c8a679", pillow="#42564c")
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
        '<stop offset=".34" stop-color="#0c1512" stop-opacity=".40"/><stop offset=".60" '
        'stop-color="#0c1512" stop-opacity="0"/>'
        '</linearGradient><linearGradient id="below" x1="0" y1="0" x2="0" y2="1">'
        '<stop offset=".70" stop-color="#0d0a06" stop-opacity="0"/><stop offset=".88" '
        'stop-color="#0d0a06" stop-opacity=".55"/>'
        '<stop offset="1" stop-color="#0d0a06" stop-opacity=".74"/></linearGradient></defs>'
        f'<rect width="{width}" height="{height}" fill="url(#left)"/><rect width="{width}" '
        f'height="{height}" fill="url(#below)"/>'
    )


def _living(room: Room, piece: Piece) -> None:
    homeware.picture(room, (-14, 150, -60), 58, 74)
    with room.group((-150, 0, -30)):
        lamps.floor_lamp(room, _FLOOR_LAMP, BRASS)
    with room.group((152, 0, -34)):
        homeware.plant(room, _PLANT, "#d6cdbc")
    with room.group((0, 0, 60)):
        textiles.rug(room, Size(300, 140, 1), "#d9cfbd")
    with room.group():
        piece()


def _corner(room: Room, piece: Piece) -> None:
    homeware.picture(room, (66, 140, -60), 48, 62, frame=BLACK, motif="ribbon")
    with room.group((-92, 0, -30)):
        lamps.floor_lamp(room, _FLOOR_LAMP, BRASS)
    with room.group((112, 0, -30)):
        homeware.plant(room, Size(80, 80, 120), "#b7643f")
    with room.group((0, 0, 40)):
        textiles.rug(room, Size(220, 130, 1), "#d9cfbd")
    with room.group((-4, 0, 20), -26):
        piece()
    with room.group((-82, 0, 46)):
        tables.round_side_table(room, Size(44, 44, 46), OAK)
    with room.group((-82, 46, 46)):
        homeware.drop_vase(room, Size(14, 14, 19), "#4d5c57")


def _along_wall(room: Room, piece: Piece, top: float) -> None:
    homeware.picture(room, (-16, top + 80, -60), 60, 76, motif="ribbon")
    with room.group((-4, 0, -36)):
        piece()
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
        piece()
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
        textiles.rug(room, Size(half * 2 + 120, 150, 1), "#cfc3ae")
    for side in (-1, 1):
        with room.group((side * (half + 34), 0, -36)):
            storage.bedside(room, Size(46, 40, 50), OAK)
        with room.group((side * (half + 34), 50, -36)):
            lamps.table_lamp(room, Size(34, 34, 46), "#4d5c57")
    with room.group((0, 0, 46)):
        piece()


def _study(room: Room, piece: Piece) -> None:
    homeware.picture(room, (-10, 148, -60), 58, 74, motif="ribbon")
    with room.group((116, 0, -26)):
        homeware.plant(room, Size(80, 80, 120), "#d6cdbc")
    with room.group((0, 0, -24)):
        piece()
    with room.group((-48, 74, -28)):
        lamps.table_lamp(room, Size(34, 34, 46), "#a9552f")
    with room.group((10, 0, 34), 158):
        chairs.spindle_chair(room, Size(48, 51, 79), WALNUT)


def _shelves(room: Room, piece: Piece) -> None:
    homeware.picture(room, (96, 146, -60), 52, 66)
    with room.group((-22, 0, -42)):
        piece()
    with room.group((62, 0, 30)):
        textiles.rug(room, Size(190, 110, 1), "#d9cfbd")
    with room.group((84, 0, 0), -32):
        seating.lounge(room, Size(78, 76, 92), "#93a095")
    with room.group((-112, 0, -26)):
        homeware.plant(room, _PLANT, "#d6cdbc")


@dataclass(frozen=True)
class Interior:
    """A way to furnish a room around a product.

    `span` is how many centimetres the picture shows across at the product, `ground` where it stands in
    shares of
    the height, `pitch` how far the camera looks down, in degrees.
    """

    furnish: Callable[[Room, Piece], None]
    wall: str
    span: float
    ground: float = 0.83
    pitch: float = 5


#: The products that are also shown in a room.
INTERIORS: dict[str, Interior] = {
    "larch-sofa": Interior(_living, "#d3ccbd", 392),
    "fen-sofa": Interior(_living, "#8d9a92", 410),
    "brina-loveseat": Interior(_living, "#cdb9a0", 372),
    "larch-armchair": Interior(_corner, "#c8c3b6", 320, 0.80),
    "nido-lounge-chair": Interior(_corner, "#54655b", 320, 0.80),
    "sella-lounge-chair": Interior(_corner, "#cdc4b4", 320, 0.80),
    "tondo-armchair": Interior(_corner, "#a3937f", 320, 0.80),
    "canneto-sideboard": Interior(partial(_along_wall, top=72), "#cdb9a0", 380, 0.86),
    "quieto-sideboard": Interior(partial(_along_wall, top=52), "#7f8d86", 380, 0.86),
    "lido-dining-table": Interior(partial(_dining, half=100), "#8b9a92", 420, 0.82),
    "cerchio-dining-table": Interior(partial(_dining, half=65), "#cbbfae", 420, 0.82),
    "sogno-bed": Interior(partial(_sleeping, half=84), "#b9bcb0", 430, 0.66, 13),
    "lenzo-bed": Interior(partial(_sleeping, half=88), "#c9bcab", 430, 0.66, 13),
    "carta-desk": Interior(_study, "#9aa39b", 350, 0.84),
    "scala-shelf": Interior(_shelves, "#c6b9a4", 360, 0.86),
}


def room_svg(article: Article, colour: str, width: int, height: int) -> str:
    """Return the picture of a product in its room.

    Raises KeyError for a product that has none (see `INTERIORS`).
    """
    interior, recipe = INTERIORS[article.product], FURNITURE[article.product]
    scale = width / interior.span
    room = Room(
        width, height, wall=interior.wall, scale=scale, middle=(0.5, interior.ground), pitch=interior.pitch
    )
    interior.furnish(room, lambda: recipe.draw(room, article.size, colour, **recipe.options))
    return room.picture()
