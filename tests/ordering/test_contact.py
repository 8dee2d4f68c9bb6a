"""Contacts and addresses."""

import pytest
from msgspec.structs import replace

from serai.ordering.domain.contact import Address, BadContact, Contact, checked_contact

HERE = Address(line1="12 Oak Street", city="Dayton", region="OH", postcode="45402", country="US")
ANN = Contact(email="ann@example.org", name="Ann Example", address=HERE)


def with_address(**changes: str) -> Contact:
    return replace(ANN, address=replace(HERE, **changes))


def test_a_good_contact_is_tidied():
    untidy = Contact(
        email=" Ann@Example.ORG ",
        name="  Ann   Example ",
        phone="+1 (555) 010-0199",
        address=replace(HERE, country="us", postcode=" 45402 "),
    )

    assert checked_contact(untidy) == replace(ANN, phone="+1 (555) 010-0199")


@pytest.mark.parametrize(
    ("country", "postcode", "region"),
    [
        ("US", "45402-1234", "OH"),
        ("GB", "sw1y 4jh", ""),
        ("IL", "6100001", ""),
        ("RU", "101000", ""),
        ("BY", "220030", ""),
        ("GE", "0105", ""),
        ("BR", "01310-100", "SP"),
        ("PT", "1000-001", ""),
        ("AE", "", ""),
    ],
)
def test_addresses_of_many_countries_are_taken(country: str, postcode: str, region: str):
    contact = with_address(country=country, postcode=postcode, region=region)

    assert checked_contact(contact).address.postcode == postcode.upper()


@pytest.mark.parametrize(
    ("contact", "field"),
    [
        (replace(ANN, email="ann"), "email"),
        (replace(ANN, email="ann@example"), "email"),
        (replace(ANN, email="a b@example.org"), "email"),
        (replace(ANN, email="ann@example.org, bob@example.org"), "email"),
        (replace(ANN, email="ann@exam\u200bple.org"), "email"),
        (replace(ANN, email="a" * 65 + "@example.org"), "email"),
        (replace(ANN, email="a@" + "b" * 250 + ".org"), "email"),
        (replace(ANN, name="   "), "name"),
        (replace(ANN, name="x" * 201), "name"),
        (replace(ANN, name="Ann\x00"), "name"),
        (replace(ANN, name="Ann\u202eelpmaxE"), "name"),
        (replace(ANN, name="Ann\ud800"), "name"),
        (replace(ANN, phone="call me"), "phone"),
        (with_address(line1=""), "address.line1"),
        (with_address(city=" "), "address.city"),
        (with_address(country="ZZ"), "address.country"),
        (with_address(country="USA"), "address.country"),
        (with_address(postcode="1234"), "address.postcode"),
        (with_address(postcode="४५४०२"), "address.postcode"),
        (with_address(postcode=""), "address.postcode"),
        (with_address(region=""), "address.region"),
    ],
)
def test_a_field_that_cannot_be_right_is_named(contact: Contact, field: str):
    with pytest.raises(BadContact) as refusal:
        checked_contact(contact)

    assert refusal.value.field == field


def test_names_in_every_script_are_taken():
    for name in ("אן כהן", "Анна Ёлкина", "ანა", "آن", "Ana Ção", "O'Neill-Śmith", "李安"):
        assert checked_contact(replace(ANN, name=name)).name == name
