"""Heads that are kept outside, too."""

from typing import ClassVar

from django.db import models

from serai.attest.models.head import TreeHead


class AnchoredHead(models.Model):
    """An anchor took a head; `reference` says where it can be seen."""

    id = models.BigAutoField(primary_key=True)
    head = models.ForeignKey(TreeHead, models.PROTECT, related_name="+")
    anchor = models.CharField(max_length=200)
    reference = models.CharField(max_length=300)
    anchored_at = models.DateTimeField()

    class Meta:
        db_table = "attest_anchored_head"
        verbose_name = "anchored head"
        constraints: ClassVar = [
            models.UniqueConstraint(name="attest_anchored_head_once", fields=["anchor", "head"])
        ]

    def __str__(self) -> str:
        return f"{self.head_id} in {self.anchor}"
