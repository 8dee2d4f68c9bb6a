"""Price lists and their prices."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7
from serai.pricing.domain.price_list import ListKind
from serai.pricing.domain.price_row import MOST_MINOR


class PriceListRow(models.Model):
    """
    A price list: for everyone, for a group of customers, for a company or in one store.

    What decides about prices never changes; a list that is closed has no price in force any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    channel = models.ForeignKey(
        "catalog.Channel",
        models.PROTECT,
        to_field="code",
        db_column="channel_code",
        related_name="+",
    )
    kind = models.CharField(max_length=8)
    customer_group = models.CharField(max_length=64, null=True)  # noqa: DJ001 - null is everyone
    company_id = models.UUIDField(null=True)
    priority = models.IntegerField(default=0, db_default=0)
    store = models.CharField(max_length=64, default="", db_default="", blank=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "pricing_price_list"
        verbose_name = "price list"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_price_list_kind",
                condition=Q(kind__in=[kind.value for kind in ListKind]),
            ),
            models.CheckConstraint(
                name="pricing_price_list_one_audience",
                condition=Q(customer_group__isnull=True) | Q(company_id__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PriceListEntry(models.Model):
    """
    What one unit of a variant costs on a price list from `min_quantity` on, between two instants.

    Rows are only added: a trigger refuses to change or delete them. Of the valid ones with one quantity the
    one that began last counts, and of those that began together the one recorded last. A row without an
    amount takes the price off the list. `amount_minor` may be finer than a minor unit.
    """

    price_list = models.ForeignKey(
        PriceListRow, models.PROTECT, related_name="entries", db_index=False
    )
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    min_quantity = models.IntegerField(default=1, db_default=1)
    currency = models.CharField(max_length=3)
    amount_minor = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    compare_at_minor = models.BigIntegerField(null=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    source = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_price_list_entry"
        indexes: ClassVar = [
            models.Index(
                fields=["variant", "price_list", "min_quantity", "-valid_from", "-id"],
                name="pricing_list_entry_found",
            ),
            models.Index(
                fields=["price_list", "variant", "min_quantity", "id"],
                name="pricing_list_entry_of_list",
            ),
            models.Index(
                fields=["valid_from"],
                name="pricing_list_entry_begins",
                condition=Q(valid_from__gt=F("recorded_at")),
            ),
            models.Index(
                fields=["valid_until"],
                name="pricing_list_entry_ends",
                condition=Q(valid_until__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_list_entry_currency", condition=Q(currency__regex=r"^[A-Z]{3}$")
            ),
            models.CheckConstraint(
                name="pricing_list_entry_amount",
                condition=Q(amount_minor__isnull=True)
                | Q(amount_minor__gte=0, amount_minor__lte=MOST_MINOR),
            ),
            models.CheckConstraint(
                name="pricing_list_entry_compare_at_is_more",
                condition=Q(compare_at_minor__isnull=True)
                | Q(
                    amount_minor__isnull=False,
                    compare_at_minor__gt=F("amount_minor"),
                    compare_at_minor__lte=MOST_MINOR,
                ),
            ),
            models.CheckConstraint(
                name="pricing_list_entry_quantity",
                condition=Q(min_quantity__gte=1, min_quantity__lte=1_000_000),
            ),
            models.CheckConstraint(
                name="pricing_list_entry_begins_before_it_ends",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.currency} from {self.min_quantity} on"
