"""Runs of offers, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.marketing.domain.arm import Arm
from serai.marketing.models import OfferRun, OfferSending
from serai.pricing.public import coupon_uses

LARGEST_PAGE = 200


class RunNotFound(DomainError):
    """No run of offers has this id."""

    code = "marketing.run_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, run_id: UUID) -> None:
        self.run_id = run_id
        super().__init__("There is no such run of offers.")


@dataclass(frozen=True, slots=True)
class RunView:
    """
    A run of offers.

    `members` were asked; `sent`, `held_out`, `shadow` and `passed` are how many the plan chose, by arm. `gain`,
    `cost` and `at_most` are what the plan expected; `offers` what it was given.
    """

    id: UUID
    code: str
    channel_code: str
    segment_id: UUID
    offers: list[dict[str, Any]]
    margin: Decimal
    budget: Money
    gain: Money
    cost: Money
    at_most: Money
    holdout: Decimal
    ahead_days: int
    members: int
    sent: int
    held_out: int
    shadow: int
    passed: int
    made_by: str
    made_at: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class SendingView:
    """What became of one customer; `used` and `given` are `None` while the coupon is unused."""

    id: UUID
    customer_id: UUID
    offer: str
    arm: str
    kept_by: str
    coupon: str
    gain: Money
    cost: Money
    reasons: list[list[Any]]
    decided: str
    decided_at: datetime
    sent_at: datetime | None
    dropped_because: str
    used_at: datetime | None
    order_id: UUID | None
    given: Money | None


def run_view(run_id: UUID) -> RunView:
    """
    Return a run; two statements.

    Raises:
        RunNotFound: there is none.
    """
    found = _views(OfferRun.objects.filter(pk=run_id))
    if not found:
        raise RunNotFound(run_id)
    return found[0]


def run_page(*, cursor: str | None = None, limit: int = 50) -> Page[RunView]:
    """
    Return runs, the newest first; two statements.

    Raises:
        BadCursor: the cursor is of another list.
    """
    rows = OfferRun.objects.order_by("-pk")
    if cursor:
        [last] = decode_cursor(cursor, UUID)
        rows = rows.filter(pk__lt=last)
    found = _views(rows[: limit + 1])
    return _page(found, limit)


def sending_page(run_id: UUID, *, cursor: str | None = None, limit: int = 50) -> Page[SendingView]:
    """
    Return what became of each customer of a run, in the order of the plan; three statements.

    Raises:
        RunNotFound: there is no such run.
        BadCursor: the cursor is of another list.
    """
    run = OfferRun.objects.filter(pk=run_id).first()
    if run is None:
        raise RunNotFound(run_id)
    rows = OfferSending.objects.filter(run=run).order_by("pk")
    if cursor:
        [last] = decode_cursor(cursor, UUID)
        rows = rows.filter(pk__gt=last)
    kept = list(rows[: limit + 1])
    uses = coupon_uses([each.coupon for each in kept if each.coupon])
    return _page([_sending(each, run.currency, uses) for each in kept], limit)


def _page(found: list[Any], limit: int) -> Page[Any]:
    if len(found) <= limit:
        return Page(found)
    return Page(found[:limit], encode_cursor(found[limit - 1].id))


def _views(rows: Any) -> list[RunView]:
    runs: Sequence[OfferRun] = list(rows)
    arms = {each.value: Count("pk", filter=Q(arm=each.value)) for each in Arm}
    counted = {
        run: dict(zip(arms, counts, strict=True))
        for run, *counts in OfferSending.objects.filter(run__in=[each.pk for each in runs])
        .order_by()
        .values("run_id")
        .annotate(**arms)
        .values_list("run_id", *arms)
    }
    none = dict.fromkeys(arms, 0)
    return [
        RunView(
            id=each.pk,
            code=each.code,
            channel_code=each.channel_code,
            segment_id=each.segment_id,
            offers=each.offers,
            margin=each.margin,
            budget=Money(each.budget_minor, each.currency),
            gain=Money(each.gain_minor, each.currency),
            cost=Money(each.cost_minor, each.currency),
            at_most=Money(each.at_most_minor, each.currency),
            holdout=each.holdout,
            ahead_days=each.ahead_days,
            members=each.members,
            **counted.get(each.pk, none),
            made_by=each.made_by,
            made_at=each.made_at,
            valid_until=each.valid_until,
        )
        for each in runs
    ]


def _sending(row: OfferSending, currency: str, uses: dict[str, Any]) -> SendingView:
    used = uses.get(row.coupon)
    return SendingView(
        id=row.pk,
        customer_id=row.customer_id,
        offer=row.offer,
        arm=row.arm,
        kept_by=row.kept_by,
        coupon=row.coupon,
        gain=Money(row.gain_minor, currency),
        cost=Money(row.cost_minor, currency),
        reasons=row.reasons,
        decided=row.decided,
        decided_at=row.decided_at,
        sent_at=row.sent_at,
        dropped_because=row.dropped_because,
        used_at=used.at if used else None,
        order_id=used.order_id if used else None,
        given=used.given if used else None,
    )
