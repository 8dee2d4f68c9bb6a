"""Follow the document by which something dearer comes: it is paid, or it lapses."""

from datetime import datetime
from uuid import UUID

from serai.ordering.domain.substitutions.substitution_state import (
    SUBSTITUTION_STATES,
    SubstitutionAction,
    SubstitutionState,
)
from serai.ordering.models import Substitution
from serai.ordering.usecases.substitutions.settle_substitutes import as_agreed
from serai.plumbing.db import unit_of_work


@unit_of_work()
def note_replaced(change_id: UUID, *, now: datetime) -> None:
    """Note that the substitute is in the order, its difference being paid. Safe to repeat."""
    offer = (
        Substitution.objects.select_for_update()
        .filter(change_id=change_id, state=SubstitutionState.TO_PAY)
        .first()
    )
    if offer is None:
        return
    offer.state = SUBSTITUTION_STATES.advance(SubstitutionState.TO_PAY, SubstitutionAction.REPLACE)
    offer.updated_at = now
    offer.save(update_fields=["state", "updated_at"])


@unit_of_work()
def settle_unpaid(change_id: UUID, *, now: datetime) -> None:
    """
    Do what was agreed at the checkout where the difference was not paid. Safe to repeat.

    Raises:
        ChangeIsOpen: another document of the order waits to be paid.
    """
    offer = Substitution.objects.filter(change_id=change_id, state=SubstitutionState.TO_PAY).first()
    if offer is not None:
        as_agreed(offer.pk, now=now)
