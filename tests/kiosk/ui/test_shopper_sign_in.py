"""Signing in at the real window, and what is theirs then."""

import pytest

from sync.brand import Asked
from sync.brand.asking import AskedWords
from sync.client.errors import Offline, Refused
from sync.protocol import scopes
from sync.protocol.customers import Consent, Customer
from sync.protocol.fits import Fit, Tally
from sync.protocol.lists import Line, ShoppingList
from sync.protocol.sign_ins import SignedInShopper
from tests.kiosk.ui.known_shopper import ANNA, BEGUN, CONFIRMED, MAILED, Hub

SOFA = "SOF-moss-2120"
ADDRESS = "anna.rossi@example.com"


@pytest.fixture
def hub(kiosk):
    return Hub(kiosk)


def keep(kiosk, code=SOFA):
    kiosk.scan(code)
    kiosk.product.add()


def test_the_top_bar_leads_to_the_code_and_back(kiosk, robot, hub):
    keep(kiosk)
    hub.words = [BEGUN]
    robot.tap("Sign in")
    assert kiosk.model.page == "sign_in"
    robot.wait(lambda: "47" in robot.texts(), "the number")
    assert {"shop.example", "or type ABCD-EFGH there", "Choose 47 on your phone"} <= set(robot.texts())
    assert "Your number: 47" in robot.names()
    robot.tap("Stay a guest")
    assert kiosk.model.page == "product"
    assert (hub.asked[0][0], hub.asked[-1][0]) == ("/v1/sign-ins", "/v1/sign-ins/id/abort")


def test_the_question_comes_before_anything_changes(kiosk, robot, hub):
    keep(kiosk)
    hub.ask_who()
    robot.wait(lambda: "Hello A***, is this you?" in robot.texts(), "the question")
    assert kiosk.known.shopper is None
    robot.tap("No, not me")
    assert kiosk.known.shopper is None
    assert hub.asked[-1][0].endswith("/abort")
    assert kiosk.model.page == "product"


def test_a_yes_opens_what_is_theirs_and_names_them(kiosk, robot, hub):
    kiosk.model.begin()
    hub.enter()
    assert kiosk.model.page == "welcome"
    robot.wait(lambda: "Good to see you, Anna" in robot.texts(), "the welcome")
    robot.wait(lambda: "Hall, 2 pieces" in robot.names(), "the list")
    assert "Anna" in robot.names()
    robot.tap("Hall, 2 pieces")
    assert kiosk.model.page == "list"
    assert kiosk.list.document.title == "Hall"


def test_the_guests_list_joins_line_by_line_and_parts_again(kiosk, robot, hub):
    keep(kiosk)
    keep(kiosk, "VASE-1")
    guest = kiosk.list.document.id
    hub.enter()
    robot.wait(lambda: "Join 2 lines" in robot.names(), "the lines")
    assert [row.there for row in kiosk.known.joining.lines[:]] == [
        "1 piece",
        "1 from here + 2 on the list = 3",
    ]
    robot.tap("Larch sofa, Moss, 212 cm, 1 piece")
    robot.tap("Join 1 line")
    assert kiosk.model.page == "list"
    robot.wait(lambda: "1 line has joined your list" in robot.texts(), "the answer")
    assert kiosk.list.document.title == "Hall"
    assert kiosk.list.pieces == 3
    robot.tap("Undo")
    left = kiosk._replica.document(scopes.shopping_list(guest), "list", guest, ShoppingList)
    assert left.pieces == 2


def test_a_first_list_becomes_theirs(kiosk, robot, hub):
    keep(kiosk)
    guest = kiosk.list.document.id
    hub.ask_who()
    hub.words = [SignedInShopper(ANNA, "A***", 7200)]
    kiosk.sign_in.accept()
    robot.wait(lambda: "Good to see you" in robot.texts(), "the welcome")
    assert not kiosk.known.joining.ready, "nothing is known of them yet"
    hub.tell(Customer(ANNA))
    robot.tap("Join 1 line")
    assert kiosk.list.document.id == guest
    assert kiosk.list.document.is_of(ANNA)


def test_kept_apart_it_stays_a_guests(kiosk, robot, hub):
    keep(kiosk)
    hub.enter()
    robot.tap("Keep it apart")
    assert kiosk.model.page == "home"
    assert kiosk.known.seen.guest.pieces == 1


