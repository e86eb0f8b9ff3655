"""The home page: a greeting, the list to go on with, shelves to look along; nothing of anybody before."""

import pytest

from kiosk.core.shopper import Shopper
from kiosk.ui.lines import JOINER
from kiosk.ui.models.home import HomeModel
from sync.protocol.customers import Customer
from sync.protocol.ids import line_id
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.sign_ins import SignedInShopper
from sync.protocol.suggestions import Popular, Together, share_of
from tests.kiosk.ui.known_shopper import ANNA, Hub

SOFA = "SOF-moss-2120"
MORNING = 10
"""The store's hour when the standing clock stands at zero: 9 o'clock UTC, in Rome."""


@pytest.fixture
def home(kiosk, robot) -> HomeModel:
    robot.tap("Begin")
    robot.wait(lambda: len(kiosk.home.shelves) > 0, "what the shop has")
    return kiosk.home


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (3, "Good evening"),
        (4, "Good morning"),
        (11, "Good morning"),
        (12, "Good afternoon"),
        (17, "Good afternoon"),
        (18, "Good evening"),
        (23, "Good evening"),
    ],
)
def test_the_greeting_goes_by_the_hour_of_the_store(kiosk, clock, hour, greeting):
    clock.seconds += ((hour - MORNING) % 24) * 3600
    assert kiosk.home.greeting == greeting


def test_before_there_is_a_list_it_says_how_to_begin(kiosk, robot, home):
    assert not home.begun
    assert home.listText == ""
    assert "Let’s find something for you" in robot.texts()


def test_the_list_to_go_on_with_is_told_with_what_it_costs(kiosk, robot, home):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.scan("VASE-1")
    kiosk.product.add()
    kiosk.model.toHome()
    assert home.begun
    assert home.listText == "2 pieces, €1,319"
    assert [row.product for row in home.thumbs[:]] == ["vase", "sofa"]
    robot.tap("Continue where you left off, Your list, 2 pieces, €1,319")
    assert kiosk.model.page == "list"


def test_it_speaks_the_language_that_is_chosen(kiosk, home):
    kiosk.model.speak("it")
    assert home.greeting == "Buongiorno"
    assert home.first.title == "I più amati"
    assert "Divano Larice" in [row.name for row in home.first.tiles[:]]


def test_a_shelf_is_looked_along_from_here(kiosk, robot, home):
    robot.tap("Sofas, 1 product")
    robot.wait(lambda: list(kiosk.search.hits.ids) == ["sofa"], "the shelf")
    assert kiosk.model.page == "category"


def test_who_has_signed_in_is_greeted_by_name_until_the_visit_ends(kiosk, home):
    home.welcome(Shopper("c1", "Anna", "A***"))
    assert home.greeting == "Good morning, Anna"
    home.welcome(Shopper("c1"))
    assert home.greeting == "Good morning"
    home.welcome(Shopper("c1", "Anna", "A***"))
    kiosk.visit.finish()
    assert home.greeting == "Good morning"


def shown(item):
    """The text of an item, without the marks that hold phrases together."""
    return str(item.property("text")).replace(JOINER, "")


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Wilhelmina Featherstonehaugh-Cholmondeley"),
        ("it", "Maria Immacolata Bartolomei-Castelvecchio"),
        ("ja", "武者小路東久世伊集院さゆり"),
    ],
)
def test_a_long_name_is_greeted_to_the_end(kiosk, robot, home, language, name):
    kiosk.model.speak(language)
    home.welcome(Shopper("c1", name))
    kiosk.window.resize(1280, 800)
    robot.painted()
    greeting = next(item for item in robot._visible() if shown(item) == home.greeting)
    assert not greeting.property("truncated")
    assert greeting.property("contentHeight") <= 72


def test_a_sign_in_is_greeted_by_name_on_the_home_page(kiosk, robot, home):
    Hub(kiosk).enter()
    kiosk.model.toHome()
    robot.wait(lambda: "Good morning, Anna" in robot.texts(), "the greeting")
    kiosk.visit.finish()
    assert home.greeting == "Good morning"


def test_what_many_buy_here_comes_first_once_the_hub_has_learned_it(kiosk, robot, home, learn):
    assert [row.product for row in home.first.tiles[:]] == ["sofa", "vase", "lamp"]
    learn("popular", "milano", Popular(["vase", "gone", "sofa"]))
    robot.wait(lambda: [row.product for row in home.first.tiles[:]] == ["vase", "sofa"], "the news")
    assert (home.first.title, home.first.reason) == ("Popular here", "often chosen")


