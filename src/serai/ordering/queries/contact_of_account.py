"""Whom and where an account's orders go to."""

from uuid import UUID

from serai.customers import public as customers
from serai.ordering.domain.contact import Address, Contact


def contact_of_account(customer_id: UUID, address_id: UUID | None) -> Contact | None:
    """Return an account's contact with one of its addresses, the first unless it is named; `None`: there is none."""
    book = customers.addresses_of(customer_id)
    kept = next((each for each in book if address_id in {None, each.id}), None)
    if kept is None:
        return None
    return Contact(
        email=customers.customer(customer_id).email,
        name=kept.name,
        phone=kept.phone,
        address=Address(
            line1=kept.line1,
            line2=kept.line2,
            city=kept.city,
            region=kept.region,
            postcode=kept.postcode,
            country=kept.country,
        ),
    )
