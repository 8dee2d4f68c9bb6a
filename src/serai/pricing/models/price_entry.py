"""Price entries: what a variant costs in a channel, from when on."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round

from serai.kernel.money import Money
from serai.pricing.domain.price_row import MOST_MINOR

LIST_PRICE = Q(min_quantity=1, customer_group__isnull=True, company_id__isnull=True)
"""What everyone pays for one unit."""


class PriceEntry(models.Model):
    """
    What one unit of a variant costs in a channel from `valid_from` until just before `valid_until`.

    Rows are only added: a trigger refuses to change or delete them. Of the valid ones, the one that began
    last counts, and of those that began together the one recorded last. All entries are for everyone and for
    one unit: other prices stand on price lists. `exact_minor` is told where the price is finer than a minor
    unit, and `amount_minor` is then what it rounds to. `source` says who or what set the price.
    """

    channel = models.ForeignKey(
        "catalog.Channel",
        models.PROTECT,
        to_field="code",
        db_column="channel_code",
        related_name="+",
        db_index=False,
    )
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    exact_minor = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    compare_at_minor = models.BigIntegerField(null=True)
    min_quantity = models.IntegerField(default=1, db_default=1)
    customer_group = models.CharField(max_length=64, null=True)  # noqa: DJ001 - null is everyone
    company_id = models.UUIDField(null=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    source = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_price_entry"
        indexes: ClassVar = [
            models.Index(
                fields=["variant", "channel", "-valid_from", "-id"],
                name="pricing_price_entry_list",
                condition=LIST_PRICE,
            ),
            # Entries that begin later than they were written, and those that end: someone must tell.
            models.Index(
                fields=["valid_from"],
                name="pricing_price_entry_begins",
                condition=Q(valid_from__gt=F("recorded_at")),
            ),
            models.Index(
                fields=["valid_until"],
                name="pricing_price_entry_ends",
                condition=Q(valid_until__isnull=False),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_price_entry_currency",
                condition=Q(currency__regex=r"^[A-Z]{3}$"),
            ),
            models.CheckConstraint(
                name="pricing_price_entry_amount",
                condition=Q(amount_minor__gte=0, amount_minor__lte=MOST_MINOR),
            ),
            models.CheckConstraint(
                name="pricing_price_entry_exact",
                condition=Q(exact_minor__isnull=True) | Q(amount_minor=Round("exact_minor")),
            ),
            models.CheckConstraint(
                name="pricing_price_entry_compare_at_is_more",
                condition=Q(compare_at_minor__isnull=True)
                | Q(compare_at_minor__gt=F("amount_minor"), compare_at_minor__lte=MOST_MINOR),
            ),
            models.CheckConstraint(
                name="pricing_price_entry_quantity", condition=Q(min_quantity__gte=1)
            ),
            models.CheckConstraint(
                name="pricing_price_entry_begins_before_it_ends",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{Money(self.amount_minor, self.currency)} from {self.valid_from:%Y-%m-%d %H:%M}"
