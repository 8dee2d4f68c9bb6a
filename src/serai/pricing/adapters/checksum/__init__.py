"""A register that knows no more than the check digits, and works without a network."""

from serai.pricing.adapters.checksum.register import ChecksumRegister

__all__ = ["ChecksumRegister"]
