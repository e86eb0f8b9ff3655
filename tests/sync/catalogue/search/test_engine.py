from pathlib import Path

import pytest
from goods import axis, built, choices, find, goods, hits, rows
from hypothesis import given
from hypothesis import strategies as st

from sync.catalogue.advance import Advance
from sync.catalogue.schema import CatalogueError
from sync.catalogue.search import Query, Search, facets
from sync.protocol.products import Category, Product, Variant


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.db"


def test_finds_by_words_of_any_language_in_any_order(path: Path) -> None:
    sofa = Product("larch", {"en": "Larch sofa", "it": "Divano Larice"}, [])
    search = built(path, sofa, goods("lamp"))
    assert hits(search, "divano") == hits(search, "SOFA larch") == hits(search, "laric") == ("larch",)


def test_a_name_goes_before_a_trait_and_a_trait_before_a_text(path: Path) -> None:
    search = built(
        path,
        goods("told", description={"en": "Goes with every oak table."}, rank=0),
        goods("chosen", options=[axis("colour", oak="Oak")], rank=1),
        goods("named", "Oak table", rank=2),
    )
    assert hits(search, "oak") == ("named", "chosen", "told")


def test_among_equals_the_popular_one_goes_first(path: Path) -> None:
    search = built(path, *(goods(f"{rank}", "Tee", rank=rank) for rank in (2, 0, 1)))
    assert hits(search, "tee") == hits(search) == ("0", "1", "2")


def test_what_is_called_exactly_so_goes_first(path: Path) -> None:
    search = built(path, goods("pan", "Pan with lid", rank=0), goods("lid", "Lid", rank=1))
    assert hits(search, "lid") == ("lid", "pan")


@pytest.mark.parametrize("typed", ["s", "so", "sof", "sofa", "sofas", "SOFÀ"])
def test_finds_as_one_types(path: Path, typed: str) -> None:
    assert hits(built(path, goods("a", "Larch sofa"), goods("b", "Lamp")), typed) == ("a",)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sofz", "sofa"),
        ("osfa", "sofa"),
        ("wardrobbe", "wardrobe"),
        ("wardroeb", "wardrobe"),
    ],
)
def test_a_slip_is_seen_and_told(path: Path, typed: str, meant: str) -> None:
    result = find(built(path, goods("sofa"), goods("wardrobe"), goods("lamp")), typed)
    assert (result.hits, result.corrected, result.near) == ((meant,), meant, False)


def test_a_slip_in_a_colour_or_a_synonym_is_seen_though_no_product_has_the_word(path: Path) -> None:
    search = built(path, goods("sofa", options=[axis("colour", ash="Ash")]), goods("lamp"))
    assert find(search, "grigo")[:3] == (("sofa",), 1, "grigio")
    assert find(search, "sofa grigo")[:3] == (("sofa",), 1, "sofa grigio")
    search = Search(path, {"en": [["sofa", "settee"]]})
    assert find(search, "setee")[:3] == (("sofa",), 1, "settee")


def test_what_was_typed_can_be_insisted_on(path: Path) -> None:
    search = built(path, goods("sofa", "Green sofa"), goods("lamp"))
    assert search.find(Query(text="sofz", as_written=True)).total == 0
    result = search.find(Query(text="green sofz", as_written=True))
    assert (result.hits, result.corrected, result.near) == (("sofa",), "", True)


def test_a_little_word_is_no_slip(path: Path) -> None:
    assert find(built(path, goods("a", "Tre")), "the").total == 0


def test_what_was_meant_is_not_told_where_it_goes_with_nothing_else(path: Path) -> None:
    search = built(path, goods("sofa", "Sofa for 3"), goods("sweater", "Sweater"))
    result = find(search, "3 seater sofa")
    assert (result.hits, result.corrected, result.near) == (("sofa",), "", True)


def test_a_word_that_finds_something_is_no_slip(path: Path) -> None:
    result = find(built(path, goods("boot"), goods("book")), "book")
    assert (result.hits, result.corrected) == (("book",), "")


