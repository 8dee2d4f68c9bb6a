"""How a shopper can have an article that is not there."""

from dataclasses import dataclass
from datetime import date, datetime

from serai.inventory.domain.ahead.day_of import day_of
from serai.inventory.domain.ahead.terms import AheadKind
from serai.inventory.queries.ahead.demand import demands
from serai.inventory.queries.ahead.split import split_ahead
from serai.inventory.queries.ahead.terms import sold_ahead
from serai.inventory.queries.known_names import variant_of_sku


@dataclass(frozen=True, slots=True)
class AheadOffer:
    """
    On what terms one more unit of an article can be had now.

    `waits`: it comes later. `is_offered`: there is room for it. The days are those on which it is here, before
    it travels; `None` where nobody knows.
    """

    sku: str
    kind: AheadKind
    waits: bool
    is_offered: bool
    first_on: date | None = None
    last_on: date | None = None
    release_on: date | None = None


def ahead_offer(sku: str, channel_code: str, *, now: datetime) -> AheadOffer:
    """
    Return whether one unit of an article can be ordered ahead, and when it would be here.

    One statement where nothing is sold ahead, else five.

    Raises:
        UnknownSku: there is no such article.
    """
    variant_id = variant_of_sku(sku)
    terms = sold_ahead(channel_code).get(variant_id)
    if terms is None or not terms.sells_on(day_of(now)):
        return AheadOffer(sku, AheadKind.REFUSE, waits=False, is_offered=False)
    queues = demands([variant_id], channel_code, now=now)
    split = split_ahead({variant_id: 1}, {variant_id: terms}, queues, now=now)
    if not split.ahead:
        return AheadOffer(sku, terms.kind, waits=False, is_offered=not split.short)
    window = split.ahead[0].window
    return AheadOffer(
        sku,
        terms.kind,
        waits=True,
        is_offered=True,
        first_on=window.first_on if window else None,
        last_on=window.last_on if window else None,
        release_on=terms.release_on,
    )
