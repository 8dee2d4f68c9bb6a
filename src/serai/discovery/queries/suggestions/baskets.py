"""What a cart, or what a visitor looked at, suggests."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.training import places_of
from serai.discovery.queries.suggestions.because import Because
from serai.discovery.queries.suggestions.found import Context, Found, Subject, sellable
from serai.discovery.queries.suggestions.of_category import of_category
from serai.discovery.queries.suggestions.personal import habits_of
from serai_science.completion import completed
from serai_science.neighbours import Neighbours

_CONSIDERED = 100
_FADES = 0.8
_OF_NEW = 12
_NOBODY = np.zeros(0, np.int64), np.zeros(0)


def beside_cart(subject: Subject, context: Context) -> Found:
    """
    Return what is probably missing from a cart.

    The order is what anybody's cart suggests; the score adds what this customer usually buys.
    """
    training = context.snapshot.training
    cart = _places(subject.basket, context)
    if not cart.size or not training.goes.size:
        return Found()
    lists = Neighbours(training.goes, training.goes_score)
    anybody, _, speaker = completed(cart, lists, *_NOBODY)
    own, score, mine = completed(cart, lists, *habits_of(subject, context))
    spoken = dict(zip(own.tolist(), mine.tolist(), strict=True))
    spoken.update(zip(anybody.tolist(), speaker.tolist(), strict=True))
    both = dict.fromkeys([*anybody[:_CONSIDERED].tolist(), *own[:_CONSIDERED].tolist()])
    listed = np.array(list(both), np.int64)
    scores = dict(zip(own.tolist(), score.tolist(), strict=True))
    because = _speakers(subject.basket, context, "goes_with")
    found, places, why = sellable(
        context.snapshot,
        training.product[listed],
        lambda place: because(spoken[int(listed[place])]),
    )
    return Found(found, np.array([scores.get(int(each), 0.0) for each in listed[places]]), why)


def after_looking(subject: Subject, context: Context) -> Found:
    """
    Return what goes with, or could stand in for, what a visitor looked at; the latest looks count most.

    It needs no purchase of the visitor, and no purchase of the product: similar words are enough. A product that
    came since the last training suggests what is popular in its category.
    """
    found = _learnt_from_looks(subject, context)
    training = context.snapshot.training
    places = places_of(training.product, context.snapshot.columns.id[list(subject.seen)])
    new = [each for each, place in zip(subject.seen, places.tolist(), strict=True) if place < 0]
    if not new:
        return found
    beside = {
        other: Because("looked_at", beside=each)
        for each in reversed(new)
        for other in of_category(context.snapshot, each)[:_OF_NEW]
        if other not in subject.seen
    }
    latest_is_new = new[0] == subject.seen[0]
    both = [*beside, *found.ordinals] if latest_is_new else [*found.ordinals, *beside]
    return Found(list(dict.fromkeys(both)), None, {**beside, **found.because})


def _learnt_from_looks(subject: Subject, context: Context) -> Found:
    """Return what the training knows beside what was looked at."""
    training = context.snapshot.training
    seen = _places(subject.seen, context)
    if not seen.size:
        return Found()
    weight = _FADES ** np.arange(seen.size, dtype=np.float64)
    score: dict[int, float] = {}
    spoken: dict[int, int] = {}
    for product, lasting in zip(seen.tolist(), weight.tolist(), strict=True):
        for lists in (training.similar, training.goes):
            if product >= lists.shape[0]:
                continue
            for rank, other in enumerate(lists[product].tolist()):
                if other >= 0:
                    score[other] = score.get(other, 0.0) + lasting / (rank + 2)
                    spoken.setdefault(other, product)
    best = sorted(set(score).difference(seen.tolist()), key=lambda each: (-score[each], each))
    listed = np.array(best[:_CONSIDERED], np.int64)
    because = _speakers(subject.seen, context, "looked_at")
    found, _, why = sellable(
        context.snapshot,
        training.product[listed],
        lambda place: because(spoken[int(listed[place])]),
    )
    return Found(found, None, why)


def _speakers(
    ordinals: tuple[int, ...], context: Context, code: str
) -> Callable[[int], Because | None]:
    """Return what makes the reason of a product from the place of the one, of `ordinals`, that speaks for it."""
    snapshot = context.snapshot
    places = places_of(snapshot.training.product, snapshot.columns.id[list(ordinals)])
    reasons = {
        place: Because(code, beside=ordinal)
        for place, ordinal in zip(places.tolist(), ordinals, strict=True)
    }
    return lambda speaker: reasons.get(speaker) if speaker >= 0 else Because("habit")


def _places(ordinals: tuple[int, ...], context: Context) -> NDArray[np.int64]:
    """Return where documents stand in the training, without those that it does not know."""
    snapshot = context.snapshot
    places = places_of(snapshot.training.product, snapshot.columns.id[list(ordinals)])
    return places[places >= 0]
