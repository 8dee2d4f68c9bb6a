"""What the articles of a cart cost whoever buys them, now."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from serai.customers import public as customers
from serai.ordering.domain.cart import Cart, CartLine
from serai.ordering.queries.set_parts import parts_now
from serai.pricing import public as pricing


def terms_of(channel_code: str, customer_id: UUID | None) -> pricing.BuyingAs:
    """
    Return on whose terms somebody buys.

    No statement for guests and where all pay the same; else one at most, and none within five seconds.
    """
    if customer_id is None or not pricing.price_depends_on_buyer(channel_code):
        return pricing.EVERYONE
    terms = customers.buying_terms(customer_id)
    return pricing.BuyingAs(terms.group, terms.company_id)


def current_prices(cart: Cart, *, now: datetime) -> dict[UUID, pricing.PriceView]:
    """Return what the articles of a cart cost at its quantities; one statement beside the terms."""
    return pricing.prices_of(
        [line.variant_id for line in cart.lines],
        cart.channel_code,
        now,
        buyer=terms_of(cart.channel_code, cart.customer_id),
        quantities={line.variant_id: line.quantity for line in cart.lines if not line.gift_of},
    )


def at_price(line: CartLine, price: pricing.PriceView) -> CartLine:
    """Return the line at another price, with what it is by now; one that was agreed for the cart alone stays."""
    parts = parts_now(line.variant_id)
    if line.agreed:
        return replace(line, name=price.name, tax_class=price.tax_class, parts=parts)
    return replace(
        line,
        unit_minor=price.amount.minor,
        unit_exact=price.unit.amount if price.unit else None,
        name=price.name,
        price_source=price.source,
        tax_class=price.tax_class,
        price_list=price.price_list,
        former_minor=price.compare_at.minor if price.compare_at else None,
        parts=parts,
    )


def at_current_prices(cart: Cart, prices: Mapping[UUID, pricing.PriceView]) -> Cart:
    """Return the cart with each line at its price; what has none keeps the price it had."""
    return replace(
        cart,
        lines=tuple(
            at_price(line, prices[line.variant_id]) if line.variant_id in prices else line
            for line in cart.lines
        ),
    )


def at_list_prices(cart: Cart, *, now: datetime) -> Cart:
    """
    Return the cart at the prices of its quantities and its buyer, where price lists make a difference.

    No statement where the channel has no price list for the buyer.
    """
    buyer = terms_of(cart.channel_code, cart.customer_id)
    if not cart.lines or not pricing.price_lists_for(buyer, cart.channel_code):
        return cart
    return at_current_prices(cart, current_prices(cart, now=now))
