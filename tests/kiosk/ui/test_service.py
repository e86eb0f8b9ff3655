"""A shopper at the list page: has it brought, says yes to a substitute, calls somebody."""

import msgspec
import pytest
from msgspec.structs import replace

from sync.protocol import scopes
from sync.protocol.envelope import Change, SyncAnswer
from sync.protocol.lists import HelpMark, Offer, OrderMark

SOFA = "SOF-moss-2120"
NOW = "2026-11-22T09:00:00+00:00"


@pytest.fixture
def hub(kiosk):
    """Have the hub send the list as it stands on the tablet, with something changed by the store."""
    sent = []

    def send(**changes):
        document = replace(kiosk.list.document, **changes)
        scope = scopes.shopping_list(document.id)
        sent.append(scope)
        body = msgspec.Raw(msgspec.json.encode(document))
        change = Change(scope, "list", document.id, len(sent), body)
        kiosk._replica.receive(SyncAnswer("epoch", NOW, changes=[change]))
        kiosk._news.changed.emit(frozenset({scope}))

    return send


@pytest.fixture
def listed(kiosk):
    kiosk.scan(SOFA)
    kiosk.product.add()
    kiosk.model.toList()


def mark(kiosk, state, **more):
    line = kiosk.list.document.present[0]
    return OrderMark("order", state, **{"at": NOW, "lines": {line.id: "open"}, **more})


@pytest.mark.usefixtures("listed")
def test_having_it_brought_says_that_it_is_a_request(kiosk, robot):
    robot.tap("Have it brought to me")
    robot.tap("Bring it, please")
    robot.wait(lambda: "We have asked for it" in robot.texts(), "the request")
    assert robot.find("Have it brought to me") is None
    assert [each.state for each in kiosk.list.document.orders.values()] == ["asked"]
    assert "name" not in kiosk._replica.pending(100)[-1].op.args


@pytest.mark.usefixtures("listed")
def test_whom_to_ask_for_is_written_on_keys_of_the_screen_and_goes_with_the_request(kiosk, robot):
    robot.tap("Have it brought to me")
    robot.wait(lambda: kiosk.service.writing.keypad.shown, "the keys")
    for key in "anna":
        robot.tap(key)
    robot.tap("Bring it, please")
    robot.wait(lambda: "We have asked for it" in robot.texts(), "the request")
    assert kiosk._replica.pending(100)[-1].op.args["name"] == "Anna"


@pytest.fixture
def areas(kiosk):
    """Two places of the store with names of their own."""
    named = [{"it": "Ai divani", "en": "By the sofas"}, {"it": "Alle lampade", "en": "By the lamps"}]
    kiosk.shop.store = replace(kiosk.shop.store, language="it", areas=named)


def asked_with(kiosk):
    args = kiosk._replica.pending(100)[-1].op.args
    return args["verb"], args.get("place"), args.get("name", "")


@pytest.mark.usefixtures("listed", "areas")
def test_it_is_brought_to_an_area_of_the_store_that_staff_know_by_their_own_word(kiosk, robot):
    robot.tap("Have it brought to me")
    robot.tap("By the sofas")
    kiosk.service.writing.write("Anna")
    robot.tap("Bring it, please")
    robot.wait(lambda: "We have asked for it" in robot.texts(), "the request")
    assert asked_with(kiosk) == ("RequestPreparation", "Ai divani", "Anna")


@pytest.mark.usefixtures("listed", "areas")
def test_where_else_one_is_can_be_written_and_the_name_stays(kiosk, robot):
    robot.tap("Have it brought to me")
    kiosk.service.writing.write("Anna")
    robot.tap("Somewhere else")
    robot.wait(lambda: "Where in the store are you?" in robot.texts(), "the question")
    kiosk.service.writing.write(" under  the stairs ")
    robot.tap("Done")
    robot.wait(lambda: robot.find("under the stairs") is not None, "the place")
    assert kiosk.service.writing.text == "Anna"
    robot.tap("Bring it, please")
    robot.wait(lambda: "We have asked for it" in robot.texts(), "the request")
    assert asked_with(kiosk) == ("RequestPreparation", "under the stairs", "Anna")


@pytest.mark.usefixtures("listed", "areas")
def test_who_thinks_better_of_writing_a_place_is_back_where_the_places_are(kiosk, robot):
    robot.tap("Have it brought to me")
    robot.tap("Somewhere else")
    robot.tap("Cancel")
    robot.tap("Bring it, please")
    robot.wait(lambda: "We have asked for it" in robot.texts(), "the request")
    assert asked_with(kiosk) == ("RequestPreparation", "Kiosk 1", "")


@pytest.mark.usefixtures("listed", "areas")
def test_each_time_it_begins_with_this_kiosk(kiosk, robot):
    kiosk.service.askBring()
    kiosk.service.whereabouts.choose("1")
    kiosk.service.writing.cancel()
    kiosk.service.askBring()
    assert [row.chosen for row in kiosk.service.whereabouts.rows] == [True, False, False, False]


@pytest.mark.usefixtures("areas")
def test_somebody_is_called_elsewhere_by_name_and_the_shopper_is_told_where_they_come(kiosk, robot, hub):
    kiosk.scan(SOFA)
    robot.tap("Help")
    robot.tap("Somewhere else, or ask for me by name")
    robot.tap("By the lamps")
    kiosk.service.writing.write("Anna")
    robot.tap("Call someone")
    robot.wait(lambda: "We are calling somebody" in robot.texts(), "the call")
    assert asked_with(kiosk) == ("CallHelp", "Alle lampade", "Anna")
    mark = kiosk.list.document.help
    hub(help=replace(mark, state="coming", by="Marco", version=2))
    robot.wait(lambda: "They come here: By the lamps" in robot.texts(), "where")


