"""Sites and what leaves them in the back office."""

from serai.fulfilment.admin import areas, groups, parcels, sites, sourcing_terms

__all__ = ["areas", "groups", "parcels", "sites", "sourcing_terms"]
