"""Ordering as a Django app."""

from django.apps import AppConfig


class OrderingConfig(AppConfig):
    """Carts, checkout and orders."""

    name = "serai.ordering"
    label = "ordering"

    def ready(self) -> None:
        """Let sales become facts."""
        import serai.ordering.queries.sale_lines  # noqa: F401 - declares them
