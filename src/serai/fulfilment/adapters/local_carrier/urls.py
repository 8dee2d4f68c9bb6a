"""Addresses of the carrier's pages; the composition root mounts them under `/local-carrier/`."""

from django.urls import path

from serai.fulfilment.adapters.local_carrier.page import parcel_page

urlpatterns = [path("<str:tracking>", parcel_page)]
