"""The table of tax rates and certificates of exemption, for staff and their programs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.plumbing.api import Problem, answer, caller_of, empty, idempotency_key, staff
from serai.plumbing.idempotency import answer_once
from serai.plumbing.json import as_builtins
from serai.pricing.api.schemas import REFUSALS
from serai.pricing.api.tax_schemas import (
    TaxExemptionIn,
    TaxExemptionOut,
    TaxExemptions,
    TaxRatePage,
    TaxRatesIn,
    TaxRatesSet,
    WhichTaxRates,
)
from serai.pricing.queries.tax_rate_page import tax_exemptions_of, tax_rate_page
from serai.pricing.usecases.exempt_customer import (
    ExemptCustomer,
    end_tax_exemption,
    exempt_customer,
)
from serai.pricing.usecases.set_tax_rates import remove_tax_rate, set_tax_rates

router = Router()


@router.get(
    "/tax-rates",
    auth=staff("prices:read"),
    response={200: TaxRatePage, **REFUSALS},
    operation_id="tax_rates",
)
def get_tax_rates(request: HttpRequest, wanted: Query[WhichTaxRates]) -> HttpResponse:
    """List the table of rates, the newest first."""
    page = tax_rate_page(cursor=wanted.cursor, limit=wanted.limit, country=wanted.country)
    return answer(page)


@router.post(
    "/tax-rates",
    auth=staff("prices:write"),
    response={200: TaxRatesSet, 409: Problem, **REFUSALS},
    operation_id="set_tax_rates",
)
def post_tax_rates(request: HttpRequest, body: TaxRatesIn) -> HttpResponse:
    """Write up to 5,000 rates into the table, all of them or none; one place and day has one rate."""
    key = idempotency_key(request, "set_tax_rates")
    source = f"api key {caller_of(request).key_id}"
    rates = [rate.as_rate() for rate in body.rates]
    return answer(answer_once(key, lambda: {"written": set_tax_rates(rates, source=source)}))


@router.delete(
    "/tax-rates/{rate_id}",
    auth=staff("prices:write"),
    response={204: None, 404: Problem, **REFUSALS},
    operation_id="remove_tax_rate",
)
def delete_tax_rate(request: HttpRequest, rate_id: int) -> HttpResponse:
    """Take a rate out of the table. Orders keep what they were charged."""
    remove_tax_rate(rate_id)
    return empty()


@router.get(
    "/customers/{customer_id}/tax-exemptions",
    auth=staff("prices:read"),
    response={200: TaxExemptions, **REFUSALS},
    operation_id="tax_exemptions",
)
def get_tax_exemptions(request: HttpRequest, customer_id: UUID) -> HttpResponse:
    """List where a customer need not pay tax."""
    return answer({"items": tax_exemptions_of(customer_id)})


@router.post(
    "/customers/{customer_id}/tax-exemptions",
    auth=staff("prices:write"),
    response={201: TaxExemptionOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="exempt_customer",
)
def post_tax_exemption(
    request: HttpRequest, customer_id: UUID, body: TaxExemptionIn
) -> HttpResponse:
    """Free a customer from tax in some places by a certificate, from a day on."""
    command = ExemptCustomer(
        customer_id=customer_id,
        jurisdictions=tuple(body.jurisdictions),
        certificate=body.certificate,
        valid_from=body.valid_from,
        valid_until=body.valid_until,
    )
    key = idempotency_key(request, "exempt_customer")
    return answer(answer_once(key, lambda: as_builtins(exempt_customer(command))), 201)


@router.delete(
    "/customers/{customer_id}/tax-exemptions/{exemption_id}",
    auth=staff("prices:write"),
    response={204: None, 404: Problem, **REFUSALS},
    operation_id="end_tax_exemption",
)
def delete_tax_exemption(
    request: HttpRequest, customer_id: UUID, exemption_id: UUID
) -> HttpResponse:
    """Let a customer pay tax again. Orders keep what they were charged."""
    end_tax_exemption(customer_id, exemption_id)
    return empty()
