"""What came of something that was shown."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from serai.decisions.domain.slot import OutcomeKind


class Outcome(models.Model):
    """
    A click, a line in a cart, an order: once for each token and kind.

    The row repeats what the token says, so that the exposure can be made again when its process died before
    writing it. `value` is 1 for a click or a cart line and the line's total in minor units for an order.
    """

    pk = models.CompositePrimaryKey("decision_id", "position", "kind")
    decision_id = models.UUIDField()
    position = models.SmallIntegerField()
    kind = models.CharField(max_length=8)
    value = models.FloatField()
    setting_id = models.IntegerField()
    policy_id = models.IntegerField()
    arm_id = models.IntegerField()
    subject = models.BigIntegerField()
    holdout = models.BooleanField()
    item = models.CharField(max_length=64)
    propensity = models.FloatField()
    shadow_position = models.IntegerField(null=True)
    shadow_propensity = models.FloatField(null=True)
    shown_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "decisions_outcome"
        indexes: ClassVar = [
            models.Index(fields=["written_at"], name="decisions_outcome_written"),
            models.Index(fields=["subject", "recorded_at"], name="decisions_outcome_subject"),
            models.Index(
                fields=["arm_id", "subject"],
                condition=Q(arm_id__gt=0),
                name="decisions_outcome_arm",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="decisions_outcome_kind", condition=Q(kind__in=[*OutcomeKind])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.item}"
