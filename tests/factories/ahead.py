"""Articles that are sold ahead, for tests."""

from datetime import date, datetime, timedelta
from uuid import UUID

from factories.inventory import NOW

from serai.inventory.models import ExpectedDelivery
from serai.inventory.public import (
    AheadKind,
    AheadTerms,
    AheadUnits,
    Delivery,
    agree_places,
    expect_deliveries,
    set_ahead_terms,
    take_places,
)
from serai.kernel.ids import uuid7
from serai.plumbing.db import rows

TODAY = NOW.date()


def in_days(days: int) -> date:
    """Return the day so many days from now."""
    return TODAY + timedelta(days=days)


def back_ordered(
    sku: str, *, channel: str = "web", most: int | None = None, **terms: object
) -> AheadTerms:
    """Let a channel back-order an article: at most so many units, or as many as are expected."""
    found = AheadTerms(AheadKind.BACK_ORDER, most_units=most, only_expected=most is None, **terms)  # type: ignore[arg-type]
    set_ahead_terms({(sku, channel): found}, now=NOW)
    return found


def pre_ordered(sku: str, release_on: date, *, most: int = 50, channel: str = "web") -> AheadTerms:
    """Let a channel pre-order an article until its release."""
    found = AheadTerms(
        AheadKind.PRE_ORDER, most_units=most, only_expected=False, release_on=release_on
    )
    set_ahead_terms({(sku, channel): found}, now=NOW)
    return found


def expected(
    sku: str, units: int, first: int, last: int, *, reference: str = "PO-1", at: str = "DC1"
) -> UUID:
    """Let a supplier bring units to a place between so many days from now; return the delivery."""
    days = (in_days(first), in_days(last))
    expect_deliveries([Delivery(reference, sku, at, units, *days)], now=NOW)
    found = ExpectedDelivery.objects.get(reference=reference, variant__sku=sku, location__code=at)
    return found.pk


def wait(
    variant_id: UUID,
    units: int,
    terms: AheadTerms,
    *,
    of: UUID | None = None,
    now: datetime = NOW,
    agreed: bool = True,
    at: UUID | None = None,
) -> tuple[AheadUnits, ...]:
    """Take places for units of one article in the channel "web", to be sent or collected at a store."""
    order_id = of or uuid7()
    taken = take_places(
        {variant_id: units},
        {variant_id: terms},
        waits_for=order_id,
        channel_code="web",
        location_id=at,
        now=now,
    )
    if agreed:
        agree_places(order_id)
    return taken


def queue_of(variant_id: UUID) -> list[tuple[int, int, int, str]]:
    """Return units, allotted, stopped and state of everybody who waits or waited, in their order."""
    return rows(
        "SELECT units, allotted, stopped, state FROM inventory_waiting WHERE variant_id = %s"
        " ORDER BY since, id",
        [variant_id],
    )
