"""Offers, and for what people wait, in the back office."""

from serai.marketing.admin import offers, wanted

__all__ = ["offers", "wanted"]
