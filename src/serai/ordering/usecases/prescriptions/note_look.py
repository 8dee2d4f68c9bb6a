"""Remember who has had a prescription in their hands."""

from datetime import datetime
from uuid import UUID

from serai.ordering.models import PrescriptionLook

HANDED_IN, OPENED, REMOVED = "handed_in", "opened", "removed"


def note_look(prescription_id: UUID, action: str, by: str, *, now: datetime) -> None:
    """Note what somebody has done with a file. Joins the caller's transaction."""
    PrescriptionLook.objects.create(
        prescription_id=prescription_id, action=action, by=by[:200], at=now
    )
