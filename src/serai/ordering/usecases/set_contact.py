"""Say who orders and where to."""

from datetime import datetime
from uuid import UUID

import msgspec

from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.contact import Contact, checked_contact
from serai.ordering.queries.cart import CART_COLUMNS, cart, theirs
from serai.ordering.queries.cart_view import CartView
from serai.ordering.queries.priced_cart import priced
from serai.ordering.usecases.save_cart import CartBusy
from serai.plumbing.db import rows

# A way of delivery is offered for a country: another country lets the shopper choose again.
_KEEPS = (
    "(delivery ->> 'kind' IS NOT DISTINCT FROM 'pickup'"
    " OR contact -> 'address' ->> 'country' = %(country)s)"
)
_SET = f"""
UPDATE ordering_cart AS cart
SET contact = %(contact)s::jsonb,
    delivery = CASE WHEN {_KEEPS} THEN delivery END,
    total_minor = CASE WHEN {_KEEPS} THEN total_minor ELSE total_minor - delivery_minor END,
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

    Raises:
        BadContact: a field cannot be right.
        CartNotFound: no such cart, or not theirs.
        CartClosed: it was ordered or merged.
    """
    checked = checked_contact(contact)
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
    return CartView.of(priced(theirs(buyer, found), now=now), now=now)
