"""Free a customer from tax where a certificate says so."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from serai.customers.public import customer
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work
from serai.pricing.models import TaxExemption
from serai.pricing.queries.tax_rate_page import TaxExemptionView, exemption_view
from serai.pricing.usecases.grow_tax_version import grow_tax_version


class TaxExemptionNotFound(DomainError):
    """The customer has no such certificate."""

    code = "pricing.tax_exemption_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, exemption_id: UUID) -> None:
        self.exemption_id = exemption_id
        super().__init__(f"There is no tax exemption {exemption_id}.")


class BadTaxExemption(DomainError):
    """A certificate that counts nowhere, or never."""

    code = "pricing.bad_tax_exemption"
    kind = Kind.REJECTED

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


@dataclass(frozen=True, slots=True)
class ExemptCustomer:
    """Who need not pay tax where ("US", "US-NY"), by which certificate, and from which day on."""

    customer_id: UUID
    jurisdictions: tuple[str, ...]
    certificate: str
    valid_from: date
    valid_until: date | None = None


def exempt_customer(command: ExemptCustomer) -> TaxExemptionView:
    """
    Keep a certificate; orders that are placed from its first day on pay no tax there.

    Raises:
        CustomerNotFound: no such customer.
        BadTaxExemption: it names no place or no proof, or ends before it begins.
    """
    if not command.jurisdictions:
        raise BadTaxExemption("jurisdictions", "Name at least one country or region.")
    if not command.certificate.strip():
        raise BadTaxExemption("certificate", "Name the certificate that proves it.")
    if command.valid_until is not None and command.valid_until <= command.valid_from:
        raise BadTaxExemption("valid_until", "Must be after the first day.")
    customer(command.customer_id)
    with unit_of_work():
        row = TaxExemption.objects.create(
            customer_id=command.customer_id,
            jurisdictions=sorted(set(command.jurisdictions)),
            certificate=command.certificate.strip(),
            valid_from=command.valid_from,
            valid_until=command.valid_until,
        )
        grow_tax_version()
    return exemption_view(row)


def end_tax_exemption(customer_id: UUID, exemption_id: UUID) -> None:
    """
    Let a customer pay tax again; orders already placed keep what they were charged.

    Raises:
        TaxExemptionNotFound: they have no such certificate.
    """
    with unit_of_work():
        gone, _ = TaxExemption.objects.filter(pk=exemption_id, customer=customer_id).delete()
        if not gone:
            raise TaxExemptionNotFound(exemption_id)
        grow_tax_version()
