"""What an order keeps of the messages about it."""

from typing import get_args

import pytest

from sync.protocol.notices import Notice, Template, parse, read, said


@pytest.mark.parametrize("template", get_args(Template))
@pytest.mark.parametrize("failure", ["", "address", "refused", "late"])
def test_what_is_kept_reads_back(template, failure):
    assert parse(said(template, failure)) == (template, failure)


def test_the_newest_comes_first_and_one_that_went_at_last_stands_beside_its_failure():
    kept = {
        said("ready", "address"): "2026-11-26T10:00:00Z",
        said("accepted"): "2026-11-26T09:00:00Z",
        said("ready"): "2026-11-26T11:00:00Z",
    }
    assert read(kept) == [
        Notice("ready", "", "2026-11-26T11:00:00Z"),
        Notice("ready", "address", "2026-11-26T10:00:00Z"),
        Notice("accepted", "", "2026-11-26T09:00:00Z"),
    ]
