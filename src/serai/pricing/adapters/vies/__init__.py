"""VIES, the European Commission's register of VAT numbers, over its REST interface."""

from serai.pricing.adapters.vies.register import ViesRegister

__all__ = ["ViesRegister"]
