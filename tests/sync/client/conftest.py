from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sync.client.replica import Replica
from sync.protocol import sessions
from sync.protocol.ids import new_id
from sync.protocol.list_verbs import CreateList
from sync.protocol.scopes import shopping_list
from sync.protocol.sessions import NewSession
from tests.fakes import Clock, FakeHub


class Tablet:
    """A replica with a visit and a list, as most tests need it."""

    def __init__(self, data: Path, hub: FakeHub, name: str = "Kiosk 1") -> None:
        self.data = data
        self.clock = Clock()
        self.identity = hub.identity(name)
        self.replica = Replica(data, self.identity, self.clock.now)

    def begin(self) -> NewSession:
        self.session = sessions.begin()
        self.replica.begin(self.session)
        return self.session

    def create(self, title: str = "") -> str:
        """Start a list and return its id."""
        identifier = new_id()
        self.scope = shopping_list(identifier)
        self.replica.commit(self.session.id, self.scope, CreateList(title=title))
        return identifier


@pytest.fixture
def hub() -> FakeHub:
    return FakeHub()


@pytest.fixture
def make_tablet(tmp_path: Path, hub: FakeHub) -> Iterator[Callable[[str], Tablet]]:
    made: list[Tablet] = []

    def make(name: str = "Kiosk 1") -> Tablet:
        made.append(Tablet(tmp_path / name, hub, name))
        return made[-1]

    yield make
    for tablet in made:
        tablet.replica.close()


@pytest.fixture
def tablet(make_tablet: Callable[[], Tablet]) -> Tablet:
    """A tablet with a shopper in front of it."""
    made = make_tablet()
    made.begin()
    return made
