import pytest

from sync.hub.page.guard import may_post

PAGE = {"content-type": "application/json", "origin": "https://list.example", "host": "list.example"}


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"content-type": "application/json; charset=utf-8"},
        {"sec-fetch-site": "same-origin"},
        {"host": "127.0.0.1:8000"},  # behind a proxy the public address counts
    ],
)
def test_the_page_itself_may_post(changed: dict[str, str]) -> None:
    assert may_post({**PAGE, **changed}, "https://list.example")


@pytest.mark.parametrize(
    "changed",
    [
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "https://list.example.evil.example"},
    ],
)
def test_nobody_else_may(changed: dict[str, str]) -> None:
    assert not may_post({**PAGE, **changed}, "https://list.example")
