"""What it costs that locations send: per parcel and per unit, part by part."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.fulfilment.domain.delivery_service import DeliveryService
from serai.fulfilment.domain.network import Network
from serai.fulfilment.domain.sourcing.terms import SourcingTerms

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_MONTH, _YEAR = 30.0, 365.0


@dataclass(frozen=True, slots=True)
class SourcingCosts:
    """
    What each location costs, in minor units.

    Attributes:
        parcel: (n_sites,) array: packing and postage apart from the way.
        way: (n_sites,) array: the way itself.
        carbon: (n_sites,) array: what the CO2e of the way weighs.
        crowding: (n_sites,) array: more, the fuller the day.
        split: for each parcel after the first.
        units: (n_sites, n_lines) array: below zero where goods grow old, above where they are the last.
        km: (n_sites,) array, kilometres; infinite where a location cannot send.
    """

    parcel: Floats
    way: Floats
    carbon: Floats
    crowding: Floats
    split: float
    units: Floats
    km: Floats

    @property
    def of_a_parcel(self) -> Floats:
        """Return what a parcel from each location costs, the split with it; infinite where none can leave."""
        sums = self.parcel + self.way + self.carbon + self.crowding + self.split
        return np.where(np.isfinite(self.km), sums, np.inf)


def sourcing_costs(
    network: Network,
    service: DeliveryService,
    terms: SourcingTerms,
    *,
    km: Floats,
    load: Floats,
    units: Floats,
) -> SourcingCosts:
    """
    Return what each location costs.

    Args:
        network: the sites.
        service: who carries.
        terms: what weighs how much.
        km: (n_sites,) array, kilometres; infinite where a location cannot send.
        load: (n_sites,) array, the share of the day's places that are taken, 0 to 1.
        units: (n_sites, n_lines) array, minor units for each unit; see `unit_costs`.
    """
    hundreds = np.where(np.isfinite(km), km, 0.0) / 100
    kilograms = service.grams_per_100_km / 1000
    return SourcingCosts(
        parcel=network.parcel,
        way=service.per_100_km_minor * hundreds,
        carbon=kilograms * terms.carbon_kg_minor * hundreds,
        crowding=terms.crowding_minor * load,
        split=float(terms.split_minor),
        units=units,
        km=km,
    )


def unit_costs(
    network: Network, stock: Ints, wanted: Ints, days_old: Floats | None, terms: SourcingTerms
) -> Floats:
    """
    Return what each unit of each line costs at each location, apart from the parcel.

    Args:
        network: the sites.
        stock: (n_sites, n_lines) array, units.
        wanted: (n_lines,) array, units.
        days_old: as `stock`, days since the goods came; `None` when nobody asked.
        terms: what weighs how much.
    """
    costs = np.zeros(stock.shape)
    if days_old is not None:
        costs -= terms.ageing_minor * np.clip(days_old, 0, _YEAR) / _MONTH
    if terms.last_units_minor:
        stores = np.array([place.kind == "store" for place in network.places])
        empties = (stock > 0) & (stock <= wanted) & stores[:, None]
        costs += terms.last_units_minor * empties
    return costs
