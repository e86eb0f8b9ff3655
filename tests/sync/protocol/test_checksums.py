from sync.protocol.checksums import digest, spell


def test_the_digest_is_the_published_one() -> None:
    """Other implementations have to come to the same: BLAKE2b, 8 bytes, big-endian lengths of 4 bytes."""
    assert spell(digest("list", "a", 1, b'{"id":"a"}')) == "011ff59982f83915"


def test_every_field_counts_and_none_runs_into_the_next() -> None:
    documents = [
        ("note", "ab", 1, b"c"),
        ("notea", "b", 1, b"c"),
        ("note", "a", 1, b"bc"),
        ("note", "ab", 11, b"c"),
        ("note", "ab", 1, b"1c"),
        ("note", "ab", 1, b""),
    ]
    assert len({digest(*one) for one in documents}) == len(documents)
