"""A plan that was taken, and why."""

from dataclasses import dataclass
from typing import Any

from serai.fulfilment.domain.network import Network
from serai.fulfilment.domain.parts_of_order import Spot
from serai.fulfilment.domain.sourcing.costs import SourcingCosts
from serai.fulfilment.domain.sourcing.strategies import Planned, Strategy


@dataclass(frozen=True, slots=True)
class SourcingPlan:
    """
    Who should send what.

    Attributes:
        strategy: by which it was made.
        spots: units of each variant at each location; fewer than wanted where nobody can send the rest.
        why: the decision, inputs, costs and bounds, as JSON holds them; amounts in minor units.
        token: of the decision: what came of it is credited to that; empty where the slot decided nothing.
    """

    strategy: Strategy
    spots: tuple[Spot, ...]
    why: dict[str, Any]
    token: str = ""


def why(
    chosen: Planned, plans: list[Planned], network: Network, costs: SourcingCosts, *, least: float
) -> dict[str, Any]:
    """Return costs and bounds of a plan beside those that were not taken, as JSON holds them."""
    return {
        "strategy": chosen.strategy.value,
        "cost_minor": round(chosen.cost),
        "costs_minor": {name: round(part) for name, part in chosen.parts.items()},
        "least_minor": round(least),
        "parcels": [
            {
                "location": network.places[row].code,
                "units": int(chosen.units[row].sum()),
                "km": round(float(costs.km[row]), 1),
                "cost_minor": round(float(costs.of_a_parcel[row])),
            }
            for row in range(len(network.sites))
            if chosen.units[row].any()
        ],
        "others": [
            {
                "strategy": each.strategy.value,
                "cost_minor": round(each.cost),
                "parcels": each.parcels,
                "missing": each.missing,
            }
            for each in plans
            if each is not chosen
        ],
    }
