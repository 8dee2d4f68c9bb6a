"""On whose terms somebody buys in a channel."""

from uuid import UUID

from serai.customers.public import buying_terms
from serai.pricing.domain.price_list import EVERYONE, BuyingAs
from serai.pricing.queries.open_price_lists import price_depends_on_buyer


def buying_as(channel_code: str, customer_id: UUID | None) -> BuyingAs:
    """
    Return on whose terms somebody buys, as far as that matters for prices.

    No statement for guests and where all pay the same; else one at most, and none within five seconds.
    """
    if customer_id is None or not price_depends_on_buyer(channel_code):
        return EVERYONE
    terms = buying_terms(customer_id)
    return BuyingAs(terms.group, terms.company_id)
