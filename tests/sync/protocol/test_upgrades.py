"""An operation of an older version, told in the words of today; the steps here stand for those to come."""

import pytest

from sync.protocol import upgrades
from sync.protocol.envelope import SCHEMA, Op, fingerprint
from sync.protocol.errors import Rejected
from sync.protocol.upgrades import STEPS, upgrade


def op(schema: int, **args: object) -> Op:
    return Op("op-1", "tablet", "one", 1, "guest:x", "list:x", "", {"verb": "AddLine", **args}, schema=schema)


def rename(old: str, new: str) -> upgrades.Step:
    return lambda args: {new if key == old else key: value for key, value in args.items()}


@pytest.fixture
def third_version(monkeypatch):
    """Two versions from now."""
    monkeypatch.setattr(upgrades, "SCHEMA", 3)
    monkeypatch.setattr(upgrades, "STEPS", (rename("qty", "count"), rename("count", "quantity")))


def test_there_is_a_step_for_every_version():
    assert len(STEPS) == SCHEMA - 1


def test_todays_operation_is_left_alone():
    today = op(SCHEMA, quantity=1)
    assert upgrade(today) is today


def test_rule_13_the_version_before_is_read_in_todays_words(third_version):
    made = op(2, count=4)
    before = fingerprint(made)
    assert upgrade(made).args == {"verb": "AddLine", "quantity": 4}
    assert upgrade(made).schema == 3
    assert fingerprint(made) == before
    assert made.args == {"verb": "AddLine", "count": 4}


@pytest.mark.parametrize(
    ("schema", "side"), [(4, "hub_too_old"), (1, "device_too_old"), (0, "device_too_old")]
)
def test_rule_13_another_version_names_the_side_that_is_old(third_version, schema, side):
    with pytest.raises(Rejected, match=side):
        upgrade(op(schema))


def test_rule_13_what_says_no_version_is_of_the_first_one_for_ever():
    """Left out on the wire by the tablets that were first; a later default would read them wrongly."""
    assert Op("op-1", "tablet", "one", 1, "guest:x", "list:x", "", {}).schema == 1
