"""What shops call the columns of their tables, the surest name first.

Names are compared without case, punctuation, numbers at the end, and what stands in brackets. Languages:
English, Italian, German, French, Spanish, Dutch, Portuguese, Japanese.
"""

PRODUCT = {
    "sku": "sku|custom sku|item sku|product sku|product code sku|référence n|variant sku|sku code"
    "|item number|item no|item code|article number|article no|stock code"
    "|product code|codice articolo|cod articolo|cod art|codice prodotto|codice|articolo|artikelnummer"
    "|artikel nr|artikelnr|art nr|artnr|bestellnummer|référence|code article|code produit"
    "|référence produit"
    "|referencia|código artículo|código de artículo|código|código do produto|código produto|artikelcode"
    "|商品コード|商品番号|品番|型番|管理番号|商品id|part number|part no|mpn|model number|item id|itemid"
    "|product id|productid|productnummer|material|materialnummer|article|artikel|cod|code|item|art|ref"
    "|reference|réf|réf article|numero|number|nummer|id|no|nr|コード|番号",
    "gtin": "gtin|ean|ean upc|upc ean|product upc ean|cod a barre|codice barre|ean code|ean13"
    "|ean 13|codice ean|upc|upc code|barcode|bar code|codice a barre"
    "|cod barre|barre|strichcode|ean nummer|ean nr|gtin ean|ean gtin|code barre|code barres|code à barres"
    "|código de barras|codigo de barras|streepjescode|jan|janコード|jan code|バーコード|isbn|gencod",
    "key": "item group id|parent sku|parent code|group code|style code|style number|style|style no"
    "|model code|handle|codice modello|modello|codice padre|cod modello|modellnummer|modell|vaterartikel"
    "|hauptartikel|modèle|code modèle|sku parent|référence parent|modelo|código modelo|model"
    "|product group id"
    "|親商品コード|モデル|parent",
    "name": "name|product name|item description|materialkurztext|artikelkurztext|title"
    "|product title|item name|article name|nome"
    "|nome prodotto|nome articolo"
    "|titolo|descrizione articolo|descrizione breve articolo|denominazione|bezeichnung|artikelbezeichnung"
    "|artikelname|produktname|titel|nom|nom du produit|désignation|libellé|libelle|intitulé|nombre"
    "|nombre del producto|denominación|título|naam|productnaam|omschrijving|artikelomschrijving"
    "|nome do produto|商品名|品名|名称|製品名|des art|descr art|descr|des articolo|desc articolo|bez"
    "|artikelbez|product|prodotto|produkt|produit|producto|produto|商品"
    "|description|descrizione|beschreibung|descripción|descrição|label|item|articolo|article|artikel",
    "lead": "short description|subtitle|summary|descrizione breve|sottotitolo|kurzbeschreibung|kurztext"
    "|description courte|résumé|descripción corta|resumen|korte omschrijving|descrição curta"
    "|キャッチコピー"
    "|概要",
    "description": "description|long description|product description|body|body html|details|descrizione"
    "|descrizione estesa|descrizione lunga|descrizione prodotto|beschreibung|langtext|produktbeschreibung"
    "|artikelbeschreibung|description longue|descriptif|descripción|descripción larga|beschrijving"
    "|descrição"
    "|商品説明|説明|詳細|商品説明文",
    "category": "category|categories|category path|gr merc|item category|item category code"
    "|product type|product category|department|dept|categoria"
    "|categoria prodotto|categorie|reparto|famiglia|fam|gruppo merc|gruppo merceologico|merceologia"
    "|kategorie|kategorien"
    "|warengruppe|wg|hauptwarengruppe|produktgruppe|catégorie|catégories|famille|rayon|categoría"
    "|categorías|familia|sección"
    "|categorie|productgroep|artikelgroep|groep|categoria do produto|família|カテゴリ|カテゴリー|分類"
    "|部門"
    "|type|tipo|typ"
    "|group",
    "subcategory": "subcategory|sub category|sottocategoria|sottofamiglia|unterkategorie|sous catégorie"
    "|subcategoría|subcategorie|subcategoria|サブカテゴリ|サブカテゴリー|中分類",
    "brand": "brand|brand name|manufacturer|maker|marca|marchio|produttore|marke|hersteller|marque"
    "|fabricant|fabricante|merk|fabrikant|ブランド|メーカー",
    "price": "price|prezzo web|prezzo online|retail price|selling price|our price|unit price"
    "|gross price|retail|regular price"
    "|price incl vat|prezzo|prezzo di vendita|prezzo vendita|prezzo al pubblico"
    "|prezzo ivato|prezzo iva inclusa|pvp|preis|verkaufspreis|vk|vk preis|endpreis"
    "|bruttopreis|preis brutto|ladenpreis|prix|prix de vente|prix ttc|tarif|precio"
    "|precio de venta|precio venta|prijs|verkoopprijs|preço|preço de venda|価格|販売価格|売価"
    "|税込価格|単価|値段|amount|importo|normal price|prezzo normale|normalpreis|prix normal|prix régulier"
    "|precio normal|precio regular|normale prijs|preço normal|通常価格|list price|rrp|msrp|srp"
    "|prezzo di listino"
    "|prezzo listino|listino|listenpreis|uvp|prix public|prix conseillé|prix catalogue|precio recomendado"
    "|adviesprijs|定価|希望小売価格",
    "sale_price": "sale price|special price|offer price|discount price|discounted price|promo price"
    "|price now|prezzo scontato|prezzo promo|prezzo in offerta|prezzo offerta|prezzo saldo|angebotspreis"
    "|aktionspreis|sonderpreis|prix promo|prix remisé|prix soldé|precio oferta|precio rebajado"
    "|precio de oferta"
    "|actieprijs|aanbiedingsprijs|preço promocional|セール価格|特価|割引価格",
    "was": "was|was price|old price|compare at price|original price|price before|strike price"
    "|prezzo pieno"
    "|prezzo precedente|prezzo barrato|vecchio prezzo|alter preis|streichpreis|statt preis|ancien prix"
    "|prix barré|precio anterior|precio antes|oude prijs|van prijs|preço anterior|preço antigo|旧価格"
    "|元値|regular price|normal price|prezzo normale|normalpreis|prix normal|prix régulier|precio normal"
    "|precio regular|normale prijs|preço normal|通常価格",
    "sale_from": "sale from|sale start|sale price from|special price from|inizio offerta|angebot von"
    "|aktion von|aktion ab|gültig von|gültig ab|offerta dal|promo dal|inizio promo|promo du"
    "|début promotion"
    "|date début promo|inicio promoción|oferta desde|actie van|actie vanaf|início promoção|セール開始日"
    "|début promo|inicio oferta",
    "sale_until": "until|sale until|sale to|sale end|sale price until|special price to|fine offerta"
    "|angebot bis|aktion bis|gültig bis|offerta al|promo al|fine promo|promo au|fin promotion"
    "|date fin promo"
    "|fin promoción|oferta hasta|actie tot|fim promoção|セール終了日"
    "|fin promo|fin oferta",
    "currency": "currency|currency code|price currency|valuta|währung|währg|waehrung|waehrg|wkz"
    "|devise|moneda|moeda|通貨",
    "stock": "stock|current stock level|current stock|quantity|qty|stock quantity|qty in stock"
    "|stock level|on hand|qoh|available"
    "|available stock"
    "|inventory|units|giacenza|giacenze|quantità|quantita|qta|qtà|disponibilità|esistenza|scorta|scorte"
    "|q tà|q ta|esist|giac|bestand|lagerbestand|menge|verfügbar|anzahl|stück|lager|quantité|qté"
    "|quantité en stock|qté en stock|qté stock|qty on hand|quantity on hand|qty available|lagermenge"
    "|disponible"
    "|existencias|cantidad|unidades|stock disponible|voorraad|aantal|estoque|quantidade|qtd|在庫|在庫数"
    "|数量|在庫数量|有効在庫|count|pezzi|pz",
    "availability": "availability|stock status|in stock|disponibile|stato|verfügbarkeit|lieferbar"
    "|disponibilité|en stock|disponibilidad|beschikbaarheid|disponibilidade|在庫状況|在庫有無",
    "store": "store|store code|store id|store number|location|location code|branch|shop|warehouse|site"
    "|negozio|codice negozio|punto vendita|filiale|magazzino|deposito|sede|laden|markt|lagerort|standort"
    "|magasin|boutique|entrepôt|tienda|almacén|sucursal|winkel|filiaal|vestiging|loja|armazém|filial"
    "|店舗|店舗コード|店|倉庫|拠点",
    "aisle": "aisle|shelf|bin|bin location|place|corsia|scaffale|ubicazione|posizione|gang|regal"
    "|lagerplatz"
    "|allée|rayonnage|emplacement|pasillo|estante|ubicación|gangpad|schap|corredor|prateleira|棚|棚番"
    "|ロケーション",
    "as_of": "as of|stock date|counted at|inventory date|updated at|last updated|data giacenza"
    "|aggiornato al|stand|bestandsdatum|date stock|fecha stock|更新日時|在庫日時",
    "image": "image|url des images|image urls|product image|product image file|images|image url"
    "|image link|picture|pictures|photo|main image|image src|immagine"
    "|immagini|foto|url immagine|bild|bilder|bild url|bildlink|produktbild|images url|photos|imagen"
    "|imágenes|imagen url|afbeelding|afbeeldingen|imagem|imagens|画像|画像url|商品画像|写真",
    "color": "color|colour|color name|colore|farbe|couleur|kleur|cor|色|カラー",
    "size": "size|size name|taglia|misura|grösse|größe|groesse|taille|pointure|talla|maat|tamanho|サイズ",
    "weight": "weight|gross weight|net weight|item weight|peso|peso lordo|peso netto|gewicht|poids"
    "|gewicht brutto|重量|重さ|weight kg|weight g|weight lb",
    "weight_unit": "weight unit|unit of weight|unità peso|unità di peso|gewichtseinheit|unité de poids"
    "|unidad de peso",
    "length": "length|lunghezza|länge|longueur|longitud|largo|lengte|comprimento|長さ",
    "width": "width|larghezza|breite|largeur|ancho|breedte|largura|幅",
    "depth": "depth|profondità|tiefe|profondeur|profundidad|diepte|profundidade|奥行|奥行き",
    "height": "height|altezza|höhe|hauteur|alto|altura|hoogte|高さ",
    "diameter": "diameter|diametro|durchmesser|diamètre|diámetro|直径",
    "length_unit": "length unit|dimension unit|unit of length|unità misura|unità di misura dimensioni",
    "dimensions": "dimensions|dims|size and dimensions|measurements|dimensioni|misure|ingombro"
    "|abmessungen|maße"
    "|dimensiones|medidas|afmetingen|dimensões|寸法|外形寸法",
    "popularity": "popularity|sales rank|units sold|sold|vendite|venduti|verkäufe|ventes|ventas|販売数",
    "related": "related|related products|related skus|correlati|prodotti correlati|ähnliche artikel"
    "|produits associés|relacionados|関連商品",
    "goes_with": "goes with|cross sell|cross sells|accessories|accessori|zubehör|accessoires|accesorios"
    "|関連アクセサリ",
}

