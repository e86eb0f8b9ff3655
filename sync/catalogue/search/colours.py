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

WORDS: dict[str, str] = {
    "black": "black ebony onyx jet nero nera ebano schwarz noir noire ébène 黒 ブラック 墨 エボニー",
    "grey": "grey gray charcoal slate graphite anthracite stone ash smoke grigio grigia antracite ardesia "
    "grafite pietra grau anthrazit gris grise 灰 灰色 グレー グレイ チャコール",
    "white": "white chalk snow bianco bianca gesso weiß blanc blanche 白 ホワイト",
    "beige": "beige ivory cream ecru sand oat straw linen natural nude champagne khaki avorio panna crema "
    "sabbia avena paglia naturale sand creme elfenbein crème écru sable ivoire "
    "ベージュ アイボリー クリーム 生成 砂",
    "brown": "brown chestnut walnut oak chocolate coffee mocha cognac camel tan caramel tobacco wood clay "
    "marrone castagna noce rovere cammello cuoio braun eiche nussbaum marron brun chêne noyer "
    "茶 茶色 ブラウン キャメル オーク ウォルナット",
    "red": "red crimson scarlet burgundy wine maroon cherry ruby bordeaux rosso rossa vino bordò rubino rot "
    "weinrot rouge 赤 レッド ワイン ボルドー",
    "orange": "orange rust terracotta coral peach apricot arancione arancio ruggine corallo pesca "
    "corail オレンジ 橙 ラスト テラコッタ",
    "yellow": "yellow mustard lemon ocher ochre giallo gialla senape ocra limone gelb senf jaune moutarde "
    "黄 黄色 イエロー マスタード",
    "green": "green moss sage forest olive mint emerald lime verde muschio salvia oliva menta smeraldo bosco "
    "grün vert verte 緑 グリーン 深緑 モス オリーブ",
    "blue": "blue navy sky ink teal turquoise aqua indigo denim azure cobalt blu azzurro azzurra celeste "
    "inchiostro turchese blau marine bleu bleue 青 ブルー 紺 ネイビー 藍 水色",
    "purple": "purple violet lavender lilac plum mauve aubergine viola lilla lavanda prugna lila violett "
    "violette 紫 パープル ラベンダー",
    "pink": "pink rose blush fuchsia magenta rosa cipria rosé ピンク 桃色",
    "gold": "gold brass golden oro ottone dorato or laiton messing 金 ゴールド 真鍮",
    "silver": "silver chrome steel nickel argento acciaio silber argent 銀 シルバー",
    "multi": "multi multicolor multicolour multicolore assorted rainbow mehrfarbig マルチ マルチカラー",
}
"""Family to words in English, Italian, German, French and Japanese."""

FAMILY = {piece: family for family, words in WORDS.items() for piece in pieces(words)}

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
        known = [FAMILY[piece] for piece in pieces(text) if piece in FAMILY]
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
