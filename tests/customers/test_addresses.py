"""Address books."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from threading import Barrier

import pytest
from babel import Locale
from django.db import connection
from factories.customers import ADDRESS, NOW

from serai.customers.domain.countries import COUNTRIES, CountryRefused
from serai.customers.domain.plain_text import TextRefused
from serai.customers.domain.postal_address import TooManyAddresses
from serai.customers.models import Address
from serai.customers.public import (
    AddressNotFound,
    CustomerNotFound,
    add_address,
    addresses_of,
    change_address,
    delete_address,
)
from serai.kernel.ids import uuid7


def test_the_first_address_is_the_default_and_later_ones_are_not(an_account, an_address):
    account = an_account()

    first = an_address(account.id)
    second = an_address(account.id)

    assert (first.is_default, second.is_default) == (True, False)
    assert addresses_of(account.id) == [first, second]


def test_a_new_default_takes_the_place_of_the_old_one(an_account, an_address):
    account = an_account()
    first = an_address(account.id)

    second = an_address(account.id, is_default=True)

    assert addresses_of(account.id) == [second, replace(first, is_default=False)]


def test_an_address_is_tidied_before_it_is_kept(an_account, an_address):
    kept = an_address(an_account().id, name="  Ada   Lovelace ", country="gb", city="Lon\tdon")

    assert (kept.name, kept.country, kept.city) == ("Ada Lovelace", "GB", "Lon don")


@pytest.mark.parametrize(
    ("parts", "refusal", "facts"),
    [
        ({"name": " "}, TextRefused, {"field": "name", "reason": "missing", "longest": 200}),
        ({"line1": ""}, TextRefused, {"field": "line1", "reason": "missing", "longest": 200}),
        ({"city": "x" * 101}, TextRefused, {"field": "city", "reason": "too_long", "longest": 100}),
        (
            {"city": "x" * 10**6},
            TextRefused,
            {"field": "city", "reason": "too_long", "longest": 100},
        ),
        (
            {"postcode": "1\x000"},
            TextRefused,
            {"field": "postcode", "reason": "unreadable", "longest": 16},
        ),
        (
            {"phone": "call me"},
            TextRefused,
            {"field": "phone", "reason": "unreadable", "longest": 30},
        ),
        ({"country": "ZZ"}, CountryRefused, {}),
        ({"country": ""}, CountryRefused, {}),
    ],
)
def test_an_unfit_address_is_refused_and_not_kept(an_account, an_address, parts, refusal, facts):
    account = an_account()

    with pytest.raises(refusal) as refused:
        an_address(account.id, **parts)

    assert refused.value.facts == facts
    assert addresses_of(account.id) == []


def test_markup_and_sql_are_text_like_any_other(an_account, an_address):
    said = "<script>alert(1)</script>'; DROP TABLE customers_address; --"

    kept = an_address(an_account().id, line1=said)

    assert kept.line1 == said


def test_at_most_twenty_addresses_are_kept(an_account, an_address):
    account = an_account()
    for _ in range(20):
        an_address(account.id)

    with pytest.raises(TooManyAddresses) as refusal:
        an_address(account.id, is_default=True)

    assert refusal.value.facts == {"most": 20}
    assert len(addresses_of(account.id)) == 20
    assert sum(address.is_default for address in addresses_of(account.id)) == 1


def test_a_changed_address_keeps_its_place(an_account, an_address):
    account = an_account()
    first, second = an_address(account.id), an_address(account.id)

    changed = change_address(
        account.id, first.id, replace(ADDRESS, line1="10 Downing Street"), is_default=False
    )

    assert (changed.id, changed.line1, changed.is_default) == (first.id, "10 Downing Street", True)
    assert addresses_of(account.id) == [changed, second]


def test_another_address_becomes_the_default_by_changing_it(an_account, an_address):
    account = an_account()
    first, second = an_address(account.id), an_address(account.id)

    change_address(account.id, second.id, ADDRESS, is_default=True)

    assert [(address.id, address.is_default) for address in addresses_of(account.id)] == [
        (second.id, True),
        (first.id, False),
    ]


def test_when_the_default_is_deleted_the_newest_of_the_rest_becomes_it(an_account, an_address):
    account = an_account()
    first, second, third = (an_address(account.id) for _ in range(3))

    delete_address(account.id, first.id)

    assert [(address.id, address.is_default) for address in addresses_of(account.id)] == [
        (third.id, True),
        (second.id, False),
    ]


def test_the_last_address_may_be_deleted(an_account, an_address):
    account = an_account()

    delete_address(account.id, an_address(account.id).id)

    assert addresses_of(account.id) == []


def test_an_address_of_somebody_else_is_as_good_as_none(an_account, an_address):
    owner, stranger = an_account(), an_account()
    address = an_address(owner.id)

    with pytest.raises(AddressNotFound):
        change_address(stranger.id, address.id, replace(ADDRESS, line1="mine"), is_default=True)
    with pytest.raises(AddressNotFound):
        delete_address(stranger.id, address.id)

    assert addresses_of(owner.id) == [address]
    assert addresses_of(stranger.id) == []


def test_nobody_has_an_address_book(db):
    with pytest.raises(CustomerNotFound):
        add_address(uuid7(), ADDRESS, is_default=True, now=NOW)

    assert Address.objects.count() == 0


def test_statements_do_not_grow_with_the_book(an_account, an_address, django_assert_num_queries):
    account = an_account()
    kept = [an_address(account.id) for _ in range(10)]

    with django_assert_num_queries(1):
        addresses_of(account.id)
    with django_assert_num_queries(6):  # four, and the savepoint of the test's own transaction
        an_address(account.id, is_default=True)
    with django_assert_num_queries(5):
        change_address(account.id, kept[3].id, ADDRESS, is_default=False)
    with django_assert_num_queries(5):
        delete_address(account.id, kept[3].id)


def test_every_country_code_is_two_capitals():
    assert len(COUNTRIES) == 250
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in COUNTRIES)


def test_a_country_that_babel_knows_is_known():
    territories = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    groups_and_reserved = set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())

    assert territories - groups_and_reserved == COUNTRIES


@pytest.mark.django_db(transaction=True)
def test_parallel_additions_never_overfill_the_book_nor_make_two_defaults(an_account, an_address):
    account = an_account()
    for _ in range(16):
        an_address(account.id)
    start = Barrier(8)

    def attempt(_: int) -> str:
        start.wait()
        try:
            add_address(account.id, ADDRESS, is_default=True, now=NOW)
        except TooManyAddresses:
            return "full"
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(attempt, range(8)))

    assert outcomes == ["full"] * 4 + ["kept"] * 4
    book = addresses_of(account.id)
    assert len(book) == 20
    assert [asdict(address)["is_default"] for address in book] == [True] + [False] * 19
