"""Fulfilment groups: what leaves one location together for one order."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import OUT, TO_DO, GroupState
from serai.kernel.ids import uuid7

_TABLE = "fulfilment_group"
_OUT = [state.value for state in OUT]
_TO_DO = [state.value for state in TO_DO]


class Group(models.Model):
    """
    What leaves one location together for one order. Orders are of a higher tier: no foreign key.

    `number` counts within the order, `order_number` is what people call the order. Without a location the
    goods are files or keys, or nobody has them yet. `told_latest` is what the shopper was told by when
    they have it all; `promised_earliest` and `promised_latest` are what this location can keep. `due_by` is
    when it must be packed or put aside for that. `plan` says why this location.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order_id = models.UUIDField()
    reservation_of = models.UUIDField()
    """What its units were reserved for: the order, or the document that added them to it."""
    number = models.IntegerField()
    order_number = models.TextField(default="", db_default="")
    channel_code = models.TextField()
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in GroupKind])
    state = models.TextField(choices=[(state.value, state.value) for state in GroupState])
    location = models.ForeignKey(
        "inventory.Location", models.PROTECT, null=True, related_name="+", db_index=False
    )
    service = models.TextField(default="", db_default="")
    promised_earliest = models.DateTimeField(null=True)
    promised_latest = models.DateTimeField(null=True)
    told_latest = models.DateTimeField(null=True)
    due_by = models.DateTimeField(null=True)
    queue_at = models.DateTimeField(db_default=Now())
    """Its place in the queue: `due_by`, or a day after it was opened where nothing says when it is due."""
    hold_reason = models.TextField(default="", db_default="")
    carrier = models.TextField(default="", db_default="")
    tracking_number = models.TextField(default="", db_default="")
    tracking_url = models.TextField(default="", db_default="")
    plan = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    split_from = models.IntegerField(null=True)
    """The number of the group whose goods these were, when they left it."""
    opened_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    picking_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)
    """When it was packed, or put aside for the shopper."""
    left_at = models.DateTimeField(null=True)
    """When it was handed over, to the carrier or to the shopper."""
    delivered_at = models.DateTimeField(null=True)
    collect_by = models.DateTimeField(null=True)
    """Until when what is put aside waits for the shopper."""
    collected_by = models.TextField(default="", db_default="", blank=True)
    """Who came for it."""
    age_checked_at = models.DateTimeField(null=True)
    """When somebody saw that whoever takes it is old enough."""
    ended_at = models.DateTimeField(null=True)
    """When it was cancelled or given up."""
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table = _TABLE
        verbose_name = "fulfilment group"
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_TABLE}_number", fields=["order_id", "number"]),
            models.CheckConstraint(name=f"{_TABLE}_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name=f"{_TABLE}_kind", condition=Q(kind__in=[kind.value for kind in GroupKind])
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_state", condition=Q(state__in=[state.value for state in GroupState])
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_left",
                condition=Q(state__in=_OUT, left_at__isnull=False)
                | (~Q(state__in=_OUT) & Q(left_at__isnull=True)),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_promise_has_two_ends",
                condition=Q(promised_earliest__isnull=True, promised_latest__isnull=True)
                | Q(promised_earliest__lte=F("promised_latest")),
            ),
        ]
        indexes: ClassVar = [
            # The queue of a location: what is due first comes first.
            models.Index(
                fields=["location", "queue_at", "id"],
                name=f"{_TABLE}_queue",
                condition=Q(state__in=_TO_DO),
            ),
            models.Index(fields=["state", "queue_at", "id"], name=f"{_TABLE}_state_queue"),
            models.Index(
                fields=["queue_at", "id"],
                name=f"{_TABLE}_to_do",
                condition=Q(state__in=_TO_DO),
            ),
            models.Index(fields=["kind", "queue_at", "id"], name=f"{_TABLE}_kind_queue"),
            models.Index(fields=["order_number"], name=f"{_TABLE}_of_number"),
            models.Index(fields=["location", "left_at"], name=f"{_TABLE}_left_from"),
            models.Index(fields=["promised_latest"], name=f"{_TABLE}_promised"),
            models.Index(
                fields=["collect_by", "id"],
                name=f"{_TABLE}_collect_by",
                condition=Q(state=GroupState.READY.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_number}/{self.number}"
