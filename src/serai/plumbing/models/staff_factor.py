"""What staff prove who they are with, beside their password."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from serai.kernel.ids import uuid7


class StaffAuthenticator(models.Model):
    """
    The app that shows somebody's codes; its secret is sealed.

    `last_step` is the latest half minute whose code was used: that code and all before it are worth nothing.
    """

    staff_id = models.BigIntegerField(primary_key=True)
    sealed = models.BinaryField()
    last_step = models.BigIntegerField()
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plumbing_staff_authenticator"

    def __str__(self) -> str:
        return f"authenticator of {self.staff_id}"


class StaffPasskey(models.Model):
    """
    The public half of a key that somebody's authenticator keeps; worthless to whoever steals it.

    `sign_count` is how often the authenticator says it has signed; it only grows, and stays 0 with makers
    that do not count.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    staff_id = models.BigIntegerField()
    label = models.CharField(max_length=80)
    credential_id = models.BinaryField()
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField()
    transports = ArrayField(models.CharField(max_length=20), default=list)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plumbing_staff_passkey"
        indexes: ClassVar = [models.Index(fields=["staff_id"], name="plumbing_staff_passkey_whose")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["credential_id"], name="plumbing_staff_passkey_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(sign_count__gte=0), name="plumbing_staff_passkey_counts_from_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"passkey {self.id}"


class StaffRecoveryCode(models.Model):
    """One of ten codes on paper, for the day when nothing else is at hand. Only its keyed digest is kept."""

    digest = models.BinaryField(primary_key=True)
    staff_id = models.BigIntegerField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "plumbing_staff_recovery_code"
        indexes: ClassVar = [
            models.Index(fields=["staff_id"], name="plumbing_staff_recovery_whose")
        ]

    def __str__(self) -> str:
        return f"recovery code of {self.staff_id}"


class StaffAsked(models.Model):
    """When somebody was first asked to set up a second factor: how long it can be put off counts from here."""

    staff_id = models.BigIntegerField(primary_key=True)
    asked_at = models.DateTimeField()

    class Meta:
        db_table = "plumbing_staff_asked"

    def __str__(self) -> str:
        return f"asked {self.staff_id}"
