"""Product documents: the lasting truth of the projection."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class DocumentRow(models.Model):
    """
    What a channel shows of one product, as of change `seq`.

    `card` and `rest` are finished JSON, `facts` packed as the domain packs them; all three are null when
    the channel no longer shows the product.
    """

    pk = models.CompositePrimaryKey("channel_code", "product_id")
    channel_code = models.TextField()
    product_id = models.UUIDField()
    seq = models.BigIntegerField()
    card = models.BinaryField(null=True)
    rest = models.BinaryField(null=True)
    facts = models.BinaryField(null=True)

    class Meta:
        """Table, index and constraint."""

        db_table = "discovery_document"
        indexes: ClassVar = [
            models.Index(fields=["channel_code", "seq"], name="discovery_document_seq"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="discovery_document_whole_or_gone",
                condition=Q(card__isnull=True, rest__isnull=True, facts__isnull=True)
                | Q(card__isnull=False, rest__isnull=False, facts__isnull=False),
            ),
        ]
