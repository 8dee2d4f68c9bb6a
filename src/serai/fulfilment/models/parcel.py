"""Parcels and what their carriers told of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.fulfilment.domain.parcels.parcel_state import ParcelState
from serai.fulfilment.models.group import Group
from serai.kernel.ids import uuid7

_TABLE = "fulfilment_parcel"
_NEWS = "fulfilment_parcel_news"


class Parcel(models.Model):
    """
    One box with a label. A group may leave in several; one that comes back belongs to a return instead.

    `key` is the digest of the request that made it, so the same request makes one label; `shipment` is what
    its carrier was asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order_id = models.UUIDField()
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+", db_index=False)
    return_id = models.UUIDField(null=True)
    number = models.IntegerField()
    state = models.TextField(choices=[(state.value, state.value) for state in ParcelState])
    carrier = models.TextField()
    service = models.TextField(default="", db_default="")
    label_of = models.TextField(default="", db_default="")
    """Who carries it, as people call them."""
    reference = models.TextField(default="", db_default="")
    """What the carrier calls the shipment."""
    tracking_number = models.TextField(default="", db_default="")
    tracking_url = models.TextField(default="", db_default="")
    shipment = models.JSONField()
    weight_g = models.IntegerField()
    cost_minor = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, default="", db_default="", blank=True)
    pdf = models.BinaryField(null=True)
    zpl = models.TextField(default="", db_default="")
    key = models.BinaryField()
    fingerprint = models.BinaryField()
    made_by = models.TextField(default="", db_default="")
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)
    """What was last heard of it."""
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = _TABLE
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_TABLE}_key", fields=["key"]),
            models.UniqueConstraint(
                name=f"{_TABLE}_tracking",
                fields=["carrier", "tracking_number"],
                condition=~Q(tracking_number=""),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_state",
                condition=Q(state__in=[state.value for state in ParcelState]),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_labelled",
                condition=Q(state="making") | (Q(pdf__isnull=False) & ~Q(tracking_number="")),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_of_one",
                condition=Q(group__isnull=False, return_id__isnull=True)
                | Q(group__isnull=True, return_id__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["group", "number"],
                name=f"{_TABLE}_of_group",
                condition=Q(group__isnull=False),
            ),
            models.Index(
                fields=["return_id"],
                name=f"{_TABLE}_of_return",
                condition=Q(return_id__isnull=False),
            ),
            models.Index(
                fields=["made_at"],
                name=f"{_TABLE}_unsettled",
                condition=Q(state__in=["making", "voiding"]),
            ),
            models.Index(fields=["-made_at", "-id"], name=f"{_TABLE}_newest"),
            models.Index(fields=["tracking_number"], name=f"{_TABLE}_of_tracking"),
        ]

    def __str__(self) -> str:
        return self.tracking_number or "no label yet"


class ParcelNewsRow(models.Model):
    """One thing that a carrier told; `event_id` is its own, so that it comes here once."""

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="news", db_index=False)
    event_id = models.TextField()
    status = models.TextField()
    occurred_at = models.DateTimeField()
    place = models.TextField(default="", db_default="")
    text = models.TextField(default="", db_default="")
    received_at = models.DateTimeField()

    class Meta:
        db_table = _NEWS
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_NEWS}_once", fields=["parcel", "event_id"]),
        ]

    def __str__(self) -> str:
        return self.status
