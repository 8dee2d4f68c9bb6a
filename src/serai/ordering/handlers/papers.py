"""Invoices and credit notes follow the order."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from serai.kernel import clock
from serai.ordering.events import (
    OrderCancelled,
    OrderChanged,
    OrderFulfilled,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
)
from serai.ordering.usecases.confirm_order import BILL_PLACED
from serai.ordering.usecases.papers.ask_for_papers import ask_for_papers
from serai.ordering.usecases.papers.settle_papers import issue_next_papers
from serai.plumbing.events import subscribe, subscribe_together


@subscribe_together(OrderPlaced, name=BILL_PLACED)
def bill_placed(events: Sequence[OrderPlaced]) -> None:
    """Invoice the orders for which it is time."""
    issue_next_papers({event.order_id for event in events}, now=clock.now())


_ALSO_AFTER: Mapping[type[Any], str] = MappingProxyType(
    {
        OrderPaid: "ordering.bill_paid",
        OrderFulfilled: "ordering.bill_fulfilled",
        OrderCancelled: "ordering.credit_cancelled",
        OrderRefunded: "ordering.credit_refunded",
        OrderChanged: "ordering.bill_changed",
    }
)
"""What else may call for a paper; the names are in the inbox and stay."""


def settle_papers_of(
    event: OrderPaid | OrderFulfilled | OrderCancelled | OrderRefunded | OrderChanged,
) -> None:
    """Invoice what it is time for, take the invoice back, or credit what went back."""
    ask_for_papers(event.order_id, event.channel_code)


for _event, _name in _ALSO_AFTER.items():
    subscribe(_event, name=_name)(settle_papers_of)
