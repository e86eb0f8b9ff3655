import pytest

from sync.protocol import scopes


@pytest.mark.parametrize(
    ("text", "kind", "identifier"),
    [
        (scopes.CATALOGUE, "catalogue", ""),
        (scopes.HUB, "hub", ""),
        (scopes.stock("milano"), "stock", "milano"),
        (scopes.shopping_list("x"), "list", "x"),
        (scopes.session("x"), "session", "x"),
        (scopes.device("x"), "device", "x"),
        (scopes.enrolment("x"), "enrolment", "x"),
        (scopes.share("x"), "share", "x"),
        (scopes.customer("x"), "customer", "x"),
        (scopes.person("x"), "person", "x"),
        (scopes.reference("x"), "reference", "x"),
        (scopes.client("x"), "client", "x"),
        (scopes.sign_in("3f1c"), "sign_in", "3"),
        (scopes.browser("x"), "browser", "x"),
        ("list:a:b", "list", "a:b"),
    ],
)
def test_scopes_are_taken_apart_and_put_together(text: str, kind: str, identifier: str) -> None:
    scope = scopes.parse(text)
    assert scope == (kind, identifier)
    assert str(scope) == text


@pytest.mark.parametrize(
    "text", ["", ":", "list", "list:", "catalogue:x", "hub:x", "nonsense:x", "LIST:x", " list:x"]
)
def test_what_names_no_scope_is_refused(text: str) -> None:
    with pytest.raises(scopes.ScopeError):
        scopes.parse(text)
