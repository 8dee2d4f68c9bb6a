"""What customers allow."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from factories.customers import NOW

from serai.customers.domain.plain_text import TextRefused
from serai.customers.domain.purposes import PURPOSES, PurposeAlwaysOn, TextVersionRefused
from serai.customers.events import ConsentRecorded
from serai.customers.models import Consent
from serai.customers.public import (
    ConsentMissing,
    CustomerNotFound,
    PurposeNotFound,
    RecordConsent,
    allows,
    consents_of,
    customers_allowing,
    record_consent,
    requires_consent,
)
from serai.kernel.ids import uuid7


def answer(customer_id, *, granted=True, purpose="personalisation", version="2027-03", now=NOW):
    return record_consent(
        RecordConsent(customer_id, purpose, granted=granted, text_version=version), now=now
    )


def test_before_any_answer_only_what_needs_none_is_allowed(an_account, django_assert_num_queries):
    account = an_account()

    with django_assert_num_queries(1):
        consents = consents_of(account.id)

    assert [consent.purpose for consent in consents] == list(PURPOSES)
    assert [consent.purpose for consent in consents if consent.granted] == ["essential"]
    assert {consent.recorded_at for consent in consents} == {None}


def test_the_newest_answer_counts_and_every_answer_is_kept(an_account, published):
    account = an_account()
    before = len(published())

    answer(account.id, granted=True)
    answer(account.id, granted=False, now=NOW + timedelta(days=1))
    last = answer(account.id, granted=True, version="2027-04", now=NOW + timedelta(days=2))

    assert [c for c in consents_of(account.id) if c.purpose == "personalisation"] == [last]
    assert (last.granted, last.text_version, last.source) == (True, "2027-04", "shop")
    assert list(Consent.objects.order_by("recorded_at").values_list("granted", flat=True)) == [
        True,
        False,
        True,
    ]
    assert published()[before:] == [
        ConsentRecorded(account.id, "personalisation", granted, version, "shop")
        for granted, version in ((True, "2027-03"), (False, "2027-03"), (True, "2027-04"))
    ]


def test_the_same_answer_again_adds_nothing(an_account, published):
    account = an_account()
    first = answer(account.id)
    before = published()

    again = answer(account.id, now=NOW + timedelta(days=1))

    assert again == first
    assert Consent.objects.count() == 1
    assert published() == before


def test_answers_to_one_purpose_say_nothing_about_another(an_account):
    account = an_account()

    answer(account.id, purpose="email_marketing")

    assert allows(account.id, "email_marketing")
    assert not allows(account.id, "sms_marketing")


def test_a_use_without_consent_is_refused(an_account):
    account = an_account()
    answer(account.id)
    requires_consent(account.id, "personalisation")
    requires_consent(account.id, "essential")

    answer(account.id, granted=False, now=NOW + timedelta(seconds=1))

    with pytest.raises(ConsentMissing) as refusal:
        requires_consent(account.id, "personalisation")
    assert refusal.value.facts == {"purpose": "personalisation"}


def test_many_customers_are_asked_in_one_statement(an_account, django_assert_num_queries):
    willing, unwilling, silent = (an_account().id for _ in range(3))
    answer(willing)
    answer(unwilling)
    answer(unwilling, granted=False, now=NOW + timedelta(seconds=1))

    with django_assert_num_queries(1):
        allowing = customers_allowing("personalisation", [willing, unwilling, silent])

    assert allowing == {willing}
    with django_assert_num_queries(0):
        assert customers_allowing("essential", [silent]) == {silent}
        assert customers_allowing("personalisation", []) == frozenset()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"purpose": "mind_reading"}, PurposeNotFound),
        ({"purpose": "x" * 10**5}, PurposeNotFound),
        ({"purpose": "essential", "granted": False}, PurposeAlwaysOn),
        ({"text_version": ""}, TextVersionRefused),
        ({"text_version": "v 1"}, TextVersionRefused),
        ({"source": " "}, TextRefused),
        ({"customer_id": uuid7()}, CustomerNotFound),
    ],
)
def test_an_unfit_answer_is_refused_and_not_recorded(an_account, published, said, refusal):
    account = an_account()
    before = published()
    fit = {
        "customer_id": account.id,
        "purpose": "ads",
        "granted": True,
        "text_version": "2027-03",
    }

    with pytest.raises(refusal):
        record_consent(RecordConsent(**{**fit, **said}), now=NOW)

    assert Consent.objects.count() == 0
    assert published() == before


def test_an_unknown_purpose_is_refused_where_data_is_used(an_account):
    account = an_account()

    for use in (requires_consent, allows):
        with pytest.raises(PurposeNotFound):
            use(account.id, "mind_reading")


@pytest.mark.parametrize(
    "rewrite",
    [lambda record: record.update(granted=False), lambda record: record.delete()],
    ids=["update", "delete"],
)
def test_the_database_refuses_to_rewrite_the_record(an_account, rewrite):
    account = an_account()
    answer(account.id)

    with pytest.raises(IntegrityError, match="only added"), transaction.atomic():
        rewrite(Consent.objects.all())

    assert allows(account.id, "personalisation")


def test_recording_costs_a_fixed_number_of_statements(an_account, django_assert_num_queries):
    account = an_account()
    for day in range(5):
        answer(account.id, granted=bool(day % 2), now=NOW + timedelta(days=day))

    with django_assert_num_queries(6):  # four, and the savepoint of the test's own transaction
        answer(account.id, granted=True, now=NOW + timedelta(days=9))
