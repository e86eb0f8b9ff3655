import pytest

from sync.protocol.links import token_of


@pytest.mark.parametrize(
    ("link", "token"),
    [
        ("https://lists.example/l/Tok-3n", "Tok-3n"),
        (" HTTPS://LISTS.EXAMPLE/l/Tok-3n/ ", "Tok-3n"),
        ("https://lists.example/l/Tok-3n?from=mail/1#top", "Tok-3n"),
        ("https://lists.example/l/Tok-3n/?a=b", "Tok-3n"),
        ("https://[broken/l/Tok-3n", "Tok-3n"),
        ("?/", ""),
        ("", ""),
    ],
)
def test_the_token_is_what_the_path_ends_with(link, token):
    assert token_of(link) == token
