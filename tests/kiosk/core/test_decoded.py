"""Documents read again and again: what stays the same is not decoded twice, what is gone is not held."""

import msgspec
import pytest

from kiosk.core.decoded import Decoded


class Thing(msgspec.Struct, frozen=True):
    id: str
    size: int


def bodies(**sizes):
    return [(name, msgspec.json.encode(Thing(name, size))) for name, size in sizes.items()]


def test_what_has_not_changed_is_the_same_document():
    decoded = Decoded(Thing)
    first, second = decoded.read(bodies(a=1, b=1))
    again, changed, new = decoded.read(bodies(a=1, b=2, c=1))
    assert again is first
    assert (changed, new) == (Thing("b", 2), Thing("c", 1))
    assert second == Thing("b", 1)


def test_what_went_and_came_back_is_decoded_anew():
    decoded = Decoded(Thing)
    (first,) = decoded.read(bodies(a=1))
    assert decoded.read([]) == []
    (again,) = decoded.read(bodies(a=1))
    assert again == first
    assert again is not first, "it was held although it was gone"


def test_what_cannot_be_read_leaves_what_was_read_before():
    decoded = Decoded(Thing)
    (first,) = decoded.read(bodies(a=1))
    with pytest.raises(msgspec.DecodeError):
        decoded.read([("a", b"{")])
    assert decoded.read(bodies(a=1))[0] is first
