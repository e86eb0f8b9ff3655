"""A small, slightly dirty file of every format, to be mutated. None of it is anybody's: all invented."""

import csv
import io
import json
from typing import NamedTuple


class Sample(NamedTuple):
    """Files of one format; the one called `mutated` is changed. `kind` is table, xml, json or toml."""

    format: str
    files: dict[str, bytes]
    mutated: str
    kind: str

    @property
    def content(self) -> bytes:
        return self.files[self.mutated]

    def with_content(self, content: bytes) -> dict[str, bytes]:
        return {**self.files, self.mutated: content}


def _table(format_: str, name: str, header: str, *rows: str, delimiter: str = ";") -> Sample:
    """Write rows, given with `;` between the cells, as a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(line.split(";") for line in (header, *rows))
    return Sample(format_, {name: text.getvalue().encode()}, name, "table")


def _json(format_: str, name: str, value: object) -> Sample:
    return Sample(format_, {name: json.dumps(value, ensure_ascii=False, indent=1).encode()}, name, "json")


ITEM = (
    "<item><g:id>{sku}</g:id><g:item_group_id>BAG</g:item_group_id>"
    "<title><![CDATA[Bag & more - {colour}]]></title><g:description>&lt;p&gt;By hand.&lt;/p&gt"
    ";</g:description>"
    "<g:image_link>https://s.example/{sku}.jpg</g:image_link>"
    "<g:availability>in_stock</g:availability><g:price>89.00 EUR</g:price>"
    "<g:sale_price>69,90 EUR</g:sale_price>"
    "<g:gtin>4006381333931</g:gtin><g:color>{colour}</g:color><g:product_type>Home &gt; Bags</g:product_type>"
    "<g:product_detail><g:attribute_name>Lining</g:attribute_name><g:attribute_value>Cotton"
    "</g:attribute_value>"
    "</g:product_detail><g:shipping_weight>1.2 kg</g:shipping_weight></item>\n"
)
RSS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>'
    "<title>Shop</title>\n{items}</channel></rss>\n"
)
PRODUCTS = [
    {
        "@type": "ProductGroup", "productGroupID": "COAT", "name": "Wool coat",
        "variesBy": ["https://schema.org/color"],
        "aggregateRating": {"ratingValue": "4.5", "reviewCount": 10},
        "review": [{"reviewRating": {"ratingValue": 5}, "author": "Ada", "reviewBody": "Good."}],
        "hasVariant": [
            {"@type": "Product", "sku": "C-1", "gtin13": "4006381333931", "color": "Green", "weight": "1 kg",
             "offers": {"price": 119.9, "priceCurrency": "EUR", "availability": "https://schema.org/InStock"}},
            {"@type": "Product", "sku": 22, "color": "Blue", "offers": [{"price": "soon"}]},
        ],
    },
    {"@type": "Product", "name": "Lamp", "url": "https://s.example/lamp", "image": ["https://s.example/l.jpg"]},
]  # fmt: skip
GRAPH = {"@context": "https://schema.org", "@graph": PRODUCTS}

SHOP = {
    "range.toml": "".join(
        f"""[[product]]
