"""A year of trade as facts: steady articles, two stores, and the shop's own orders."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl
import pytest
from factories.inventory import a_location

from serai.inventory.public import LocationView
from serai.inventory.queries.demand.planned import PLANNED_PROMOTION
from serai.plumbing import facts
from serai.plumbing.caches import forget_all
from serai.plumbing.facts.spool import spool

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
WEEKS = 30


@pytest.fixture(autouse=True)
def a_var_of_its_own(settings: Any, a_folder: Path) -> Iterator[None]:
    """Keep facts and models of a test in its own folder."""
    settings.SERAI_VAR = a_folder
    settings.SERAI_FACTS_KEEP_DAYS = {}
    forget_all()
    yield
    spool().close()


@pytest.fixture
def stores(db: Any) -> list[LocationView]:
    """Return two stores."""
    return [a_location(f"S{number}", kind="store") for number in (1, 2)]


def tell_sales(
    variants: list[UUID],
    stores: list[LocationView],
    *,
    until: datetime = NOW,
    weeks: int = WEEKS,
    pace: int = 12,
) -> None:
    """Write what was sold: each article at its own pace, four times as much in the weeks of its leaflet."""
    rng = np.random.default_rng(4)
    monday = until - timedelta(days=until.weekday(), hours=until.hour - 12)
    planned = rng.random((len(variants), weeks + 4)) < 0.25
    sold, plan = [], []
    for place, variant in enumerate(variants):
        for week in range(weeks + 4):
            start = monday + timedelta(weeks=week - weeks)
            lifted = 4 if planned[place, week] else 1
            if planned[place, week]:
                plan.append((variant, start))
            if week < weeks:
                level = (1 + place % 4) * pace * lifted / 28
                for store, share in zip([*stores, None], (16, 8, 4), strict=True):
                    units = int(rng.poisson(level * share))
                    sold += [
                        (variant, store, start + timedelta(days=day % 6)) for day in range(units)
                    ]
    facts.write_rows("sale_line", _lines(sold), now=until)
    facts.write_rows(PLANNED_PROMOTION.name, _plan(plan), now=until)


def _lines(sold: list[tuple[UUID, LocationView | None, datetime]]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "event_id": [str(number) for number in range(len(sold))],
            "occurred_at": [at for _, _, at in sold],
            "order_id": [str(number // 3) for number in range(len(sold))],
            "variant_id": [str(variant) for variant, _, _ in sold],
            "location_id": [str(store.id) if store else None for _, store, _ in sold],
            "quantity": [1] * len(sold),
            "total_minor": [250] * len(sold),
            "discount_minor": [0] * len(sold),
        },
        schema_overrides={"occurred_at": pl.Datetime("us", "UTC"), "location_id": pl.String},
    )


def _plan(plan: list[tuple[UUID, datetime]]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "event_id": [f"plan {number}" for number in range(len(plan))],
            "occurred_at": [start for _, start in plan],
            "variant_id": [str(variant) for variant, _ in plan],
            "starts_on": [start.date() for _, start in plan],
            "kind": ["leaflet"] * len(plan),
            "share": [1.0] * len(plan),
        },
        schema_overrides={"occurred_at": pl.Datetime("us", "UTC")},
    )
