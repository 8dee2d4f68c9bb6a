"""Let decisions put one page of a list in another order, for one subject."""

from dataclasses import replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.decisions.public import Slot
from serai.discovery.domain.paging import Paged
from serai.discovery.domain.search.margin import margin_factor
from serai.discovery.domain.search.personal import personal_factor
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.choosing import Chooser, Chosen
from serai.discovery.queries.lists.answer import Listed

_ACCOUNT = "account"


def chosen(snapshot: Snapshot, listed: Listed, slot: Slot, chooser: Chooser) -> Listed:
    """
    Return the page as the slot's policy orders it, with what is needed to learn from it.

    The policy is told how each card is ranked, with the habits of a customer who is logged in, and what the
    margin would add; it says how much of that counts.
    """
    ordinals, standing = listed.page.ordinals, listed.standing
    if standing is None:
        found = chooser.choose(slot.code, snapshot, ordinals, len(ordinals))
        return _in_order(listed, found)
    habits = np.ones(len(ordinals))
    if chooser.subject.kind == _ACCOUNT:
        habits = personal_factor(snapshot, UUID(chooser.subject.identity), ordinals)
    scores = standing.times(habits)

    def gains(aim: str) -> NDArray[np.float64] | None:
        margin = margin_factor(snapshot, ordinals) if aim == "margin" else None
        return None if margin is None else standing.times(habits * margin) - scores

    found = chooser.choose(slot.code, snapshot, ordinals, len(ordinals), scores=scores, gains=gains)
    return _in_order(listed, found)


def _in_order(listed: Listed, found: Chosen) -> Listed:
    return replace(listed, page=Paged(found.ordinals, listed.page.more), tokens=found.tokens)
