"""Why a price is what it is."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from serai.kernel.money import Money
from serai.kernel.told import Told
from serai.pricing.domain.choose_price import Offer, Verdict, verdicts
from serai.pricing.domain.price_list import EVERYONE, BuyingAs
from serai.pricing.domain.price_view import PriceView
from serai.pricing.domain.prior_price import PriorPrice
from serai.pricing.domain.why_price import why_each
from serai.pricing.models import PriceEntry
from serai.pricing.models.price_entry import LIST_PRICE
from serai.pricing.queries.buyers_prices import TierView
from serai.pricing.queries.open_price_lists import price_lists_for
from serai.pricing.queries.prices import offers_of
from serai.pricing.queries.prior_prices import prior_prices_of

_LATEST = 50


@dataclass(frozen=True, slots=True)
class PriceEntryView:
    """
    One entry of the history.

    `standing` is "counts", "superseded" (valid, but another began later), "over" or "to come". `exact` is
    told where the price is finer than a minor unit.
    """

    amount: Money
    compare_at: Money | None
    valid_from: datetime
    valid_until: datetime | None
    source: str
    recorded_at: datetime
    standing: str
    exact: str | None = None


@dataclass(frozen=True, slots=True)
class ConsideredPrice:
    """A price that might have counted, and what became of it; `price_list` is empty for everyone's."""

    amount: Money
    exact: str | None
    price_list: str
    min_quantity: int
    source: str
    verdict: str
    why: Told


