"""Every address of the api process."""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.i18n import set_language

from serai.attest.api.verifier_file import verifier_file
from serai.catalog.api.picture_file import picture_file
from serai.config.api import api, not_found
from serai.config.health import healthz, metrics, readyz
from serai.customers.api.export_file import export_file as personal_data_file
from serai.fulfilment.api.label_file import label_file
from serai.ordering.api.digital.download_file import download_file
from serai.ordering.api.exchange.export_file import export_file
from serai.ordering.api.papers.paper_file import paper_file

of_api = path("api/", api.urls)
urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("verify.py", verifier_file),
    path("downloads/<uuid:grant_id>/<str:signed>", download_file, name="download"),
    path("media/<str:name>", picture_file, name="picture"),
    path("papers/<str:ticket>.pdf", paper_file, name="paper"),
    re_path(r"^labels/(?P<ticket>[^/]+)\.(?P<ending>pdf|zpl)$", label_file, name="label"),
    path("order-exports/<str:ticket>", export_file, name="order_export"),
    path("personal-data/<str:ticket>.zip", personal_data_file, name="personal_data"),
    path("admin/language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
    re_path(r"^api/?$", not_found),
    of_api,
    path("local-carrier/", include("serai.fulfilment.adapters.local_carrier.urls")),
    path("local-processor/", include("serai.payments.adapters.local.urls")),
    path("pay-later/", include("serai.payments.adapters.pay_later.urls")),
    path("pix/", include("serai.payments.adapters.pix.urls")),
    path("x402/", include("serai.payments.adapters.x402.urls")),
    re_path(r"^api/(?P<path>.*)$", not_found),
]
