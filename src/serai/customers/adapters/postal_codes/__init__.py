"""
The embedded gazetteer: postcodes and towns of some 125 countries, without a network.

The data come from the package `countrystatecity-postal-codes` (countries-states-cities-database, Open
Database License 1.0). Of a country, sorted files are made on first use and mapped into memory from then on.
"""

from serai.customers.adapters.postal_codes.gazetteer import PostalCodes

__all__ = ["PostalCodes"]
