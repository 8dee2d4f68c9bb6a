"""A model of what will be sold, for tests that need one in use."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.inventory.queries.demand.foreseen import MODEL, Arrays, ids_as_array
from serai.plumbing.caches import forget_all
from serai.plumbing.model_registry import Card, Figure, publish

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def foresee(
    variants: Sequence[UUID],
    locations: Sequence[UUID],
    units: Sequence[Sequence[float]],
    *,
    days: tuple[int, int] | None = None,
) -> None:
    """
    Publish a model that expects so many units a week of each variant at each location, and no lumps.

    As many were sold in the weeks before, so that the mean of eight weeks says the same. `days` are the ends of the
    band of every day; without them the model is of a release that knew none.
    """
    shape = len(variants), len(locations) + 1, 4
    at = np.zeros(shape, np.float32)
    at[:, 1:, :] = np.asarray(units, np.float32)[..., None]
    mean = at.sum(axis=1)
    arrays = Arrays(
        variants=ids_as_array(list(variants)),
        locations=ids_as_array([UUID(int=0), *locations]),
        first_week=np.array([(NOW.date() - date(1970, 1, 1)).days]),
        mean=mean,
        low=mean / 2,
        high=mean * 2,
        past=np.repeat(mean[:, :1], 26, axis=1),
        tried=np.repeat(mean[None], 3, axis=0),
        mean_at=at,
        low_at=np.zeros(shape, np.uint16),
        high_at=np.ones(shape, np.uint16),
        lumpiness=np.zeros(len(variants), np.float32),
        weekdays=np.full((len(variants), 7), 1 / 7, np.float32),
        classes=np.array(["A"] * len(variants)),
        reasons=np.zeros((len(variants), 3), np.int16),
        is_new=np.zeros(len(variants), bool),
        names=("leaflet, more than lately",),
        day_low=_every_day(len(variants), days[0]) if days else None,
        day_high=_every_day(len(variants), days[1]) if days else None,
    )
    card = Card("none", Figure("WAPE", 0.3, at_most=True))
    publish(MODEL, card, lambda folder: arrays.write(Path(folder)), now=NOW)
    forget_all()


def _every_day(variants: int, units: int) -> NDArray[np.uint16]:
    return np.full((variants, 4, 7), units, np.uint16)