id = "{product}"
category = "chairs"
sku = "{sku}"
sized_by = "size"
[product.options.colour]
values = ["moss", "sand"]
[product.options.size]
values = ["400"]
unit = "mm"
[[product.size]]
value = "400"
width = 400
weight = 5200
price = {{ EUR = 12900, JPY = 21400 }}
was = {{ EUR = 14900 }}
until = 2099-11-30
"""
        for product, sku in (("oak-chair", "OAK"), ("elm-chair", "ELM"))
    ).encode(),
    "gtins.toml": b'OAK-MOSS-40 = "4006381333931"\nELM-SAND-40 = "96385074"\n',
    "colours.toml": b'moss = "#66705a"\nsand = "#c9bba2"\n',
    "categories.toml": b'[[category]]\nid = "chairs"\n',
    "stores.toml": b'[[store]]\ncode = "milano"\nname = "Milano"\n',
    "reviews.toml": b'[[review]]\nproduct = "oak-chair"\nstars = 5\ntext = "Good."\n',
    "stock.csv": b"store,sku,quantity,aisle,as_of\nmilano,OAK-MOSS-40,2,7,2026-11-22T08:21:00Z\n"
    b"milano,ELM-SAND-40,0,7,2026-11-22T08:21:00Z\n",
    "texts/en.toml": "".join(
        f'[products.{product}]\nname = "{name}"\n'
        for product, name in (("oak-chair", "Oak chair"), ("elm-chair", "Elm chair"))
    ).encode(),
}

SAMPLES = {
    "google-xml": Sample(
        "google",
        {
            "feed.xml": RSS.format(
                items="".join(
                    ITEM.format(sku=f"BAG-{n}", colour=colour)
                    for n, colour in enumerate(("Moss", "Sand", "é"))
                )
            ).encode()
        },
        "feed.xml",
        "xml",
    ),
    "google-table": _table(
        "google",
        "feed.txt",
        "id;title;description;link;image_link;additional_image_link;availability;price;sale_price;gtin"
        ";item_group_id;color",
        "00042;Mug - red;<b>Rim</b>;https://s.example/m;https://s.example/m.jpg;a.jpg,b.jpg;in stock"
        ";12.00 EUR"
        ";;;MUG;red",
        "00043;Mug - blue;Rim;;;;out of stock;12,00 EUR;9 EUR;4006381333931;MUG;blue",
        '7;A "quoted" bowl;Line;;;;preorder;EUR 3;;123;;',
        delimiter="\t",
    ),
    "reviews": Sample(
        "reviews",
        {
            "products.csv": b"sku,name,price\nMUG,Mug,5.00\nBAG,Bag,9.00\n",
            "reviews.csv": b"sku,rating,title,review,author,date\n"
            b'MUG,5,Good,"<p>Holds, and warms.</p>",Ann,2026-03-04\nBAG,4/5,,Fine,Bo,4.3.2026\nX,2,,,,\n',
        },
        "reviews.csv",
        "table",
    ),
    "google-inventory-xml": Sample(
        "google",
        {
            "local.xml": RSS.format(
                items="".join(
                    f"<item><g:store_code>S{n}</g:store_code><g:id>BAG</g:id><g:quantity>{n}</g:quantity></item>\n"
                    for n in range(3)
                )
            ).encode()
        },
        "local.xml",
        "xml",
    ),
    "google-inventory-table": _table(
        "google",
        "local.tsv",
        "store code;itemid;quantity;price;availability",
        "TO 1;BAG;3;9 EUR;in stock",
        "MI;BAG;;;out of stock",
        ";CUP;5;;",
        delimiter="\t",
    ),
    "shopify": _table(
        "shopify",
        "products_export.csv",
        "Handle;Title;Body (HTML);Vendor;Type;Tags;Published;Option1 Name;Option1 Value;Option2 Name"
        ";Option2 Value"
        ";Variant SKU;Variant Grams;Variant Inventory Qty;Variant Price;Variant Compare At Price"
        ";Variant Barcode"
        ";Image Src;Status",
        "tee;Linen tee;<p>Light.</p>;E;Tees;a, b;TRUE;Color;Sand;Size;M;'0007;180;-2;19.90;25.00"
        ";'4006381333931"
        ";https://c.example/t.jpg;active",
        "tee;;;;;;;;Sky;;L;T-2;180;4;19.90;;;;",
        "tee;;;;;;;;;;;;;;;;;https://c.example/t2.jpg;",
        "mug;Mug;;;;;TRUE;Title;Default Title;;;;300;1;12;;;;draft",
    ),
    "shopify-inventory": _table(
        "shopify",
        "inventory_export.csv",
        "Handle;Title;Option1 Name;Option1 Value;SKU;HS Code;COO;Location;Available;On hand (current)",
        "tee;Tee;Color;Sand;0007;;IT;Torino Centro;4;6",
        "tee;Tee;Color;Sky;;;IT;Milano;not stocked;",
        "mug;Mug;Title;Default Title;MUG;;IT;Milano;;3",
    ),
    "woocommerce": _table(
        "woocommerce",
        "wc-export.csv",
        "ID;Type;SKU;Name;Published;Short description;Description;Date sale price ends;In stock?;Stock"
        ";Weight (kg);Sale price;Regular price;Categories;Images;Parent;Upsells;Attribute 1 name"
        ";Attribute 1 value(s)",
        "10;variable;HOOD;Hoodie;1;Warm\\nsoft;<p>B</p>;;1;9;0,5;;;Sale, Clothing > Hoodies"
        ";https://s.example/a.jpg"
        ";;COAT;Color;Red, Blue",
        "11;variation;HOOD-R;Hoodie - Red;1;;;2026-12-31;1;3;;35;45,50;;;HOOD;;Color;Red",
        "12;variation;;Hoodie - Blue;1;;;;backorder;parent;;;45;;;id:10;;Color;Blue",
        "13;simple;BOX;Box;0;;;;0;;;;5;;;;;;",
        delimiter=",",
    ),
    "jsonld": _json("jsonld", "products.json", GRAPH),
    "jsonld-lines": Sample(
        "jsonld", {"products.jsonl": "\n".join(map(json.dumps, PRODUCTS)).encode()}, "products.jsonl", "json"
    ),
    "jsonld-page": Sample(
        "jsonld",
        {
            "page.html": (
                "<!DOCTYPE html><html><head><title>x</title>\n"
                f'<script type="application/ld+json">{json.dumps(GRAPH, indent=1)}</script></head></html>'
            ).encode()
        },
        "page.html",
        "json",
    ),
    "magento": _table(
        "magento",
        "products.csv",
        "sku;product_type;name;price;special_price;visibility;qty;categories;description;weight;base_image"
        ";additional_attributes;configurable_variations",
        'A;configurable;Shirt;20;;Catalog, Search;;Default Category/Men/Tops;"<p>A &amp; b</p>";;/m/a.jpg;'
        ";sku=A-S,size=S,color=Red|sku=A-M,size=M,color=Red",
        "A-S;simple;Shirt-S;20;15;Not Visible Individually;5;;;1;;size=S,color=Red;",
        "A-M;simple;Shirt-M;;;Not Visible Individually;0;;;1 kg;;size=M,color=Red;",
        "B;simple;Bag;30;;Catalog;2;;;;;;",
        delimiter=",",
    ),
    "saleor": _json(
        "saleor",
        "populatedb.json",
        [
            {
                "model": "channel.channel",
                "pk": 1,
                "fields": {
                    "name": "EU",
                    "slug": "eu",
                    "currency_code": "EUR",
                    "is_active": True,
                    "default_country": "IT",
                },
            },
            {
                "model": "product.category",
                "pk": 7,
                "fields": {"name": "Shoes", "slug": "shoes", "parent": None},
            },
            {"model": "product.producttype", "pk": 3, "fields": {"name": "Shoe", "slug": "shoe"}},
            {
                "model": "product.product",
                "pk": 5,
                "fields": {
                    "name": "Sneaker",
                    "slug": "sneaker",
                    "category": 7,
                    "product_type": 3,
                    "description_plaintext": "Soft.",
                    "weight": "500.0:g",
                },
            },
            {
                "model": "product.productvariant",
                "pk": 50,
                "fields": {"sku": "SN-40", "name": "40", "product": 5},
            },
            {
                "model": "product.productvariantchannellisting",
                "pk": 1,
                "fields": {
                    "variant": 50,
                    "channel": 1,
                    "currency": "EUR",
                    "price_amount": "59.90",
                    "discounted_price_amount": "49.90",
                },
            },
            {"model": "warehouse.warehouse", "pk": "w1", "fields": {"name": "Torino", "slug": "torino"}},
            {
                "model": "warehouse.stock",
                "pk": 1,
                "fields": {"warehouse": "w1", "product_variant": 50, "quantity": 4},
            },
        ],
    ),
    "openfoodfacts": _table(
        "openfoodfacts",
        "products.tsv",
        "code;url;creator;created_t;last_modified_t;product_name;generic_name;quantity;brands;categories"
        ";states;countries_tags;image_url;ingredients_text",
        "4006381333931;http://o.example/1;x;1;2;Oat drink;;1 L;Emaia;Drinks"
        ";en:drinks;en:italy;https://o.example/1.jpg;Oats",
        "0000123;http://o.example/2;x;1;2;&quot;Bars&quot;;;3 x 20 g;;;;;;",
        "12E+3;http://o.example/3;x;1;2;;;;;;;;;",
        delimiter="\t",
    ),
    "plain": _table(
        "plain",
        "products.csv",
        "sku;product;name;gtin;price;currency;was;option:Colour;option:Size;category;stock;store",
        "A-1;A;Cup;4006381333931;9.90;EUR;12.00;red;S;Kitchen > Cups;4;main",
        "A-2;A;Cup;;9.90;EUR;;blue;S;Kitchen > Cups;0;main",
        "B;;Bowl;123;abc;EUR;;;;;;",
    ),
    "anytable": _table(
        "table",
        "listino.csv",
        "Codice articolo;Descrizione;Prezzo;Giacenza;Reparto;Codice EAN;Note",
        "A1;Tazza;9,90 €;4;Cucina;4006381333931;blu",
        "A2;Piatto;1.250,00 €;0;Cucina;;",
        ";Vaso;5;x;Casa;;",
    ),
    "stores": _json(
        "table",
        "stores.json",
        [
            {
                "id": n,
                "name": f"Shop {n}",
                "address": "Via 1",
                "city": "Torino",
                "state": "TO",
                "zip": "10121",
                "location": {"lat": 45.07, "lon": 7.68},
                "hours": "Mon: 9-18; Tue: 9-18",
                "services": ["Repair"],
            }
            for n in range(1, 4)
        ],
    ),
    "shop-range": Sample("shop folder", SHOP, "range.toml", "toml"),
    "shop-gtins": Sample("shop folder", SHOP, "gtins.toml", "toml"),
    "shop-stock": Sample("shop folder", SHOP, "stock.csv", "table"),
}
