"""How far prices may move by themselves."""

from typing import ClassVar

from django.db import models


class PriceMoves(models.Model):
    """
    The budget of a channel, and whether somebody has stopped it; whether prices move at all says the slot.

    One row a channel, locked by each move, so that moves of a day are counted one after another.
    """

    channel = models.OneToOneField(
        "catalog.Channel",
        models.PROTECT,
        to_field="code",
        db_column="channel_code",
        related_name="+",
        primary_key=True,
    )
    most_a_day = models.IntegerField()
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.CharField(max_length=150, default="", blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "pricing_price_moves"
        verbose_name = "automatic price moves"
        verbose_name_plural = "automatic price moves"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="pricing_price_moves_bounded",
                condition=models.Q(most_a_day__gte=0, most_a_day__lte=10_000),
            )
        ]

    def __str__(self) -> str:
        return str(self.channel_id)