def test_words_typed_as_one_and_one_typed_as_two(path: Path) -> None:
    search = built(path, goods("lamp", "Floor lamp"), goods("tee", "T-shirt"), goods("board", "Sideboard"))
    assert find(search, "floorlamp")[:3] == (("lamp",), 1, "floor lamp")
    assert hits(search, "tshirt") == hits(search, "t shirt") == hits(search, "t-shirt") == ("tee",)
    assert hits(search, "side board") == ("board",)


def test_where_nothing_has_all_words_what_has_most_is_near(path: Path) -> None:
    search = built(path, goods("a", "Green oak sofa"), goods("b", "Green lamp"), goods("c", "Rug"))
    result = find(search, "green oak bench")
    assert (result.hits, result.near) == (("a",), True)
    assert find(search, "xyzzy")[:4] == ((), 0, "", False)


def test_hits_with_all_words_are_counted_apart_from_those_that_come_close(path: Path) -> None:
    told = goods("told", "Mat", description={"en": "For a yoga bag."})
    search = built(path, told, goods("bag", "Bag"), goods("yoga", "Yoga shorts"))
    result = find(search, "yoga bag")
    assert (result.near, result.hits[0], result.whole, result.total) == (True, "told", 1, 3)
    assert (find(search, "mat").near, find(search, "mat").whole) == (False, 1)


def test_what_has_half_of_the_words_is_near_where_little_has_more(path: Path) -> None:
    search = built(path, goods("a", "Blue oak lamp"), goods("b", "Blue lamp"), goods("c", "Lamp"))
    assert find(search, "blue oak lamp sofa").hits == ("a", "b")


def test_a_code_may_be_typed_without_its_dashes(path: Path) -> None:
    search = built(path, goods("MH01-XS", "Hoodie"), goods("MH02-XS", "Jacket"))
    assert hits(search, "mh01x") == hits(search, "mh01xs") == ("MH01-XS",)
    assert hits(search, "mh03xs") == ()


def test_what_has_most_of_the_words_follows_a_few_that_have_all_in_their_texts_alone(path: Path) -> None:
    told = goods("told", description={"en": "Holds a water bottle"}, rank=0)
    search = built(path, told, goods("bottle", "Bottle", rank=1), goods("lamp", rank=2))
    result = find(search, "water bottle")
    assert (result.hits, result.near) == (("told", "bottle"), True)
    assert find(search, "holds")[:4] == (("told",), 1, "", False)


def test_singular_and_plural_in_english_and_italian(path: Path) -> None:
    search = built(path, goods("bench", "Bench"), goods("sedia", "Sedie bianche"))
    assert hits(search, "benches") == ("bench",)
    assert hits(search, "sedia bianca") == ("sedia",)


def test_japanese_without_spaces_whatever_its_width_and_script(path: Path) -> None:
    search = built(path, goods("sofa", "緑色のソファー"), goods("desk", "木の机"))
    for typed in ("ソファ", "ｿﾌｧ", "そふぁ", "ソフ", "緑", "緑のソファー", "ソファ 緑"):
        assert hits(search, typed) == ("sofa",), typed
    assert hits(search, "机") == ("desk",)
    near = find(search, "ソハァー緑色")
    assert (near.hits, near.near) == (("sofa",), True)


def test_synonyms_hold_both_ways_also_for_phrases(path: Path) -> None:
    groups = [["sofa", "couch"], ["night table", "bedside table"]]
    search = built(path, goods("sofa"), goods("b", "Bedside table"), goods("c", "Table"), en=groups)
    assert hits(search, "couches") == ("sofa",)
    assert hits(search, "night table") == ("b",)


def test_a_family_of_colours_finds_its_shades(path: Path) -> None:
    search = built(path, goods("a", "Sofa", options=[axis("colour", moss="Moss")]), goods("b", "Sofa"))
    assert hits(search, "green sofa") == hits(search, "divano verde")[:1] == ("a",)


