"""The page of forecasts tells of itself how all of them did."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.test import Client
from factories.catalog import a_variant
from factories.demand import foresee
from factories.inventory import a_location

from serai.inventory.public import trial_of_all
from serai_science.forecast.trial import Trial, verdict

PAGE = "/admin/forecast/"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_var_of_its_own(settings: Any, a_folder: Path) -> None:
    settings.SERAI_VAR = a_folder


def test_without_an_article_the_page_shows_how_all_forecasts_did(admin_client: Client):
    milk, tea = a_variant("MILK-1"), a_variant("TEA-1")
    foresee([milk.id, tea.id], [a_location("S1", kind="store").id], [[14.0], [7.0]])

    page = admin_client.get(PAGE).content.decode()

    assert "Units of all articles, sold and expected, week by week" in page
    assert "Share of weeks within their bands" in page
    assert "class A" in page
    assert "class B" not in page
    assert '<a class="text-primary-600" href="?sku=MILK-1">MILK-1</a>' in page


@pytest.mark.parametrize(("days", "shown"), [((1, 4), True), (None, False)])
def test_every_day_of_an_article_shows_its_band_where_the_version_has_one(
    admin_client: Client, days: tuple[int, int] | None, *, shown: bool
):
    milk = a_variant("MILK-1")
    foresee([milk.id], [a_location("S1", kind="store").id], [[14.0]], days=days)

    page = admin_client.get(PAGE, {"sku": "MILK-1"}).content.decode()

    assert ('2.0<div class="font-normal text-subtle text-xs">1 – 4</div>' in page) is shown
    assert page.count("2.0<") == 28


def test_what_was_sold_is_held_against_what_was_expected(django_assert_num_queries: Any):
    milk = a_variant("MILK-1")
    foresee([milk.id], [a_location("S1", kind="store").id], [[14.0]])
    trial_of_all()

    with django_assert_num_queries(1):
        told = trial_of_all()

    assert told is not None
    assert (told.whole.wape, told.whole.bias, told.whole.within) == (0.0, 0.0, 1.0)
    assert [week.sold for week in told.weeks] == [14.0, 14.0, 14.0, 14.0]
    assert [each.sku for each in told.far_off] == ["MILK-1"]
    assert len(told.before) == 22


def test_before_the_first_training_there_is_nothing_to_tell(admin_client: Client):
    assert trial_of_all() is None
    assert "Farthest off" not in admin_client.get(PAGE).content.decode()


def test_where_nothing_was_sold_nothing_is_judged():
    nothing = np.zeros((2, 4))

    assert verdict(Trial(*(nothing,) * 5)) is None
