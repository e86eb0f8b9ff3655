import time
import uuid

from hypothesis import given
from hypothesis import strategies as st

from sync.protocol.ids import line_id, new_id, new_op_id

options = st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4)


def test_operation_ids_are_uuids_of_version_7_that_tell_their_time() -> None:
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_op_id())
    after = time.time_ns() // 1_000_000
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert before <= made.int >> 80 <= after


def test_ids_differ() -> None:
    assert len({new_op_id() for _ in range(1000)} | {new_id() for _ in range(1000)}) == 2000


@given(options)
def test_a_line_does_not_depend_on_the_order_of_its_options(chosen: dict[str, str]) -> None:
    turned = dict(reversed(chosen.items()))
    assert line_id("list", "variant", chosen) == line_id("list", "variant", turned)


def test_a_line_depends_on_list_variant_and_options() -> None:
    made = {
        line_id("l", "v", {}),
        line_id("m", "v", {}),
        line_id("l", "w", {}),
        line_id("l", "v", {"size": "M"}),
        line_id("l", "v", {"size": "L"}),
    }
    assert len(made) == 5
