"""Segments: customers who have something in common, by rule."""

from typing import ClassVar

from django.db import models

from serai.kernel.ids import uuid7


class Segment(models.Model):
    """
    Conditions over customers, under a name. Who belongs is asked when it matters and kept nowhere.

    `purpose` is what its members are looked up for; `digest` names what the conditions say.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=40)
    conditions = models.JSONField()
    digest = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "customers_segment"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(code="") & ~models.Q(name=""),
                name="customers_segment_is_named",
            )
        ]

    def __str__(self) -> str:
        return self.code
