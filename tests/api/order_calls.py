"""Right calls of staff about customers, orders, delivery, taxes and payments."""

from collections.abc import Callable

from api.call import Call, plain
from api.world import World

A_RATE = {
    "code": "standard",
    "kind": "delivery",
    "labels": {"en": "Standard"},
    "price_minor": 499,
    "earliest_days": 2,
    "latest_days": 4,
}


def order_calls(world: World) -> dict[str, Callable[[], Call]]:
    """Return the calls by operation."""
    ann = world.ann
    order = {"order_id": ann.paid[1]["id"]}
    return {
        "customer_page": plain(query="?email=ann"),
        "customer_for_staff": plain(customer_id=ann.account_id),
        "prediction": plain(customer_id=ann.account_id),
        "orders_for_staff": plain(query="?state=paid"),
        "order_for_staff": plain(**order),
        "cancel_order_for_staff": plain({"reason": "Out of stock"}, **order),
        "fulfil_order": plain(**order),
        "delivery_rates": plain(channel_code="web"),
        "set_delivery_rates": plain({"rates": [A_RATE]}, channel_code="web"),
        "tax_policy": plain(channel_code="web"),
        "set_tax_policy": plain(
            {"name": "Ohio", "rates": {"standard": "0.0575"}}, channel_code="web"
        ),
        "refund_order": plain({"amount_minor": 100, "reason": "Damaged"}, **order),
        "payment": plain(payment_id=world.payment_id),
        "refund_payment": plain(
            {"amount": {"minor": 100, "currency": "USD"}, "reason": "Damaged"},
            payment_id=world.payment_id,
        ),
        "substitutions_of_order_for_staff": plain(**order),
        "promotion_reasons": plain(cart_id=ann.cart.cart["id"]),
    }
