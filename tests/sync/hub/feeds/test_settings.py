from datetime import UTC, datetime

from sync.hub.feeds.settings import settle
from sync.protocol.products import Store

MILANO = Store("milano", "Milano", currency="EUR", language="it")
TOKYO = Store("tokyo", "Tokyo", currency="JPY", language="ja")
STORES = {store.code: store for store in (MILANO, TOKYO)}


def test_the_named_store_decides_currency_and_language() -> None:
    chosen = settle(STORES, "tokyo", "", "")
    assert (chosen.store, chosen.currency, chosen.language) == (TOKYO, "JPY", "ja")


def test_else_the_hubs_first_store() -> None:
    assert settle(STORES, "", "", "").store == MILANO


def test_what_is_named_beats_the_store() -> None:
    chosen = settle(STORES, "", "USD", "en")
    assert (chosen.store, chosen.currency, chosen.language) == (MILANO, "USD", "en")


def test_a_store_nobody_knows_is_a_new_one_in_the_named_currency() -> None:
    chosen = settle(STORES, "roma", "EUR", "")
    assert (chosen.store.code, chosen.store.name, chosen.store.currency) == ("roma", "Roma", "EUR")


def test_an_empty_hub_gets_a_main_store() -> None:
    chosen = settle({}, "", "", "")
    assert (chosen.store.code, chosen.currency) == ("main", "USD")
    assert abs((chosen.today - datetime.now(UTC).date()).days) <= 1


def test_the_store_an_import_made_for_itself_stays_its_store_when_others_come() -> None:
    made = settle({}, "", "", "").store
    assert settle({**STORES, made.code: made}, "", "", "").store == made
