"""Say who orders and where to."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec.structs import replace

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.contact import Contact, checked_contact
from serai.ordering.queries.cart import CART_COLUMNS, cart, theirs
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.priced_cart import priced
from serai.ordering.usecases.save_cart import CartBusy, update_cart
from serai.plumbing.db import rows
from serai.pricing import public as pricing

# A way of delivery is offered for a country: another country lets the shopper choose again.
_KEEPS = (
    "(delivery ->> 'kind' IS NOT DISTINCT FROM 'pickup'"
    " OR contact -> 'address' ->> 'country' = %(country)s)"
)
# What promotions took off a delivery is not taken off any more when the delivery goes.
_OFF = (
    "(SELECT coalesce(sum((off ->> 'minor')::bigint), 0)"
    " FROM jsonb_array_elements(promotions -> 'of_delivery') AS off)"
)
_SET = f"""
UPDATE ordering_cart AS cart
SET contact = %(contact)s::jsonb,
    delivery = CASE WHEN {_KEEPS} THEN delivery END,
    total_minor = CASE WHEN {_KEEPS} THEN total_minor ELSE total_minor - delivery_minor + {_OFF} END,
    discount_minor = CASE WHEN {_KEEPS} THEN discount_minor ELSE discount_minor - {_OFF} END,
    promotions = CASE WHEN {_KEEPS} THEN promotions ELSE promotions - 'of_delivery' END,
    delivery_minor = CASE WHEN {_KEEPS} THEN delivery_minor ELSE 0 END,
    explanation = CASE WHEN {_KEEPS} THEN explanation ELSE '[]' END,
    version = version + 1, updated_at = %(now)s
WHERE id = %(id)s AND state = 'open' AND channel_code = %(channel_code)s
  AND (customer_id = %(customer_id)s
       OR customer_id IS NULL AND guest_hash = %(guest_hash)s)
RETURNING {CART_COLUMNS}
"""  # noqa: S608


def set_contact(buyer: Buyer, cart_id: UUID, contact: Contact, *, now: datetime) -> CartView:
    """
    Write the contact into the cart; one statement that touches nothing else but a delivery to elsewhere.

    Where the address changes the tax, a second statement writes the new sums.

    Raises:
        BadContact: a field cannot be right.
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
        CartBusy: others change the cart at this moment.
    """
    checked = checked_contact(contact)
    address = checked.address
    place = pricing.Place.of(address.country, address.region, address.postcode)
    pricing.ask_tax_provider(buyer.channel_code, place, now=now)
    found = rows(
        _SET,
        {
            "contact": msgspec.json.encode(checked).decode(),
            "country": checked.address.country,
            "now": now,
            "id": cart_id,
            "channel_code": buyer.channel_code,
            "customer_id": buyer.customer_id,
            "guest_hash": buyer.guest_hash,
        },
    )
    if not found:
        cart(buyer, cart_id).must_be_open()
        raise CartBusy
    return CartView.of(_taxed_there(theirs(buyer, found), now), now=now)


def _taxed_there(read: Cart, now: datetime) -> Cart:
    """Return the cart with the tax of its new address, written down where that changes a sum."""
    changed = priced(read, now=now)
    if (changed.totals, changed.taxes) == (read.totals, read.taxes):
        return changed
    version = update_cart(changed, now=now)
    if version is None:
        raise CartBusy
    return replace(changed, version=version)
