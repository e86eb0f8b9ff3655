from pathlib import Path

import pytest

from sync.hub.feeds.anytable.zones import Region, zone_of
from sync.hub.feeds.parts import CategoryPart, StorePart
from sync.protocol.products import Opening

DATA = Path(__file__).parents[6] / "shared/data/bestbuy-stores"
real = pytest.mark.skipif(not DATA.exists(), reason="needs ../shared/data/bestbuy-stores")


def test_a_list_of_stores_from_italy(read_table) -> None:
    parts, ledger = read_table(
        "Codice negozio;Negozio;Indirizzo;CAP;Città;Nazione;Orari;Latitudine;Longitudine;Servizi;Reparti\n"
        'MI1;Milano Duomo;Via Torino 1;20123;Milano;Italia;"Lun-Sab 9:30-20; dom chiuso";45,46;9,18'
        f";Wi-Fi, Ritiro;Divani, Lampade, {'x' * 41}\n"
    )
    (store,) = (part.store for part in parts if isinstance(part, StorePart))
    assert (store.code, store.name, store.city) == ("MI1", "Milano Duomo", "Milano")
    assert store.address == "Via Torino 1, 20123"
    assert (store.latitude, store.longitude, store.timezone) == (45.46, 9.18, "Europe/Rome")
    assert store.hours == [Opening(day, "09:30", "20:00") for day in range(6)]
    assert store.hours_text == "Lun-Sab 9:30-20; dom chiuso"
    assert store.services == ["Wi-Fi", "Ritiro"]
    assert store.areas == [{"it": "Divani"}, {"it": "Lampade"}]
    assert {found.field for found in ledger.walk()} == {"", "currency", "language", "areas"}


def test_hours_in_a_column_for_each_weekday(read_table) -> None:
    parts, _ = read_table("id,name,city,zip,monday,sunday\n7,Old Town,Berlin,10115,9am-8pm,closed\n")
    assert parts[0].store.hours == [Opening(0, "09:00", "20:00")]


def test_hours_nested_in_json(read_table) -> None:
    parts, _ = read_table(
        '[{"id": 1, "name": "Centro", "address": {"city": "Milano", "zip": "20100", "country": "IT"},'
        ' "opening_hours": {"monday": "09:00-18:00", "sunday": "closed"}}]',
        file="s.json",
    )
    assert parts[0].store.hours == [Opening(0, "09:00", "18:00")]
    assert parts[0].store.timezone == "Europe/Rome"


def test_a_place_that_is_none_is_left_out_and_the_store_stays(read_table) -> None:
    parts, ledger = read_table(
        "id,name,lat,lon,tz\n1,A,45,9,Mars\n2,B,45,999,\n3,C,45,9,Europe/Rome\n,,1,1,\n"
    )
    assert [(part.store.code, part.store.latitude, part.store.timezone) for part in parts] == [
        ("1", 45.0, "UTC"),
        ("2", None, "UTC"),
        ("3", 45.0, "Europe/Rome"),
    ]
    told = [(found.row.number, found.field) for found in ledger.walk() if found.row.number]
    assert told == [(2, "timezone"), (3, "longitude"), (5, "code")]


@pytest.mark.parametrize(
    ("region", "zone"),
    [
        (Region("Italy"), "Europe/Rome"),
        (Region("US", "CA"), "America/Los_Angeles"),
        (Region("", "CA", "94103", 37.77, -122.42), "America/Los_Angeles"),
        (Region("", "MI", "20123-X", 45.46, -83.1), ""),
        (Region("", "CA", "94103"), ""),  # Canada, Cádiz, a ward in Lima
        (Region("", "TO", "10121", 45.0, 7.6), ""),  # Torino
        (Region("US", "TX", "79901", 31.76, -106.49), "America/Denver"),
        (Region("US", "TX", "78701", 30.27, -97.74), "America/Chicago"),
        (Region("US", "FL", "32401", 30.16, -85.66), ""),  # on the line
        (Region("US", "TX"), ""),
        (Region("Canada", "ON"), ""),
    ],
)
def test_a_zone_is_told_only_where_it_is_certain(region: Region, zone: str) -> None:
    assert zone_of(region) == zone


def test_a_tree_of_categories(read_table) -> None:
    parts, ledger = read_table("id;nome;padre\nA;Casa;0\nB;Sedie;A\nC;;A\n;x;\n")
    assert [(part.category.id, part.category.name["it"], part.category.parent) for part in parts] == [
        ("A", "Casa", ""),
        ("B", "Sedie", "A"),
        ("C", "C", "A"),
    ]
    assert (ledger.rows, ledger.refused) == (4, 1)


@real
def test_1565_real_stores_are_read_with_hours_and_place(read_table) -> None:
    parts, ledger = read_table((DATA / "stores.json").read_text(encoding="utf-8"), file="stores.json")
    stores = [part.store for part in parts if isinstance(part, StorePart)]
    assert (len(stores), ledger.refused) == (1565, 0)
    assert all(store.latitude and store.longitude and store.hours and store.hours_text for store in stores)
    assert sum(store.timezone != "UTC" for store in stores) >= 1500
    assert sum(bool(store.services) for store in stores) > 1000


@real
def test_a_real_tree_of_4584_categories_is_read(read_table) -> None:
    parts, ledger = read_table((DATA / "categories.json").read_text(encoding="utf-8"), file="categories.json")
    categories = {part.category.id: part.category for part in parts if isinstance(part, CategoryPart)}
    assert (ledger.rows, ledger.refused) == (4584, 0)
    assert len(categories) == 4584 + 139  # these stand only in the paths of others
    assert all(not category.parent or category.parent in categories for category in categories.values())
