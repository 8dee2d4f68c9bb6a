"""Files and keys that are sold, for staff."""

from base64 import b64decode

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.digital.schemas import (
    DigitalFileIn,
    DigitalFileOut,
    LicenceKeysIn,
    LicenceKeysOut,
)
from serai.ordering.api.refusals import refusals
from serai.ordering.usecases.digital.stock_digital import AddFile, add_file, add_keys
from serai.plumbing.api import answered_once, staff

router = Router(auth=staff("catalog:write"))


@router.post(
    "/digital-files",
    response={200: DigitalFileOut, **refusals()},
    operation_id="add_digital_file",
)
def post_file(request: HttpRequest, body: DigitalFileIn) -> HttpResponse:
    """Let a file come with an article; the same content again changes its limits."""
    command = AddFile(**{**body.dict(), "content": b64decode(body.content)})
    return answered_once(
        request, "add_digital_file", lambda: {"id": add_file(command, now=clock.now())}
    )


@router.post(
    "/licence-keys",
    response={200: LicenceKeysOut, **refusals()},
    operation_id="add_licence_keys",
)
def post_keys(request: HttpRequest, body: LicenceKeysIn) -> HttpResponse:
    """Put keys into an article's pool; those that are there are left alone."""
    return answered_once(
        request,
        "add_licence_keys",
        lambda: {"count": add_keys(body.sku, body.keys, now=clock.now())},
    )
