"""What a customer will probably buy from."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class CategoryChance(models.Model):
    """
    The chance that a customer who allows `profiling` buys from a category in the next four weeks.

    Only categories that offers are for are kept, all made anew each night. `chance` counts ten-thousandths.
    """

    pk = models.CompositePrimaryKey("customer_id", "category")
    customer_id = models.UUIDField()
    category = models.TextField()
    chance = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "marketing_category_chance"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="marketing_category_chance_share", condition=Q(chance__lte=10_000)
            )
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.chance / 10_000:.2%}"
