"""Movements as others keep proof of them."""

from serai.plumbing.append_only import AppendOnlyTable, instant

MOVEMENTS = AppendOnlyTable(
    "inventory.movement",
    "inventory_movement",
    {
        "location_id": "b.location_id::text",
        "note": "t.note",
        "occurred_at": instant("t.occurred_at"),
        "quantity": "t.quantity",
        "reason": "t.reason",
        "reference": "t.reference::text",
        "variant_id": "b.variant_id::text",
    },
    joins="JOIN inventory_balance AS b ON b.id = t.balance_id",
)
"""Every movement of stock, in the order of the transactions that wrote them."""
