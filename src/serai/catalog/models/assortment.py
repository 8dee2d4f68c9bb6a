"""Assortments: which channel sells which product, from when, until when."""

from django.db import models
from django.db.models import F, Q

from serai.catalog.models.channel import Channel
from serai.catalog.models.product import Product


class Assortment(models.Model):
    """
    A channel sells a product, from `sells_from` until just before `sells_until` (empty: always).

    `open` says whether it sells now. It is kept true by whoever writes the row and by a clock, so
    that reads need no clock and those who follow the catalogue are told when a day of sale begins.
    """

    product = models.ForeignKey(
        Product, on_delete=models.CASCADE, related_name="assortments", db_index=False
    )
    channel = models.ForeignKey(
        Channel, on_delete=models.PROTECT, related_name="assortments", db_index=False
    )
    sells_from = models.DateTimeField(null=True, blank=True)
    sells_until = models.DateTimeField(null=True, blank=True)
    open = models.BooleanField()

    class Meta:
        db_table = "catalog_assortment"
        indexes = [
            models.Index(
                fields=["sells_from"],
                name="catalog_assortment_opens",
                condition=Q(open=False, sells_from__isnull=False),
            ),
            models.Index(
                fields=["sells_until"],
                name="catalog_assortment_closes",
                condition=Q(open=True, sells_until__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="catalog_assortment_once", fields=["product", "channel"]),
            models.CheckConstraint(
                name="catalog_assortment_opens_before_it_closes",
                condition=Q(sells_from__isnull=True)
                | Q(sells_until__isnull=True)
                | Q(sells_from__lt=F("sells_until")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.channel_id}"
