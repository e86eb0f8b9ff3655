"""Which size fits, and why: a guest's choices within the visit, a customer's own memory beyond it."""

from datetime import UTC, datetime

import pytest

from kiosk.core.size_memory import SizeMemory
from sync.protocol.customers import Act, Customer, apply
from sync.protocol.fits import LearnFit
from sync.protocol.products import Product, Variant

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def coat(name="coat", category="coats"):
    sizes = [Variant(f"{name}-{size}", f"{name}-{size}", {"size": size}, {}) for size in "SML"]
    return Product(name, {"en": name}, sizes, category=category)


SOFA = Product("sofa", {}, [Variant("sofa", "sofa", {"width": "2120"}, {})])
M = {"size": "M"}


@pytest.fixture
def guest():
    return SizeMemory(lambda: NOW)


class Known:
    """A customer who has signed in."""

    shopper = "somebody"

    def __init__(self):
        self.document = Customer("c")
        self.done = []

    def customer(self):
        return self.document

    def do(self, verb):
        self.done.append(verb)
        self.document = apply(self.document, Act("guest:1", NOW.isoformat(), verb), customer_id="c")


def test_a_guest_is_remembered_after_a_second_choice(guest):
    guest.choose(coat(), M)
    assert guest.find(coat(), {"size": "S"}) is None
    guest.choose(coat("parka"), M)
    advice = guest.find(coat("cape"), {"size": "S"})
    assert (advice.axis, advice.size, advice.known.advice.said) == ("size", "M", False)
    assert guest.sizes("coats") == guest.sizes() == {"M"}
    assert guest.sizes("shoes") == frozenset()


def test_what_fits_a_room_is_not_remembered(guest):
    for _ in range(3):
        guest.choose(SOFA, {"width": "2120"})
    assert guest.find(SOFA, {"width": "2120"}) is None


def test_a_guests_own_word_stands_and_is_forgotten_on_request(guest):
    for _ in range(2):
        guest.choose(coat(), M)
    guest.say(coat(), "size", "L")
    advice = guest.find(coat(), M)
    assert (advice.size, advice.known.advice.said) == ("L", True)
    guest.forget(coat(), advice)
    assert guest.find(coat(), M) is None


def test_the_wipe_leaves_nothing(guest):
    guest.say(coat(), "size", "L")
    guest.clear()
    assert guest.find(coat(), M) is None
    assert guest.sizes() == frozenset()


def test_a_customer_is_known_by_purchases_and_corrects_it():
    known = Known()
    memory = SizeMemory(lambda: NOW, known)
    for event, size in (("bought", "M"), ("bought", "M"), ("bought", "S"), ("too_small", "S")):
        act = Act("hub", NOW.isoformat(), LearnFit("size", size, event, "coats"))
        known.document = apply(known.document, act, customer_id="c")
    advice = memory.find(coat(), M)
    assert (advice.size, advice.known.advice.kept, advice.known.advice.bought) == ("M", 2, 2)
    memory.say(coat(), "size", "L")
    assert memory.find(coat(), M).size == "L"
    memory.forget(coat(), memory.find(coat(), M))
    assert memory.find(coat(), M) is None
    assert [type(verb).__name__ for verb in known.done] == ["SayFit", "ForgetFit"]


def test_what_a_customer_puts_on_a_list_the_hub_counts():
    known = Known()
    SizeMemory(lambda: NOW, known).choose(coat(), M)
    assert known.done == []
