"""Marketing as a Django app."""

from django.apps import AppConfig


class MarketingConfig(AppConfig):
    """Offers to customers."""

    name = "serai.marketing"
    label = "marketing"
    verbose_name = "Marketing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the slot."""
        from serai.marketing.queries import slots  # noqa: F401 - declares when loaded
