"""What the rules of the review are told about orders."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from serai.customers import public as customers
from serai.kernel.currencies import exponent_of
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.delivery import DeliveryChoice
from serai.ordering.domain.review.velocity import SUBJECTS, WINDOWS, subjects_of
from serai.payments import public as payments
from serai.plumbing.db import dict_rows, rows

DAY = timedelta(days=1)
ORDERS = """
SELECT o.id, o.channel_code, o.currency, o.total_minor, o.discount_minor, o.email, o.customer_id,
  o.contact::text, o.delivery::text, o.payment ->> 'method' AS payment_method, o.placed_at,
  o.gift_cards IS NOT NULL AS sells_gift_cards, o.tenders IS NOT NULL AS paid_by_gift_card,
  lines.skus, lines.units, lines.most_of_one,
  (SELECT count(*) FROM ordering_order AS other
   WHERE other.customer_id = o.customer_id AND other.placed_at < o.placed_at
     AND other.state IN ('accepted', 'paid', 'fulfilled', 'completed')) AS before,
  (SELECT count(*) FROM ordering_order AS other
   WHERE other.email = o.email AND o.email <> '' AND other.email <> '' AND other.state = 'failed'
     AND other.placed_at > o.placed_at - %(day)s AND other.placed_at <= o.placed_at) AS failures,
  o.network,
  (SELECT count(*) FROM ordering_order AS other
   WHERE other.network = o.network AND other.state = 'failed'
     AND other.placed_at > o.placed_at - %(day)s AND other.placed_at <= o.placed_at) AS network_failures
FROM ordering_order AS o
CROSS JOIN LATERAL (
  SELECT array_agg(sku) AS skus, sum(quantity) AS units, max(quantity) AS most_of_one
  FROM ordering_order_line WHERE order_id = o.id) AS lines
WHERE o.id = ANY(%(ids)s)
"""
_SUBJECTS = """
SELECT id, placed_at, email, customer_id, contact::text, network FROM ordering_order WHERE id = ANY(%s)
"""
_COUNTS = """
SELECT mine.order_id, mine.subject,
  count(*) FILTER (WHERE other.happened_at > mine.happened_at - %(hour)s),
  count(*) FILTER (WHERE other.happened_at > mine.happened_at - %(day)s),
  count(*), count(DISTINCT other.email_digest)
FROM ordering_velocity AS mine
JOIN ordering_velocity AS other
  ON other.subject = mine.subject AND other.digest = mine.digest
  AND other.happened_at > mine.happened_at - %(week)s
  AND ((other.happened_at, other.order_id) <= (mine.happened_at, mine.order_id)
    OR %(until_now)s AND NOT other.order_id = ANY(%(ids)s))
WHERE mine.order_id = ANY(%(ids)s)
GROUP BY mine.order_id, mine.subject
"""
_contact = msgspec.json.Decoder(Contact)
_delivery = msgspec.json.Decoder(DeliveryChoice)


@dataclass(frozen=True, slots=True)
class OrderSubjects:
    """By what one order is counted."""

    order_id: UUID
    placed_at: datetime
    subjects: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class OrderFacts(OrderSubjects):
    """What is known of one order, without counts; `context` goes to the rules."""

    context: dict[str, Any]


def subjects_of_orders(order_ids: Collection[UUID]) -> list[OrderSubjects]:
    """Return by what orders are counted, which is all that is needed while there are no rules; two statements."""
    found = dict_rows(_SUBJECTS, [list(order_ids)])
    cards = payments.cards_of_orders([row["id"] for row in found])
    return [
        OrderSubjects(row["id"], row["placed_at"], _subjects(row, cards.get(row["id"])))
        for row in found
    ]


def facts_of_orders(order_ids: Collection[UUID]) -> list[OrderFacts]:
    """Return what is known of orders, without counts; three statements however many orders."""
    found = dict_rows(ORDERS, {"ids": list(order_ids), "day": DAY})
    cards = payments.cards_of_orders([row["id"] for row in found])
    accounts = {row["customer_id"] for row in found if row["customer_id"]}
    known = customers.known_since(accounts)
    return [_facts(row, cards.get(row["id"]), known.get(row["customer_id"])) for row in found]


def counts_of_orders(
    order_ids: Collection[UUID], *, until_now: bool = False
) -> dict[UUID, dict[str, int]]:
    """
    Return how many orders there were by the subjects of each order; one statement.

    Args:
        order_ids: which orders; their subjects must have been counted.
        until_now: whether orders count that were placed a moment later but reviewed before. Those that are
            asked about together count in the order in which they were placed.
    """
    spans = {name: span for name, (_, span) in WINDOWS.items()}
    found = rows(_COUNTS, {"ids": list(order_ids), "until_now": until_now, **spans})
    counts: dict[UUID, dict[str, int]] = {order_id: {} for order_id in order_ids}
    for order_id, subject, *numbers, emails in found:
        told = dict(zip((f"{subject}.orders_{name}" for name in WINDOWS), numbers, strict=True))
        counts[order_id] |= told | {f"{subject}.emails_week": emails}
    return counts


def _facts(
    row: dict[str, Any], card: payments.CardOfOrder | None, account: customers.KnownSince | None
) -> OrderFacts:
    contact = _contact.decode(row["contact"]) if row["contact"] else None
    delivery = _delivery.decode(row["delivery"]) if row["delivery"] else None
    exponent = exponent_of(row["currency"])
    email = row["email"]
    country = contact.address.country if contact else None
    issued_in = (card.country if card else "") or None
    context = {
        "channel": row["channel_code"],
        "currency": row["currency"],
        "total": Decimal(row["total_minor"]).scaleb(-exponent),
        "discount": Decimal(row["discount_minor"]).scaleb(-exponent),
        "units": row["units"],
        "most_of_one": row["most_of_one"],
        "skus": row["skus"],
        "sells_gift_cards": row["sells_gift_cards"],
        "paid_by_gift_card": row["paid_by_gift_card"],
        "payment_method": row["payment_method"],
        "email": email or None,
        "email_domain": email.rpartition("@")[2] or None,
        "customer.known": account is not None,
        "customer.since": account.created_at if account else None,
        "customer.email_verified": account.email_verified if account else None,
        "customer.orders": row["before"],
        "address.country": country or None,
        "address.region": (contact.address.region or None) if contact else None,
        "address.city": contact.address.city if contact else None,
        "address.postcode": (contact.address.postcode or None) if contact else None,
        "address.line1": contact.address.line1 if contact else None,
        "delivery.kind": delivery.kind.value if delivery else None,
        "delivery.code": delivery.code if delivery else None,
        "card.country": issued_in,
        "card.abroad": issued_in != country if issued_in and country else None,
        "email.failures_day": row["failures"],
        "network.failures_day": row["network_failures"],
    }
    return OrderFacts(row["id"], row["placed_at"], _subjects(row, card), context)


def _subjects(row: dict[str, Any], card: payments.CardOfOrder | None) -> Mapping[str, bytes]:
    subjects = subjects_of(
        email=row["email"],
        customer_id=row["customer_id"],
        contact=_contact.decode(row["contact"]) if row["contact"] else None,
        card=card.fingerprint if card else "",
        network=bytes(row["network"]) if row["network"] else None,
    )
    assert subjects.keys() <= SUBJECTS.keys()
    return subjects
