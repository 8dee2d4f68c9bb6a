"""Who has an e-mail address."""

from serai.customers.domain.email import normalised_email
from serai.customers.models import Customer
from serai.customers.queries.customer_view import CustomerView


def customer_by_email(email: str) -> CustomerView | None:
    """
    Return the account with this address, else the guest, else `None`; one statement.

    Raises:
        EmailRefused: not an address.
    """
    found = Customer.objects.of_email(normalised_email(email)).first()
    return CustomerView.of(found) if found else None
