"""Bounds of proposed prices, by category."""

from typing import ClassVar

from django.db import models


class PriceTermsRow(models.Model):
    """
    Terms of a channel for a category and what is below it; an empty path is everything.

    A change is a new row: the latest of a path counts, and proposals name the row they were made by.
    """

    id = models.UUIDField(primary_key=True)
    channel = models.ForeignKey(
        "catalog.Channel",
        models.PROTECT,
        to_field="code",
        db_column="channel_code",
        related_name="+",
        db_index=False,
    )
    category_path = models.TextField(blank=True)
    terms = models.JSONField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_price_terms"
        verbose_name = "terms of price proposals"
        verbose_name_plural = "terms of price proposals"
        indexes: ClassVar = [
            models.Index(
                fields=["channel", "category_path", "-id"], name="pricing_terms_of_category"
            )
        ]

    def __str__(self) -> str:
        return self.category_path or "everything"
