"""Say yes or no to a substitute."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.substitutions.answer_link import SubstitutionNotFound
from serai.ordering.domain.substitutions.substitution_state import Answer, SubstitutionState
from serai.ordering.models import Substitution
from serai.ordering.queries.changes.standing_order import standing_order
from serai.ordering.queries.substitutions.substitution_view import SubstitutionView, substitution
from serai.ordering.usecases.substitutions.put_in_place import put_in_place
from serai.ordering.usecases.substitutions.settle_substitutes import pay_back
from serai.plumbing.db import unit_of_work


class SubstituteIsSettled(DomainError):
    """It was answered, or the time to answer is over: what was agreed is done."""

    code = "ordering.substitute_is_settled"
    kind = Kind.CONFLICT

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__("This is settled already; look at the order.")


@unit_of_work()
def answer_substitute(substitution_id: UUID, *, accepts: bool, now: datetime) -> SubstitutionView:
    """
    Put the substitute into the order, or pay back what is missing. The same answer again changes nothing.

    Raises:
        SubstitutionNotFound: no such offer.
        SubstituteIsSettled: it was answered otherwise, or too late.
        OrderCannotChange: the order is over.
        ChangeIsOpen: a document of it waits to be paid.
        OutOfStock: it was sold meanwhile.
    """
    known = Substitution.objects.filter(pk=substitution_id).first()
    if known is None:
        raise SubstitutionNotFound
    standing_order(known.order_id, lock=True)
    offer = Substitution.objects.select_related("order").get(pk=substitution_id)
    answer = Answer.YES if accepts else Answer.NO
    if offer.state != SubstitutionState.ASKED:
        if offer.answer == answer:
            return substitution(offer.pk)
        raise SubstituteIsSettled(offer.state)
    if offer.answer_by <= now:
        raise SubstituteIsSettled("late")
    if accepts:
        put_in_place(offer, answer=answer, now=now)
    else:
        pay_back(offer, answer=answer, now=now)
    return substitution(offer.pk)
