"""The account's balance transactions: Stripe's own book of our money."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from serai.payments.adapters.stripe.amounts import from_wire
from serai.payments.adapters.stripe.categories import KINDS, NOT_OURS
from serai.payments.adapters.stripe.connection import Connection, Refusal
from serai.payments.adapters.stripe.form import Value
from serai.payments.adapters.stripe.objects import instant_of, key_of
from serai.payments.domain.movement import Movement, MovementKind
from serai.payments.ports import ProcessorUnavailable


@dataclass(frozen=True)
class StripeStatement:
    """Fills `ProcessorBook` by the list of balance transactions."""

    connection: Connection
    processor: str = "stripe"

    def movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
        """Return every balance transaction of the time, page by page."""
        fields: dict[str, Value] = {
            "limit": 100,
            "created": {"gte": int(since.timestamp()), "lt": int(until.timestamp())},
            "expand": ["data.source"],
        }
        while True:
            try:
                page = self.connection.get("/v1/balance_transactions", fields)
            except Refusal:
                raise ProcessorUnavailable(self.processor) from None
            for told in page["data"]:
                if told["reporting_category"] not in NOT_OURS:
                    yield self._line(told)
            if not page["has_more"]:
                return
            fields["starting_after"] = page["data"][-1]["id"]

    def _line(self, told: Mapping[str, Any]) -> Movement:
        found = told.get("source")
        source: Mapping[str, Any] = found if isinstance(found, Mapping) else {"id": found or ""}
        gross = from_wire(told["amount"], told["currency"])
        paid = source.get("amount"), source.get("currency")
        return Movement(
            reference=told["id"],
            kind=KINDS.get(told["reporting_category"], MovementKind.ADJUSTMENT),
            gross=gross,
            fee=from_wire(told.get("fee") or 0, told["currency"]),
            happened_at=instant_of(told["created"]),
            source=source["id"],
            charge=str(source.get("payment_intent") or source.get("charge") or source["id"]),
            key=key_of(source),
            paid=_paid(paid, gross.minor, gross.currency),
        )


def _paid(paid: tuple[Any, Any], gross: int, currency: str) -> Any:
    """Return what the shopper saw, when it is another currency; with the sign of what moved."""
    amount, paid_in = paid
    if amount is None or not paid_in or str(paid_in).upper() == currency:
        return None
    seen = from_wire(amount, paid_in)
    return -seen if gross < 0 else seen
