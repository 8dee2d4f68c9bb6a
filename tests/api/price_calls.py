"""Right calls of staff about prices, price lists and groups of customers."""

from collections.abc import Callable
from uuid import UUID

from api.call import Call, plain


def price_calls(customer_id: UUID) -> dict[str, Callable[[], Call]]:
    """Return the calls by operation."""
    return {
        "price_explanation": plain(query="?channel=web", sku="MILK"),
        "set_prices": plain(
            {"prices": [{"sku": "MILK", "channel": "web", "amount": "2.10", "currency": "USD"}]}
        ),
        "price_lists": plain(query="?channel=web&limit=5"),
        "open_price_list": plain({"code": "autumn", "name": "Autumn", "channel": "web"}),
        "price_list": plain(list_code="spring"),
        "close_price_list": plain(list_code="to-close"),
        "list_prices": plain(query="?sku=MILK", list_code="spring"),
        "set_list_prices": plain(
            {"prices": [{"sku": "MILK", "amount": "1.8125", "min_quantity": 50}]},
            list_code="spring",
        ),
        "customer_groups": plain(),
        "write_customer_group": plain({"name": "Club"}, group_code="club"),
        "set_buying_terms": plain({"group": "trade", "company_id": None}, customer_id=customer_id),
    }