@dataclass(frozen=True, slots=True)
class PriceExplanation:
    """
    What a variant costs in a channel at one instant, why, and what it cost before and will cost.

    `history` is that of the price for everyone. Prices of lists for the buyer are `considered`, and `prior`
    is the lowest price before a reduction. `reasons` are the explanation with its facts, for who words it again.
    """

    sku: str
    channel_code: str
    price: Money | None
    compare_at: Money | None
    explanation: tuple[Told, ...]
    history: tuple[PriceEntryView, ...]
    exact_price: str | None = None
    considered: tuple[ConsideredPrice, ...] = ()
    tiers: tuple[TierView, ...] = ()
    prior: PriorPrice | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for how many of what, where and when."""

    variant_id: UUID
    sku: str
    channel_code: str
    now: datetime
    buyer: BuyingAs = EVERYONE
    quantity: int = 1


def price_explanation(
    variant_id: UUID,
    *,
    sku: str,
    channel_code: str,
    now: datetime,
    buyer: BuyingAs = EVERYONE,
    quantity: int = 1,
) -> PriceExplanation:
    """
    Return the price of a variant with its reasons and the fifty latest entries of everyone's price.

    One statement; one more where price lists count for the buyer, and one where the price is reduced.
    """
    asked = Asked(variant_id, sku, channel_code, now, buyer, quantity)
    told = _everyones(asked)
    if told.price is not None and price_lists_for(buyer, channel_code):
        told = _with_lists(told, asked)
    if told.compare_at is None:
        return told
    prior = prior_prices_of([variant_id], channel_code, now).get(variant_id)
    if prior is None:
        return told
    reduced = Told(
        "reduced",
        "It is reduced since {since}; the lowest price of the thirty days before was {lowest}.",
        {"since": prior.reduced_since, "lowest": prior.lowest},
    )
    return replace(told, prior=prior, explanation=(*told.explanation, reduced))


def _with_lists(told: PriceExplanation, asked: Asked) -> PriceExplanation:
    found = offers_of(asked.variant_id, asked.channel_code, asked.now, asked.buyer)
    if found is None or not found.offers:
        return told
    each = verdicts(found.base, found.offers, asked.quantity)
    view = found.view(asked.quantity)
    reasons = why_each(each, quantity=asked.quantity)
    considered = tuple(
        _considered(offer, verdict, why)
        for (offer, verdict), why in zip(each, reasons, strict=True)
    )
    first = _paid(view, asked.quantity)
    lists = [one.why for one in considered if one.price_list]
    return replace(
        told,
        price=view.amount,
        exact_price=_exact(view),
        compare_at=view.compare_at,
        explanation=(first, *lists, *told.explanation),
        considered=considered,
        tiers=tuple(TierView.of(tier) for tier in view.tiers),
    )


def _paid(view: PriceView, quantity: int) -> Told:
    price = f"{view.unit.amount:f} {view.unit.currency}" if view.unit else view.amount
    facts = {"price": price, "quantity": quantity}
    if not view.price_list:
        return Told("paid", "{price} is paid for {quantity}.", facts)
    return Told(
        "paid_on_list",
        "{price} (price list {price_list}) is paid for {quantity}.",
        {**facts, "price_list": view.price_list},
    )


def _considered(offer: Offer, verdict: Verdict, why: Told) -> ConsideredPrice:
    return ConsideredPrice(
        amount=offer.amount,
        exact=None if offer.unit is None else f"{offer.unit.amount:f}",
        price_list=offer.price_list.code if offer.price_list else "",
        min_quantity=offer.min_quantity,
        source=offer.source,
        verdict=verdict.value,
        why=why,
    )


def _exact(view: PriceView) -> str | None:
    return None if view.unit is None else f"{view.unit.amount:f}"


def _everyones(asked: Asked) -> PriceExplanation:
    found = PriceEntry.objects.filter(
        LIST_PRICE, variant=asked.variant_id, channel__code=asked.channel_code
    )
    history: list[PriceEntryView] = []
    counts: PriceEntryView | None = None
    for row in found.order_by("-valid_from", "-pk")[:_LATEST]:
        entry = _view(row, _standing(row, asked.now, taken=counts is not None))
        history.append(entry)
        if entry.standing == "counts":
            counts = entry
    return PriceExplanation(
        sku=asked.sku,
        channel_code=asked.channel_code,
        price=counts.amount if counts else None,
        compare_at=counts.compare_at if counts else None,
        explanation=tuple(_sentences(counts, history, asked.now)),
        history=tuple(history),
        exact_price=counts.exact if counts else None,
    )


def _standing(row: PriceEntry, now: datetime, *, taken: bool) -> str:
    if row.valid_from > now:
        return "to come"
    if row.valid_until is not None and row.valid_until <= now:
        return "over"
    return "superseded" if taken else "counts"


def _sentences(
    counts: PriceEntryView | None, history: list[PriceEntryView], now: datetime
) -> list[Told]:
    if counts is None:
        return [
            Told(
                "no_price",
                "No price is valid at {at}: the variant cannot be sold here.",
                {"at": now},
            )
        ]
    said = [_since(counts)]
    said += [
        Told(
            "began_earlier",
            "{price} of {since} is valid too, but began earlier.",
            {"price": entry.amount, "since": entry.valid_from},
        )
        for entry in history
        if entry.standing == "superseded"
    ][:1]
    coming = [entry for entry in history if entry.standing == "to come"]
    said += [
        Told(
            "to_come", "From {since}: {price}.", {"since": entry.valid_from, "price": entry.amount}
        )
        for entry in coming[-1:]
    ]
    return said


def _since(counts: PriceEntryView) -> Told:
    facts = {
        "price": f"{counts.exact} {counts.amount.currency}" if counts.exact else counts.amount,
        "since": counts.valid_from,
        "source": counts.source,
    }
    if counts.valid_until is None:
        return Told("valid_since", "{price} is the price since {since}; set by {source}.", facts)
    return Told(
        "valid_until",
        "{price} is the price since {since} until {until}; set by {source}.",
        {**facts, "until": counts.valid_until},
    )


def _view(row: PriceEntry, standing: str) -> PriceEntryView:
    exact: Decimal | None = row.exact_minor
    offer = Offer(exact, row.currency, None, "") if exact is not None else None
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
        exact=f"{offer.unit.amount:f}" if offer and offer.unit else None,
    )
