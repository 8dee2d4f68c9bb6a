"""Let somebody of the pharmacy look at a prescription."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.ordering.models import Prescription
from serai.ordering.usecases.prescriptions.hand_in import PrescriptionNotFound
from serai.ordering.usecases.prescriptions.note_look import OPENED, note_look
from serai.ordering.usecases.prescriptions.sealed_file import content_of
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True)
class OpenedPrescription:
    """A file with its content."""

    id: UUID
    name: str
    content_type: str
    content: bytes


@unit_of_work()
def open_prescription(prescription_id: UUID, *, by: str, now: datetime) -> OpenedPrescription:
    """
    Return a file, and note who has asked for it: nobody sees one without that.

    Raises:
        PrescriptionNotFound: no such file, or it need not be kept any longer.
    """
    file = Prescription.objects.filter(pk=prescription_id, removed_at__isnull=True).first()
    content = content_of(file) if file else None
    if file is None or content is None:
        raise PrescriptionNotFound
    note_look(file.pk, OPENED, by, now=now)
    return OpenedPrescription(file.pk, file.name, file.content_type, content)
