"""Write carts: one statement each, and only over the version that was read."""

from datetime import datetime
from typing import Any

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.cart import Cart
from serai.plumbing.db import rows
from serai.plumbing.idempotency import IdempotencyKey, write_once


class CartBusy(DomainError):
    """The cart is being changed by others faster than this change could follow."""

    code = "ordering.cart_busy"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        self.retry_after = 1
        super().__init__("The cart is being changed elsewhere; try again.")


_INSERT = """
INSERT INTO ordering_cart (
  state, lines, contact, delivery, items_minor, delivery_minor, discount_minor, tax_minor,
  total_minor, explanation, priced_at, tax_id, taxes, promotions, draft, gift, age, updated_at,
  id, channel_code, currency, locale, customer_id, guest_hash, created_at, version)
VALUES (
  %s, %s::jsonb, %s::jsonb, %s::jsonb, %s, %s, %s, %s, %s, %s::jsonb, %s, %s::jsonb, %s::jsonb,
  %s::jsonb, %s::jsonb, %s::jsonb, %s::jsonb, %s, %s, %s, %s, %s, %s, %s, %s, 1)
ON CONFLICT (customer_id, channel_code) WHERE state = 'open' AND customer_id IS NOT NULL DO NOTHING
RETURNING id, version
"""

_UPDATE = """
UPDATE ordering_cart
SET state = %s, lines = %s::jsonb, contact = %s::jsonb, delivery = %s::jsonb, items_minor = %s,
    delivery_minor = %s, discount_minor = %s, tax_minor = %s, total_minor = %s,
    explanation = %s::jsonb, priced_at = %s, tax_id = %s::jsonb, taxes = %s::jsonb,
    promotions = %s::jsonb, draft = %s::jsonb, gift = %s::jsonb, age = %s::jsonb, updated_at = %s,
    version = version + 1
WHERE id = %s AND version = %s AND state = 'open'
RETURNING id, version
"""


def insert_cart(cart: Cart, *, now: datetime, key: IdempotencyKey | None = None) -> str | None:
    """
    Write a new cart and return its id as text, or the id that `key` made before.

    `None`: the customer has an open cart on this channel already; nothing is written.
    """
    identity = [
        cart.id,
        cart.channel_code,
        cart.currency,
        cart.locale,
        cart.customer_id,
        cart.guest_hash,
        now,
    ]
    written = _write(_INSERT, [*_content(cart, now), *identity], key)
    return None if written is None else str(written["id"])


def update_cart(cart: Cart, *, now: datetime, key: IdempotencyKey | None = None) -> int | None:
    """
    Write `cart` over the version it was read at and return its new version.

    `None`: somebody else was faster, or it is closed by now; nothing is written. An older version:
    `key` did its work then; nothing is written either.
    """
    written = _write(_UPDATE, [*_content(cart, now), cart.id, cart.version], key)
    return None if written is None else int(written["version"])


def _write(statement: str, params: list[Any], key: IdempotencyKey | None) -> dict[str, Any] | None:
    if key is not None:
        return write_once(statement, params, key=key)
    found = rows(statement, params)
    return {"id": found[0][0], "version": found[0][1]} if found else None


def _content(cart: Cart, now: datetime) -> list[Any]:
    totals = cart.totals
    return [
        cart.state.value,
        _json(cart.lines),
        _json(cart.contact),
        _json(cart.delivery),
        totals.items_minor,
        totals.delivery_minor,
        totals.discount_minor,
        totals.tax_minor,
        totals.total_minor,
        _json(cart.explanation),
        cart.priced_at,
        _json(cart.tax_id),
        _json(cart.taxes),
        _json(cart.promotions),
        _json(cart.draft),
        _json(cart.gift),
        _json(cart.age),
        now,
    ]


def _json(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()
