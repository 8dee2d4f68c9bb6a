"""A customer's kept cards."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.payments.models import Instrument


class InstrumentNotFound(DomainError):
    """This customer has no such kept card, whoever else may."""

    code = "payments.instrument_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such kept card in this account.")


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """One kept card as its owner sees it."""

    id: UUID
    method: str
    brand: str
    last4: str
    label: str
    expires_on: date | None
    is_default: bool
    kept_at: datetime
    last_used_at: datetime | None

    @classmethod
    def of(cls, instrument: Instrument) -> Self:
        """Return the view of a row."""
        return cls(
            id=instrument.pk,
            method=instrument.method,
            brand=instrument.brand,
            last4=instrument.last4,
            label=f"{instrument.brand} •••• {instrument.last4}",
            expires_on=instrument.expires_on,
            is_default=instrument.is_default,
            kept_at=instrument.kept_at,
            last_used_at=instrument.last_used_at,
        )


def instruments_of(customer_id: UUID) -> list[InstrumentView]:
    """Return a customer's kept cards, the default first, then the newest; one statement."""
    return [InstrumentView.of(each) for each in Instrument.objects.of_customer(customer_id)]
