"""The lowest price before a reduction, as Article 6a of Directive 98/6/EC wants it shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from serai.kernel.money import Money
from serai.pricing.domain.choose_price import Offer, chosen, compare_at_of
from serai.pricing.domain.price_list import PriceList

BEFORE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PastPrice:
    """
    One entry of a variant's history, for everyone and one unit.

    `place` grows with each entry that was written; without `minor` the price was taken off its list.
    """

    place: int
    minor: Decimal | None
    currency: str
    compare_at_minor: int | None
    valid_from: datetime
    valid_until: datetime | None
    price_list: PriceList | None = None


@dataclass(frozen=True, slots=True)
class PriorPrice:
    """The lowest price of the thirty days before a reduction, and since when it is reduced."""

    lowest: Money
    reduced_since: datetime


@dataclass(frozen=True, slots=True)
class PastPromoted:
    """What one unit cost after promotions from an instant on; without `minor` none lowered the price."""

    minor: int | None
    since: datetime


def prior_price(
    history: Sequence[PastPrice], *, now: datetime, promoted: Sequence[PastPromoted] = ()
) -> PriorPrice | None:
    """
    Return the lowest price that everybody paid in the thirty days before the present reduction.

    A price is reduced while a former price is shown beside it, or a list of lower prices for everyone or a
    promotion has lowered it. The reduction began when price and former price became what they are now.
    `None`: nothing is reduced, or nothing was sold before.

    Args:
        history: entries that began by `now`, with all that were valid in the time that matters.
        now: the present instant.
        promoted: what promotions made of the price, the earliest first.
    """
    shown = _shown_at(history, promoted, now)
    if shown is None or shown[1] is None:
        return None
    instants = sorted(
        {
            at
            for entry in history
            for at in (entry.valid_from, entry.valid_until)
            if at and at <= now
        }.union(each.since for each in promoted)
    )
    since = now
    for at in reversed(instants):
        if _shown_at(history, promoted, at) != shown:
            break
        since = at
    start = since - BEFORE
    paid = [
        before[0]
        for at in (start, *(each for each in instants if start < each < since))
        if (before := _shown_at(history, promoted, at)) is not None
    ]
    return PriorPrice(min(paid), since) if paid else None


def _shown_at(
    history: Sequence[PastPrice], promoted: Sequence[PastPromoted], at: datetime
) -> tuple[Money, Money | None] | None:
    """Return price and former price as everybody saw them at an instant."""
    listed = _listed_at(history, at)
    if listed is None:
        return None
    plain, former = listed
    minor = next((each.minor for each in reversed(promoted) if each.since <= at), None)
    if minor is None or minor >= plain.minor:
        return listed
    return Money(minor, plain.currency), plain if former is None else max(plain, former)


def _listed_at(history: Sequence[PastPrice], at: datetime) -> tuple[Money, Money | None] | None:
    """Return price and former price without promotions."""
    counting: dict[PriceList | None, PastPrice] = {}
    for entry in history:
        if entry.valid_from > at or (entry.valid_until is not None and entry.valid_until <= at):
            continue
        there = counting.get(entry.price_list)
        if there is None or _order(there) < _order(entry):
            counting[entry.price_list] = entry
    base = counting.pop(None, None)
    if base is None:
        return None
    plain = _offer(base)
    lists = sorted((on for on in counting if on is not None), key=lambda on: on.precedence)
    offers = [_offer(counting[on]) for on in lists if counting[on].minor is not None]
    counts = chosen(plain, offers, 1)
    return counts.amount, compare_at_of(counts, plain)


def _order(entry: PastPrice) -> tuple[datetime, int]:
    return entry.valid_from, entry.place


def _offer(entry: PastPrice) -> Offer:
    assert entry.minor is not None
    return Offer(entry.minor, entry.currency, entry.compare_at_minor, "", entry.price_list)
