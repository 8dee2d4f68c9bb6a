"""Offers for some categories go to those who buy there: learned, written of who allows it, gone with the consent."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import polars as pl
import pytest
from factories.catalog import a_variant, categories
from factories.customers import NOW
from factories.offers import a_reader, everybody, offers_are, sent
from factories.promotions import a_promotion

from serai.customers.events import ConsentRecorded
from serai.decisions.public import Mode
from serai.marketing.domain.offer_categories import offer_categories
from serai.marketing.handlers import on_profiling_refused
from serai.marketing.models import CategoryChance, OfferSending
from serai.marketing.trainings import train_categories
from serai.plumbing import facts
from serai.plumbing.facts.spool import spool

pytestmark = pytest.mark.django_db
DAIRY = {"rules": [{"field": "category", "operator": "containsAny", "value": ["dairy"]}]}
BENEFIT = {"kind": "lines_off", "off": {"percent": "20"}}
FIRST = NOW - timedelta(days=200)


@pytest.fixture(autouse=True)
def a_var_of_its_own(settings: Any, a_folder: Path) -> Iterator[None]:
    """Keep facts and models of a test in its own folder."""
    settings.SERAI_VAR = a_folder
    settings.SERAI_FACTS_KEEP_DAYS = {}
    yield
    spool().close()


@pytest.fixture
def dairy(coupon: UUID) -> UUID:
    """Return a coupon for dairy, in a shop that also sells bread."""
    categories({"slug": "dairy", "name": "Dairy"}, {"slug": "bread", "name": "Bread"})
    return a_promotion("dairy-off", needs_coupon=True, lines=DAIRY, benefit=BENEFIT).id


@pytest.fixture
def town(dairy: UUID) -> tuple[UUID, UUID]:
    """Return somebody who buys milk every week and somebody who never does, of forty who buy bread."""
    milk = a_variant("MILK-1", category="dairy").id
    bread = a_variant("BREAD-1", category="bread").id
    rng = np.random.default_rng(3)
    drinks, never = a_reader(), a_reader()
    bought: list[tuple[UUID, UUID, int]] = []
    for number, person in enumerate((drinks, never, *(uuid4() for _ in range(38)))):
        often = 0.0 if number == 1 else 0.9 if number == 0 else rng.uniform(0, 0.9)
        for week in range(28):
            bought.append((person, bread, 7 * week))
            if rng.random() < often:
                bought.append((person, milk, 7 * week))
    _sell(bought)
    return drinks, never


def _sell(bought: list[tuple[UUID, UUID, int]]) -> None:
    rows = [
        {
            "event_id": f"{person}:{variant}:{day}",
            "occurred_at": FIRST + timedelta(days=day),
            "customer_id": str(person),
            "variant_id": str(variant),
            "quantity": 1,
            "total_minor": 300,
            "currency": "USD",
        }
        for person, variant, day in bought
    ]
    frame = pl.DataFrame(rows).cast({"occurred_at": pl.Datetime("us", "UTC")})
    facts.write_rows("sale_line", frame, now=NOW)


def test_who_buys_there_is_told_from_who_does_not(town):
    drinks, never = town

    [published] = train_categories()

    assert published.refused_because == ""
    assert published.card.figure.value >= published.card.figure.baseline - 0.01
    chances = dict(CategoryChance.objects.values_list("customer_id", "chance"))
    assert set(chances) == {drinks, never}
    assert chances[drinks] > 8_000
    assert chances[never] < 3_000


def test_the_offer_is_worth_more_with_who_buys_there_and_says_so(town, dairy):
    offers_are(Mode.ON)
    list(train_categories())

    sent(everybody(), dairy, budget_minor=1_000_000)

    worth = {each.customer_id: each for each in OfferSending.objects.all()}
    drinks, never = (worth[each] for each in town)
    assert drinks.gain_minor > 3 * never.gain_minor
    [_, _, (likes, times)] = drinks.reasons
    assert likes == "likes"
    assert Decimal(times) > 1


def test_an_offer_for_everything_is_worth_the_same_with_both(town, coupon):
    offers_are(Mode.ON)
    list(train_categories())

    sent(everybody(), coupon, budget_minor=1_000_000)

    first, second = OfferSending.objects.all()
    assert first.gain_minor == second.gain_minor
    assert [name for name, _ in first.reasons] == ["churn", "when_here", "cost"]


def test_who_refuses_profiling_is_forgotten_at_once(town):
    drinks, never = town
    list(train_categories())

    on_profiling_refused(_refused(drinks, "analytics"))
    assert CategoryChance.objects.count() == 2
    on_profiling_refused(_refused(drinks, "profiling"))

    assert list(CategoryChance.objects.values_list("customer_id", flat=True)) == [never]


def test_without_an_offer_about_a_category_nothing_is_learned(coupon):
    categories({"slug": "dairy", "name": "Dairy"})
    milk = a_variant("MILK-1", category="dairy").id
    _sell([(uuid4(), milk, day) for day in range(0, 190, 7)])

    assert list(train_categories()) == []
    assert not CategoryChance.objects.exists()


def test_without_sales_nothing_is_learned(dairy):
    assert list(train_categories()) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (None, set()),
        ({"rules": []}, set()),
        ({"rules": [{"field": "brand", "operator": "=", "value": "x"}]}, set()),
        ({"rules": [{"field": "category", "operator": "contains", "value": "a/b"}]}, {"a/b"}),
        ({"rules": [{"field": "category", "operator": "containsNone", "value": ["a"]}]}, set()),
        ({"not": True, **DAIRY}, set()),
        ({"rules": [*DAIRY["rules"], {"field": "brand", "operator": "=", "value": "x"}]}, {"dairy"}),
        ({"rules": [DAIRY]}, set()),
    ],
)  # fmt: skip
def test_only_categories_that_every_article_must_be_from_are_meant(lines, found):
    assert offer_categories({"lines": lines}) == found


def _refused(customer: UUID, purpose: str) -> ConsentRecorded:
    return ConsentRecorded(customer, purpose, granted=False, text_version="1", source="shop")


def test_the_days_are_those_of_the_history(town):
    from serai.marketing.queries.category_days import category_days

    history = category_days()

    assert history is not None
    assert history.categories == ["bread", "dairy"]
    assert len(history.customers) == 40
    last = datetime.combine(history.seen_until, NOW.time(), NOW.tzinfo)
    assert last == FIRST + timedelta(days=27 * 7)
