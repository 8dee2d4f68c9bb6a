"""What this context holds of persons: orders, carts, subscriptions, prescriptions, invoices."""

from datetime import datetime
from uuid import UUID

from serai.ordering.adapters.lawful_data import LAWFUL
from serai.ordering.models import Subscription
from serai.ordering.usecases.subscriptions.move_subscription import (
    MoveSubscription,
    cancel_subscription,
)
from serai.plumbing.personal_data import Act, Gone, Held, Holder, Kept, Person

_OF_ORDERS = "t.order_id = ANY(%(orders)s::uuid[])"
_THEIRS = "t.customer_id = ANY(%(ids)s::uuid[])"
_TEN_YEARS = "interval '10 years'"
_NO_ADDRESS = """'{"line1": "", "city": "", "country": ""}'::jsonb"""
_NOBODY = f"""jsonb_build_object('email', '', 'name', '', 'address', {_NO_ADDRESS})"""


def _end_subscriptions(person: Person, now: datetime) -> int:
    """End what would go on ordering."""
    running = Subscription.objects.filter(customer_id__in=person.ids).exclude(state="cancelled")
    ids = list(running.values_list("pk", flat=True))
    for subscription_id in ids:
        cancel_subscription(MoveSubscription(subscription_id, reason="forgotten"), now=now)
    return len(ids)


ORDERS = Held(
    "ordering_order",
    "Orders",
    "t.id = ANY(%(orders)s::uuid[])",
    {
        "contact": "NULL",
        "tax_id": "NULL",
        "regulated": "NULL",
        "payment": "NULL",
        "explanation": "'[]'::jsonb",
    },
    kept=Kept(
        "books",
        f"t.placed_at + {_TEN_YEARS}",
        # A guest's order is found by its address: it is told by the customer before that goes.
        first={
            "customer_id": "COALESCE(t.customer_id, (%(ids)s::uuid[])[1])",
            "email": "''",
            "contact": "CASE WHEN jsonb_typeof(t.contact) = 'object' THEN"
            " (t.contact - 'phone') || '{\"email\": \"\"}'::jsonb ELSE t.contact END",
            "gift": "NULL",
            "gift_cards": "CASE WHEN jsonb_typeof(t.gift_cards) = 'array' THEN (SELECT"
            " jsonb_agg(e - 'recipients') FROM jsonb_array_elements(t.gift_cards) AS e) END",
            "network": "NULL",
            "guest_hash": "NULL",
            "placing_fingerprint": "NULL",
        },
    ),
    shown=(
        "number",
        "state",
        "channel_code",
        "placed_at",
        "email",
        "contact",
        "delivery",
        "currency",
        "items_minor",
        "delivery_minor",
        "discount_minor",
        "tax_minor",
        "total_minor",
        "refunded_minor",
        "tax_id",
        "payment",
        "gift",
        "gift_cards",
        "regulated",
    ),
    harmless=frozenset({"reason"}),
)
_LINES = (
    Held(
        "ordering_order_line",
        "Articles of orders",
        _OF_ORDERS,
        Gone.NOTHING,
        shown=("order_id", "sku", "name", "quantity", "unit_price", "total_minor"),
        harmless=frozenset({"name", "gift_of"}),
    ),
    Held(
        "ordering_order_return",
        "Returns",
        _OF_ORDERS,
        {"note": "''", "decision": "''"},
        shown=("number", "state", "note", "asked_at", "settled_at"),
        harmless=frozenset({"label", "made_by"}),
    ),
    Held(
        "ordering_order_return_line",
        "Articles of returns",
        "EXISTS (SELECT FROM ordering_order_return AS r WHERE r.id = t.order_return_id"
        " AND r.order_id = ANY(%(orders)s::uuid[]))",
        {"note": "''"},
        shown=("sku", "name", "quantity", "reason", "note"),
        harmless=frozenset({"name", "reason"}),
    ),
    Held(
        "ordering_hold",
        "Reviews of orders",
        _OF_ORDERS,
        {"why": "''", "reasons": "'[]'::jsonb", "note": "''"},
        shown=("name", "why", "state", "opened_at", "decided_at"),
        harmless=frozenset({"name", "opened_by", "decided_by"}),
    ),
    Held("ordering_velocity", "Counts by digest", _OF_ORDERS, Gone.ROW),
)


