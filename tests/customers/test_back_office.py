"""Customers in the back office."""

import pytest
from django.test import Client
from factories.customers import NOW, expect_something_of

from serai.customers.models import Customer
from serai.customers.public import RecordConsent, record_consent

LIST = "/admin/customers/customer/"


@pytest.fixture
def staff(admin_client: Client) -> Client:
    return admin_client


def test_customers_are_listed_and_found_by_the_beginning_of_the_address(staff, an_account):
    an_account("ada@example.org")
    an_account("eve@example.org")

    everybody = staff.get(LIST).content.decode()
    found = staff.get(LIST, {"q": "ADA@"}).content.decode()

    assert "ada@example.org" in everybody
    assert "eve@example.org" in everybody
    assert "ada@example.org" in found
    assert "eve@example.org" not in found


def test_a_customer_is_shown_with_addresses_and_answers_and_without_the_hash(
    staff, an_account, an_address
):
    account = an_account("ada@example.org")
    an_address(account.id)
    record_consent(RecordConsent(account.id, "ads", granted=True, text_version="v7"), now=NOW)

    page = staff.get(f"{LIST}{account.id}/change/").content.decode()

    assert "12 St James" in page
    assert "v7" in page
    assert "argon2" not in page
    assert Customer.objects.get().password_hash not in page


def test_nothing_is_added_changed_or_deleted_there(staff, an_account):
    account = an_account("ada@example.org")

    assert staff.get(f"{LIST}add/").status_code == 403
    assert staff.post(f"{LIST}{account.id}/change/", {"name": "Eve"}).status_code == 403
    assert staff.post(f"{LIST}{account.id}/delete/", {"post": "yes"}).status_code == 403
    assert Customer.objects.get().name == account.name


def test_what_is_expected_of_a_customer_is_shown_with_its_reasons(staff, an_account):
    account = an_account("ada@example.org")
    before = staff.get(f"{LIST}{account.id}/change/").content.decode()
    expect_something_of(account.id)

    page = staff.get(f"{LIST}{account.id}/change/").content.decode()

    assert "310.50 USD" not in before
    assert "310.50 USD" in page
    assert "9.0 days" in page
    assert "3% chance to buy nothing" in page
    assert "Champions" in page
    assert "buys every 9.5 days as a rule" in page
    assert "more: 4 purchase days in the last 28 days" in page
    assert "leaving: 1.3 times the usual gap since the last purchase" in page
