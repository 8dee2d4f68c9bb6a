"""Keep an article in mind."""

from datetime import datetime
from uuid import UUID

from serai.customers.domain.plain_text import plain_text
from serai.customers.models import Customer, KeptArticle
from serai.customers.queries.customer_view import CustomerNotFound
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work

MOST_KEPT = 200
"""Articles that a customer keeps in one channel."""


class TooManyKept(DomainError):
    """This customer keeps as many articles as a list holds."""

    code = "customers.too_many_kept"
    kind = Kind.REJECTED

    def __init__(self, *, most: int) -> None:
        self.most = most
        super().__init__(f"At most {most} articles can be kept; take one off the list first.")


@unit_of_work()
def keep_article(customer_id: UUID, channel_code: str, sku: str, *, now: datetime) -> None:
    """
    Put an article on the customer's list; one that is there already stays where it is.

    The customer's row is locked, so that counting meets no rival.

    Raises:
        CustomerNotFound: no such customer.
        TextRefused: that can be no SKU.
        TooManyKept: the list is full.
    """
    fit = plain_text(sku, field="sku", longest=64, required=True)
    holder = Customer.objects.select_for_update(no_key=True).filter(pk=customer_id)
    if not holder.values_list("pk").first():
        raise CustomerNotFound(customer_id)
    kept = KeptArticle.objects.filter(customer_id=customer_id, channel_code=channel_code)
    skus = set(kept.values_list("sku", flat=True))
    if fit in skus:
        return
    if len(skus) >= MOST_KEPT:
        raise TooManyKept(most=MOST_KEPT)
    KeptArticle.objects.create(
        customer_id=customer_id, channel_code=channel_code, sku=fit, kept_at=now
    )
