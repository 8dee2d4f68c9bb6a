"""Orders are worked out from what was learned only where the slot says so, and not for the holdout."""

from dataclasses import replace

import numpy as np
import pytest
from factories.catalog import a_variant
from factories.decisions import a_policy
from factories.demand import NOW, foresee

from serai.decisions.public import Mode, SwitchSlot, switch_slot
from serai.inventory.models import ChannelLocation
from serai.inventory.queries.demand.foreseen import Arrays, foreseen
from serai.inventory.usecases.demand.choose_forecast import FORECAST, chosen_forecast

pytestmark = pytest.mark.django_db
ARTICLES = 40


@pytest.fixture
def learned(stores) -> Arrays:
    """Return a model by which 40 articles sell ten a week at the first store, where they sold four."""
    ids = sorted((a_variant(f"S-{each}").id for each in range(ARTICLES)), key=lambda id_: id_.bytes)
    foresee(ids, [stores[0].id], [[10.0]] * ARTICLES)
    return replace(foreseen(), past=np.full((ARTICLES, 26), 4.0, np.float32))


def switched(mode: Mode, holdout: float = 0.0) -> None:
    switch_slot(SwitchSlot(FORECAST.code, "web", mode, a_policy(), holdout=holdout), now=NOW)


@pytest.mark.parametrize("mode", [None, Mode.SHADOW])
def test_off_and_in_shadow_the_mean_of_eight_weeks_counts(learned, mode):
    if mode:
        switched(mode)

    chosen = chosen_forecast(learned, now=NOW)

    assert chosen.mean_at[:, 1, 0] == pytest.approx(4.0)
    assert np.all(chosen.reasons == -1)


def test_on_what_was_learned_counts(learned):
    switched(Mode.ON)

    chosen = chosen_forecast(learned, now=NOW)

    assert chosen.mean_at[:, 1, 0] == pytest.approx(10.0)
    assert np.array_equal(chosen.reasons, learned.reasons)


def test_the_same_articles_are_held_out_every_day(learned):
    switched(Mode.ON, holdout=0.5)

    first, again = (chosen_forecast(learned, now=NOW).mean[:, 0] for _ in range(2))

    assert np.array_equal(first, again)
    assert set(first.round().tolist()) == {4.0, 10.0}


def test_who_sells_in_no_channel_orders_by_the_mean(learned):
    ChannelLocation.objects.all().delete()
    switched(Mode.ON)

    assert chosen_forecast(learned, now=NOW).mean[:, 0] == pytest.approx(4.0)
