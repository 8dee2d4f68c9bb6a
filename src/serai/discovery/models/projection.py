"""How far each channel's documents have come."""

from django.db import models


class Projection(models.Model):
    """
    The number of the latest change of a channel's documents.

    Whoever changes documents holds this row first: changes happen one after another, so a reader that
    has seen number n has seen every change up to n.
    """

    channel_code = models.TextField(primary_key=True)
    seq = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        """Table."""

        db_table = "discovery_projection"
