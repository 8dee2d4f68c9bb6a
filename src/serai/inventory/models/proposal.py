"""What is proposed to order and to move."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from serai.inventory.domain.automatic import Automatic
from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.domain.proposal_state import ProposalKind, ProposalState
from serai.inventory.models.location import Location
from serai.kernel.ids import uuid7

_TABLE = "inventory_proposal"


class Proposal(models.Model):
    """
    Units of a variant that a location should get: from its supplier, or from another location.

    What was worked out stays as it was: `position` is what the location had or was to get, `up_to` what it should
    have, `expected` what it will sell until the next chance to order. `decided_units` is what people made of
    `units`. A later run replaces those that nobody has decided.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in ProposalKind])
    state = models.TextField(
        choices=[(state.value, state.value) for state in ProposalState],
        default=ProposalState.OPEN.value,
        db_default=ProposalState.OPEN.value,
    )
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, related_name="+", db_index=False)
    location = models.ForeignKey(Location, models.PROTECT, related_name="+", db_index=False)
    source = models.ForeignKey(
        Location, models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )
    supplier = models.TextField(default="", db_default="", blank=True)
    units = models.IntegerField()
    decided_units = models.IntegerField(null=True, blank=True)
    position = models.IntegerField()
    up_to = models.IntegerField()
    expected = models.FloatField()
    gain = models.FloatField()
    first_on = models.DateField()
    last_on = models.DateField()
    reasons = models.JSONField()
    model_version = models.UUIDField()
    made_at = models.DateTimeField(db_default=Now())
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.TextField(default="", db_default="", blank=True)
    note = models.TextField(default="", db_default="", blank=True)
    automatic = models.TextField(
        choices=[(each.value, each.value) for each in Automatic],
        default=Automatic.NOTHING.value,
        db_default=Automatic.NOTHING.value,
        blank=True,
    )

    class Meta:
        db_table = _TABLE
        constraints: ClassVar = [
            models.UniqueConstraint(
                name=f"{_TABLE}_open_once",
                fields=["variant", "location", "kind", "source"],
                condition=Q(state=ProposalState.OPEN.value),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_kind", condition=Q(kind__in=[kind.value for kind in ProposalKind])
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_state",
                condition=Q(state__in=[state.value for state in ProposalState]),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_units", condition=Q(units__gte=1, units__lte=MOST_UNITS)
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_decided",
                condition=Q(decided_units__isnull=True)
                | Q(decided_units__gte=1, decided_units__lte=MOST_UNITS),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_source",
                condition=Q(kind=ProposalKind.ORDER.value, source__isnull=True)
                | Q(kind=ProposalKind.MOVE.value, source__isnull=False) & ~Q(source=F("location")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["-gain", "-id"],
                name="inventory_proposal_open",
                condition=Q(state=ProposalState.OPEN.value),
            ),
            models.Index(fields=["variant", "-id"], name="inventory_proposal_of_variant"),
        ]

    def __str__(self) -> str:
        return f"{self.units} units to {self.kind}"
