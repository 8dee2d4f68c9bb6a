"""Which record is which leaf."""

from typing import ClassVar

from django.db import models

from serai.attest.models.source import SourceRow


class LeafRow(models.Model):
    """
    The record at a position of the log. Its hash is in a tile of level 0; rows are only added.

    `marks` are four bytes for each field of the record: they tell which one was changed.
    """

    position = models.BigIntegerField(primary_key=True)
    source = models.ForeignKey(SourceRow, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=200)
    marks = models.BinaryField()

    class Meta:
        db_table = "attest_leaf"
        constraints: ClassVar = [
            models.UniqueConstraint(name="attest_leaf_once", fields=["source", "key"])
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.key}"
