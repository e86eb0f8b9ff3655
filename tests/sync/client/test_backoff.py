from sync.client.backoff import Backoff


def test_delays_double_up_to_the_longest_and_start_again():
    backoff = Backoff(first=1, longest=5, jitter=lambda: 1.0)
    assert [backoff.next() for _ in range(5)] == [1, 2, 4, 5, 5]
    backoff.reset()
    assert backoff.next() == 1


def test_jitter_spreads_over_half_of_the_delay():
    assert Backoff(first=4, jitter=lambda: 0.0).next() == 2
    assert all(0.125 <= Backoff().next() <= 0.25 for _ in range(100))


def test_rule_18_who_was_sent_away_together_does_not_come_back_together():
    assert Backoff(first=1, jitter=lambda: 0.0).next(at_least=30) == 30
    assert Backoff(first=1, jitter=lambda: 1.0).next(at_least=30) == 45
    waits = sorted(Backoff().next(at_least=30) for _ in range(1000))
    assert waits[0] >= 30, "never before the time that the hub named"
    assert waits[-1] - waits[0] > 10
