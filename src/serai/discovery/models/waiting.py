"""Products whose documents are to be written anew."""

from typing import ClassVar

from django.db import models


class WaitingProduct(models.Model):
    """
    A product that changed. Many events about it before the next projection are one row.

    Those noted last are written first: a price that changes during a large import does not wait for it.
    """

    product_id = models.UUIDField(primary_key=True)
    noted_at = models.DateTimeField()

    class Meta:
        """Table and index."""

        db_table = "discovery_waiting"
        indexes: ClassVar = [models.Index(fields=["-noted_at"], name="discovery_waiting_latest")]
