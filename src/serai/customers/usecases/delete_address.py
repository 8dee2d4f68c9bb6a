"""Take an address out of a customer's book."""

from uuid import UUID

from serai.customers.models import Address
from serai.customers.queries.address_view import AddressNotFound
from serai.customers.usecases.open_address_book import open_address_book
from serai.plumbing.db import unit_of_work


@unit_of_work()
def delete_address(customer_id: UUID, address_id: UUID) -> None:
    """
    Delete the address; when it was the default, the newest of the rest becomes it.

    Raises:
        CustomerNotFound: no such customer.
        AddressNotFound: not in this customer's book.
    """
    book = open_address_book(customer_id)
    gone = next((kept for kept in book if kept.pk == address_id), None)
    if gone is None:
        raise AddressNotFound(address_id)
    rest = [kept for kept in book if kept is not gone]
    gone.delete()
    if rest and gone.is_default:
        Address.objects.filter(pk=rest[0].pk).update(is_default=True)
