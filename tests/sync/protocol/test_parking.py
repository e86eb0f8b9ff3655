import pytest

from sync.protocol import parking, sessions
from sync.protocol.actors import Actor
from sync.protocol.acts import Act
from sync.protocol.errors import Rejected
from sync.protocol.lists import ShoppingList
from sync.protocol.parking import MAX_GUESTS, MAX_PARKED, ParkList, TakeUpList

OWNER = "guest:one"
NOW = "2026-11-22T10:00:00.000Z"
CLAIM = "a" * 64


def do(document: ShoppingList | None, verb: ParkList | TakeUpList) -> ShoppingList:
    return parking.apply(document, Act("op", Actor("device:1", "kiosk"), OWNER, NOW, NOW, verb))


def a_list() -> ShoppingList:
    return ShoppingList("l", OWNER)


def test_codes_are_nine_signs_that_nobody_mixes_up() -> None:
    codes = {parking.draw() for _ in range(200)}
    assert len(codes) == 200
    assert all(parking.clean(parking.grouped(code).lower()) == code for code in codes)
    assert not set("".join(codes)) & set("01OI")


@pytest.mark.parametrize("typed", ["", "K7M4QXP2", "K7M4QXP2HH", "K7M4QXP20", "K7M4QXP2É"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert parking.clean(typed) == ""


def test_a_list_waits_under_a_code_since_the_hubs_time_and_once() -> None:
    parked = do(a_list(), ParkList(CLAIM))
    assert parked.parked == {CLAIM: NOW}
    assert do(parked, ParkList(CLAIM)) is parked


def test_the_oldest_code_is_let_go() -> None:
    document = a_list()
    claims = [parking.claim_hash(str(number)) for number in range(MAX_PARKED + 1)]
    for claim in claims:
        document = do(document, ParkList(claim))
    assert list(document.parked) == claims[1:]


def test_who_brings_the_code_goes_on_and_the_code_is_used() -> None:
    taken = do(do(a_list(), ParkList(CLAIM)), TakeUpList(CLAIM, "guest:two"))
    assert (taken.owner, taken.guests, taken.parked) == (OWNER, ["guest:two"], {})


@pytest.mark.parametrize("guest", ["", OWNER, "guest:two"])
def test_nobody_goes_on_under_a_code_that_the_list_does_not_wait_under(guest: str) -> None:
    for document in (a_list(), do(do(a_list(), ParkList(CLAIM)), TakeUpList(CLAIM, "guest:three"))):
        with pytest.raises(Rejected) as refused:
            do(document, TakeUpList(CLAIM, guest))
        assert refused.value.reason == "not_yours"


@pytest.mark.parametrize("before", [OWNER, "guest:two"])
def test_another_goes_on_after_a_visit_that_gave_the_list_back(before: str) -> None:
    taken = do(do(a_list(), ParkList(CLAIM)), TakeUpList(CLAIM, before))
    again = do(taken, TakeUpList(CLAIM, "guest:three", ["guest:other", before]))
    assert (again.guests[-1], again.parked) == ("guest:three", {})
    with pytest.raises(Rejected) as refused:
        do(taken, TakeUpList(CLAIM, "guest:three", ["guest:other", ""]))
    assert refused.value.reason == "not_yours"


def test_a_phone_takes_it_up_without_being_a_guest() -> None:
    taken = do(do(a_list(), ParkList(CLAIM)), TakeUpList(CLAIM))
    assert (taken.guests, taken.parked) == ([], {})


def test_the_first_guests_are_let_go() -> None:
    document = a_list()
    for _ in range(MAX_GUESTS + 1):
        document = do(do(document, ParkList(CLAIM)), TakeUpList(CLAIM, sessions.begin().principal))
    assert len(document.guests) == MAX_GUESTS


@pytest.mark.parametrize(
    ("document", "reason"), [(None, "no_list"), (ShoppingList("l", "", erased=True), "erased")]
)
def test_a_list_that_is_gone_waits_under_nothing(document: ShoppingList | None, reason: str) -> None:
    for verb in (ParkList(CLAIM), TakeUpList(CLAIM, "guest:two")):
        with pytest.raises(Rejected) as refused:
            do(document, verb)
        assert refused.value.reason == reason
