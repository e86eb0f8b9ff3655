"""Words for stock in the languages of shops; English ones are those of all feeds (`feeds.availability`)."""

from sync.hub.feeds.availability import parse_availability
from sync.hub.feeds.layout import fold

WORDS = {
    "in_stock": "yes|true|sì|si|y|s|disponibile|in magazzino|ja|vorrätig|lieferbar|auf lager|verfügbar|oui"
    "|disponible|en stock|en existencia|sí|op voorraad|beschikbaar|sim|disponível|em estoque|在庫あり|あり|有"
    "|○|◯|◎|有り",
    "low_stock": "few left|low|low stock|pochi pezzi|ultimi pezzi|in esaurimento|wenige|wenige verfügbar"
    "|derniers exemplaires|últimas unidades|△|残りわずか|わずか",
    "out_of_stock": "no|n|false|esaurito|non disponibile|nein|ausverkauft|nicht vorrätig|nicht lieferbar"
    "|nicht verfügbar|non|épuisé|rupture|rupture de stock|indisponible|agotado|no disponible|sin stock|nee"
    "|uitverkocht|niet op voorraad|não|esgotado|indisponível|在庫なし|なし|無|無し|\u00d7|売り切れ|完売|欠品",
    "backorder": "su ordinazione|ordinabile|auf bestellung|bestellbar|sur commande|bajo pedido|op bestelling"
    "|por encomenda|取り寄せ|お取り寄せ|受注生産",
    "preorder": "preordine|prenotabile|vorbestellbar|précommande|reserva|予約|予約受付中",
}
STATUS = {word: status for status, words in WORDS.items() for word in words.split("|")}


def parse_stock_word(text: str) -> str:
    """Return a status of `sync.protocol.stock.STATUSES`.

    Raises:
        ValueError: It is none that is known.

    >>> parse_stock_word("Esaurito"), parse_stock_word("在庫あり"), parse_stock_word("in stock")
    ('out_of_stock', 'in_stock', 'in_stock')
    """
    return STATUS.get(fold(text)) or parse_availability(text)
