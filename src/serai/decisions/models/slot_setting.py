"""Slots in channels: mode, policy, holdout."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from serai.decisions.domain.mode import Mode
from serai.decisions.models.policy import Policy


class SlotSetting(models.Model):
    """How a slot stands in a channel; without a row it is off. No policy is the order as it came."""

    slot = models.CharField(max_length=64)
    channel_code = models.CharField(max_length=64)
    mode = models.CharField(max_length=8, default=Mode.OFF)
    policy = models.ForeignKey(Policy, models.PROTECT, null=True, related_name="+")
    holdout = models.FloatField(default=0.05)
    salt = models.CharField(max_length=64)
    version = models.IntegerField(default=0)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "decisions_slot_setting"
        verbose_name = "slot"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["slot", "channel_code"], name="decisions_slot_setting_place"
            ),
            models.CheckConstraint(
                name="decisions_slot_setting_mode", condition=Q(mode__in=[*Mode])
            ),
            models.CheckConstraint(
                name="decisions_slot_setting_holdout", condition=Q(holdout__gte=0, holdout__lte=0.5)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} in {self.channel_code}"
