"""What a trial of prices says so far."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.catalog.public import channel
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.wiring import bound
from serai.pricing.domain.trial_plan import TrialDays
from serai.pricing.models import PriceTrial
from serai.pricing.ports import StoreSales, Window
from serai_science.experiment.switchback import Switchback, read_switchback

_METRICS = ("margin", "revenue", "units")


class TrialNotFound(DomainError):
    """There is no such trial."""

    code = "pricing.trial_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, trial_id: UUID) -> None:
        self.trial_id = trial_id
        super().__init__(f"There is no price trial {trial_id}.")


@dataclass(frozen=True, slots=True)
class TrialMetric:
    """One metric of a store and a day, in minor units or units, and what the tried prices add to it."""

    name: str
    read: Switchback


@dataclass(frozen=True, slots=True)
class TrialReading:
    """
    What is known once some blocks are over.

    Attributes:
        blocks_over: how many blocks are read: pairs of blocks that are over.
        metrics: margin, revenue and units of a store and a day; empty before the first two blocks are over.
    """

    blocks_over: int
    metrics: tuple[TrialMetric, ...]


def trial_reading(trial_id: UUID, *, now: datetime) -> TrialReading:
    """
    Read a trial: pairs of blocks that are over, days of wash-out left out; six statements.

    The same trial at the same instant is read the same: the plans drawn anew come from its id.

    Raises:
        TrialNotFound: there is none.
    """
    trial = PriceTrial.objects.filter(pk=trial_id).first()
    if trial is None:
        raise TrialNotFound(trial_id)
    days = TrialDays(
        trial.first_on,
        trial.block_days,
        trial.blocks,
        trial.washout_days,
        channel(trial.channel_id).time_zone,
    )
    until = min(now, trial.stopped_at or now)
    over = sum(days.block(place)[1] <= until for place in range(trial.blocks)) // 2 * 2
    if not over:
        return TrialReading(0, ())
    stores = list(trial.stores.order_by("place"))
    plan = np.array([store.treated[:over] for store in stores], np.int64)
    values = _values(trial, [store.store for store in stores], days, over)
    metrics = [
        TrialMetric(
            name, read_switchback(values[name], plan, np.random.default_rng(trial.pk.int % 2**63))
        )
        for name in _METRICS
    ]
    return TrialReading(over, tuple(metrics))


def _values(
    trial: PriceTrial, stores: list[str], days: TrialDays, over: int
) -> dict[str, NDArray[np.float64]]:
    """Return (stores, blocks) of each metric, the mean of a day."""
    cost = {row.variant_id: float(row.cost_minor) for row in trial.articles.all()}
    windows = [Window(store, *days.counted(block)) for store in stores for block in range(over)]
    found = {name: np.zeros(len(windows)) for name in _METRICS}
    for sold in bound(StoreSales).in_windows(trial.channel_id, sorted(cost), windows):
        found["units"][sold.window] += sold.units
        found["revenue"][sold.window] += sold.paid_minor
        found["margin"][sold.window] += sold.paid_minor - sold.units * cost[sold.variant_id]
    return {
        name: value.reshape(len(stores), over) / days.counted_days for name, value in found.items()
    }
