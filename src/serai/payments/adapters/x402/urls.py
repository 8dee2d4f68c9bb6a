"""Addresses of payments; the composition root mounts them under `/x402/`."""

from django.urls import path

from serai.payments.adapters.x402.page import pay, script

urlpatterns = [
    path("pay.js", script),
    path("<uuid:payment_id>", pay),
]
