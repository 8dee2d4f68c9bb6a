"""One customer."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from serai.customers.models import Customer
from serai.kernel.errors import DomainError, Kind


class CustomerNotFound(DomainError):
    """No customer has this id."""

    code = "customers.customer_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, customer_id: UUID) -> None:
        self.customer_id = customer_id
        super().__init__("There is no such customer.")


@dataclass(frozen=True, slots=True)
class CustomerView:
    """
    Who a customer is. Its `repr` names nobody.

    `kind` is "account" or "guest"; `credential` says where the password comes from: "none", "own", or
    "shared" (imported demo customers have one in common). `source` says where the row comes from. `group` and
    `company_id` decide what things cost them.
    """

    id: UUID
    kind: str
    email: str = field(repr=False)
    email_verified: bool
    name: str = field(repr=False)
    locale: str
    credential: str
    demographics: dict[str, Any] | None = field(repr=False)
    source: str
    created_at: datetime
    last_login_at: datetime | None
    group: str | None = None
    company_id: UUID | None = None

    @classmethod
    def of(cls, customer: Customer) -> Self:
        """Return the view of a row."""
        return cls(
            id=customer.pk,
            kind=customer.kind,
            email=customer.email,
            email_verified=customer.email_verified_at is not None,
            name=customer.name,
            locale=customer.locale,
            credential=customer.credential,
            demographics=customer.demographics,
            source=customer.source,
            created_at=customer.created_at,
            last_login_at=customer.last_login_at,
            group=customer.group_id,
            company_id=customer.company_id,
        )


def customer(customer_id: UUID) -> CustomerView:
    """
    Return one customer; one statement.

    Raises:
        CustomerNotFound: nobody has this id.
    """
    found = Customer.objects.filter(pk=customer_id).first()
    if found is None:
        raise CustomerNotFound(customer_id)
    return CustomerView.of(found)