def test_a_category_that_is_called_so_goes_first_with_all_below_it(path: Path) -> None:
    search = built(
        path,
        Category("bags", {"en": "Bags"}),
        Category("totes", {"en": "Totes"}, "bags"),
        goods("charm", "Bag charm", rank=0),
        goods("tote", "Mercato", category="totes", rank=1),
    )
    assert hits(search, "bag") == ("tote", "charm")
    assert hits(search, "", category="bags") == ("tote",)


def test_finds_by_parts_of_a_sku_and_of_a_gtin(path: Path) -> None:
    variant = Variant("v", "LRC-MOSS-212", {}, {}, gtin="09527310002117")
    search = built(path, goods("larch", "Sofa", variants=[variant]), goods("other", "Lrc 2117 lamp"))
    for typed in ("lrc-moss", "LRC_MOSS 212", "9527310002117", "09527310002117", "95273100", "02117"):
        assert hits(search, typed)[:1] == ("larch",), typed


def test_filters_narrow_and_every_group_counts_as_if_it_were_open(path: Path) -> None:
    colours = axis("colour", moss="Moss", black="Black"), axis("colour", red="Red")
    search = built(
        path,
        Category("sofas", {"en": "Sofas"}),
        goods("a", "Sofa", price=10_000, category="sofas", options=[colours[0]]),
        goods("b", "Sofa", price=20_000, category="sofas", options=[colours[1], axis("size", m="M")]),
        goods("c", "Sofa", price=30_000, options=[axis("size", s="S", xl="XL")]),
    )
    result = find(search, "sofa", colours={"green"})
    assert (result.hits, result.total) == (("a",), 1)
    assert [(count.id, count.number) for count in result.facets.colours] == [
        ("black", 1),
        ("red", 1),
        ("green", 1),
    ]
    sizes = find(search, "sofa", sizes={"size:xl"}).facets.sizes
    assert [(count.id, count.number) for count in sizes] == [("size:s", 1), ("size:m", 1), ("size:xl", 1)]
    assert [(count.id, count.name) for count in result.facets.categories] == [("sofas", {"en": "Sofas"})]
    assert result.facets.prices == (10_000, 10_000)
    assert hits(search, sizes={"size:m", "size:s"}) == ("b", "c")
    assert find(search).facets.prices == (10_000, 30_000)


def test_choices_of_two_axes_are_one_variant_that_exists(path: Path) -> None:
    axes = [axis("colour", red="Red", black="Black"), axis("size", m="M", s="S")]
    search = built(
        path,
        goods("a", "Shirt", options=axes, variants=choices(colour="red black", size="m s")),
        goods("b", "Shirt", options=axes, variants=choices(colour="red red", size="m s")),
    )
    assert hits(search, colours={"red"}, sizes={"size:m"}) == ("a", "b")
    assert hits(search, colours={"red"}, sizes={"size:s"}) == ("b",)
    assert hits(search, colours={"black"}, sizes={"size:m"}) == ()
    assert hits(search, colours={"black", "red"}, sizes={"size:m"}) == ("a", "b")
    counted = find(search, colours={"red"}).facets
    assert [(count.id, count.number) for count in counted.sizes] == [("size:s", 1), ("size:m", 2)]
    counted = find(search, sizes={"size:s"}).facets
    assert [(count.id, count.number) for count in counted.colours] == [("black", 1), ("red", 1)]


def test_sizes_of_one_axis_are_alternatives_and_of_two_go_together(path: Path) -> None:
    axes = [axis("waist", **{"32": "32", "34": "34"}), axis("length", long="Long", short="Short")]
    trousers = goods("a", options=axes, variants=choices(waist="32 34", length="long short"))
    search = built(path, trousers)
    assert hits(search, sizes={"waist:32", "waist:34"}) == ("a",)
    assert hits(search, sizes={"waist:32", "length:long"}) == ("a",)
    assert hits(search, sizes={"waist:32", "length:short"}) == ()
    assert hits(search, sizes={"waist:32", "waist:34", "length:short"}) == ("a",)


