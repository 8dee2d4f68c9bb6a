"""Payment in instalments: what was agreed, and what of it is paid."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.payments.models.payment import Payment


class InstalmentPlan(models.Model):
    """An order's amount, lent by the shop and paid back in instalments. What is owed is on the ledger."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="+")
    order_id = models.UUIDField()
    customer_id = models.UUIDField()
    channel_code = models.CharField(max_length=50)
    currency = models.CharField(max_length=3)
    financed_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField(default=0)
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    """When nothing was owed any more."""

    class Meta:
        """Amounts that can be true."""

        db_table = "payments_instalment_plan"
        verbose_name = "instalment plan"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="instalment_plan_amounts",
                condition=Q(financed_minor__gt=0, fee_minor__gte=0),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["customer_id", "id"], name="instalment_plan_customer"),
            models.Index(fields=["order_id"], name="instalment_plan_order"),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Instalment(models.Model):
    """One part of a plan. `let_off_minor` was never paid: forgiven fees, and goods that came back."""

    plan = models.ForeignKey(InstalmentPlan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    amount_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField(default=0)
    """How much of the amount is fee."""
    paid_minor = models.BigIntegerField(default=0)
    let_off_minor = models.BigIntegerField(default=0)
    reminded_on = models.DateField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Once a number; paid and let off within what is due."""

        db_table = "payments_instalment"
        verbose_name = "instalment"
        constraints: ClassVar = [
            models.UniqueConstraint(name="instalment_once", fields=["plan", "number"]),
            models.CheckConstraint(
                name="instalment_amounts",
                condition=Q(amount_minor__gt=0, fee_minor__gte=0, paid_minor__gte=0)
                & Q(let_off_minor__gte=0)
                & Q(fee_minor__lte=F("amount_minor"))
                & Q(amount_minor__gte=F("paid_minor") + F("let_off_minor")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on"],
                name="instalment_open",
                condition=Q(amount_minor__gt=F("paid_minor") + F("let_off_minor")),
            ),
        ]

    def __str__(self) -> str:
        return f"instalment {self.number}"
