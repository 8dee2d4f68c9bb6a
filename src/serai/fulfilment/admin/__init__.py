"""Sites and what leaves them in the back office."""

from serai.fulfilment.admin import sites

__all__ = ["sites"]
