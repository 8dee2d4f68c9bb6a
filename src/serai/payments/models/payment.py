"""A payment and the steps of its life."""

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.payments.domain.payment_state import PaymentState
from serai.payments.ports import CaptureAt


class Payment(models.Model):
    """
    One amount for one order. Orders are of a higher tier, so there is no foreign key.

    What is set aside and can still be taken is `authorised - captured - capturing - released`; what can
    still be given back is `captured - refunded - refunding`, less what banks took back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cart_id = models.UUIDField()
    order_id = models.UUIDField()
    channel_code = models.CharField(max_length=50)
    purpose = models.CharField(max_length=30)
    method = models.CharField(max_length=30)
    label = models.CharField(max_length=60, default="", blank=True)
    card_country = models.CharField(max_length=2, default="", blank=True, db_default="")
    card_fingerprint = models.CharField(max_length=64, default="", blank=True, db_default="")
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in PaymentState])
    capture_at = models.CharField(
        max_length=20,
        choices=[(c.value, c.value) for c in CaptureAt],
        default=CaptureAt.NOW,
        db_default=CaptureAt.NOW.value,
    )
    amount_minor = models.BigIntegerField()
    authorised_minor = models.BigIntegerField(default=0, db_default=0)
    capturing_minor = models.BigIntegerField(default=0, db_default=0)
    released_minor = models.BigIntegerField(default=0, db_default=0)
    captured_minor = models.BigIntegerField(default=0)
    refunding_minor = models.BigIntegerField(default=0)
    refunded_minor = models.BigIntegerField(default=0)
    disputed_minor = models.BigIntegerField(default=0, db_default=0)
    """What banks have taken back and have not decided about."""
    charged_back_minor = models.BigIntegerField(default=0, db_default=0)
    """What banks have taken back for good."""
    currency = models.CharField(max_length=3)
    processor = models.CharField(max_length=30)
    processor_reference = models.CharField(max_length=200, default="", blank=True)
    holds_order = models.BooleanField(default=False)
    """Whether it keeps a second payment for the same purpose of the order from starting."""
    token = models.CharField(max_length=200, default="", blank=True)
    return_url = models.CharField(max_length=2000, default="", blank=True)
    failure_code = models.CharField(max_length=50, default="", blank=True)
    action_url = models.CharField(max_length=2000, default="", blank=True)
    started_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    """Until when the amount stays set aside."""

    rules_are_kept_read = True

    class Meta:
        """Amounts that can be true; one live payment for each purpose of an order."""

        constraints = [
            models.CheckConstraint(name="payment_amount_positive", condition=Q(amount_minor__gt=0)),
            models.CheckConstraint(
                name="payment_captured_within_amount",
                condition=Q(captured_minor__gte=0) & Q(captured_minor__lte=F("amount_minor")),
            ),
            models.CheckConstraint(
                name="payment_refunds_within_captured",
                condition=Q(refunded_minor__gte=0)
                & Q(refunding_minor__gte=0)
                & Q(captured_minor__gte=F("refunded_minor") + F("refunding_minor")),
            ),
            # What was charged at once was never set aside: there the amount itself is the bound.
            models.CheckConstraint(
                name="payment_captured_within_authorised",
                condition=Q(authorised_minor__gte=0, authorised_minor__lte=F("amount_minor"))
                & Q(released_minor__gte=0)
                & (
                    Q(capture_at=CaptureAt.NOW)
                    | Q(authorised_minor__gte=F("captured_minor") + F("released_minor"))
                ),
            ),
            # The processor's sums may come before its answer to a capture: each is bounded by itself.
            models.CheckConstraint(
                name="payment_capturing_within_authorised",
                condition=Q(capturing_minor__gte=0) & Q(capturing_minor__lte=F("authorised_minor")),
            ),
            models.CheckConstraint(
                name="payment_taken_back_within_captured",
                condition=Q(disputed_minor__gte=0, charged_back_minor__gte=0)
                & Q(captured_minor__gte=F("disputed_minor") + F("charged_back_minor")),
            ),
            models.CheckConstraint(
                name="payment_captured_has_money",
                condition=Q(state=PaymentState.CAPTURED, captured_minor__gt=0)
                | (~Q(state=PaymentState.CAPTURED) & Q(captured_minor=0)),
            ),
            models.UniqueConstraint(
                name="payment_one_live_a_purpose",
                fields=["order_id", "purpose"],
                condition=Q(holds_order=True),
            ),
        ]
        indexes = [
            models.Index(
                name="payment_transfer_reference",
                fields=["processor_reference"],
                condition=Q(method="bank_transfer"),
            ),
            models.Index(name="payment_of_order", fields=["order_id"]),
            models.Index(
                name="payment_waiting",
                fields=["started_at"],
                condition=Q(state__in=[PaymentState.PROCESSING, PaymentState.REQUIRES_ACTION]),
            ),
            models.Index(
                name="payment_not_through",
                fields=["state", "-id"],
                condition=Q(state__in=[PaymentState.PENDING, PaymentState.AUTHORISED]),
            ),
            models.Index(
                name="payment_set_aside",
                fields=["expires_at"],
                condition=Q(expires_at__isnull=False),
            ),
            models.Index(
                name="payment_by_reference",
                fields=["processor_reference"],
                condition=~Q(processor_reference=""),
            ),
        ]

    def __str__(self) -> str:
        return self.label or f"payment {self.pk}"


class PaymentStep(models.Model):
    """One change in a payment's life and where the news came from. Append-only."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    captured_minor = models.BigIntegerField(default=0, db_default=0)
    released_minor = models.BigIntegerField(default=0, db_default=0)
    failure_code = models.CharField(max_length=50, default="", blank=True)
    processor_reference = models.CharField(max_length=200, default="", blank=True)
    happened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.state
