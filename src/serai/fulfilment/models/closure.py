"""Days on which sites do not open."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Closure(models.Model):
    """A day on which one location, or (without a location) nobody works and nothing is carried."""

    day = models.DateField()
    location = models.ForeignKey(
        "inventory.Location", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=100)

    class Meta:
        db_table = "fulfilment_closure"
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="fulfilment_closure_once", fields=["day", "location"], nulls_distinct=False
            ),
            models.CheckConstraint(name="fulfilment_closure_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.reason}"
