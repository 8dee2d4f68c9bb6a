"""Do what was agreed where nobody answers."""

from datetime import datetime
from uuid import UUID

from serai.inventory import public as inventory
from serai.kernel.errors import DomainError
from serai.ordering.domain.substitutions.substitution_state import (
    SUBSTITUTION_STATES,
    Answer,
    SubstitutionAction,
    SubstitutionState,
)
from serai.ordering.domain.substitutions.wish import Wish
from serai.ordering.models import Substitution
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.priced_cart import NotForSale
from serai.ordering.usecases.cancel_missing import call_off_missing, missing_units
from serai.ordering.usecases.substitutions.put_in_place import put_in_place
from serai.plumbing.db import unit_of_work

_AT_ONCE = 100


def settle_substitutes(*, now: datetime) -> int:
    """
    Do what was agreed about every offer whose time to answer is over; return how many.

    One whose order cannot change just now (a document of it waits to be paid) is asked again next time.
    """
    due = Substitution.objects.filter(state=SubstitutionState.ASKED, answer_by__lte=now)
    found = due.order_by("answer_by", "pk").values_list("pk", flat=True)[:_AT_ONCE]
    return sum(_settled(each, now) for each in list(found))


def _settled(substitution_id: UUID, now: datetime) -> bool:
    try:
        return as_agreed(substitution_id, now=now)
    except DomainError:
        return False


@unit_of_work()
def as_agreed(substitution_id: UUID, *, now: datetime) -> bool:
    """
    Do what the shopper agreed to at the checkout; return whether there was anything to do.

    Something similar comes for no more than the missing units cost. Where that is gone as well, and where nothing
    of the kind was agreed, the money goes back. Safe to repeat.

    Raises:
        ChangeIsOpen: a document of the order waits to be paid.
    """
    known = Substitution.objects.get(pk=substitution_id)
    standing_order(known.order_id, lock=True)
    offer = Substitution.objects.select_related("order").get(pk=substitution_id)
    if offer.state not in (SubstitutionState.ASKED, SubstitutionState.TO_PAY):
        return False
    if offer.wish == Wish.SIMILAR and missing_units(offer.missing_group_id):
        offer.total_minor = min(offer.total_minor, offer.agreed_minor)
        try:
            put_in_place(offer, answer=Answer.AS_AGREED, now=now)
        except (inventory.OutOfStock, NotForSale):
            pay_back(offer, answer=Answer.AS_AGREED, now=now)
        return True
    pay_back(offer, answer=Answer.AS_AGREED, now=now)
    return True


def pay_back(offer: Substitution, *, answer: Answer, now: datetime) -> None:
    """
    Let the substitute go and pay back what is missing, as far as that was not done. Joins the caller's transaction.

    Raises:
        ChangeIsOpen: a document of the order waits to be paid.
    """
    offer.state = SUBSTITUTION_STATES.advance(
        SubstitutionState(offer.state), SubstitutionAction.REFUND
    )
    offer.answer, offer.answered_at, offer.updated_at = answer, now, now
    offer.save(update_fields=["state", "answer", "answered_at", "updated_at", "total_minor"])
    inventory.release(offer.pk, now=now)
    call_off_missing(offer.order_id, offer.missing_group_id, now=now)
