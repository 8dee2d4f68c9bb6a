"""Plumbing as a Django app."""

from django.apps import AppConfig


class PlumbingConfig(AppConfig):
    """Finds every context's handlers."""

    name = "serai.plumbing"
    label = "plumbing"

    def ready(self) -> None:
        """Import the handlers of every context, so that their subscriptions are known."""
        from django.utils.module_loading import autodiscover_modules

        import serai.plumbing.webhooks.deliveries  # noqa: F401 - its job runs by the clock

        autodiscover_modules("handlers")
