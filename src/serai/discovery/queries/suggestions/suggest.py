"""The seam of all suggestions: what to show in a slot, to whom, beside what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import numpy as np

from serai.decisions.public import Slot as DecisionSlot
from serai.discovery.domain.document import Band
from serai.discovery.domain.sorting import Sort
from serai.discovery.queries import slots
from serai.discovery.queries.suggestions.baskets import after_looking, beside_cart
from serai.discovery.queries.suggestions.because import Because
from serai.discovery.queries.suggestions.found import Context, Found, Subject
from serai.discovery.queries.suggestions.in_store import in_store
from serai.discovery.queries.suggestions.of_category import of_category
from serai.discovery.queries.suggestions.personal import needed, new_for, usuals

_CONSIDERED = 400


class Slot(StrEnum):
    """A place where products are suggested."""

    SIMILAR = "similar"
    BOUGHT_TOGETHER = "bought_together"
    USUALS = "usuals"
    NEEDED = "needed"
    SEEN = "seen"
    NEW_FOR_YOU = "new_for_you"
    IN_STORE = "in_store"
    TRENDING = "trending"
    POPULAR = "popular"
    CART = "cart"


@dataclass(frozen=True, slots=True)
class Suggested:
    """Documents for a slot, best first, with what to write above them and why they are there."""

    slot: Slot
    title: str
    reason: str
    ordinals: list[int]
    tokens: Sequence[str] = ()
    because: Mapping[int, Because] = field(default_factory=dict)


_TITLES = MappingProxyType(
    {
        Slot.SIMILAR: ("Similar products", "Alike in kind, and bought by the same people."),
        Slot.BOUGHT_TOGETHER: ("Often bought together", "In the same baskets more than by chance."),
        Slot.USUALS: ("Your usuals", "What you buy most, lately above all."),
        Slot.NEEDED: ("You may need this soon", "By how often you buy it."),
        Slot.SEEN: ("After what you looked at", "Alike, or bought with it."),
        Slot.NEW_FOR_YOU: ("New for you", "You have not bought it here yet."),
        Slot.IN_STORE: ("Trending in your store", "What is bought there now, more than elsewhere."),
        Slot.TRENDING: ("Trending now", "Bought more in the last four weeks than before."),
        Slot.POPULAR: ("Popular", "Bought most in the last weeks."),
        Slot.CART: ("Forgotten anything?", "What goes with your cart."),
    }
)
_DECIDED_AS: MappingProxyType[Slot, DecisionSlot] = MappingProxyType(
    {
        Slot.SIMILAR: slots.SIMILAR,
        Slot.BOUGHT_TOGETHER: slots.TOGETHER,
        Slot.USUALS: slots.USUALS,
        Slot.NEEDED: slots.NEEDED,
        Slot.SEEN: slots.HOME,
        Slot.NEW_FOR_YOU: slots.NEW_FOR_YOU,
        Slot.IN_STORE: slots.HOME,
        Slot.TRENDING: slots.HOME,
        Slot.POPULAR: slots.HOME,
        Slot.CART: slots.CART,
    }
)
_OWN_ORDER = {Slot.USUALS, Slot.NEEDED, Slot.SIMILAR}
"""Where several products of a category may stand side by side: they are what is asked for."""
_SAME_CATEGORY = "Popular in the same category."


def suggest(slot: Slot, subject: Subject, context: Context, limit: int) -> Suggested:
    """
    Return what to show in a slot: products that can be had, none of those shown already.

    Every suggestion of the shop passes here, so that what decides the order can change in one place. Before
    it is decided, at most two products of a category stand before others, where variety is wanted.
    """
    title, reason = _TITLES[slot]
    found = _fresh(_CANDIDATES[slot](subject, context, limit), subject, context)
    if not found.ordinals and slot is Slot.SIMILAR:
        found = _fresh(_of_category(subject, context), subject, context)
        reason = _SAME_CATEGORY
    if slot not in _OWN_ORDER:
        found = found.spread(context.snapshot)
    if context.chooser is None or not found.ordinals:
        return Suggested(slot, title, reason, found.ordinals[:limit], (), found.because)
    chosen = context.chooser.choose(
        _DECIDED_AS[slot].code, context.snapshot, found.ordinals, limit, scores=found.scores
    )
    return Suggested(slot, title, reason, chosen.ordinals, chosen.tokens, found.because)


def _similar(subject: Subject, context: Context, limit: int) -> Found:
    snapshot = context.snapshot
    return Found(snapshot.sellable(snapshot.training.similar_to(_product(subject, context))))


def _together(subject: Subject, context: Context, limit: int) -> Found:
    """Return what shares baskets surprisingly; the score is how much it completes a basket."""
    snapshot, product = context.snapshot, _product(subject, context)
    surprising = snapshot.training.together_with(product)
    completing, scores = snapshot.training.goes_with(product)
    known = dict(zip(snapshot.ordinals_of(completing).tolist(), scores.tolist(), strict=True))
    found = snapshot.sellable(surprising)
    return Found(found, np.array([known.get(each, 0.0) for each in found], np.float64))


def _trending(subject: Subject, context: Context, limit: int) -> Found:
    return Found(context.snapshot.sellable(context.snapshot.training.trending()))


def _popular(subject: Subject, context: Context, limit: int) -> Found:
    return Found(_most_bought(context))


def _new_for_you(subject: Subject, context: Context, limit: int) -> Found:
    return new_for(subject, context, _most_bought(context), limit)


def _most_bought(context: Context) -> list[int]:
    columns = context.snapshot.columns
    most = context.snapshot.orders[Sort.POPULAR][:_CONSIDERED]
    bought = most[(columns.popularity[most] > 0) & (columns.band[most] > Band.OUT)]
    found: list[int] = bought.tolist()
    return found


def _of_category(subject: Subject, context: Context) -> Found:
    if subject.ordinal is None:
        return Found()
    return Found(of_category(context.snapshot, subject.ordinal))


_CANDIDATES: MappingProxyType[Slot, Callable[[Subject, Context, int], Found]] = MappingProxyType(
    {
        Slot.SIMILAR: _similar,
        Slot.BOUGHT_TOGETHER: _together,
        Slot.USUALS: lambda subject, context, limit: usuals(subject, context),
        Slot.NEEDED: lambda subject, context, limit: needed(subject, context),
        Slot.SEEN: lambda subject, context, limit: after_looking(subject, context),
        Slot.NEW_FOR_YOU: _new_for_you,
        Slot.IN_STORE: lambda subject, context, limit: in_store(subject, context),
        Slot.TRENDING: _trending,
        Slot.POPULAR: _popular,
        Slot.CART: lambda subject, context, limit: beside_cart(subject, context),
    }
)


def _product(subject: Subject, context: Context) -> bytes:
    return (
        bytes(context.snapshot.columns.id[subject.ordinal]) if subject.ordinal is not None else b""
    )


def _fresh(found: Found, subject: Subject, context: Context) -> Found:
    away = context.shown if subject.ordinal is None else context.shown | {subject.ordinal}
    return found.kept(lambda ordinal: ordinal not in away)
