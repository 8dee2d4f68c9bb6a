"""Discovery as a Django app."""

from django.apps import AppConfig


class DiscoveryConfig(AppConfig):
    """Product documents, search, suggestions."""

    name = "serai.discovery"
    label = "discovery"
    verbose_name = "Search and suggestions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the slots."""
        from serai.discovery.queries import slots  # noqa: F401 - declares when loaded
