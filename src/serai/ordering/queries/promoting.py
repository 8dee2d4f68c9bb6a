"""What the pricing function is told about a cart so that promotions can be asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.customers import public as customers
from serai.kernel.money import Money
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.delivery import DeliveryKind
from serai.ordering.queries.facts_of_customer import facts_of_customer
from serai.plumbing.caches import ShortCache
from serai.plumbing.db import rows
from serai.pricing import public as pricing

_OF_ARTICLES = frozenset({f"line.{name}" for name in pricing.FACTS_OF_ARTICLES}) | {
    "categories",
    "brands",
}
_OF_TERMS = frozenset({"customer_group", "for_company"})
_OF_HISTORY = frozenset({"customer.orders", "customer.spent"})
PAYMENT_METHOD = "payment_method"
NO_FACTS: Mapping[str, Any] = {}
_articles: ShortCache[UUID, dict[str, Any]] = ShortCache(seconds=300, size=50_000)


@dataclass(frozen=True, slots=True)
class Promoting:
    """What is in force where the cart is, and what its buyer may use of it."""

    running: pricing.RunningPromotions
    entitled: pricing.Entitlement
    lines: Mapping[UUID, Mapping[str, Any]]
    of_cart: Mapping[str, Any]
    """What the pricing function is told about the cart beside what it costs and where it goes."""

    @property
    def adjustments(self) -> tuple[pricing.Adjustment, ...]:
        """Return the rules for the pricing function."""
        return (self.running.rules,) if self.running else ()


def promoting(cart: Cart, *, now: datetime) -> Promoting | None:
    """
    Return what promotions need to know; `None` where there are none and no code was entered.

    No statement, unless codes were entered, one customer's uses are limited, or conditions are about articles
    that this process has not seen for minutes, or about the customer's history: then one for each of these.
    """
    running = pricing.running_promotions(cart.channel_code, version=cart.promotions.since_version)
    codes = [entered.code for entered in cart.promotions.codes]
    if not running and not codes:
        return None
    entitled = pricing.entitlement(running, codes, holder_of(cart), now=now)
    return _promoting(cart, running, entitled, now)


def promoting_as_agreed(
    cart: Cart, ever: Collection[UUID], *, placed_at: datetime, now: datetime
) -> Promoting:
    """
    Return what promotions need to know of an order that changes: who bought it is judged as of then.

    What of limited promotions is left is judged as of now. One statement for the promotions it was agreed with, and
    those of `promoting`.

    Args:
        cart: the order as a cart, with the codes that were entered.
        ever: each promotion that has ever given it something.
        placed_at: when it was placed.
        now: the present instant.
    """
    order = pricing.ChangingOrder(
        cart.id,
        cart.channel_code,
        cart.currency,
        placed_at,
        ever,
        [entered.code for entered in cart.promotions.codes],
        holder_of(cart),
    )
    running, entitled = pricing.promotions_as_agreed(order, now=now)
    return _promoting(cart, running, entitled, placed_at)


def _promoting(
    cart: Cart,
    running: pricing.RunningPromotions,
    entitled: pricing.Entitlement,
    now: datetime,
) -> Promoting:
    of_cart = {
        "store": store_of(cart),
        "coupons": entitled.coupons,
        "allowances": entitled.allowances,
        "facts": _facts_of_cart(cart, running, now),
        **_terms(cart, running),
    }
    return Promoting(running, entitled, _facts_of_articles(cart, running), of_cart)


def _terms(cart: Cart, running: pricing.RunningPromotions) -> dict[str, Any]:
    if cart.customer_id is None or running.asked.isdisjoint(_OF_TERMS):
        return {}
    terms = customers.buying_terms(cart.customer_id)
    return {"customer_group": terms.group, "company_id": terms.company_id}


def holder_of(cart: Cart) -> pricing.Holder:
    """Return by what the limits of the cart's buyer are counted."""
    return pricing.Holder(cart.customer_id, cart.contact.email if cart.contact else "")


def store_of(cart: Cart) -> str:
    """Return the code of the store that the cart is collected from; empty for deliveries."""
    choice = cart.delivery
    if choice is None or choice.kind is not DeliveryKind.PICKUP or choice.location is None:
        return ""
    return choice.location.code


def _facts_of_articles(
    cart: Cart, running: pricing.RunningPromotions
) -> Mapping[UUID, Mapping[str, Any]]:
    if running.asked.isdisjoint(_OF_ARTICLES):
        return {}
    return _articles.get_many({line.variant_id for line in cart.lines}, pricing.facts_of_articles)


def _facts_of_cart(
    cart: Cart, running: pricing.RunningPromotions, now: datetime
) -> Mapping[str, Any]:
    facts: dict[str, Any] = {
        "delivery_method": cart.delivery.code if cart.delivery else None,
        PAYMENT_METHOD: cart.payment.method if cart.payment else None,
        "customer.known": cart.customer_id is not None,
        "for_subscription": cart.subscription_id is not None,
        **facts_of_customer(cart.customer_id, running.asked, now=now),
    }
    if not running.asked.isdisjoint(_OF_HISTORY):
        facts |= _history(cart, now)
    return facts


_HISTORY = """
SELECT count(*), coalesce(sum(total_minor - refunded_minor) FILTER (WHERE currency = %s), 0)::bigint
FROM ordering_order
WHERE customer_id = %s AND state IN ('paid', 'accepted', 'fulfilled', 'completed')
  AND placed_at <= %s AND id <> %s
"""


def _history(cart: Cart, until: datetime) -> dict[str, Any]:
    """Return how often the customer has bought until then, and for how much; a guest is new every time."""
    orders, spent = 0, 0
    if cart.customer_id is not None:
        [(orders, spent)] = rows(_HISTORY, [cart.currency, cart.customer_id, until, cart.id])
    return {"customer.orders": orders, "customer.spent": Money(spent, cart.currency)}
