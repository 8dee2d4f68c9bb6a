"""Price entries as others keep proof of them."""

from serai.plumbing.append_only import AppendOnlyTable, instant

_OF_EVERY_PRICE = {
    "channel": "t.channel_code",
    "company_id": "t.company_id::text",
    "compare_at_minor": "t.compare_at_minor",
    "currency": "t.currency",
    "customer_group": "t.customer_group",
    "min_quantity": "t.min_quantity",
    "recorded_at": instant("t.recorded_at"),
    "source": "t.source",
    "valid_from": instant("t.valid_from"),
    "valid_until": instant("t.valid_until"),
    "variant_id": "t.variant_id::text",
}

PRICE_ENTRIES = AppendOnlyTable(
    "pricing.price",
    "pricing_price_entry",
    {"amount_minor": "t.amount_minor", **_OF_EVERY_PRICE},
    joins="JOIN (SELECT) AS whole ON t.exact_minor IS NULL",
)
"""Every price for everyone that was ever set, in the order of the transactions that wrote them."""

EXACT_PRICE_ENTRIES = AppendOnlyTable(
    "pricing.exact_price",
    "pricing_price_entry",
    {
        "amount_minor": "t.amount_minor",
        "exact_minor": "trim_scale(t.exact_minor)::text",
        **_OF_EVERY_PRICE,
    },
    joins="JOIN (SELECT) AS finer ON t.exact_minor IS NOT NULL",
)
"""The same of prices finer than a minor unit."""

LIST_PRICE_ENTRIES = AppendOnlyTable(
    "pricing.list_price",
    "pricing_price_list_entry",
    {
        "amount_minor": "trim_scale(t.amount_minor)::text",
        "channel": "l.channel_code",
        "company_id": "l.company_id::text",
        "compare_at_minor": "t.compare_at_minor",
        "currency": "t.currency",
        "customer_group": "l.customer_group",
        "kind": "l.kind",
        "min_quantity": "t.min_quantity",
        "price_list": "l.code",
        "priority": "l.priority",
        "recorded_at": instant("t.recorded_at"),
        "source": "t.source",
        "valid_from": instant("t.valid_from"),
        "valid_until": instant("t.valid_until"),
        "variant_id": "t.variant_id::text",
    },
    joins="JOIN pricing_price_list AS l ON l.id = t.price_list_id",
)
"""Every price of a price list; without an amount it was taken off the list."""

PROMOTED_PRICE_ENTRIES = AppendOnlyTable(
    "pricing.promoted_price",
    "pricing_promoted_price",
    {
        "amount_minor": "t.amount_minor",
        "channel": "t.channel_code",
        "currency": "t.currency",
        "valid_from": instant("t.valid_from"),
        "variant_id": "t.variant_id::text",
    },
)
"""What everyone was shown after promotions; without an amount they lowered the price no more."""
