"""Opening an account."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from factories.customers import NOW, PASSWORD

from serai.customers.domain.email import EmailRefused
from serai.customers.domain.locale import LocaleRefused
from serai.customers.domain.password import PasswordRefused
from serai.customers.domain.plain_text import TextRefused
from serai.customers.events import CustomerRegistered
from serai.customers.models import Customer
from serai.customers.public import EmailTaken, Register, customer, customer_by_email, register


def test_an_account_keeps_the_address_in_one_form(db, published):
    account = register(Register(" Ada@Example.ORG ", PASSWORD, " Ada  Lovelace ", "pt_br"), now=NOW)

    assert customer(account.id) == account
    assert (account.email, account.name, account.locale) == (
        "ada@example.org",
        "Ada Lovelace",
        "pt-BR",
    )
    assert (account.kind, account.credential, account.source) == ("account", "own", "shop")
    assert (account.email_verified, account.demographics, account.last_login_at) == (
        False,
        None,
        None,
    )
    assert account.created_at == NOW
    assert published() == [CustomerRegistered(customer_id=account.id)]


def test_the_password_is_kept_as_argon2id_only(an_account):
    account = an_account()

    kept = Customer.objects.get(pk=account.id)
    assert kept.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in str(vars(kept))


@pytest.mark.parametrize("again", ["ada@example.org", "ADA@EXAMPLE.ORG", " Ada@example.org"])
def test_one_address_has_one_account_in_whatever_case_it_is_typed(an_account, published, again):
    first = an_account("Ada@example.org")
    before = published()

    with pytest.raises(EmailTaken) as refusal:
        an_account(again)

    assert refusal.value.facts == {}
    assert [found.pk for found in Customer.objects.all()] == [first.id]
    assert published() == before


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"email": "ada"}, EmailRefused),
        ({"email": "ada@localhost"}, EmailRefused),
        ({"email": "ada@example.org\r\nBcc: all@example.org"}, EmailRefused),
        ({"password": "short"}, PasswordRefused),
        ({"name": "x" * 201}, TextRefused),
        ({"name": "a\x00b"}, TextRefused),
        ({"locale": "Deutsch"}, LocaleRefused),
    ],
)
def test_an_unfit_account_is_refused_and_nothing_is_written(db, published, said, refusal):
    command = Register(**{"email": "ada@example.org", "password": PASSWORD, **said})

    with pytest.raises(refusal):
        register(command, now=NOW)

    assert Customer.objects.count() == 0
    assert published() == []


def test_an_account_costs_two_statements(an_account, django_assert_num_queries):
    with django_assert_num_queries(4):  # the savepoint of the test's own transaction counts twice
        an_account()


def test_the_database_itself_refuses_an_address_in_capitals(an_account):
    from django.db import IntegrityError, transaction

    account = an_account()

    with pytest.raises(IntegrityError, match="customers_email_is_normalised"), transaction.atomic():
        Customer.objects.filter(pk=account.id).update(email="ADA@EXAMPLE.ORG")


def test_an_unknown_address_belongs_to_nobody(db):
    assert customer_by_email("nobody@example.org") is None


@pytest.mark.django_db(transaction=True)
def test_of_eight_simultaneous_registrations_one_succeeds(published):
    start = Barrier(8)

    def attempt(number: int) -> str:
        start.wait()
        try:
            register(Register("ada@example.org", PASSWORD, f"Ada {number}"), now=NOW)
        except EmailTaken:
            return "taken"
        finally:
            connection.close()
        return "opened"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(attempt, range(8)))

    assert outcomes == ["opened"] + ["taken"] * 7
    assert [found.email for found in Customer.objects.all()] == ["ada@example.org"]
    assert len(published()) == 1
