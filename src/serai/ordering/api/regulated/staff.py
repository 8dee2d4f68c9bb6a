"""What the laws of places are, for staff."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.kernel import clock
from serai.ordering.api.law_schemas import SaleRulesIO
from serai.ordering.api.refusals import refusals
from serai.ordering.domain.regulated.sale_rule import SaleRule
from serai.ordering.queries.regulated.sale_rules import sale_rules
from serai.ordering.usecases.regulated.set_sale_rules import set_sale_rules
from serai.plumbing.api import answer, staff

router = Router()


@router.get(
    "/sale-rules",
    auth=staff("catalog:read"),
    response={200: SaleRulesIO, **refusals()},
    operation_id="sale_rules",
)
def get_sale_rules(request: HttpRequest) -> HttpResponse:
    """List what the laws of places say about the regimes that articles name."""
    return answer({"items": sale_rules()})


@router.put(
    "/sale-rules",
    auth=staff("catalog:write"),
    response={200: SaleRulesIO, **refusals()},
    operation_id="set_sale_rules",
)
def put_sale_rules(request: HttpRequest, body: SaleRulesIO) -> HttpResponse:
    """Let these laws be all that count. They are asked about orders that are placed from now on."""
    given = [SaleRule(**{**row.dict(), "regions": tuple(row.regions)}) for row in body.items]
    set_sale_rules(given, now=clock.now())
    return answer({"items": sale_rules()})
