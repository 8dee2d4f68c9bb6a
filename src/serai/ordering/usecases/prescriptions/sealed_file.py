"""Files of prescriptions at rest: health data, which a copy of the database must not tell."""

from uuid import UUID

from django.conf import settings

from serai.ordering.models import Prescription
from serai.plumbing.db import unit_of_work
from serai.plumbing.sealing import Sealing

AT_ONCE = 20
_FILES = Sealing(b"serai prescriptions")


def seal_file(content: bytes, *, of: UUID) -> bytes:
    """Return the content of a file as the table keeps it; it opens for no other row."""
    return _FILES.seal(content, secret=settings.SERAI_SECRET, of=of.bytes)


def content_of(file: Prescription) -> bytes | None:
    """
    Return the content of a file; `None` when it is forgotten.

    Raises:
        SealBroken: the shop's secret is another now, or somebody changed the row.
    """
    if file.content is None:
        return None
    kept = bytes(file.content)
    if not file.is_sealed:
        return kept
    return _FILES.unseal(kept, secret=settings.SERAI_SECRET, of=file.pk.bytes)


@unit_of_work()
def seal_older_files() -> int:
    """Seal files that were handed in before files were sealed, twenty to a transaction; return how many."""
    plain = Prescription.objects.select_for_update(skip_locked=True).filter(
        is_sealed=False, content__isnull=False
    )
    files = list(plain.order_by("id")[:AT_ONCE])
    for file in files:
        file.content, file.is_sealed = seal_file(bytes(file.content or b""), of=file.pk), True
        file.save(update_fields=["content", "is_sealed"])
    return len(files)