def test_what_was_bought_with_what_is_on_the_list_is_told_with_its_reason(kiosk, robot, home, learn):
    learn("together", share_of("lamp"), Together({"lamp": ["sofa", "gone", "vase"]}))
    kiosk.scan("LAMP-1")
    kiosk.product.add()
    kiosk.model.toHome()
    assert (home.first.title, home.first.reason) == (
        "Chosen together with your Lamp",
        "by many who bought it",
    )
    assert [row.product for row in home.first.tiles[:]] == ["sofa", "vase"]
    robot.wait(lambda: "Chosen together with your Lamp" in robot.texts(), "the suggestion")


@pytest.mark.parametrize("end", ["finish", "idle"])
def test_the_end_of_a_visit_leaves_nothing_of_its_list_here(kiosk, robot, clock, home, end):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.list._keeper.rename("For Aunt Ottilie")
    kiosk.list.refresh()
    kiosk.model.toHome()
    robot.wait(lambda: home.listName == "For Aunt Ottilie", "the list's name")
    if end == "finish":
        kiosk.visit.finish()
    else:
        clock.seconds += 91
        kiosk.visit.tick()
    assert not home.begun
    assert home.listText == ""
    assert home.listName == "Your list"
    assert len(home.thumbs) == 0
    assert home.suggested(0) is None
    kiosk.model.begin()
    assert not any("Ottilie" in text for text in robot.texts())


def test_who_has_a_list_fetches_it_from_here_too(kiosk, robot, home):
    robot.tap("I have a list")
    robot.wait(lambda: kiosk.model.page == "claim", "where the code is typed")
    kiosk.model.leaveClaim()
    assert kiosk.model.page == "home"


def test_who_has_several_lists_goes_on_with_any_of_them(kiosk, robot, home):
    hub = Hub(kiosk)
    hub.enter()
    kiosk.model.toHome()
    robot.wait(
        lambda: any(name.startswith("Continue where you left off, Hall") for name in robot.names()), "one"
    )
    names = ["hall", "attic", "garden", "gifts"]
    hub.tell(Customer(ANNA, lists=names))
    for number, name in enumerate(names[1:], 1):
        hub.tell(own_list(name, number))
    robot.wait(lambda: "All lists" in robot.names(), "their lists")
    shown = {name.partition(",")[0] for name in robot.names()} & {name.title() for name in names}
    assert len(shown) == 3, shown
    robot.tap("Garden, 2 pieces")
    assert kiosk.model.page == "list"
    assert kiosk.list.title == "Garden"
    kiosk.model.toHome()
    robot.tap("All lists")
    assert kiosk.model.lists.shown


def test_who_is_new_is_welcomed_with_what_many_like(kiosk, robot, home):
    hub = Hub(kiosk)
    hub.ask_who()
    hub.words = [SignedInShopper(ANNA, "A***", 7200, "Anna", [])]
    kiosk.sign_in.accept()
    hub.tell(Customer(ANNA))
    robot.wait(lambda: kiosk.model.page == "welcome", "the welcome")
    assert kiosk.home.first.shown
    robot.wait(lambda: kiosk.home.first.title in robot.texts(), "what many like")
    robot.tap("Look around")
    assert kiosk.model.page == "home"


def test_the_lists_of_who_was_here_are_gone_from_home_with_the_visit(kiosk, robot, home):
    hub = Hub(kiosk)
    hub.enter(lists=["hall", "attic"])
    hub.tell(own_list("attic", 1))
    kiosk.model.toHome()
    robot.wait(lambda: "Attic, 1 piece" in robot.names(), "their lists")
    kiosk.model.signOut()
    kiosk.model.toAttract()
    robot.tap("Begin")
    robot.wait(lambda: "Let’s find something for you" in robot.texts(), "the home page")
    assert not any("Attic" in text for text in [*robot.texts(), *robot.names()])


def own_list(name: str, quantity: int) -> ShoppingList:
    line = Line(line_id(name, "vase", {}), "vase", "vase", quantity)
    return ShoppingList(name, f"customer:{ANNA}", name.title(), lines=[line])
