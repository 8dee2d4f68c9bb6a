"""Release prescribed lines of an order, or refuse them: what only a pharmacist may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from serai.fulfilment import public as fulfilment
from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.prescriptions.states import LINE_STATES, LineAction, LineState
from serai.ordering.models import PrescribedLine, Prescription
from serai.ordering.queries.order_view import OrderNotFound
from serai.ordering.queries.prescriptions.dossier import DossierView, dossier
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.changes.lock_order import OrderCannotChange
from serai.ordering.usecases.prescriptions.write_letters import write_later
from serai.ordering.usecases.regulated.await_pharmacist import PRESCRIPTION
from serai.ordering.usecases.review.decide_holds import DecideHolds, release_order
from serai.ordering.usecases.review.review_order import review_order
from serai.plumbing.db import execute, rows, unit_of_work

MOST_REFILLS = 12
_ORDER = "SELECT state, coalesce(cart_id, id) FROM ordering_order WHERE id = %s FOR UPDATE"
_ALIVE = (OrderState.ACCEPTED, OrderState.PAID)
# The source's row is locked by the update, so two orders never use the same refill.
_REFILL = """
UPDATE ordering_prescribed_line AS s SET refills_used = s.refills_used + 1
FROM ordering_prescribed_line AS w
WHERE w.id = %(line)s AND s.id = %(source)s AND s.variant_id = w.variant_id
  AND s.order_id <> w.order_id AND (s.holder = w.holder OR s.customer_id = w.customer_id)
  AND s.state = 'released' AND s.refills_used < s.refills AND s.valid_until >= %(today)s
  AND s.units >= w.units
"""
_UNUSED = """
UPDATE ordering_prescribed_line SET refills_used = refills_used - 1 WHERE id = %s AND refills_used > 0
"""
_HELD = """
SELECT EXISTS (SELECT FROM ordering_hold WHERE order_id = %s AND kind = %s AND state = 'open')
"""


class NothingPrescribed(DomainError):
    """The line is not prescribed, or was decided about."""

    code = "ordering.nothing_prescribed"
    kind = Kind.CONFLICT

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__(f"Line {position} does not wait for a pharmacist.")


class BadDecision(DomainError):
    """A pharmacist's decision lacks what it rests on."""

    code = "ordering.bad_decision"
    kind = Kind.REJECTED

    def __init__(self, position: int, reason: str) -> None:
        self.position, self.reason = position, reason
        super().__init__(f"Line {position}: {reason}")


@dataclass(frozen=True, slots=True)
class LineDecision:
    """
    What is decided about one line.

    A release rests on a file of the order, or on a refill of an earlier release; it may allow `refills` until a
    day. A refusal says why.
    """

    position: int
    action: LineAction
    reason: str = ""
    prescription_id: UUID | None = None
    refill_of: UUID | None = None
    refills: int = 0
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class DecidePrescription:
    """Which order, what about its lines, and who says so."""

    order_id: UUID
    decisions: Sequence[LineDecision]
    by: str


@unit_of_work()
def decide_prescription(command: DecidePrescription, *, now: datetime) -> DossierView:
    """
    Decide about prescribed lines, all of those named or none. What is refused is called off and paid back.

    When nothing waits any more the order goes on where it stopped, unless something else holds it, and its
    shopper is told.

    Raises:
        OrderNotFound: no such order.
        OrderCannotChange: it is not agreed yet, or over.
        NothingPrescribed: a line does not wait.
        BadDecision: a release rests on nothing, or a refusal says no reason.
        ChangeIsOpen: a document of the order waits to be paid, so nothing can be called off.
    """
    found = rows(_ORDER, [command.order_id])
    if not found:
        raise OrderNotFound
    [(state, cart_id)] = found
    if state not in _ALIVE:
        raise OrderCannotChange(OrderState(state))
    held = PrescribedLine.objects.filter(order_id=command.order_id).order_by("position")
    lines = {line.position: line for line in held.select_for_update()}
    review_order(command.order_id, now=now)
    for decision in command.decisions:
        _decide(lines, decision, cart_id, command.by, now)
    refused = [each.position for each in command.decisions if each.action is LineAction.REFUSE]
    _call_off(command, refused, now)
    if all(line.state != LineState.WAITING for line in lines.values()):
        _go_on(command, now)
        some = any(line.state == LineState.REFUSED for line in lines.values())
        write_later(command.order_id, "refused" if some else "released")
    return dossier(command.order_id, today=now.date())


