"""The prescriptions that were handed in with a cart, without their contents."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.plumbing.db import rows

_FILES = """
SELECT id, name, content_type, size, uploaded_at FROM ordering_prescription
WHERE cart_id = %s AND removed_at IS NULL ORDER BY uploaded_at, id
"""


@dataclass(frozen=True)
class PrescriptionView:
    """A file that was handed in."""

    id: UUID
    name: str
    content_type: str
    size: int
    uploaded_at: datetime


def files_of_cart(cart_id: UUID) -> list[PrescriptionView]:
    """Return what is kept with a cart, oldest first; one statement."""
    return [PrescriptionView(*row) for row in rows(_FILES, [cart_id])]
