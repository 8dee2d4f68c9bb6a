"""The HTTP API: every context's routers under one document."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI

import serai
from serai.config.openapi.document import openapi_document
from serai.plumbing.api.body_parser import BodyParser
from serai.plumbing.api.faults import install_faults
from serai.plumbing.api.operations import run_plainly
from serai.plumbing.api.problem import problem_response
from serai.plumbing.api.shared_models import share_response_models

_SHOP = (
    "catalog",
    "decisions",
    "discovery",
    "inventory",
    "fulfilment",
    "customers",
    "marketing",
    "ordering",
    "payments",
    "pricing",
)
_STAFF = (
    "attest",
    "catalog",
    "decisions",
    "discovery",
    "inventory",
    "fulfilment",
    "pricing",
    "customers",
    "ledger",
    "marketing",
    "ordering",
    "payments",
)


class _Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Any) -> str:
        """Return the name of the function, which is the name of the use case."""
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:
        """Return the document of this API."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        return openapi_document(self, path_prefix=prefix)


def build_api() -> NinjaAPI:
    """Return the API with every route of every context."""
    share_response_models()
    run_plainly()
    api = _Api(
        title="Serai",
        version=serai.__version__,
        description="The public API: the shop for storefronts, staff for merchants, webhooks for providers.",
        urls_namespace="api",
        docs_url="/docs",
        parser=BodyParser(),
    )
    install_faults(api)
    for area, contexts in (("shop", _SHOP), ("staff", _STAFF)):
        for context in contexts:
            name = f"serai.{context}.api.{area}"
            if _exists(name):
                api.add_router(f"/{area}", import_module(name).router, tags=[f"{area}: {context}"])
    events = import_module("serai.plumbing.facts.clickstream.endpoint").router
    api.add_router("/shop", events, tags=["shop: clickstream"])
    api.add_router("/log", import_module("serai.attest.api.log").router, tags=["log"])
    money = import_module("serai.payments.api.reconciliation").router
    api.add_router("/staff", money, tags=["staff: payments"])
    tenders = "serai.payments.api.{}_tenders"
    for area in ("shop", "staff"):
        router = import_module(tenders.format(area)).router
        api.add_router(f"/{area}", router, tags=[f"{area}: payments"])
    outside = import_module("serai.plumbing.webhooks.api").router
    api.add_router("/staff", outside, tags=["staff: webhooks"])
    if _exists("serai.payments.api.webhooks"):
        api.add_router("/webhooks", import_module("serai.payments.api.webhooks").router)
    carriers = import_module("serai.fulfilment.api.carrier_webhooks").router
    api.add_router("/webhooks", carriers)
    return api


def _exists(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def not_found(request: HttpRequest, path: str = "") -> Any:
    """Answer addresses under /api that do not exist."""
    return problem_response(request, 404, "request.not_found", "Nothing is at this address.")


api = build_api()
