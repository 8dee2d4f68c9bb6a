"""Brands."""

from django.db import models

from serai.kernel.ids import uuid7


class Brand(models.Model):
    """Whose name is on the package. A private label is the shop's own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=120)
    private_label = models.BooleanField(default=False, db_default=False)
    source = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))

    class Meta:
        db_table = "catalog_brand"

    def __str__(self) -> str:
        return self.name
