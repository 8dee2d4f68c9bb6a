"""Right calls about invoices, credit notes and the companies that issue them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.call import Call

_COMPANY = {
    "name": "Serai SE",
    "address": ["Elsewhere 7", "20095 Hamburg"],
    "country": "DE",
    "tax_ids": [{"kind": "VAT", "number": "DE136695976"}],
    "channels": ["web"],
}


def paper_calls(call: type[Call], order_id: str) -> dict[str, Callable[[], Call]]:
    """Return the calls about an order that is paid."""
    order = {"order_id": order_id}
    return {
        "papers_of_order_for_staff": lambda: call(order),
        "settle_papers": lambda: call(order),
        "issuers": call,
        "issuer": lambda: call({"code": "house"}),
        "set_issuer": lambda: call({"code": "house"}, _COMPANY),
    }
