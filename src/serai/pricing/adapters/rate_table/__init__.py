"""Our own table of rates as a provider, for those who would ask anybody the same way."""

from serai.pricing.adapters.rate_table.provider import RateTable

__all__ = ["RateTable"]
