"""How a cart is taxed: where its goods go, and who buys."""

from datetime import datetime

from serai.ordering.domain.cart import Cart
from serai.ordering.domain.delivery import DeliveryKind
from serai.ordering.domain.taxes import Taxes, TaxLine
from serai.pricing import public as pricing


def place_of(cart: Cart) -> pricing.Place | None:
    """Return where the goods go, once it is known."""
    if cart.contact is None:
        return None
    address = cart.contact.address
    return pricing.Place.of(address.country, address.region, address.postcode)


def taxed_as(cart: Cart, *, now: datetime) -> pricing.TaxPolicy:
    """Return the rates that count for a cart; what is collected is taxed where the seller is."""
    return pricing.taxation(
        cart.channel_code,
        to=place_of(cart),
        now=now,
        customer_id=cart.customer_id,
        tax_id_country=cart.tax_id.confirmed_in if cart.tax_id else "",
        collected=cart.delivery is not None and cart.delivery.kind is DeliveryKind.PICKUP,
    )


def taxes_of(priced: pricing.PricedCart, policy: pricing.TaxPolicy) -> Taxes:
    """Return the taxes of a priced cart as they are kept."""
    return Taxes(
        lines=tuple(
            TaxLine(share.name, share.jurisdiction, share.rate, share.base.minor, share.tax.minor)
            for share in priced.taxes
        ),
        included_minor=priced.tax_included.minor,
        treatment=policy.treatment.value,
        reason="" if policy.treatment is pricing.Treatment.CHARGED else policy.reason,
        shown_inclusive=policy.inclusive,
    )
