"""Files of orders that were handed in, and what became of them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value

from serai.kernel.ids import uuid7

_TABLE = "ordering_order_import"


class OrderImportRow(models.Model):
    """
    One file. A worker reads it; the file itself is kept until it is through.

    `looked_at` counts orders that were looked at and written, twice each when all goes well.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.TextField()
    source = models.TextField()
    file_format = models.TextField()
    skip_bad = models.BooleanField(default=False, db_default=False)
    content = models.BinaryField(null=True)
    size = models.IntegerField()
    state = models.TextField(default="waiting", db_default="waiting")
    looked_at = models.IntegerField(default=0, db_default=0)
    created = models.IntegerField(default=0, db_default=0)
    known = models.IntegerField(default=0, db_default=0)
    unlinked = models.IntegerField(default=0, db_default=0)
    fault_count = models.IntegerField(default=0, db_default=0)
    faults = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    made_by = models.TextField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = _TABLE
        verbose_name = "import of orders"
        verbose_name_plural = "imports of orders"
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_state",
                condition=Q(state__in=["waiting", "running"], ended_at__isnull=True)
                | Q(state__in=["done", "refused"], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_kept_until_read",
                condition=Q(ended_at__isnull=False) | Q(content__isnull=False),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_counts",
                condition=Q(created__gte=0, known__gte=0, unlinked__lte=F("created")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-made_at", "-id"], name=f"{_TABLE}_newest"),
        ]

    def __str__(self) -> str:
        return self.name
