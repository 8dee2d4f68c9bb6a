"""Subscriptions as their owners and staff see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

import msgspec

from serai.catalog import public as catalog
from serai.inventory import public as inventory
from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.ordering.domain.contact import Contact
from serai.ordering.domain.subscriptions.states import ALIVE, PeriodState, SubscriptionState
from serai.ordering.models import Subscription, SubscriptionPeriod
from serai.ordering.queries.looks import PictureView
from serai.ordering.queries.purses import TenderView
from serai.ordering.queries.subscriptions.cart_of_subscription import (
    chosen_tenders,
    subscribed_lines,
)
from serai.ordering.queries.views import ContactView, PlaceView

MOST = 100
_LATEST = 12
"""How many periods are shown."""


class SubscriptionNotFound(DomainError):
    """There is no such subscription, or it is somebody else's."""

    code = "ordering.subscription_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such subscription.")


@dataclass(frozen=True)
class SubscribedView:
    """So many of one article in each order."""

    sku: str
    name: str
    slug: str
    picture: PictureView
    quantity: int


@dataclass(frozen=True)
class PeriodView:
    """One order that was made, is to be made, or was left out."""

    number: int
    due_on: date
    state: str
    announced: Money | None
    """What it will cost at most, once that was told."""
    attempts: int
    next_attempt_at: datetime | None
    order_id: UUID | None
    reason: str

    @classmethod
    def of(cls, row: SubscriptionPeriod, currency: str) -> Self:
        """Return the view of a row."""
        minor = row.announced_minor
        return cls(
            number=row.number,
            due_on=row.due_on,
            state=row.state,
            announced=None if minor is None else Money(minor, currency),
            attempts=row.attempts,
            next_attempt_at=row.next_attempt_at,
            order_id=row.order_id,
            reason=row.reason,
        )


@dataclass(frozen=True)
class SubscriptionView:
    """One subscription."""

    id: UUID
    state: str
    plan_code: str
    channel_code: str
    customer_id: UUID
    lines: list[SubscribedView]
    interval: str
    contact: ContactView | None
    delivery_code: str
    location: PlaceView | None
    """The store in which it is collected; `None`: it is brought."""
    tenders: list[TenderView]
    """What pays before the card does, without what is in it."""
    instrument_id: UUID | None
    next_on: date | None
    """The day of the next order; none while it is paused or cancelled."""
    last_total: Money | None
    """What the last order cost."""
    periods: list[PeriodView]
    """The latest, newest first."""
    version: int
    created_at: datetime
    reason: str


def subscription_of(customer_id: UUID, subscription_id: UUID) -> SubscriptionView:
    """
    Return a subscription of a customer; three statements.

    Raises:
        SubscriptionNotFound: no such subscription, or not theirs.
    """
    found = Subscription.objects.filter(pk=subscription_id, customer_id=customer_id)
    return _one(found.select_related("plan").first())


def subscription(subscription_id: UUID) -> SubscriptionView:
    """
    Return a subscription, whoever's it is; three statements.

    Raises:
        SubscriptionNotFound: no such subscription.
    """
    found = Subscription.objects.filter(pk=subscription_id)
    return _one(found.select_related("plan").first())


def subscriptions_of(customer_id: UUID) -> list[SubscriptionView]:
    """Return the latest hundred subscriptions of a customer, newest first; three statements, a fourth for stores."""
    found = Subscription.objects.filter(customer_id=customer_id).select_related("plan")
    return _views(list(found.order_by("-id")[:MOST]))


def subscription_page(
    *,
    state: str | None = None,
    customer_id: UUID | None = None,
    cursor: str | None = None,
    limit: int = 50,
) -> Page[SubscriptionView]:
    """
    Return subscriptions, newest first; three statements.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    found = Subscription.objects.select_related("plan").order_by("-id")
    if state is not None:
        found = found.filter(state=state)
    if customer_id is not None:
        found = found.filter(customer_id=customer_id)
    if cursor:
        found = found.filter(pk__lt=decode_cursor(cursor, UUID)[0])
    size = min(max(limit, 1), MOST)
    rows = list(found[: size + 1])
    views = _views(rows[:size])
    return Page(views, encode_cursor(views[-1].id) if len(rows) > size else None)


def _one(row: Subscription | None) -> SubscriptionView:
    if row is None:
        raise SubscriptionNotFound
    return _views([row])[0]


def _views(rows: list[Subscription]) -> list[SubscriptionView]:
    skus = {line.sku for row in rows for line in subscribed_lines(row)}
    variants = catalog.variants_of_skus(skus) if skus else {}
    periods: dict[UUID, list[SubscriptionPeriod]] = {row.pk: [] for row in rows}
    for period in _latest([*periods]):
        periods[period.subscription_id].append(period)
    places = _places({row.location_code for row in rows if row.location_code})
    return [_view(row, periods[row.pk], variants, places) for row in rows]


def _places(codes: set[str]) -> dict[str, PlaceView]:
    """Return stores by code; no statement without any."""
    found = inventory.locations_of_codes(codes) if codes else {}
    return {code: PlaceView(each.id, each.code, each.name) for code, each in found.items()}


def _latest(subscription_ids: list[UUID]) -> list[SubscriptionPeriod]:
    if not subscription_ids:
        return []
    return list(
        SubscriptionPeriod.objects.raw(
            "SELECT p.* FROM unnest(%s::uuid[]) AS s (id) CROSS JOIN LATERAL ("
            " SELECT * FROM ordering_subscription_period WHERE subscription_id = s.id"
            " ORDER BY number DESC LIMIT %s) AS p",
            [subscription_ids, _LATEST],
        )
    )


def _view(
    row: Subscription,
    periods: list[SubscriptionPeriod],
    variants: Mapping[str, catalog.VariantView],
    places: Mapping[str, PlaceView],
) -> SubscriptionView:
    contact = msgspec.convert(row.contact, Contact)
    is_alive = SubscriptionState(row.state) in ALIVE
    waits = (each.due_on for each in periods if each.state == PeriodState.OPEN)
    last = row.last_total_minor
    return SubscriptionView(
        id=row.pk,
        state=row.state,
        plan_code=row.plan.code,
        channel_code=row.channel_code,
        customer_id=row.customer_id,
        lines=[_line(line.sku, line.quantity, variants) for line in subscribed_lines(row)],
        interval=row.interval,
        contact=ContactView.of(contact),
        delivery_code=row.delivery_code,
        location=places.get(row.location_code),
        tenders=[
            TenderView(each.method, each.source, each.label, None) for each in chosen_tenders(row)
        ],
        instrument_id=row.instrument_id,
        next_on=next(waits, None) if is_alive else None,
        last_total=None if last is None else Money(last, row.currency),
        periods=[PeriodView.of(each, row.currency) for each in periods],
        version=row.version,
        created_at=row.created_at,
        reason=row.reason,
    )


def _line(sku: str, quantity: int, variants: Mapping[str, catalog.VariantView]) -> SubscribedView:
    variant = variants.get(sku)
    if variant is None:
        return SubscribedView(sku, sku, "", PictureView("", ""), quantity)
    picture = PictureView(variant.picture.src, variant.picture.alt)
    return SubscribedView(sku, variant.name, variant.slug, picture, quantity)
