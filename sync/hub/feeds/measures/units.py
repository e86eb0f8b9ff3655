"""Units of length and weight in exact millimetres and grams, under the names shops give them."""

from decimal import Decimal

MM = {"mm": Decimal(1), "cm": Decimal(10), "m": Decimal(1000), "in": Decimal("25.4"), "ft": Decimal("304.8")}
"""International yard and pound agreement (1959): one inch is exactly 25.4 mm."""

G = {
    "mg": Decimal("0.001"),
    "g": Decimal(1),
    "kg": Decimal(1000),
    "oz": Decimal("28.349523125"),
    "lb": Decimal("453.59237"),
}
"""International avoirdupois pound and ounce, exact by definition."""

IMPERIAL = frozenset({"in", "ft", "oz", "lb"})
"""In their countries a comma only groups thousands and a point only starts decimals."""

MAX_MM = 100_000
MAX_G = 10_000_000
"""Beyond 100 m or 10 t a number was misread: no such thing is sold in a store."""

_NAMES = {
    "mm": "mm millimeter millimeters millimetre millimetres millimetri millimètres milímetros "
    "ミリ ミリメートル",
    "cm": "cm cms centimeter centimeters centimetre centimetres zentimeter centimetri centimètres "
    "centimetros centímetros センチ センチメートル",
    "m": "m meter meters metre metres metri mètre mètres metro metros メートル",
    "in": 'in ins inch inches " pollice pollici zoll pouce pouces pulgada pulgadas polegada polegadas duim '
    "インチ",
    "ft": "ft foot feet ' piede piedi fuß pied pieds pie pies フィート",
    "mg": "mg milligram milligrams milligrammi milligramm ミリグラム",
    "g": "g gr gm gms gram grams gramme grammes grammo grammi gramm gramos gramas グラム",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes chilo chili chilogrammo chilogrammi "
    "kilogramm kilogramos quilogramas キロ キログラム",
    "oz": "oz ounce ounces oncia once unze unzen onzas オンス",
    "lb": "lb lbs pound pounds libbra libbre livre livres libra libras ポンド",
}
UNITS = {name.casefold(): unit for unit, names in _NAMES.items() for name in names.split()}
"""Every name of a unit (case-folded) to the unit."""


def unit_of(name: str) -> str:
    """Return the unit that a word names, '' when it names none.

    >>> unit_of("Inches"), unit_of("lbs."), unit_of("pieces")
    ('in', 'lb', '')
    """
    return UNITS.get(name.strip().strip(".").casefold(), "")
