from hypothesis import given
from hypothesis import strategies as st

from sync.hub.feeds.rows import Ledger, Row

rows = st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.booleans()), max_size=30)


@given(rows, st.sets(st.integers(0, 5)))
def test_every_row_is_added_merged_or_refused(events: list[tuple[int, bool, bool]], new: set[int]) -> None:
    ledger = Ledger()
    added = set()
    refused = 0
    claimed = set()
    for number, (entity, brings, is_refused) in enumerate(events):
        row = Row("a.csv", number)
        ledger.count()
        if brings:
            ledger.bring(row, str(entity))
        if is_refused:
            ledger.refuse(row, "x", "", "no")
            ledger.refuse(row, "y", "", "no, again")
            refused += 1
        elif brings and entity not in claimed and entity in new:
            added.add(number)
        if brings:
            claimed.add(entity)
    known = {str(entity) for entity in new}
    assert (ledger.added(known), ledger.refused) == (len(added), refused)
    assert ledger.merged(known) == len(events) - len(added) - refused
