"""Money that a shopper's bank takes back."""

from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.domain.dispute_state import DisputeState
from serai.payments.models.payment import Payment


class Dispute(models.Model):
    """Part of a captured payment that its shopper's bank has taken back (a chargeback)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="+")
    processor_reference = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in DisputeState])
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=100, default="", blank=True)
    evidence = models.TextField(default="", blank=True)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """One row for each dispute of the processor; what is due is found quickly."""

        constraints = [
            models.CheckConstraint(name="dispute_amount_positive", condition=Q(amount_minor__gt=0)),
            models.UniqueConstraint(name="dispute_once", fields=["payment", "processor_reference"]),
        ]
        indexes = [
            models.Index(
                name="dispute_undecided",
                fields=["due_at"],
                condition=Q(state__in=[DisputeState.OPENED, DisputeState.CONTESTED]),
            ),
        ]

    def __str__(self) -> str:
        return f"dispute about {Money(self.amount_minor, self.currency)}"
