"""No gazetteer: addresses are typed in full."""

from serai.customers.adapters.no_places.gazetteer import NoPlaces

__all__ = ["NoPlaces"]
