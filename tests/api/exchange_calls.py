"""A file that was handed in, and a right call of every operation on files of orders."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from serai.kernel import clock
from serai.ordering.queries.exchange.order_file import OrderFormat
from serai.ordering.usecases.exchange.hand_in_orders import HandInOrders, hand_in_orders


def an_order_import() -> UUID:
    """Hand a file in that nobody has read yet."""
    command = HandInOrders("old.ndjson", b"{}\n", OrderFormat.NDJSON, "old-shop", "Sam")
    return hand_in_orders(command, now=clock.now()).id


def exchange_calls(
    import_id: UUID, plain: Callable[..., Callable[[], Any]]
) -> dict[str, Callable[[], Any]]:
    """Return the staff's calls by operation."""
    body = {"source": "old-shop", "format": "ndjson", "content": "{}\n", "name": "old.ndjson"}
    return {
        "export_orders": plain(query="?format=ndjson&channel_code=web"),
        "import_orders": plain(body),
        "order_imports": plain(query="?limit=5"),
        "order_import": plain(import_id=import_id),
    }
