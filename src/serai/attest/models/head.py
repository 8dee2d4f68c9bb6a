"""Signed heads."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.attest.models.key import SigningKey


class TreeHead(models.Model):
    """How many leaves the log had, their root, and the note that says so, signed. Rows are only added."""

    id = models.BigAutoField(primary_key=True)
    size = models.BigIntegerField()
    root = models.BinaryField(max_length=32)
    signed_at = models.DateTimeField()
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="+", db_index=False)
    note = models.TextField()

    class Meta:
        db_table = "attest_head"
        verbose_name = "head"
        constraints: ClassVar = [
            models.UniqueConstraint(name="attest_head_once", fields=["size", "key"]),
            models.CheckConstraint(name="attest_head_has_leaves", condition=Q(size__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.size} leaves"
