"""Media: pictures, films and papers of a product."""

from django.db import models

from serai.catalog.models.product import Product
from serai.catalog.models.variant import Variant
from serai.kernel.ids import uuid7


class Media(models.Model):
    """
    A picture, film or paper; the first picture in `position` order is the product's face.

    `alt` says what it shows to those who cannot see it, in the shop's own language; `alts` in others, by locale.
    """

    class Kind(models.TextChoices):
        """What it is."""

        IMAGE = "image"
        VIDEO = "video"
        DOCUMENT = "document"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    product = models.ForeignKey(
        Product, on_delete=models.CASCADE, related_name="media", db_index=False
    )
    variant = models.ForeignKey(
        Variant, on_delete=models.CASCADE, null=True, blank=True, related_name="media"
    )
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.IMAGE)
    url = models.CharField(max_length=1000)
    alt = models.CharField(max_length=300, default="", blank=True, db_default="")
    alts = models.JSONField(
        default=dict, blank=True, db_default=models.Value({}, models.JSONField())
    )
    position = models.IntegerField(default=0, db_default=0)

    class Meta:
        db_table = "catalog_media"
        constraints = [
            models.UniqueConstraint(name="catalog_media_once", fields=["product", "url"]),
            models.CheckConstraint(
                name="catalog_media_kind",
                condition=models.Q(kind__in=("image", "video", "document")),
            ),
        ]

    def __str__(self) -> str:
        return self.url
