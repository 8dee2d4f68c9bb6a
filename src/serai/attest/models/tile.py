"""Tiles: the hashes of the tree."""

from typing import ClassVar

from django.db import models


class TileRow(models.Model):
    """
    Up to 256 hashes of one level; it only grows.

    Levels count by eights: those of level 0 are leaves, each of level 1 is the root of a full tile of level 0.
    """

    pk = models.CompositePrimaryKey("level", "index")
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField(max_length=8192)

    class Meta:
        db_table = "attest_tile"
        constraints: ClassVar = []

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"
