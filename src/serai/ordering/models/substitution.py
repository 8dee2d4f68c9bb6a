"""Substitutes that stores offer for what is not on their shelves."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from serai.kernel.ids import uuid7
from serai.ordering.domain.substitutions.substitution_state import (
    OPEN,
    Answer,
    SubstitutionState,
)
from serai.ordering.domain.substitutions.wish import Wish

_TABLE = "ordering_substitution"
_OPEN = [state.value for state in OPEN]


class Substitution(models.Model):
    """
    One offer: so many of another article for units of a line that the store does not have.

    The missing units wait in `missing_group_id`, a group without a location. `agreed_minor` is what they cost,
    `own_minor` what the substitute costs by itself and `total_minor` what the shopper pays for it, all with tax.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="+", db_index=False)
    location = models.ForeignKey(
        "inventory.Location", models.PROTECT, related_name="+", db_index=False
    )
    group_id = models.UUIDField()
    missing_group_id = models.UUIDField()
    position = models.IntegerField()
    units = models.IntegerField()
    name = models.TextField()
    """What is missing, as it was sold."""
    wish = models.TextField(choices=[(wish.value, wish.value) for wish in Wish])
    variant_id = models.UUIDField()
    sku = models.TextField()
    offered = models.TextField()
    """What the substitute is called."""
    quantity = models.IntegerField()
    currency = models.CharField(max_length=3)
    agreed_minor = models.BigIntegerField()
    own_minor = models.BigIntegerField()
    total_minor = models.BigIntegerField()
    state = models.TextField(choices=[(state.value, state.value) for state in SubstitutionState])
    answer = models.TextField(choices=[(each.value, each.value) for each in Answer], blank=True)
    offered_at = models.DateTimeField()
    offered_by = models.TextField(default="", db_default="", blank=True)
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    change = models.ForeignKey(
        "ordering.OrderChange", models.PROTECT, null=True, related_name="+", db_index=False
    )
    updated_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        db_table = _TABLE
        verbose_name = "substitute"
        constraints: ClassVar = [
            models.CheckConstraint(
                name=f"{_TABLE}_units",
                condition=Q(units__gte=1, quantity__gte=1, position__gte=1),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_state",
                condition=Q(state__in=[state.value for state in SubstitutionState]),
            ),
            models.CheckConstraint(
                name=f"{_TABLE}_dearer_only_when_asked",
                condition=Q(total_minor__lte=models.F("agreed_minor"))
                | Q(state=SubstitutionState.REFUNDED.value)
                | Q(state__in=_OPEN)
                | Q(answer=Answer.YES.value),
            ),
            models.UniqueConstraint(
                name=f"{_TABLE}_one_open",
                fields=["order", "position"],
                condition=Q(state__in=_OPEN),
            ),
            models.UniqueConstraint(name=f"{_TABLE}_of_group", fields=["missing_group_id"]),
        ]
        indexes: ClassVar = [
            models.Index(fields=["order", "id"], name=f"{_TABLE}_order"),
            models.Index(
                fields=["answer_by", "id"], name=f"{_TABLE}_due", condition=Q(state__in=_OPEN)
            ),
            models.Index(fields=["state", "id"], name=f"{_TABLE}_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku} for {self.name}"
