"""Take an article off the list of what is kept."""

from uuid import UUID

from serai.customers.models import KeptArticle
from serai.plumbing.db import unit_of_work


@unit_of_work()
def forget_article(customer_id: UUID, channel_code: str, sku: str) -> None:
    """Take an article off the customer's list; one that is not on it is gone already."""
    KeptArticle.objects.filter(customer_id=customer_id, channel_code=channel_code, sku=sku).delete()
