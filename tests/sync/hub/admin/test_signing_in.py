"""Name, password and code; staying signed in, and not for ever: from inside, with a clock that moves."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.responses import Response

from sync.hub.admin import people, seats, totp
from sync.hub.admin.people import AdminError, Made
from sync.hub.admin.rights import Role
from sync.hub.admin.seats import Guest
from sync.hub.admin.signing_in import Door, SignedIn, Typed, Waits, counted, prove_again
from sync.hub.assembly import assemble
from sync.hub.context import Config, Hub
from sync.hub.lockout import FREE_TRIES, Tries, seconds_left
from tests.fakes import Clock

Story = Callable[[Hub, Clock, Made], Awaitable[None]]


@pytest.fixture
def tell(tmp_path: Path) -> Callable[[Story], None]:
    async def run(story: Story) -> None:
        clock = Clock()
        hub = await assemble(Config(tmp_path, "http://hub"), clock.now)
        try:
            await story(hub, clock, await people.add(hub.storage, "Ada", Role.OWNER, hub.now()))
        finally:
            await hub.close()

    return lambda story: asyncio.run(run(story))


def typed(hub: Hub, made: Made, **other: str) -> Typed:
    code = totp.code(made.proofs.factor, totp.step_at(hub.clock()))
    return Typed(**{"name": "Ada", "password": made.proofs.password, "code": code, **other})


async def comes(hub: Hub, made: Made, **other: str) -> SignedIn | None:
    return await Door(hub).enter(typed(hub, made, **other))


def request(hub: Hub, cookie: str) -> Any:
    return SimpleNamespace(cookies={seats.cookie_name(hub): cookie})


async def guest(hub: Hub, cookie: str) -> Guest | None:
    return await seats.guest_of(hub, request(hub, cookie))


async def cookie_of(hub: Hub, made: Made) -> str:
    entered = await comes(hub, made)
    assert entered is not None
    return entered.guest.cookie


def test_all_three_have_to_be_right(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        for wrong in ({"name": "Eve"}, {"password": "x"}, {"code": "000000"}):
            assert await comes(hub, made, **wrong) is None
        entered = await comes(hub, made, name="  aDA ")
        assert entered is not None
        assert (entered.guest.admin.name, entered.wrong, entered.recovered) == ("Ada", 2, False)

    tell(story)


def test_a_code_is_good_once_and_so_is_every_recovery_code(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        assert await comes(hub, made) is not None
        assert await comes(hub, made) is None, "the same half minute"
        first, *_ = made.proofs.codes
        entered = await comes(hub, made, code=f" {first.upper()} ")
        assert entered is not None
        assert entered.recovered
        assert len(entered.guest.admin.codes) == people.CODES - 1
        assert await comes(hub, made, code=first) is None
        clock.pass_by(30)
        assert await comes(hub, made) is not None

    tell(story)


def test_many_at_once_use_a_code_once(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        same = typed(hub, made)
        door = Door(hub)
        came = await asyncio.gather(*(door.enter(same) for _ in range(FREE_TRIES)))
        assert sum(one is not None for one in came) == 1

    tell(story)


@pytest.mark.parametrize("name", ["Ada", "Eve"])
def test_who_guesses_waits_also_with_a_name_that_is_nobodys(tell: Any, name: str) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        for _ in range(FREE_TRIES + 1):
            assert await comes(hub, made, name=name, password="wrong") is None
        with pytest.raises(Waits) as waits:
            await comes(hub, made, name=name)
        assert waits.value.seconds == 30
        clock.pass_by(31)
        waited = list[int]()
        for _ in range(14):
            try:
                assert await comes(hub, made, name=name, password="wrong") is None
            except Waits as longer:
                waited.append(longer.seconds)
                clock.pass_by(longer.seconds + 1)
        assert max(waited) == 15 * 60
        clock.pass_by(15 * 60 + 1)
        assert (await comes(hub, made, name=name) is not None) is (name == "Ada"), (
            "nobody is locked out for good"
        )

    tell(story)


def test_the_longest_wait_is_a_quarter_of_an_hour_however_often_somebody_was_wrong() -> None:
    tries, now = Tries(), Clock().now()
    for _ in range(500):
        tries = counted(tries, now)
    assert tries.count == 500
    assert seconds_left(tries, now) == 15 * 60


def test_somebody_and_nobody_take_the_same_steps(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        done: list[list[str]] = []
        for name in ("Ada", "Eve"):
            asked: list[str] = []
            door = Door(replace(hub, storage=Watched(hub.storage, asked)))  # type: ignore[arg-type]
            assert await door.enter(Typed(name, "wrong", "000000")) is None
            done.append(asked)
        assert done[0] == done[1]

    tell(story)


class Watched:
    """A store that notes what is asked of it."""

    def __init__(self, storage: Any, asked: list[str]) -> None:
        self._storage, self._asked = storage, asked

    def __getattr__(self, name: str) -> Any:
        self._asked.append(name)
        return getattr(self._storage, name)


def test_a_seat_is_over_when_nobody_sits_there_and_after_a_working_day(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        cookie = await cookie_of(hub, made)
        clock.pass_by(29 * 60)
        there = await guest(hub, cookie)
        assert there is not None
        cookie = there.cookie or cookie
        clock.pass_by(31 * 60)
        assert await guest(hub, cookie) is None
        clock.pass_by(60)
        cookie = await cookie_of(hub, made)
        for _ in range(8 * 3 - 1):
            clock.pass_by(20 * 60)
            there = await guest(hub, cookie)
            assert there is not None
            cookie = there.cookie or cookie
        clock.pass_by(20 * 60)
        assert await guest(hub, cookie) is None

    tell(story)


def test_a_secret_is_turned_and_who_comes_with_the_old_one_ends_the_seat(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        old = await cookie_of(hub, made)
        clock.pass_by(11 * 60)
        turned = await guest(hub, old)
        assert turned is not None
        assert turned.cookie not in {"", old}
        same = await guest(hub, old)
        assert same is not None, "what the browser sent meanwhile"
        assert same.cookie == ""
        clock.pass_by(61)
        assert await guest(hub, turned.cookie) is not None
        assert await guest(hub, old) is None, "a copy"
        assert await guest(hub, turned.cookie) is None, "whoever has it"

    tell(story)


@pytest.mark.parametrize("change", ["role", "reset", "leave", "password"])
def test_what_changes_somebody_ends_what_they_had_open(tell: Any, change: str) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        cookie, storage = await cookie_of(hub, made), hub.storage
        await people.add(storage, "Another", Role.OWNER, hub.now())
        match change:
            case "role":
                await people.set_role(storage, made.admin, Role.FLEET)
            case "reset":
                again = await people.reset(storage, made.admin)
                assert not set(again.proofs.codes) & set(made.proofs.codes)
            case "leave":
                await people.leave(storage, made.admin, hub.now())
            case _:
                await people.set_password(storage, made.admin, "correct horse battery", keep="")
        assert await guest(hub, cookie) is None
        clock.pass_by(30)
        assert (await comes(hub, made) is not None) is (change == "role")

    tell(story)


def test_cookies_of_others_and_made_up_ones_are_nobodys(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        cookie = await cookie_of(hub, made)
        identifier, seat, secret = cookie.split(".")
        other = await people.add(hub.storage, "Bo", Role.FLEET, hub.now())
        for forged in (
            "",
            "x",
            f"{identifier}.{seat}.",
            f"{identifier}.{seat}.{secret}x",
            f"{other.admin.id}.{seat}.{secret}",
            f"{identifier}.made-up.{secret}",
            f"nobody.{seat}.{secret}",
            f"{identifier}.{seat}.{secret}.more",
            f"{identifier}.{seat}.é",
        ):
            assert await guest(hub, forged) is None

    tell(story)


def test_a_try_with_a_forged_secret_ends_the_seat_that_it_names(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        cookie = await cookie_of(hub, made)
        assert await guest(hub, f"{cookie}x") is None
        assert await guest(hub, cookie) is None, "its number is no secret from whoever had a copy"

    tell(story)


@pytest.mark.parametrize(
    ("public_url", "name", "secure"),
    [
        ("https://lists.example", "__Host-vetrina-admin", "with TLS"),
        ("http://127.0.0.1:8743", "vetrina-admin", ""),
    ],
)
def test_with_tls_no_neighbouring_domain_can_plant_the_cookie(
    tell: Any, public_url: str, name: str, secure: str
) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        response, there = Response(), replace(hub, config=replace(hub.config, public_url=public_url))
        seats.keep(there, response, "x")
        said = response.headers["set-cookie"]
        assert said.startswith(f"{name}=x; ")
        assert "Domain" not in said
        assert ("Secure" in said) is bool(secure)

    tell(story)


def test_nobody_sits_in_more_places_than_five(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        cookies = []
        for _ in range(seats.MOST_SEATS + 1):
            cookies.append(await cookie_of(hub, made))
            clock.pass_by(30)
        assert [await guest(hub, one) is not None for one in cookies] == [False, *[True] * seats.MOST_SEATS]

    tell(story)


def test_what_is_done_for_good_asks_for_a_fresh_code(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        entered = await comes(hub, made)
        assert entered is not None
        code = totp.code(made.proofs.factor, totp.step_at(hub.clock()))
        assert not await prove_again(hub, entered.guest, code), "it signed in with that one"
        clock.pass_by(30)
        code = totp.code(made.proofs.factor, totp.step_at(hub.clock()))
        assert await prove_again(hub, entered.guest, code)
        for _ in range(FREE_TRIES + 1):
            assert not await prove_again(hub, entered.guest, "000000")
        clock.pass_by(1)
        with pytest.raises(Waits):
            await prove_again(hub, entered.guest, "000000")

    tell(story)


@pytest.mark.parametrize(
    ("password", "code"),
    [("short", "length"), ("x" * 200, "length"), ("aaaaaaaaaaaaaa", "weak"), ("Ada-is-my-name", "weak")],
)
def test_passwords_that_are_tried_first_are_refused(tell: Any, password: str, code: str) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        with pytest.raises(AdminError) as refused:
            await people.set_password(hub.storage, made.admin, password, keep="")
        assert refused.value.code == code

    tell(story)


def test_somebody_always_owns_the_hub(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        for work in (
            lambda: people.leave(hub.storage, made.admin, hub.now()),
            lambda: people.set_role(hub.storage, made.admin, Role.FLEET),
        ):
            with pytest.raises(AdminError) as refused:
                await work()
            assert refused.value.code == "last"
        await people.add(hub.storage, "Bo", Role.OWNER, hub.now())
        assert (await people.leave(hub.storage, made.admin, hub.now())).left
        again = await people.add(hub.storage, "Ada", Role.FLEET, hub.now())
        assert again.admin.id != made.admin.id, "the name is free again"

    tell(story)


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("hub.db*"))


def test_nothing_that_proves_anybody_is_kept_as_it_is(tell: Any, tmp_path: Path) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        cookie = await cookie_of(hub, made)
        kept = files(tmp_path)
        assert b"Ada" in kept
        for secret in (made.proofs.password, *made.proofs.codes, cookie.rpartition(".")[2]):
            assert secret.encode() not in kept

    tell(story)


def test_times_are_the_hubs(tell: Any) -> None:
    async def story(hub: Hub, clock: Clock, made: Made) -> None:
        entered = await comes(hub, made)
        assert entered is not None
        seat = entered.guest.admin.seats[entered.guest.seat]
        assert seat.begun == hub.now()
        clock.pass_by(timedelta(minutes=2).total_seconds())
        there = await guest(hub, entered.guest.cookie)
        assert there is not None
        assert there.admin.seats[there.seat].seen == hub.now()

    tell(story)
