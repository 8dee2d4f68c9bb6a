"""Let decisions put one page of a list in another order, for one subject."""

from dataclasses import replace
from uuid import UUID

import numpy as np

from serai.decisions.public import Slot
from serai.discovery.domain.paging import Paged
from serai.discovery.domain.search.personal import personal_factor
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.queries.choosing import Chooser
from serai.discovery.queries.lists.answer import Listed

_ACCOUNT = "account"


def chosen(snapshot: Snapshot, listed: Listed, slot: Slot, chooser: Chooser) -> Listed:
    """
    Return the page as the slot's policy orders it, with what is needed to learn from it.

    The policy is told how each card is ranked, with the habits of a customer who is logged in.
    """
    ordinals, scores = listed.page.ordinals, None
    if listed.standing is not None:
        factor = np.ones(len(ordinals))
        if chooser.subject.kind == _ACCOUNT:
            factor = personal_factor(snapshot, UUID(chooser.subject.identity), ordinals)
        scores = listed.standing.times(factor)
    found = chooser.choose(slot.code, snapshot, ordinals, len(ordinals), scores=scores)
    return replace(listed, page=Paged(found.ordinals, listed.page.more), tokens=found.tokens)
