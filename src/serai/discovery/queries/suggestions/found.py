"""What may stand in a slot, before anybody decides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.columns import Ids
from serai.discovery.domain.day_parts import ANY_MOMENT, Moment
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.choosing import Chooser
from serai.discovery.queries.suggestions.because import Because

_MOST_OF_A_CATEGORY = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """
    For whom or beside what.

    Attributes:
        customer_id: a shopper who is logged in.
        ordinal: the document of a product.
        basket: the documents in a cart.
        seen: the documents that were looked at, the latest first.
        store: the code of the store that the reader chose.
    """

    customer_id: UUID | None = None
    ordinal: int | None = None
    basket: tuple[int, ...] = ()
    seen: tuple[int, ...] = ()
    store: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """
    In which moment.

    Attributes:
        snapshot: the state of the shop.
        shown: the documents that are shown already.
        chooser: who chooses, if anybody does.
        moment: when, on the shop's clock.
    """

    snapshot: Snapshot
    shown: frozenset[int] = frozenset()
    chooser: Chooser | None = None
    moment: Moment = ANY_MOMENT


@dataclass(frozen=True, slots=True)
class Found:
    """
    Documents that may stand in a slot, in the order in which they would if nothing were decided.

    Attributes:
        ordinals: all can be had, each once.
        scores: what a model thinks of each; `None` without one.
        because: why each is there.
    """

    ordinals: list[int] = field(default_factory=list)
    scores: NDArray[np.float64] | None = None
    because: Mapping[int, Because] = field(default_factory=dict)

    def kept(self, keep: Callable[[int], bool]) -> "Found":
        """Return those that `keep` keeps, with their scores."""
        places = [place for place, ordinal in enumerate(self.ordinals) if keep(ordinal)]
        return self.at(places)

    def at(self, places: list[int]) -> "Found":
        """Return those at some places, in this order."""
        scores = self.scores[places] if self.scores is not None else None
        return Found([self.ordinals[place] for place in places], scores, self.because)

    def spread(self, snapshot: Snapshot) -> "Found":
        """Return the same with the third and further products of a category behind all others."""
        counts: dict[int, int] = {}
        first: list[int] = []
        later: list[int] = []
        for place, ordinal in enumerate(self.ordinals):
            category = int(snapshot.columns.category[ordinal])
            counts[category] = counts.get(category, 0) + 1
            many = category >= 0 and counts[category] > _MOST_OF_A_CATEGORY
            (later if many else first).append(place)
        return self.at(first + later)


def sellable(
    snapshot: Snapshot, ids: Ids, because: Callable[[int], Because | None] = lambda place: None
) -> tuple[list[int], list[int], dict[int, Because]]:
    """
    Return the documents of those products that can be had, their places in `ids`, and why each is there.

    Args:
        snapshot: the state of the shop.
        ids: products, each once.
        because: the reason for the product at a place.
    """
    found, places = snapshot.sellable_at(ids)
    reasons = {}
    for ordinal, place in zip(found, places, strict=True):
        reason = because(place)
        if reason is not None:
            reasons[ordinal] = reason
    return found, places, reasons
