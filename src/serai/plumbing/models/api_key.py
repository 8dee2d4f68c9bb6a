"""Keys of programs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ApiKey(models.Model):
    """A program that may call the API. The key itself is shown once; only its digest is kept."""

    id = models.UUIDField(primary_key=True)
    label = models.TextField()
    digest = models.BinaryField(unique=True)
    hint = models.TextField()
    scopes = ArrayField(models.TextField())
    channel_code = models.TextField()
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plumbing_api_key"

    def __str__(self) -> str:
        return f"{self.label} ({self.hint}…)"
