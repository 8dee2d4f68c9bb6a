"""What a customer is expected to buy next, and the three strongest reasons of each, for staff."""

from uuid import UUID

import msgspec
import numpy as np

from serai.discovery.domain.foreseeing import WHY
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.training import Training
from serai.discovery.queries.lists.answer import id_text

_MOST_REASONS = 3


class WhySuggested(msgspec.Struct, frozen=True, omit_defaults=True):
    """One reason, with what is known: the share of trips that held the product, days between purchases."""

    code: str
    share: float | None = None
    days: int | None = None


class Expected(msgspec.Struct, frozen=True):
    """A product with its score: log-odds of a model, without one the share of trips."""

    product_id: UUID
    name: str
    slug: str
    score: float
    bought_before: bool
    reasons: list[WhySuggested]


class SuggestionsExplained(msgspec.Struct, frozen=True):
    """What a customer is expected to buy; `model` says whether trees foresaw it or purchases were counted."""

    model: bool
    items: list[Expected]


class _Card(msgspec.Struct):
    name: str
    slug: str = ""


_card = msgspec.json.Decoder(_Card)


def suggestions_explained(
    snapshot: Snapshot, customer_id: UUID, *, limit: int
) -> SuggestionsExplained:
    """Return what a customer is expected to buy next, the likeliest first; nothing of who never bought."""
    training = snapshot.training
    row = training.customer_row(customer_id.bytes)
    model = 0 <= row < training.foreseen.shape[0] and training.foreseen.shape[1] > 0
    if row < 0:
        return SuggestionsExplained(model=False, items=[])
    listed = training.foreseen[row] if model else training.usual[row]
    scores = training.foreseen_score[row] if model else training.usual_share[row]
    items = []
    for place in np.flatnonzero(listed >= 0):
        [ordinal] = snapshot.ordinals_of(training.product[listed[place] : listed[place] + 1])
        if ordinal < 0:
            continue
        card = _card.decode(snapshot.pages.card(int(ordinal)))
        codes = _codes(training, row, int(place)) if model else ["habit", "rhythm"]
        own = _own(training, row, int(listed[place]))
        items.append(
            Expected(
                product_id=UUID(id_text(snapshot, int(ordinal))),
                name=card.name,
                slug=card.slug,
                score=round(float(scores[place]), 4),
                bought_before=own is not None,
                reasons=[reason for code in codes if (reason := _reason(code, own)) is not None][
                    :_MOST_REASONS
                ],
            )
        )
        if len(items) == limit:
            break
    return SuggestionsExplained(model=model, items=items)


def _codes(training: Training, row: int, place: int) -> list[str]:
    return [WHY[code] for code in training.foreseen_why[row, place].tolist() if code >= 0]


def _own(training: Training, row: int, product: int) -> tuple[float, float] | None:
    """Return the share of trips and the pace of a product that the customer buys, `None` of others."""
    places = np.flatnonzero(training.usual[row] == product)
    if not places.size:
        return None
    return (
        float(training.usual_share[row, places[0]]),
        float(training.usual_every[row, places[0]]),
    )


def _reason(code: str, own: tuple[float, float] | None) -> WhySuggested | None:
    if code == "habit":
        return WhySuggested(code, share=round(own[0], 3)) if own else None
    if code == "rhythm":
        return WhySuggested(code, days=round(own[1])) if own and own[1] >= 1 else None
    return WhySuggested(code)
