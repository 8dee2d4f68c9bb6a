"""
Take in what a till did while it was alone: each operation once, whatever comes again, late or in disorder.

Each operation is a transaction of its own, so one that makes no sense holds up no other. An operation's id is
the till's; whoever tells it again is told what became of it. Nothing that happened is refused: goods that are
gone and money that is taken are written down, and what is not as the books say is noted as a conflict.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from serai.ordering.domain.tills.check_operation import check_operation, in_drawer
from serai.ordering.domain.tills.conflict import Conflict, ConflictKind
from serai.ordering.domain.tills.hide_codes import without_codes
from serai.ordering.domain.tills.operation import (
    BadOperation,
    Closing,
    OperationState,
    Return,
    Sale,
    TillOperation,
)
from serai.ordering.models import Till
from serai.ordering.models import TillOperation as Row
from serai.ordering.queries.tills.till_view import TillNotFound
from serai.ordering.usecases.tills.merge_return import merge_return
from serai.ordering.usecases.tills.merge_sale import merge_sale
from serai.ordering.usecases.tills.take_tenders import TenderRefused
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work

_AHEAD = timedelta(minutes=5)
"""By how much a till's clock may be ahead before its arrival counts instead."""
ID_REUSED = "Another operation has this id."
"""Why an operation is refused whose id came before with another content: that one stays."""


@dataclass(frozen=True)
class MergedOperation:
    """What became of one operation."""

    id: UUID
    state: OperationState
    order_id: UUID | None
    problem: str
    conflicts: tuple[Conflict, ...]


def merge_operations(
    till_id: UUID, operations: Sequence[TillOperation], *, now: datetime
) -> list[MergedOperation]:
    """
    Merge a batch, each operation in its own transaction; return what became of each, in the batch's order.

    Safe to repeat, in any order and in parallel. A return whose sale has not come waits for it.

    Raises:
        TillNotFound: no such till.
    """
    merged = [_merged(till_id, each, now) for each in operations]
    settle_waiting(now=now)
    return merged


def _merged(till_id: UUID, operation: TillOperation, now: datetime) -> MergedOperation:
    try:
        return merge_operation(till_id, operation, now=now)
    except payments.BalanceTooSmall:
        # A shopper spent the card between our look and our hand: it is rolled back, and seen at the second look.
        return merge_operation(till_id, operation, now=now)


@unit_of_work()
def merge_operation(till_id: UUID, operation: TillOperation, *, now: datetime) -> MergedOperation:
    """
    Merge one operation, or tell what became of it before. Joins the caller's transaction.

    What makes no sense is found out before anything of it is written, and kept as refused.

    Raises:
        TillNotFound: no such till.
    """
    till = (
        Till.objects.select_for_update(of=("self",))
        .select_related("location")
        .filter(pk=till_id)
        .first()
    )
    if till is None:
        raise TillNotFound
    _alone_with(operation.id)
    fingerprint = hashlib.sha256(msgspec.msgpack.encode(operation)).digest()
    known = Row.objects.filter(pk=operation.id).first()
    if known is not None:
        if known.till_id != till.pk or bytes(known.fingerprint) != fingerprint:
            return MergedOperation(operation.id, OperationState.REFUSED, None, ID_REUSED, ())
        return _told(known)
    row = _row(till, operation, fingerprint, now)
    conflicts = _number(row, operation) + _clock(row, now)
    try:
        check_operation(operation.act)
        conflicts += _merge(till, row, operation, now)
    except TenderRefused as refusal:
        row.state, row.problem = OperationState.REFUSED, refusal.reason
        row.receipt, row.total_minor, row.cash_minor = None, 0, 0
        conflicts.append(refusal.conflict)
    except BadOperation as refusal:
        row.state, row.problem = OperationState.REFUSED, refusal.reason
    row.conflicts = msgspec.to_builtins(conflicts)
    row.save(force_insert=True)
    return _told(row)


def settle_waiting(*, now: datetime) -> int:
    """Merge returns whose sale has come by now, each in its own transaction; return how many."""
    found = rows(_WAITING)
    return sum(_settle(row_id, now) for (row_id,) in found)


