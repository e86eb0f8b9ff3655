"""Families of colours: what `moss`, `verde` and `深緑` have in common."""

import colorsys
from collections.abc import Iterable

from sync.catalogue.search.words import pieces
from sync.protocol.products import OptionValue

FAMILIES: dict[str, str] = {
    "black": "#1d1d1f",
    "grey": "#8b8f94",
    "white": "#f7f7f5",
    "beige": "#d9c7a8",
    "brown": "#6f4a2f",
    "red": "#c0303a",
    "orange": "#e07a2c",
    "yellow": "#efc63b",
    "green": "#3f7d4f",
    "blue": "#2f5fa8",
    "purple": "#6b4a94",
    "pink": "#e59ab0",
    "gold": "#c9a449",
    "silver": "#bfc3c8",
    "multi": "",
}
"""Family to a swatch (sRGB), in the order to show them."""

NAMES: dict[str, str] = {
    "black": "black nero nera schwarz noir noire 黒 黒色 ブラック",
    "grey": "grey gray grigio grigia grau gris grise 灰 灰色 グレー グレイ",
    "white": "white bianco bianca weiß blanc blanche 白 白色 ホワイト",
    "beige": "beige cream ivory ecru avorio crème écru ivoire elfenbein ベージュ アイボリー クリーム 生成",
    "brown": "brown marrone braun brun marron 茶 茶色 ブラウン",
    "red": "red crimson scarlet burgundy maroon bordeaux rosso rossa bordò rot rouge 赤 赤色 レッド ボルドー",
    "orange": "orange arancione arancio オレンジ 橙",
    "yellow": "yellow giallo gialla gelb jaune 黄 黄色 イエロー",
    "green": "green verde grün vert verte 緑 緑色 グリーン 深緑",
    "blue": "blue navy turquoise teal blu azzurro azzurra celeste turchese blau bleu bleue 青 青色 ブルー 紺 "
    "ネイビー 藍 水色",
    "purple": "purple violet lilac mauve viola lilla lila violett violette 紫 紫色 パープル",
    "pink": "pink fuchsia magenta rosa ピンク 桃色",
    "gold": "gold golden oro dorato doré 金 金色 ゴールド",
    "silver": "silver argento silber argent 銀 銀色 シルバー",
    "multi": "multi multicolor multicolour multicolore mehrfarbig マルチ マルチカラー",
}
"""Family to names of colours in English, Italian, German, French and Japanese, which people search by."""

SHADES: dict[str, str] = {
    "black": "ebony onyx jet ebano ébène 墨 エボニー",
    "grey": "charcoal slate graphite anthracite stone ash smoke antracite ardesia grafite pietra anthrazit "
    "チャコール",
    "white": "chalk snow gesso",
    "beige": "sand oat straw linen natural nude champagne khaki panna crema sabbia avena paglia naturale "
    "creme sable 砂",
    "brown": "chestnut walnut oak chocolate coffee mocha cognac camel tan caramel tobacco wood clay castagna "
    "noce rovere cammello cuoio eiche nussbaum chêne noyer キャメル オーク ウォルナット",
    "red": "wine cherry ruby vino rubino weinrot ワイン",
    "orange": "rust terracotta coral peach apricot ruggine corallo pesca corail ラスト テラコッタ",
    "yellow": "mustard lemon ocher ochre senape ocra limone senf moutarde マスタード",
    "green": "moss sage forest olive mint emerald lime muschio salvia oliva menta smeraldo bosco "
    "モス オリーブ",
    "blue": "sky ink aqua indigo denim azure cobalt inchiostro marine",
    "purple": "lavender plum aubergine lavanda prugna ラベンダー",
    "pink": "rose blush cipria rosé",
    "gold": "brass ottone or laiton messing 真鍮",
    "silver": "chrome steel nickel acciaio スチール",
    "multi": "assorted rainbow",
}
"""Family to what else feeds call a shade of it; most are things of their own, of which a search may speak."""


def _by_word(words_of: dict[str, str]) -> dict[str, str]:
    return {piece: family for family, words in words_of.items() for piece in pieces(words)}


FAMILY = _by_word(NAMES)
"""Name of a colour, folded, to its family."""

SHADE = _by_word(SHADES) | FAMILY
"""Likewise of any shade."""

FAINT = 0.09
"""Saturation below which a colour is a grey."""

HUES = (
    (14, "red"),
    (42, "orange"),
    (66, "yellow"),
    (168, "green"),
    (255, "blue"),
    (300, "purple"),
    (345, "pink"),
)
"""Degrees up to which a hue has the name; above the last it is red again."""


def family(value: OptionValue) -> str:
    """Return the family of a colour by its names, else by its swatch; '' when neither tells.

    >>> family(OptionValue("x", {"it": "Verde bosco"})), family(OptionValue("y", {"en": "Dune"}, "#c9bba2"))
    ('green', 'beige')
    """
    return of_words(value.name.values()) or of_swatch(value.swatch)


def of_words(texts: Iterable[str]) -> str:
    """Return the family of the last word of a text that is a colour: `olive green` is a green."""
    for text in texts:
        known = [SHADE[piece] for piece in pieces(text) if piece in SHADE]
        if known:
            return known[-1]
    return ""


def of_swatch(swatch: str) -> str:
    """Return the family of `#rrggbb`, '' for ''."""
    if not swatch:
        return ""
    red, green, blue = (int(swatch[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    if strong < FAINT or light < 0.1 or light > 0.95:  # noqa: PLR2004 - nearly black, nearly white
        return "black" if light < 0.2 else "white" if light > 0.88 else "grey"  # noqa: PLR2004 - likewise
    name = next((name for limit, name in HUES if hue * 360 < limit), "red")
    return _warm(name, light, strong)


def _warm(name: str, light: float, strong: float) -> str:
    """Tell apart what has a warm hue and is called by another name when it is pale or dark."""
    if name in {"orange", "yellow"}:
        if light > 0.65 and strong < 0.6:  # noqa: PLR2004 - a pale one
            return "beige"
        if name == "orange" and (light < 0.4 or strong < 0.4):  # noqa: PLR2004 - a dark or dull one
            return "brown"
    if name == "red" and light > 0.7:  # noqa: PLR2004 - a pale one
        return "pink"
    return name
