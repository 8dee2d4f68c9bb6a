"""Sites and what leaves them in the back office."""

from serai.fulfilment.admin import groups, sites

__all__ = ["groups", "sites"]
