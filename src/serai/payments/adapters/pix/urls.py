"""Addresses of the bank; the composition root mounts them under `/pix/`."""

from django.urls import path

from serai.payments.adapters.pix.page import charge_of_code, code_page

urlpatterns = [
    path("challenge/<str:challenge_id>", code_page),
    path("qr/<str:name>", charge_of_code),
]
