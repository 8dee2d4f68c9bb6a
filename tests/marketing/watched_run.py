"""A run of offers to many readers, and what they bought afterwards."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import numpy as np
import polars as pl
from factories.customers import NOW, expect_something_of
from factories.offers import ALLOWED, sent

from serai.customers.models import Prediction
from serai.customers.public import CustomerRow, import_customers
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.marketing.models import OfferSending
from serai.marketing.queries.run_view import RunView
from serai.plumbing import facts
from serai.pricing.public import Holder, Use, redeem_promotions

OVER = NOW + timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Truth:
    """What the offer does: of ten who would buy nothing, so many buy; of ten who buy anyway, so many use it."""

    wins_back: int = 5
    used_by: int = 2


def readers(people: int) -> list[UUID]:
    """Make readers of whom something is expected, quickly."""
    ids = [uuid7() for _ in range(people)]
    rows = [
        CustomerRow(each, f"{each}@example.org", "", "test", NOW, locale="en", consents=ALLOWED)
        for each in ids
    ]
    assert not import_customers(rows).errors
    expect_something_of(ids[0])
    Prediction.objects.filter(pk=ids[0]).update(
        churn="0.6", spend_minor=30_000, spend_high_minor=90_000, spend_low_minor=0
    )
    one = Prediction.objects.filter(pk=ids[0]).values().get()
    Prediction.objects.bulk_create([Prediction(**one | {"customer_id": each}) for each in ids[1:]])
    return ids


def a_watched_run(
    segment_id: UUID, coupon: UUID, *, code: str = "spring", truth: Truth | None = None
) -> RunView:
    """Send a coupon to most of the readers; four in ten buy anyway, for 100.00 each."""
    truth = truth or Truth()
    run = sent(segment_id, coupon, code=code, holdout=Decimal("0.4"), budget_minor=10_000_000)
    arms = OfferSending.objects.filter(run_id=run.id).order_by("pk")
    rng = np.random.default_rng(8)
    bought: list[UUID] = []
    for arm in ("sent", "held_out"):
        rows = list(arms.filter(arm=arm))
        places = rng.permutation(len(rows))
        anyway, away = np.split(places, [round(0.4 * len(rows))])
        bought += [rows[place].customer_id for place in anyway]
        if arm == "sent":
            won = away[: round(len(away) * truth.wins_back / 10)]
            bought += [rows[place].customer_id for place in won]
            used = [*won, *anyway[: round(len(anyway) * truth.used_by / 10)]]
            for place in used:
                use = Use(coupon, Money(500, "USD"), rows[place].coupon)
                redeem_promotions(
                    [use], order_id=uuid4(), holder=Holder(rows[place].customer_id), now=NOW
                )
    _sell(bought, at=NOW + timedelta(days=3), code=code)
    return run


def _sell(people: list[UUID], *, at: datetime, code: str) -> None:
    rows = [
        {
            "event_id": f"{code}:{person}",
            "occurred_at": at,
            "customer_id": str(person),
            "quantity": 1,
            "discount_minor": 0,
            "total_minor": 10_000,
            "currency": "USD",
        }
        for person in people
    ]
    frame = pl.DataFrame(rows).cast({"occurred_at": pl.Datetime("us", "UTC")})
    facts.write_rows("sale_line", frame, now=at + timedelta(hours=1))
