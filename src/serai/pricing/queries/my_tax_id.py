"""The tax id of an account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.pricing.models import CustomerTaxId


@dataclass(frozen=True, slots=True)
class KeptTaxId:
    """A customer's tax id as of its latest check: `outcome` is "valid" or "unconfirmed"."""

    number: str
    country: str
    outcome: str
    checked_at: datetime


def tax_id_of(customer_id: UUID) -> KeptTaxId | None:
    """Return the tax id that a customer keeps, if any; one statement."""
    row = CustomerTaxId.objects.filter(customer=customer_id).first()
    if row is None:
        return None
    return KeptTaxId(row.number, row.country, row.outcome, row.checked_at)
