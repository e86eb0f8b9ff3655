"""Signing in, step by step, with a clock and a hub of words."""

from typing import Any

import pytest

from kiosk.core.sign_in import SLACK, Request, SignIn, Step, Why
from sync.client.errors import Faulty, Gone, HubError, Offline, Refused
from sync.protocol.sign_ins import (
    AbortSignIn,
    AcceptSignIn,
    AskSignIn,
    BeginSignIn,
    SignedInShopper,
    SignInBegun,
    SignInState,
)
from tests.fakes import Clock

BEGUN = SignInBegun(
    "id", "shop.example", 120, 2, url="https://shop.example/s/ABCD", code="AB-CD", number="47"
)
MAILED = SignInBegun("id", "shop.example", 600, 2)
WHO = SignedInShopper("customer", "A***", 7200, "Anna", ["one"])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sign_in(clock: Clock) -> SignIn:
    return SignIn(clock)


@pytest.fixture
def at_phone(sign_in: SignIn) -> SignIn:
    sign_in.take(sign_in.begin("proof", "it"), BEGUN)
    return sign_in


@pytest.fixture
def at_mail(sign_in: SignIn) -> SignIn:
    sign_in.take(sign_in.begin("proof", "it", "anna@example.com"), MAILED)
    return sign_in


def due(sign_in: SignIn, clock: Clock) -> Request:
    clock.pass_by(2 + SLACK)
    request = sign_in.tick()
    assert request is not None
    return request


def at_hello(sign_in: SignIn, clock: Clock) -> SignIn:
    sign_in.take(due(sign_in, clock), SignInState("confirmed", "A***", 120))
    assert sign_in.shown.step is Step.HELLO
    return sign_in


def test_it_begins_with_a_code_for_the_phone(sign_in: SignIn) -> None:
    request = sign_in.begin("proof", "it")
    assert request[1:] == ("/v1/sign-ins", BeginSignIn("proof", "it"), SignInBegun)
    assert sign_in.shown.step is Step.ASKING
    assert sign_in.take(request, BEGUN) is None
    shown = sign_in.shown
    assert (shown.step, shown.url, shown.number, shown.domain) == (
        Step.PHONE,
        BEGUN.url,
        "47",
        "shop.example",
    )
    assert (sign_in.seconds_left, sign_in.part_left) == (120, 1.0)


def test_it_asks_no_more_often_than_the_hub_likes_and_one_thing_at_a_time(
    at_phone: SignIn, clock: Clock
) -> None:
    assert at_phone.tick() is None
    request = due(at_phone, clock)
    assert request.body == AskSignIn("proof")
    clock.pass_by(60)
    assert at_phone.tick() is None, "the answer is still to come"
    at_phone.take(request, SignInState("pending", expires_in=58))
    assert at_phone.tick() is None
    assert due(at_phone, clock)


def test_the_time_is_the_hubs_and_longer_once_the_number_was_chosen(at_phone: SignIn, clock: Clock) -> None:
    at_phone.take(due(at_phone, clock), SignInState("seen", expires_in=100))
    assert at_phone.shown.seen
    assert round(at_phone.seconds_left) == 100
    at_phone.take(due(at_phone, clock), SignInState("seen", expires_in=600))
    assert (round(at_phone.seconds_left), at_phone.part_left) == (600, 1.0)


def test_yes_lets_them_in_once(at_phone: SignIn, clock: Clock) -> None:
    sign_in = at_hello(at_phone, clock)
    assert sign_in.shown.hello == "A***"
    request = sign_in.accept()
    assert request is not None
    assert (request.path, request.body) == ("/v1/sign-ins/id/accept", AcceptSignIn("proof"))
    assert sign_in.accept() is None
    assert sign_in.take(request, WHO) == WHO
    assert sign_in.shown.step is Step.NONE
    assert sign_in.take(request, WHO) is None, "an answer that comes twice lets nobody in twice"


def test_no_ends_it_at_the_hub(at_phone: SignIn, clock: Clock) -> None:
    sign_in = at_hello(at_phone, clock)
    request = sign_in.leave()
    assert request is not None
    assert (request.path, request.body) == ("/v1/sign-ins/id/abort", AbortSignIn("proof"))
    assert sign_in.shown.step is Step.NONE
    assert sign_in.take(request, SignInState("refused")) is None
    assert sign_in.shown.step is Step.NONE


def test_an_answer_to_what_was_left_changes_nothing(sign_in: SignIn) -> None:
    request = sign_in.begin("proof", "it")
    assert sign_in.leave() is None, "nothing to end: the hub has not said which it is"
    sign_in.take(request, BEGUN)
    assert sign_in.shown.step is Step.NONE


def test_without_a_word_its_time_runs_out(at_phone: SignIn, clock: Clock) -> None:
    clock.pass_by(120)
    assert at_phone.tick() is None
    assert at_phone.shown[:2] == (Step.OVER, Why.EXPIRED)