@pytest.mark.usefixtures("listed", "areas")
def test_what_is_brought_elsewhere_says_so(kiosk, robot, hub):
    hub(orders={"order": mark(kiosk, "accepted", by="Marco", place="Ai divani")})
    robot.wait(lambda: any("to: By the sofas" in text for text in robot.texts()), "where to")


@pytest.mark.usefixtures("listed")
def test_whom_to_ask_for_is_forgotten_with_the_visit(kiosk):
    kiosk.service.askBring()
    kiosk.service.whereabouts.choose("elsewhere")
    kiosk.service.writing.write("under the stairs")
    kiosk.service.writing.accept()
    kiosk.service.writing.write("Anna")
    kiosk.visit.finish()
    assert not kiosk.service.writing.shown
    assert kiosk.service.writing.text == ""
    assert not any("stairs" in row.name for row in kiosk.service.whereabouts.rows)


@pytest.mark.usefixtures("listed")
def test_who_wants_nothing_brought_after_all_asks_for_nothing(kiosk, robot):
    robot.tap("Have it brought to me")
    robot.tap("Cancel")
    robot.wait(lambda: not kiosk.service.writing.shown, "the page")
    assert kiosk.list.document.orders == {}


@pytest.mark.usefixtures("listed")
def test_without_the_hub_a_request_is_no_promise(kiosk, robot):
    kiosk.model.tell_news(online=False, last_news=None)
    robot.tap("Have it brought to me")
    robot.tap("Bring it, please")
    robot.wait(lambda: "Noted, not asked for yet" in robot.texts(), "what is true")


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("state", "more", "words"),
    [
        ("new", {}, "The store has your request"),
        ("accepted", {"by": "Marco"}, "Marco brings it"),
        ("picking", {"by": "Marco"}, "Marco is fetching it"),
        ("packed", {}, "All together, on its way to you"),
        ("ready_for_pickup", {"place": "Desk 1"}, "Fetch it here: Desk 1"),
        ("rejected", {"reason": "The ladder is broken"}, "The ladder is broken"),
        ("picked_up", {}, "You have it"),
    ],
)
def test_the_store_says_how_it_stands(kiosk, robot, hub, *, state, more, words):
    hub(orders={"order": mark(kiosk, state, **more)})
    robot.wait(lambda: any(words in text for text in robot.texts()), words)


@pytest.mark.usefixtures("listed")
def test_more_pieces_can_be_asked_for_while_some_are_on_their_way(kiosk, robot, hub):
    hub(orders={"order": mark(kiosk, "picking", by="Marco")})
    assert robot.find("Have the rest brought") is None
    kiosk.list.add("vase", "vase", {})
    robot.wait(lambda: robot.find("Have the rest brought") is not None, "the rest")


@pytest.mark.usefixtures("listed")
def test_calling_it_off_waits_for_the_store(kiosk, robot, hub):
    hub(orders={"order": mark(kiosk, "accepted", by="Marco")})
    robot.tap("Not any more")
    robot.wait(lambda: "Being called off" in robot.texts(), "the store's word")
    hub(orders={"order": mark(kiosk, "cancelled", version=2)})
    robot.wait(lambda: "Called off" in robot.texts(), "the order to end")
    assert robot.find("Have it brought to me") is not None


@pytest.mark.usefixtures("listed")
def test_a_substitute_is_shown_with_what_it_replaces_and_answered(kiosk, robot, hub):
    line = kiosk.list.document.present[0]
    offer = Offer("vase", "vase", 1, line.variant)
    hub(orders={"order": mark(kiosk, "picking", by="Marco", offers={"o1": offer})})
    robot.wait(lambda: "Instead of Larch sofa" in robot.texts(), "the offer")
    assert "Vase" in robot.texts()
    robot.tap("Yes, this one")
    robot.wait(lambda: "We pass on your yes" in robot.texts(), "the answer")
    assert robot.find("Yes, this one") is None
    last = kiosk._replica.pending(100)[-1].op
    assert last.args == {"verb": "AgreeOffer", "order": "order", "line": "o1", "agreed": True}


def test_somebody_is_called_about_what_is_looked_at(kiosk, robot):
    kiosk.scan(SOFA)
    robot.tap("Help")
    robot.wait(lambda: "It is about Larch sofa" in robot.texts(), "the question")
    robot.tap("Call someone")
    robot.wait(lambda: "We are calling somebody" in robot.texts(), "the call")
    assert kiosk.list.document.help.topic == "sofa"


@pytest.mark.usefixtures("listed")
def test_who_comes_is_named_and_heard(kiosk, robot, hub):
    heard = []
    kiosk._flow.happened.connect(heard.append)
    hub(help=HelpMark("help", "waiting", NOW, version=1))
    robot.tap("Help, somebody has been called")
    robot.wait(lambda: "Everybody who is free sees it. Called just now." in robot.texts(), "the call")
    hub(help=HelpMark("help", "coming", NOW, by="Marco", version=2))
    robot.wait(lambda: "Marco is on the way" in robot.texts(), "who comes")
    assert heard.count("coming") == 1
    robot.tap("I don’t need anybody any more")
    assert kiosk.list.document.help.state == "withdrawn"


@pytest.mark.usefixtures("listed")
def test_nothing_of_it_is_left_after_the_visit(kiosk, hub):
    hub(orders={"order": mark(kiosk, "picking", by="Marco")})
    assert kiosk.service.busy
    kiosk.visit.finish()
    assert not kiosk.service.busy
    assert not kiosk.service.offers.count
