"""Customers of another system."""

from dataclasses import replace
from datetime import timedelta

import pytest
from factories.customers import NOW, PASSWORD

from serai.customers.models import Consent, Customer
from serai.customers.public import (
    ChangePassword,
    ChangeProfile,
    CustomerRow,
    ImportReport,
    LogIn,
    RecordConsent,
    RowError,
    WrongCredentials,
    allows,
    change_password,
    change_profile,
    customer,
    import_customers,
    log_in,
    record_consent,
)
from serai.kernel.ids import uuid7

DEMO = "demo-shopper"


def a_row(number: int = 1, **said) -> CustomerRow:
    fit = {
        "id": uuid7(),
        "email": f"household-{number}@demo.example",
        "name": f"Household {number}",
        "source": "elsewhere",
        "created_at": NOW,
        "demographics": {"age": "35-44"},
    }
    return CustomerRow(**{**fit, **said})


def test_imported_customers_are_accounts_and_nothing_is_announced(db, published):
    row = a_row(demographics={"age": "35-44", "note": 'tabs\t"quotes" \\ and é'}, locale="pt_br")

    report = import_customers([row])

    assert report == ImportReport(created=1)
    kept = customer(row.id)
    assert (kept.kind, kept.email, kept.source, kept.created_at) == (
        "account",
        "household-1@demo.example",
        "elsewhere",
        NOW,
    )
    assert kept.demographics == {"age": "35-44", "note": 'tabs\t"quotes" \\ and é'}
    assert (kept.credential, kept.locale) == ("none", "pt-BR")
    assert published() == []


def test_a_shared_password_is_hashed_once_marked_and_lets_in(db):
    import_customers([a_row(1), a_row(2)], shared_password=DEMO)

    assert Customer.objects.values("password_hash").distinct().count() == 1
    for number in (1, 2):
        session = log_in(LogIn(f"household-{number}@demo.example", DEMO), now=NOW)
        assert session.customer.credential == "shared"


def test_without_a_shared_password_nobody_logs_in_with_one(db):
    import_customers([a_row()])

    with pytest.raises(WrongCredentials):
        log_in(LogIn("household-1@demo.example", DEMO), now=NOW)


def test_importing_again_updates_what_the_other_system_knows(db):
    first, second = a_row(1), a_row(2)
    import_customers([first, second])

    report = import_customers(
        [replace(first, demographics={"age": "45-54"}), second, a_row(3)], shared_password=DEMO
    )

    assert report == ImportReport(created=1, updated=1, unchanged=1)
    assert customer(first.id).demographics == {"age": "45-54"}
    assert Customer.objects.count() == 3


def test_importing_again_leaves_what_customers_changed_themselves(db):
    row = a_row(consents=("personalisation", "analytics"))
    import_customers([row], shared_password=DEMO)
    change_profile(ChangeProfile(row.id, name="The Millers", locale="ka"))
    change_password(ChangePassword(row.id, DEMO, PASSWORD), now=NOW)
    record_consent(
        RecordConsent(row.id, "personalisation", granted=False, text_version="2027"),
        now=NOW + timedelta(days=1),
    )

    import_customers([row], shared_password=DEMO)

    kept = customer(row.id)
    assert (kept.name, kept.locale, kept.credential) == ("The Millers", "ka", "own")
    assert log_in(LogIn(row.email, PASSWORD), now=NOW).token
    assert not allows(row.id, "personalisation")
    assert allows(row.id, "analytics")
    assert Consent.objects.count() == 3


def test_with_one_unfit_row_nothing_is_written_and_every_error_is_told(db):
    good = a_row(1)
    report = import_customers(
        [
            good,
            a_row(2, email="nobody"),
            a_row(3, name="x" * 300),
            a_row(4, locale="Klingon"),
            a_row(5, consents=("mind_reading",)),
            a_row(6, email="HOUSEHOLD-1@demo.example"),
            a_row(7, id=good.id),
            a_row(8, text_version="?"),
        ]
    )

    assert report.errors == [
        RowError(2, "email", "customers.email_refused"),
        RowError(3, "name", "customers.text_refused"),
        RowError(4, "locale", "customers.locale_refused"),
        RowError(5, "purpose", "customers.purpose_not_found"),
        RowError(6, "email", "repeated"),
        RowError(7, "id", "repeated"),
        RowError(8, "text_version", "customers.text_version_refused"),
    ]
    assert (report.created, report.updated, report.unchanged) == (0, 0, 0)
    assert Customer.objects.count() == 0


def test_an_address_that_has_an_account_under_another_id_is_an_error(an_account):
    account = an_account("household-2@demo.example")

    report = import_customers([a_row(1), a_row(2)])

    assert report == ImportReport(errors=[RowError(2, "email", "email_taken")])
    assert [found.pk for found in Customer.objects.all()] == [account.id]


def test_nothing_imports_nothing(db):
    assert import_customers([]) == ImportReport()


def test_the_whole_panel_takes_as_few_statements_as_one(db, django_assert_num_queries):
    rows = [a_row(number, consents=("personalisation", "analytics")) for number in range(2469)]

    with django_assert_num_queries(8):  # six beside COPY, and the savepoint of the test's own
        report = import_customers(rows, shared_password=DEMO)

    assert report.created == 2469
