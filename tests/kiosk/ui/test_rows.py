"""Rows for the pages: what stays keeps its place, what changes is told."""

import pytest
from msgspec import Struct
from msgspec.structs import replace

from kiosk.ui.models.rows import FIRST_ROLE, Rows


class Line(Struct, frozen=True):
    key: str
    quantity: int = 1


@pytest.fixture(params=[True, False], ids=["keyed", "by place"])
def keyed(request):
    return request.param


@pytest.fixture
def rows(qapp, qtmodeltester, keyed):
    model = Rows(Line, keyed=keyed)
    qtmodeltester.check(model)
    return model


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "abc"), ("abc", ""), ("abc", "cab"), ("abc", "xby"), ("abc", "abc"), ("ab", "ba")],
)
def test_any_rows_become_any_others(rows, before, after):
    rows.replace([Line(key) for key in before])
    rows.replace([Line(key) for key in after])
    assert "".join(line.key for line in rows[:]) == after
    assert rows.rowCount() == rows.count == len(rows) == len(after)


def test_a_changed_row_is_told_and_the_others_are_left_alone(rows, qtbot):
    rows.replace([Line("a"), Line("b")])
    told = []
    rows.dataChanged.connect(lambda first, _last: told.append(first.row()))
    rows.replace([Line("a"), replace(Line("b"), quantity=2)])
    assert told == [1]


def test_roles_are_the_fields(rows):
    rows.replace([Line("a", 3)])
    assert [bytes(name).decode() for name in rows.roleNames().values()] == ["key", "quantity"]
    assert rows.data(rows.index(0), FIRST_ROLE + 1) == 3


def test_a_keyed_row_is_moved_with_what_is_shown_of_it(qapp):
    rows = Rows(Line, keyed=True)
    rows.replace([Line("a"), Line("b")])
    moved = []
    rows.rowsMoved.connect(lambda _parent, start, _end, _target, row: moved.append((start, row)))
    rows.replace([Line("b"), Line("a")])
    assert moved == [(1, 0)]
