"""
Which locations send an order: the cheapest set of parcels that together hold what was asked for.

Opening a location costs a parcel; each unit costs what picking it there costs. This is the facility-location
problem with limited stock. Carts are small, so nearly all are solved by trying every set of up to three
locations among the promising ones; what needs more is built greedily and improved.
"""

from serai_science.sourcing.cheapest_parcel_first import cheapest_parcel_first
from serai_science.sourcing.source import Sourced, source

__all__ = ["Sourced", "cheapest_parcel_first", "source"]
