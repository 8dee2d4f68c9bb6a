"""Right calls about invoices, credit notes and the companies that issue them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from factories.papers import an_issuer

from serai.kernel import clock
from serai.kernel.ids import uuid7
from serai.ordering.models import IssuerRow, OrderReturn

if TYPE_CHECKING:
    from api.calls import Call

_COMPANY = {
    "name": "Serai SE",
    "address": ["Elsewhere 7", "20095 Hamburg"],
    "country": "DE",
    "tax_ids": [{"kind": "VAT", "number": "DE136695976"}],
    "channels": ["web"],
}


def a_return(order_id: str) -> UUID:
    """Return the id of a return of an order that is on its way."""
    back = OrderReturn.objects.create(
        order_id=order_id,
        number=1 + OrderReturn.objects.filter(order_id=order_id).count(),
        state="approved",
        way="post",
        key=f"label {uuid7()}",
        currency="USD",
        asked_at=clock.now(),
        decided_at=clock.now(),
    )
    return back.pk


def paper_calls(call: type[Call], order_id: str) -> dict[str, Callable[[], Call]]:
    """Return the calls about an order that is paid."""

    def with_issuer(**values: Any) -> Callable[[], Call]:
        def made() -> Call:
            if not IssuerRow.objects.exists():
                an_issuer()
            return call(values)

        return made

    def label() -> Call:
        return call({"return_id": a_return(order_id)})

    return {
        "papers_of_order_for_staff": with_issuer(order_id=order_id),
        "settle_papers": with_issuer(order_id=order_id),
        "return_label_for_staff": label,
        "issuers": with_issuer(),
        "issuer": with_issuer(code="house"),
        "set_issuer": lambda: call({"code": "house"}, _COMPANY),
    }
