"""Rates, certificates and tax ids, and a right call of every operation on them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from serai.pricing.public import TaxRate, set_tax_rates
from serai.pricing.queries.tax_rate_page import tax_rate_page
from serai.pricing.usecases.exempt_customer import ExemptCustomer, exempt_customer

TAX_ID = "DE136695976"
VAT = {
    "component": "vat",
    "name": "VAT",
    "country": "FR",
    "rate": "0.2",
    "valid_from": "2014-01-01",
}


@dataclass(frozen=True)
class TaxThings:
    """A rate of the table, and a certificate of somebody."""

    rate_id: int
    customer_id: UUID
    exemption_id: UUID


def tax_things(customer_id: UUID) -> TaxThings:
    """Set a rate and free a customer from tax somewhere."""
    day = date(2021, 1, 1)
    set_tax_rates([TaxRate("vat", "VAT", "DE", Decimal("0.19"), day)], source="tests")
    kept = exempt_customer(ExemptCustomer(customer_id, ("US-NY",), "ST-120", day))
    return TaxThings(tax_rate_page(cursor=None, limit=1).items[0].id, customer_id, kept.id)


def tax_calls(
    there: TaxThings, plain: Callable[..., Callable[[], Any]]
) -> dict[str, Callable[[], Any]]:
    """Return the staff's calls by operation."""
    certificate = {"jurisdictions": ["US"], "certificate": "x", "valid_from": "2027-01-01"}
    return {
        "tax_rates": plain(query="?country=DE&limit=5"),
        "set_tax_rates": plain({"rates": [VAT]}),
        "remove_tax_rate": plain(rate_id=there.rate_id),
        "tax_exemptions": plain(customer_id=there.customer_id),
        "exempt_customer": plain(certificate, customer_id=there.customer_id),
        "end_tax_exemption": plain(customer_id=there.customer_id, exemption_id=there.exemption_id),
    }
