"""Money that is to be taken of what was set aside."""

from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7
from serai.payments.domain.capture_state import CaptureState
from serai.payments.models.payment import Payment


class Capture(models.Model):
    """Part of an authorised payment that is to be taken; its id is the key at the processor."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in CaptureState])
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    is_final = models.BooleanField()
    """Whether the rest is let go with it."""
    reason = models.CharField(max_length=200)
    processor_reference = models.CharField(max_length=200, default="", blank=True)
    failure_code = models.CharField(max_length=50, default="", blank=True)
    requested_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """A key asks once; what waits is found quickly."""

        constraints = [
            models.CheckConstraint(name="capture_amount_positive", condition=Q(amount_minor__gt=0)),
            models.UniqueConstraint(name="capture_once_a_key", fields=["payment", "key"]),
        ]
        indexes = [
            models.Index(
                name="capture_waiting",
                fields=["requested_at"],
                condition=Q(state=CaptureState.REQUESTED),
            ),
        ]

    def __str__(self) -> str:
        return f"capture {self.pk}"
