"""Pricing as a Django app."""

from django.apps import AppConfig


class PricingConfig(AppConfig):
    """What things cost."""

    name = "serai.pricing"
    label = "pricing"
    verbose_name = "Prices"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the slot."""
        from serai.pricing.queries.proposals import price_moves  # noqa: F401 - declares when loaded