def test_their_language_is_offered(kiosk, robot, hub):
    hub.enter(language="ja")
    robot.tap("日本語")
    assert kiosk.model.language == "ja"
    robot.wait(lambda: "Annaさん、ようこそ" in robot.texts(), "the welcome in Japanese")


def test_a_mailed_code(kiosk, robot, hub):
    kiosk.model.begin()
    hub.words = [BEGUN]
    kiosk.model.toSignIn()
    robot.tap("Use an e-mail code")
    for sign in ("a", "At sign", "Ends with .com"):
        robot.tap(sign)
    assert kiosk.sign_in.address == "a@.com"
    robot.tap("Send the code")
    robot.wait(lambda: "That is no e-mail address yet. Please look again." in robot.texts(), "what is wrong")
    kiosk.sign_in.write(ADDRESS)
    hub.words = [MAILED, Refused("403", "wrong_code"), CONFIRMED]
    robot.tap("Send the code")
    assert (hub.asked[-1][1].way, hub.asked[-1][1].email) == ("email", ADDRESS)
    robot.wait(lambda: "Type the six digits" in robot.texts(), "the digits")
    assert not any(ADDRESS in text for text in robot.texts()), "the address is masked"
    for digit in "123456":
        robot.tap(digit)
    robot.wait(lambda: "That is not the code. Please look again." in robot.texts(), "what is wrong")
    for digit in "654321":
        robot.tap(digit)
    robot.wait(lambda: "Hello A***, is this you?" in robot.texts(), "the question")


def test_without_the_hub_staying_a_guest_is_offered(kiosk, robot, hub):
    kiosk.model.begin()
    hub.words = [Offline("no line")]
    kiosk.model.toSignIn()
    robot.wait(lambda: "We can’t reach the shop right now" in robot.texts(), "the words")
    assert len(robot._controls("Stay a guest")) == 1
    robot.tap("Stay a guest")
    assert kiosk.model.page == "home"


def test_sizes_are_told_with_reason_changed_and_forgotten(kiosk, robot, hub):
    fits = {
        "size|sofas|": Fit("size", "sofas", sizes={"M": Tally(bought=4, returned=1), "L": Tally(chosen=1)})
    }
    hub.enter(fits=fits)
    robot.tap("My sizes and choices")
    robot.wait(lambda: "Sofas: M" in robot.texts(), "the size")
    assert "Kept in 3 of 4 purchases" in robot.texts()
    robot.tap("Change: Sofas: M")
    robot.wait(lambda: "L" in robot.texts(), "the sizes to choose from")
    robot.tap("L")
    robot.wait(lambda: "Sofas: L" in robot.texts(), "the other size")
    assert any(text.startswith("You told us") for text in robot.texts())
    robot.tap("Forget: Sofas: L")
    robot.wait(lambda: "Sofas: L" not in robot.texts(), "it to be forgotten")


def test_other_sizes_are_those_that_exist_of_that_kind_of_thing(kiosk, robot, hub):
    fits = {"width|sofas|": Fit("width", "sofas", sizes={"1800": Tally(bought=1)})}
    hub.enter(fits=fits)
    kiosk.model.toMine()
    kiosk.known.mine.change("width|sofas|")
    robot.wait(lambda: len(kiosk.known.mine.sizes.values) == 2, "the sizes of sofas")
    assert [(row.key, row.name, row.chosen) for row in kiosk.known.mine.sizes.values[:]] == [
        ("1800", "180 cm", True),
        ("2120", "212 cm", False),
    ]
    kiosk.model.toHome()
    assert not kiosk.known.mine.sizes.asked


def test_a_space_is_measured_once_kept_changed_and_forgotten(kiosk, robot, hub):
    hub.enter()
    kiosk.model.toMine()
    robot.tap("Measure my space")
    robot.wait(lambda: "See what fits" in robot.texts(), "the question")
    for key in ("2", "4", "0", "See what fits"):
        robot.tap(key)
    robot.wait(lambda: "Width 240\N{NO-BREAK SPACE}cm" in robot.texts(), "the space")
    assert "Kept with you, on every screen" in robot.texts()
    robot.tap("Forget: Your space")
    robot.wait(lambda: "Measure my space" in robot.texts(), "it to be forgotten")
    assert not kiosk.shop.space.known


