"""The tax id that a customer keeps in their account."""

from datetime import datetime
from uuid import UUID

from serai.pricing.models import CustomerTaxId
from serai.pricing.usecases.check_tax_id import TaxIdView, check_tax_id


def keep_tax_id(customer_id: UUID, text: str, *, country: str = "", now: datetime) -> TaxIdView:
    """
    Check a tax id with its register and keep it for later orders.

    Raises:
        BadTaxId: it cannot be right.
        TaxIdNotRegistered: the register says that it does not exist.
    """
    found = check_tax_id(text, country=country, now=now)
    CustomerTaxId.objects.update_or_create(
        customer_id=customer_id,
        defaults={
            "number": found.number,
            "country": found.country,
            "outcome": found.outcome,
            "checked_at": found.checked_at,
        },
    )
    return found


def forget_tax_id(customer_id: UUID) -> None:
    """Let a customer's account know no tax id."""
    CustomerTaxId.objects.filter(customer=customer_id).delete()
