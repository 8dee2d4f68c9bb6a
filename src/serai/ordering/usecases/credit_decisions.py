"""Tell decisions what came of what they showed: lines in carts, and orders."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from serai.catalog import public as catalog
from serai.decisions import public as decisions
from serai.ordering.domain.cart import CartLine
from serai.ordering.domain.order_state import OrderState
from serai.plumbing.db import current_work, rows
from serai.plumbing.db.closing import JobRow

CREDIT_ORDER = "ordering.credit_order"
"""The job that waits until an order is paid."""
PATIENCE = timedelta(seconds=30)
_SETTLED = (OrderState.PAID, OrderState.FULFILLED, OrderState.COMPLETED)
_ORDERED = """
SELECT o.state, o.placed_at, c.lines,
  (SELECT jsonb_object_agg(sku, total_minor) FROM ordering_order_line WHERE order_id = o.id)
FROM ordering_order AS o JOIN ordering_cart AS c ON c.id = o.cart_id WHERE o.id = %s"""


def credit_lines(lines: Iterable[CartLine], *, now: datetime) -> None:
    """
    Record that articles were put into a cart, for those lines that carry a token; none: no statement.

    A token that is not good, or of another product, is passed over: it never keeps anybody from buying.
    """
    _record([(line, decisions.OutcomeKind.CART, 1.0) for line in lines], now)


def credit_order_later(order_id: UUID, lines: Iterable[CartLine], *, now: datetime) -> None:
    """Have the order credited when it is paid, if any of its lines carries a token; in the open unit of work."""
    if any(line.decision_token for line in lines):
        args = {"order_id": str(order_id)}
        run_at = now + timedelta(seconds=2)
        current_work().jobs.append(JobRow("default", CREDIT_ORDER, args, run_at=run_at))


def credit_order(order_id: UUID) -> bool:
    """
    Record an order for each of its lines that carries a token; return whether it has to be asked again.

    Lines count as put into the cart, too, should that have been lost. Credited is the instant at which the
    order was placed; one that failed or was called off is not.
    """
    found = rows(_ORDERED, [order_id])
    if not found:
        return False
    [(state, placed_at, lines, totals)] = found
    if state == OrderState.PLACING:
        return True
    if state in _SETTLED:
        ordered = msgspec.convert(lines, tuple[CartLine, ...], strict=False)
        _record(
            [
                told
                for line in ordered
                for told in (
                    (line, decisions.OutcomeKind.CART, 1.0),
                    (line, decisions.OutcomeKind.ORDER, float(_total(totals, line))),
                )
            ],
            placed_at,
        )
    return False


def _total(totals: Mapping[str, int], line: CartLine) -> int:
    return totals.get(line.sku, 0)


def _record(told: list[tuple[CartLine, decisions.OutcomeKind, float]], now: datetime) -> None:
    with_token = [one for one in told if one[0].decision_token]
    if not with_token:
        return
    variants = catalog.variants_of_ids({line.variant_id for line, _, _ in with_token})
    decisions.record_outcomes(
        [
            decisions.Reported(
                line.decision_token, kind, value, str(variants[line.variant_id].product_id)
            )
            for line, kind, value in with_token
            if line.variant_id in variants
        ],
        now=now,
    )
