"""Addresses of the processor's pages; the composition root mounts them under `/local-processor/`."""

from django.urls import path

from serai.payments.adapters.local.views import challenge, tokens

urlpatterns = [
    path("tokens", tokens),
    path("challenge/<str:challenge_id>", challenge),
]
