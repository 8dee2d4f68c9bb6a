"""Passkeys, and the challenges that were used."""

from typing import ClassVar, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from serai.customers.models.customer import Customer
from serai.kernel.ids import uuid7


class PasskeyQuerySet(models.QuerySet["Passkey"]):
    """Passkeys, narrowed down."""

    def of_customer(self, customer_id: UUID) -> Self:
        """Those of one customer, the newest first."""
        return self.filter(customer_id=customer_id).order_by("-id")


class Passkey(models.Model):
    """
    The public half of a key that a customer's authenticator keeps; worthless to whoever steals it.

    `sign_count` is how often the authenticator says it has signed; it only grows, and stays 0 with makers
    that do not count.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    credential_id = models.BinaryField()
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField()
    is_synced = models.BooleanField()
    backed_up = models.BooleanField()
    transports = ArrayField(models.CharField(max_length=20), default=list)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = PasskeyQuerySet.as_manager()

    class Meta:
        db_table = "customers_passkey"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["credential_id"], name="customers_passkey_credential_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(sign_count__gte=0), name="customers_passkey_counts_from_zero"
            ),
        ]

    def __str__(self) -> str:
        """Name the row, never the person."""
        return f"passkey {self.id}"


class UsedChallenge(models.Model):
    """A challenge that has been answered rightly; the same answer again is refused."""

    digest = models.BinaryField(primary_key=True)
    ends_at = models.DateTimeField()

    class Meta:
        db_table = "customers_used_challenge"
        indexes: ClassVar = [models.Index(fields=["ends_at"], name="customers_challenge_ends_at")]

    def __str__(self) -> str:
        return f"used until {self.ends_at}"
