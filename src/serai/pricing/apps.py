"""Pricing as a Django app."""

from django.apps import AppConfig


class PricingConfig(AppConfig):
    """What things cost."""

    name = "serai.pricing"
    label = "pricing"
    verbose_name = "Prices"
    default_auto_field = "django.db.models.BigAutoField"
