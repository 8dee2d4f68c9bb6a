"""Who a customer is, as a person."""

from collections.abc import Sequence
from uuid import UUID

from serai.customers.models import Customer
from serai.customers.queries.customer_view import CustomerNotFound
from serai.plumbing.personal_data import Holders, Person, found_by
from serai.plumbing.wiring import bound


def person_of(customer_id: UUID, known: Sequence[UUID] = ()) -> Person:
    """
    Return the person with everything that contexts find of them.

    An address that is proven makes the guest of the same address, and orders that name it, the same person.
    Anybody can register with anybody's address: until it is proven, only what the account itself did is theirs.

    Args:
        customer_id: the account, or a guest.
        known: further customers that were found to be the same person before.

    Raises:
        CustomerNotFound: no such customer.
    """
    row = Customer.objects.filter(pk=customer_id).first()
    if row is None:
        raise CustomerNotFound(customer_id)
    ids: set[UUID] = {row.pk, *known}
    emails: tuple[str, ...] = ()
    if row.email_verified_at is not None or row.kind == Customer.Kind.GUEST:
        emails = (row.email,)
        ids |= set(_same_address(row))
    ordered = (row.pk, *sorted(ids - {row.pk}))
    return found_by(bound(Holders), ids=ordered, emails=emails)


def _same_address(row: Customer) -> list[UUID]:
    """Return the guest beside a proven account; an account beside a guest is not the guest's."""
    same = Customer.objects.filter(email=row.email, kind=Customer.Kind.GUEST)
    return list(same.values_list("pk", flat=True))
