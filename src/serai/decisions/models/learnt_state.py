"""What a learning policy has learnt in a slot of a channel."""

from typing import ClassVar

from django.db import models

from serai.decisions.models.policy import Policy
from serai.decisions.models.slot_setting import SlotSetting


class LearntState(models.Model):
    """
    The sums over everything written until `learnt_until`, replaced as one.

    `version` counts the replacements; who replaces names the version that was read, so that two who learn
    at once cannot count anything twice.
    """

    setting = models.ForeignKey(SlotSetting, models.PROTECT, related_name="+")
    policy = models.ForeignKey(Policy, models.PROTECT, related_name="+")
    version = models.IntegerField()
    learnt_until = models.DateTimeField()
    state = models.BinaryField()
    learnt_at = models.DateTimeField()

    class Meta:
        db_table = "decisions_learnt_state"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["setting", "policy"], name="decisions_learnt_state_of_policy"
            )
        ]

    def __str__(self) -> str:
        return f"version {self.version}"
