"""Reservations: units held for one order."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from serai.inventory.domain.reservation_state import ReservationState
from serai.inventory.models.all_positive import AllPositive


class Reservation(models.Model):
    """
    What is held for one order (`id` is the order's), as one row.

    The nth variant, location and quantity belong together. It is one row on purpose: whoever waits for
    its lock is then handed the newest version of all of it, which rows beside it would not be.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    state = models.CharField(
        max_length=16, choices=[(state.value, state.value) for state in ReservationState]
    )
    variant_ids = ArrayField(models.UUIDField())
    location_ids = ArrayField(models.UUIDField())
    quantities = ArrayField(models.IntegerField())
    held_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    rules_are_kept_read = True

    class Meta:
        db_table = "inventory_reservation"
        indexes: ClassVar = [
            models.Index(
                fields=["expires_at"],
                name="inventory_reservation_due",
                condition=Q(state=ReservationState.HELD.value),
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="inventory_reservation_state",
                condition=Q(state__in=[state.value for state in ReservationState]),
            ),
            models.CheckConstraint(
                name="inventory_reservation_lines_match",
                condition=Q(variant_ids__len=F("location_ids__len"))
                & Q(variant_ids__len=F("quantities__len")),
            ),
            models.CheckConstraint(
                name="inventory_reservation_units_are_positive",
                condition=Q(AllPositive(F("quantities"))),
            ),
            models.CheckConstraint(
                name="inventory_reservation_settles_once",
                condition=Q(state=ReservationState.HELD.value, settled_at__isnull=True)
                | (~Q(state=ReservationState.HELD.value) & Q(settled_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{sum(self.quantities):,} units, {self.state}"
