"""Outcomes come back with tokens: once, unforged, and even after their process died."""

from datetime import timedelta

import pytest
from decisions.conftest import ITEMS, NOW, decided

from serai.decisions.domain.exposure_buffer import buffer
from serai.decisions.models import Exposure, Outcome
from serai.decisions.public import (
    BadToken,
    Mode,
    OutcomeKind,
    Recorded,
    Reported,
    TokenExpired,
    record_outcome,
    record_outcomes,
    write_exposures,
)
from serai.decisions.usecases.restore_exposures import restore_exposures

LATER = NOW + timedelta(minutes=5)
AT_ONCE = {"patience": timedelta(0)}


@pytest.fixture
def tokens(switched) -> list[str]:
    switched(Mode.ON, "thompson")
    return [one.token for one in decided().items]


def test_an_outcome_says_what_its_token_says(tokens):
    assert record_outcome(tokens[2], OutcomeKind.ORDER, 499, now=LATER)

    [row] = Outcome.objects.all()
    assert (row.position, row.kind, row.value, row.shown_at) == (2, "order", 499, NOW)
    assert (row.recorded_at, row.arm_id, row.holdout) == (LATER, 0, False)


def test_a_token_and_a_kind_count_once(tokens):
    assert record_outcome(tokens[0], OutcomeKind.CLICK, now=LATER)
    assert not record_outcome(tokens[0], OutcomeKind.CLICK, now=LATER)
    assert record_outcome(tokens[0], OutcomeKind.CART, now=LATER)
    assert Outcome.objects.count() == 2


def test_a_token_of_something_else_is_refused(tokens, switched):
    item = str(decided().items[0].item)
    other = next(str(one) for one in ITEMS if str(one) != item)
    [first, *_] = [one.token for one in decided().items]

    with pytest.raises(BadToken):
        record_outcome(first, OutcomeKind.CART, item=other, now=LATER)
    assert Outcome.objects.count() == 0


def test_a_slot_credits_nothing_after_its_time(tokens):
    with pytest.raises(TokenExpired):
        record_outcome(tokens[0], OutcomeKind.CLICK, now=NOW + timedelta(days=7, seconds=1))


def test_many_outcomes_are_one_statement(tokens, django_assert_num_queries):
    record_outcome(tokens[4], OutcomeKind.CLICK, now=LATER)
    forged = tokens[0][:-2] + ("AA" if not tokens[0].endswith("AA") else "BB")
    reported = [Reported(token, OutcomeKind.CLICK) for token in (*tokens, tokens[0], forged)]

    with django_assert_num_queries(1):
        told = record_outcomes(reported, now=LATER)

    assert told == Recorded(recorded=4, repeated=2, refused=1)


def test_nothing_good_is_no_statement(web, django_assert_num_queries):
    with django_assert_num_queries(0):
        told = record_outcomes([Reported("nonsense", OutcomeKind.CLICK)], now=LATER)

    assert told == Recorded(0, 0, 1)


def test_what_a_killed_process_had_not_written_is_made_again_from_its_outcomes(tokens):
    [lost] = buffer.take(10)
    record_outcome(tokens[1], OutcomeKind.CLICK, now=LATER)
    record_outcome(tokens[1], OutcomeKind.CART, now=LATER)

    assert restore_exposures(**AT_ONCE) == 1
    assert restore_exposures(**AT_ONCE) == 0

    [row] = Exposure.objects.all()
    assert row.restored
    assert (row.decision_id, row.position) == (lost.shown.decision_id, 1)
    assert row.propensity == pytest.approx(lost.items[1].propensity, abs=1e-7)
    assert (row.subject, row.shown_at) == (lost.shown.subject, NOW)


def test_what_comes_late_meets_what_was_made_again(tokens):
    record_outcome(tokens[1], OutcomeKind.CLICK, now=LATER)
    restore_exposures(**AT_ONCE)

    assert write_exposures() == 5

    rows = Exposure.objects.order_by("position").values_list("position", "restored")
    assert list(rows) == [(position, False) for position in range(5)]


def test_a_process_is_given_time_to_write(tokens):
    record_outcome(tokens[1], OutcomeKind.CLICK, now=LATER)

    assert restore_exposures() == 0


def test_what_cannot_be_written_waits(tokens, monkeypatch):
    from serai.decisions.usecases import write_exposures as writing

    def refuse(*args: object) -> int:
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(writing, "copy_into", refuse)
        with pytest.raises(OSError):  # noqa: PT011 - the bare error is what a lost connection raises
            write_exposures()

    assert len(buffer) == 1
    assert write_exposures() == 5
