"""Inventory as a Django app."""

from django.apps import AppConfig


class InventoryConfig(AppConfig):
    """What is where."""

    name = "serai.inventory"
    label = "inventory"
    verbose_name = "Stock"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the slots."""
        from serai.inventory.queries.demand import slots  # noqa: F401 - declares when loaded
