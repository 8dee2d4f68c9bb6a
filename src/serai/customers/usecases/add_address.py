"""Put an address into a customer's book."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from serai.customers.domain.postal_address import (
    MOST_ADDRESSES,
    PostalAddress,
    TooManyAddresses,
)
from serai.customers.models import Address
from serai.customers.queries.address_view import AddressView
from serai.customers.usecases.open_address_book import open_address_book
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work


@unit_of_work()
def add_address(
    customer_id: UUID, address: PostalAddress, *, is_default: bool, now: datetime
) -> AddressView:
    """
    Keep the address; a customer's first one is the default in any case.

    Raises:
        CustomerNotFound: no such customer.
        TextRefused: a field is missing, too long or unreadable.
        CountryRefused: no country has this code.
        TooManyAddresses: the book is full.
    """
    fit = address.checked()
    book = open_address_book(customer_id)
    if len(book) >= MOST_ADDRESSES:
        raise TooManyAddresses(most=MOST_ADDRESSES)
    if is_default:
        Address.objects.filter(customer_id=customer_id, is_default=True).update(is_default=False)
    kept = Address.objects.create(
        id=uuid7(),
        customer_id=customer_id,
        is_default=is_default or not book,
        created_at=now,
        **asdict(fit),
    )
    return AddressView.of(kept)
