"""Predictions: learned from the facts, only of who allows it, gone with the consent, told with their reasons."""

from datetime import timedelta
from decimal import Decimal

import pytest
from factories.customers import NOW

from serai.customers.events import ConsentRecorded
from serai.customers.handlers import on_profiling_refused
from serai.customers.models import Prediction
from serai.customers.public import (
    NothingPredicted,
    RecordConsent,
    WriteSegment,
    members_of_segment,
    prediction,
    record_consent,
    write_segment,
)
from serai.customers.queries.predicting.prediction_view import prediction_of
from serai.customers.trainings import train_outlook
from serai.kernel.conditions import Moment
from serai.plumbing.model_registry import in_use

pytestmark = pytest.mark.django_db


def test_who_keeps_the_rhythm_is_expected_and_who_stopped_is_not(trained):
    steady, gone = prediction(trained.steady), prediction(trained.gone)

    assert steady.ahead_days == 90
    assert 13 <= steady.days <= 23
    assert steady.spend_minor == pytest.approx(18 * 2_000, rel=0.35)
    assert steady.churn < Decimal("0.3") < Decimal("0.8") < gone.churn
    assert gone.days < 5
    assert gone.alive < Decimal("0.1") < Decimal("0.9") < steady.alive
    assert steady.usual_gap == 5
    assert steady.next_on == steady.last_on + timedelta(days=5)
    assert gone.rfm_group in ("asleep", "at_risk", "fading")


def test_three_reasons_are_given_with_what_is_known_in_one_statement(
    trained, django_assert_num_queries
):
    with django_assert_num_queries(1):
        because = prediction(trained.gone).because

    assert {name: len(found) for name, found in because.items()} == {"spend": 3, "churn": 3}
    assert all(isinstance(each.raises, bool) and each.code for each in because["churn"])


def test_nothing_is_predicted_of_who_did_not_allow_it(trained):
    with pytest.raises(NothingPredicted):
        prediction(trained.secret)
    assert Prediction.objects.count() == len(trained.everybody) - 1


def test_a_withdrawn_consent_takes_the_prediction_along(trained):
    told = ConsentRecorded(
        customer_id=trained.steady,
        purpose="profiling",
        granted=False,
        text_version="v2",
        source="test",
    )
    on_profiling_refused(told)
    on_profiling_refused(told)

    assert prediction_of(trained.steady) is None
    assert prediction_of(trained.gone) is not None


def test_the_next_training_forgets_who_withdrew(trained):
    record_consent(
        RecordConsent(trained.steady, "profiling", granted=False, text_version="v2"), now=NOW
    )
    list(train_outlook())

    assert prediction_of(trained.steady) is None


def test_a_version_is_published_with_its_card(trained):
    kept, churn = in_use("customers.outlook"), in_use("customers.churn")

    assert kept.card.figure.value < kept.card.figure.baseline
    assert churn.card.figure.value > churn.card.figure.baseline
    assert kept.card.settings == {"ahead_days": 90, "currency": "USD"}
    assert kept.card.data_until.date() == trained.until.date()
    assert prediction(trained.steady).seen_until == trained.until.date()


def test_a_shop_without_purchases_learns_nothing(db):
    assert list(train_outlook()) == []


def test_segments_ask_what_is_predicted_of_those_who_allow_it(trained):
    def segment(code, *rules):
        said = [{"field": f, "operator": o, "value": v} for f, o, v in rules]
        command = WriteSegment(
            code=code, name=code, purpose="essential", conditions={"rules": said}
        )
        return set(
            members_of_segment(
                write_segment(command, now=NOW).id, purpose="essential", at=Moment(NOW)
            ).items
        )

    leaving = segment("leaving", ("predicted.churn", ">", "0.8"))
    spenders = segment(
        "spenders",
        ("predicted.spend", ">=", {"amount": "200.00", "currency": "USD"}),
        ("predicted.days", ">", "12"),
    )
    best = segment("best", ("predicted.rfm_group", "in", ["champions", "loyal"]))
    lately = segment("lately", ("predicted.last_on", ">", "2026-10-20"))

    assert trained.gone in leaving
    assert trained.steady not in leaving
    assert trained.steady in spenders & best & lately
    assert trained.gone not in spenders | best | lately
    assert trained.secret not in leaving | spenders | best | lately
