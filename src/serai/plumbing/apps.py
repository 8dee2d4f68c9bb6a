"""Plumbing as a Django app."""

from django.apps import AppConfig


class PlumbingConfig(AppConfig):
    """Finds every context's handlers."""

    name = "serai.plumbing"
    label = "plumbing"

    def ready(self) -> None:
        """Import the handlers of every context, and keep the rules of busy tables read."""
        from django.db.models.signals import post_migrate, pre_migrate
        from django.utils.module_loading import autodiscover_modules

        import serai.plumbing.webhooks.deliveries  # noqa: F401 - its job runs by the clock
        from serai.plumbing.db.kept_rules import enforce_as_declared, keep_rules

        autodiscover_modules("handlers")
        pre_migrate.connect(enforce_as_declared, sender=self, dispatch_uid="kept rules")
        post_migrate.connect(keep_rules, sender=self, dispatch_uid="kept rules")
