"""Prescriptions, who has looked at them, and what was decided by them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.ordering.domain.prescriptions.states import LineState

_FILE = "ordering_prescription"
_LOOK = "ordering_prescription_look"
_LINE = "ordering_prescribed_line"
_COUNT = "ordering_controlled_units"


class Prescription(models.Model):
    """
    A file that a shopper has handed in with a cart, for the order that is made of it.

    Its content is sealed with the installation's secret. It goes when it need not be kept any longer, or its
    shopper takes it back; the row stays.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cart_id = models.UUIDField()
    customer_id = models.UUIDField(null=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    is_sealed = models.BooleanField(default=False, db_default=False)
    uploaded_at = models.DateTimeField()
    keep_until = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = _FILE
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_FILE}_once", fields=["cart_id", "sha256"]),
            models.CheckConstraint(
                name=f"{_FILE}_content",
                condition=Q(content__isnull=False, removed_at__isnull=True)
                | Q(content__isnull=True, removed_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["keep_until"], name=f"{_FILE}_kept", condition=Q(removed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PrescriptionLook(models.Model):
    """That somebody has handed in, opened or removed a prescription; only ever added."""

    id = models.BigAutoField(primary_key=True)
    prescription = models.ForeignKey(Prescription, models.PROTECT, related_name="+")
    action = models.CharField(max_length=10)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        db_table = _LOOK

    def __str__(self) -> str:
        return f"{self.action} by {self.by}"


class PrescribedLine(models.Model):
    """
    A line of an order that a pharmacist decides about.

    Released, it can be the source of refills: later orders of the same article by the same shopper.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="+", db_index=False)
    position = models.IntegerField()
    variant_id = models.UUIDField()
    sku = models.TextField()
    name = models.TextField()
    units = models.IntegerField()
    holder = models.CharField(max_length=64)
    """The digest of the e-mail address that the order was made with."""
    customer_id = models.UUIDField(null=True)
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in LineState]
    )
    reason = models.CharField(max_length=500, default="", blank=True)
    prescription = models.ForeignKey(
        Prescription, models.PROTECT, null=True, related_name="+", db_index=False
    )
    refill_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    refills = models.IntegerField(default=0)
    refills_used = models.IntegerField(default=0)
    valid_until = models.DateField(null=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=150, default="", blank=True)

    class Meta:
        db_table = _LINE
        verbose_name = "prescribed article"
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_LINE}_once", fields=["order", "position"]),
            models.CheckConstraint(
                name=f"{_LINE}_state", condition=Q(state__in=[each.value for each in LineState])
            ),
            models.CheckConstraint(
                name=f"{_LINE}_decided",
                condition=Q(state="waiting", decided_at__isnull=True)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name=f"{_LINE}_refills",
                condition=Q(refills_used__gte=0, refills_used__lte=F("refills")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["asked_at", "id"],
                name="ordering_prescribed_queue",
                condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["holder", "variant_id"],
                name="ordering_prescribed_refill",
                condition=Q(refills__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units} × {self.sku}"


class ControlledUnits(models.Model):
    """Units of an article of which one shopper may have only so many in so many days."""

    id = models.BigAutoField(primary_key=True)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="+", db_index=False)
    position = models.IntegerField()
    regime = models.CharField(max_length=32)
    holder = models.CharField(max_length=64)
    customer_id = models.UUIDField(null=True)
    units = models.IntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        db_table = _COUNT
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_COUNT}_once", fields=["order", "position"]),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["regime", "holder", "counted_at"], name="ordering_controlled_holder"
            ),
            models.Index(
                fields=["regime", "customer_id", "counted_at"],
                name="ordering_controlled_customer",
                condition=Q(customer_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.units} of {self.regime}"
