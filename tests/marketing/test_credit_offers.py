"""What people spent is told to decisions alike, whether they were written to or held out."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import polars as pl
import pytest
from factories.customers import NOW
from factories.offers import a_reader, everybody, offers_are, sent

from serai.decisions.public import Mode, write_exposures
from serai.decisions.queries.slot_readings import slot_reading
from serai.kernel.money import Money
from serai.marketing.models import OfferSending
from serai.marketing.usecases.credit_offers import WATCHED, credit_offers
from serai.plumbing import facts
from serai.plumbing.caches import forget_all
from serai.plumbing.db import rows
from serai.plumbing.facts.spool import spool
from serai.pricing.public import Holder, Use, redeem_promotions

pytestmark = pytest.mark.django_db
OVER = NOW + WATCHED


@pytest.fixture(autouse=True)
def a_var_of_its_own(settings: Any, a_folder: Path) -> Iterator[None]:
    settings.SERAI_VAR = a_folder
    forget_all()
    yield
    spool().close()


def bought(people: list[UUID], minor: int, *, at: datetime = NOW + timedelta(days=9)) -> None:
    """Write that each spent so much."""
    lines = {
        "event_id": [str(uuid4()) for _ in people],
        "occurred_at": [at] * len(people),
        "order_id": [str(uuid4()) for _ in people],
        "variant_id": [str(uuid4()) for _ in people],
        "customer_id": [str(each) for each in people],
        "currency": ["USD"] * len(people),
        "quantity": [1] * len(people),
        "total_minor": [minor] * len(people),
        "discount_minor": [0] * len(people),
    }
    types = {"occurred_at": pl.Datetime("us", "UTC")}
    facts.write_rows("sale_line", pl.DataFrame(lines, schema_overrides=types), now=OVER)


def told() -> list[tuple[str, bool, float]]:
    return rows("SELECT DISTINCT kind, holdout, value FROM decisions_outcome ORDER BY 1, 2")


def test_whoever_was_written_to_and_whoever_was_held_out_are_told_alike(coupon):
    offers_are(Mode.ON, holdout=0.5)
    people = [a_reader() for _ in range(24)]
    run = sent(everybody(), coupon)
    written = dict(OfferSending.objects.filter(arm="sent").values_list("customer_id", "coupon"))
    held = [each for each in people if each not in written]
    bought(list(written), 10_000)
    bought(held, 4_000)
    bought(people, 70_000, at=NOW - timedelta(hours=1))
    bought(people, 70_000, at=OVER)
    for who, code in written.items():
        use = Use(coupon, Money(500, "USD"), code)
        redeem_promotions([use], order_id=uuid4(), holder=Holder(who), now=NOW)

    early = credit_offers(now=OVER - timedelta(hours=1))
    there, again = credit_offers(now=OVER), credit_offers(now=OVER)

    assert (early, there, again) == (0, 2 * len(people), 0)
    assert told() == [
        ("margin", False, 2_000.0),
        ("margin", True, 1_000.0),
        ("order", False, 10_000.0),
        ("order", True, 4_000.0),
    ], "a quarter is margin, and coupons gave 5.00"
    write_exposures()
    found = slot_reading("customers.offers", "web", now=OVER)
    assert (found.held_out, found.shown) == (len(held), run.sent)
    assert [each.metric for each in found.metrics] == ["margin", "ordered", "revenue"]


def test_in_shadow_what_people_spent_is_told_too(coupon):
    offers_are(Mode.SHADOW)
    bought([a_reader()], 4_000)
    sent(everybody(), coupon)

    assert credit_offers(now=OVER) == 2
    assert told() == [("margin", False, 1_000.0), ("order", False, 4_000.0)]


def test_who_bought_nothing_left_no_margin(coupon):
    offers_are(Mode.ON)
    a_reader()
    sent(everybody(), coupon)

    assert credit_offers(now=OVER) == 1
    assert told() == [("margin", False, 0.0)]


def test_whom_the_run_itself_kept_from_offers_the_slot_is_not_told_of(coupon):
    from decimal import Decimal

    offers_are(Mode.ON)
    for _ in range(24):
        a_reader()
    run = sent(everybody(), coupon, holdout=Decimal("0.5"))

    assert run.held_out > 0
    assert credit_offers(now=OVER) == run.sent
