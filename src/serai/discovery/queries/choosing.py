"""Let decisions choose among documents: for one subject, in one moment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.decisions.public import Candidates, Context, Subject, decide
from serai.discovery.domain.document import Band
from serai.discovery.domain.snapshot import Snapshot
from serai.inventory.public import scarce_products

_CONSIDERED_TIMES, _CONSIDERED_AT_LEAST = 3, 24


Gains = Callable[[str], NDArray[np.float64] | None]


def _no_gains(aim: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Documents in the order in which they are shown; a token each, or none at all."""

    ordinals: list[int]
    tokens: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses for a subject in a moment."""

    subject: Subject
    context: Context

    def choose(
        self,
        slot: str,
        snapshot: Snapshot,
        ordinals: list[int],
        limit: int,
        *,
        scores: NDArray[np.float64] | None = None,
        gains: Gains = _no_gains,
    ) -> Chosen:
        """
        Return at most `limit` of the documents, as the slot's policy ranks them.

        Three times as many are considered, at least 24: what is far down a list was put there for a reason.
        A policy is told the model's scores, without a model how much each was bought lately, and may ask
        for its facts, and for what an aim would add to the scores (`gains`).
        """
        considered = ordinals[: max(_CONSIDERED_AT_LEAST, limit * _CONSIDERED_TIMES)]
        popular = snapshot.columns.popularity[considered]
        candidates = Candidates(
            items=[_product_id(snapshot, ordinal) for ordinal in considered],
            scores=popular if scores is None else scores[: len(considered)],
            facts=lambda place: _facts(snapshot, considered[place]),
            gains=lambda aim: _first(gains(aim), len(considered)),
        )
        decision = decide(slot, self.subject, self.context, candidates, limit=limit)
        tokens = [one.token for one in decision.items]
        return Chosen(
            [considered[one.place] for one in decision.items], tokens if any(tokens) else ()
        )


def _first(values: NDArray[np.float64] | None, count: int) -> NDArray[np.float64] | None:
    return None if values is None else values[:count]


def _product_id(snapshot: Snapshot, ordinal: int) -> UUID:
    return UUID(bytes=bytes(snapshot.columns.id[ordinal]).ljust(16, b"\0"))


def _facts(snapshot: Snapshot, ordinal: int) -> dict[str, Any]:
    """Return what rules may ask of a product."""
    columns, tables = snapshot.columns, snapshot.tables
    brand, category = int(columns.brand[ordinal]), int(columns.category[ordinal])
    return {
        "brand": tables.brands.values[brand] if brand >= 0 else None,
        "category": tables.tree.nodes[category].slug if category >= 0 else None,
        "price_minor": int(columns.price[ordinal]),
        "availability": Band(int(columns.band[ordinal])).name.lower(),
        "scarce": _product_id(snapshot, ordinal) in scarce_products(),
    }
