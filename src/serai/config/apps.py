"""The composition root as a Django app: binds ports when everything is loaded."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Last in the list of apps, so that every context is ready."""

    name = "serai.config"
    label = "config"

    def ready(self) -> None:
        """Bind ports to their implementations."""
        from serai.config.wiring import wire

        wire()
