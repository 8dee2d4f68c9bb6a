"""Plans of instalments: what a channel offers, what was agreed, and what became of each part."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.payments.domain.instalments.collecting import Outcome
from serai.payments.domain.instalments.instalment_state import InstalmentState
from serai.payments.domain.instalments.plan_state import PlanState
from serai.payments.domain.instalments.terms import Every
from serai.payments.models.instrument import Instrument
from serai.payments.models.payment import Payment

_OPEN_PARTS = [InstalmentState.DUE, InstalmentState.OVERDUE]


class InstalmentTerms(models.Model):
    """Terms under which a channel lets orders be paid in parts. Plans keep a copy of theirs."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    channel_code = models.CharField(max_length=64)
    position = models.IntegerField()
    parts = models.SmallIntegerField()
    step = models.SmallIntegerField()
    every = models.CharField(max_length=10, choices=[(e.value, e.value) for e in Every])
    currency = models.CharField(max_length=3)
    least_minor = models.BigIntegerField()
    most_minor = models.BigIntegerField()
    fee_minor = models.BigIntegerField(default=0, db_default=0)
    interest = models.DecimalField(max_digits=7, decimal_places=6, default=0, db_default=0)
    """The nominal rate of a year, such as 0.12."""

    class Meta:
        """In their order; never both a fee and interest."""

        db_table = "payments_instalment_terms"
        verbose_name = "terms of instalments"
        verbose_name_plural = "terms of instalments"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel_code", "position"],
                name="instalment_terms_in_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(parts__gte=2, step__gte=1, least_minor__gte=1, fee_minor__gte=0)
                & Q(interest__gte=0, interest__lte=1, most_minor__gte=F("least_minor"))
                & (Q(fee_minor=0) | Q(interest=0)),
                name="instalment_terms_make_sense",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parts} parts in {self.channel_code}"


