"""The columns of WooCommerce's product export by one name each: the header is in the shop's language."""

import re
from collections.abc import Iterable

TRANSLATED = {
    "type": "typ|tipo|タイプ|商品タイプ",
    "sku": "artikelnummer|codice sku|cod|ugs|商品コード",
    "name": "nome|nom|nombre|名前|商品名|naam",
    "published": "veröffentlicht|pubblicato|publié|publicado|公開済み|公開",
    "featured": "is featured?|ist hervorgehoben?|in primo piano?|in evidenza?"
    "|è in evidenza?|mis en avant ?|mis en avant?|¿está destacado?|destacado"
    "|オススメですか ?|オススメですか?|おすすめ商品|おすすめですか ?",
    "visibility": "visibility in catalog|sichtbarkeit im katalog"
    "|visibilità nel catalogo|visibilità in catalogo|visibilité dans le catalogue"
    "|visibilidad en el catálogo|カタログでの表示|catalog visibility",
    "short description": "kurzbeschreibung|breve descrizione|descrizione breve"
    "|description courte|descripción corta|簡単な説明|短い説明",
    "description": "beschreibung|descrizione|descripción|説明",
    "sale starts": "date sale price starts|datum, an dem angebotspreis beginnt"
    "|inizio del periodo di saldo|data di inizio del prezzo in saldo"
    "|data di inizio del prezzo in offerta|data inizio prezzo in offerta"
    "|date de début de promo|date de début de la promotion"
    "|día en que empieza el precio rebajado|セール価格の開始日",
    "sale ends": "date sale price ends|datum, an dem angebotspreis endet"
    "|fine del periodo di saldo|data di fine del prezzo in saldo"
    "|data di fine del prezzo in offerta|data fine prezzo in offerta"
    "|date de fin de promo|date de fin de la promotion"
    "|día en que termina el precio rebajado|セール価格の終了日",
    "in stock": "in stock?|vorrätig?|in magazzino?|disponibile?|en stock ?|en stock?"
    "|en inventaire ?|en inventaire?|¿en inventario?|¿existencias?"
    "|¿hay existencias?|在庫の有無|在庫あり ?|在庫あり?|stock status",
    "stock": "lager|lagerbestand|bestand|magazzino|inventario|inventaire|在庫|在庫数|voorraad",
    "backorders": "backorders allowed?|lieferrückstande erlaubt?"
    "|lieferrückstände erlaubt?|abilita gli ordini arretrati?"
    "|ordini arretrati permessi?|autoriser les commandes de produits en rupture ?"
    "|¿permitir reservas de productos agotados?|お取り寄せを許可する ?",
    "sale price": "angebotspreis|prezzo in offerta|prezzo in saldo|prezzo scontato"
    "|tarif promo|prix promo|precio rebajado|セール価格",
    "regular price": "regulärer preis|prezzo di listino|prezzo regolare|prezzo normale"
    "|tarif régulier|prix régulier|precio normal|標準価格|通常価格",
    "categories": "kategorien|categorie|catégories|categorías|カテゴリー|カテゴリ",
    "tags": "schlagwörter|tag|étiquettes|etiquetas|タグ",
    "images": "bilder|immagini|images|imágenes|画像",
    "parent": "übergeordnetes produkt|übergeordnet|genitore|parent|superior|padre|親",
    "grouped products": "gruppierte produkte|prodotti raggruppati|groupes de produits"
    "|produits groupés|productos agrupados|セット販売商品|グループ化された商品",
    "upsells": "zusatzverkäufe|up-sells|up-sell|upsell|produits suggérés|ventas dirigidas|アップセル",
    "cross-sells": "cross-sells (querverkäufe)|querverkäufe|cross-sell|ventes croisées"
    "|ventas cruzadas|クロスセル",
    "external url": "externe url|url esterno|url externe|url externa|外部 url",
    "position": "posizione|posición|位置",
    "brands": "marken|brand|marchi|marques|marcas|ブランド",
}
"""One name to what WooCommerce 7 to 10 write in German, Italian, French, Spanish, Japanese; lower case."""

NAMES = {
    foreign: name
    for name, listed in TRANSLATED.items()
    for foreign in (name, *listed.split("|"))
    if name != foreign
}
MEASURES = {
    "weight": "weight|gewicht|peso|poids|重量|重さ",
    "length": "length|länge|lunghezza|longueur|longitud|長さ",
    "width": "width|breite|larghezza|largeur|anchura|ancho|幅",
    "height": "height|höhe|altezza|hauteur|altura|alto|高さ",
}
MEASURE = re.compile("|".join(rf"(?P<{name}>{words})" for name, words in MEASURES.items()))
UNIT = re.compile(r"\s*[(\uff08]\s*(.+?)\s*[)\uff09]")
UNITS = {
    "lbs": "lb",
    "livres": "lb",
    "libbre": "lb",
    "pouce": "in",
    "pouces": "in",
    "pollici": "in",
    "yd": "yd",
}
ATTRIBUTE = re.compile(r"(?:attribut|atribut|属性).*?(\d{1,2})|(\d{1,2}).*?(?:attribut|atribut|属性)")
ATTRIBUTE_PARTS = (
    ("value", re.compile(r"value|wert|valor|valeur|値")),
    (
        "other",
        re.compile(
            r"visib|sichtbar|global|default|standard|predefin|défaut|defecto|表示|グローバル|デフォルト"
        ),
    ),
    ("name", re.compile(r"name|nome|nom|naam|名")),
)
GTIN = re.compile(
    r"^(gtin\b.*|meta: _?(wpm_gtin_code|ean|ean13|gtin|barcode|global_unique_id|hwp_product_gtin|alg_ean"
    r"|ts_gtin))$"
)
SIGNS = frozenset(
    {
        "attribute1 name",
        "backorders",
        "cross-sells",
        "grouped products",
        "in stock",
        "parent",
        "published",
        "regular price",
        "sale price",
        "sale starts",
        "short description",
        "visibility",
    }
)
ENOUGH = 2
ENOUGH_ALONE = 4
"""Columns of WooCommerce's own that make a table its own, with a type and without one."""


def name_of(column: str) -> str:
    """Return the one name of a column; measures keep their unit behind a colon.

    >>> name_of("gewicht (kg)"), name_of("regulärer preis"), name_of("attribut 2 wert(e)")
    ('weight:kg', 'regular price', 'attribute2 value')
    """
    text = " ".join(column.split()).replace("\u2019", "'")
    if text in NAMES:
        return NAMES[text]
    if GTIN.match(text):
        return "gtin" if text.startswith("gtin") else "gtin of a plugin"
    return _measure(text) or _attribute(text) or text


def is_products(header: Iterable[str]) -> bool:
    """Whether these are the columns of a product export."""
    names = set(map(name_of, header))
    signs = len(names & SIGNS)
    return (
        "name" in names
        and bool(names & {"sku", "id"})
        and signs >= (ENOUGH if "type" in names else ENOUGH_ALONE)
    )


def _measure(text: str) -> str:
    measure = MEASURE.match(text)
    unit = UNIT.fullmatch(text, measure.end()) if measure else None
    return f"{measure.lastgroup}:{UNITS.get(unit[1], unit[1])}" if measure and unit else ""


def _attribute(text: str) -> str:
    match = None if text.startswith("meta:") else ATTRIBUTE.search(text)
    if not match:
        return ""
    part = next((part for part, pattern in ATTRIBUTE_PARTS if pattern.search(text)), "other")
    return f"attribute{match[1] or match[2]} {part}"
