"""Files of every format as they come after an accident: read or refused in words, every row accounted for.

`EXAMPLES` says how many mutated files each sample gives (`make soak-feeds` takes 5,000).
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.hub.feeds.recognise import FORMATS
from tests.sync.hub.feeds.fuzz.harness import bounded_memory, judge, unpublished
from tests.sync.hub.feeds.fuzz.mutations import BYTES, TABLES, Numbers
from tests.sync.hub.feeds.fuzz.samples import SAMPLES, Sample
from tests.sync.hub.feeds.fuzz.values import JSON

EXAMPLES = int(os.environ.get("EXAMPLES", "12"))
ENOUGH = 100
KNOWN = {known.name for known in FORMATS}

places = st.floats(0, 1, exclude_max=True)
numbers = st.builds(Numbers, places, places, st.integers(0, 1 << 16))


def mutated(sample: Sample) -> st.SearchStrategy[bytes]:
    """Return the sample's file after one to four accidents."""
    usable = (*BYTES, *{"table": TABLES, "json": JSON * 3}.get(sample.kind, ()))

    def happen(accidents) -> bytes:
        content = sample.content
        for mutation, at in accidents:
            content = mutation(content, at)
        return content

    return st.lists(st.tuples(st.sampled_from(usable), numbers), min_size=1, max_size=4).map(happen)


def test_every_format_has_a_sample():
    assert {sample.format for sample in SAMPLES.values()} >= KNOWN


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_itself_is_read(name):
    sample = SAMPLES[name]
    if sample.format not in KNOWN:
        pytest.skip(f"{sample.format} is not among the formats")
    with unpublished():
        outcome = judge(sample.files)
    assert outcome.first, outcome.refused
    assert sample.format in outcome.first["format"].split(", ")
    assert outcome.first["added"] >= 2


@pytest.mark.parametrize("name", SAMPLES)
def test_whatever_happens_to_a_file_nothing_is_lost(name):
    sample = SAMPLES[name]
    if sample.format not in KNOWN:
        pytest.skip(f"{sample.format} is not among the formats")
    read = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(mutated(sample))
    def accidents(content: bytes) -> None:
        read.append(judge(sample.with_content(content)).first is not None)

    with unpublished(), bounded_memory():
        accidents()
    # A fuzzer whose files nobody reads would find nothing; a few examples prove nothing of that.
    assert len(read) < ENOUGH or sum(read) * 8 >= len(read)
