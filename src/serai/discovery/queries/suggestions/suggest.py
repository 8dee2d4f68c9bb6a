"""The seam of all suggestions: what to show in a slot, to whom, beside what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from serai.decisions.public import Slot as DecisionSlot
from serai.discovery.domain.document import Band
from serai.discovery.domain.snapshot import Snapshot
from serai.discovery.domain.sorting import Sort
from serai.discovery.queries import slots
from serai.discovery.queries.choosing import Chooser

_CONSIDERED = 400


class Slot(StrEnum):
    """A place where products are suggested."""

    SIMILAR = "similar"
    BOUGHT_TOGETHER = "bought_together"
    USUALS = "usuals"
    TRENDING = "trending"
    POPULAR = "popular"


@dataclass(frozen=True, slots=True)
class Subject:
    """For whom or beside what: a customer, or the document of a product."""

    customer_id: UUID | None = None
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The state of the shop, the documents that are shown already, and who chooses, if anybody does."""

    snapshot: Snapshot
    shown: frozenset[int] = frozenset()
    chooser: Chooser | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """Documents for a slot, best first, with what to write above them and why they are there."""

    slot: Slot
    title: str
    reason: str
    ordinals: list[int]
    tokens: Sequence[str] = ()


_TITLES = MappingProxyType(
    {
        Slot.SIMILAR: ("Similar products", "Alike in kind, and bought by the same people."),
        Slot.BOUGHT_TOGETHER: ("Often bought together", "In the same baskets more than by chance."),
        Slot.USUALS: ("Your usuals", "What you buy most, lately above all."),
        Slot.TRENDING: ("Trending now", "Bought more in the last four weeks than before."),
        Slot.POPULAR: ("Popular", "Bought most in the last weeks."),
    }
)
_DECIDED_AS: MappingProxyType[Slot, DecisionSlot] = MappingProxyType(
    {
        Slot.SIMILAR: slots.SIMILAR,
        Slot.BOUGHT_TOGETHER: slots.TOGETHER,
        Slot.USUALS: slots.HOME,
        Slot.TRENDING: slots.HOME,
        Slot.POPULAR: slots.HOME,
    }
)
_SAME_CATEGORY = "Popular in the same category."


def suggest(slot: Slot, subject: Subject, context: Context, limit: int) -> Suggested:
    """
    Return what to show in a slot: products that can be had, none of those shown already.

    Every suggestion of the shop passes here, so that what decides the order can change in one place.
    """
    title, reason = _TITLES[slot]
    found = _fresh(_CANDIDATES[slot](subject, context), subject, context)
    if not found and slot is Slot.SIMILAR:
        found = _fresh(_of_category(subject, context), subject, context)
        reason = _SAME_CATEGORY
    if context.chooser is None or not found:
        return Suggested(slot, title, reason, found[:limit])
    chosen = context.chooser.choose(_DECIDED_AS[slot].code, context.snapshot, found, limit)
    return Suggested(slot, title, reason, chosen.ordinals, chosen.tokens)


def _similar(subject: Subject, context: Context) -> list[int]:
    snapshot = context.snapshot
    return snapshot.sellable(snapshot.training.similar_to(_product(subject, context)))


def _together(subject: Subject, context: Context) -> list[int]:
    snapshot = context.snapshot
    return snapshot.sellable(snapshot.training.together_with(_product(subject, context)))


def _usuals(subject: Subject, context: Context) -> list[int]:
    if subject.customer_id is None:
        return []
    snapshot = context.snapshot
    return snapshot.sellable(snapshot.training.usual_of(subject.customer_id.bytes))


def _trending(subject: Subject, context: Context) -> list[int]:
    return context.snapshot.sellable(context.snapshot.training.trending())


def _popular(subject: Subject, context: Context) -> list[int]:
    columns = context.snapshot.columns
    most = context.snapshot.orders[Sort.POPULAR][:_CONSIDERED]
    bought = most[(columns.popularity[most] > 0) & (columns.band[most] > Band.OUT)]
    found: list[int] = bought.tolist()
    return found


def _of_category(subject: Subject, context: Context) -> list[int]:
    """Return what is popular in the category of a product."""
    snapshot = context.snapshot
    if subject.ordinal is None or (code := int(snapshot.columns.category[subject.ordinal])) < 0:
        return []
    among = snapshot.below(code)
    among = among[snapshot.columns.band[among] > Band.OUT]
    ranks = snapshot.ranks[Sort.POPULAR][among]
    nearest: list[int] = among[ranks.argsort(kind="stable")[:_CONSIDERED]].tolist()
    return nearest


_CANDIDATES: MappingProxyType[Slot, Callable[[Subject, Context], list[int]]] = MappingProxyType(
    {
        Slot.SIMILAR: _similar,
        Slot.BOUGHT_TOGETHER: _together,
        Slot.USUALS: _usuals,
        Slot.TRENDING: _trending,
        Slot.POPULAR: _popular,
    }
)


def _product(subject: Subject, context: Context) -> bytes:
    return (
        bytes(context.snapshot.columns.id[subject.ordinal]) if subject.ordinal is not None else b""
    )


def _fresh(found: list[int], subject: Subject, context: Context) -> list[int]:
    away = context.shown if subject.ordinal is None else context.shown | {subject.ordinal}
    return [ordinal for ordinal in found if ordinal not in away]
