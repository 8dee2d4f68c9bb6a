"""Offer something else for what the store does not have."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.changes.standing_lines import ChangeRow, TooFewUnits
from serai.ordering.domain.order_state import OrderState
from serai.ordering.domain.substitutions.answer_by import PATIENCE, answer_by
from serai.ordering.domain.substitutions.substitution_state import (
    OPEN,
    Answer,
    SubstitutionState,
)
from serai.ordering.domain.substitutions.wish import Wish
from serai.ordering.events import SubstituteOffered
from serai.ordering.models import Substitution
from serai.ordering.queries.changes.added_rows import added_rows
from serai.ordering.queries.substitutions.candidates import NoSubstituteHere
from serai.ordering.queries.substitutions.substitution_view import SubstitutionView, substitution
from serai.ordering.queries.substitutions.wishes import wishes_of_order
from serai.ordering.usecases.changes.lock_order import (
    LockedOrder,
    OrderCannotChange,
    checked_units,
    locked_order,
)
from serai.ordering.usecases.substitutions.put_in_place import put_in_place
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


class SubstituteNotWanted(DomainError):
    """The shopper wants nothing else for it: note it as missing, and its money goes back."""

    code = "ordering.substitute_not_wanted"
    kind = Kind.CONFLICT

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__("The shopper wants their money back for this, and nothing else.")


class SubstituteIsOffered(DomainError):
    """Something is offered for this line already, and the answer is awaited."""

    code = "ordering.substitute_is_offered"
    kind = Kind.CONFLICT

    def __init__(self, substitution_id: UUID) -> None:
        self.substitution_id = substitution_id
        super().__init__("Something is offered for this already; wait for the answer.")


@dataclass(frozen=True, slots=True)
class OfferSubstitute:
    """
    So many of another article for units of a group's line that are not there.

    Without `quantity` as many as are missing. Something dearer costs what was agreed, unless `at_its_price`: then
    the shopper is asked, whatever they said at the checkout.
    """

    group_id: UUID
    position: int
    units: int
    sku: str
    quantity: int | None = None
    at_its_price: bool = False
    offered_by: str = ""


@unit_of_work()
def offer_substitute(command: OfferSubstitute, *, now: datetime) -> SubstitutionView:
    """
    Note that units of a pick-up are missing, and offer something else for them.

    Where the shopper agreed to something similar for no more money, it is in the order at once; otherwise they are
    asked (`SubstituteOffered`), and it is held for them until the time to answer is over.

    Raises:
        GroupNotFound: no such group.
        NoSubstituteHere: it is not collected in a store.
        IllegalTransition: it is not being picked.
        SubstituteNotWanted: the shopper wants their money back instead.
        SubstituteIsOffered: they are asked about this line already.
        OrderCannotChange, ChangeIsOpen: the order is over, or a document of it waits to be paid.
        TooFewUnits, TooManyUnits: fewer units are there.
        UnknownSku, NotForSale, BadQuantity: the substitute cannot be bought.
        OutOfStock: the store has too few of it.
    """
    group = fulfilment.group(command.group_id)
    if group.kind is not fulfilment.GroupKind.PICKUP or group.location is None:
        raise NoSubstituteHere(group.id)
    locked = locked_order(group.order_id, now=now)
    if locked.order.state is OrderState.FULFILLED:
        raise OrderCannotChange(locked.order.state)
    wish = _wish(locked, command)
    [row] = added_rows(locked.order, {command.sku: command.quantity or command.units}, now=now)
    agreed = locked.order.lines[command.position].share(command.units).total_minor
    offer = _written(command, group, locked, (wish, row, agreed), now=now)
    dearer = offer.total_minor > offer.agreed_minor
    if wish is Wish.SIMILAR and not dearer:
        put_in_place(offer, answer=Answer.AS_AGREED, now=now)
        return substitution(offer.pk)
    inventory.reserve(
        {offer.variant_id: offer.quantity},
        reservation_of=offer.pk,
        channel_code=group.channel_code,
        location_id=offer.location_id,
        expires_at=offer.answer_by + PATIENCE,
        now=now,
    )
    publish(
        SubstituteOffered(
            order_id=locked.order.id,
            number=locked.order.number,
            channel_code=locked.order.channel_code,
            customer_id=locked.order.customer_id,
            substitution_id=offer.pk,
            position=offer.position,
            sku=offer.sku,
            quantity=offer.quantity,
        )
    )
    return substitution(offer.pk)


def _wish(locked: LockedOrder, command: OfferSubstitute) -> Wish:
    checked_units(locked, {command.position: command.units})
    wish = wishes_of_order(locked.order.id).get(command.position, Wish.ASK)
    if wish is Wish.REFUND:
        raise SubstituteNotWanted(command.position)
    asked = Substitution.objects.filter(
        order_id=locked.order.id, position=command.position, state__in=OPEN
    ).first()
    if asked is not None:
        raise SubstituteIsOffered(asked.pk)
    return wish


def _written(
    command: OfferSubstitute,
    group: fulfilment.GroupView,
    locked: LockedOrder,
    what: tuple[Wish, ChangeRow, int],
    *,
    now: datetime,
) -> Substitution:
    """Note what is missing, and write the offer down."""
    wish, row, agreed = what
    if not any(line.position == command.position and line.left for line in group.lines):
        raise TooFewUnits(f"line {command.position}", asked=command.units, left=0)
    groups = fulfilment.miss_units(group.id, {command.position: command.units}, now=now)
    missing = max((each for each in groups if each.location is None), key=lambda each: each.number)
    own = row.sums.total_minor
    assert group.location is not None, "checked before"
    assert row.variant_id is not None, "an article that comes has one"
    return Substitution.objects.create(
        order_id=locked.order.id,
        location_id=group.location.id,
        group_id=group.id,
        missing_group_id=missing.id,
        position=command.position,
        units=command.units,
        name=locked.order.lines[command.position].name,
        wish=wish,
        variant_id=row.variant_id,
        sku=row.sku,
        offered=row.name,
        quantity=row.quantity,
        currency=locked.order.currency,
        agreed_minor=agreed,
        own_minor=own,
        total_minor=own if command.at_its_price else min(own, agreed),
        state=SubstitutionState.ASKED,
        answer=Answer.NONE,
        offered_at=now,
        offered_by=command.offered_by[:200],
        answer_by=answer_by(now, group.due_by),
    )
