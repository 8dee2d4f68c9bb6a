"""Replace what an address of a customer's book says."""

from dataclasses import asdict
from uuid import UUID

from serai.customers.domain.postal_address import PostalAddress
from serai.customers.models import Address
from serai.customers.queries.address_view import AddressNotFound, AddressView
from serai.customers.usecases.open_address_book import open_address_book
from serai.plumbing.db import unit_of_work


@unit_of_work()
def change_address(
    customer_id: UUID, address_id: UUID, address: PostalAddress, *, is_default: bool
) -> AddressView:
    """
    Replace every field. The default stays the default until another one is chosen.

    Raises:
        CustomerNotFound: no such customer.
        AddressNotFound: not in this customer's book.
        TextRefused: a field is missing, too long or unreadable.
        CountryRefused: no country has this code.
    """
    fit = address.checked()
    book = {kept.pk: kept for kept in open_address_book(customer_id)}
    if address_id not in book:
        raise AddressNotFound(address_id)
    kept = book[address_id]
    if is_default and not kept.is_default:
        Address.objects.filter(customer_id=customer_id, is_default=True).update(is_default=False)
        kept.is_default = True
    for name, value in asdict(fit).items():
        setattr(kept, name, value)
    kept.save()
    return AddressView.of(kept)
