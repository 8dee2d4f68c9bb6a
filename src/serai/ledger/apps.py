"""The ledger as a Django app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Double-entry books in any unit."""

    name = "serai.ledger"
    label = "ledger"
    verbose_name = "Books"
    default_auto_field = "django.db.models.BigAutoField"
