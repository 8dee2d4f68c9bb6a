"""What waits for goods, and what it got."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from serai.inventory.domain.ahead.terms import AheadKind
from serai.inventory.domain.ahead.waiting_state import LIVE, WaitingState
from serai.inventory.models.location import Location
from serai.kernel.ids import uuid7

_TABLE = "inventory_waiting"


class Waiting(models.Model):
    """
    So many units of a variant that were sold ahead for one order (`waits_for`).

    Of `units` some may be `allotted` (goods were given to them) and some `stopped` (nobody wants them any more).
    The queue of a variant goes by `since`, then `id`. `first_on` and `last_on` are the days between which goods
    were last told to be here; without them nobody knew. With a `location` they are collected there, and nothing
    that lies elsewhere is given to them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    waits_for = models.UUIDField()
    channel_code = models.TextField()
    location = models.ForeignKey(
        Location, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in AheadKind])
    state = models.TextField(choices=[(state.value, state.value) for state in WaitingState])
    units = models.IntegerField()
    allotted = models.IntegerField(default=0, db_default=0)
    stopped = models.IntegerField(default=0, db_default=0)
    since = models.DateTimeField()
    release_on = models.DateField(null=True)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)

    class Meta:
        db_table = _TABLE
        verbose_name = "waiting demand"
        verbose_name_plural = "waiting demand"
        constraints: ClassVar = [
            models.UniqueConstraint(name=f"{_TABLE}_once", fields=["waits_for", "variant"]),
            models.CheckConstraint(
                name=f"{_TABLE}_units",
                condition=Q(
                    units__gte=1,
                    allotted__gte=0,
                    stopped__gte=0,
                    allotted__lte=F("units") - F("stopped"),
                ),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_state",
                condition=Q(state__in=[state.value for state in WaitingState]),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["variant", "since", "id"],
                name=f"{_TABLE}_queue",
                condition=Q(state__in=[state.value for state in LIVE]),
            ),
            models.Index(fields=["since", "id"], name=f"{_TABLE}_since"),
        ]

    def __str__(self) -> str:
        return f"{self.units} of {self.variant_id} for {self.waits_for}"


class Allotment(models.Model):
    """Goods that were given to waiting units; they are a reservation with the same id, fulfilled."""

    id = models.UUIDField(primary_key=True, editable=False)
    waiting = models.ForeignKey(Waiting, models.PROTECT, related_name="allotments")
    units = models.IntegerField()
    allotted_at = models.DateTimeField()

    class Meta:
        db_table = "inventory_allotment"
        constraints: ClassVar = [
            models.CheckConstraint(name="inventory_allotment_units", condition=Q(units__gte=1))
        ]

    def __str__(self) -> str:
        return f"{self.units} units"
