"""What this context holds of persons: labels with their addresses, who collected, how a parcel was left."""

from serai.plumbing.personal_data import Gone, Held, Holder, Kept

_OF_ORDERS = "t.order_id = ANY(%(orders)s::uuid[])"
_NOBODY = """'{"name": "", "line1": "", "city": "", "country": ""}'::jsonb"""

HELD = Holder(
    "fulfilment",
    tables=(
        Held(
            "fulfilment_parcel_news",
            "What carriers told of parcels",
            "EXISTS (SELECT FROM fulfilment_parcel AS p WHERE p.id = t.parcel_id"
            " AND p.order_id = ANY(%(orders)s::uuid[]))",
            {"text": "''", "place": "''"},
            shown=("status", "occurred_at", "place", "text"),
        ),
        Held(
            "fulfilment_parcel",
            "Labels of parcels",
            _OF_ORDERS,
            {
                "shipment": "jsonb_set(t.shipment, CASE WHEN (t.shipment ->> 'comes_back')::boolean"
                f" THEN ARRAY['sender'] ELSE ARRAY['receiver'] END, {_NOBODY})",
                "pdf": "CASE WHEN t.pdf IS NOT NULL THEN ''::bytea END",
                "zpl": "''",
            },
            shown=("carrier", "tracking_number", "shipment", "made_at", "delivered_at"),
            harmless=frozenset({"fingerprint", "label_of", "made_by"}),
        ),
        Held(
            "fulfilment_group",
            "Parcels and collections",
            _OF_ORDERS,
            {"collected_by": "''", "tracking_url": "''", "plan": "'{}'::jsonb"},
            shown=("number", "state", "opened_at", "left_at", "delivered_at", "collected_by"),
            harmless=frozenset({"hold_reason", "due_by", "collect_by"}),
        ),
        Held("fulfilment_sourcing_decision", "Why from there", _OF_ORDERS, Gone.ROW),
        Held(
            "fulfilment_age_check",
            "Checks of age at the door",
            _OF_ORDERS,
            Gone.NOTHING,
            kept=Kept("proof", "NULL::timestamptz"),
            shown=("minimum_age", "outcome", "document", "checked_where", "checked_at"),
            harmless=frozenset({"note", "checked_by"}),
        ),
    ),
    harmless={
        "fulfilment_group_line.name": "an article's",
        "fulfilment_closure.reason": "why a place was closed",
    },
    knows_nobody=frozenset(
        {"fulfilment_service_area", "fulfilment_supplier", "fulfilment_delivery_service"}
    ),
)