STORE = {
    "code": "code|store code|store id|store number|store no|location code|branch code|codice"
    "|codice negozio"
    "|codice punto vendita|filialnummer|filial nr|marktnummer|code magasin|numéro magasin|código"
    "|código tienda"
    "|código da loja|winkelnummer|店舗コード|店舗番号|id|number|nr|store|negozio|filiale|ref",
    "name": "name|store name|shop name|location name|branch|title|nome|nome negozio|punto vendita|insegna"
    "|filialname|marktname|bezeichnung|nom|nom du magasin|enseigne|nombre|nombre tienda|tienda|naam"
    "|winkelnaam|nome da loja|loja|店舗名|店名|名称|store|shop|negozio|filiale",
    "city": "city|town|locality|address locality|address city|città|citta|comune|località|stadt|ort|ville"
    "|commune|ciudad|localidad|población|plaats|stad|woonplaats|cidade|municipio|市|市区町村|都市",
    "address": "address|street|street address|address line|address street|address street address"
    "|indirizzo|via|adresse|straße"
    "|strasse|anschrift|rue|dirección|calle|domicilio|adres|straat|endereço|morada|rua|住所|所在地",
    "address2": "address2|address line 2|address 2|indirizzo 2|adresszusatz|complément|complemento",
    "zip": "zip|zip code|zipcode|postal code|postcode|address postal code|address zip|cap|plz"
    "|postleitzahl|code postal"
    "|código postal|cp|cep|郵便番号",
    "state": "state|province|region|county|address region|address state|provincia|prov|regione|bundesland"
    "|département|région"
    "|comunidad|estado|distrito|provincie|都道府県",
    "country": "country|country code|address country|nazione|paese|land|pays|país|pais|国",
    "latitude": "latitude|lat|location lat|location latitude|geo lat|geo latitude|coordinates lat"
    "|coordinates latitude"
    "|latitudine|breitengrad|latitud|緯度|y",
    "longitude": "longitude|lon|lng|long|location lon|location lng|location longitude|geo lon|geo lng"
    "|geo longitude"
    "|coordinates lon|coordinates lng|coordinates longitude|longitudine|längengrad|longitud|経度|x",
    "timezone": "timezone|time zone|tz|fuso orario|zeitzone|fuseau horaire|zona horaria|タイムゾーン",
    "currency": "currency|valuta|währung|devise|moneda|moeda|通貨",
    "language": "language|locale|lingua|sprache|langue|idioma|taal|言語",
    "hours": "hours|opening hours|store hours|openinghours|orari|orario|orari di apertura"
    "|orario di apertura"
    "|öffnungszeiten|horaires|horaires d'ouverture|horario|horarios|horario de apertura|openingstijden"
    "|horário|horário de funcionamento|営業時間",
    "services": "services|service|features|amenities|servizi|leistungen|servicios|diensten|serviços|サービス",
    "areas": "areas|store areas|departments|aree|reparti|abteilungen|rayons|secciones|afdelingen|secções"
    "|seções|売り場|売場",
}

