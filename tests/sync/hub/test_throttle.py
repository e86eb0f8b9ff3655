from typing import Any

from sync.hub.throttle import MAX_ADDRESS_FAILURES, MAX_FAILURES, MAX_SENDERS, WINDOW_SECONDS, Throttle


class Clock:
    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def test_an_address_that_fails_too_often_waits_for_the_rest_of_the_minute() -> None:
    clock = Clock()
    throttle = Throttle(MAX_FAILURES, clock)
    for _ in range(MAX_FAILURES):
        assert throttle.wait_seconds("a") == 0
        throttle.count("a")
    clock.seconds += 20
    assert throttle.wait_seconds("a") == WINDOW_SECONDS - 20
    assert throttle.wait_seconds("b") == 0
    clock.seconds += 40
    assert throttle.wait_seconds("a") == 0
    throttle.count("a")
    assert throttle.wait_seconds("a") == 0


def test_memory_is_bounded() -> None:
    throttle = Throttle(MAX_FAILURES, Clock())
    for _ in range(MAX_FAILURES):
        throttle.count("first")
    for number in range(MAX_SENDERS):
        throttle.count(str(number))
    assert throttle.wait_seconds("first") == 0


def test_made_up_tablets_are_slowed_down_and_codes_stay_usable(stranger: Any) -> None:
    answers = [
        stranger.http.post("/v1/devices/token", json={"device": f"no-{number}", "assertion": "x"})
        for number in range(MAX_ADDRESS_FAILURES + 1)
    ]
    assert {answer.status_code for answer in answers[:-1]} == {401}
    assert answers[-1].status_code == 429
    assert stranger.enrol("AAAA-AAAB").status_code == 403


def test_guessing_codes_is_slowed_down(stranger: Any) -> None:
    answers = [stranger.enrol("AAAA-AAAA") for _ in range(MAX_FAILURES + 1)]
    assert {answer.status_code for answer in answers[: MAX_FAILURES - 1]} == {403}
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0
