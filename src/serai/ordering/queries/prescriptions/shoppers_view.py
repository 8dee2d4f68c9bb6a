"""What a shopper sees of the prescriptions of their order."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from serai.ordering.domain.buyer import Buyer
from serai.ordering.queries.order_view import order_of
from serai.ordering.queries.prescriptions.dossier import prescribed_lines
from serai.ordering.queries.prescriptions.files_of_cart import PrescriptionView, files_of_cart
from serai.plumbing.db import rows


@dataclass(frozen=True)
class PrescribedView:
    """A line that a pharmacist decides about."""

    position: int
    name: str
    units: int
    state: str
    reason: str
    refills_left: int
    valid_until: date | None


@dataclass(frozen=True)
class OrderPrescriptions:
    """What of an order is prescribed, and what was handed in for it."""

    lines: list[PrescribedView]
    files: list[PrescriptionView]


def prescriptions_of_order(buyer: Buyer, order_id: UUID) -> OrderPrescriptions:
    """
    Return what of an order is prescribed, and what was handed in; six statements.

    Raises:
        OrderNotFound: no such order, or not theirs.
    """
    seen = order_of(buyer, order_id)
    [(cart_id,)] = rows("SELECT coalesce(cart_id, id) FROM ordering_order WHERE id = %s", [seen.id])
    return OrderPrescriptions(
        [
            PrescribedView(
                line.position,
                line.name,
                line.units,
                line.state,
                line.reason,
                line.refills - line.refills_used,
                line.valid_until,
            )
            for line in prescribed_lines(order_id)
        ],
        files_of_cart(cart_id),
    )
