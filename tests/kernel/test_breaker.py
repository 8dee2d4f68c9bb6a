"""A processor that keeps failing is left alone for a while."""

from datetime import timedelta

from payments.makers import NOW

from serai.kernel.breaker import Breaker

PAUSE = timedelta(seconds=30)


def test_it_opens_after_failures_in_a_row_only():
    breaker = Breaker(limit=3, pause=PAUSE)

    breaker.failed(NOW)
    breaker.failed(NOW)
    breaker.succeeded()
    breaker.failed(NOW)
    breaker.failed(NOW)

    assert breaker.allows(NOW)
    breaker.failed(NOW)
    assert not breaker.allows(NOW)


def test_after_the_pause_one_caller_may_try():
    breaker = Breaker(limit=1, pause=PAUSE)
    breaker.failed(NOW)

    later = NOW + PAUSE

    assert not breaker.allows(later - timedelta(microseconds=1))
    assert [breaker.allows(later) for _ in range(3)] == [True, False, False]


def test_a_try_that_works_closes_it():
    breaker = Breaker(limit=1, pause=PAUSE)
    breaker.failed(NOW)
    breaker.allows(NOW + PAUSE)

    breaker.succeeded()

    assert [breaker.allows(NOW + PAUSE) for _ in range(3)] == [True, True, True]


def test_a_try_that_fails_pauses_again():
    breaker = Breaker(limit=2, pause=PAUSE)
    breaker.failed(NOW)
    breaker.failed(NOW)
    breaker.allows(NOW + PAUSE)

    breaker.failed(NOW + PAUSE)

    assert not breaker.allows(NOW + PAUSE + timedelta(seconds=29))
    assert breaker.allows(NOW + 2 * PAUSE)
