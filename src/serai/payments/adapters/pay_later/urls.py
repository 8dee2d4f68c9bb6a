"""Addresses of the provider; the composition root mounts them under `/pay-later/`."""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from serai.payments.adapters.pay_later import api
from serai.payments.adapters.pay_later.page import approval

urlpatterns = [
    path("challenge/<str:challenge_id>", approval),
    path("v1/sessions", csrf_exempt(api.sessions)),
    path("v1/sessions/<str:reference>", csrf_exempt(api.session)),
    path("v1/sessions/<str:reference>/captures", csrf_exempt(api.captures)),
    path("v1/sessions/<str:reference>/cancellation", csrf_exempt(api.cancellation)),
    path("v1/sessions/<str:reference>/refunds", csrf_exempt(api.refunds)),
]
