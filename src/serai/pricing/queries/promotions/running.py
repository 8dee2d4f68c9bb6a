"""Promotions in force, in the memory of this process: read once, and again when their version has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog

from serai.catalog.public import channel
from serai.kernel.money import Money
from serai.plumbing.caches import VersionedCache
from serai.plumbing.db import rows
from serai.pricing.domain.cart_to_price import Allowance
from serai.pricing.domain.promotions.benefits import Bundle, BuyGet, Gift
from serai.pricing.domain.promotions.compiled import Promotions
from serai.pricing.domain.promotions.for_everyone import fields_of
from serai.pricing.domain.promotions.promotion import Promotion
from serai.pricing.domain.promotions.promotion_state import PromotionState
from serai.pricing.domain.promotions.read_promotion import BadPromotion, read_promotion
from serai.pricing.models import PromotionRow

log = structlog.get_logger("serai.pricing")
_OLDEST = 5


@dataclass(frozen=True, slots=True)
class RunningPromotions:
    """
    What is in force in a channel.

    `rules` is what the pricing function asks; `allowances` is what was left when it was read, which the order's
    own transaction checks again; `per_customer` limits one customer's uses. `asked` are the names of the facts
    that some condition is about: of carts, and of lines with "line." before them. `names` are by locale.
    `version` counts the changes up to what was read.
    """

    rules: Promotions
    allowances: Mapping[UUID, Allowance] = field(default_factory=dict)
    per_customer: Mapping[UUID, int] = field(default_factory=dict)
    names: Mapping[UUID, Mapping[str, str]] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    version: int = 0

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.rules)

    @property
    def limited(self) -> frozenset[UUID]:
        """Return the promotions that may be used up."""
        return frozenset(self.allowances) | frozenset(self.per_customer)

    def is_gift(self, promotion_id: UUID) -> bool:
        """Return whether a promotion gives an article, and takes nothing off."""
        ready = self.rules.ready(promotion_id)
        return ready is not None and isinstance(ready.promotion.benefit, Gift)

    def name_in(self, locale: str, promotion_id: UUID, otherwise: str) -> str:
        """Return what shoppers of a locale read."""
        known = self.names.get(promotion_id, {})
        return known.get(locale) or known.get(locale.partition("-")[0]) or otherwise


@dataclass(slots=True)
class _Active:
    """Every active promotion, and what was made of them for each channel."""

    found: list[tuple[PromotionRow, Promotion]]
    channels: dict[str, RunningPromotions] = field(default_factory=dict)


class _Counted(NamedTuple):
    """The changes so far, and the transaction that counted the last: one that is undone gives its number back."""

    version: int
    transaction: str


def running_promotions(channel_code: str, *, version: int = 0) -> RunningPromotions:
    """
    Return what is in force in a channel; at most five seconds old, and usually without a statement.

    Args:
        channel_code: where.
        version: what was read before this change is read again, however young it is.

    Raises:
        ChannelNotFound: no such channel.
    """
    counted, active = _known.versioned()
    if counted.version < version:
        _known.look_again()
        counted, active = _known.versioned()
    found = active.channels.get(channel_code)
    if found is None:
        found = active.channels[channel_code] = _running(active, counted.version, channel_code)
    return found


def look_for_promotions_again() -> None:
    """Let this process look at once whether other promotions are in force."""
    _known.look_again()


def forget_promotions() -> None:
    """Let this process read everything anew: something has just changed."""
    _known.forget()


_COUNTED = "SELECT version, xmin::text FROM pricing_promotions_version"


def _counted() -> _Counted:
    found = rows(_COUNTED)
    return _Counted(*found[0]) if found else _Counted(0, "")


def _active() -> _Active:
    active = PromotionRow.objects.select_related("budget").filter(state=PromotionState.ACTIVE)
    readable = []
    for row in active.order_by("code"):
        try:
            readable.append((row, read_promotion(row.rule)))
        except BadPromotion as refusal:
            log.warning("promotion cannot be read", promotion=row.code, reason=str(refusal))
    return _Active(readable)


_known = VersionedCache(_counted, _active, seconds=_OLDEST)


def _running(active: _Active, version: int, channel_code: str) -> RunningPromotions:
    place = channel(channel_code)
    rules = Promotions(
        [promotion for _, promotion in active.found],
        channel_code=channel_code,
        currency=place.currency,
        zone=ZoneInfo(place.time_zone),
    )
    here = [(row, promotion) for row, promotion in active.found if rules.ready(promotion.id)]
    return RunningPromotions(
        rules,
        {row.pk: left for row, _ in here if (left := _left(row, place.currency)) is not None},
        {row.pk: row.most_per_customer for row, _ in here if row.most_per_customer is not None},
        {row.pk: row.names for row, _ in here if row.names},
        frozenset(name for _, promotion in here for name in facts_asked(promotion)),
        version,
    )


def _left(row: PromotionRow, currency: str) -> Allowance | None:
    budget = getattr(row, "budget", None)
    if budget is None:
        return None
    uses = None if budget.most_uses is None else budget.most_uses - budget.uses
    if budget.budget_minor is None:
        return Allowance(uses)
    return Allowance(uses, Money(budget.budget_minor - budget.given_minor, currency))


def facts_asked(promotion: Promotion) -> Iterator[str]:
    """Yield the facts that a promotion's conditions are about."""
    yield from fields_of(promotion.conditions)
    benefit = promotion.benefit
    trees = [promotion.lines]
    if isinstance(benefit, Bundle):
        trees += [part.lines for part in benefit.parts]
    if isinstance(benefit, BuyGet) and benefit.get_lines is not None:
        trees.append(benefit.get_lines)
    for tree in trees:
        yield from (f"line.{name}" for name in fields_of(tree))
