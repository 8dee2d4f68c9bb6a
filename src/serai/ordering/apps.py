"""Ordering as a Django app."""

from django.apps import AppConfig


class OrderingConfig(AppConfig):
    """Carts, checkout and orders."""

    name = "serai.ordering"
    label = "ordering"
