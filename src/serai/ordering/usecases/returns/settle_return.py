"""Give back what goods were worth that came back, or send others for them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import msgspec

from serai.inventory import public as inventory
from serai.ordering.domain.changes.change_state import ChangeKind
from serai.ordering.domain.changes.standing_lines import ChangeRow
from serai.ordering.domain.returns.return_state import ReturnState, ReturnWay
from serai.ordering.domain.returns.rules import TO_PAY_EXCHANGE
from serai.ordering.domain.returns.value_of_goods import UnitsBack, delivery_back, rows_back
from serai.ordering.models import OrderReturn, OrderReturnLine
from serai.ordering.queries.changes.standing_order import StandingOrder, standing_order
from serai.ordering.queries.changes.worked_out import worked_out_back
from serai.ordering.usecases.changes.bring_units import bring_units
from serai.ordering.usecases.changes.lock_goods import lock_goods
from serai.ordering.usecases.changes.settle_state import settle_state
from serai.ordering.usecases.changes.write_change import Draft, write_change
from serai.ordering.usecases.count_uses import count_uses
from serai.ordering.usecases.returns.close_return import close_return
from serai.plumbing.db import unit_of_work


@unit_of_work()
def settle_return(
    order_id: UUID,
    return_id: UUID,
    *,
    now: datetime,
    with_exchange: bool = True,
    restocked: Sequence[inventory.StockEntry] = (),
) -> None:
    """
    Write the document of goods that came back. Joins the caller's transaction, whose order is locked.

    With the last unit of the order what is left of its delivery goes back, too. An exchange that costs more
    waits for its difference. Goods are moved last: whoever orders locks money and promotions before them.

    Args:
        order_id: which order.
        return_id: which return.
        now: the present instant.
        with_exchange: whether what was asked for instead goes out.
        restocked: what of it is good, and where it lies.

    Raises:
        OrderNotFound: no such order.
        MoneyIsUnderWay: money that goes back is being taken just now.
        PromotionUsedUp: somebody else has just had the last use of a promotion that what is left earns.
    """
    order = standing_order(order_id, lock=True)
    row = OrderReturn.objects.get(pk=return_id)
    lines = list(OrderReturnLine.objects.filter(order_return=row).order_by("position"))
    back = _rows_back(order, row, lines)
    wanted = _rows_out(order, row) if with_exchange and back else []
    if not back:
        _move_goods(order, row, restocked, wanted, now)
        close_return(order, return_id, now=now)
        return
    if not wanted:
        back = [*back, *delivery_back(order.lines, order.delivery, back)]
    rows = [*back, *wanted]
    promoted, promotions = worked_out_back(order, rows, [line.reason for line in lines], now=now)
    draft = Draft(
        ChangeKind.EXCHANGE if wanted else ChangeKind.RETURN,
        f"return {row.number}{'' if with_exchange else ' without exchange'}",
        ", ".join(sorted({line.reason for line in lines})),
        row.made_by,
        [*rows, *promoted],
        return_id=row.pk,
        promotions=promotions,
    )
    dearer = draft.total_minor > 0
    expires_at = now + TO_PAY_EXCHANGE if dearer else None
    write_change(order, draft, now=now, expires_at=expires_at)
    count_uses(order, promotions, now=now, waits=dearer)
    _move_goods(order, row, restocked, wanted, now)
    if not dearer:
        bring_units(order, row.pk, wanted, now=now)
        close_return(order, return_id, now=now)
        settle_state(order_id, now=now)


def _move_goods(
    order: StandingOrder,
    row: OrderReturn,
    restocked: Sequence[inventory.StockEntry],
    wanted: Sequence[ChangeRow],
    now: datetime,
) -> None:
    """Take in what is good, and let go of what was held for an exchange where nothing goes out."""
    if row.wanted:
        coming = [each.variant_id for each in wanted if each.variant_id is not None]
        lock_goods(order, row.pk, variants=coming)
    if restocked:
        inventory.take_back(restocked, reference=order.id, now=now)
    if not wanted:
        inventory.release(row.pk, now=now)


def settle_without_exchange(order_id: UUID, return_id: UUID, *, now: datetime) -> None:
    """Give money back for goods that came back, because what they were exchanged for was not paid."""
    if OrderReturn.objects.filter(pk=return_id, state=ReturnState.RECEIVED).exists():
        settle_return(order_id, return_id, now=now, with_exchange=False)


def _rows_back(
    order: StandingOrder, row: OrderReturn, lines: Sequence[OrderReturnLine]
) -> list[ChangeRow]:
    return rows_back(
        order.lines,
        [
            UnitsBack(line.position, _units(row, line), line.reason, line.fee_basis_points)
            for line in lines
        ],
    )


def _units(row: OrderReturn, line: OrderReturnLine) -> int:
    return line.quantity if row.way == ReturnWay.KEEP else line.restocked + line.written_off


def _rows_out(order: StandingOrder, row: OrderReturn) -> list[ChangeRow]:
    """Return the rows of what goes out, at the prices of the day it was asked for."""
    wanted = msgspec.convert(row.wanted or [], list[ChangeRow], strict=False)
    return [
        replace(each, position=position)
        for position, each in enumerate(wanted, order.next_position)
    ]
