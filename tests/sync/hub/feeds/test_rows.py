from hypothesis import given
from hypothesis import strategies as st

from sync.hub.feeds.rows import Ledger, Row

rows = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30)


@given(rows)
def test_every_row_is_added_merged_or_refused(events: list[tuple[bool, bool]]) -> None:
    ledger = Ledger()
    for number, (brings, is_refused) in enumerate(events, 2):
        row = Row("a.csv", number)
        ledger.count()
        if brings:
            ledger.credit([row, row])
        if is_refused:
            ledger.refuse(row, "x", "", "no")
            ledger.refuse(row, "y", "", "no, again")
    assert ledger.refused == sum(is_refused for _, is_refused in events)
    assert ledger.credited == sum(brings and not is_refused for brings, is_refused in events)
    assert ledger.rows - ledger.credited - ledger.refused == events.count((False, False))


def test_files_have_rows_of_their_own_and_a_file_as_a_whole_is_no_row() -> None:
    ledger = Ledger()
    ledger.credit([Row("a.csv", 2), Row("b.csv", 2), Row("a.csv", 0)])
    ledger.note(Row("a.csv", 0), "", "x" * 500, "told")
    assert (ledger.credited, ledger.refused, ledger.notes) == (2, 0, 1)
    (finding,) = ledger.findings
    assert len(finding.value) < 500
