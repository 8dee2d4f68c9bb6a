"""Policies: registered code with parameters, version by version."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Policy(models.Model):
    """One version of a policy. Rows are only added: a trigger refuses to change or delete them."""

    code = models.CharField(max_length=64)
    version = models.IntegerField()
    kind = models.CharField(max_length=32)
    parameters = models.JSONField()
    note = models.CharField(max_length=200, default="")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "decisions_policy"
        verbose_name_plural = "policies"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="decisions_policy_version"),
            models.CheckConstraint(
                name="decisions_policy_version_counts", condition=Q(version__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"
