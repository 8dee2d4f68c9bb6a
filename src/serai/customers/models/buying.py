"""What a customer has bought so far, kept in sums: what segments ask."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.customers.domain.bought_kind import BoughtKind
from serai.customers.models.customer import Customer


class Buying(models.Model):
    """
    The orders of a customer that stand, in sums: `spent_minor` in `currency`, what was given back taken off.

    Whoever has several currencies counts in that of the latest order alone. Whoever sells tells it anew after each
    order; a customer without orders has no row.
    """

    customer = models.OneToOneField(
        Customer, models.CASCADE, primary_key=True, related_name="buying", db_index=False
    )
    currency = models.CharField(max_length=3)
    orders = models.IntegerField()
    spent_minor = models.BigIntegerField()
    average_minor = models.BigIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        db_table = "customers_buying"
        constraints: ClassVar = [
            models.CheckConstraint(name="customers_buying_orders", condition=Q(orders__gte=1)),
            models.CheckConstraint(
                name="customers_buying_days", condition=Q(first_on__lte=models.F("last_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.orders} orders"


class Bought(models.Model):
    """The day on which a customer last ordered an article, something of a category, or of a brand."""

    pk = models.CompositePrimaryKey("customer", "kind", "key")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="+", db_index=False)
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in BoughtKind])
    key = models.TextField()
    last_on = models.DateField()

    class Meta:
        db_table = "customers_bought"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="customers_bought_kind",
                condition=Q(kind__in=[kind.value for kind in BoughtKind]),
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["customer", "kind", "last_on"],
                include=["key"],
                name="customers_bought_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
