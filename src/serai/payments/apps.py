"""Payments as a Django app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Payments: their life, refunds, and the port to whoever moves the money."""

    name = "serai.payments"
    label = "payments"
