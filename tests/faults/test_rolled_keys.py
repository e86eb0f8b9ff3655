"""A tablet that is asked for another key makes one, and neither is lost on the way, whatever fails."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sync.client import identity as identities
from sync.client.errors import HubError, IdentityError, Refused
from sync.client.identity import Identity, public_key
from sync.client.life import NEXT, Life
from sync.client.transport.access import Access
from sync.client.transport.line import Transport
from sync.hub.devices import ask_for_key, find
from sync.protocol.devices import Device
from tests.faults.conftest import Hub


def ask(hub: Hub, device: str) -> None:
    """Have staff ask for another key, as `vetrina-hub device roll` does."""

    async def do() -> None:
        async with hub.opened() as storage:
            await ask_for_key(storage, await find(storage, device), datetime.now(UTC))

    asyncio.run(do())


def start(data: Path) -> Life:
    """Start the program on a tablet's folder, and have it prove to the hub who it is."""
    identity = identities.load(data)
    assert identity
    return speak(Life(data, identity))


def speak(life: Life) -> Life:
    async def do() -> None:
        transport = Transport(life.identity, life=life)
        try:
            await transport._access.token()
        finally:
            await transport.close()

    asyncio.run(do())
    return life


def keys(hub: Hub, data: Path) -> tuple[Device, str]:
    """Return what the hub knows of a tablet, and the public key that its folder has."""
    identity = identities.load(data)
    assert identity
    return hub.device(identity.device), public_key(identity.private_key)


def test_a_tablet_has_another_key_once_it_was_heard_and_the_old_one_is_worth_nothing_then(
    hub: Hub, tablet_data: Path, identity: Identity
) -> None:
    start(tablet_data)
    old = public_key(identity.private_key)
    ask(hub, identity.device)
    life = start(tablet_data)
    known, own = keys(hub, tablet_data)
    assert own != old
    assert (known.public_key, known.next_key) == (old, own), "until it signs with it both are good"
    speak(life)
    known, own = keys(hub, tablet_data)
    assert (known.public_key, known.next_key, known.roll) == (own, "", "")
    assert not (tablet_data / NEXT).exists()
    with pytest.raises(Refused) as refused:
        speak(Life(tablet_data, identity))
    assert refused.value.code == "assertion_refused"


@pytest.mark.parametrize("lost", ["the question", "the answer", "the power"])
def test_whatever_is_lost_the_tablet_is_known_by_the_key_that_it_has(
    hub: Hub, tablet_data: Path, identity: Identity, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    start(tablet_data)
    ask(hub, identity.device)
    with monkeypatch.context() as patched:
        cut(patched, lost)
        if lost == "the power":
            start(tablet_data)
        else:
            with pytest.raises(HubError):
                start(tablet_data)
    known, own = keys(hub, tablet_data)
    assert (own, known.public_key) == (public_key(identity.private_key),) * 2
    speak(start(tablet_data))
    known, own = keys(hub, tablet_data)
    assert own == known.public_key != public_key(identity.private_key)
    assert not known.roll


def cut(patched: pytest.MonkeyPatch, lost: str) -> None:
    """Have the handing over of a key fail in the middle."""
    whole = Access._ask_token

    async def ask_token(access: Access, next_key: str = "", next_proof: str = "") -> object:
        if next_key and lost == "the question":
            raise HubError("cut")
        answer = await whole(access, next_key, next_proof)
        if next_key and lost == "the answer":
            raise HubError("cut")
        return answer

    def take_key(_life: Life, _key: str) -> None:
        raise IdentityError("the power went")

    patched.setattr(Access, "_ask_token", ask_token)
    if lost == "the power":
        patched.setattr(Life, "take_key", take_key)


def test_nobody_else_names_the_next_key(hub: Hub, tablet_data: Path, identity: Identity) -> None:
    """Who holds a token, or listens, has not the key that the name of the next one is signed with."""
    life = start(tablet_data)
    ask(hub, identity.device)

    async def name_another() -> int:
        transport = Transport(life.identity, life=life)
        try:
            answer = await transport._access._ask_token(public_key("A" * 43), "x" * 86)
        finally:
            await transport.close()
        return answer.status_code

    assert asyncio.run(name_another()) == 422
    assert keys(hub, tablet_data)[0].next_key == ""


def test_a_copy_that_nobody_has_confirmed_takes_no_place(
    hub: Hub, tablet_data: Path, identity: Identity
) -> None:
    start(tablet_data)
    ask(hub, identity.device)
    # It tells no run that the hub knows: a copy of the folder as it was when it was enrolled.
    copy = speak(Life(tablet_data, identity))
    assert copy.identity.standing == "unconfirmed"
    known, own = keys(hub, tablet_data)
    assert (known.next_key, own) == ("", public_key(identity.private_key))


def test_who_is_not_asked_keeps_the_key(hub: Hub, tablet_data: Path, identity: Identity) -> None:
    speak(start(tablet_data))
    assert keys(hub, tablet_data)[1] == public_key(identity.private_key)
