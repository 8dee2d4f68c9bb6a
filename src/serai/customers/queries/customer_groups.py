"""Groups of customers, and on whose terms a customer buys."""

from dataclasses import dataclass
from uuid import UUID

from serai.customers.models import Customer, CustomerGroup
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.caches import ShortCache


class CustomerGroupNotFound(DomainError):
    """There is no group of customers with this code."""

    code = "customers.group_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, group_code: str) -> None:
        self.group = group_code
        super().__init__(f"There is no group of customers {group_code!r}.")


@dataclass(frozen=True, slots=True)
class CustomerGroupView:
    """A group that staff put customers into."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class BuyingTerms:
    """The group that a customer is in and the company for which they buy, if any."""

    group: str | None = None
    company_id: UUID | None = None


_terms: ShortCache[UUID, BuyingTerms] = ShortCache(seconds=5)


def customer_group(group_code: str) -> CustomerGroupView:
    """
    Return one group; one statement.

    Raises:
        CustomerGroupNotFound: none has this code.
    """
    found = CustomerGroup.objects.filter(code=group_code).first()
    if found is None:
        raise CustomerGroupNotFound(group_code)
    return CustomerGroupView(found.code, found.name)


def customer_groups() -> list[CustomerGroupView]:
    """Return every group by its code; one statement."""
    return [CustomerGroupView(row.code, row.name) for row in CustomerGroup.objects.order_by("code")]


def buying_terms(customer_id: UUID) -> BuyingTerms:
    """
    Return on whose terms a customer buys; nobody's when there is no such customer.

    At most five seconds old; one statement otherwise.
    """
    return _terms.get(customer_id, lambda: _loaded(customer_id))


def forget_buying_terms() -> None:
    """Let this process read terms anew: somebody's have changed."""
    _terms.forget()


def _loaded(customer_id: UUID) -> BuyingTerms:
    found = Customer.objects.only("group_id", "company_id").filter(pk=customer_id).first()
    return BuyingTerms(found.group_id, found.company_id) if found else BuyingTerms()
