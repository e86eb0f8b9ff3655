"""Which drawing shows which product: the function, its options, and how the camera looks at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

import accessories
import bags
import beds
import bottoms
import chairs
import dresses
import homeware
import knitwear
import lamps
import outerwear
import seating
import shirts
import storage
import tables
import textiles
from colour import BLACK, OAK, WALNUT
from geometry import Point


class Setting(Enum):
    """Where a product is photographed."""

    FLOOR = "floor"
    WALL = "wall"
    HANGING = "hanging"


@dataclass(frozen=True)
class Furniture:
    """A drawing of solids: `draw(scene, size, colour, **options)`.

    Angles in degrees; `side` is the yaw of the second view; `focus` and `zoom` frame the detail;
    what is shown folded is not drawn `to_scale`.
    """

    draw: Callable[..., None]
    options: Mapping[str, object] = field(default_factory=dict)
    yaw: float = 27.0
    side: float = -32.0
    pitch: float = 11.0
    setting: Setting = Setting.FLOOR
    focus: Point = (0.34, 0.36)
    zoom: float = 2.3
    to_scale: bool = True


FURNITURE: dict[str, Furniture] = {
    "larch-sofa": Furniture(seating.sofa, {"pillow": "#d3b98c"}, focus=(0.27, 0.45)),
    "fen-sofa": Furniture(
        seating.sofa,
        {
            "seats": 3,
            "arm": 25,
            "arm_height": 52,
            "seat": 40,
            "feet": 5,
            "leg_colour": BLACK,
            "material": "corduroy",
            "roundness": 1.5,
        },
        yaw=-26,
        side=30,
    ),
    "brina-loveseat": Furniture(
        seating.sofa,
        {"seats": 2, "arm": 14, "arm_height": 62, "leg_colour": OAK, "material": "boucle", "roundness": 1.25},
        yaw=24,
    ),
    "larch-armchair": Furniture(seating.armchair, {"leg_colour": WALNUT}, yaw=-28, side=30),
    "tondo-armchair": Furniture(seating.tub_chair, yaw=24, side=-30),
    "nido-lounge-chair": Furniture(seating.lounge, yaw=30, side=-34),
    "sella-lounge-chair": Furniture(
        seating.lounge, {"wood": WALNUT, "material": "leather", "sling": True}, yaw=-32, side=30
    ),
    "ghianda-pouf": Furniture(seating.pouf, yaw=0, side=12, pitch=20),
    "oak-side-table": Furniture(tables.round_side_table, side=-40, pitch=14, focus=(0.4, 0.12)),
    "sasso-side-table": Furniture(tables.stone_table, pitch=16, focus=(0.4, 0.2)),
    "orlo-coffee-table": Furniture(tables.coffee_table, yaw=26, side=-32, pitch=17, focus=(0.2, 0.5)),
    "riva-coffee-table": Furniture(tables.drum_coffee_table, pitch=18, focus=(0.3, 0.4)),
    "lido-dining-table": Furniture(tables.dining_table, yaw=28, focus=(0.24, 0.2)),
    "cerchio-dining-table": Furniture(tables.pedestal_table, pitch=13, focus=(0.4, 0.15)),
    "carta-desk": Furniture(tables.desk, yaw=-26, side=30, pitch=13, focus=(0.4, 0.25)),
    "mezzo-desk": Furniture(tables.writing_desk, yaw=26, pitch=13, focus=(0.3, 0.25)),
    "filo-dining-chair": Furniture(chairs.spindle_chair, yaw=30, side=-36, focus=(0.45, 0.25)),
    "paglia-dining-chair": Furniture(chairs.cord_chair, yaw=-30, side=34, focus=(0.5, 0.4)),
    "luna-dining-chair": Furniture(chairs.shell_chair, yaw=28, side=-34, focus=(0.5, 0.3)),
    "filo-bar-stool": Furniture(chairs.bar_stool, yaw=22, side=-12, pitch=13, focus=(0.5, 0.12)),
    "attesa-bench": Furniture(chairs.bench, yaw=-28, side=30, pitch=14, focus=(0.7, 0.25)),
    "canneto-sideboard": Furniture(storage.sideboard, yaw=-24, side=24, focus=(0.2, 0.4)),
    "quieto-sideboard": Furniture(storage.low_board, yaw=24, side=-26, focus=(0.65, 0.45)),
    "scala-shelf": Furniture(storage.shelf, yaw=-22, side=24, focus=(0.5, 0.4)),
    "basso-shelf": Furniture(storage.shelf, {"levels": 2}, yaw=24, side=-24, focus=(0.45, 0.4)),
    "armonia-wardrobe": Furniture(storage.wardrobe, yaw=-24, side=26, focus=(0.5, 0.5)),
    "sogno-bedside-table": Furniture(storage.bedside, yaw=-24, side=26, pitch=13, focus=(0.45, 0.4)),
    "sogno-bed": Furniture(beds.wooden_bed, yaw=-32, side=34, pitch=16, focus=(0.5, 0.3)),
    "lenzo-bed": Furniture(beds.padded_bed, yaw=32, side=-34, pitch=16, focus=(0.5, 0.3)),
    "stelo-floor-lamp": Furniture(lamps.floor_lamp, focus=(0.5, 0.12), zoom=4.2),
    "melo-table-lamp": Furniture(lamps.table_lamp, focus=(0.5, 0.7)),
    "campana-pendant": Furniture(lamps.bell_pendant, pitch=3, setting=Setting.HANGING, focus=(0.4, 0.5)),
    "nuvola-pendant": Furniture(lamps.paper_pendant, pitch=3, setting=Setting.HANGING, focus=(0.4, 0.5)),
    "anfora-vase": Furniture(homeware.amphora, pitch=14, focus=(0.5, 0.25)),
    "goccia-vase": Furniture(homeware.drop_vase, pitch=14, focus=(0.5, 0.3)),
    "foglia-plant": Furniture(homeware.plant, focus=(0.5, 0.4)),
    "lino-rug": Furniture(textiles.rug, yaw=28, side=-30, pitch=30, focus=(0.35, 0.75), zoom=2.6),
    "prato-rug": Furniture(
        textiles.rug, {"pattern": "lattice"}, yaw=-26, side=30, pitch=30, focus=(0.5, 0.8), zoom=2.6
    ),
    "lago-mirror": Furniture(
        homeware.mirror, yaw=20, side=-24, pitch=2, setting=Setting.WALL, focus=(0.25, 0.25)
    ),
    "cima-cushion": Furniture(textiles.cushion, yaw=22, side=-24, pitch=12, focus=(0.35, 0.3)),
    "tepore-throw": Furniture(textiles.throw, to_scale=False, yaw=24, side=-28, pitch=20, focus=(0.3, 0.6)),
    "ora-clock": Furniture(homeware.clock, yaw=18, side=-22, pitch=2, setting=Setting.WALL, focus=(0.5, 0.3)),
    "cesto-basket": Furniture(homeware.basket, yaw=24, side=-24, pitch=16, focus=(0.4, 0.35)),
}


@dataclass(frozen=True)
class Clothes:
    """A drawing of a garment: `draw(garment, size, colour, **options)`.

    `chest` is the half width in cm the drawing is made for: other widths stretch it (0: it follows the size
    by
    itself); `focus` and `zoom` frame the detail; `has_back` says whether it also draws its back; what is
    shown rolled or folded is not drawn
    `to_scale`.
    """

    draw: Callable[..., None]
    options: Mapping[str, object] = field(default_factory=dict)
    chest: float = 0.0
    focus: Point = (0.5, 0.24)
    zoom: float = 2.4
    has_back: bool = False
    to_scale: bool = True


_HIP = (0.5, 0.16)

CLOTHES: dict[str, Clothes] = {
    "sera-coat": Clothes(outerwear.coat, chest=25.2, has_back=True),
    "nebbia-coat": Clothes(
        outerwear.coat,
        {"double": True, "belted": True, "material": "cotton", "lining": "#7a6a58"},
        chest=25.2,
        has_back=True,
    ),
    "molo-overcoat": Clothes(
        outerwear.coat,
        {"double": False, "buttons": "#1f1a17", "lining": "#2c2a2c"},
        chest=25.2,
        has_back=True,
    ),
    "treccia-sweater": Clothes(knitwear.knit, {"cables": True}, chest=25.6, has_back=True),
    "lana-crewneck": Clothes(knitwear.knit, chest=25.6, has_back=True),
    "collo-rollneck": Clothes(knitwear.knit, {"neck": "roll"}, chest=25.6),
    "sabato-cardigan": Clothes(knitwear.cardigan, chest=25.6, has_back=True),
    "riga-shirt": Clothes(shirts.shirt, {"stripe": True}, chest=25, has_back=True),
    "marea-shirt": Clothes(shirts.shirt, {"pocket": False, "material": "canvas"}, chest=25, has_back=True),
    "rifugio-shirt": Clothes(shirts.shirt, {"check": True}, chest=25, has_back=True),
    "base-tee": Clothes(shirts.tshirt, chest=25, has_back=True),
    "domenica-tee": Clothes(shirts.tshirt, {"stripe": True, "boxy": True}, chest=25, has_back=True),
    "passo-trousers": Clothes(bottoms.trousers, {"leg": 0.92}, focus=_HIP, has_back=True),
    "largo-trousers": Clothes(bottoms.trousers, {"leg": 1.3}, focus=_HIP, has_back=True),
    "brezza-trousers": Clothes(
        bottoms.trousers, {"leg": 1.08, "material": "canvas", "drawstring": True}, focus=_HIP, has_back=True
    ),
    "onda-skirt": Clothes(bottoms.flared_skirt, focus=_HIP),
    "piega-skirt": Clothes(bottoms.pleated_skirt, focus=(0.6, 0.2)),
    "vela-dress": Clothes(dresses.wrap_dress, chest=21, focus=(0.45, 0.28)),
    "alba-dress": Clothes(dresses.shirt_dress, chest=21.5, focus=(0.5, 0.22)),
    "corso-blazer": Clothes(outerwear.blazer, chest=24.6, has_back=True),
    "studio-blazer": Clothes(
        outerwear.blazer, {"double": True, "lining": "#2f2b30"}, chest=24.6, has_back=True
    ),
    "mercato-tote": Clothes(bags.leather_tote, focus=(0.6, 0.42)),
    "canapa-tote": Clothes(bags.canvas_tote, focus=(0.5, 0.55)),
    "giro-crossbody": Clothes(bags.crossbody, focus=(0.5, 0.76)),
    "inverno-scarf": Clothes(accessories.scarf, to_scale=False, focus=(0.45, 0.8)),
    "brezza-scarf": Clothes(
        accessories.scarf, {"stripe": False, "fine": True}, to_scale=False, focus=(0.5, 0.2)
    ),
    "bosco-beanie": Clothes(accessories.beanie, focus=(0.4, 0.7)),
    "nodo-belt": Clothes(accessories.belt, to_scale=False, focus=(0.6, 0.6)),
}
