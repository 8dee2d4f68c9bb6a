"""Offers in the back office."""

from serai.marketing.admin import offers

__all__ = ["offers"]