class InstalmentPlan(models.Model):
    """
    An order's price in parts, under terms as they were when it was agreed.

    The order itself is paid by a payment of its own, `payment`, which the plan stands for; what is collected
    are payments of the same order with purposes of their own. Orders are of a higher tier: no foreign key.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    channel_code = models.CharField(max_length=64)
    cart_id = models.UUIDField()
    order_id = models.UUIDField(null=True)
    payment = models.OneToOneField(Payment, models.PROTECT, null=True, related_name="+")
    instrument = models.ForeignKey(Instrument, models.SET_NULL, null=True, related_name="+")
    """The kept card that is charged; null after its holder removed it."""
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in PlanState])
    ended_by = models.CharField(max_length=20, default="", blank=True)
    terms = models.JSONField()
    currency = models.CharField(max_length=3)
    total_minor = models.BigIntegerField()
    """The price of the goods when it was agreed."""
    returned_minor = models.BigIntegerField(default=0, db_default=0)
    given_back_minor = models.BigIntegerField(default=0, db_default=0)
    settled_minor = models.BigIntegerField(default=0, db_default=0)
    """Of the price, what left the books as lent: paid or let off, less what returns gave back of it."""
    annual_rate = models.DecimalField(max_digits=9, decimal_places=4)
    agreed_on = models.DateField()
    proposed_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    defaulted_at = models.DateTimeField(null=True)
    """Since when the card is charged no more by itself; null again once nothing is overdue."""

    class Meta:
        """One plan that counts for an order; what came back is never more than the price."""

        db_table = "payments_instalment_plan"
        verbose_name = "plan of instalments"
        verbose_name_plural = "plans of instalments"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order_id"],
                condition=Q(order_id__isnull=False),
                name="instalment_plan_one_an_order",
            ),
            models.CheckConstraint(
                condition=Q(total_minor__gt=0, returned_minor__gte=0, given_back_minor__gte=0)
                & Q(returned_minor__lte=F("total_minor")),
                name="instalment_plan_returned_within_total",
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.PROPOSED, order_id__isnull=True, payment__isnull=True)
                | (~Q(state=PlanState.PROPOSED) & Q(order_id__isnull=False, payment__isnull=False)),
                name="instalment_plan_agreed_with_order",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["customer", "id"], name="instalment_plan_of_customer"),
            models.Index(fields=["state", "id"], name="instalment_plan_by_state"),
            models.Index(
                fields=["id"],
                condition=Q(defaulted_at__isnull=False),
                name="instalment_plan_in_default",
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Instalment(models.Model):
    """One part of a plan. What came back lowers its price and charge while it is open."""

    plan = models.ForeignKey(InstalmentPlan, models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    due_on = models.DateField()
    price_minor = models.BigIntegerField()
    charge_minor = models.BigIntegerField()
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in InstalmentState])
    attempts = models.SmallIntegerField(default=0, db_default=0)
    """How often the kept card was charged for it in vain."""
    try_on = models.DateField(null=True)
    """From which day on the kept card is charged; null: not by itself."""
    failure_code = models.CharField(max_length=50, default="", blank=True)
    """Why the last attempt failed."""
    reminded_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        """Numbered within the plan; found by the day on which it is asked for."""

        db_table = "payments_instalment"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="instalment_once_a_number"),
            models.CheckConstraint(
                condition=Q(number__gte=1, price_minor__gte=0, charge_minor__gte=0),
                name="instalment_amounts",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["try_on"],
                condition=Q(state__in=_OPEN_PARTS, try_on__isnull=False),
                name="instalment_to_be_tried",
            ),
            models.Index(
                fields=["due_on"],
                condition=Q(state=InstalmentState.DUE, reminded_at__isnull=True),
                name="instalment_to_be_announced",
            ),
            models.Index(
                fields=["plan"],
                condition=Q(state=InstalmentState.OVERDUE),
                name="instalment_overdue",
            ),
        ]

    def __str__(self) -> str:
        return f"part {self.number} of {self.plan_id}"


class InstalmentCollection(models.Model):
    """
    A payment that collects for a plan: one part, or with `number` 0 all that is open.

    `moved_minor` is what was posted from received to lent because of it: what it paid, less what returns
    gave back of it.
    """

    payment = models.OneToOneField(
        Payment, models.PROTECT, primary_key=True, related_name="+", editable=False
    )
    plan = models.ForeignKey(InstalmentPlan, models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    on = models.DateField()
    """The day for which it was reckoned."""
    moved_minor = models.BigIntegerField(default=0, db_default=0)
    is_by_hand = models.BooleanField(default=False, db_default=False)
    """Whether a person asked for it: then its failure counts for nothing."""
    key = models.CharField(max_length=64, default="", db_default="", blank=True)
    """The digest of the request that asked for it: repeated, it finds this payment."""
    outcome = models.CharField(
        max_length=20, default="", choices=[(o.value, o.value) for o in Outcome], blank=True
    )
    """What the plan knows of it."""

    class Meta:
        """What was moved is never below zero; a request asks once."""

        db_table = "payments_instalment_collection"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(number__gte=0, moved_minor__gte=0), name="instalment_collection_amounts"
            ),
            models.UniqueConstraint(
                fields=["plan", "key"],
                condition=~Q(key=""),
                name="instalment_collection_once_a_key",
            ),
        ]

    def __str__(self) -> str:
        return f"collection {self.pk}"


class InstalmentReturn(models.Model):
    """What goods that came back did to a plan; a key asks once."""

    plan = models.ForeignKey(InstalmentPlan, models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    price_minor = models.BigIntegerField()
    let_off_minor = models.BigIntegerField()
    given_back_minor = models.BigIntegerField()
    happened_at = models.DateTimeField()

    class Meta:
        """A key once."""

        db_table = "payments_instalment_return"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "key"], name="instalment_return_once_a_key"),
            models.CheckConstraint(
                condition=Q(price_minor__gt=0, let_off_minor__gte=0, given_back_minor__gte=0),
                name="instalment_return_amounts",
            ),
        ]

    def __str__(self) -> str:
        return f"return of {self.plan_id}"
