"""Requests about personal data."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from serai.customers.domain.privacy_request import OPEN, PrivacyKind, PrivacyState
from serai.customers.models.customer import Customer
from serai.kernel.ids import uuid7

_TABLE = "customers_privacy_request"


class PrivacyRequest(models.Model):
    """
    What a person asked, or staff for them, and what became of it.

    `ids` are the customers that the person is. `report` says by table how much was erased and what is kept, why
    and until when; it names nobody. `content` is the sealed export. `again_at` is when something kept may go.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+", db_index=False)
    ids = ArrayField(models.UUIDField(), default=list)
    kind = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in PrivacyKind]
    )
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in PrivacyState]
    )
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=150)
    begins_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    waits_for = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    content = models.BinaryField(null=True)
    expires_at = models.DateTimeField(null=True)
    again_at = models.DateTimeField(null=True)

    class Meta:
        db_table = _TABLE
        verbose_name = "request about personal data"
        verbose_name_plural = "requests about personal data"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "kind"],
                condition=Q(state__in=[state.value for state in OPEN]),
                name=f"{_TABLE}_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in PrivacyState]),
                name=f"{_TABLE}_state",
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=True) | Q(state="ready", kind="export"),
                name=f"{_TABLE}_content",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "id"], name="customers_privacy_state"),
            models.Index(fields=["customer", "-id"], name="customers_privacy_customer"),
            models.Index(
                fields=["begins_at"],
                condition=Q(state__in=[state.value for state in OPEN]),
                name="customers_privacy_open",
            ),
            models.Index(
                fields=["expires_at"], condition=Q(state="ready"), name="customers_privacy_expires"
            ),
            models.Index(
                fields=["again_at"],
                condition=Q(again_at__isnull=False),
                name="customers_privacy_again",
            ),
        ]

    def __str__(self) -> str:
        """Name the row, never the person."""
        return f"{self.kind} {self.id}"