CATEGORY = {
    "id": "id|category id|code|category code|codice|codice categoria|kategorie id|code catégorie|código"
    "|カテゴリid|カテゴリコード|number",
    "name": "name|category name|title|category|nome|nome categoria|categoria|kategorie|bezeichnung|nom"
    "|catégorie|nombre|categoría|naam|categorie|カテゴリ名|カテゴリ|名称",
    "parent": "parent|parent id|parent category|parent category id|parent code|padre|id padre"
    "|categoria padre|elternkategorie|oberkategorie|übergeordnet|catégorie parente|parent|padre id"
    "|categoría padre|親カテゴリ|親id",
    "path": "path id|path ids",
    "path_names": "path name|path names",
    "children": "sub categories id|sub categories|children|children id|subcategories id",
}

KINDS = {"products": PRODUCT, "stores": STORE, "categories": CATEGORY}

PRIVATE = (
    "cost|cost price|unit cost|purchase price|wholesale price|buying price|margin|markup|supplier"
    "|vendor cost"
    "|supplier code|supplier sku|costo|costo unitario|prezzo di acquisto|prezzo acquisto|ultimo costo"
    "|margine"
    "|ricarico|fornitore|codice fornitore|einkaufspreis|ek|ek preis|marge|handelsspanne|lieferant"
    "|lieferantennummer|prix d achat|prix achat|coût|fournisseur|coste|precio de compra|precio compra"
    "|margen"
    "|proveedor|inkoopprijs|leverancier|preço de custo|custo|fornecedor|仕入価格|原価|仕入先|粗利"
)
"""What is no shopper's business and never kept: what the shop pays, and to whom."""

PRIVATE_WORDS = frozenset(
    [
        "cost",
        "costs",
        "costo",
        "costi",
        "coste",
        "custo",
        "cout",
        "wholesale",
        "margin",
        "margine",
        "marge",
        "margen",
        "markup",
        "ricarico",
        "acquisto",
        "achat",
        "compra",
        "einkauf",
        "einkaufspreis",
        "ek",
        "inkoop",
        "inkoopprijs",
        "supplier",
        "fornitore",
        "lieferant",
        "lieferanten",
        "fournisseur",
        "proveedor",
        "leverancier",
        "fornecedor",
    ]
)
"""Words in a header that make it no shopper's business either (`Default Cost`, `EK netto`)."""

NET = (
    "net price|price net|price excl vat|price ex vat|prezzo netto|prezzo senza iva|imponibile|nettopreis"
    "|preis netto|prix ht|precio neto|precio sin iva|nettoprijs|preço sem iva|税抜価格|税別価格|本体価格"
)
"""Prices without the tax: no shopper pays them."""