def test_a_space_that_was_said_elsewhere_comes_too_and_changes_with_it(kiosk, robot, hub):
    hub.enter(preferences={"space": "240 x 0 x 0 cm"})
    kiosk.model.toMine()
    robot.wait(lambda: "Width 240\N{NO-BREAK SPACE}cm" in robot.texts(), "what they said at home")
    hub.tell(Customer(ANNA, lists=["hall"], preferences={"space": "180 x 90 x 0 cm"}))
    robot.wait(
        lambda: "Width 180\N{NO-BREAK SPACE}cm, Depth 90\N{NO-BREAK SPACE}cm" in robot.texts(),
        "what was changed on the phone",
    )
    kiosk.scan(SOFA)
    robot.wait(lambda: "Too large for your space" in robot.texts(), "the product to go by it")


def test_what_a_guest_measured_is_theirs_only_when_they_say_so(kiosk, robot, hub):
    kiosk.model.begin()
    kiosk.space.ask()
    for key in "240":
        kiosk.space.press(key)
    kiosk.space.save()
    hub.enter()
    kiosk.model.toMine()
    robot.wait(lambda: "For this visit only" in robot.texts(), "the space")
    assert kiosk.known.seen.customer.preferences == {}
    robot.tap("Keep it")
    robot.wait(lambda: "Kept with you, on every screen" in robot.texts(), "it to be kept")
    robot.wait(lambda: bool(kiosk.known._known.customer().preferences), "it among the preferences")
    kiosk.model.signOut()
    assert not kiosk.shop.space.known


def test_each_thing_is_asked_once_and_again_only_in_new_words(kiosk, robot, hub):
    kiosk.shop.asked = (
        Asked("newsletter", "email", "kiosk-2"),
        Asked("reminder", "email", "kiosk-2"),
        Asked("zodiac", "post", "own-1", {"en": AskedWords("Horoscopes", "Once a moon.")}),
    )
    at = "2026-11-02T10:00:00Z"
    hub.enter(
        consents={
            "newsletter:email": Consent("newsletter", "email", given=True, wording="kiosk-1", at=at),
            "reminder:email": Consent("reminder", "email", given=True, wording="web-1", at=at),
        }
    )
    kiosk.model.toMine()
    robot.wait(lambda: "Horoscopes" in robot.texts(), "what the brand asks")
    assert [row.answer for row in kiosk.known.mine.consents[:]] == ["open", "yes", "open"]
    assert "Our words are new. Before: Yes, 2 November" in robot.texts()
    kiosk.known.mine.disagree("newsletter:email")
    robot.wait(lambda: kiosk.known.mine.consents[0].answer == "no", "the answer")
    assert kiosk.known._known.customer().consents["newsletter:email"].wording == "kiosk-2"


def test_signing_out_is_the_end_of_the_visit(kiosk, robot, hub):
    keep(kiosk)
    hub.enter()
    robot.tap("Anna")
    assert kiosk.model.page == "mine"
    robot.tap("Sign out")
    assert kiosk.model.page == "finish"
    assert "Your lists, under your name" in robot.texts()
    assert kiosk.known.shopper is None
    assert len(kiosk.known.lists) == 0
    assert not any("Anna" in text for text in [*robot.texts(), *robot.names()])


def test_after_a_crash_they_are_still_known(open_kiosk, kiosk, hub):
    keep(kiosk)
    hub.enter()
    again = open_kiosk()
    again.visit.goOn()
    assert again.known.shopper.first_name == "Anna"


def test_a_list_made_on_a_phone_meanwhile_comes_too(kiosk, robot, hub):
    hub.enter()
    hub.tell(Customer(ANNA, lists=["hall", "new"]))
    hub.tell(ShoppingList("new", f"customer:{ANNA}", "From the phone", lines=[Line("l1", "vase", "vase", 1)]))
    robot.wait(lambda: "From the phone, 1 piece" in robot.names(), "the list")


def test_scanning_in_the_middle_leaves_it(kiosk, hub):
    kiosk.model.begin()
    hub.words = [BEGUN]
    kiosk.model.toSignIn()
    kiosk.scan(SOFA)
    assert kiosk.model.page == "product"
    assert kiosk.sign_in.step == "none"
