"""Count what one shopper may have only so much of."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.cart import Cart
from serai.ordering.domain.regulated.demands import Limited
from serai.plumbing.db import execute, rows

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 61))"
# What was called off since, whole or in part, does not count.
_HAD = """
SELECT coalesce(sum(c.units + coalesce((
    SELECT sum(l.quantity) FROM ordering_order_change AS h
      JOIN ordering_order_change_line AS l ON l.change_id = h.id
    WHERE h.order_id = c.order_id AND h.state = 'in_force' AND l.position = c.position
      AND NOT l.is_new AND l.quantity < 0), 0)), 0)::int
FROM ordering_controlled_units AS c JOIN ordering_order AS o ON o.id = c.order_id
WHERE c.regime = %(regime)s AND c.counted_at > %(since)s AND o.state NOT IN ('failed', 'cancelled')
  AND (c.holder = %(holder)s OR c.customer_id = %(customer_id)s)
"""
_COUNT = """
INSERT INTO ordering_controlled_units
  (order_id, position, regime, holder, customer_id, units, counted_at)
VALUES (%(order_id)s, %(position)s, %(regime)s, %(holder)s, %(customer_id)s, %(units)s, %(now)s)
"""


class TooMuchOfIt(DomainError):
    """One shopper may have only so many units of such articles in so many days."""

    code = "ordering.too_much_of_it"
    kind = Kind.CONFLICT

    def __init__(self, limited: Limited, had: int) -> None:
        self.sku, self.most, self.days = limited.sku, limited.most, limited.days
        self.left = max(0, limited.most - had)
        super().__init__(
            f"At most {limited.most} in {limited.days} days; {self.left} of {limited.sku} are left."
        )


def count_controlled(
    cart: Cart, order_id: UUID, limited: Iterable[Limited], *, now: datetime
) -> None:
    """
    Count units of an order that is being written; nothing where no law limits any.

    Whoever orders at once with the same address or account waits, so that two never count past one another.
    Joins the caller's transaction.

    Raises:
        TooMuchOfIt: with what the shopper had lately it would be more than the law allows.
    """
    asked = sorted(limited, key=lambda each: (each.regime, each.position))
    if not asked:
        return
    who = {"holder": holder_of(cart), "customer_id": cart.customer_id}
    for name in sorted(
        f"{each.regime} {key}" for each in asked for key in filter(None, who.values())
    ):
        execute(_LOCK, [name])
    for each in asked:
        since = now - timedelta(days=each.days)
        [(had,)] = rows(_HAD, {**who, "regime": each.regime, "since": since})
        if had + each.units > each.most:
            raise TooMuchOfIt(each, had)
        execute(
            _COUNT,
            {
                **who,
                "order_id": order_id,
                "position": each.position,
                "regime": each.regime,
                "units": each.units,
                "now": now,
            },
        )


def holder_of(cart: Cart) -> str:
    """Return by what a shopper without an account is known: the digest of their e-mail address."""
    email = cart.contact.email.strip().lower() if cart.contact else str(cart.id)
    return hashlib.sha256(email.encode()).hexdigest()
