"""Put a substitute into the order for what is missing."""

from datetime import datetime, timedelta
from uuid import UUID

from serai.inventory import public as inventory
from serai.ordering.domain.changes.change_state import ChangeKind
from serai.ordering.domain.changes.standing_lines import row_off
from serai.ordering.domain.substitutions.answer_by import AT_LEAST
from serai.ordering.domain.substitutions.no_more_than import no_more_than
from serai.ordering.domain.substitutions.substitution_state import (
    SUBSTITUTION_STATES,
    Answer,
    SubstitutionAction,
    SubstitutionState,
)
from serai.ordering.models import Substitution
from serai.ordering.queries.changes.added_rows import added_rows
from serai.ordering.usecases.changes.bring_units import bring_units
from serai.ordering.usecases.changes.lock_goods import lock_goods
from serai.ordering.usecases.changes.lock_order import locked_order
from serai.ordering.usecases.changes.settle_state import settle_state
from serai.ordering.usecases.changes.take_units_out import take_units_out
from serai.ordering.usecases.changes.write_change import Draft, write_change

REASON = "Not in the store"
_A_MOMENT = timedelta(minutes=5)


def put_in_place(offer: Substitution, *, answer: Answer, now: datetime) -> None:
    """
    Write the document by which the missing units leave the order and their substitute comes.

    It costs what was offered and no more; what is less goes back. Dearer than agreed, which only a shopper's yes can
    make it, the document waits for its difference, as any that makes an order dearer. Joins the caller's
    transaction.

    Raises:
        OrderCannotChange: the order is over.
        ChangeIsOpen: a document of it waits to be paid.
        OutOfStock: what was held ran out, and the store has too few by now; nothing is written.
        NotForSale: the article is not sold any more.
    """
    locked = locked_order(offer.order_id, now=now)
    [found] = added_rows(locked.order, {offer.sku: offer.quantity}, now=now)
    row = no_more_than(found, offer.total_minor)
    off = row_off(locked.order.lines[offer.position], offer.units)
    draft = Draft(
        ChangeKind.SUBSTITUTION, f"substitute {offer.pk} {answer}", REASON, "store", [off, row]
    )
    dearer = draft.total_minor > 0
    until = max(offer.answer_by, now + AT_LEAST)
    change = write_change(locked.order, draft, now=now, expires_at=until if dearer else None)
    lock_goods(locked.order, offer.pk, change.pk, variants=[offer.variant_id])
    _hold(offer, offer.pk, until=now + _A_MOMENT, now=now)
    if not dearer:
        gone = {offer.position: offer.units}
        take_units_out(locked.order, gone, reason=REASON, now=now)
    inventory.release(offer.pk, now=now)
    _hold(offer, change.pk, until=until, now=now)
    if not dearer:
        bring_units(locked.order, change.pk, [row], now=now)
        settle_state(offer.order_id, now=now)
    action = SubstitutionAction.AWAIT_PAYMENT if dearer else SubstitutionAction.REPLACE
    offer.state = SUBSTITUTION_STATES.advance(SubstitutionState(offer.state), action)
    offer.change, offer.answer, offer.answered_at, offer.updated_at = change, answer, now, now
    offer.total_minor = row.sums.total_minor
    offer.save()


def _hold(offer: Substitution, reservation_of: UUID, *, until: datetime, now: datetime) -> None:
    inventory.reserve(
        {offer.variant_id: offer.quantity},
        reservation_of=reservation_of,
        channel_code=offer.order.channel_code,
        location_id=offer.location_id,
        expires_at=until,
        now=now,
    )
