"""Answers kept for repeated requests."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class Answer(models.Model):
    """The first answer to a request, written in the transaction of its effect."""

    pk = models.CompositePrimaryKey("scope", "key")
    scope = models.TextField()
    key = models.TextField()
    fingerprint = models.BinaryField()
    body = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "plumbing_answer"
        indexes: ClassVar = [
            BrinIndex(fields=["kept_at"], name="plumbing_answer_kept_at", autosummarize=True)
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"
