"""Customers as a Django app."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Who shops."""

    name = "serai.customers"
    label = "customers"
    verbose_name = "Customers"
