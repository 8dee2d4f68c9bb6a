"""Take hold of a customer's address book before changing it."""

from uuid import UUID

from serai.customers.models import Address, Customer
from serai.customers.queries.customer_view import CustomerNotFound


def open_address_book(customer_id: UUID) -> list[Address]:
    """
    Lock the book and return its addresses, the default first, then the newest; two statements.

    The lock is on the customer's row, so that counting and choosing a default meet no rival.

    Raises:
        CustomerNotFound: no such customer.
    """
    holder = Customer.objects.select_for_update(no_key=True).filter(pk=customer_id)
    if not holder.values_list("pk").first():
        raise CustomerNotFound(customer_id)
    return list(Address.objects.of_customer(customer_id))
