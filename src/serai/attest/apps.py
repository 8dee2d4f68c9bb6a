"""Attest as a Django app."""

from django.apps import AppConfig


class AttestConfig(AppConfig):
    """What was recorded stays what it was."""

    name = "serai.attest"
    label = "attest"
    verbose_name = "Proof"
    default_auto_field = "django.db.models.BigAutoField"