@pytest.mark.parametrize(("state", "why"), [("refused", Why.REFUSED), ("expired", Why.EXPIRED)])
def test_the_hub_says_that_it_is_over(at_phone: SignIn, clock: Clock, state: Any, why: Why) -> None:
    at_phone.take(due(at_phone, clock), SignInState(state))
    assert at_phone.shown[:2] == (Step.OVER, why)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (Offline("no line"), Why.OFFLINE),
        (Offline("429 too_many", 60, "too_many"), Why.BUSY),
        (Faulty("409 no_mail", "no_mail"), Why.NO_MAIL),
        (Faulty("409 no_visit", "no_visit"), Why.FAILED),
        (Refused("403", "device_lost"), Why.FAILED),
        (ValueError("a fault of ours"), Why.FAILED),
    ],
)
def test_what_keeps_it_from_beginning_is_said(sign_in: SignIn, error: Exception, why: Why) -> None:
    sign_in.take(sign_in.begin("proof", "it"), error)
    assert sign_in.shown[:2] == (Step.OVER, why)


def test_a_hub_that_is_away_in_the_middle_is_asked_again(at_phone: SignIn, clock: Clock) -> None:
    at_phone.take(due(at_phone, clock), Offline("no line"))
    assert at_phone.shown.away
    at_hello(at_phone, clock)
    assert not at_phone.shown.away


def test_a_hub_that_stays_away_is_said_so_when_the_time_is_over(at_phone: SignIn, clock: Clock) -> None:
    at_phone.take(due(at_phone, clock), Offline("no line"))
    clock.pass_by(120)
    at_phone.tick()
    assert at_phone.shown[:2] == (Step.OVER, Why.OFFLINE)


def test_told_to_slow_down_it_waits_and_says_nothing(at_phone: SignIn, clock: Clock) -> None:
    at_phone.take(due(at_phone, clock), Offline("429 slow_down", 5, "slow_down"))
    assert not at_phone.shown.away
    clock.pass_by(2 + SLACK)
    assert at_phone.tick() is None
    clock.pass_by(3)
    assert at_phone.tick()


def test_a_yes_whose_answer_was_lost_is_said_again(at_phone: SignIn, clock: Clock) -> None:
    sign_in = at_hello(at_phone, clock)
    sign_in.take(sign_in.accept(), Offline("the line broke"))  # type: ignore[arg-type]
    assert sign_in.shown.step is Step.ENTERING
    assert sign_in.take(due(sign_in, clock), WHO) == WHO


def test_a_yes_can_still_be_said_again_when_the_time_was_over(at_phone: SignIn, clock: Clock) -> None:
    sign_in = at_hello(at_phone, clock)
    sign_in.take(sign_in.accept(), Offline("the line broke"))  # type: ignore[arg-type]
    clock.pass_by(300)
    sign_in.tick()
    assert sign_in.shown[:2] == (Step.OVER, Why.OFFLINE)
    assert sign_in.entering
    assert sign_in.take(sign_in.go_on(), WHO) == WHO
    assert not sign_in.entering


def test_a_yes_that_came_too_late_is_over(at_phone: SignIn, clock: Clock) -> None:
    sign_in = at_hello(at_phone, clock)
    sign_in.take(sign_in.accept(), Faulty("409 not_confirmed", "not_confirmed"))  # type: ignore[arg-type]
    assert sign_in.shown[:2] == (Step.OVER, Why.EXPIRED)
    assert not sign_in.entering


def test_mailed_digits_are_tried_when_there_are_six(at_mail: SignIn) -> None:
    assert at_mail.shown.step is Step.MAILED
    assert at_mail.type("12345") is None
    request = at_mail.type("123456")
    assert request is not None
    assert request.body == AskSignIn("proof", "123456")
    assert at_mail.type("123456") is None, "one try at a time"
    at_mail.take(request, Refused("403 wrong_code", "wrong_code"))
    assert at_mail.shown[:2] == (Step.MAILED, Why.WRONG_CODE)
    at_mail.take(at_mail.type("654321"), SignInState("confirmed", "A***", 120))  # type: ignore[arg-type]
    assert at_mail.shown[:2] == (Step.HELLO, Why.NOTHING)


def test_while_digits_are_typed_the_hub_is_left_alone(at_mail: SignIn, clock: Clock) -> None:
    clock.pass_by(60)
    assert at_mail.tick() is None
    assert at_mail.seconds_left == 540


def test_too_many_wrong_codes_are_the_end(at_mail: SignIn) -> None:
    at_mail.take(at_mail.type("123456"), SignInState("refused"))  # type: ignore[arg-type]
    assert at_mail.shown[:2] == (Step.OVER, Why.REFUSED)


def test_another_way_ends_the_first(at_phone: SignIn) -> None:
    request = at_phone.ask_address()
    assert request is not None
    assert request.path.endswith("/abort")
    assert at_phone.shown.step is Step.ADDRESS
    at_phone.wrong_address()
    assert at_phone.shown[:2] == (Step.ADDRESS, Why.NO_ADDRESS)


def test_what_began_before_its_visit_did_is_left_like_any_other(sign_in: SignIn) -> None:
    turn = sign_in.wait()
    assert sign_in.shown.step is Step.ASKING
    assert sign_in.is_at(turn)
    sign_in.leave()
    assert not sign_in.is_at(turn)


def test_gone_at_the_hub_is_over(at_phone: SignIn, clock: Clock) -> None:
    error: HubError = Gone("404", "not_found")
    at_phone.take(due(at_phone, clock), error)
    assert at_phone.shown[:2] == (Step.OVER, Why.EXPIRED)
