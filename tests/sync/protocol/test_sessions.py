import pytest

from sync.protocol import sessions
from sync.protocol.errors import Malformed
from sync.protocol.sessions import EndSession, Session


def test_the_secret_proves_the_visit_and_the_visit_does_not_tell_the_secret() -> None:
    visit = sessions.begin()
    assert sessions.principal_of(visit.secret) == visit.principal == f"guest:{visit.id}"
    assert visit.secret not in visit.principal
    assert len(visit.secret) >= 43  # 256 bits in base64url


def test_visits_differ() -> None:
    assert len({sessions.begin().id for _ in range(100)}) == 100


@pytest.mark.parametrize("principal", ["guest:1", "phone:1", "device:1"])
def test_principals_are_taken_apart(principal: str) -> None:
    assert ":".join(sessions.split_principal(principal)) == principal


@pytest.mark.parametrize("principal", ["", "guest", "guest:", "root:1", ":1"])
def test_what_is_no_principal_is_refused(principal: str) -> None:
    with pytest.raises(Malformed):
        sessions.split_principal(principal)


def test_a_visit_ends_once() -> None:
    begun = Session(id="v", device="d", begun="10:00")
    ended = sessions.end(begun, EndSession("finish"), "10:05")
    assert (ended.ended, ended.why) == ("10:05", "finish")
    assert sessions.end(ended, EndSession("idle"), "10:09") is ended
