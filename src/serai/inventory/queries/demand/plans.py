"""What was planned of every article, week by week, for whoever learns from it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.inventory.queries.demand.planned import PLANNED_PROMOTION
from serai.plumbing import facts


@dataclass(frozen=True, slots=True, eq=False)
class PlannedWeeks:
    """
    Promotions that were planned: four columns of one length, each plan as it was heard last.

    Attributes:
        variant: ids of articles, as they are written.
        monday: the first day of the week, in days since 1 January 1970.
        kind: what is planned, such as "leaflet", "display" or "price cut".
        share: of the stores, or of the price, from 0 to 1.
    """

    variant: list[str]
    monday: NDArray[np.int64]
    kind: list[str]
    share: NDArray[np.float64]


def planned_weeks() -> PlannedWeeks:
    """Return all that was planned and not called off."""
    told = facts.table(PLANNED_PROMOTION.name).to_polars().sort("received_at", maintain_order=True)
    last = told.unique(["variant_id", "starts_on", "kind"], keep="last", maintain_order=True)
    shares = last["share"].to_numpy()
    kept = last.filter(shares > 0)
    return PlannedWeeks(
        kept["variant_id"].to_list(),
        kept["starts_on"].to_numpy().astype("datetime64[D]").astype(np.int64),
        kept["kind"].to_list(),
        kept["share"].to_numpy(),
    )