def _decide(
    lines: Mapping[int, PrescribedLine],
    decision: LineDecision,
    cart_id: UUID,
    by: str,
    now: datetime,
) -> None:
    line = lines.get(decision.position)
    if line is None or decision.action not in LINE_STATES.allowed(LineState(line.state)):
        raise NothingPrescribed(decision.position)
    if line.state == LineState.RELEASED and not _is_held(line.order_id):
        raise NothingPrescribed(decision.position)
    if decision.action is LineAction.REFUSE:
        if not decision.reason.strip():
            raise BadDecision(decision.position, "say why it is refused.")
        execute(_UNUSED, [line.refill_of_id])
        line.refill_of_id, line.refills, line.valid_until = None, 0, None
    else:
        _rest_on(line, decision, cart_id, now)
    line.state = LINE_STATES.advance(LineState(line.state), decision.action)
    line.reason = decision.reason.strip()[:500]
    line.decided_at, line.decided_by = now, by[:150]
    line.save()


def _rest_on(line: PrescribedLine, decision: LineDecision, cart_id: UUID, now: datetime) -> None:
    """Note what a release rests on, and what it allows."""
    file, refilled = decision.prescription_id, decision.refill_of
    if (file is None) == (refilled is None):
        raise BadDecision(decision.position, "name the prescription, or the release it refills.")
    if file is None:
        params = {"line": line.pk, "source": refilled, "today": now.date()}
        if decision.refills or not execute(_REFILL, params):
            raise BadDecision(decision.position, "nothing is left of what it refills.")
        line.refill_of_id = refilled
        return
    there = Prescription.objects.filter(pk=file, cart_id=cart_id, removed_at__isnull=True)
    kept = now + timedelta(days=settings.SERAI_PRESCRIPTION_DAYS)
    if not there.update(keep_until=kept):
        raise BadDecision(decision.position, "the prescription is not one of this order.")
    if not 0 <= decision.refills <= MOST_REFILLS or bool(decision.refills) != bool(
        decision.valid_until
    ):
        raise BadDecision(decision.position, f"refills are up to {MOST_REFILLS}, until a day.")
    if decision.valid_until is not None and decision.valid_until < now.date():
        raise BadDecision(decision.position, "the last day of its refills is over.")
    line.prescription_id = file
    line.refills, line.valid_until = decision.refills, decision.valid_until


def _call_off(command: DecidePrescription, positions: Sequence[int], now: datetime) -> None:
    """Call off what of the lines is still here; what the shopper has called off already is nobody's."""
    here: dict[int, int] = {}
    for group in fulfilment.groups_of_order(command.order_id):
        for line in group.lines if group.state not in fulfilment.OVER else ():
            here[line.position] = here.get(line.position, 0) + line.left
    if not here:
        here = dict(
            rows(
                "SELECT position, quantity FROM ordering_order_line WHERE order_id = %s",
                [command.order_id],
            )
        )
    units = {each: here[each] for each in positions if here.get(each)}
    if units:
        reasons = {each.position: each.reason for each in command.decisions}
        why = "; ".join(dict.fromkeys(reasons[each] for each in units))
        key = "prescription " + " ".join(map(str, sorted(units)))
        off = CancelLines(
            command.order_id,
            key,
            units,
            f"Prescription: {why}",
            command.by,
            keeps_promotions=True,
        )
        cancel_lines(off, now=now)


def _go_on(command: DecidePrescription, now: datetime) -> None:
    """End the hold, unless the order was called off as a whole and it ended with that."""
    if _is_held(command.order_id):
        release_order(
            DecideHolds(command.order_id, "Decided", command.by, (PRESCRIPTION,)), now=now
        )


def _is_held(order_id: UUID) -> bool:
    [(held,)] = rows(_HELD, [order_id, PRESCRIPTION])
    return bool(held)
