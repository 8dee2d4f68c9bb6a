"""Customers in the back office."""

from serai.customers.admin import customers, privacy  # noqa: F401 - register when loaded
