"""Rows for the pages: what stays keeps its place, what changes is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
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


KEYS = st.lists(st.sampled_from("abcdefghijkl"), max_size=12, unique=True)
SOME = KEYS.flatmap(
    lambda keys: st.tuples(*(st.builds(Line, st.just(key), st.integers(1, 2)) for key in keys)).map(list)
)


class Mirror:
    """What a view would show that knows the rows only by the differences it is told."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self.shown, self.told = rows, list(rows[:]), 0
        for signal, hear in (
            (rows.rowsInserted, self._insert),
            (rows.rowsRemoved, self._remove),
            (rows.rowsMoved, self._move),
            (rows.dataChanged, self._change),
        ):
            signal.connect(hear)

    def _insert(self, _parent, first, last):
        self.shown[first:first] = self._rows[first : last + 1]
        self.told += 1

    def _remove(self, _parent, first, last):
        del self.shown[first : last + 1]
        self.told += 1

    def _move(self, _parent, start, end, _target, place):
        moved = self.shown[start : end + 1]
        del self.shown[start : end + 1]
        place -= len(moved) if place > start else 0
        self.shown[place:place] = moved
        self.told += 1

    def _change(self, first, last):
        self.shown[first.row() : last.row() + 1] = self._rows[first.row() : last.row() + 1]
        self.told += 1


@given(st.booleans(), SOME, SOME, SOME)
def test_rows_by_differences_are_the_rows_built_anew(keyed, first, second, third):
    rows = Rows(Line, keyed=keyed)
    mirror = Mirror(rows)
    for wanted in (first, second, third):
        rows.replace(wanted)
        assert rows[:] == mirror.shown == wanted
        mirror.told = 0
        rows.replace(list(wanted))
        assert mirror.told == 0, "what is the same is not told"


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_keys_that_come_twice_are_shown_all_the_same(first, second):
    rows = Rows(Line, keyed=True)
    mirror = Mirror(rows)
    for wanted in (first, second):
        rows.replace([Line(key) for key in wanted])
        assert mirror.shown == rows[:] == [Line(key) for key in wanted]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("abcdefgh", "bcdefgha", 1),
        ("abcdefgh", "habcdefg", 1),
        ("abcdefgh", "abgh", 1),
        ("abgh", "abcdefgh", 1),
        ("abcd", "xabcd", 1),
        ("abcd", "wxyz", 2),
    ],
)
def test_what_goes_comes_or_moves_is_told_as_little(qapp, before, after, told):
    rows = Rows(Line, keyed=True)
    rows.replace([Line(key) for key in before])
    mirror = Mirror(rows)
    rows.replace([Line(key) for key in after])
    assert (mirror.shown, mirror.told) == ([Line(key) for key in after], told)


def test_neighbours_that_changed_are_told_together(rows, qtbot):
    rows.replace([Line(key) for key in "abcde"])
    told = []
    rows.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    rows.replace([Line("a", 2), Line("b", 2), Line("c"), Line("d", 2), Line("e", 2)])
    assert told == [(0, 1), (3, 4)]
