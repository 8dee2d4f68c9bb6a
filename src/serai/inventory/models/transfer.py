"""Transfers: documents of goods that go from one location to another."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.domain.transfer_state import TransferState
from serai.inventory.models.location import Location
from serai.kernel.ids import uuid7

_TABLE, _LINES = "inventory_transfer", "inventory_transfer_line"


class Transfer(models.Model):
    """
    Goods that go from `source` to `target`.

    Its movements carry its id: what leaves when it is sent, what comes when it is received. One that `gathers`
    takes further lines from proposals that are accepted, until it is sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.TextField(
        choices=[(state.value, state.value) for state in TransferState],
        default=TransferState.PLANNED.value,
        db_default=TransferState.PLANNED.value,
    )
    source = models.ForeignKey(Location, models.PROTECT, related_name="+")
    target = models.ForeignKey(Location, models.PROTECT, related_name="+")
    gathers = models.BooleanField(default=False, db_default=False)
    note = models.TextField(default="", db_default="", blank=True)
    made_by = models.TextField()
    made_at = models.DateTimeField()
    sent_by = models.TextField(default="", db_default="", blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_by = models.TextField(default="", db_default="", blank=True)
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = _TABLE
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_state",
                condition=Q(state__in=[state.value for state in TransferState]),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_goes_somewhere", condition=~Q(source=F("target"))
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_sent",
                condition=Q(state__in=["planned", "cancelled"]) | Q(sent_at__isnull=False),
            ),
            models.UniqueConstraint(
                name=f"{_TABLE}_gathers_once",
                fields=["source", "target"],
                condition=Q(gathers=True, state=TransferState.PLANNED.value),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-id"],
                name=f"{_TABLE}_open",
                condition=Q(state__in=["planned", "sent"]),
            ),
        ]

    def __str__(self) -> str:
        return f"transfer {self.pk.hex[-8:]}"


class TransferLine(models.Model):
    """
    Units of one variant on a transfer: asked for, `sent`, and `received` so far.

    What was sent and has not come is on its way while the transfer is sent, and missing once it is received. More
    may come than was sent: somebody counted wrongly.
    """

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="lines", db_index=False)
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    units = models.IntegerField()
    sent = models.IntegerField(default=0, db_default=0)
    received = models.IntegerField(default=0, db_default=0)

    class Meta:
        db_table = _LINES
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_LINES}_once", fields=["transfer", "variant"]),
            models.CheckConstraint(
                name=f"{_LINES}_units",
                condition=Q(units__gte=1, units__lte=MOST_UNITS)
                & Q(sent__gte=0, sent__lte=MOST_UNITS)
                & Q(received__gte=0, received__lte=MOST_UNITS),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["variant", "transfer"], name=f"{_LINES}_of")]

    def __str__(self) -> str:
        return f"{self.units} of {self.variant_id}"