@pytest.mark.parametrize("few", [0, 4000])
def test_categories_are_counted_with_all_below_them_however_it_is_done(
    path: Path, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "FEW", few)
    shelves = [Category("home", {}), Category("sofas", {}, "home"), Category("deep", {}, "sofas")]
    ring = [Category("egg", {}, "hen"), Category("hen", {}, "egg")]
    places = {"a": "sofas", "b": "deep", "c": "home", "d": "nowhere", "e": "", "f": "egg"}
    search = built(path, *shelves, *ring, *(goods(name, category=place) for name, place in places.items()))
    counts = {count.id: count.number for count in find(search).facets.categories}
    assert counts == {"home": 3, "sofas": 2, "deep": 1}
    below = find(search, category="home").facets.categories
    assert {count.id: count.number for count in below} == {"sofas": 2, "deep": 1}
    assert hits(search, category="egg") == ("f",)


@pytest.mark.parametrize(
    ("lowest", "highest", "expected"),
    [
        (None, 10_000, "a"),
        (10_000, None, "abc"),
        (10_001, 30_000, "bc"),
        (20_000, 20_000, "b"),
        (1, 2, ""),
        (30_001, None, ""),
    ],
)
def test_bounds_of_a_price_are_included(
    path: Path, lowest: int | None, highest: int | None, expected: str
) -> None:
    search = built(
        path,
        *(goods(name, price=price) for name, price in (("a", 10_000), ("b", 20_000), ("c", 30_000))),
        goods("d"),
    )
    assert "".join(hits(search, price_from=lowest, price_to=highest)) == expected


def test_stock_is_counted_and_on_demand_nothing_else_is_found(path: Path) -> None:
    search = built(path, goods("a", "Sofa"), goods("b", "Sofa"), goods("c", "Lamp"))
    stock = frozenset({"b", "c", "gone"})
    assert find(search, "sofa", in_stock=stock)[:2] == (("a", "b"), 2)
    assert find(search, "sofa", in_stock=stock).in_stock == 1
    only = find(search, "sofa", in_stock=stock, only_in_stock=True)
    assert (only.hits, only.total, only.in_stock) == (("b",), 1, 1)


def test_a_long_answer_is_read_in_parts(path: Path) -> None:
    search = built(path, *(goods(f"{rank:03}", "Tee", rank=rank) for rank in range(500)))
    whole = [one for offset in range(0, 540, 60) for one in hits(search, "tee", offset=offset)]
    assert whole == [f"{rank:03}" for rank in range(500)]
    assert find(search, "tee", limit=5, offset=490).hits == ("490", "491", "492", "493", "494")


def test_changes_count_from_the_next_question_on(path: Path) -> None:
    search = built(path, goods("sofa"))
    assert hits(search, "lamp") == ()
    with Advance(path) as changes:
        changes.put(rows([goods("lamp")]))
        changes.commit(2)
    assert hits(search, "lamp") == ("lamp",)
    search.close()


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Search:
    sofa = goods("larch", "Larch sofa 緑のソファー", price=100, options=[axis("colour", moss="Moss")])
    variant = Variant("v", "LRC-212", {}, {}, gtin="09527310002117")
    shelf = Category("sofas", {"en": "Sofas & beds"})
    path = tmp_path_factory.mktemp("shop") / "c.db"
    return built(
        path, shelf, sofa, goods("b", "Bed", category="sofas", variants=[variant]), en=[["bed", "cot"]]
    )


@given(st.text(max_size=60) | st.text(st.sampled_from("larchsofe 緑ソファー0952'-"), max_size=30))
def test_whatever_is_typed_is_answered(shop: Search, text: str) -> None:
    result = find(shop, text)
    assert set(result.hits) <= {"larch", "b"}
    assert result.total == len(result.hits)


def test_a_pasted_page_is_answered_like_its_beginning(shop: Search) -> None:
    assert hits(shop, "sofa larch " * 10_000)[:1] == ("larch",)
    assert hits(shop, "\ud800larch") == ("larch",)


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"not a database, by any means at all")
    with pytest.raises(CatalogueError):
        Search(tmp_path / "x.db")
