"""The number by which processes notice that sites, services, closures or areas have changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class NetworkVersion(models.Model):
    """One row: grows with every change of what promises are computed from."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    version = models.BigIntegerField()

    class Meta:
        db_table = "fulfilment_network_version"
        constraints: ClassVar = [
            models.CheckConstraint(name="fulfilment_network_version_is_one_row", condition=Q(id=1))
        ]

    def __str__(self) -> str:
        return f"version {self.version}"
