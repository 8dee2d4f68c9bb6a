"""Hand a prescription in, and take it back."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.prescriptions.file import (
    MOST_FILES,
    BadPrescription,
    checked_name,
    type_of,
)
from serai.ordering.models import PrescribedLine, Prescription
from serai.ordering.queries.cart import cart
from serai.ordering.queries.order_view import order_of
from serai.ordering.queries.prescriptions.files_of_cart import PrescriptionView, files_of_cart
from serai.ordering.usecases.prescriptions.note_look import HANDED_IN, REMOVED, note_look
from serai.ordering.usecases.prescriptions.sealed_file import seal_file
from serai.plumbing.db import execute, rows, unit_of_work

UNDECIDED = timedelta(days=30)
"""How long a file is kept that nobody has decided by."""
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s::text, 62))"


class PrescriptionNotFound(DomainError):
    """There is no such file, or it is somebody else's, or gone."""

    code = "ordering.prescription_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such prescription.")


class PrescriptionInUse(DomainError):
    """Something was released by it: the law wants it kept."""

    code = "ordering.prescription_in_use"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("Something was released by this prescription; it is kept.")


def hand_in_for_cart(
    buyer: Buyer, cart_id: UUID, name: str, content: bytes, *, now: datetime
) -> list[PrescriptionView]:
    """
    Keep a file with a cart; a pharmacist looks at it once the order is placed. The same file again is one.

    Raises:
        CartNotFound: no such cart, or not theirs.
        BadPrescription: it is no PDF, PNG or JPEG, too large, or one too many.
    """
    return _hand_in(cart(buyer, cart_id).id, buyer.customer_id, name, content, now)


def hand_in_for_order(
    buyer: Buyer, order_id: UUID, name: str, content: bytes, *, now: datetime
) -> list[PrescriptionView]:
    """
    Keep a file with an order that was placed without it.

    Raises:
        OrderNotFound: no such order, or not theirs.
        BadPrescription: it is no PDF, PNG or JPEG, too large, or one too many.
    """
    return _hand_in(cart_of_order(buyer, order_id), buyer.customer_id, name, content, now)


@unit_of_work()
def take_back(
    buyer: Buyer, cart_id: UUID, prescription_id: UUID, *, now: datetime
) -> list[PrescriptionView]:
    """
    Forget a file by which nothing was released.

    Raises:
        CartNotFound: no such cart, or not theirs.
        PrescriptionNotFound: no such file with it.
        PrescriptionInUse: something was released by it.
    """
    owner = cart(buyer, cart_id).id
    held = Prescription.objects.select_for_update().filter(pk=prescription_id, cart_id=owner)
    file = held.filter(removed_at__isnull=True).first()
    if file is None:
        raise PrescriptionNotFound
    if PrescribedLine.objects.filter(prescription=file).exists():
        raise PrescriptionInUse
    held.update(content=None, removed_at=now)
    note_look(file.pk, REMOVED, "shopper", now=now)
    return files_of_cart(owner)


def cart_of_order(buyer: Buyer, order_id: UUID) -> UUID:
    """
    Return the cart with which the files of an order are kept.

    Raises:
        OrderNotFound: no such order, or not theirs.
    """
    seen = order_of(buyer, order_id)
    [(cart_id,)] = rows("SELECT coalesce(cart_id, id) FROM ordering_order WHERE id = %s", [seen.id])
    return UUID(str(cart_id))


@unit_of_work()
def _hand_in(
    cart_id: UUID, customer_id: UUID | None, name: str, content: bytes, now: datetime
) -> list[PrescriptionView]:
    content_type, called = type_of(content), checked_name(name)
    execute(_LOCK, [cart_id])
    digest = hashlib.sha256(content).hexdigest()
    there = Prescription.objects.filter(cart_id=cart_id)
    if there.filter(sha256=digest, removed_at__isnull=True).exists():
        return files_of_cart(cart_id)
    if there.filter(removed_at__isnull=True).count() >= MOST_FILES:
        raise BadPrescription(f"At most {MOST_FILES} files.")
    file = there.filter(sha256=digest).first() or Prescription(cart_id=cart_id, sha256=digest)
    file.customer_id, file.name, file.content_type = customer_id, called, content_type
    file.content, file.is_sealed = seal_file(content, of=file.pk), True
    file.size, file.uploaded_at = len(content), now
    file.keep_until, file.removed_at = now + UNDECIDED, None
    file.save()
    note_look(file.pk, HANDED_IN, "shopper", now=now)
    return files_of_cart(cart_id)
