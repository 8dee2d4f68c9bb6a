"""The tax id that shoppers keep in their account. Every route speaks of the caller alone."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.plumbing.api import answer, caller_of, empty, shopper
from serai.pricing.api.schemas import REFUSALS
from serai.pricing.api.tax_schemas import KeptTaxIdOut, MyTaxId, TaxIdIn
from serai.pricing.queries.my_tax_id import tax_id_of
from serai.pricing.usecases.keep_tax_id import forget_tax_id, keep_tax_id

router = Router(auth=shopper)


@router.get("/me/tax-id", response={200: MyTaxId, **REFUSALS}, operation_id="my_tax_id")
def get_my_tax_id(request: HttpRequest) -> HttpResponse:
    """The tax id of one's account, if there is one."""
    return answer({"tax_id": tax_id_of(_me(request))})


@router.put("/me/tax-id", response={200: KeptTaxIdOut, **REFUSALS}, operation_id="keep_tax_id")
def put_my_tax_id(request: HttpRequest, body: TaxIdIn) -> HttpResponse:
    """Keep a tax id for later orders; it is checked with its register first."""
    found = keep_tax_id(_me(request), body.number, country=body.country, now=clock.now())
    return answer(
        {
            "number": found.number,
            "country": found.country,
            "outcome": found.outcome,
            "checked_at": found.checked_at,
        }
    )


@router.delete("/me/tax-id", response={204: None, **REFUSALS}, operation_id="forget_tax_id")
def delete_my_tax_id(request: HttpRequest) -> HttpResponse:
    """Keep no tax id any more."""
    forget_tax_id(_me(request))
    return empty()


def _me(request: HttpRequest) -> UUID:
    customer_id = caller_of(request).customer_id
    assert customer_id is not None
    return customer_id
