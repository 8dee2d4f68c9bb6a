"""Why a price is what it is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.pricing.models import PriceEntry
from serai.pricing.models.price_entry import LIST_PRICE

_LATEST = 50


@dataclass(frozen=True, slots=True)
class PriceEntryView:
    """
    One entry of the history.

    `standing` is "counts", "superseded" (valid, but another began later), "over" or "to come".
    """

    amount: Money
    compare_at: Money | None
    valid_from: datetime
    valid_until: datetime | None
    source: str
    recorded_at: datetime
    standing: str


@dataclass(frozen=True, slots=True)
class PriceExplanation:
    """What a variant costs in a channel at one instant, why, and what it cost before and will cost."""

    sku: str
    channel_code: str
    price: Money | None
    compare_at: Money | None
    explanation: tuple[str, ...]
    history: tuple[PriceEntryView, ...]


def price_explanation(
    variant_id: UUID, *, sku: str, channel_code: str, now: datetime
) -> PriceExplanation:
    """Return the price of a variant with its reasons and its fifty latest entries; one statement."""
    found = PriceEntry.objects.filter(LIST_PRICE, variant=variant_id, channel__code=channel_code)
    history: list[PriceEntryView] = []
    counts: PriceEntryView | None = None
    for row in found.order_by("-valid_from", "-pk")[:_LATEST]:
        entry = _view(row, _standing(row, now, taken=counts is not None))
        history.append(entry)
        if entry.standing == "counts":
            counts = entry
    return PriceExplanation(
        sku=sku,
        channel_code=channel_code,
        price=counts.amount if counts else None,
        compare_at=counts.compare_at if counts else None,
        explanation=tuple(_sentences(counts, history, now)),
        history=tuple(history),
    )


def _standing(row: PriceEntry, now: datetime, *, taken: bool) -> str:
    if row.valid_from > now:
        return "to come"
    if row.valid_until is not None and row.valid_until <= now:
        return "over"
    return "superseded" if taken else "counts"


def _sentences(
    counts: PriceEntryView | None, history: list[PriceEntryView], now: datetime
) -> list[str]:
    if counts is None:
        return [f"No price is valid at {now.isoformat()}: the variant cannot be sold here."]
    until = f" until {counts.valid_until.isoformat()}" if counts.valid_until else ""
    said = [
        f"{counts.amount} is the price since {counts.valid_from.isoformat()}{until};"
        f" set by {counts.source}."
    ]
    said += [
        f"{entry.amount} of {entry.valid_from.isoformat()} is valid too, but began earlier."
        for entry in history
        if entry.standing == "superseded"
    ][:1]
    coming = [entry for entry in history if entry.standing == "to come"]
    said += [f"From {entry.valid_from.isoformat()}: {entry.amount}." for entry in coming[-1:]]
    return said


def _view(row: PriceEntry, standing: str) -> PriceEntryView:
    return PriceEntryView(
        amount=Money(row.amount_minor, row.currency),
        compare_at=None
        if row.compare_at_minor is None
        else Money(row.compare_at_minor, row.currency),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        source=row.source,
        recorded_at=row.recorded_at,
        standing=standing,
    )
