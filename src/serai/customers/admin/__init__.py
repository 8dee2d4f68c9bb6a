"""Customers in the back office."""

from serai.customers.admin import customers  # noqa: F401 - registers when loaded
