"""Files and keys that are sold, and what buyers may do with them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.kernel.ids import uuid7

_FILE = "ordering_digital_file"
_KEY = "ordering_licence_key"
_GRANT = "ordering_download_grant"


class DigitalFile(models.Model):
    """A file that comes with an article. What was granted stays, also when it is offered no longer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    most_downloads = models.IntegerField()
    days = models.IntegerField()
    is_offered = models.BooleanField(default=True, db_default=True)
    added_at = models.DateTimeField()

    class Meta:
        db_table = _FILE
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_FILE}_once", fields=["variant", "sha256"]),
            models.CheckConstraint(
                name=f"{_FILE}_limits", condition=Q(most_downloads__gt=0, days__gt=0, size__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LicenceKey(models.Model):
    """
    A key of an article's pool. It is held for an order, given with its money, and never sold twice.

    What was given and taken back stays revoked: its buyer has seen it.
    """

    id = models.BigAutoField(primary_key=True)
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    text = models.CharField(max_length=500)
    order_id = models.UUIDField(null=True)
    given_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()

    class Meta:
        db_table = _KEY
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_KEY}_once", fields=["variant", "text"]),
            models.CheckConstraint(
                name=f"{_KEY}_is_someones",
                condition=Q(order_id__isnull=False)
                | Q(given_at__isnull=True, revoked_at__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["variant", "id"], name=f"{_KEY}_free", condition=Q(order_id__isnull=True)
            ),
            models.Index(
                fields=["order_id"], name=f"{_KEY}_order", condition=Q(order_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"


class DownloadGrant(models.Model):
    """That the buyer of a line may download a file, how often and until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="+", db_index=False)
    variant_id = models.UUIDField()
    file = models.ForeignKey(DigitalFile, models.PROTECT, related_name="+", db_index=False)
    downloads = models.IntegerField(default=0)
    most_downloads = models.IntegerField()
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)

    class Meta:
        db_table = _GRANT
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_GRANT}_once", fields=["order", "file"]),
            models.CheckConstraint(
                name=f"{_GRANT}_count",
                condition=Q(downloads__gte=0, downloads__lte=F("most_downloads")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.downloads} of {self.most_downloads}"
