"""The TaxJar API as a provider of rates for sales tax."""

from serai.pricing.adapters.taxjar.provider import TaxJar

__all__ = ["TaxJar"]
