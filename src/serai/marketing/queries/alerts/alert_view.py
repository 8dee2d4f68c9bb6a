"""Alerts as their readers see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from serai.catalog.public import variants_of_ids
from serai.customers.public import buying_terms
from serai.inventory.public import availability
from serai.kernel.money import Money
from serai.marketing.domain.alerts.alert import OPEN
from serai.marketing.domain.alerts.alert_ticket import AlertNotFound, read_alert_ticket
from serai.marketing.models import Alert
from serai.marketing.queries.alerts.shoppers_prices import buyers_prices
from serai.pricing.public import EVERYONE, BuyingAs


@dataclass(frozen=True, slots=True)
class AlertView:
    """
    What somebody asked to be told of, and how it is now.

    `target` is the most that it may cost. `price` is what it costs this shopper now, nothing when it is not sold;
    `availability` is "in", "low" or "out".
    """

    id: UUID
    kind: str
    state: str
    sku: str
    name: str
    slug: str
    target: Money | None
    price_when_asked: Money | None
    price: Money | None
    availability: str
    asked_at: datetime
    ends_at: datetime


def alerts_of_customer(customer_id: UUID, channel_code: str, now: datetime) -> list[AlertView]:
    """Return what may still be told to a customer in a channel, the latest first; a fixed number of statements."""
    found = Alert.objects.filter(
        customer_id=customer_id, channel_code=channel_code, state__in=OPEN
    ).order_by("-asked_at", "-id")
    return alert_views(list(found), now)


def alert_of_ticket(ticket: str, now: datetime) -> AlertView:
    """
    Return the alert that the link of a letter opens.

    Raises:
        AlertNotFound: none, or the link is over.
    """
    alert_id = read_alert_ticket(ticket, secret=settings.SERAI_SECRET, now=now)
    found = Alert.objects.filter(pk=alert_id).first()
    if found is None:
        raise AlertNotFound
    return alert_views([found], now)[0]


def alert_views(found: Sequence[Alert], now: datetime) -> list[AlertView]:
    """Return the views of alerts of one person in one channel; a fixed number of statements."""
    if not found:
        return []
    channel_code, ids = found[0].channel_code, {each.variant_id for each in found}
    articles = variants_of_ids(ids)
    prices = buyers_prices(ids, channel_code, now, buyer_of(found[0].customer_id))
    stock = availability(ids, channel_code)
    return [
        AlertView(
            id=each.pk,
            kind=each.kind,
            state=each.state,
            sku=articles[each.variant_id].sku,
            name=prices[each.variant_id].name
            if each.variant_id in prices
            else articles[each.variant_id].product_name,
            slug=articles[each.variant_id].slug,
            target=_money(each.target_minor, each.currency),
            price_when_asked=_money(each.price_minor, each.currency),
            price=prices[each.variant_id].amount if each.variant_id in prices else None,
            availability=stock[each.variant_id].band.value,
            asked_at=each.asked_at,
            ends_at=each.ends_at,
        )
        for each in found
    ]


def buyer_of(customer_id: UUID | None) -> BuyingAs:
    """Return on whose terms an account buys, at most five seconds old; a guest is everyone."""
    if customer_id is None:
        return EVERYONE
    terms = buying_terms(customer_id)
    return BuyingAs(terms.group, terms.company_id)


def _money(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)
