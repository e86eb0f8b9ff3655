"""Words for the sides of a thing, in the languages shops write in."""

_SIDES = {
    "width": "width wide widths largeur breite breit larghezza ancho anchura largura breedte 幅 横幅 横",
    "depth": "depth deep profondeur tiefe tief profondità profondita profundidad fondo profundidade diepte "
    "奥行 奥行き",
    "height": "height high tall ht hauteur höhe hoch altezza alto altura hoogte 高さ 高",
    "length": "length long longueur länge lang lunghezza longitud comprimento lengte 長さ",
    "diameter": "diameter dia diam diametro diamètre diamètre durchmesser diámetro diâmetro ø ⌀ 直径 径",
    "weight": "weight wt peso poids gewicht 重量 重さ",
}
SIDES = {word.casefold(): side for side, words in _SIDES.items() for word in words.split()}
"""Every word (case-folded) to the side it names; `weight` is told in the same way."""

LETTERS = frozenset("wdhlbtpa")
"""Single letters whose meaning the others beside them tell (see `sides.settle`)."""

_WHOLE = "overall total assembled exterior outer external ingombro gesamtmaße 外寸"
_LABELS = (
    "dimensions dimension dim dims size sizes measures measurements measurement measure product item "
    "dimensioni misure misura abmessungen maße maß taille dimensiones medidas tamaño dimensões tamanho "
    "afmetingen サイズ 寸法 本体サイズ 商品サイズ 本体"
)
WHOLE = frozenset(_WHOLE.casefold().split())
"""Words that say, even beside the measures of parts: this is the outside of the whole thing."""

LABELS = WHOLE | frozenset(_LABELS.casefold().split())
"""Words before measures that say nothing else."""

TIMES = frozenset({"x", "by", "per", "mal"})
