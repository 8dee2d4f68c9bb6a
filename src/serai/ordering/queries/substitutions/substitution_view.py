"""Substitutes that were offered, as staff and shoppers see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.substitutions.answer_link import (
    SubstitutionNotFound,
    answer_link,
    offer_of_link,
)
from serai.ordering.domain.substitutions.substitution_state import SubstitutionState
from serai.ordering.models import Substitution
from serai.ordering.queries.looks import UNKNOWN, PictureView, looks_of_variants
from serai.ordering.queries.order_view import order_of


@dataclass(frozen=True)
class SubstitutionView:
    """
    One offer: `quantity` of `offered` for `units` of `name`.

    `agreed` is what the missing units cost, `price` what the shopper pays for the substitute. `link` is the last part
    of the address at which they answer without logging in; empty once there is nothing to answer.
    """

    id: UUID
    order_id: UUID
    order_number: str
    position: int
    units: int
    name: str
    wish: str
    sku: str
    offered: str
    package_size: str
    picture: PictureView
    quantity: int
    agreed: Money
    price: Money
    dearer: Money
    state: str
    answer: str
    offered_at: datetime
    answer_by: datetime
    change_id: UUID | None
    link: str


def substitution(substitution_id: UUID) -> SubstitutionView:
    """
    Return one offer; two statements.

    Raises:
        SubstitutionNotFound: there is none.
    """
    found = _views(Substitution.objects.filter(pk=substitution_id))
    if not found:
        raise SubstitutionNotFound
    return found[0]


def substitution_of_link(link: str) -> SubstitutionView:
    """
    Return the offer that a link is for; two statements.

    Raises:
        SubstitutionNotFound: it was not signed here.
    """
    return substitution(offer_of_link(link, secret=settings.SERAI_SECRET))


def substitutions_of(buyer: Buyer, order_id: UUID) -> list[SubstitutionView]:
    """
    Return what was offered for an order of the buyer, the oldest first; five statements.

    Raises:
        OrderNotFound: no such order, or not theirs.
    """
    return substitutions_of_order(order_of(buyer, order_id).id)


def substitutions_of_order(order_id: UUID) -> list[SubstitutionView]:
    """Return what was offered for an order, the oldest first; two statements, one where nothing was."""
    return _views(Substitution.objects.filter(order_id=order_id).order_by("pk"))


def _views(found: Any) -> list[SubstitutionView]:
    offers = list(found.select_related("order"))
    looks = looks_of_variants({each.variant_id for each in offers}) if offers else {}
    return list(_shown(offers, looks))


def _shown(offers: Iterable[Substitution], looks: Any) -> Iterable[SubstitutionView]:
    for each in offers:
        look = looks.get(each.variant_id, UNKNOWN)
        asked = each.state == SubstitutionState.ASKED
        yield SubstitutionView(
            id=each.pk,
            order_id=each.order_id,
            order_number=each.order.number,
            position=each.position,
            units=each.units,
            name=each.name,
            wish=each.wish,
            sku=each.sku,
            offered=each.offered,
            package_size=look.package_size,
            picture=look.picture,
            quantity=each.quantity,
            agreed=Money(each.agreed_minor, each.currency),
            price=Money(each.total_minor, each.currency),
            dearer=Money(max(0, each.total_minor - each.agreed_minor), each.currency),
            state=each.state,
            answer=each.answer,
            offered_at=each.offered_at,
            answer_by=each.answer_by,
            change_id=each.change_id,
            link=answer_link(each.pk, secret=settings.SERAI_SECRET) if asked else "",
        )
