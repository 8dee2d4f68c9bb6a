"""Write an order and its lines, and close the cart that it came from: one statement."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from serai.kernel.currencies import exponent_of
from serai.ordering.domain.cart import CartLine
from serai.ordering.domain.holds import recover_after
from serai.ordering.domain.new_order import NewOrder
from serai.ordering.domain.order_number import CHECK_DIGITS_SQL
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.placing_key import PlacingKey
from serai.ordering.domain.regulated.remembered import regulated_of
from serai.ordering.domain.set_parts import with_positions
from serai.ordering.domain.sold_cards import sold_cards
from serai.plumbing.db import StatementPart, rows

_WRITE = f"""
numbered AS (SELECT nextval('ordering_order_number') AS n),
placed AS (
  INSERT INTO ordering_order (
    id, number, state, channel_code, locale, cart_id, customer_id, guest_hash, location_id, email,
    contact, delivery, currency, items_minor, delivery_minor, discount_minor, tax_minor,
    tax_included_minor, tax_id, taxes, total_minor, rules_hash, explanation, payment_id, payment,
    promotions, tenders, gift_cards, subscription_id, gift, regulated, placing_key, placing_fingerprint,
    network, placed_at, recover_after)
  SELECT %(id)s::uuid, n || '-' || {CHECK_DIGITS_SQL}, '{OrderState.PLACING}', %(channel_code)s,
    %(locale)s, %(cart_id)s::uuid, %(customer_id)s::uuid, %(guest_hash)s::bytea,
    %(location_id)s::uuid, %(email)s, %(contact)s::jsonb, %(delivery)s::jsonb, %(currency)s,
    %(items)s::bigint, %(delivery_minor)s::bigint, %(discount)s::bigint, %(tax)s::bigint,
    %(tax_included)s::bigint, %(tax_id)s::jsonb, %(taxes)s::jsonb, %(total)s::bigint, %(rules_hash)s,
    %(explanation)s::jsonb, %(payment_id)s::uuid,
    %(payment)s::jsonb, %(promotions)s::jsonb, %(tenders)s::jsonb, %(gift_cards)s::jsonb,
    %(subscription_id)s::uuid, %(gift)s::jsonb, %(regulated)s::jsonb, %(key)s::bytea,
    %(fingerprint)s::bytea, %(network)s::bytea, %(now)s::timestamptz,
    %(recover_after)s::timestamptz
  FROM numbered
  ON CONFLICT (placing_key) WHERE placing_key IS NOT NULL DO NOTHING
  RETURNING id, number),
lined AS (
  INSERT INTO ordering_order_line (
    order_id, position, variant_id, sku, name, quantity, unit_price, items_minor, discount_minor,
    tax_minor, total_minor, tax_included_minor, tax_rate, discounts, gift_of, substitution,
    wraps, parts)
  SELECT placed.id, line.* FROM placed, jsonb_to_recordset(%(lines)s::jsonb) AS line (
    position int, variant_id uuid, sku text, name text, quantity int, unit_price numeric,
    items_minor bigint, discount_minor bigint, tax_minor bigint, total_minor bigint,
    tax_included_minor bigint, tax_rate numeric, discounts jsonb, gift_of uuid, substitution text,
    wraps int, parts jsonb)),
closed AS (
  UPDATE ordering_cart AS cart
  SET state = 'ordered', order_id = placed.id, version = version + 1, updated_at = %(now)s
  FROM placed WHERE cart.id = %(cart_id)s::uuid)
SELECT number FROM placed
"""  # noqa: S608


def write_order(
    new: NewOrder, placing_key: PlacingKey, beside: StatementPart | None = None
) -> str | None:
    """
    Return the number of the order written, or `None` when the same request made one before.

    Args:
        new: the order.
        placing_key: the request.
        beside: what is written by the same statement, whether or not the order is.
    """
    cart = new.priced.cart
    totals, delivery, contact = cart.totals, cart.delivery, cart.contact
    place = delivery.location if delivery else None
    found = rows(
        _with(beside.text if beside else ""),
        {
            "id": new.id,
            "channel_code": cart.channel_code,
            "locale": cart.locale,
            "cart_id": cart.id,
            "customer_id": cart.customer_id,
            "guest_hash": cart.guest_hash,
            "location_id": place.id if place else None,
            "email": contact.email if contact else "",
            "contact": _json(contact),
            "delivery": _json(delivery),
            "currency": cart.currency,
            "items": totals.items_minor,
            "delivery_minor": totals.delivery_minor,
            "discount": totals.discount_minor,
            "tax": totals.tax_minor,
            "tax_included": cart.taxes.included_minor,
            "tax_id": _json(cart.tax_id),
            "taxes": _json(cart.taxes),
            "total": totals.total_minor,
            "rules_hash": new.priced.rules_hash,
            "explanation": _json(cart.explanation),
            "payment_id": new.payment_id,
            "payment": _json(new.paying),
            "tenders": _json(new.tenders) if new.tenders else None,
            "gift_cards": _json(sold_cards(cart, new.priced.lines) or None),
            "promotions": _json(cart.promotions.applied),
            "subscription_id": cart.subscription_id,
            "gift": _json(cart.gift),
            "regulated": _json(regulated_of(new.demands, cart.age)),
            "key": placing_key.key,
            "fingerprint": placing_key.fingerprint,
            "network": new.network,
            "now": new.placed_at,
            "recover_after": recover_after(new.placed_at),
            "lines": _json(_lines(new)),
        }
        | (beside.params if beside else {}),
    )
    return str(found[0][0]) if found else None


@cache
def _with(part: str) -> str:
    return f"WITH {part}, {_WRITE}" if part else f"WITH {_WRITE}"


def _lines(new: NewOrder) -> list[dict[str, Any]]:
    exponent = exponent_of(new.priced.cart.currency)
    lines = new.priced.cart.lines
    parts = with_positions(line.parts for line in lines)
    pairs = zip(lines, new.priced.lines, parts, strict=True)
    places = {
        line.sku: place
        for place, line in enumerate(lines, 1)
        if line.gift_of is None and line.wraps is None
    }
    return [
        {
            "position": position,
            "variant_id": line.variant_id,
            "sku": line.sku,
            "name": line.name,
            "quantity": line.quantity,
            "unit_price": line.unit_exact or Decimal(line.unit_minor).scaleb(-exponent),
            "items_minor": sums.items_minor,
            "discount_minor": sums.discount_minor,
            "tax_minor": sums.tax_minor,
            "total_minor": sums.total_minor,
            "tax_included_minor": sums.tax_included_minor,
            "tax_rate": sums.tax_rate,
            "discounts": new.priced.cart.promotions.of_line(position - 1),
            "gift_of": line.gift_of,
            "wraps": _wrapped(line, places),
            "substitution": line.substitution,
            "parts": its_parts or None,
        }
        for position, (line, sums, its_parts) in enumerate(pairs, 1)
    ]


def _wrapped(line: CartLine, places: Mapping[str, int]) -> int | None:
    """Return the position of what a line of gift wrap is done to; 0: all of the order."""
    if line.wraps is None:
        return None
    return places[line.wraps.sku] if line.wraps.sku else 0


def _json(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()
