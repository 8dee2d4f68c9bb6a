"""What is expected of a customer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from serai.customers.domain.predicting.reason import Reason
from serai.customers.models import Prediction
from serai.kernel.errors import DomainError, Kind


class NothingPredicted(DomainError):
    """Nothing is predicted of this customer: they did not allow it, bought nothing, or nothing is learned yet."""

    code = "customers.nothing_predicted"
    kind = Kind.NOT_FOUND

    def __init__(self, customer_id: UUID) -> None:
        self.customer_id = customer_id
        super().__init__("Nothing is predicted of this customer.")


@dataclass(frozen=True, slots=True)
class PredictionView:
    """
    What models expect of a customer in the `ahead_days` after `seen_until`.

    Days and spend come with the band that holds eight of ten; spend is in minor units of `currency`. `churn` is
    the chance of no purchase in that time, `alive` the chance of still being a customer at all; `next_on` is when the
    next purchase would come at the usual pace. The last three are `None` where they are not known.
    """

    customer_id: UUID
    currency: str
    ahead_days: int
    days_low: Decimal
    days: Decimal
    days_high: Decimal
    spend_low_minor: int
    spend_minor: int
    spend_high_minor: int
    churn: Decimal | None
    alive: Decimal | None
    last_on: date
    next_on: date | None
    usual_gap: Decimal | None
    recency: int
    frequency: int
    money: int
    rfm_group: str
    learnt_group: str
    because: dict[str, list[Reason]]
    seen_until: date
    made_at: datetime

    @classmethod
    def of(cls, row: Prediction) -> Self:
        """Return the view of a row."""
        worked: dict[str, Any] = {
            "next_on": None
            if row.usual_gap is None
            else row.last_on + timedelta(days=round(row.usual_gap)),
            "because": {
                name: [Reason(code, value, raises) for code, value, raises in found]
                for name, found in row.reasons.items()
            },
        }
        plain = [name for name in cls.__slots__ if name not in worked]
        return cls(**{name: getattr(row, name) for name in plain}, **worked)


def prediction_of(customer_id: UUID) -> PredictionView | None:
    """Return what is expected of a customer, `None` when nothing is; one statement."""
    row = Prediction.objects.filter(pk=customer_id).first()
    return None if row is None else PredictionView.of(row)


def prediction(customer_id: UUID) -> PredictionView:
    """
    Return what is expected of a customer; one statement.

    Raises:
        NothingPredicted: they did not allow it, bought nothing, or nothing is learned yet.
    """
    found = prediction_of(customer_id)
    if found is None:
        raise NothingPredicted(customer_id)
    return found
