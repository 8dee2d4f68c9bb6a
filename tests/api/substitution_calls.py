"""Right calls about what stores offer for what they do not have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from factories.ordering import a_paid_order, an_article

from serai.fulfilment.models import Group
from serai.kernel import clock
from serai.ordering.domain.substitutions.answer_link import answer_link
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.ordering.usecases.substitutions.offer_substitute import (
    OfferSubstitute,
    offer_substitute,
)

if TYPE_CHECKING:
    from api.call import Call

_PICKED = ("substitutes_for_line", "offer_substitute")
_OFFERED = ("substitution_of_link", "answer_substitute", "answer_substitute_for_staff")


def some_offers() -> dict[str, UUID]:
    """Return a group that is picked, or an offer, for every operation, by the operation's name."""
    return {
        **{name: _to_collect(name) for name in _PICKED},
        **{
            name: offer_substitute(
                OfferSubstitute(_to_collect(name), 1, 1, "BREAD"), now=clock.now()
            ).id
            for name in _OFFERED
        },
    }


def substitution_calls(
    call: type[Call], there: Mapping[str, UUID]
) -> tuple[dict[str, Callable[[], Call]], dict[str, Callable[[], Call]]]:
    """Return the shop's calls and those of staff; each has something of its own."""

    def by_link(name: str, body: Any = None) -> Callable[[], Call]:
        link = answer_link(there[name], secret=settings.SERAI_SECRET)
        return lambda: call({"link": link}, body)

    yes = {"accepts": True}
    instead = {"position": 1, "units": 1, "sku": "BREAD", "quantity": 2, "at_its_price": True}
    return (
        {
            "substitution_of_link": by_link("substitution_of_link"),
            "answer_substitute": by_link("answer_substitute", {"accepts": False}),
        },
        {
            "substitutes_for_line": lambda: call(
                {"group_id": there["substitutes_for_line"]}, query="?position=1&limit=5"
            ),
            "offer_substitute": lambda: call({"group_id": there["offer_substitute"]}, instead),
            "answer_substitute_for_staff": lambda: call(
                {"substitution_id": there["answer_substitute_for_staff"]}, yes
            ),
        },
    )


def _to_collect(sku: str) -> UUID:
    """Return a group with an article of its own: the shelf of what is missing counts as empty."""
    an_article(sku, "1.50", 10)
    _, order = a_paid_order(**{sku: 2})
    group, *_ = open_order_groups(UUID(order["id"]), now=clock.now())
    Group.objects.filter(pk=group.id).update(kind="pickup")
    return group.id