_WAITING = """
SELECT back.id FROM ordering_till_operation AS back
JOIN ordering_order AS sale ON sale.id = back.order_id
WHERE back.state = 'waiting' AND back.seen_at IS NULL
ORDER BY back.received_at, back.id LIMIT 500
"""


@unit_of_work()
def _settle(row_id: UUID, now: datetime) -> bool:
    row = Row.objects.select_for_update(of=("self",)).select_related("till").get(pk=row_id)
    if row.state != OperationState.WAITING:
        return False
    operation = msgspec.convert(row.payload, TillOperation)
    assert isinstance(operation.act, Return)
    _alone_with(operation.act.order_id)
    try:
        conflicts = merge_return(row.till, operation, operation.act, now=now)
    except BadOperation as refusal:
        row.state, row.problem = OperationState.REFUSED, refusal.reason
    else:
        assert conflicts is not None, "its sale is there"
        row.state = OperationState.MERGED
        row.conflicts = [*row.conflicts, *msgspec.to_builtins(conflicts)]
    row.save(update_fields=["state", "problem", "conflicts"])
    return row.state == OperationState.MERGED


def _merge(till: Till, row: Row, operation: TillOperation, now: datetime) -> list[Conflict]:
    act = operation.act
    if isinstance(act, Sale):
        conflicts = merge_sale(till, operation, act, placed_at=row.occurred_at, now=now)
        row.order_id = operation.id
        return conflicts
    if isinstance(act, Return):
        row.order_id = act.order_id
        _alone_with(act.order_id)
        told = merge_return(till, operation, act, now=now)
        if told is None:
            row.state = OperationState.WAITING
        return told or []
    if isinstance(act, Closing):
        return _closed_before(operation, act)
    return []


def _alone_with(operation_id: UUID) -> None:
    """
    Wait for whoever is merging this operation, or what refers to it, until the transaction ends.

    Two batches that tell the same, and a return and its sale from two tills, meet here.
    """
    rows("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))::text", [str(operation_id)])


def _row(till: Till, operation: TillOperation, fingerprint: bytes, now: datetime) -> Row:
    act = operation.act
    total = act.total_minor if isinstance(act, Sale | Return) else 0
    return Row(
        id=operation.id,
        till=till,
        shift_id=operation.shift_id,
        kind=operation.kind,
        state=OperationState.MERGED,
        receipt=operation.receipt,
        total_minor=-total if isinstance(act, Return) else total,
        cash_minor=in_drawer(act),
        counted_minor=act.counted_minor if isinstance(act, Closing) else None,
        declared=act.operations if isinstance(act, Closing) else None,
        cashier=operation.cashier,
        payload=msgspec.to_builtins(without_codes(operation)),
        fingerprint=fingerprint,
        occurred_at=operation.occurred_at,
        received_at=now,
    )


def _number(row: Row, operation: TillOperation) -> list[Conflict]:
    """Keep the receipt's number with the first operation that has it."""
    taken = Row.objects.filter(till_id=row.till_id, receipt=operation.receipt).first()
    if operation.receipt is None or taken is None:
        return []
    row.receipt = None
    return [Conflict(ConflictKind.RECEIPT_TAKEN, str(operation.receipt), found=str(taken.pk))]


def _clock(row: Row, now: datetime) -> list[Conflict]:
    if row.occurred_at <= now + _AHEAD:
        return []
    told, row.occurred_at = row.occurred_at, now
    return [Conflict(ConflictKind.CLOCK_AHEAD, expected=now.isoformat(), found=told.isoformat())]


def _closed_before(operation: TillOperation, act: Closing) -> list[Conflict]:
    before = Row.objects.filter(shift_id=operation.shift_id, kind=operation.kind).first()
    if before is None:
        return []
    return [
        Conflict(
            ConflictKind.SHIFT_CLOSED, str(before.pk), str(before.declared), str(act.operations)
        )
    ]


def _told(row: Row) -> MergedOperation:
    return MergedOperation(
        id=row.pk,
        state=OperationState(row.state),
        order_id=row.order_id,
        problem=row.problem,
        conflicts=msgspec.convert(row.conflicts, tuple[Conflict, ...]),
    )
