"""What is said of prescriptions."""

from base64 import b64decode
from binascii import Error
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, Field

from serai.ordering.domain.prescriptions.file import LARGEST, LONGEST_NAME
from serai.ordering.domain.prescriptions.states import LineAction, LineState
from serai.ordering.queries.prescriptions.dossier import MOST
from serai.ordering.usecases.prescriptions.decide_prescription import MOST_REFILLS
from serai.plumbing.api import Input


def _base64(text: str) -> str:
    try:
        b64decode(text, validate=True)
    except (Error, ValueError):
        raise ValueError("is no Base64.") from None
    return text


class PrescriptionIn(Input):
    """A prescription as PDF, PNG or JPEG."""

    name: Annotated[
        str,
        Field(
            min_length=1,
            max_length=LONGEST_NAME,
            pattern=r"^[^\x00-\x1f\x7f/\\]+$",
            description="Without folders.",
            examples=["prescription.pdf"],
        ),
    ]
    content: Annotated[
        str,
        Field(
            min_length=4,
            max_length=LARGEST * 4 // 3 + 4,
            description="Base64. What it is, is told by its content.",
        ),
        AfterValidator(_base64),
    ]


class PrescriptionOut(Schema):
    """A file that was handed in; shops show it to nobody but their pharmacists."""

    id: UUID
    name: str
    content_type: str
    size: Annotated[int, Field(description="In bytes.")]
    uploaded_at: datetime


class PrescriptionsOut(Schema):
    """What is kept, oldest first."""

    items: list[PrescriptionOut]


class PrescribedOut(Schema):
    """A line that a pharmacist decides about."""

    position: int
    name: str
    units: int
    state: LineState
    reason: Annotated[str, Field(description="Why it was refused.")]
    refills_left: Annotated[int, Field(description="How often it may be ordered again by it.")]
    valid_until: date | None


class OrderPrescriptionsOut(Schema):
    """What of an order is prescribed, and what was handed in for it."""

    lines: list[PrescribedOut]
    files: list[PrescriptionOut]


class WaitingQuery(Schema):
    """Which page."""

    cursor: Annotated[str | None, Field(max_length=500)] = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50


class WaitingOut(Schema):
    """An order that waits for a pharmacist."""

    order_id: UUID
    number: str
    placed_at: datetime
    channel_code: str
    waits_since: datetime
    articles: list[str]
    files: Annotated[int, Field(description="0: its shopper still has to hand one in.")]


class WaitingPageOut(Schema):
    """Orders that wait, who waits longest first."""

    items: list[WaitingOut]
    next_cursor: str | None


class PrescribedLineOut(Schema):
    """A line that a pharmacist decides about, as pharmacists see it."""

    id: Annotated[UUID, Field(description="The source of refills: `refill_of` of later orders.")]
    position: int
    variant_id: UUID
    sku: str
    name: str
    units: int
    state: LineState
    reason: str
    prescription_id: UUID | None
    refill_of: UUID | None
    refills: int
    refills_used: int
    valid_until: date | None
    asked_at: datetime
    decided_at: datetime | None
    decided_by: str


class RefillOut(Schema):
    """An earlier release by which a waiting line may be released once more."""

    position: int
    refill_of: UUID
    order_number: str
    left: int
    valid_until: date
    units: int


class LookOut(Schema):
    """Who has had a file in their hands."""

    at: datetime
    by: str
    action: Annotated[str, Field(description="handed_in, opened or removed.")]
    name: str


class DossierOut(Schema):
    """All that a pharmacist needs of one order."""

    order_id: UUID
    number: str
    state: str
    placed_at: datetime
    buyer: str
    lines: list[PrescribedLineOut]
    files: list[PrescriptionOut]
    refills: list[RefillOut]
    looks: list[LookOut]


class OpenedOut(Schema):
    """A file with its content."""

    id: UUID
    name: str
    content_type: str
    content: Annotated[str, Field(description="Base64.")]


class LineDecisionIn(Input):
    """What is decided about one line."""

    position: Annotated[int, Field(strict=True, ge=1, lt=2**31)]
    action: LineAction
    reason: Annotated[str, Field(max_length=500, description="Needed to refuse.")] = ""
    prescription_id: Annotated[
        UUID | None, Field(description="The file by which it is released.")
    ] = None
    refill_of: Annotated[UUID | None, Field(description="Or the release that it refills.")] = None
    refills: Annotated[int, Field(strict=True, ge=0, le=MOST_REFILLS)] = 0
    valid_until: Annotated[date | None, Field(description="The last day of its refills.")] = None


class DecisionsIn(Input):
    """What is decided about lines of an order."""

    decisions: Annotated[list[LineDecisionIn], Field(min_length=1, max_length=200)]
