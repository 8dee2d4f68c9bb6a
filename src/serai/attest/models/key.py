"""The keys that sign heads."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7


class SigningKey(models.Model):
    """
    A key of the log; one is in use, the others are history and stay public.

    `vkey` is the public key as signed notes write it. `endorsement` is the signature of the key before
    (empty for the first). The private key is sealed with the shop's secret, and gone once the key is retired.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    vkey = models.CharField(max_length=300, unique=True)
    endorsement = models.BinaryField(max_length=64, default=b"")
    sealed = models.BinaryField(max_length=200, null=True)
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "attest_key"
        verbose_name = "signing key"
        constraints: ClassVar = [
            models.UniqueConstraint(
                models.Value(1),
                name="attest_key_one_in_use",
                condition=Q(retired_at__isnull=True),
            ),
            models.CheckConstraint(
                name="attest_key_sealed_while_in_use",
                condition=Q(retired_at__isnull=True, sealed__isnull=False)
                | Q(retired_at__isnull=False, sealed__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.vkey
