"""Fulfilment as a Django app."""

from django.apps import AppConfig


class FulfilmentConfig(AppConfig):
    """How goods leave a location, and when they can be there."""

    name = "serai.fulfilment"
    label = "fulfilment"
    verbose_name = "Fulfilment"
    default_auto_field = "django.db.models.BigAutoField"
