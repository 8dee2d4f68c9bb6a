"""The number by which processes notice that something was switched, started or learnt."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class StateVersion(models.Model):
    """One row: grows with every change of what is in force."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    version = models.BigIntegerField()

    class Meta:
        db_table = "decisions_state_version"
        constraints: ClassVar = [
            models.CheckConstraint(name="decisions_state_version_is_one_row", condition=Q(id=1))
        ]

    def __str__(self) -> str:
        return f"version {self.version}"
