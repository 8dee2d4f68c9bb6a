"""Say on whose terms a customer buys."""

from uuid import UUID

from serai.customers.events import BuyingTermsChanged
from serai.customers.models import Customer
from serai.customers.queries.customer_groups import customer_group, forget_buying_terms
from serai.customers.queries.customer_view import CustomerNotFound, CustomerView
from serai.plumbing.db import forget_with_work, unit_of_work
from serai.plumbing.events import publish


@unit_of_work()
def set_buying_terms(
    customer_id: UUID, *, group: str | None, company_id: UUID | None
) -> CustomerView:
    """
    Put a customer into a group, or into none, and let them buy for a company, or for none.

    Carts priced from now on follow it: here at once, in other processes within five seconds.

    Raises:
        CustomerNotFound: no such customer.
        CustomerGroupNotFound: no such group.
    """
    if group is not None:
        customer_group(group)
    found = Customer.objects.select_for_update().filter(pk=customer_id).first()
    if found is None:
        raise CustomerNotFound(customer_id)
    found.group_id, found.company_id = group, company_id
    found.save(update_fields=["group", "company_id"])
    forget_with_work(forget_buying_terms)
    publish(BuyingTermsChanged(customer_id))
    return CustomerView.of(found)
