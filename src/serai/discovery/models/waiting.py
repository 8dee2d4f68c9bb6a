"""Products whose documents are to be written anew."""

from django.db import models


class WaitingProduct(models.Model):
    """A product that changed. Many events about it before the next projection are one row."""

    product_id = models.UUIDField(primary_key=True)

    class Meta:
        """Table."""

        db_table = "discovery_waiting"
