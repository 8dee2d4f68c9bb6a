"""Means of payment that customers have had kept."""

from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    """Instruments, narrowed down."""

    def of_customer(self, customer_id: UUID) -> Self:
        """Those of one customer, the default first, then the newest."""
        return self.filter(customer_id=customer_id).order_by("-is_default", "-id")


class Instrument(models.Model):
    """
    A card that a processor keeps for a customer, who agreed to that under a version of a text.

    `reference` is the processor's own name of it: of no use to anybody without our keys there. At most
    one of a customer's instruments is the default.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    processor = models.CharField(max_length=30)
    method = models.CharField(max_length=30)
    reference = models.CharField(max_length=200)
    brand = models.CharField(max_length=40)
    last4 = models.CharField(max_length=4)
    expires_on = models.DateField(null=True, blank=True)
    is_default = models.BooleanField()
    consent_text_version = models.CharField(max_length=40)
    kept_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    expiry_told_at = models.DateTimeField(null=True, blank=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        """A reference once; one default for each customer; never without consent."""

        db_table = "payments_instrument"
        verbose_name = "kept card"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["processor", "reference"], name="instrument_reference_once"
            ),
            models.UniqueConstraint(
                fields=["customer"], condition=Q(is_default=True), name="instrument_one_default"
            ),
            models.CheckConstraint(
                condition=~Q(consent_text_version=""), name="instrument_was_consented_to"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["expires_on"],
                condition=Q(expiry_told_at__isnull=True, expires_on__isnull=False),
                name="instrument_expiry_untold",
            )
        ]

    def __str__(self) -> str:
        """Name the row, never the person."""
        return f"kept card {self.id}"
