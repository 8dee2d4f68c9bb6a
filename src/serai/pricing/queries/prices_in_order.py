"""Price entries as others keep proof of them."""

from serai.plumbing.append_only import AppendOnlyTable, instant

PRICE_ENTRIES = AppendOnlyTable(
    "pricing.price",
    "pricing_price_entry",
    {
        "amount_minor": "t.amount_minor",
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
    },
)
"""Every price that was ever set, in the order of the transactions that wrote them."""
