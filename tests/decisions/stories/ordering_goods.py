"""Forecasts that orders are worked out from, and orders that go by themselves."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
from decisions.stories.story import PEOPLE, Story
from factories.catalog import a_variant
from factories.demand import NOW, foresee
from factories.inventory import a_location

from serai.inventory.models import Proposal, WatchedArticle
from serai.inventory.public import StockEntry, receive
from serai.inventory.queries.demand.foreseen import foreseen
from serai.inventory.usecases.demand.choose_forecast import chosen_forecast
from serai.inventory.usecases.demand.order_by_itself import order_by_itself
from serai.inventory.usecases.demand.report_articles import report_articles
from serai.inventory.usecases.demand.report_forecasts import report_forecasts
from serai.kernel.ids import uuid7
from serai.plumbing.db import execute

_OVER = NOW + timedelta(days=29)


def forecasts() -> Story:
    """Return the story of articles that sell ten a week by what was learned, and sold four."""
    store = a_location("S1", kind="store")
    ids = sorted((a_variant(f"S-{each}").id for each in range(PEOPLE)), key=lambda id_: id_.bytes)
    receive([StockEntry(each, store.id, 90) for each in ids], now=NOW - timedelta(days=30))
    foresee(ids, [store.id], [[10.0]] * PEOPLE)
    learned = replace(foreseen(), past=np.full((PEOPLE, 26), 4.0, np.float32))

    def tell() -> None:
        execute(
            "INSERT INTO inventory_movement (balance_id, quantity, reason, occurred_at)"
            " SELECT id, -20, 'sale', %s FROM inventory_balance",
            [NOW + timedelta(days=5)],
        )
        report_forecasts(now=_OVER)

    return Story(
        use=lambda: chosen_forecast(learned, now=NOW).mean[:, 0].round().tolist(),
        tell=tell,
        begins_at=NOW,
    )


def orders() -> Story:
    """Return the story of articles of which ten are there and five are proposed."""
    store = a_location("S1", kind="store")
    goods = [a_variant(f"SKU-{number}").id for number in range(PEOPLE)]
    receive([StockEntry(each, store.id, 10) for each in goods], now=NOW - timedelta(days=30))

    def use() -> list[object]:
        Proposal.objects.all().delete()
        Proposal.objects.bulk_create(
            Proposal(
                kind="order", variant_id=each, location_id=store.id, units=5, position=3, up_to=8,
                expected=6.0, gain=2.0, first_on=NOW.date(), last_on=NOW.date(), reasons=[],
                model_version=uuid7(),
            )
            for each in goods
        )  # fmt: skip
        order_by_itself(rng=np.random.default_rng(1), now=NOW)
        state = dict(Proposal.objects.values_list("variant_id", "state"))
        return [state[each] for each in goods]

    def tell() -> None:
        report_articles(now=_OVER)
        assert not WatchedArticle.objects.exists()

    return Story(use, tell, NOW)