HELD = Holder(
    "ordering",
    finds={
        "orders": (
            "SELECT id FROM ordering_order WHERE customer_id = ANY(%(ids)s::uuid[])"
            " OR (customer_id IS NULL AND email <> '' AND email = ANY(%(emails)s::text[]))",
            UUID,
        ),
        "carts": (
            "SELECT id FROM ordering_cart WHERE customer_id = ANY(%(ids)s::uuid[])"
            " OR (customer_id IS NULL AND contact ->> 'email' = ANY(%(emails)s::text[]))"
            " UNION SELECT cart_id FROM ordering_order"
            " WHERE id = ANY(%(orders)s::uuid[]) AND cart_id IS NOT NULL",
            UUID,
        ),
        "order_tax_ids": (
            "SELECT tax_id ->> 'number' FROM ordering_order WHERE id = ANY(%(orders)s::uuid[])"
            " AND tax_id ->> 'number' IS NOT NULL",
            str,
        ),
        "tax_ids": (
            "SELECT tax_id ->> 'number' FROM ordering_order WHERE id = ANY(%(orders)s::uuid[])"
            " AND tax_id ->> 'number' IS NOT NULL",
            str,
        ),
    },
    waits={
        "order_under_way": "SELECT count(*) FROM ordering_order"
        " WHERE id = ANY(%(orders)s::uuid[]) AND state IN ('placing', 'accepted', 'paid')",
        "return_open": "SELECT count(*) FROM ordering_order_return"
        " WHERE order_id = ANY(%(orders)s::uuid[]) AND settled_at IS NULL"
        " AND state IN ('requested', 'approved', 'received')",
        "difference_open": "SELECT count(*) FROM ordering_order_change"
        " WHERE order_id = ANY(%(orders)s::uuid[]) AND state = 'awaiting_payment'",
    },
    before=(Act("Subscriptions", _end_subscriptions),),
    tables=(
        *_LINES,
        *LAWFUL,
        Held(
            "ordering_subscription",
            "Subscriptions",
            _THEIRS,
            {
                "contact": _NOBODY,
                "instrument_id": "NULL",
                "location_code": "''",
                "reason": "''",
                "tenders": "NULL",
            },
            shown=("state", "lines", "interval", "contact", "location_code", "created_at"),
            harmless=frozenset({"customer_id"}),
        ),
        Held(
            "ordering_till_operation",
            "Receipts of tills",
            _OF_ORDERS,
            {
                "payload": "CASE WHEN t.payload #> '{act,email}' IS NOT NULL"
                " THEN jsonb_set(t.payload, '{act,email}', '\"\"') ELSE t.payload END"
            },
            shown=("receipt", "total_minor", "occurred_at"),
            harmless=frozenset({"fingerprint", "seen_by"}),
        ),
        ORDERS,
        Held(
            "ordering_cart",
            "Carts",
            "t.id = ANY(%(carts)s::uuid[])",
            Gone.ROW,
            shown=("state", "lines", "contact", "delivery", "gift", "created_at", "updated_at"),
        ),
    ),
    harmless={
        "ordering_order_change.reason": "why staff changed an order; in its books",
        "ordering_order_change.made_by": "staff, or the shopper as such",
        "ordering_change_terms.changed_by": "staff",
        "ordering_order_change_line.name": "an article's",
        "ordering_order_import.content": "a merchant's file; emptied as soon as it is read",
        "ordering_order_import.name": "a file's",
        "ordering_order_import.made_by": "staff",
        "ordering_order_import.file_format": "a format",
        "ordering_prescription_look.by": "staff, or the shopper as such",
        "ordering_hold_rule.name": "what staff call a rule",
        "ordering_issuer.said": "the shop's own company",
        "ordering_licence_key.text": "a key that was sold; its order names nobody",
        "ordering_digital_file.name": "what is sold",
        "ordering_digital_file.content": "what is sold",
        "ordering_digital_file.content_type": "what is sold",
        "ordering_download_grant.file_id": "what is sold",
        "ordering_sale_rule.asks_birth_date": "a law",
        "ordering_sale_rule.note": "a law",
        "ordering_delivery_rate.labels": "words of a rate",
        "ordering_subscription_plan.name": "what staff call a plan",
        "ordering_subscription_period.reason": "a code",
        "ordering_substitution.name": "an article's",
        "ordering_substitution.answer": "yes or no",
        "ordering_substitution.offered_by": "staff",
        "ordering_substitution.answer_by": "an instant",
        "ordering_till.name": "what staff call a till",
    },
)
