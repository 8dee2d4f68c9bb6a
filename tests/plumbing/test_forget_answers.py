"""Answers for repeated requests are kept for a month."""

from datetime import timedelta

import pytest

from serai.plumbing.db import execute
from serai.plumbing.idempotency import IdempotencyKey, answer_once, kept_answer
from serai.plumbing.jobs import forget_answers

pytestmark = pytest.mark.django_db


def a_key(name: str) -> IdempotencyKey:
    return IdempotencyKey.of(scope="tests", key=name, body=b"{}")


def kept_for(name: str, age: timedelta) -> None:
    answer_once(a_key(name), lambda: name)
    execute("UPDATE plumbing_answer SET kept_at = now() - %s WHERE key = %s", [age, name])


def test_an_answer_is_kept_for_thirty_days_and_not_longer():
    kept_for("old", timedelta(days=30, seconds=1))
    kept_for("young", timedelta(days=30) - timedelta(hours=1))

    assert forget_answers() == 1
    assert forget_answers() == 0

    assert kept_answer(a_key("old")) is None
    assert kept_answer(a_key("young")) == "young"
